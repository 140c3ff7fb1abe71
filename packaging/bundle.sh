#!/usr/bin/env bash
# One folder with both programs, for computers without Python: build/bundle/hru-advocate. `bundle.sh twice` builds it a
# second time and lists every byte that differs.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "$0")/.."
uv=$PWD/.venv/bin/uv out=$PWD/build/bundle
[ -x "$uv" ] || { echo "run 'make test' once first: uv is missing" >&2; exit 1; }
# Nothing but the commit decides what is in it: no time of building, no order of a set.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0 LC_ALL=C.UTF-8
umask 022

# The program's pins and what builds it: none of the tools that test it can get into the bundle.
"$uv" venv --quiet --allow-existing --python .venv/bin/python "$out/env"
"$uv" pip sync --quiet --require-hashes --only-binary :all: --python "$out/env/bin/python" \
    packaging/requirements.txt packaging/requirements-bundle.txt </dev/null

build() { # build FOLDER
    rm -rf "${1:?}"
    mkdir -p "$1"
    if ! "$out/env/bin/python" -m PyInstaller --noconfirm --clean --distpath "$1" --workpath "$1/work" \
        packaging/bundle/bundle.spec </dev/null >"$out/build.log" 2>&1; then
        tail -n 20 "$out/build.log" >&2
        echo "The bundle could not be built; the lines above say why, and build/bundle/build.log says more." >&2
        exit 1
    fi
    rm -rf "$1/work"
    "$out/env/bin/python" packaging/notices.py "$1/hru-advocate/THIRD-PARTY-NOTICES.txt"
    cp LICENSE "$1/hru-advocate/LICENSE.txt"
    "$out/env/bin/python" packaging/bundling.py finish "$1/hru-advocate"
}

build "$out/made"
echo "build/bundle/made/hru-advocate: $(find "$out/made/hru-advocate" -type f | wc -l) files, $(du -sm "$out/made/hru-advocate" | cut -f1) MiB"
env -i HOME="$out" PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$out/made/hru-advocate/hru-vault" --self-check | tail -n 1
env -i HOME="$out" PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$out/made/hru-advocate/hru-advocate" --self-check | tail -n 1
(cd "$out/made" && sha256sum --quiet --check SHA256SUMS) && echo "Running it changed nothing in its folder."
if [ "${1:-}" = twice ]; then
    build "$out/again"
    "$out/env/bin/python" packaging/bundling.py compare "$out/made" "$out/again"
fi
