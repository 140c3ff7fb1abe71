"""Criminal cases and hearings by hru-vault: added through their forms, clocks listed and met, hearings listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import Run, Said

CRIME = {"stage": "investigating", "offences": [{"offence": "Stalking"}], "reported_on": "2026-11-20",
         "officers": [{"role": "in_case", "who": {"name": "DC Made Up"}, "phone": "01632 960123"}],
         "events": [{"what": "arrest", "on": "2026-11-13"}]}  # fmt: skip


@pytest.fixture
def add(vault: Run, fresh_ref: str, written: Callable[[object], str]) -> Any:
    def added(form: str, raw: dict[str, object]) -> Any:
        return vault("add", form, written(raw), "--case", fresh_ref).json()

    return added


def test_clocks_are_listed_met_and_then_listed_with_all(vault: Run, fresh_ref: str, add: Any) -> None:
    add("criminal_case", CRIME)
    lines = vault("clocks", fresh_ref).out.splitlines()
    assert (
        "Arrest: told, with reasons, 13 Nov 2026 (police): Late by 1 working day: the last day was Fri 20 Nov 2026"
        " · to be confirmed by the unit"
    ) in lines
    assert vault("met", fresh_ref, "arrest_told", "19 Nov").json()["ref"] == fresh_ref
    waiting = {row["id"] for row in vault("clocks", fresh_ref, "--json").json()}
    assert "arrest_told" not in waiting
    assert "support_referral" in waiting
    every = {row["id"]: row for row in vault("clocks", fresh_ref, "--all", "--json").json()}
    assert (every["arrest_told"]["state"], every["arrest_told"]["of"]) == ("met", "Stalking")


def test_what_is_no_waiting_clock_or_no_day_is_refused(vault: Run, fresh_ref: str, add: Any) -> None:
    add("criminal_case", CRIME)
    assert vault("met", fresh_ref, "lenient_sentence", "today").code == 1
    refused = vault("met", fresh_ref, "arrest_told", Said("Mary's birthday"))
    assert (refused.code, "Mary" in refused.err) == (1, False)


def test_hearings_are_listed_with_what_is_to_be_asked(vault: Run, fresh_ref: str, add: Any) -> None:
    add("hearing", {"what_for": "trial", "on": "2026-11-26", "at": "10:00", "court": "Exampleton Crown Court"})
    add("hearing", {"what_for": "plea", "on": "2026-11-19"})
    first, second = vault("hearings", fresh_ref).out.splitlines()
    assert first.startswith("Thu 26 Nov 2026, 10:00: Trial · Exampleton Crown Court")
    assert "Who goes with the person?" in first
    assert second == "Thu 19 Nov 2026: Plea and trial preparation · How did it go?"
    assert [row["kind"] for row in vault("hearings", fresh_ref, "--json").json()] == ["ahead", "unanswered"]


def test_records_are_found_by_their_words_and_never_by_a_number(
    vault: Run, fresh_ref: str, add: Any, tmp_path: Path
) -> None:
    entry = add("criminal_case", CRIME)["entry"]
    assert entry in [row["entry"] for row in vault("search", Said("stalking investigated"), "--json").json()]
    assert vault("search", Said("960123"), "--json").json() == []
    paper = tmp_path / "case.pdf"
    assert vault("record", entry, "--out", str(paper)).code == 0
    assert paper.read_bytes().startswith(b"%PDF")
