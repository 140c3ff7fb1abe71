"""The versions of a plan on the command line, in words and as data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.commands import Run, fill_folder, make_cheap, runner

ITEM = {"text": "Tea with Mo on Fridays.", "state": "chosen", "carry": "carry", "section": "home"}
"""Calls for no rule: the clock of these commands begins anew each time, and a rule would look at it once more."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_folder(tmp_path_factory.mktemp("vault"), 1)


@pytest.fixture
def run(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    make_cheap(monkeypatch)
    return runner(place, capsys)


def new_plan(run: Run, tmp_path: Path) -> str:
    """A case whose plan has two versions; gives its reference."""
    referral = {
        "victim": "Mo Example", "received": "2026-11-10", "source": "police_officer", "area": "warrington",
        "behaviour": ["stalking"], "relationship": "ex_partner", "lives_together": "apart", "decision": "accept",
        "adds_value": True, "not_same_person": "Made up again for each test.",
    }  # fmt: skip
    ref = str(add(run, tmp_path, "referral", referral)["ref"])
    review = {"review": "2026-12-07"}
    add(run, tmp_path, "safety_plan", {"items": [ITEM], **review, "what_changed": "First plan."}, ref)
    changed = {"items": [{**ITEM, "carry": "speak"}], **review, "because": ["tr_breach"]}
    add(run, tmp_path, "safety_plan", changed, ref)
    return ref


def add(run: Run, tmp_path: Path, form: str, raw: Mapping[str, object], ref: str = "") -> dict[str, object]:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(raw), encoding="utf-8")
    done: dict[str, object] = run("add", form, str(answers), *(["--case", ref] if ref else [])).json()
    return done


def test_versions_are_listed_and_compared_as_data(run: Run, tmp_path: Path) -> None:
    ref = new_plan(run, tmp_path)
    held = run("versions", ref, "--json").json()
    assert [(line["number"], line["current"], line["after"]) for line in held["lines"]] == [
        (2, True, [1]),
        (1, False, []),
    ]
    assert held["lines"][0]["found"] == "1 changed"
    assert held["lines"][0]["because"] != ["tr_breach"]
    assert (held["disagrees"], held["review"]["events"], held["label"]["ref"]) == (False, [], ref)
    found = run("compare", ref, "1", "2", "--json").json()
    part = found["sections"][0]["parts"][0]
    assert (found["summary"], part["mark"]) == ("1 changed", "changed")
    assert part["sentences"] == ["Now spoken only, was carried"]
    assert (part["old"]["carry"], part["new"]["carry"]) == ("carry", "speak")


def test_versions_are_told_in_words(run: Run, tmp_path: Path) -> None:
    ref = new_plan(run, tmp_path)
    add(run, tmp_path, "contact", {
        "happened": "today", "method": "phone", "direction": "in", "with_whom": "victim", "fact": "Rang.",
        "triggers": ["tr_breach"],
    }, ref)  # fmt: skip
    told = run("versions", ref).out
    assert told.startswith("Look again, because: ")
    assert "Version 2 · current · signed off 23 Nov 2026" in told
    assert "First plan." in told
    changed = run("compare", ref, "1", "2").out
    assert changed.splitlines()[0] == "Version 1 to version 2: 1 changed"
    assert changed.splitlines()[2:] == [
        "At home",
        "  Changed: Tea with Mo on Fridays.",
        "    Now spoken only, was carried",
    ]


@pytest.mark.parametrize("numbers", [("1", "9"), ("9", "1")])
def test_a_version_that_is_not_there_is_said_in_one_sentence(
    run: Run, tmp_path: Path, numbers: tuple[str, str]
) -> None:
    done = run("compare", new_plan(run, tmp_path), *numbers)
    assert done.code == 1
    assert done.err == "The plan has no version of that number. Nothing was changed; list its versions first.\n"


def test_a_number_that_is_none_is_a_wrong_use(run: Run, tmp_path: Path) -> None:
    assert run("compare", "HRU-0000-0000", "one", "two").code == 2
    assert run("versions", "HRU-0000-0000").code == 1
