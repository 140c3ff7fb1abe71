#!/usr/bin/env bash
# Both programs of the bundle in build/windows/bundle, as people and installers start them. Run by windows_check.sh, in Wine.
set -Eeuo pipefail
trap 'echo "programs.sh: what line $LINENO asks for did not hold"' ERR
bundle=/w/bundle/hru-advocate
home='C:\try\vault' words='C:\try\words'
said() { tr -d '\r' <"$1"; }
vault() { wine "$bundle/hru-vault.exe" --home "$home" --passphrase-file "$words" "$@"; }

wine "$bundle/hru-vault.exe" --self-check
wine "$bundle/hru-advocate.exe" --self-check
wine start /wait /unix "$bundle/hru-advocate.exe" --self-check # as by Explorer: nothing to write to
echo "The window program works without standard handles."
mkdir -p "$WINEPREFIX/drive_c/try"
wine "$bundle/hru-vault.exe" --home "$home" init --author "A. Advocate" >/tmp/made # half of the key goes to the keychain
said /tmp/made | sed -n 's/.*"passphrase": "\(.*\)".*/\1/p' >"$WINEPREFIX/drive_c/try/words"
vault demo --cases 2 >/dev/null
vault cases >/tmp/cases
ref=$(said /tmp/cases | head -n 1 | cut -d' ' -f1)
vault document contact_log "$ref" --out 'C:\try\log.pdf' >/dev/null
[ "$(head -c 5 "$WINEPREFIX/drive_c/try/log.pdf")" = '%PDF-' ]
vault verify | tail -n 1
vault doctor
(cd /w/bundle && sha256sum --quiet --check SHA256SUMS)
echo "Running it changed nothing in its folder."
