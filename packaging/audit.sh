#!/usr/bin/env bash
# Bill of materials, licences and known weaknesses of what the program is made of, in build/audit. Needs the network.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "$0")/.."
uv=$PWD/.venv/bin/uv out=build/audit
[ -x "$uv" ] || { echo "run 'make test' once first: uv is missing" >&2; exit 1; }
rm -rf "$out"
mkdir -p "$out"

# The pins of the program and of the mailbox alone, so that no tool of ours stands in the bill; and the tools apart.
for made in program tools; do "$uv" venv --quiet --python .venv/bin/python "$out/$made"; done
"$uv" pip install --quiet --require-hashes --python "$out/program/bin/python" -r packaging/requirements-hub.txt
"$uv" pip install --quiet --require-hashes --python "$out/tools/bin/python" -r packaging/requirements-audit.txt

bill=(--pyproject pyproject.toml --output-reproducible --output-format JSON)
"$out/tools/bin/cyclonedx-py" environment "${bill[@]}" -o "$out/installed.json" "$out/program/bin/python" 2>"$out/tools.log"
"$out/tools/bin/cyclonedx-py" requirements "${bill[@]}" -o "$out/pinned.json" packaging/requirements-hub.txt 2>>"$out/tools.log"
# It ends with 1 for a weakness as for a service that does not answer; what it wrote tells them apart.
timeout 300 "$out/tools/bin/pip-audit" --requirement packaging/requirements-hub.txt --require-hashes --disable-pip \
    --format json --output "$out/known.json" >>"$out/tools.log" 2>&1 || true
[ -s "$out/known.json" ] || rm -f "$out/known.json"
.venv/bin/python packaging/audit.py "$out"
