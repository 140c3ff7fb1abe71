"""Every question of every form answered: each page of a case and of the unit opens, on the day and long after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, Final

import pytest

from hru_advocate.casework.cases.assessments import risk_picture
from hru_advocate.casework.cases.cases import CaseFilter, case_page, list_cases, next_dates
from hru_advocate.casework.cases.pattern import pattern_listed, pattern_page
from hru_advocate.casework.checks.letter_known import letter_facts
from hru_advocate.casework.closing.closing_page import closing_page
from hru_advocate.casework.closing.kept_page import kept_page, kept_since
from hru_advocate.casework.closing.people import roster
from hru_advocate.casework.counter import counts
from hru_advocate.casework.disclosure.log import disclosure_page_of
from hru_advocate.casework.incidents.lines import incident_page, listed
from hru_advocate.casework.late import late
from hru_advocate.casework.law.criminal import criminal_cases
from hru_advocate.casework.law.hearings import hearing_lines
from hru_advocate.casework.law.legal_talks import legal_card, talks_of
from hru_advocate.casework.law.order_cards import orders_page
from hru_advocate.casework.letters.letters import begin_letter, letter_lines, templates_to_choose
from hru_advocate.casework.next_steps import next_steps
from hru_advocate.casework.outcomes.cover import cover_page
from hru_advocate.casework.outcomes.lines import outcome_page
from hru_advocate.casework.overview import overview
from hru_advocate.casework.paper.copies import Carrying, copies, recall_list
from hru_advocate.casework.partners.agencies import agencies_of_case
from hru_advocate.casework.partners.flags import flags_of_case
from hru_advocate.casework.partners.meetings import meetings_page
from hru_advocate.casework.partners.safeguarding import safeguarding_page
from hru_advocate.casework.plan.current import plan_now
from hru_advocate.casework.plan.planning import board, still_open
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.records.records import history, open_record, record_lines
from hru_advocate.casework.session import Session
from hru_advocate.casework.supervision import supervision
from hru_advocate.casework.today import look
from hru_advocate.casework.visits.before_going import before_going
from hru_advocate.casework.visits.visits import visits_of_case
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import KIND_OF
from hru_advocate.errors import InvalidAnswer, NotFound
from tests.casework.every_form import fill_every_form
from tests.casework.open_sessions import id_of, new_case, on

OF_A_CASE: Final[Mapping[str, Callable[[Session, str], Any]]] = {
    one.__name__: one
    for one in (
        risk_picture, case_page, next_dates, pattern_page, pattern_listed, closing_page, disclosure_page_of,
        incident_page, listed, criminal_cases, hearing_lines, legal_card, talks_of, orders_page, letter_lines,
        next_steps, cover_page, outcome_page, overview, copies, agencies_of_case, flags_of_case, meetings_page,
        safeguarding_page, plan_now, board, still_open, history, record_lines, visits_of_case,
    )
}  # fmt: skip
OF_THE_UNIT: Final[Mapping[str, Callable[[Session], Any]]] = {
    "look": look,
    "late": late,
    "supervision": supervision,
    "counts": counts,
    "kept_page": kept_page,
    "kept_since": kept_since,
    "roster": roster,
    "list_cases": lambda session: list_cases(session, CaseFilter(status="")),
    "recall_list": lambda session: recall_list(session, Carrying()),
}
DAYS: Final = (date(2026, 11, 23), date(2027, 1, 5), date(2033, 6, 1))


def example(field: Field) -> Any:
    """An answer to each question, rows of groups included."""
    if field.kind == "group":
        return [{inner.id: example(inner) for inner in field.fields}]
    if field.id == "lives_with":  # the record says they live apart, and paper says as the record does
        return False
    return field.example or KIND_OF[field.kind].example(field)


@pytest.fixture(scope="module")
def filled(shared: Session) -> str:
    case = id_of(new_case(shared))
    fill_every_form(shared, case, example, "Made up")
    return case


@pytest.mark.parametrize("page", OF_A_CASE)
def test_a_page_of_a_case_in_which_everything_was_answered_opens(shared: Session, filled: str, page: str) -> None:
    for day in DAYS:
        assert OF_A_CASE[page](on(shared, day), filled) is not None


@pytest.mark.parametrize("page", OF_THE_UNIT)
def test_a_page_of_the_unit_opens_where_everything_was_answered(shared: Session, filled: str, page: str) -> None:
    for day in DAYS:
        assert OF_THE_UNIT[page](on(shared, day)) is not None


def test_every_record_opens_and_every_letter_can_be_begun(shared: Session, filled: str) -> None:
    on(shared, DAYS[0])
    lines = record_lines(shared, filled)
    assert len({line.title for line in lines}) > 25
    for line in lines:
        assert open_record(shared, line.entry).sections is not None
    for template in templates_to_choose(shared):
        assert begin_letter(shared, filled, template.id).answers
    (visit,) = (line for line in lines if line.title == "Visit")
    assert before_going(shared, visit.entry).take
    assert letter_facts(shared, filled, DAYS[0]).values


def every_choice(session: Session) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each form of a case with each choice of each of its questions once, all others answered."""
    for form in session.forms.current():
        if form.about == "case" and form.purpose not in ("erasure", "kept_figures", "closure", "referral"):
            full = {field.id: example(field) for field in form.fields if not field.by_program}
            for field in form.fields:
                chosen = field.choices if field.kind == "choice" else ()
                yield from ((form.id, full | {field.id: one.id}) for one in chosen)


@pytest.mark.soak
def test_every_page_opens_whatever_was_chosen(session: Session) -> None:
    """What the rules refuse is refused, and nothing else raises: neither a check nor a page."""
    case = id_of(new_case(session))
    fill_every_form(session, case, example, "Made up")
    saved = 0
    for form, raw in every_choice(session):
        with suppress(InvalidAnswer, NotFound):
            save(session, form, raw, case=case)
            saved += 1
    assert saved > 150
    for page in OF_A_CASE.values():
        assert page(session, case) is not None
    for of_unit in OF_THE_UNIT.values():
        assert of_unit(session) is not None
    for line in record_lines(session, case):
        assert open_record(session, line.entry).sections is not None
