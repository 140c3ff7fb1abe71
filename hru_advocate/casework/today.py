"""Today: who to contact and when it is safe, the dates ahead, what was promised, what to look at again, drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, Self

from hru_advocate.casework.actions.actions import DueAction, actions_due
from hru_advocate.casework.actions.pauses import PausedCase, paused_cases, resting
from hru_advocate.casework.actions.reaching import NotReached, not_reached
from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.cases.asking import outcomes_due
from hru_advocate.casework.cases.cases import open_contact
from hru_advocate.casework.cases.review_days import reviews_due
from hru_advocate.casework.checks.closure_checks import is_closed
from hru_advocate.casework.law.dates import BY_THEIR_LINES, court_dates_due, order_dates_due
from hru_advocate.casework.next_steps import first_not_begun
from hru_advocate.casework.partners.repeats import repeat_questions
from hru_advocate.casework.people.names import Masks, masks_of_cases
from hru_advocate.casework.people.safe_contact import safe_now
from hru_advocate.casework.plan.order_changes import plans_behind
from hru_advocate.casework.plan.review_requests import review_in_row
from hru_advocate.casework.records.entries import DraftLine, drafts
from hru_advocate.casework.records.records import with_labels
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit.consultations import consultations_due
from hru_advocate.casework.visits.visits import VisitLine, visits_today
from hru_advocate.casework.wording import due_in_words, full_day, recorded_in_words
from hru_advocate.domain.actions.pauses import NEVER_RESTS
from hru_advocate.domain.law.orders import ENDING
from hru_advocate.domain.people.contact_now import SafeNow
from hru_advocate.store import views
from hru_advocate.store.views import DueLines

AHEAD: Final = timedelta(days=7)
"""How far ahead reviews are shown."""

DATES_AHEAD: Final = timedelta(days=28)
"""How far ahead hearings, ends of orders and last days of rights are shown."""

MOST: Final = 100
"""How many lines of a sort one day's page shows, the longest due first: more is no help today."""


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
    """Something to look at again; without an ``entry`` it is the plan of the case as it stands.

    ``settled_at`` says where: on the record itself, where the plan is (the person is asked again whether she or he
    agrees to it), where work with partners stands, where how it is going does, or among the records kept.
    """

    label: CaseLabel
    what: str
    due: Due
    entry: str = ""
    settled_at: Literal["record", "plan", "partners", "needs", "kept"] = "record"


@dataclass(frozen=True, slots=True)
class DateAhead:
    """A hearing, the end of an order, the last day of a right: what, of which case, when, and where it stands."""

    label: CaseLabel
    what: str
    due: Due
    entry: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """A consultation to come back to, of no case: what for, and on which day."""

    what: str
    due: Due
    entry: str


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
    """Everything Today shows; what rests in a paused case is in none of its lists but that of visits."""

    day_words: str
    visits: tuple[VisitLine, ...]
    contacts: tuple[DueContact, ...]
    dates: tuple[DateAhead, ...]
    actions: tuple[DueAction, ...]
    reviews: tuple[DueReview, ...]
    reminders: tuple[Reminder, ...]
    not_reached: tuple[NotReached, ...]
    paused: tuple[PausedCase, ...]
    drafts: tuple[DraftLine, ...]
    recent: tuple[RecentLine, ...]

    @property
    def late(self) -> int:
        """Counts the contacts, dates, actions and reviews whose day is over."""
        days = [line.due.over_days for part in (self.contacts, self.dates, self.reviews) for line in part]
        return sum(over > 0 for over in days) + sum(line.action.late_days > 0 for line in self.actions)


def look(session: Session) -> TodayPage:
    """Today's page: what is due today and overdue, what comes, whom nobody reached, drafts, recent work."""
    today = session.now().date()
    paused = paused_cases(session)
    rest, masks = resting(paused), masks_of_cases(session)
    return TodayPage(
        full_day(today),
        visits_today(session, masks),
        _contacts(session, today, rest, masks),
        _dates(session, today, masks),
        actions_due(session, MOST, rest, masks),
        _reviews(session, today, rest, masks),
        _reminders(session, today),
        not_reached(session, rest),
        tuple(masks(one.label.case).hide_in(one) for one in paused),
        _drafts(session),
        _recent(session, masks),
    )


def _contacts(session: Session, today: date, rest: tuple[str, ...], masks: Masks) -> tuple[DueContact, ...]:
    found: list[DueContact] = []
    for row in views.contacts_due(session.vault, today.isoformat()):
        due = open_contact(row)
        if due is None or row.status != "open" or row.case in rest:
            continue
        if len(found) == MOST:
            break
        contact = row.next_reason or "Contact"
        step = first_not_begun(session, row.case)
        line = DueContact(CaseLabel.of(row), Due.on(due, today), contact, safe_now(session, row), step)
        found.append(masks(row.case).hide_in(line))
    return tuple(found)


