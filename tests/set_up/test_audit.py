"""What `make audit` says of the program's parts: licences, hashes, weaknesses, and exceptions that run out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.packaging_script import packaging_script

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 29)


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    return packaging_script("audit.py")


def component(name: str, licence: str, **more: Any) -> dict[str, Any]:
    pins = [{"type": "distribution", "url": "x", "hashes": [{"alg": "SHA-256", "content": "0" * 64}]}]
    said = [{"expression": licence}] if licence else []
    return {"name": name, "version": "1.0", "licenses": said, "externalReferences": pins} | more


POLICY: dict[str, Any] = {
    "licences": ["MIT", "BSD-3-Clause", "LGPL-3.0-only"],
    "named": [{"package": "silent", "licence": "MIT"}],
    "exception": [
        {"package": "Old_Part", "about": "it is behind", "until": TODAY, "id": "MADE-UP-1"},
    ],
}
WHOLE = [component("silent", ""), component("old.part", "MIT")]


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-2.0-only", False),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("GPL-2.0-only OR GPL-3.0-only", False),
        ("MIT AND BSD-3-Clause", True),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT OR GPL-3.0-only) AND BSD-3-Clause", True),
        ("", False),
    ],
)
def test_each_part_of_an_and_is_allowed_and_one_of_an_or(audit: ModuleType, expression: str, allowed: bool) -> None:
    assert audit.is_allowed(expression, POLICY["licences"]) is allowed


@pytest.mark.parametrize(
    ("more", "policy", "vulnerabilities", "said"),
    [
        ([], {}, {}, []),
        ([component("quiet", "")], {}, {}, ["quiet 1.0: its licence is not known; read it and name it in audit.toml."]),
        (
            [component("viral", "AGPL-3.0-only")],
            {},
            {},
            ["viral 1.0: AGPL-3.0-only is not among the licences we allow."],
        ),
        ([component("loose", "MIT", externalReferences=[])], {}, {}, ["loose 1.0: no pin holds it to its hashes."]),
        ([], {"named": []}, {}, ["silent 1.0: its licence is not known; read it and name it in audit.toml."]),
        (
            [],
            {"exception": [*POLICY["exception"], {"package": "gone", "about": "?", "until": TODAY}]},
            {},
            ["gone: audit.toml speaks of it, and it is not in the program."],
        ),
        (
            [],
            {"exception": [{"package": "old-part", "about": "it is behind", "until": date(2026, 11, 28)}]},
            {},
            ["old-part: the exception (it is behind) ran out on 2026-11-28; look again."],
        ),
        ([], {}, {"old-part": ["MADE-UP-1"]}, []),
        ([], {}, {"old-part": ["MADE-UP-2"]}, ["old-part 1.0: MADE-UP-2, mended in: 1.1."]),
        ([], {}, {"silent": ["MADE-UP-1"]}, ["silent 1.0: MADE-UP-1, mended in: 1.1."]),
    ],
)
def test_each_fault_is_a_sentence(
    audit: ModuleType,
    more: list[dict[str, Any]],
    policy: dict[str, Any],
    vulnerabilities: dict[str, list[str]],
    said: list[str],
) -> None:
    known = {
        "dependencies": [
            {"name": name, "version": "1.0", "vulns": [{"id": one, "fix_versions": ["1.1"]} for one in found]}
            for name, found in vulnerabilities.items()
        ]
    }
    bill = {"components": [*WHOLE, *more]}
    assert list(audit.faults(bill, POLICY | policy, known, TODAY)) == said


@pytest.mark.parametrize("known", [None, {"dependencies": [{"name": "silent", "skip_reason": "no answer"}]}])
def test_what_nobody_could_be_asked_about_is_named(audit: ModuleType, known: dict[str, Any] | None) -> None:
    assert audit.not_asked({"components": WHOLE}, known) == ["old-part", "silent"]
    answered = {"dependencies": [{"name": "Old.Part", "vulns": []}, {"name": "silent", "vulns": []}]}
    assert audit.not_asked({"components": WHOLE}, answered) == []


def test_the_bill_has_the_licence_of_the_one_and_the_hashes_of_the_other(audit: ModuleType) -> None:
    installed = {"components": [component("Old_Part", "MIT", externalReferences=[{"type": "vcs", "url": "y"}])]}
    pinned = {"components": [component("old-part", "")]}
    made = audit.with_hashes(installed, pinned)["components"]
    assert [one["licenses"] for one in made] == [[{"expression": "MIT"}]]
    kinds = [(part["type"], part["url"]) for part in made[0]["externalReferences"]]
    assert kinds == [("vcs", "y"), ("distribution", "pkg:pypi/old-part@1.0")]
