#!/usr/bin/env bash
# Runs a command with a session bus and a screen of its own, where the machine has them,
# so that nothing a test does reaches the real desktop, keychain or printer.
set -euo pipefail
stage=()
command -v dbus-run-session >/dev/null && stage+=(dbus-run-session --)
command -v xvfb-run >/dev/null && stage+=(xvfb-run -a)
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
exec "${stage[@]}" "$@"
