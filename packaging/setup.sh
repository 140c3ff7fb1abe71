#!/usr/bin/env bash
# Makes this computer ready. `setup.sh run` for the program, `setup.sh test` for the tests as well.
# It says what it does and why, asks nothing, and does nothing twice.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-run}
venv=.venv
say() { printf '%s\n' "$*" >&2; }

# ------------------------------------------------------------------------------------------------- system packages

# What Qt's window needs from the system (its own wheel brings the rest), the certificates to fetch packages
# safely, and the part of Python that Debian keeps apart.
system_run=(ca-certificates cups-client libcups2 libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libgssapi-krb5-2
    libopengl0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libxkbcommon0)
# A screen without a monitor, hands on its keys, a keychain and a print queue of their own, what a screen reader
# reads with, the kernel's word on what is written, and second opinions on a PDF.
system_test=(at-spi2-core cups cups-ipp-utils dbus fonts-dejavu-core gir1.2-atspi-2.0 gnome-keyring
    matchbox-window-manager poppler-utils python3-gi qpdf strace xauth xdotool xvfb)

install_system() {
    local wanted=("${system_run[@]}") missing=() name
    [ "$purpose" = test ] && wanted+=("${system_test[@]}")
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "This is not Debian or a relative of it, so the system libraries Qt needs are left to you:"
        say "    ${wanted[*]}"
        return
    fi
    if needs_venv_package; then wanted+=(python3-venv); fi
    for name in "${wanted[@]}"; do
        is_installed "$name" || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return
    local admin=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            say "Some system packages are missing and need an administrator. Please type:"
            say "    sudo apt-get install --no-install-recommends ${missing[*]}"
            say "Going on without them; what cannot work will say so."
            return
        fi
        admin=(sudo -n)
    fi
    say "Installing system packages for Qt${system_note}: ${missing[*]}"
    "${admin[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null >&2 || say "(the package list could not be renewed; trying with the old one)"
    if ! "${admin[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >build/setup.log 2>&1; then
        say "The system packages could not be installed; the last lines said:"
        tail -n 5 build/setup.log >&2
        say "Going on without them; what cannot work will say so."
    fi
}

is_installed() { # counts renamed packages too (libcups2t64 provides libcups2)
    dpkg-query -W -f='${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed && return
    dpkg-query -W -f='${db:Status-Status}\n' "$1t64" 2>/dev/null | grep -qx installed
}

needs_venv_package() { ! is_whole && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; }

# -------------------------------------------------------------------------------------------------- Python packages

find_python() {
    local name
    for name in "${PYTHON:-}" python3.11 python3 python3.13 python3.12 python; do
        [ -n "$name" ] && "$name" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$name"; return; }
    done
    say "Python 3.11 or newer is needed and was not found. On Debian 12: sudo apt-get install python3"
    exit 1
}

is_whole() { # a half-made environment (no pip, no uv) is made anew
    $venv/bin/python -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null &&
        { [ -x $venv/bin/uv ] || $venv/bin/python -c 'import pip' 2>/dev/null; }
}

make_venv() {
    is_whole && return
    say "Making a Python environment in $venv, apart from the system's Python."
    rm -rf $venv
    if "$python" -c 'import ensurepip, venv' 2>/dev/null && "$python" -m venv $venv >build/setup.log 2>&1; then return; fi
    rm -rf $venv
    local uv=build/setup/bin/uv
    if ! "$python" -m pip install --quiet --require-hashes --only-binary :all: --upgrade --target build/setup \
        -r packaging/requirements-setup.txt </dev/null >build/setup.log 2>&1; then
        uv=$(command -v uv || true)
    fi
    if [ -z "$uv" ] || ! "$uv" venv --quiet --python "$python" $venv </dev/null >>build/setup.log 2>&1; then
        say "Python could not make an environment here, and there is neither pip nor uv to do it instead."
        say "On Debian please type: sudo apt-get install python3-venv"
        exit 1
    fi
    "$uv" pip install --quiet --python $venv/bin/python --require-hashes -r packaging/requirements-setup.txt </dev/null >&2
}

stamp_of() { # the content of everything that decides what is installed
    { cat "$@" pyproject.toml packaging/setup.sh; $venv/bin/python -VV; } | sha256sum | cut -d' ' -f1
}

uv_install() { $venv/bin/uv pip install --quiet --python $venv/bin/python "$@" </dev/null >&2; }

install_python() {
    local pins=packaging/requirements.txt stamp
    [ "$purpose" = test ] && pins=packaging/requirements-dev.txt
    stamp=$(stamp_of packaging/requirements-setup.txt "$pins")
    [ -f "$venv/.ready-$purpose" ] && [ "$(cat "$venv/.ready-$purpose")" = "$stamp" ] && return
    say "Installing Python packages for $purpose; each file is checked against the hash written in $pins."
    if [ -x $venv/bin/uv ]; then
        uv_install --require-hashes --only-binary :all: -r packaging/requirements-setup.txt
    else
        $venv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r packaging/requirements-setup.txt </dev/null >&2
    fi
    uv_install --require-hashes --only-binary :all: -r "$pins"
    uv_install --no-deps --no-build-isolation -e .
    rm -f $venv/.ready-*
    echo "$stamp" >"$venv/.ready-$purpose"
    # What serves the tests serves the program too.
    [ "$purpose" = test ] && stamp_of packaging/requirements-setup.txt packaging/requirements.txt >"$venv/.ready-run"
    say "Ready."
}

# Only certificates this computer trusts already, also where an organisation adds its own.
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1; fi
export UV_NO_PROGRESS=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
umask 022
mkdir -p build
system_note=""
[ "$purpose" = test ] && system_note=" and for the tests"
python=$(find_python)
install_system
make_venv
install_python
