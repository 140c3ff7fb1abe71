"""Today: who to contact and when it is safe, what to look at again, drafts, and what was done last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hru_advocate.casework.cases import open_contact, safe_now
from hru_advocate.casework.desk import Desk
from hru_advocate.casework.entries import DraftLine, drafts
from hru_advocate.casework.records import with_labels
from hru_advocate.casework.wording import full_day, say_due, say_recorded
from hru_advocate.domain.ids import case_ref
from hru_advocate.domain.safe_contact import SafeNow
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
    """Something to look at again."""

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


def look(desk: Desk) -> TodayPage:
    """Today's page: contacts due today and overdue, reviews of the coming week, drafts, recent work."""
    today = desk.now().date()
    return TodayPage(full_day(today), _contacts(desk, today), _reviews(desk, today), drafts(desk), _recent(desk))


def _contacts(desk: Desk, today: date) -> tuple[DueContact, ...]:
    found: list[DueContact] = []
    for row in views.contacts_due(desk.vault, today.isoformat()):
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
                due_words=say_due(due, today),
                what=row.next_reason or "Contact",
                level=row.level or "",
                safe=safe_now(desk, row),
            )
        )
    return tuple(found)


def _reviews(desk: Desk, today: date) -> tuple[DueReview, ...]:
    found = []
    for line, ref, initials in views.reviews_of_open_cases(desk.vault, (today + AHEAD).isoformat(), MOST):
        due = date.fromisoformat(line.due or "")
        found.append(
            DueReview(
                case=line.case or "",
                ref=ref,
                initials=initials,
                what=line.due_label,
                due=due,
                over_days=(today - due).days,
                due_words=say_due(due, today),
                entry=line.entry,
            )
        )
    return tuple(found)


def _recent(desk: Desk, limit: int = 6) -> tuple[RecentLine, ...]:
    found = []
    for row in views.recent(desk.vault, limit):
        newest = max(views.lines_of_case(desk.vault, row.case), key=lambda line: line.recorded)
        form = desk.forms.version(newest.form, newest.version)
        found.append(
            RecentLine(
                case=row.case,
                ref=case_ref(row.case),
                initials=row.initials or "?",
                title=form.title,
                line=with_labels(desk, newest.line),
                when_words=say_recorded(newest.recorded),
                entry=newest.entry,
            )
        )
    return tuple(found)
