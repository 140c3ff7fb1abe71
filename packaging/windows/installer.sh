#!/usr/bin/env bash
# An installer of the bundle, made and tried: put in silently for the whole computer, started there, taken out, nothing left.
# `installer.sh VERSION`, run by windows_check.sh, in Wine; the installer stays in build/windows/installer.
set -euo pipefail
version=$1 out=/w/installer drive=$WINEPREFIX/drive_c
rm -rf "$out"
mkdir -p "$out"
here=/w/checkout/packaging/windows
(cd /w/bundle && find hru-advocate -type f | LC_ALL=C sort |
    wixl-heat -p hru-advocate/ --component-group Files --var var.Bundle --directory-ref INSTALLDIR --win64) >"$out/files.wxs"
wixl -a x64 -D Bundle=/w/bundle/hru-advocate -D Win64=yes -D Version="$version" \
    -D Icon=/w/checkout/packaging/bundle/hru-advocate.ico -o "$out/hru-advocate-$version.msi" "$here/hru-advocate.wxs" "$out/files.wxs"
msi="Z:\\w\\installer\\hru-advocate-$version.msi" placed="$drive/Program Files/HRU Advocate"
echo "$(basename "$msi" | tr -d '\r'): $(du -m "$out/hru-advocate-$version.msi" | cut -f1) MiB"

there() { find "$drive" -not -path '*/windows/Installer*' -not -path '*/Temp/*' | LC_ALL=C sort; }
wine cmd /c ver >/dev/null # what Wine writes by itself is there before
there >/tmp/before
wine msiexec /i "$msi" /qn /l*v 'Z:\w\results\installed.log'
diff -r "/w/bundle/hru-advocate" "$placed" && echo "Every file is in its place."
find "$drive" -name 'HRU Advocate.lnk'
wine start /wait /unix "$placed/hru-advocate.exe" --self-check
echo "The installed program works."
wine msiexec /x "$msi" /qn
there >/tmp/after
if diff /tmp/before /tmp/after; then echo "Taken out; nothing of it is left."; else exit 1; fi