def _dates(session: Session, today: date, masks: Masks) -> tuple[DateAhead, ...]:
    """List hearings, ends of orders and last days of rights: of every open case, whatever rests there."""
    found = [
        DateAhead(CaseLabel.of(row), masks(row.case).hide(one.words), Due.on(one.day, today), one.entry)
        for row, one in court_dates_due(session, today + DATES_AHEAD, MOST)
        if one.hearing or one.day <= today + AHEAD
    ]
    found += _orders(session, today, masks)
    wanted = DueLines((today + DATES_AHEAD).isoformat(), MOST, BY_THEIR_LINES)
    for line, ref, initials in views.dues_of_open_cases(session.vault, wanted):
        label = CaseLabel(line.case or "", ref, initials)
        ahead = DateAhead(label, line.due_label or line.line, Due.on(_day(line.due), today), line.entry)
        found.append(masks(line.case or "").hide_in(ahead))
    return tuple(sorted(found, key=lambda one: (one.due.day, one.label.case))[:MOST])


def _reviews(session: Session, today: date, rest: tuple[str, ...], masks: Masks) -> tuple[DueReview, ...]:
    """List what falls due in the coming week; one line a plan, with the events that ask for it."""
    until = (today + AHEAD).isoformat()
    wanted = DueLines(until, MOST, (*sorted(NEVER_RESTS), "action", "outcome"), others=True, resting=rest)
    found = [
        DueReview(
            CaseLabel(line.case or "", ref, initials),
            line.due_label,
            Due.on(_day(line.due), today),
            line.entry,
            "plan" if line.slot == "agreement" else "record",
        )
        for line, ref, initials in views.dues_of_open_cases(session.vault, wanted)
    ]
    due = (row for row in views.plans_due(session.vault, until, MOST + len(rest)) if row.case not in rest)
    plans = [(row, review_in_row(session, row)) for row in due]
    behind = plans_behind(session, today + AHEAD, rest)
    plans += [(row, review_in_row(session, row, changes)) for row, changes in behind]
    for row, review in plans:
        what = f"Safety plan: {review.words}" if review.asked else "Safety plan"
        if review.orders:  # an order may be called by a name; the words of an event are the program's own
            what = masks(row.case).hide(what)
        found.append(DueReview(CaseLabel.of(row), what, Due.on(review.day or today, today)))
    found += [
        DueReview(label, asked.words, Due.on(asked.since, today), asked.meeting, "partners")
        for label, asked in repeat_questions(session)
    ]
    found += [
        DueReview(one.label, one.what, Due.on(one.day, today), one.entry, "record" if one.entry else "needs")
        for one in outcomes_due(session, today + AHEAD, MOST, rest)
    ]
    found += [
        DueReview(CaseLabel.of(views.case_row(session.vault, case)), "Retention review", Due.on(day, today), "", "kept")
        for day, case in reviews_due(session, today)
    ]
    return tuple(sorted(found, key=lambda review: (review.due.day, review.label.case))[:MOST])


def _reminders(session: Session, today: date) -> tuple[Reminder, ...]:
    """List the consultations whose day has come, or comes within a week."""
    found = consultations_due(session, today + AHEAD)[:MOST]
    return tuple(Reminder(one.what, Due.on(one.day, today), one.entry) for one in found)


def _drafts(session: Session) -> tuple[DraftLine, ...]:
    """The drafts, but for those of closed cases: they wait on the page of their case."""
    return tuple(one for one in drafts(session) if one.case is None or not is_closed(session, one.case))


def _orders(session: Session, today: date, masks: Masks) -> list[DateAhead]:
    """List what the days of orders ask for, from four weeks before an end until it was written down."""
    found = []
    for (line, ref, initials), notice in order_dates_due(session, today + ENDING, 10 * MOST):
        words = masks(line.case or "").hide(notice.words)
        found.append(DateAhead(CaseLabel(line.case or "", ref, initials), words, Due.on(notice.day, today), line.entry))
    return found


def _day(text: str | None) -> date:
    return date.fromisoformat(text or "")


def _recent(session: Session, masks: Masks, limit: int = 6) -> tuple[RecentLine, ...]:
    found = []
    for row in views.recent(session.vault, limit):
        newest = max(views.lines_of_case(session.vault, row.case), key=lambda line: line.recorded)
        form = session.forms.version(newest.form, newest.version)
        found.append(
            RecentLine(
                label=CaseLabel.of(row),
                title=form.title,
                line=masks(row.case).hide(with_labels(session, newest.line)),
                when_words=recorded_in_words(newest.recorded),
                entry=newest.entry,
                next_step=first_not_begun(session, row.case),
            )
        )
    return tuple(found)
