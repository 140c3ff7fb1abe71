#!/usr/bin/env bash
# Prints the folder for temporary files that are kept in memory only, or nothing where there is none that lets
# programs run and has room. Tests save thousands of times, and on a disk each save waits until it is really there.
set -euo pipefail
place=${1:-/dev/shm}
needed=$((3 * 1024 * 1024)) # KiB free; one run of all tests leaves about a tenth of it
mounted=$(awk -v place="$place" '$2 == place && $3 == "tmpfs" && $4 !~ /noexec|(^|,)ro(,|$)/' /proc/mounts 2>/dev/null || true)
[ -n "$mounted" ] && [ -w "$place" ] || exit 0
free=$(df -Pk "$place" | awk 'NR == 2 { print $4 }')
memory=$(awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo) # what is kept there is taken from it
[ "$free" -ge "$needed" ] && [ "${memory:-0}" -ge "$needed" ] || exit 0
echo "$place"
