"""The pages of a made-up case that are pinned, and what belongs to each of its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from hru_advocate.casework.cases import asking, cases, conversation_result, levels, pattern, since
from hru_advocate.casework.cases.assessments import needs_picture, risk_picture
from hru_advocate.casework.checks.contact_checks import contact_notes
from hru_advocate.casework.checks.letter_known import letter_facts
from hru_advocate.casework.checks.open_matters import open_matters
from hru_advocate.casework.closing import erasing, looks
from hru_advocate.casework.closing.closing_page import closing_page
from hru_advocate.casework.disclosure import log
from hru_advocate.casework.incidents import after_noting, lines
from hru_advocate.casework.law import court, criminal, dates, hearings, legal_talks, order_cards, orders
from hru_advocate.casework.letters import letters
from hru_advocate.casework.next_steps import first_not_begun, next_steps
from hru_advocate.casework.outcomes import cover
from hru_advocate.casework.outcomes.lines import outcome_page
from hru_advocate.casework.overview import overview
from hru_advocate.casework.paper import chronologies, copies, safety
from hru_advocate.casework.partners import agencies, flags, meetings, safeguarding
from hru_advocate.casework.people import known_of_case, safe_contact
from hru_advocate.casework.people.guards import flags_of, says_not_alone
from hru_advocate.casework.plan import agreements, current, planning, review_requests, versions
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.plan.order_changes import order_changes
from hru_advocate.casework.proof import bundle
from hru_advocate.casework.records import records
from hru_advocate.casework.session import Session
from hru_advocate.casework.visits import before_going, raising, visits

OF_A_CASE: Final[Mapping[str, Callable[[Session, str], Any]]] = {
    one.__name__: one
    for one in (
        risk_picture, needs_picture, cases.case_page, cases.next_dates, cases.people, cases.plan_words,
        cases.closed_words, asking.asks_at_end, levels.level_of, since.since_last_time, pattern.pattern_page,
        open_matters, closing_page, looks.looks, log.disclosure_page_of, lines.incident_page,
        criminal.criminal_cases, hearings.hearing_lines, dates.court_dates, legal_talks.talks_of,
        order_cards.orders_page, orders.orders_in_head, orders.days_of_change, letters.letter_lines,
        next_steps, first_not_begun, cover.cover_page, outcome_page, overview, copies.copies, safety.safety,
        chronologies.hearings_to_choose, agencies.agencies_of_case, flags.flags_of_case,
        meetings.meetings_page, safeguarding.safeguarding_page, safe_contact.doubt_of,
        safe_contact.agreed_rules, safe_contact.code_word, flags_of, says_not_alone,
        known_of_case.known_of_case, agreements.answers_to_plans, agreements.countersigns, current.plan_now,
        current.said_of_plan, planning.still_open, planning.bare, planning.wishes_of,
        review_requests.asks_for_review, review_requests.review_of, facts_now, order_changes,
        versions.versions, records.history, records.record_lines, visits.visits_of_case,
    )
}  # fmt: skip
CALLED: Final = {
    "happened": "2026-11-23T09:30", "method": "phone", "direction": "out", "with_whom": "victim", "voicemail": True,
    "next_contact": "2026-11-24",
}  # fmt: skip


def fits(session: Session, case: str) -> Iterator[tuple[str, ...]]:
    """The legal options of a case, a line each."""
    for one in legal_talks.fits_of(session, case):
        yield (one.line.id, one.line.state, one.fit, one.because, one.answered_words)


def offers(session: Session, case: str) -> Iterator[tuple[Any, ...]]:
    """The measures a case begins with, and what the board says besides."""
    board = planning.board(session, case)
    yield (board.not_asked, board.unsafe, board.pronoun, *board.warnings)
    yield from (("known", one) for one in board.known)
    yield ("look at", board.looks)
    yield ("begins with", *board.first_ten)


def notes_of_calls(session: Session, case: str) -> Iterator[Any]:
    """The notes on a contact while it is typed: a call in the morning, a letter, a visit on a Sunday."""
    for more in ({}, {"method": "letter"}, {"method": "visit", "happened": "2026-11-22T20:00"}, {"direction": "in"}):
        yield contact_notes(session, case, CALLED | more)


def facts_of_letters(session: Session, case: str) -> Iterator[Any]:
    """Everything a letter may say of a case."""
    yield letter_facts(session, case, session.now().date())


def before_it_goes(session: Session, case: str) -> Iterator[Any]:
    """The pages before a case is bundled, and before it is erased."""
    yield bundle.preview_of(session, case)
    yield erasing.preview_of(session, case)


def court_of(session: Session, case: str) -> Iterator[tuple[Any, ...]]:
    """Every clock of police and court, a line each."""
    for one in court.everything(court.court_of(session, case)):
        yield from ((one.entry, reading.clock.id, reading) for reading in one.readings)


def compared(session: Session, case: str) -> Iterator[Any]:
    """Each version of the plan, and each against the one before."""
    for line in versions.versions(session, case).lines:
        yield versions.version(session, case, line.number)
        if line.number > 1:
            yield versions.compare(session, case, line.number - 1, line.number)


WORKED_OUT: Final = {
    one.__name__: one for one in (fits, offers, notes_of_calls, facts_of_letters, court_of, compared, before_it_goes)
}


def of_each_record(session: Session, case: str) -> Iterator[Any]:
    """Each record as it opens, and what belongs to one of its kind."""
    for line in records.record_lines(session, case):
        yield records.open_record(session, line.entry)
        for purpose, ask in _BESIDE.items():
            if line.form == purpose:
                yield ask(session, line.entry)


_BESIDE: Final[Mapping[str, Callable[[Session, str], Any]]] = {
    "visit": lambda session, entry: (
        before_going.before_going(session, entry), raising.raising(session, entry), visits.visit_of(session, entry)
    ),
    "incident": after_noting.after_noting,
    "risk_conversation": conversation_result.conversation_result,
}  # fmt: skip
