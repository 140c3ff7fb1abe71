#!/usr/bin/env bash
# Opens the program; where there is no screen, does its main work from the command line instead.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "$0")/.."
# Whoever asks for something of the program itself (--help, a folder) is answered by it, also without a screen.
if [ $# -gt 0 ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; then
    exec .venv/bin/python -m ui "$@"
fi
echo "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open."
echo "The same work without a window: a vault, made-up cases and a safety plan as PDF."
echo
exec packaging/demo.sh
