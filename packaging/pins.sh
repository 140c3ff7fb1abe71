#!/usr/bin/env bash
# Renews packaging/requirements*.txt: every package by version and by the hashes of its files on the package index.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "$0")/.."
[ -x .venv/bin/uv ] || { echo "run 'make test' once first: uv is missing" >&2; exit 1; }

# No configuration and no environment of this machine may put its own addresses or files into the pins.
unset UV_INDEX UV_INDEX_URL UV_DEFAULT_INDEX UV_EXTRA_INDEX_URL UV_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_FIND_LINKS

pin() { # pin FILE WHAT...
    local out=packaging/$1
    shift
    .venv/bin/uv --no-config pip compile "$@" --python-version 3.11 --universal --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links --upgrade --quiet --output-file "$out"
    if grep -nE 'https?:|file:|^--|/home/|/root/' "$out"; then
        echo "$out names an address or a place on this machine; not good" >&2
        exit 1
    fi
    echo "$out: $(grep -c '==' "$out") packages"
}

pin requirements-setup.txt --group pyproject.toml:setup
pin requirements.txt pyproject.toml
pin requirements-hub.txt pyproject.toml --extra hub --constraint packaging/requirements.txt
pin requirements-dev.txt pyproject.toml --extra hub --group dev --constraint packaging/requirements-hub.txt
pin requirements-bundle.txt --group pyproject.toml:bundle --constraint packaging/requirements.txt
pin requirements-audit.txt --group pyproject.toml:audit
pin windows/requirements.txt --group pyproject.toml:wine
pin windows/requirements-python.txt --group pyproject.toml:wine-python
