#!/usr/bin/env bash
# The main work without a window: makes a vault with made-up cases, lists them, writes one safety plan, checks the ledger.
# demo.sh [FOLDER]: into a folder that is not there yet, or else into build/demo, made anew.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "$0")/.."
demo=${1:-build/demo}
[ $# -gt 0 ] || rm -rf "$demo"
mkdir -p "$demo"
chmod 700 "$demo"
umask 077

taken() { .venv/bin/python -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }

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
listed=$(vault cases)
echo "$listed"
echo
ref=$(grep -o -m 1 'HRU-[0-9A-Z-]*' <<<"$listed")
# A plan that says "us" needs the unit's own number; this one belongs to nobody.
printf '%s\n' "01632 960100" "A. Advocate" | vault unit --number - --by -
# Paper asks whether it is safe, and the careful answers need a reason for a copy all the same.
vault document full_plan "$ref" --out "$demo/plan.pdf" --searched yes --watched yes --family-danger yes \
    --because - <<<"A demonstration with made-up people"
vault verify
echo "The plan is in $demo/plan.pdf ($(wc -c <"$demo/plan.pdf") bytes). Everybody in it is made up."
