#!/usr/bin/env bash
# The main work without a window: makes a vault with made-up cases, lists them, writes one safety plan and checks the ledger.
set -euo pipefail
cd "$(dirname "$0")/.."
demo=build/demo
# A demonstration's passphrase may stand in a file; a real one never does.
rm -rf "$demo"
mkdir -p "$demo"
chmod 700 "$demo"
(umask 077 && echo 'lantern-orchard-velvet-compass-thistle-harbour' >"$demo/passphrase")

vault() {
    echo "\$ hru-vault $*"
    .venv/bin/hru-vault --home "$demo/vault" --passphrase-file "$demo/passphrase" "$@"
    echo
}

vault init --no-keychain
vault demo --cases 6
vault cases
ref=$(.venv/bin/hru-vault --home "$demo/vault" --passphrase-file "$demo/passphrase" cases --json |
    .venv/bin/python -c 'import json, sys; print(json.load(sys.stdin)[0]["ref"])')
vault document full_plan "$ref" --out "$demo/plan.pdf"
vault verify
echo "Made: $demo/plan.pdf ($(stat -c %s "$demo/plan.pdf") bytes). The people in it are made up."
