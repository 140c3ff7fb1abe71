"""A case of which versions disagree: its head and its lines show the safer of them, whichever is newer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hru_advocate.casework.actions.pauses import pause_words, paused_cases, resting
from hru_advocate.casework.cases.cases import CaseFilter, CaseLine, case_page, list_cases, next_dates
from hru_advocate.casework.cases.levels import level_of
from hru_advocate.casework.due import EVERY
from hru_advocate.casework.paper.hand_over import hand_over_page
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.casework.wording import LEVELS
from tests.casework.open_sessions import add, id_of, new_case, on
from tests.casework.vault.apart import write_apart

RULES: dict[str, Any] = {
    "may_contact": "yes", "ways": [{"method": "mobile", "number": "07700 900100"},
                                   {"method": "text", "number": "07700 900100"}], "confirmed": "2026-11-20",
}  # fmt: skip


def line_of(session: Session, form: str, here: dict[str, Any], there: dict[str, Any]) -> CaseLine:
    case = new_case(on(session, date(2026, 11, 23)))
    add(session, case, "safe_contact", RULES)
    first = add(session, case, form, here)
    save(session, form, here, case=case.case, corrects=[first.entry], reason="A letter")
    write_apart(session, first.entry, there, "A call")
    return case_page(session, id_of(case)).line


@pytest.mark.parametrize(
    ("older", "newer", "words"),
    [
        ("together", "apart", "lives with them (two versions disagree)"),
        ("some_nights", "apart", "lives with them (two versions disagree)"),
        ("apart", "together", "lives with them"),
        ("apart", "apart", "lives apart"),
        ("together", "together", "lives with them"),
    ],
)
def test_who_may_live_with_them_is_shown_to(shared: Session, older: str, newer: str, words: str) -> None:
    here, there = ({"asked_on": f"2026-11-{day}", "lives_together": one} for day, one in ((20, older), (21, newer)))
    assert line_of(shared, "situation", here, there).living_words == words


@pytest.mark.parametrize(
    ("older", "newer", "word"),
    [
        ("text_only", "voice_works", "Text now"),
        ("voice_works", "text_only", "Text now"),
        ("text_only", "none", "Text now"),
        ("voice_works", "voice_works", "Ring or text now"),
    ],
)
def test_nobody_is_rung_of_whom_one_version_says_that_calls_do_not_work(
    shared: Session, older: str, newer: str, word: str
) -> None:
    here, there = ({"asked_on": f"2026-11-{day}", "access_needs": [one]} for day, one in ((20, older), (21, newer)))
    assert line_of(shared, "situation", here, there).safe.word == word


@pytest.mark.parametrize(
    ("older", "newer", "level"),
    [("high", "standard", "high"), ("standard", "high", "high"), ("medium", "standard", "medium"),
     ("not_graded_yet", "standard", "standard"), ("medium", "medium", "medium")],
)  # fmt: skip
def test_the_graver_level_stands(shared: Session, older: str, newer: str, level: str) -> None:
    here, there = judged(older, newer)
    shown = line_of(shared, "judgement", here, there)
    assert shown.level == level
    assert shown.label in [one.label for one in list_cases(shared, CaseFilter(level=level))]
    page = case_page(shared, shown.label.case)
    assert page.level_line.endswith(f"“Made up: {level}”")
    assert level_of(shared, shown.label.case).label == LEVELS[level]


def test_a_pause_lets_nothing_rest_of_a_case_that_one_version_judges_high(shared: Session) -> None:
    shown = line_of(shared, "judgement", *judged("high", "standard"))
    save(shared, "pause", {"until": "2026-12-10", "because": "Asked."}, case=shown.label.case)
    assert pause_words(shared, shown.label.case).endswith("the level is high: they are said all the same")
    assert shown.label.case not in resting(paused_cases(shared))


@pytest.mark.parametrize(("older", "newer"), [("high", "standard"), ("standard", "high")])
def test_a_judgement_is_looked_at_again_on_the_earlier_day_of_versions_that_disagree(
    shared: Session, older: str, newer: str
) -> None:
    here, there = judged(older, newer)
    shown = line_of(shared, "judgement", here | {"review": "2026-11-25"}, there)
    asked = [one for one in look(shared, EVERY).reviews if one.label == shown.label]
    assert [(one.due.day, one.what) for one in asked] == [
        (date(2026, 11, 25), "Risk judgement (two versions disagree)"),
    ]
    ahead = [one.day for one in next_dates(shared, shown.label.case) if one.slot == "judgement"]
    assert ahead == [date(2026, 11, 25), date(2026, 12, 20)]


def test_a_judgement_before_the_newest_asks_no_more_though_versions_of_it_disagree(shared: Session) -> None:
    here, there = judged("high", "standard")
    shown = line_of(shared, "judgement", here | {"review": "2026-11-25"}, there)
    save(shared, "judgement", there | {"made_on": "2026-11-22", "review": "2026-11-28"}, case=shown.label.case)
    asked = [one.due.day for one in look(shared, EVERY).reviews if one.label == shown.label]
    assert asked == [date(2026, 11, 28)]
    ahead = [one.day for one in next_dates(shared, shown.label.case) if one.slot == "judgement"]
    assert ahead == asked


def test_a_hand_over_says_the_graver_level_with_its_own_day_and_reason(shared: Session) -> None:
    shown = line_of(shared, "judgement", *judged("high", "standard"))
    said = repr(hand_over_page(shared, shown.label.case, 1, "0000"))
    assert "High (two versions disagree), 20 Nov 2026, by" in said
    assert "Made up: high" in said
    assert "Made up: standard" not in said


def judged(older: str, newer: str) -> tuple[dict[str, Any], dict[str, Any]]:
    here, there = (
        {"level": one, "reason": f"Made up: {one}", "made_on": f"2026-11-{day}", "review": "2026-12-20"}
        for day, one in ((20, older), (21, newer))
    )
    return here, there
