"""The pages of the unit that are pinned, with the made-up cases in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import product
from typing import Any, Final

from hru_advocate.casework import counter, due, late, repeats, supervision, today
from hru_advocate.casework.actions import pauses
from hru_advocate.casework.cases import cases, review_days
from hru_advocate.casework.cases.cases import CaseFilter, Order
from hru_advocate.casework.closing import erasing, kept_page, people
from hru_advocate.casework.finding.everything import SearchQuestion, search_all
from hru_advocate.casework.law.confirmable import CLOCK, find_law, law_page
from hru_advocate.casework.law.legal_options import OptionFilter
from hru_advocate.casework.letters import templates
from hru_advocate.casework.outcomes import figures, standing
from hru_advocate.casework.paper import copies
from hru_advocate.casework.records.entries import drafts
from hru_advocate.casework.services import directory
from hru_advocate.casework.services.directory import DirectoryFilter
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit import consultations, languages, our_number, unit_behaviours, unit_measures
from hru_advocate.casework.unit.unit_measures import MeasureFilter
from hru_advocate.casework.vault import checks
from hru_advocate.casework.visits import mode, raising, visits
from tests.casework.told import asked

SOUGHT: Final = (
    "Ada",
    "Adda Exampel",
    "Karl Marsh",
    "07700 900333",
    "bus stop",
    "non-molestation",
    "locks",
    "kite",
    "Fay",
)
_MEASURES: Final = ("sm_call_999", "sm_bag", "sm_bank_team")
_SERVICES: Final = ("national_domestic_abuse_helpline", "victim_support", "samaritans")
_LAW: Final = ("nmo", "occupation_order", "spo_full", "dapo", f"{CLOCK}crime_recorded")


def listed_cases(session: Session) -> Iterator[Any]:
    """The list of cases by each standing and in each order, and a part of it."""
    orders: tuple[Order, ...] = ("next", "recent", "level", "name")
    for status, order in product(("", "open", "closed", "declined", "deciding"), orders):
        found = cases.list_cases(session, CaseFilter(status=status, order=order))
        yield (status, order, *(one.label.initials for one in found))
    yield from cases.list_cases(session, CaseFilter(status=""))
    yield cases.part_of_cases(session, CaseFilter(status=""), 1, 2)
    yield cases.part_of_cases(session, CaseFilter(area="warrington", level="high"), 0, 5)


def found(session: Session) -> Iterator[Any]:
    """Everything each search finds."""
    for words in SOUGHT:
        yield search_all(session, SearchQuestion(words))


def asked_after(session: Session) -> Iterator[Any]:
    """The consultations, and each of them as a page."""
    for line in consultations.consultation_lines(session, consultations.ConsultationFilter()):
        yield consultations.consultation_page(session, line.entry)
        yield consultations.referral_answers(session, line.entry)
    yield consultations.figures(session)
    yield consultations.consultations_due(session, session.now().date() + timedelta(days=7))


def due_soon(session: Session) -> Iterator[Any]:
    """Everything that falls due within a week, hearings within four."""
    now = session.now().date()
    resting = pauses.resting(pauses.paused_cases(session))
    yield due.what_is_due(session, due.Horizon(now + timedelta(days=28), now + timedelta(days=7), 50), resting)
    yield review_days.reviews_due(session, now + timedelta(days=7))
    yield review_days.kept_cases(session, now + timedelta(days=7))
    yield repeats.repeat_questions(session)
    yield pauses.paused_cases(session)
    yield drafts(session)


def unit_content(session: Session) -> Iterator[Any]:
    """The content the unit made its own: behaviours, measures, letters, languages, its number."""
    yield [one for one in unit_behaviours.behaviour_lines(session) if one.own or one.id.endswith("d")]
    for one in _MEASURES:
        yield unit_measures.measure_page(session, one)
    found = unit_measures.measure_lines(session, MeasureFilter(text="door"))
    yield [(one.id, one.section_words, one.practice_point, one.signed_off, one.retired) for one in found]
    yield from templates.template_lines(session)
    yield [templates.template_page(session, one.id) for one in templates.template_lines(session) if one.own]
    yield languages.languages(session)
    yield our_number.our_number(session)
    yield our_number.our_lines(session)


def services_and_law(session: Session) -> Iterator[Any]:
    """Services, options and clocks as pages, and what a search for them lists."""
    for service in _SERVICES:
        yield directory.service(session, service)
    for wanted in (
        DirectoryFilter("helpline"),
        DirectoryFilter(need="housing"),
        DirectoryFilter("stalk", open_now=True),
    ):
        yield [(one.id, one.state) for one in directory.find_services(session, wanted)]
    for about in _LAW:
        yield law_page(session, about)
    for option in (OptionFilter("order"), OptionFilter("stalking", cost="free"), OptionFilter("crime number")):
        yield [(one.id, one.state, one.confirmed_words) for one in find_law(session, option)]


def counted(session: Session) -> Iterator[Any]:
    """The figures of each period that has ended."""
    newest = figures.figures(session, figures.FiguresRequest())
    for period, _words in newest.periods:
        yield figures.figures(session, figures.FiguresRequest(period))
    yield standing.standing(session)


def out_now(session: Session) -> Iterator[Any]:
    """Visits that are due, and whom to ring."""
    for row in visits.visits_due(session):
        yield raising.raising(session, row.entry)
    yield raising.overdue_steps(session)
    yield mode.mode_now(session)


def held(session: Session) -> Iterator[Any]:
    """The verdict on the file that holds all of it: nothing is found."""
    verdict = checks.verify(session, "full", noted=False)
    yield (verdict.fine, verdict.lines, verdict.whole_cases, verdict.partial_cases, verdict.notes, verdict.not_checked)


_ASKED_FOR: Final[dict[str, Callable[[Session], Any]]] = {
    one.__name__: one
    for one in (
        listed_cases, found, asked_after, due_soon, unit_content, services_and_law, counted, out_now, held,
    )
}  # fmt: skip
OF_THE_UNIT: Final[Mapping[str, Callable[[Session], Any]]] = {
    "today": today.look,
    "late": late.late,
    "supervision": supervision.supervision,
    "counts": counter.counts,
    "kept": kept_page.kept_page,
    "roster": people.roster,
    "names_of_ours": people.names_of_ours,
    "stubs": erasing.stubs,
    "recall_list": lambda session: copies.recall_list(session, copies.Carrying()),
    "unit_for_scripts": asked.unit_for_scripts,
    **_ASKED_FOR,
}
