#!/usr/bin/env bash
# Makes this computer ready. `setup.sh run` for the program, `setup.sh test` for the tests as well.
# It says what it does and why, asks nothing, and does nothing twice.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "$0")/.."
purpose=${1:-run}
venv=.venv
log=build/setup.log
say() { printf '%s\n' "$*" >&2; }

# ------------------------------------------------------------------------------------------------- system packages

# What Qt's window needs from the system (its own wheel brings the rest), the certificates to fetch packages
# safely, and the part of Python that Debian keeps apart.
system_run=(ca-certificates cups-client libcups2 libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libgssapi-krb5-2
    libopengl0 libwayland-client0 libwayland-cursor0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0
    libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libxkbcommon0)
# A screen without a monitor, hands on its keys, a keychain and a print queue of their own, what a screen reader
# reads with, a database server for a mailbox, the kernel's word on what is written, and second opinions on a PDF.
system_test=(at-spi2-core cups cups-ipp-utils dbus fonts-dejavu-core gir1.2-atspi-2.0 gnome-keyring
    matchbox-window-manager poppler-utils postgresql python3-gi qpdf strace xauth xdotool xvfb)

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
    apt update -qq >&2 || say "(the package list could not be renewed; trying with the old one)"
    if ! apt install -y -qq --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
        say "The system packages could not be installed; the last lines said:"
        tail -n 5 "$log" >&2
        say "Going on without them; what cannot work will say so."
    fi
}

apt() { # asks nothing, and waits neither for ever for another installation nor for a network that is not there
    "${admin[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 -o Acquire::Retries=1 \
        -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 "$@" </dev/null
}

is_installed() { # counts renamed packages too (libcups2t64 provides libcups2)
    dpkg-query -W -f='${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed && return
    dpkg-query -W -f='${db:Status-Status}\n' "$1t64" 2>/dev/null | grep -qx installed
}

needs_venv_package() { ! is_whole && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; }

# ----------------------------------------------------------------------------------------------------- certificates

# Only certificates this computer trusts already, also where an organisation adds its own. Asked after the system
# packages are there, because one of them brings the file. A file somebody names for one tool serves the others.
trust_certificates() {
    local own=${SSL_CERT_FILE:-${PIP_CERT:-${REQUESTS_CA_BUNDLE:-${CURL_CA_BUNDLE:-}}}}
    if [ -n "$own" ]; then
        export SSL_CERT_FILE=$own
        if [ ! -f "$own" ]; then
            say "The environment names a file of certificates that is not there (SSL_CERT_FILE, PIP_CERT or"
            say "REQUESTS_CA_BUNDLE). Packages cannot be fetched with it; correct the name, or unset it."
        fi
    elif [ -f "$certificates" ]; then
        own=$certificates
        export UV_SYSTEM_CERTS=${UV_SYSTEM_CERTS:-1}
        export UV_NATIVE_TLS=${UV_NATIVE_TLS:-$UV_SYSTEM_CERTS} # what older releases of uv call it
    fi
    # Of all names pip reads it heeds this one least: its own settings and PIP_CERT still win.
    [ -z "$own" ] || export REQUESTS_CA_BUNDLE=${REQUESTS_CA_BUNDLE:-${CURL_CA_BUNDLE:-$own}}
}

# -------------------------------------------------------------------------------------------------- Python packages

# The same bounds as in pyproject.toml; docs/decisions/0012 says why there is an upper one.
fits='import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] < (3, 13))'

find_python() {
    local name
    for name in "${PYTHON:-}" python3.11 python3.12 python3 python; do
        [ -n "$name" ] && "$name" -c "$fits" 2>/dev/null && { echo "$name"; return; }
    done
    python_of_uv && return
    say "Python 3.11 or 3.12 is needed and was not found; Python 3.13 does not do yet (docs/decisions/0012)."
    say "On Debian 12 please type: sudo apt-get install python3 python3-venv"
    say "Where the system has only a newer one, uv brings another beside it: uv python install 3.12"
    exit 1
}

python_of_uv() { # one that uv keeps beside the system's, as on Debian 13, which itself has only 3.13
    command -v uv >/dev/null && uv python find --system --no-python-downloads '>=3.11,<3.13' 2>/dev/null
}

is_whole() { # a half-made environment (no pip, no uv) is made anew
    "$venv/bin/python" -c "$fits" 2>/dev/null &&
        { [ -x "$venv/bin/uv" ] || "$venv/bin/python" -c 'import pip' 2>/dev/null; }
}

