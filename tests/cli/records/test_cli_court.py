"""Criminal cases and hearings by hru-vault: added through their forms, clocks listed and met, hearings listed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.casework.open_sessions import REFERRAL
from tests.cli.commands import Run, fill_folder, make_cheap, runner

CRIME = {"stage": "investigating", "offences": [{"offence": "Stalking"}], "reported_on": "2026-11-20",
         "officers": [{"role": "in_case", "who": {"name": "DC Made Up"}, "phone": "01632 960123"}],
         "events": [{"what": "arrest", "on": "2026-11-13"}]}  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_folder(tmp_path_factory.mktemp("filled"), cases=1)


@pytest.fixture
def vault(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    folder = shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    make_cheap(monkeypatch)
    return runner(folder, capsys)


@pytest.fixture
def ref(vault: Run, tmp_path: Path) -> str:
    """A case that holds nothing but its referral."""
    place = tmp_path / "referral.json"
    place.write_text(json.dumps(REFERRAL), encoding="utf-8")
    return str(vault("add", "referral", str(place)).json()["ref"])


@pytest.fixture
def add(vault: Run, ref: str, tmp_path: Path) -> Any:
    def added(form: str, raw: dict[str, object]) -> Any:
        place = tmp_path / "answers.json"
        place.write_text(json.dumps(raw), encoding="utf-8")
        return vault("add", form, str(place), "--case", ref).json()

    return added


def test_clocks_are_listed_met_and_then_listed_with_all(vault: Run, ref: str, add: Any) -> None:
    add("criminal_case", CRIME)
    lines = vault("clocks", ref).out.splitlines()
    assert (
        "Arrest: told, with reasons, 13 Nov 2026 (police): Late by 1 working day: the last day was Fri 20 Nov 2026"
        " · to be confirmed by the unit"
    ) in lines
    assert vault("met", ref, "arrest_told", "19 Nov").json()["ref"] == ref
    waiting = {row["id"] for row in vault("clocks", ref, "--json").json()}
    assert "arrest_told" not in waiting
    assert "support_referral" in waiting
    every = {row["id"]: row for row in vault("clocks", ref, "--all", "--json").json()}
    assert (every["arrest_told"]["state"], every["arrest_told"]["of"]) == ("met", "Stalking")


def test_what_is_no_waiting_clock_or_no_day_is_refused(vault: Run, ref: str, add: Any) -> None:
    add("criminal_case", CRIME)
    assert vault("met", ref, "lenient_sentence", "today").code == 1
    refused = vault("met", ref, "arrest_told", "Mary's birthday")
    assert (refused.code, "Mary" in refused.err) == (1, False)


def test_hearings_are_listed_with_what_is_to_be_asked(vault: Run, ref: str, add: Any) -> None:
    add("hearing", {"what_for": "trial", "on": "2026-11-26", "at": "10:00", "court": "Exampleton Crown Court"})
    add("hearing", {"what_for": "plea", "on": "2026-11-19"})
    first, second = vault("hearings", ref).out.splitlines()
    assert first.startswith("Thu 26 Nov 2026, 10:00: Trial · Exampleton Crown Court")
    assert "Who goes with the person?" in first
    assert second == "Thu 19 Nov 2026: Plea and trial preparation · How did it go?"
    assert [row["kind"] for row in vault("hearings", ref, "--json").json()] == ["ahead", "unanswered"]


def test_records_are_found_by_their_words_and_never_by_a_number(vault: Run, ref: str, add: Any, tmp_path: Path) -> None:
    entry = add("criminal_case", CRIME)["entry"]
    assert entry in [row["entry"] for row in vault("search", "stalking investigated", "--json").json()]
    assert vault("search", "960123", "--json").json() == []
    paper = tmp_path / "case.pdf"
    assert vault("record", entry, "--out", str(paper)).code == 0
    assert paper.read_bytes().startswith(b"%PDF")
