"""Today: who to contact and when it is safe, what to look at again, drafts, and what was done last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hru_advocate.casework.cases.cases import open_contact, safe_now
from hru_advocate.casework.plan.review_requests import LOOK_AGAIN, asked_words, asks_for_review
from hru_advocate.casework.records.entries import DraftLine, drafts
from hru_advocate.casework.records.records import with_labels
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import due_in_words, full_day, recorded_in_words
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.people.safe_contact import SafeNow
from hru_advocate.store import views

AHEAD: Final = timedelta(days=7)
"""How far ahead reviews are shown."""

MOST: Final = 100
"""How many contacts and how many reviews one day's page shows, the longest due first: more is no help today."""


@dataclass(frozen=True, slots=True)
class DueContact:
    """A contact that is owed, with what the safe contact rules allow now."""

    case: str
    ref: str
    initials: str
    due: date
    over_days: int
    due_words: str
    what: str
    level: str
    safe: SafeNow


@dataclass(frozen=True, slots=True)
class DueReview:
    """Something to look at again; without an ``entry`` it is the plan of the case as it stands."""

    case: str
    ref: str
    initials: str
    what: str
    due: date
    over_days: int
    due_words: str
    entry: str


@dataclass(frozen=True, slots=True)
class RecentLine:
    """A case that was worked on lately."""

    case: str
    ref: str
    initials: str
    title: str
    line: str
    when_words: str
    entry: str


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
        found.append(
            DueContact(
                case=row.case,
                ref=row.ref,
                initials=row.initials or "?",
                due=due,
                over_days=(today - due).days,
                due_words=due_in_words(due, today),
                what=row.next_reason or "Contact",
                level=row.level or "",
                safe=safe_now(session, row),
            )
        )
    return tuple(found)


def _reviews(session: Session, today: date) -> tuple[DueReview, ...]:
    """Reviews that fall due by their own date, and plans that an event asks to be looked at again; one line a plan."""
    found = []
    plans = {one.case: one for one in _asked(session, today)}
    for line, ref, initials in views.reviews_of_open_cases(session.vault, (today + AHEAD).isoformat(), MOST):
        due = date.fromisoformat(line.due or "")
        one = _review((line.case or "", ref, initials), line.due_label, due, today, line.entry)
        if line.slot != "plan":
            found.append(one)
            continue
        asked = plans.get(one.case)
        if asked is None:
            plans[one.case] = one
        elif due < asked.due:
            plans[one.case] = _review((one.case, ref, initials), asked.what, due, today, asked.entry)
    return tuple(sorted([*found, *plans.values()], key=lambda one: (one.due, one.case))[:MOST])


def _asked(session: Session, today: date) -> Iterator[DueReview]:
    """The plans of open cases that an event asks to be looked at again, due from the day it was recorded."""
    for row in views.asked_again(session.vault, MOST):
        days = [ask.day for ask in asks_for_review(session, row.case)] if row.disputed else []
        if row.asks and row.review_due:
            days.append(date.fromisoformat(row.review_due))
        if days:
            what = f"Safety plan: {LOOK_AGAIN}: {asked_words(session, row)}"
            yield _review((row.case, row.ref, row.initials or "?"), what, min(days), today)


def _review(who: tuple[str, str, str], what: str, due: date, today: date, entry: str = "") -> DueReview:
    return DueReview(*who, what, due, (today - due).days, due_in_words(due, today), entry)


def _recent(session: Session, limit: int = 6) -> tuple[RecentLine, ...]:
    found = []
    for row in views.recent(session.vault, limit):
        newest = max(views.lines_of_case(session.vault, row.case), key=lambda line: line.recorded)
        form = session.forms.version(newest.form, newest.version)
        found.append(
            RecentLine(
                case=row.case,
                ref=case_ref(row.case),
                initials=row.initials or "?",
                title=form.title,
                line=with_labels(session, newest.line),
                when_words=recorded_in_words(newest.recorded),
                entry=newest.entry,
            )
        )
    return tuple(found)
