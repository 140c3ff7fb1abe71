"""What pages of many cases go through is looked up once until something is written, and told as it would be anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.cases.choosing import case_choices
from hru_advocate.casework.closing.kept_page import kept_page
from hru_advocate.casework.people import restricted
from hru_advocate.casework.people.restricted import hidden_from_us
from hru_advocate.casework.plan.planning import board
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.supervision import supervision
from hru_advocate.casework.today import look
from hru_advocate.domain import moments
from hru_advocate.domain.forms.answers import Answers
from hru_advocate.domain.moments import Moment, moment_in_words, moment_on_paper
from hru_advocate.domain.partners.flags import read_flag
from hru_advocate.domain.plan import suggestions
from hru_advocate.store import dues
from tests.casework.closing.test_restricted import ENDED, FLAG
from tests.casework.open_sessions import NOW, add, id_of, new_case, worked_by
from tests.fixed_clock import FixedClock

CONTACT = {"method": "phone", "direction": "in", "with_whom": "victim", "fact": "All is quiet.", "happened": "today"}


@pytest.mark.parametrize(
    ("looks_up", "page"),
    [
        ("several_of_open_cases", look),
        ("several_of_open_cases", supervision),
        ("reviews_of_closed", look),
        ("reviews_of_closed", kept_page),
    ],
)
def test_ten_years_are_gone_through_once_until_something_is_written_or_the_day_changes(
    session: Session, monkeypatch: pytest.MonkeyPatch, looks_up: str, page: Callable[[Session], object]
) -> None:
    case, asked, asks = new_case(session), list[object](), getattr(dues, looks_up)

    def counted(*question: object) -> object:
        asked.append(question)
        return asks(*question)

    monkeypatch.setattr(dues, looks_up, counted)
    first = page(session)
    assert (page(session), len(asked)) == (first, 1)
    add(session, case, "contact", CONTACT)
    page(session)
    assert len(asked) == 2
    session.clock = FixedClock(NOW + timedelta(days=1))
    page(session)
    assert len(asked) == (2 if (looks_up, page) == ("reviews_of_closed", kept_page) else 3)


def test_a_board_is_worked_out_once_for_the_same_answers_until_something_is_written(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = new_case(session)
    plain = board(session, id_of(case), {})
    made, works = list[object](), suggestions._suggestion

    def counted(*one: Any, **more: Any) -> object:
        made.append(one)
        return works(*one, **more)

    monkeypatch.setattr(suggestions, "_suggestion", counted)
    assert board(session, id_of(case), {}) == plain
    assert not made
    assert board(session, id_of(case), {"own_words": "Leave by the back door."}).plan.own_words
    assert made
    made.clear()
    add(session, case, "contact", CONTACT)
    assert board(session, id_of(case), {}) == plain
    assert made


def test_the_flags_of_all_cases_are_gone_through_again_when_one_of_them_has_news(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = new_case(session), new_case(session)
    read, reads = list[object](), read_flag

    def counted(entry: str, answers: Answers) -> object:
        read.append(entry)
        return reads(entry, answers)

    def for_a_stranger() -> frozenset[str]:
        read.clear()
        return hidden_from_us(worked_by(session, "Ash Stranger"))

    monkeypatch.setattr(restricted, "read_flag", counted)
    flag = add(session, theirs, "flag", FLAG)
    assert for_a_stranger() == {id_of(theirs)}
    assert len(read) == 1
    add(session, ours, "contact", CONTACT)
    assert for_a_stranger() == {id_of(theirs)}
    assert not read
    worked_by(session, "Kim Colleague")
    add(session, ours, "flag", FLAG)
    assert for_a_stranger() == {id_of(ours), id_of(theirs)}
    assert len(read) == 2
    worked_by(session, "Kim Colleague")
    save(session, "flag", FLAG | ENDED, corrects=[flag.entry], reason="No longer so.")
    assert for_a_stranger() == {id_of(ours)}


def told_apart(session: Session, text: str, status: str) -> list[tuple[str, ...]]:
    lines = list_cases(session, CaseFilter(text=text, status=status, order="recent"))
    return [
        (one.label.case, one.label.initials, one.label.ref, one.status_words, one.area_words, one.level_words)
        for one in lines
    ]


@pytest.mark.parametrize("status", ["open", ""])
def test_the_choice_of_a_case_says_what_the_list_says(session: Session, status: str) -> None:
    cases = [new_case(session, victim=victim) for victim in ("Mo Example", "Jo Example", "Al Example")]
    shut = cases[1]
    add(session, shut, "flag", FLAG)
    for worker in (session.author, "Kim Colleague", "Ash Stranger"):
        worked_by(session, worker)
        labels = [one.label for one in list_cases(session, CaseFilter(status=""))]
        for text in ("", "E", *(label.ref for label in labels)):
            choices = case_choices(session, text, status, 60)
            found = [
                (one.label.case, one.label.initials, one.label.ref, one.status_words, one.area_words, one.level_words)
                for one in choices
            ]
            assert found == told_apart(session, text, status), (worker, text)
    assert any(one[3:] == ("", "", "") for one in told_apart(session, "", "")), "one is shut to a stranger"


@pytest.mark.parametrize(
    ("told", "start", "end", "exact"),
    [
        ("20 Nov 2026", "2026-11-20", "2026-11-20", False),
        ("17 Nov 2026 to 19 Nov 2026", "2026-11-17", "2026-11-19", False),
        ("17 Nov 2026, 14:30", "2026-11-17T14:30", "2026-11-17T14:30", True),
        ("17 Nov 2026, about 03:00", "2026-11-17T03:00", "2026-11-17T04:00", False),
        ("17 Nov 2026, 03:00 to 05:00", "2026-11-17T03:00", "2026-11-17T05:00", False),
    ],
)
def test_what_stands_in_its_normal_form_is_said_as_it_is_and_not_taken_apart(
    monkeypatch: pytest.MonkeyPatch, told: str, start: str, end: str, *, exact: bool
) -> None:
    moment = Moment(told, start, end, exact)
    monkeypatch.setattr(moments, "symbols_of", partial(pytest.fail, "it was taken apart"))
    assert (moment_in_words(moment), moment_on_paper(moment)) == (told, told)
