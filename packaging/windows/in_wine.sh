#!/usr/bin/env bash
# Runs a command where Windows programs run: `in_wine.sh SECONDS COMMAND...`, in build/windows/root, which sees build/windows
# as /w (Z:\w) and has a screen, no network, and whatever it leaves running ends with it. What it writes on drive C: is gone
# afterwards too, unless KEEP=1.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "$0")/../.."
limit=$1
shift
enter() { # everything the command sees; the process that runs it is the first of its own tree
    local w=$1 root=$1/root
    shift
    mount --bind "$w" "$root/w"
    mount -t proc proc "$root/proc"
    mount -t tmpfs tmpfs "$root/tmp"
    mount -t tmpfs tmpfs "$root/dev/shm"
    if [ "${KEEP:-}" != 1 ]; then
        mkdir "$root/tmp/written" "$root/tmp/work"
        mount -t overlay overlay -o "lowerdir=$w/prefix,upperdir=$root/tmp/written,workdir=$root/tmp/work" "$root/w/prefix"
    fi
    exec chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DISPLAY=:1 \
        WINEPREFIX=/w/prefix WINEDEBUG=-all bash -c '
        Xvfb :1 -screen 0 1920x1200x24 -nolisten tcp >/dev/null 2>&1 &
        until [ -S /tmp/.X11-unix/X1 ]; do sleep 0.1; done
        cd /w/checkout
        "$@"
        code=$?  # not the last command, which would take the place of this one
        exit "$code"' - "$@"
}
export -f enter
exec timeout --foreground --signal=KILL "$limit" unshare --mount --net --pid --fork --kill-child \
    bash -euc 'enter "$@"' - "$PWD/build/windows" "$@" </dev/null
