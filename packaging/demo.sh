#!/usr/bin/env bash
# The main work without a window: makes a vault with made-up cases, lists them, writes one safety plan, checks the ledger.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "$0")/.."
demo=build/demo
rm -rf "$demo"
mkdir -p "$demo"
chmod 700 "$demo"
umask 077

taken() { .venv/bin/python -c 'import json, sys; value = json.load(sys.stdin)
for key in sys.argv[1:]: value = value[int(key) if key.isdigit() else key]
print(value)' "$@"; }

vault() { # vault COMMAND ... on the demonstration's vault
    echo "\$ hru-vault --home $demo/vault --passphrase-file $demo/passphrase $*"
    .venv/bin/hru-vault --home "$demo/vault" --passphrase-file "$demo/passphrase" "$@"
    echo
}

echo "\$ hru-vault --home $demo/vault init --no-keychain"
made=$(.venv/bin/hru-vault --home "$demo/vault" init --no-keychain --author "A. Advocate")
echo "$made"
echo
# A demonstration's passphrase may stand in a file; a real one never does.
taken passphrase <<<"$made" >"$demo/passphrase"

vault demo --cases 6
vault cases
ref=$(vault cases --json | sed 1d | taken 0 ref)
vault document full_plan "$ref" --out "$demo/plan.pdf"
vault verify
echo "The plan is in $demo/plan.pdf ($(wc -c <"$demo/plan.pdf") bytes). Everybody in it is made up."
