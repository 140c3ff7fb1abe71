"""Today: who to contact and when it is safe, what to look at again, drafts, and what was done last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.cases.cases import open_contact
from hru_advocate.casework.law.orders import order_in
from hru_advocate.casework.next_steps import first_not_begun
from hru_advocate.casework.plan.review_requests import review_in_row
from hru_advocate.casework.records.entries import DraftLine, drafts
from hru_advocate.casework.records.names import names_of
from hru_advocate.casework.records.records import with_labels
from hru_advocate.casework.records.safe_contact import safe_now
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import due_in_words, full_day, recorded_in_words
from hru_advocate.domain.law.due import notices_of
from hru_advocate.domain.law.orders import ENDING
from hru_advocate.domain.people.contact_now import SafeNow
from hru_advocate.store import views

AHEAD: Final = timedelta(days=7)
"""How far ahead reviews are shown."""

MOST: Final = 100
"""How many contacts and how many reviews one day's page shows, the longest due first: more is no help today."""


@dataclass(frozen=True, slots=True)
class Due:
    """The day something falls due, how many days it is over (0 or less: it is not), and both in words."""

    day: date
    over_days: int
    words: str

    @classmethod
    def on(cls, day: date, today: date) -> Self:
        """Say how a day stands to today."""
        return cls(day, (today - day).days, due_in_words(day, today))


@dataclass(frozen=True, slots=True)
class DueContact:
    """A contact that is owed, with what the safe contact rules allow now, and the first step not begun, if any."""

    label: CaseLabel
    due: Due
    what: str
    safe: SafeNow
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class DueReview:
    """Something to look at again; without an ``entry`` it is the plan of the case as it stands."""

    label: CaseLabel
    what: str
    due: Due
    entry: str = ""


@dataclass(frozen=True, slots=True)
class RecentLine:
    """A case that was worked on lately, with the first of its steps that was not begun, if any."""

    label: CaseLabel
    title: str
    line: str
    when_words: str
    entry: str
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class TodayPage:
    """Everything Today shows."""

    day_words: str
    contacts: tuple[DueContact, ...]
    reviews: tuple[DueReview, ...]
    drafts: tuple[DraftLine, ...]
    recent: tuple[RecentLine, ...]


def look(session: Session) -> TodayPage:
    """Today's page: contacts due today and overdue, reviews of the coming week, drafts, recent work."""
    today = session.now().date()
    return TodayPage(
        full_day(today), _contacts(session, today), _reviews(session, today), drafts(session), _recent(session)
    )


def _contacts(session: Session, today: date) -> tuple[DueContact, ...]:
    found: list[DueContact] = []
    for row in views.contacts_due(session.vault, today.isoformat()):
        due = open_contact(row)
        if due is None or row.status != "open":
            continue
        if len(found) == MOST:
            break
        contact = row.next_reason or "Contact"
        step = first_not_begun(session, row.case)
        line = DueContact(CaseLabel.of(row), Due.on(due, today), contact, safe_now(session, row), step)
        found.append(names_of(session, row.case).hide_in(line))
    return tuple(found)


def _reviews(session: Session, today: date) -> tuple[DueReview, ...]:
    """List what falls due in the coming week, and orders; one line a plan, with the events that ask for it."""
    until = (today + AHEAD).isoformat()
    found = [
        DueReview(CaseLabel(line.case or "", ref, initials), line.due_label, Due.on(_day(line.due), today), line.entry)
        for line, ref, initials in views.reviews_of_open_cases(session.vault, until, MOST)
    ]
    for row in views.plans_due(session.vault, until, MOST):
        review = review_in_row(session, row)
        what = f"Safety plan: {review.words}" if review.events else "Safety plan"
        found.append(DueReview(CaseLabel.of(row), what, Due.on(_day(row.review_due), today)))
    found += _orders(session, today)
    return tuple(sorted(found, key=lambda review: (review.due.day, review.label.case))[:MOST])


def _orders(session: Session, today: date) -> list[DueReview]:
    """List what the days of orders ask for, from four weeks before an end until it was written down."""
    return [
        DueReview(CaseLabel(line.case or "", ref, initials), notice.words, Due.on(notice.day, today), line.entry)
        for line, ref, initials in views.orders_of_open_cases(session.vault, (today + ENDING).isoformat(), MOST)
        for notice in notices_of(order_in(session, line.entry), today)
        if notice.soon
    ]


def _day(text: str | None) -> date:
    return date.fromisoformat(text or "")


def _recent(session: Session, limit: int = 6) -> tuple[RecentLine, ...]:
    found = []
    for row in views.recent(session.vault, limit):
        newest = max(views.lines_of_case(session.vault, row.case), key=lambda line: line.recorded)
        form = session.forms.version(newest.form, newest.version)
        found.append(
            RecentLine(
                label=CaseLabel.of(row),
                title=form.title,
                line=names_of(session, row.case).hide(with_labels(session, newest.line)),
                when_words=recorded_in_words(newest.recorded),
                entry=newest.entry,
                next_step=first_not_begun(session, row.case),
            )
        )
    return tuple(found)
