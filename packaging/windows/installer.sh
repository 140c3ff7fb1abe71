#!/usr/bin/env bash
# An installer of the bundle, made and tried: put in silently for the whole computer, started there, a newer one over it, taken
# out, nothing left. `installer.sh VERSION`, run by windows_check.sh, in Wine; the installer stays in build/windows/installer.
set -Eeuo pipefail
trap 'echo "installer.sh: what line $LINENO asks for did not hold"' ERR
version=$1 out=/w/installer drive=$WINEPREFIX/drive_c here=/w/checkout/packaging/windows
placed="$drive/Program Files/HRU Advocate"
rm -rf "$out"
mkdir -p "$out"
(cd /w/bundle && find hru-advocate -type f | LC_ALL=C sort |
    wixl-heat -p hru-advocate/ --component-group Files --var var.Bundle --directory-ref INSTALLDIR --win64) >"$out/files.wxs"

made() { # made VERSION: the installer of that version; its name
    local name=hru-advocate-$1.msi
    wixl -a x64 -D Bundle=/w/bundle/hru-advocate -D Win64=yes -D Version="$1" -D Icon=/w/checkout/packaging/bundle/hru-advocate.ico \
        -o "$out/$name" "$here/hru-advocate.wxs" "$out/files.wxs" >&2
    echo "$name"
}
registry() { wine reg query "$1" /s >/tmp/registry && tr -d '\r' </tmp/registry; } # Wine's cannot look for a word by itself
there() { # files but Windows' own copies of installers, and what its registry says of this program
    find "$drive" -not -path '*/windows/Installer*' -not -path '*/Temp/*' | LC_ALL=C sort
    registry 'HKLM\Software' | grep -a 'HRU Advocate' || true
}
listed_once() {
    [ "$(registry 'HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall' | grep -c 'DisplayName .*HRU Advocate')" -eq 1 ]
}

msi=$(made "$version")
newer=$(made "${version%.*}.$((${version##*.} + 1))")
echo "$msi: $(du -m "$out/$msi" | cut -f1) MiB"
there >/tmp/before
wine msiexec /i "Z:\\w\\installer\\$msi" /qn
diff -r /w/bundle/hru-advocate "$placed"
listed_once
echo "Every file is in its place, and Windows lists one program."
wine start /wait /unix "$placed/hru-advocate.exe" --self-check
echo "The installed program works."
mkdir -p "$drive/try"
wine "$placed/hru-vault.exe" --home 'C:\try\vault' init --no-keychain --author "A. Advocate" >/tmp/made
tr -d '\r' </tmp/made | sed -n 's/.*"passphrase": "\(.*\)".*/\1/p' >"$drive/try/words"
wine msiexec /i "Z:\\w\\installer\\$newer" /qn
diff -r /w/bundle/hru-advocate "$placed"
listed_once
wine "$placed/hru-vault.exe" --home 'C:\try\vault' --passphrase-file 'C:\try\words' verify | tail -n 1
echo "A newer one took its place, Windows still lists one program, and the vault opens as before."
! wine msiexec /i "Z:\\w\\installer\\$msi" /qn
listed_once
echo "The older one is refused now."
wine msiexec /x "Z:\\w\\installer\\$newer" /qn
rm -f "$out/$newer"
[ -s "$drive/try/vault/vault.db" ]
rm -r "$drive/try" "$drive"/users/*/AppData/Local/hru-advocate-anchors # the vault's own, which no installer touches
there >/tmp/after
diff /tmp/before /tmp/after
echo "Taken out; nothing of it is left but the vault, which was there as before."
