"""Consultations and measures of the unit in lists: how each stands, where a referral came from, what a filter keeps."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit import unit_measures
from hru_advocate.casework.unit.consultations import (
    ConsultationFilter,
    consultation_lines,
    consultation_page,
    figures_listed,
    listed,
    page_listed,
    referral_answers,
)
from hru_advocate.casework.unit.unit_measures import MeasureFilter, measure_lines
from hru_advocate.errors import NotFound

ASKED: dict[str, Any] = {
    "asked_on": "2026-11-20", "who": "Offender manager", "from": "probation", "behaviour": "fire_setting",
    "question": "What should we look at?",
}  # fmt: skip
ADVICE: dict[str, Any] = {"advice": "Look at what comes before.", "advised_on": "2026-11-21"}
CALL = "sm_call_999"


@pytest.mark.parametrize(
    ("more", "standing", "words"),
    [
        ({"asked_on": "2026-11-23"}, "waiting", "asked today"),
        ({"asked_on": "2026-11-22"}, "waiting", "waits 1 day"),
        ({"asked_on": "2026-11-21"}, "waiting", "waits 2 days"),
        (ADVICE, "advised", "answered 21 Nov 2026"),
        (ADVICE | {"remind_on": "2026-11-24"}, "advised", "answered 21 Nov 2026"),
        (ADVICE | {"remind_on": "2026-11-23"}, "reminder", "reminder 23 Nov 2026"),
        (ADVICE | {"remind_on": "2026-11-22"}, "reminder", "reminder 22 Nov 2026"),
        ({"remind_on": "2026-11-22"}, "waiting", "waits 3 days"),
    ],
)
def test_a_consultation_says_how_it_stands(session: Session, more: dict[str, Any], standing: str, words: str) -> None:
    saved = save(session, "consultation", ASKED | more)
    (line,) = consultation_lines(session, ConsultationFilter())
    assert (line.entry, line.standing, line.standing_words, line.became) == (saved.entry, standing, words, "")
    kept = [one.entry for one in consultation_lines(session, ConsultationFilter(standing="advised"))]
    assert kept == ([saved.entry] if "advice" in more else [])
    (row,) = listed(session, ConsultationFilter())
    assert (row["standing"], row["asked_on"], row["became"]) == (standing, f"{line.asked_on}", "")
    assert page_listed(session, saved.entry)["standing_words"] == words


@pytest.mark.parametrize(
    ("works", "source"),
    [
        ("police", "police_officer"), ("probation", "probation"), ("health", "health"), ("housing", "housing"),
        ("education", "education"), ("service", "victim_service"), ("court", "other"), ("council", "other"),
        ("fire", "other"), ("social_care", "other"),
    ],
)  # fmt: skip
def test_a_referral_begins_with_where_the_one_works_who_asked(shared: Session, works: str, source: str) -> None:
    saved = save(shared, "consultation", ASKED | {"from": works})
    begun = referral_answers(shared, saved.entry)
    assert (begun["source"], begun["source_detail"], begun["behaviour"]) == (
        source,
        "Offender manager",
        ["fire_setting"],
    )
    assert consultation_page(shared, saved.entry).case == ""


def test_a_behaviour_of_its_own_is_named_and_the_case_that_is_not_here_leads_nowhere(session: Session) -> None:
    raw = ASKED | {"behaviour": "other", "other_behaviour": "Drones"}
    saved = save(session, "consultation", raw | {"became": "HRU-1ASN-9241"})
    page = consultation_page(session, saved.entry)
    assert page.line.behaviour_words.endswith(": Drones")
    assert (page.line.standing, page.line.standing_words, page.case) == ("referral", "became HRU-1ASN-9241", "")


def test_figures_of_consultations_as_plain_data(session: Session) -> None:
    save(session, "consultation", ASKED | ADVICE)
    save(session, "consultation", ASKED | {"asked_on": "2026-10-05", "behaviour": "querulant"})
    told = figures_listed(session)
    assert (told["total"], told["answered"], told["waiting"], told["middle_days"], told["referrals"]) == (2, 1, 1, 1, 0)
    assert told["by_behaviour"]["fire_setting"] == told["by_behaviour"]["querulant"] == 1
    assert {month: counts["fire_setting"] for month, counts in told["by_month"].items()}["2026-11"] == 1


@pytest.mark.parametrize(
    ("change", "states"),
    [
        (lambda session: unit_measures.sign_off(session, CALL, by="Ada", against="Policy 3"), {"signed_off"}),
        (
            lambda session: unit_measures.reword(session, CALL, text="Ring 999.", short="999", reason="Shorter"),
            {"reworded"},
        ),
        (lambda session: unit_measures.retire(session, CALL, "Not here"), {"retired"}),
    ],
)
def test_measures_are_sifted_by_what_the_unit_said_of_them(session: Session, change: Any, states: set[str]) -> None:
    def found(state: Any) -> bool:
        return CALL in {line.id for line in measure_lines(session, MeasureFilter(state=state))}

    assert [state for state in ("signed_off", "reworded", "own", "retired") if found(state)] == []
    saved = change(session)
    assert {state for state in ("signed_off", "reworded", "own", "retired") if found(state)} == states
    (line,) = (one for one in measure_lines(session, MeasureFilter()) if one.id == CALL)
    assert line.entry == saved.entry
    rows = {row["id"]: row for row in unit_measures.listed(session, "", "")}
    assert {name for name in ("signed_off", "reworded", "retired") if rows[CALL][name]} == states
    assert unit_measures.measure_page(session, CALL).history[0].author == "Robin Example"


@pytest.mark.parametrize("call", [unit_measures.retire, unit_measures.bring_back])
def test_a_measure_that_is_not_there_is_not_changed(shared: Session, call: Any) -> None:
    with pytest.raises(NotFound):
        call(shared, "sm_no_such", "Why")


def test_measures_stand_in_the_order_of_the_plan_and_are_found_by_their_words(shared: Session) -> None:
    parts = [one for one, _words in unit_measures.sections(shared)]
    lines = measure_lines(shared, MeasureFilter())
    places = [parts.index(line.section) for line in lines]
    assert places == sorted(places)
    assert {line.section for line in measure_lines(shared, MeasureFilter(section=parts[1]))} == {parts[1]}
    text = shared.product.library.measure(CALL).text
    assert [line.id for line in measure_lines(shared, MeasureFilter(text=text))] == [CALL]
    assert measure_lines(shared, MeasureFilter(text="zebra crossing")) == ()
