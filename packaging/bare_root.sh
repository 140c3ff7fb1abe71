#!/usr/bin/env bash
# The package on a Debian that has never seen Python: installed, tried, worked with, removed. Needs root, debootstrap and
# the network; `bare_root.sh [SUITE]`. Nothing outside build/bare-SUITE and build/bare-SUITE.tried is touched; the plan that
# is made there stays in build/bare-SUITE.tried/srv/her/plan.pdf to be looked at.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "$0")/.."
suite=${1:-bookworm}
base=$PWD/build/bare-$suite root=$PWD/build/bare-$suite.tried
deb=$(find build/deb -name 'hru-advocate_*.deb' | head -n 1)
[ -n "$deb" ] || { echo "run 'make deb' first: there is no package to try" >&2; exit 1; }
[ "$(id -u)" -eq 0 ] || { echo "an administrator's rights are needed to change into another root" >&2; exit 1; }

if [ ! -e "$base/etc/debian_version" ]; then
    rm -rf "$base"
    mkdir -p build
    debootstrap --variant=minbase "$suite" "$base" >"$base.log" 2>&1 || { tail -n 5 "$base.log" >&2; exit 1; }
fi
rm -rf "$root"
cp -a "$base" "$root"
cp "$deb" "$root/mnt/"
[ ! -e /etc/resolv.conf ] || cp -L /etc/resolv.conf "$root/etc/resolv.conf"

# A process tree and mounts of its own: whatever it leaves running ends with it.
exec unshare --mount --pid --fork --mount-proc="$root/proc" chroot "$root" \
    env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive bash -euo pipefail -c '
    say() { printf "%s\n" "$*"; }
    as_her() { setpriv --reuid 1000 --regid 1000 --clear-groups env HOME=/srv/her "$@"; }
    ! command -v python3 >/dev/null || { say "there is a Python here, so this proves nothing"; exit 1; }
    # What the package asks for comes first, so that before and after differ by the package alone.
    apt-get -qq update >/dev/null
    needed=$(dpkg-deb --field /mnt/hru-advocate_*.deb Depends | sed "s/([^)]*)//g; s/,/ /g")
    apt-get -qq -y --no-install-recommends install $needed >/dev/null
    mkdir -p -m 700 /srv/her && chown 1000:1000 /srv/her
    there() { find / -xdev -path /proc -prune -o -path /srv/her -prune -o -path /tmp -prune -o -path /var/lib/dpkg -prune -o -path /mnt -prune -o -path /root -prune -o -print | sort; }
    there >/mnt/before
    dpkg -i /mnt/hru-advocate_*.deb >/dev/null
    say "Installed; still no Python: $(command -v python3 || echo none)"
    cd /srv/her
    as_her hru-vault --self-check
    as_her hru-advocate --self-check
    as_her hru-advocate --self-check <&- >&- 2>&-
    say "The window program works without standard streams."
    left=$(find /srv/her /tmp -type f -not -path "*/.cache/fontconfig/*")
    [ -z "$left" ] || { say "The self-check left: $left"; exit 1; }
    say "The self-check left nothing but the list of fonts that the system keeps."
    as_her hru-vault --home vault init --no-keychain --author "A. Advocate" >made
    sed -n "s/.*\"passphrase\": \"\(.*\)\".*/\1/p" made >words
    vault() { as_her hru-vault --home vault --passphrase-file words "$@"; }
    vault demo --cases 2 >/dev/null
    ref=$(vault cases | head -n 1 | cut -d" " -f1)
    vault document contact_log "$ref" --out log.pdf >/dev/null
    printf "%s\n" "01632 960100" "A. Advocate" | vault unit --number - --by - >/dev/null
    echo "Tried with made-up people" | vault document full_plan "$ref" --out plan.pdf --searched yes --watched yes \
        --family-danger yes --because - >/dev/null
    say "A plan was made: $(wc -c <plan.pdf) bytes."
    vault verify | tail -n 1
    (cd / && md5sum --quiet --check /var/lib/dpkg/info/hru-advocate.md5sums)
    say "Nothing was written beside the program."
    dpkg --purge hru-advocate >/dev/null
    there >/mnt/after
    if cmp -s /mnt/before /mnt/after; then say "Removed; nothing of it is left but the vault."; else
        say "Left behind:"; diff /mnt/before /mnt/after; exit 1
    fi
    [ -s vault/vault.db ]
    [ -s vault/vault.header ]
    say "The vault is there as before."
'
