"""Looks over what the program is made of: ``audit.py FOLDER`` writes a bill of materials there and says what is wrong.

``audit.sh`` has put there ``installed.json`` and ``pinned.json`` (CycloneDX, of the environment with nothing but the
program's pins, and of the pins with their hashes) and, where the service of known weaknesses answered, ``known.json``.
Exit 0: nothing is wrong; 1: something is; 2: known weaknesses could not be asked for, and nothing else is wrong.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
Component = dict[str, Any]


def plain(name: str) -> str:
    """A package's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def with_hashes(installed: Mapping[str, Any], pinned: Mapping[str, Any]) -> dict[str, Any]:
    """The bill of materials: what is installed with its licences, and the hashes that the pins allow."""
    of_pins = {plain(one["name"]): one.get("externalReferences", []) for one in pinned["components"]}
    components = []
    for one in installed["components"]:
        files = [part for part in of_pins.get(plain(one["name"]), []) if part.get("hashes")]
        others = [part for part in one.get("externalReferences", []) if part["type"] != "distribution"]
        for part in files:
            part.pop("url", None)
            part["url"] = f"pkg:pypi/{plain(one['name'])}@{one['version']}"
        components.append(one | {"externalReferences": [*others, *files]})
    return dict(installed) | {"components": components}


def licence_of(component: Component, named: Mapping[str, str]) -> str:
    """The licence a package says it is under, as an expression of SPDX names; ``""`` where it says none."""
    by_hand = named.get(plain(component["name"]))
    if by_hand is not None:
        return by_hand
    said = [one.get("expression") or one["license"].get("id", "") for one in component.get("licenses", [])]
    return " AND ".join(said) if all(said) else ""


def is_allowed(expression: str, allowed: Sequence[str]) -> bool:
    """Say whether an expression can be met with the licences we allow: each part of an AND, one of an OR."""
    parts = [part.strip(" ()") for part in expression.split(" AND ")]
    return all(any(one.strip(" ()") in allowed for one in part.split(" OR ")) for part in parts)


def faults(
    bill: Mapping[str, Any], policy: Mapping[str, Any], known: Mapping[str, Any] | None, today: date
) -> Iterator[str]:
    """Everything that is wrong with what the program is made of, a sentence each."""
    named = {plain(one["package"]): one["licence"] for one in policy["named"]}
    for one in bill["components"]:
        yield from of_component(one, licence_of(one, named), policy["licences"])
    here = {plain(one["name"]) for one in bill["components"]}
    for package in sorted({plain(one["package"]) for one in (*policy["named"], *policy["exception"])} - here):
        yield f"{package}: audit.toml speaks of it, and it is not in the program."
    for one in policy["exception"]:
        if one["until"] < today:
            yield f"{one['package']}: the exception ({one['about']}) ran out on {one['until']}; look again."
    yield from weaknesses(known or {}, {(plain(one["package"]), one.get("id", "")) for one in policy["exception"]})


def of_component(one: Component, licence: str, allowed: Sequence[str]) -> Iterator[str]:
    """Everything that is wrong with one package: its licence, or that nothing holds it to its bytes."""
    name = f"{one['name']} {one['version']}"
    if not licence:
        yield f"{name}: its licence is not known; read it and name it in audit.toml."
    elif not is_allowed(licence, allowed):
        yield f"{name}: {licence} is not among the licences we allow."
    if not any(part.get("hashes") for part in one.get("externalReferences", [])):
        yield f"{name}: no pin holds it to its hashes."


def weaknesses(known: Mapping[str, Any], excused: set[tuple[str, str]]) -> Iterator[str]:
    """The known weaknesses that no exception speaks of."""
    for one in known.get("dependencies", []):
        for weakness in one.get("vulns", []):
            if (plain(one["name"]), weakness["id"]) not in excused:
                better = ", ".join(weakness.get("fix_versions", [])) or "none yet"
                yield f"{one['name']} {one['version']}: {weakness['id']}, mended in: {better}."


def not_asked(bill: Mapping[str, Any], known: Mapping[str, Any] | None) -> list[str]:
    """The packages whose known weaknesses nobody could be asked for."""
    told = {plain(one["name"]) for one in (known or {}).get("dependencies", []) if "vulns" in one}
    return sorted(plain(one["name"]) for one in bill["components"] if plain(one["name"]) not in told)


def main(folder: Path) -> int:
    """Write the bill, say what is wrong, and answer with the exit code."""
    read = {one.stem: json.loads(one.read_text("utf-8")) for one in folder.glob("*.json")}
    bill = with_hashes(read["installed"], read["pinned"])
    (folder / "bill-of-materials.cdx.json").write_text(json.dumps(bill, indent=2) + "\n", encoding="utf-8")
    policy = tomllib.loads((ROOT / "packaging" / "audit.toml").read_text("utf-8"))
    found = list(faults(bill, policy, read.get("known"), datetime.now(UTC).date()))
    unasked = not_asked(bill, read.get("known"))
    for line in found:
        print(line)
    for one in policy["exception"]:
        print(f"Known and excepted until {one['until']}: {one['package']}: {one['about']}.")
    print(f"{len(bill['components'])} packages, {len(found)} faults. The bill of materials is in {folder.name}/.")
    if unasked:
        print(f"NOT CHECKED for known weaknesses, because the service did not answer for them: {', '.join(unasked)}.")
    return 1 if found else 2 if unasked else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
