"""How it is going is asked once at the start and once at the end, comes back on Today, and equality is only counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hru_advocate.casework import listing
from hru_advocate.casework.late import late
from hru_advocate.casework.outcomes.cover import cover_page
from hru_advocate.casework.outcomes.lines import outcome_page
from hru_advocate.casework.paper.office_papers import OnlyCounted
from hru_advocate.casework.paper.papers import make_record
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.records import open_record
from hru_advocate.casework.records.searching import find
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.domain.outcomes.outcome import QUESTIONS
from hru_advocate.errors import InvalidAnswer
from hru_advocate.store import search, views
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import NOW, add, id_of, new_case
from tests.fixed_clock import FixedClock

DECLINED = {"state": "declined"}
ANSWERED: dict[str, object] = dict.fromkeys(QUESTIONS, "partly")
START: dict[str, object] = {"stage": "start", "on": "2026-11-12"} | ANSWERED
REVIEW: dict[str, object] = {"stage": "review", "on": "2026-11-20", "again_told": False} | ANSWERED
EQUALITY: dict[str, object] = {
    "age": "25_34",
    "sex": "female",
    "gender": DECLINED,
    "orientation": "bisexual",
    "ethnicity": "mixed",
    "religion": "sikh",
    "disability": {"state": "unsafe_to_ask"},
    "pregnancy": "no",
    "caring": "yes",
    "language": "no",
}


def later(session: Session, days: int) -> None:
    session.clock = FixedClock(NOW + timedelta(days=days), step=timedelta(milliseconds=7))


def asked_on_today(session: Session) -> list[tuple[str, str, int]]:
    return [
        (one.what, one.settled_at, one.due.over_days)
        for one in look(session).reviews
        if one.what.startswith("How it is going")
    ]


@pytest.mark.parametrize("state", ["declined", "unsafe_to_ask", "not_known"])
def test_a_reason_for_no_answer_is_an_answer_and_not_asked_is_not(session: Session, state: str) -> None:
    case = new_case(session)
    reasons: dict[str, object] = {question: {"state": state} for question in QUESTIONS}
    add(session, case, "outcome", START | reasons)
    page = outcome_page(session, id_of(case))
    assert all(len(line.answers) == 1 and line.answers[0] for line in page.answers)
    bare = {field: value for field, value in REVIEW.items() if field != "safer"}
    with pytest.raises(InvalidAnswer) as error:
        add(session, case, "outcome", bare)
    assert error.value.field == "safer"


@pytest.mark.parametrize("stage", ["start", "close"])
def test_the_start_and_the_end_come_once_and_are_corrected(session: Session, stage: str) -> None:
    case = new_case(session)
    raw = (START if stage == "start" else REVIEW) | {"stage": stage}
    first = add(session, case, "outcome", raw)
    with pytest.raises(InvalidAnswer) as error:
        add(session, case, "outcome", raw)
    assert error.value.field == "stage"
    save(session, "outcome", raw | {"safer": "no"}, corrects=(first.entry,), reason="Misheard")
    add(session, new_case(session, victim="Al Other"), "outcome", raw)
    assert outcome_page(session, id_of(case)).answers[0].answers == ("No",)


def test_a_review_may_come_again_and_again(session: Session) -> None:
    case = new_case(session)
    for raw in (START, REVIEW, REVIEW | {"on": "2026-11-22", "safer": "yes"}):
        add(session, case, "outcome", raw)
    page = outcome_page(session, id_of(case))
    assert page.answers[0].answers == ("In part", "In part", "Yes")
    assert [line.stage for line in page.lines] == ["At the start", "At a review", "At a review"]
    assert page.lines[1].again == "says it has not happened again"


def test_what_the_person_and_the_police_say_stand_apart(session: Session) -> None:
    case = new_case(session)
    add(session, case, "outcome", REVIEW | {"again_police": True, "again_police_on": "2026-11-19"})
    (line,) = outcome_page(session, id_of(case)).lines
    assert line.again == "says it has not happened again; a police check of 19 Nov 2026 says it did"


@pytest.mark.parametrize(("days", "over"), [(20, None), (21, -7), (28, 0), (35, 7)])
def test_today_says_where_nobody_has_asked_after_four_weeks(session: Session, days: int, over: int | None) -> None:
    case = new_case(session)
    later(session, days)
    found = asked_on_today(session)
    assert found == ([] if over is None else [("How it is going: nobody has asked yet", "needs", over)])
    assert outcome_page(session, id_of(case)).to_ask.startswith("Nobody has asked") == (days >= 28)
    if over:
        assert [line.at_needs for line in late(session) if line.what.startswith("How")] == [True] * (over > 0)
    add(session, case, "outcome", START)
    assert asked_on_today(session) == []


def test_only_the_newest_says_when_to_ask_again(session: Session) -> None:
    case = new_case(session)
    add(session, case, "outcome", START | {"ask_again": "2026-11-24"})
    assert asked_on_today(session) == [("How it is going: ask again", "record", -1)]
    add(session, case, "outcome", REVIEW)
    assert asked_on_today(session) == []


def test_after_a_closure_the_end_is_asked_for_eight_weeks(session: Session) -> None:
    case = new_case(session)
    add(session, case, "outcome", START)
    close(session, case)
    assert asked_on_today(session) == [("How it is going: nobody asked at the end", "needs", 0)]
    later(session, 57)
    assert asked_on_today(session) == []
    later(session, 3)
    add(session, case, "outcome", REVIEW | {"stage": "close"})
    assert asked_on_today(session) == []


def test_a_declined_referral_is_not_asked_after(session: Session) -> None:
    new_case(session, decision="decline", decision_reason="Another service fits.")
    later(session, 60)
    assert asked_on_today(session) == []


@pytest.fixture
def monitored(session: Session) -> tuple[Session, Saved]:
    case = new_case(session)
    return session, add(session, case, "equality", EQUALITY)


def test_equality_is_kept_once_and_read_back_only_on_its_own_page(monitored: tuple[Session, Saved]) -> None:
    session, saved = monitored
    again = save(session, "equality", EQUALITY | {"religion": "none"}, case=saved.case, reason="Said so now")
    assert again.record == saved.record
    said = [one.words for section in open_record(session, again.entry).sections for one in section.answers]
    assert "None" in said
    (line,) = views.lines_of_case(session.vault, id_of(saved), slot="equality")
    assert line.line == "Equality monitoring"


def test_equality_is_never_searched(monitored: tuple[Session, Saved]) -> None:
    session, saved = monitored
    for word in ("sikh", "bisexual", "mixed", "25 to 34", "female"):
        assert find(session, word) == ()
        assert saved.entry not in {hit.entry for hit in search.search(session.vault, word, limit=50, case=saved.case)}
    waiting = "SELECT words FROM head JOIN entry USING (position) WHERE entry.id = ?"
    ((words,),) = session.vault.connection().cursor().execute(waiting, (saved.entry,)).fetchall()
    assert len(words.split()) == 1, "only the word that ties it to its case"


def test_equality_is_never_printed_nor_handed_to_scripts(monitored: tuple[Session, Saved]) -> None:
    session, saved = monitored
    with pytest.raises(OnlyCounted):
        make_record(session, saved.entry)
    shown: dict[str, Any] = listing.show(session, saved.ref, protected=True)
    assert "equality" not in {record["form"] for record in shown["records"]}
    assert {field.paper for field in session.forms.newest("equality").fields} == {"never"}


def test_every_equality_question_says_what_it_is_for_and_may_be_refused(session: Session) -> None:
    form = session.forms.newest("equality")
    assert all(field.why and field.required and not field.value_only for field in form.fields)
    save(session, "equality", {field.id: DECLINED for field in form.fields}, case=new_case(session).case)


def test_the_cover_page_says_gaps_first_and_what_names_nothing(session: Session) -> None:
    case = new_case(session)
    add(session, case, "needs_assessment", {"held_on": "2026-11-20", "nd_home_safety": {"value": 3}})
    before = cover_page(session, id_of(case))
    wanted = next(line for line in before.open if line.id == "nd_home_safety")
    assert wanted.by == ()
    action = {"what": "Ring the locksmith", "owner": "us", "due": "2026-12-01", "state": "open"}
    service = {
        "service": ["sv_national_stalking_helpline"],
        "offered_on": "2026-11-20",
        "consent": "given",
        "why": "She asked",
    }
    add(session, case, "action", action | {"targets": ["nd_home_safety"]})
    add(session, case, "action", action | {"what": "Ring about the keys"})
    add(session, case, "signposting", service | {"state": "referred", "answers": ["nd_home_safety"]})
    after = cover_page(session, id_of(case))
    assert "nd_home_safety" not in {line.id for line in after.open}
    line = next(line for line in after.live if line.id == "nd_home_safety")
    assert [one.kind for one in line.by] == ["Action", "Service"]
    assert line.sentence.startswith("No measure of the plan answers this")
    assert [(one.kind, one.words) for one in after.aimless] == [("Action", "Ring about the keys")]


def test_a_service_or_an_order_alone_is_no_cover(session: Session) -> None:
    case = new_case(session)
    add(session, case, "needs_assessment", {"held_on": "2026-11-20", "nd_home_safety": {"value": 3}})
    service = {
        "service": ["sv_national_stalking_helpline"],
        "offered_on": "2026-11-20",
        "consent": "given",
        "why": "She asked",
    }
    add(session, case, "signposting", service | {"state": "referred", "answers": ["nd_home_safety"]})
    order = {"kind": "nmo", "stage": "made", "made_on": "2026-11-12", "there": True, "until": "2027-11-12"}
    add(session, case, "order", order | {"targets": ["nd_home_safety"]})
    line = next(line for line in cover_page(session, id_of(case)).open if line.id == "nd_home_safety")
    assert [one.kind for one in line.by] == ["Order", "Service"]
    assert replace(line, by=()).sentence.startswith("No live measure")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({}, "Nobody has asked yet whether she or he agrees to this plan"),
        ({"answer": "no", "because": "The alarm frightens me."}, "She or he did not agree to this plan (20 Nov 2026)"),
        ({"answer": "could_not", "because": "In hospital.", "again_by": "2026-12-01"},
         "She or he could not say whether this plan is right (20 Nov 2026)"),
        ({"answer": "yes"}, ""),
    ],
)  # fmt: skip
def test_a_plan_nobody_agreed_to_says_so_before_what_it_covers(
    session: Session, answer: dict[str, object], said: str
) -> None:
    case = new_case(session)
    assert cover_page(session, id_of(case)).agreed == ""
    add(session, case, "safety_plan", {"made_on": "2026-11-20", "review": "2026-12-04", "items": [
        {"text": "Ring.", "state": "chosen", "carry": "keep"},
    ]})  # fmt: skip
    if answer:
        add(session, case, "agreement", {"on": "2026-11-20"} | answer)
    assert cover_page(session, id_of(case)).agreed == said


def test_a_new_version_of_the_plan_is_to_be_agreed_to_again(session: Session) -> None:
    case = new_case(session)
    plan: dict[str, object] = {"made_on": "2026-11-20", "review": "2026-12-04", "items": []}
    first = add(session, case, "safety_plan", plan)
    add(session, case, "agreement", {"on": "2026-11-20", "answer": "yes"})
    assert cover_page(session, id_of(case)).agreed == ""
    save(session, "safety_plan", plan | {"review": "2026-12-05"}, case=case.case, corrects=[first.entry], reason="New.")
    assert cover_page(session, id_of(case)).agreed.startswith("Nobody has asked yet")
