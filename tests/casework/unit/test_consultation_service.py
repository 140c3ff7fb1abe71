"""A consultation needs no case and no name; a name of ours is seen, and a case that comes of it names it back."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.searching import find
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.casework.unit.consultations import (
    ConsultationFilter,
    consultation_lines,
    consultation_page,
    consultations_due,
    figures,
    refer,
    referral_answers,
)
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.errors import InvalidAnswer, NotFound
from hru_advocate.store.ledger import ledger
from tests.casework.open_sessions import add, new_case

ASKED: dict[str, object] = {
    "asked_on": "2026-11-16",
    "who": "Offender manager, Exampleton",
    "from": "probation",
    "behaviour": "fire_setting",
    "question": "He set two bins alight. What should we look at?",
}
ADVICE: dict[str, object] = {"advice": "Look at what comes before each fire.", "advised_on": "2026-11-18"}
ANY = ConsultationFilter()


def consult(session: Session, **more: object) -> Saved:
    return save(session, "consultation", ASKED | more)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, ""),
        (ADVICE, ""),
        (ADVICE | {"advised_on": "2026-11-16"}, ""),
        (ADVICE | {"advised_on": "2026-11-15"}, "advised_on"),
        (ADVICE | {"advised_on": "2026-11-24"}, "advised_on"),
        ({"advice": "Look at it."}, "advised_on"),
        ({"advised_on": "2026-11-18"}, "advice"),
        ({"asked_on": "2026-11-24"}, "asked_on"),
    ],
)
def test_advice_and_its_day_stand_together(session: Session, answers: dict[str, object], field: str) -> None:
    if not field:
        assert consult(session, **answers).case is None
        return
    with pytest.raises(InvalidAnswer) as caught:
        consult(session, **answers)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("answers", "seen"),
    [
        ({"question": "Mo Example told me of fires."}, True),
        ({"question": "Example, Mo"}, True),
        ({"who": "Mo Example, a neighbour"}, True),
        (ADVICE | {"advice": "Write to mo example."}, True),
        ({"outcome_words": "Sam Otherone was moved."}, True),
        ({"remind_on": "2026-12-01", "remind_for": "Ring Mo Example"}, True),
        ({"question": "PC Officer Madeup asked of it."}, False),
        ({"question": "No example of it is known."}, False),
    ],
)
def test_a_name_of_one_of_our_cases_is_seen(session: Session, answers: dict[str, object], seen: bool) -> None:
    case = new_case(session)
    add(session, case, "person", {"role": "victim", "name": "Mrs Mo Example"})
    add(session, case, "person", {"role": "perpetrator", "name": "Sam Otherone"})
    add(session, case, "person", {"role": "officer", "name": "Officer Madeup"})
    if not seen:
        assert consult(session, **answers).entry
        return
    with pytest.raises(InvalidAnswer) as caught:
        consult(session, **answers)
    assert caught.value.field == "named_why"
    assert case.ref in caught.value.message
    assert "Example" not in caught.value.message
    assert "Otherone" not in caught.value.message
    assert consult(session, **answers, named_why="The clerk bears the same name.").entry


def test_a_referral_begins_with_what_is_known_and_both_name_each_other(session: Session) -> None:
    asked = consult(session, question="Mo Example says he set fires.", **ADVICE)
    begun = referral_answers(session, asked.entry)
    assert begun == {
        "source": "probation",
        "source_detail": ASKED["who"],
        "behaviour": ["fire_setting"],
        "account": "Mo Example says he set fires.",
        "consultation": asked.record,
    }
    rest = {"victim": "Mo Example", "area": "halton", "decision": "accept", "adds_value": True}
    saved = refer(session, asked.entry, rest)
    assert saved.changed.kinds >= {"referral", "consultation"}
    (line,) = consultation_lines(session, ANY)
    assert (line.became, line.standing) == (saved.ref, "referral")
    assert consultation_page(session, line.entry).case == saved.case
    kept = session.read(ledger.entry(session.vault, saved.entry))
    assert value_of(kept.answers, "consultation") == asked.record
    again = dict(ASKED) | ADVICE | {"question": "Mo Example says he set fires.", "became": saved.ref}
    assert save(session, "consultation", again, corrects=[line.entry], reason="A word was wrong").entry
    new_case(session)
    with pytest.raises(InvalidAnswer):  # another case of that name is seen all the same
        consult(session, question="Mo Example again")


def test_a_corrected_referral_says_nothing_twice(session: Session) -> None:
    asked = consult(session)
    saved = refer(session, asked.entry, {"victim": "Mo Example", "area": "halton", "decision": "pending"})
    before = consultation_page(session, consultation_lines(session, ANY)[0].entry).line.entry
    later = {"victim": "Mo Example", "area": "halton", "source": "probation", "behaviour": ["fire_setting"]}
    later |= {"consultation": asked.record, "decision": "decline", "decision_reason": "Another unit."}
    save(session, "referral", later, case=saved.case)
    assert consultation_lines(session, ANY)[0].entry == before


def test_lists_are_sifted_and_what_waits_comes_first(session: Session) -> None:
    done = consult(session, **ADVICE)
    waits = consult(session, asked_on="2026-11-10", behaviour="querulant", question="Forty letters a month.")
    due = consult(session, asked_on="2026-11-01", **ADVICE, remind_on="2026-11-23")
    later = consult(session, asked_on="2026-11-02", **ADVICE, remind_on="2026-11-24")

    def found(wanted: ConsultationFilter) -> list[str]:
        return [line.entry for line in consultation_lines(session, wanted)]

    assert found(ANY) == [waits.entry, due.entry, done.entry, later.entry]
    assert found(ConsultationFilter(behaviour="querulant")) == [waits.entry]
    assert found(ConsultationFilter(standing="waiting")) == [waits.entry]
    assert found(ConsultationFilter(standing="reminder")) == [due.entry]
    assert found(ConsultationFilter(standing="advised")) == [due.entry, done.entry, later.entry]
    assert found(ConsultationFilter(text="forty letter")) == [waits.entry]
    assert consultation_lines(session, ANY)[0].standing_words == "waits 13 days"


def test_reminders_come_on_today_until_the_day_is_taken_out(session: Session) -> None:
    asked = consult(session, remind_on="2026-11-22", remind_for="Ring them")
    consult(session, remind_on="2026-11-30")
    consult(session, remind_on="2026-12-01")
    assert [(one.what, one.due.over_days) for one in look(session).reminders] == [
        ("Fire setting: Ring them", 1),
        ("Fire setting: how it went on", -7),
    ]
    save(session, "consultation", ASKED, corrects=[asked.entry], reason="Rang them")
    assert len(look(session).reminders) == 1
    assert consultations_due(session, date(2026, 11, 29)) == ()


def test_figures_count_the_current_version_of_each_once(session: Session) -> None:
    asked = consult(session)
    consult(session, behaviour="other", asked_on="2026-09-01")
    save(session, "consultation", ASKED | ADVICE, corrects=[asked.entry], reason="The advice was written")
    counted = figures(session)
    assert (counted.total, counted.answered, counted.waiting, counted.middle) == (2, 1, 1, 2)
    assert dict(counted.by_behaviour)["fire_setting"] == 1


def test_search_finds_a_consultation_as_the_units_own(session: Session) -> None:
    asked = consult(session)
    (hit,) = find(session, "bins alight")
    assert (hit.entry, hit.label) == (asked.entry, None)


def test_another_record_is_no_consultation(session: Session) -> None:
    case = new_case(session)
    with pytest.raises(NotFound):
        consultation_page(session, case.entry)
    with pytest.raises(NotFound):
        referral_answers(session, case.entry)