# The programs in an environment name its place in full. Those of a moved checkout would start nothing, those of a
# copied one the checkout it was copied from.
settle_here() {
    local here
    here=$(pwd -P)
    [ -L "$venv" ] && rm "$venv" # it belongs to another checkout, which is to be left as it is
    [ -d "$venv" ] || return 0
    [ "$(cat "$venv/.checkout" 2>/dev/null)" = "$here" ] && return
    [ ! -f "$venv/.checkout" ] || say "This checkout was moved or copied: making its environment in $venv name this place."
    if is_whole && [ -x "$venv/bin/uv" ] && "$venv/bin/python" packaging/environment.py settle "$venv" 2>/dev/null &&
        uv_install --offline --reinstall-package hru-advocate --no-deps --no-build-isolation -e . 2>/dev/null; then
        rm -f "$venv/.checkout" # a copy by hard links shares it with the first
        echo "$here" >"$venv/.checkout"
    else
        rm -rf "$venv"
    fi
}

make_venv() {
    is_whole && return
    say "Making a Python environment in $venv, apart from the system's Python."
    rm -rf "$venv"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null || ! "$python" -m venv "$venv" >"$log" 2>&1; then
        make_venv_with_uv
    fi
    pwd -P >"$venv/.checkout"
}

make_venv_with_uv() {
    rm -rf "$venv"
    local uv=build/setup/bin/uv
    if ! "$python" -m pip install --quiet --require-hashes --only-binary :all: --upgrade --target build/setup \
        -r packaging/requirements-setup.txt </dev/null >"$log" 2>&1; then
        uv=$(command -v uv || true)
    fi
    if [ -z "$uv" ] || ! "$uv" venv --quiet --python "$python" "$venv" </dev/null >>"$log" 2>&1; then
        say "Python could not make an environment here, and there is neither pip nor uv to do it instead."
        say "On Debian please type: sudo apt-get install python3-venv"
        exit 1
    fi
    if ! "$uv" pip install --quiet --python "$venv/bin/python" --require-hashes -r packaging/requirements-setup.txt \
        </dev/null >&2; then
        say "The first packages could not be fetched; the lines above say why. Please try again with a network."
        exit 1
    fi
}

stamp_of() { # the content of everything that decides what is installed
    { cat "$@" pyproject.toml packaging/setup.sh; "$venv/bin/python" -VV; } | sha256sum | cut -d' ' -f1
}

uv_install() { "$venv/bin/uv" pip install --quiet --python "$venv/bin/python" "$@" </dev/null >&2; }

install_packages() { # install_packages PINS
    if [ -x "$venv/bin/uv" ]; then
        uv_install --require-hashes --only-binary :all: -r packaging/requirements-setup.txt
    else
        "$venv/bin/python" -m pip install --quiet --require-hashes --only-binary :all: \
            -r packaging/requirements-setup.txt </dev/null >&2
    fi && uv_install --require-hashes --only-binary :all: -r "$1" && uv_install --no-deps --no-build-isolation -e .
}

install_python() {
    local pins=packaging/requirements.txt stamp
    [ "$purpose" = test ] && pins=packaging/requirements-dev.txt
    stamp=$(stamp_of packaging/requirements-setup.txt "$pins")
    [ -f "$venv/.ready-$purpose" ] && [ "$(cat "$venv/.ready-$purpose")" = "$stamp" ] && return
    say "Installing Python packages for $purpose; each file is checked against the hash written in $pins."
    if ! install_packages "$pins"; then
        go_on_with_what_is_there
        return
    fi
    rm -f "$venv"/.ready-*
    echo "$stamp" >"$venv/.ready-$purpose"
    # What serves the tests serves the program too.
    [ "$purpose" = test ] && stamp_of packaging/requirements-setup.txt packaging/requirements.txt >"$venv/.ready-run"
    say "Ready."
}

# Without a network an advocate may still need the program, and what was installed before opens it. A test that
# passes with other packages than the pinned ones says nothing, so tests do not go on.
go_on_with_what_is_there() {
    if [ "$purpose" = run ] && [ -f "$venv/.ready-run" ] && "$venv/bin/python" packaging/environment.py whole 2>/dev/null; then
        say "The packages could not be brought up to date; the lines above say why. The program opens with those that"
        say "were installed on $(date -r "$venv/.ready-run" +%F). With a network, \`make run\` brings them up to date."
        return
    fi
    say "The packages could not be installed; the lines above say why. Please try again with a network."
    exit 1
}

be_allowed_to_write() {
    mkdir -p build 2>/dev/null || true
    local place
    for place in . build "$venv"; do
        if [ -e "$place" ] && [ ! -w "$place" ]; then
            say "This folder, or a part of it, belongs to another account (perhaps because of sudo) or can only be read: $place"
            say "Nothing was changed. Work in a copy in a folder of your own, or make this one yours with chown."
            exit 1
        fi
    done
}

certificates=${HRU_CERTIFICATES:-/etc/ssl/certs/ca-certificates.crt} # a test names another one
admin=()
export UV_NO_PROGRESS=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
umask 022
system_note=""
[ "$purpose" = test ] && system_note=" and for the tests"
be_allowed_to_write
python=$(find_python)
settle_here
install_system
trust_certificates
make_venv
install_python
