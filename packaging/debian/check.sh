#!/usr/bin/env bash
# The package held against Debian's own checkers: `check.sh FOLDER [DEB]`, the folder that is packed and what was made of it.
# One that is not installed is named and passed over; whatever another has to say is a fault.
set -euo pipefail
root=$1 deb=${2:-}
share=$root/usr/share
said=$(mktemp)
trap 'rm -f "$said"' EXIT
shopt -s nullglob

check() { # check TOOL COMMAND...: it ends well and has nothing to say
    local tool=$1
    shift
    command -v "$tool" >/dev/null || { echo "Not checked by $tool, which is not installed." >&2; return 0; }
    if ! "$@" >"$said" 2>&1 || [ -s "$said" ]; then
        cat "$said" >&2
        echo "The package is not as it should be: $tool says why, above." >&2
        exit 1
    fi
}
but_for() { # but_for TAG COMMAND...: errors and warnings alone, and none of that one kind
    local tag=$1 told code=0
    shift
    told=$("$@" 2>&1) || code=$?
    [ "$code" -eq 0 ] || grep -qE '^[EW]: ' <<<"$told" || { echo "$told"; return 1; }
    ! grep -E '^[EW]: ' <<<"$told" | grep -v " $tag"
}
page() { LC_ALL=C.UTF-8 man --warnings -Tutf8 -Z -l "$1" >/dev/null; }
links() { # no link of a page leads nowhere
    local page target
    while IFS= read -r -d '' page; do
        while read -r target; do
            [ -e "${page%/*}/${target%%#*}" ] || echo "${page#"$root"/}: there is no $target"
        done < <(grep -oP '\]\(\K[^)#:]+(?=[#)])' "$page" || true)
    done < <(find "$share/doc" -name '*.md' -print0)
}

for file in "$share"/applications/*.desktop; do check desktop-file-validate desktop-file-validate "$file"; done
for file in "$share"/metainfo/*.xml; do # the program has no page on the web that could be named
    check appstreamcli but_for url-homepage-missing appstreamcli validate --no-net --no-color "$file"
done
for file in "$share"/man/man1/*; do check man page "$file"; done
check grep links
# In Debian 13 it asks appstreamcli as well, which has been asked above.
[ -z "$deb" ] || check lintian but_for appstream-metadata-validation-failed lintian --allow-root --fail-on error,warning "$deb"
