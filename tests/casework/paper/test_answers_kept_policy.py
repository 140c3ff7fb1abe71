"""What was answered about a paper holds for the same case, form, place and day while the record says the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

import pytest

from hru_advocate.casework.paper import papers
from hru_advocate.casework.paper.answers_kept import AnswersAboutPaper, keep_answers, kept_answers
from hru_advocate.casework.paper.copies import record_copy
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import new_case
from tests.fixed_clock import FixedClock

SAFE = {"lives_with": False, "searched": False, "watched": False, "family_danger": False}
WHERE = {"kept_where": "At work", "destroy_by": "2026-12-07"}
GIVEN = AnswersAboutPaper({**SAFE, "override": "Talked about", **WHERE}, frozenset({"found.1"}))


def nothing(_session: Session, _case: str) -> None:
    pass


def later(by: timedelta, session: Session, _case: str) -> None:
    assert isinstance(session.clock, FixedClock)
    session.clock.advance(by)


def write(form: str, raw: Mapping[str, object], session: Session, case: str) -> None:
    save(session, form, raw, case=case)


def copy(document: str, session: Session, case: str) -> None:
    view = papers.preview(session, PaperRequest(case, document))
    record_copy(session, view, {"kept_where": "phone case"}, "printed")


@pytest.mark.parametrize(
    ("happened", "held"),
    [
        (nothing, GIVEN),
        (partial(later, timedelta(hours=13)), GIVEN),
        (partial(later, timedelta(hours=14)), None),
        (partial(write, "situation", {"ci_landline_only": True}), GIVEN),
        (partial(write, "situation", {"ci_device_monitored": True}), AnswersAboutPaper(WHERE)),
        (partial(write, "situation", {"lives_together": "apart"}), AnswersAboutPaper(WHERE)),
        (partial(copy, "full_plan"), None),
        (partial(copy, "plain_sheet"), GIVEN),
    ],
    ids=["nothing", "before midnight", "another day", "another fact", "paper is dangerous", "the record answers one",
         "a copy was made", "a copy of another form"],
)  # fmt: skip
def test_what_ends_it(session: Session, happened: Callable[[Session, str], None], held: AnswersAboutPaper) -> None:
    case = new_case(session).case
    assert case is not None
    keep_answers(session, case, "full_plan", GIVEN)
    happened(session, case)
    assert kept_answers(session, case, "full_plan") == held


def test_it_is_of_one_case_one_form_and_one_place(session: Session) -> None:
    case, other = new_case(session).case, new_case(session).case
    assert case is not None
    assert other is not None
    keep_answers(session, case, "full_plan", GIVEN)
    assert kept_answers(session, other, "full_plan") is None
    assert kept_answers(session, case, "plain_sheet") is None
    assert kept_answers(session, case, "full_plan", at_table=True) is None
    keep_answers(session, case, "full_plan", AnswersAboutPaper({}), at_table=True)
    assert kept_answers(session, case, "full_plan") == GIVEN
