"""The four questions after noting: what is asked, what an answer becomes, and what was said stays as it was."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hru_advocate.casework.incidents.after_noting import AfterAnswers, after_noting, answer_after
from hru_advocate.casework.incidents.lines import incident_page, listed
from hru_advocate.casework.records.entries import NotCorrectable, Saved, save
from hru_advocate.casework.records.records import open_record
from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer
from hru_advocate.store import views
from tests.casework.open_sessions import add, id_of

ORDER: Mapping[str, object] = {
    "kind": "nmo",
    "stage": "made",
    "made_on": "2026-06-01",
    "served_on": "2026-06-03",
    "until": "2026-11-15",
    "conditions": [{"kind": "direct", "words": "Not to contact Mo Example."}],
}


def note(session: Session, case: Saved, when: str = "yesterday") -> Saved:
    return add(session, case, "incident", {"happened": when, "what": "rang", "behaviours": ["bh_threat_kill"]})


def test_the_likely_events_come_first_and_every_other_one_after(session: Session, case: Saved) -> None:
    asked = after_noting(session, note(session, case).entry)
    assert [one for one, _words in asked.events[: asked.likely]] == ["tr_new_incident", "tr_threat_to_kill"]
    assert len({one for one, _words in asked.events}) == len(asked.events) == 43
    assert asked.about.startswith("22 Nov 2026: Threatened to kill · rang")
    assert asked.chosen_events == ()


@pytest.mark.parametrize(
    ("when", "asked"),
    [
        ("31 May 2026", []),
        ("2 Jun 2026", [False]),  # not known to be served
        ("3 Jun 2026", [True]),
        ("15 Nov 2026", [True]),
        ("16 Nov 2026", []),
        ("between 10 and 20 Nov", [True]),
        ("since May", []),  # no day can be told: what is live today
    ],
)
def test_conditions_are_those_of_the_day_it_happened(
    session: Session, case: Saved, when: str, asked: list[bool]
) -> None:
    add(session, case, "order", ORDER)
    found = after_noting(session, note(session, case, when).entry).conditions
    assert [one.sure for one in found] == asked
    assert all("Not to contact Mo Example." in one.words for one in found)


@pytest.mark.parametrize(
    ("when", "asked"),
    [
        ("22 Nov 2026 09:59", [True]),
        ("22 Nov 2026 10:00", []),
        ("22 Nov 2026", [False]),  # at some time of that day
        ("about 9 am on 22 Nov 2026", [False]),
        ("21 Nov 2026 23:00", [True]),
    ],
)
def test_on_the_day_an_order_ended_at_an_hour_the_time_of_the_incident_counts(
    session: Session, case: Saved, when: str, asked: list[bool]
) -> None:
    add(session, case, "order", {**ORDER, "until": "2026-11-22", "until_at": "10:00"})
    assert [one.sure for one in after_noting(session, note(session, case, when).entry).conditions] == asked


def test_answers_are_a_correction_that_leaves_what_was_said(session: Session, case: Saved) -> None:
    add(session, case, "order", ORDER)
    noted = note(session, case, "10 Nov 2026")
    asked = after_noting(session, noted.entry).conditions[0]
    condition = asked.words
    answers = AfterAnswers(("tr_new_incident", "tr_breach"), (asked.id,), plan_change=True, level_up=False)
    with pytest.raises(InvalidAnswer):
        answer_after(session, noted.entry, AfterAnswers(conditions=("other:0",)))
    kept = answer_after(session, noted.entry, answers)
    assert kept.record == noted.record
    row = listed(session, id_of(case))[0]
    assert (row["what"], row["behaviours"], row["signs"]) == ("rang", ["bh_threat_kill"], [])
    assert (row["plan_change"], row["level_up"], row["conditions"]) == (True, False, [condition])
    assert views.case_row(session.vault, id_of(case)).review_asks == ("tr_breach", "tr_new_incident")
    assert [version.reason for version in open_record(session, kept.entry).versions] == ["Asked after it was noted", ""]
    again = after_noting(session, kept.entry)
    assert again.chosen_events == ("tr_new_incident", "tr_breach")
    assert [one.chosen for one in again.conditions] == [True]


def test_a_ticked_condition_is_kept_in_words_for_any_day_and_stays_one(session: Session, case: Saved) -> None:
    unserved = {**ORDER, "served_on": None, "until": "2026-11-22", "until_at": "10:00"}
    order = add(session, case, "order", {name: one for name, one in unserved.items() if one})
    noted = note(session, case)
    (asked,) = after_noting(session, noted.entry).conditions
    kept = answer_after(session, noted.entry, AfterAnswers(conditions=(asked.id,)))
    said = "Non-molestation order until 22 Nov 2026, 10:00: Not to contact Mo Example."
    served = {**unserved, "served_on": "2026-06-03"}
    save(session, "order", served, case=id_of(case), corrects=[order.entry], reason="The police told us")
    (again,) = after_noting(session, kept.entry).conditions
    assert (again.words, again.chosen) == (said, True)


@pytest.mark.parametrize("longer", [False, True], ids=["as it stood", "its days changed since"])
def test_of_two_orders_of_one_sort_the_one_that_was_ticked_stays_ticked_alone(
    session: Session, case: Saved, *, longer: bool
) -> None:
    first = add(session, case, "order", {**ORDER, "until": "2026-12-15"})
    add(session, case, "order", {**ORDER, "until": "2027-01-20"})
    noted = note(session, case)
    asked = after_noting(session, noted.entry).conditions
    said = "Non-molestation order until 15 Dec 2026: Not to contact Mo Example."
    (one,) = [condition.id for condition in asked if condition.words == said]
    kept = answer_after(session, noted.entry, AfterAnswers(conditions=(one,)))
    if longer:
        changed = {**ORDER, "until": "2027-02-15"}
        save(session, "order", changed, case=id_of(case), corrects=[first.entry], reason="Its last day was misread")
    again = after_noting(session, kept.entry).conditions
    assert [condition.words for condition in again if condition.chosen] == [said]


def test_of_a_span_a_condition_that_terms_changed_around_is_asked_about_once(session: Session, case: Saved) -> None:
    order = add(session, case, "order", ORDER)
    varied = {**ORDER, "stage": "varied", "varied_on": "2026-11-12"}
    save(session, "order", varied, case=id_of(case), corrects=[order.entry], reason="The court changed its terms")
    noted = note(session, case, "between 10 and 14 Nov 2026")
    assert len(after_noting(session, noted.entry).conditions) == 1


def test_of_a_span_what_held_in_its_middle_is_asked_about(session: Session, case: Saved) -> None:
    add(session, case, "order", {**ORDER, "until": "2026-06-20"})
    found = after_noting(session, note(session, case, "between 1 May and 20 Nov 2026").entry).conditions
    assert [(one.words, one.sure) for one in found] == [
        ("Non-molestation order until 20 Jun 2026: Not to contact Mo Example.", True)
    ]


def test_the_newest_of_today_is_asked_about_until_it_is_answered(session: Session, case: Saved) -> None:
    assert incident_page(session, id_of(case)).to_ask == ""
    first, second = note(session, case), note(session, case, "1 Nov")
    assert incident_page(session, id_of(case)).to_ask == second.entry
    kept = answer_after(session, second.entry, AfterAnswers(plan_change=False))
    assert incident_page(session, id_of(case)).to_ask == ""
    with pytest.raises(NotCorrectable):
        answer_after(session, second.entry, AfterAnswers(level_up=True))
    assert {first.record, kept.record} == {
        line.record for line in views.lines_of_case(session.vault, id_of(case), slot="incident")
    }
