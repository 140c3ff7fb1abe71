#!/usr/bin/env bash
# A Debian package of the bundle that lies in build/bundle/made: build/deb/hru-advocate_VERSION_ARCHITECTURE.deb, the
# same to the last bit each time. It has no script that runs as root: what it installs is all that is there to remove.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "$0")/.."
bundle=build/bundle/made/hru-advocate out=build/deb
root=$out/root inside=usr/lib/hru-advocate
[ -d "$bundle" ] || { echo "run 'make bundle' first: there is nothing to put into the package" >&2; exit 1; }
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 COLUMNS=80
umask 022
python=.venv/bin/python
version=$("$bundle/hru-vault" --version | cut -d' ' -f2)
architecture=$(dpkg --print-architecture)
day=$(date --utc --date="@$SOURCE_DATE_EPOCH" +%F)

rm -rf "$out"
mkdir -p "$root/DEBIAN" "$root/usr/lib" "$root/usr/bin" "$root/usr/share/applications" "$root/usr/share/metainfo" \
    "$root/usr/share/man/man1" "$root/usr/share/doc/hru-advocate/resources" "$root/usr/share/lintian/overrides" "$out/debian"
cp -a "$bundle" "$root/$inside"
for program in hru-advocate hru-vault; do ln -s "../lib/hru-advocate/$program" "$root/usr/bin/$program"; done
"$python" packaging/man_pages.py "$root/usr/share/man/man1"
cp packaging/debian/hru-advocate.desktop "$root/usr/share/applications/"
sed -e "s/@VERSION@/$version/" -e "s/@DAY@/$day/" packaging/debian/hru-advocate.metainfo.xml \
    >"$root/usr/share/metainfo/invalid.hru_advocate.hru_advocate.metainfo.xml"
cp packaging/debian/lintian-overrides "$root/usr/share/lintian/overrides/hru-advocate"
icons=$root/usr/share/icons/hicolor
mkdir -p "$icons/scalable/apps"
cp resources/icons/hru-advocate.svg "$icons/scalable/apps/"
for side in 48 64 128 256; do
    mkdir -p "$icons/${side}x$side/apps"
    "$python" packaging/icon.py "$side" "$icons/${side}x$side/apps/hru-advocate.png"
done
doc=$root/usr/share/doc/hru-advocate
# Laid as in the checkout, so that a link of one page leads to another here too.
cp CHANGELOG.md CONTRIBUTING.md README.md SECURITY.md "$doc/"
git ls-files -z docs | xargs -0 cp --parents -t "$doc"
ln -s ../../../../lib/hru-advocate/_internal/resources/help "$doc/resources/help"
mv "$root/$inside/THIRD-PARTY-NOTICES.txt" "$doc/"
{ cat "$root/$inside/LICENSE.txt"; printf '\nTHIRD-PARTY-NOTICES.txt.gz beside this file has the terms of everything that others wrote.\n'; } >"$doc/copyright"
rm "$root/$inside/LICENSE.txt"
maintainer=$(sed -n 's/^Maintainer: //p' packaging/debian/control)
printf 'hru-advocate (%s) unstable; urgency=medium\n\n  * CHANGELOG.md beside this file says what changed.\n\n -- %s  %s\n' \
    "$version" "$maintainer" "$(date --utc --rfc-email --date="@$SOURCE_DATE_EPOCH")" >"$doc/changelog"
gzip --best --no-name "$doc/changelog" "$doc/THIRD-PARTY-NOTICES.txt" "$root"/usr/share/man/man1/*.1
find "$root" -type d -exec chmod 755 {} +
find "$root" -type f -exec chmod 644 {} +
chmod 755 "$root/$inside/hru-advocate" "$root/$inside/hru-vault"

# What the compiled parts ask of the system, by the packages that bring it here.
printf 'Source: hru-advocate\n\nPackage: hru-advocate\nArchitecture: any\n' >"$out/debian/control"
mapfile -t compiled < <(cd "$out" && find "root/$inside" -type f \( -name '*.so*' -o -name hru-advocate -o -name hru-vault \) | sort)
mapfile -t places < <(cd "$out" && find "root/$inside" -name '*.so*' -printf '%h\n' | sort -u)
depends=$(cd "$out" && dpkg-shlibdeps -O --ignore-missing-info "${places[@]/#/-l}" "${compiled[@]/#/-e}" 2>shlibdeps.log) ||
    { tail -n 20 "$out/shlibdeps.log" >&2; exit 1; }
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@DEPENDS@/${depends#shlibs:Depends=}/" \
    -e "s/@SIZE@/$(du -k --apparent-size -s "$root/usr" | cut -f1)/" packaging/debian/control >"$root/DEBIAN/control"
(cd "$root" && find usr -type f -printf '%p\0' | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
find "$root" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
made=$out/hru-advocate_${version}_$architecture.deb
dpkg-deb --root-owner-group --threads-max=1 --build "$root" "$made" >/dev/null
awk -v of="## $version" '/^## / { on = index($0, of) == 1 } on' CHANGELOG.md >"$out/RELEASE-NOTES.md"
[ -s "$out/RELEASE-NOTES.md" ] || { echo "CHANGELOG.md says nothing of $version" >&2; exit 1; }
packaging/debian/check.sh "$root" "$made"
(cd "$out" && sha256sum "${made##*/}" RELEASE-NOTES.md >SHA256SUMS)
echo "$made: $(du -m "$made" | cut -f1) MiB; it depends on ${depends#shlibs:Depends=}"
