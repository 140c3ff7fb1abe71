"""Today: who to contact and when it is safe, the dates ahead, what was promised, what to look at again, drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal, Self

from hru_advocate.casework.actions.actions import DueAction, actions_due
from hru_advocate.casework.actions.pauses import PausedCase, paused_cases, resting
from hru_advocate.casework.actions.reaching import NotReached, not_reached
from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.checks.closure_checks import is_closed
from hru_advocate.casework.due import EVERY, Horizon, WhatIsDue, what_is_due
from hru_advocate.casework.next_steps import first_not_begun
from hru_advocate.casework.people.asked_to_erase import waiting
from hru_advocate.casework.people.names import Masks, masks_of_cases
from hru_advocate.casework.people.safe_contact import safe_now
from hru_advocate.casework.plan.review_requests import review_in_row
from hru_advocate.casework.records.entries import DraftLine, drafts
from hru_advocate.casework.records.records import with_labels
from hru_advocate.casework.session import Session
from hru_advocate.casework.visits.visits import VisitLine, lines_of_visits
from hru_advocate.casework.wording import DISAGREE, due_in_words, full_day, recorded_in_words
from hru_advocate.domain.law.orders import ENDING
from hru_advocate.domain.people.contact_now import SafeNow
from hru_advocate.domain.projecting import LISTS
from hru_advocate.store import settings, views
from hru_advocate.store.dues import DueLine
from hru_advocate.store.views import CaseRow, RecordRow

AHEAD: Final = timedelta(days=7)
"""Days ahead that reviews are shown for."""

DATES_AHEAD: Final = ENDING
"""Days ahead that hearings, ends of orders and last days of rights are shown for."""

MOST: Final = 100
"""The most lines of a sort one day's page shows, the longest due first: more is no help today."""


_ASKED: Final = "A colleague asks that it be erased"


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
    agrees to it), where work with partners stands, where how it is going does, or among the records kept. ``kind``
    tells a case a colleague asks to be erased, also while it is hidden and the line says nothing else.
    """

    label: CaseLabel
    what: str
    due: Due
    entry: str = ""
    settled_at: Literal["record", "plan", "partners", "needs", "kept"] = "record"
    kind: Literal["", "erasure_asked"] = ""


@dataclass(frozen=True, slots=True)
class DateAhead:
    """A hearing, the end of an order, the last day of a right: what, of which case, when, and where it stands.

    ``changes_at`` is the hour of today at which an order ends.
    """

    label: CaseLabel
    what: str
    due: Due
    entry: str
    changes_at: datetime | None = None


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
    """Everything Today shows; what rests in a paused case is in none of its lists but that of visits.

    ``late`` counts the contacts, dates, actions and reviews whose day is over, and the visits nobody is back from;
    ``to_ask_after`` the other actions somebody is to be asked about. Both count what the lists have no room for.
    """

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
    late: int
    to_ask_after: int
    lists_made: bool
    """False where this program could not work the lists out: then nothing can be said of what is not in them."""

    @property
    def not_back(self) -> tuple[VisitLine, ...]:
        """The visits whose time back is over, and nobody checked in."""
        return tuple(line for line in self.visits if line.standing == "overdue")


@dataclass(frozen=True, slots=True)
class FoundToday:
    """Everything that is due today, overdue or ahead, before a word of it is written: counted by each page the same.

    ``contacts`` are the rows of the cases whose next contact is due, each with its day.
    """

    due: WhatIsDue
    masks: Masks
    paused: tuple[PausedCase, ...]
    visits: tuple[VisitLine, ...]
    contacts: tuple[tuple[CaseRow, Due], ...]
    dates: tuple[DateAhead, ...]
    actions: tuple[DueAction, ...]
    reviews: tuple[DueReview, ...]
    not_reached: tuple[NotReached, ...]

    @property
    def late(self) -> int:
        """Counts the contacts, dates, actions and reviews whose day is over, and the visits nobody is back from."""
        days = [due for _row, due in self.contacts]
        days += [one.due for one in self.dates]
        days += [one.due for one in self.reviews]
        late = sum(due.over_days > 0 for due in days) + sum(line.standing == "overdue" for line in self.visits)
        return late + sum(line.action.late_days > 0 for line in self.actions)


def find_today(session: Session) -> FoundToday:
    """Find all of it, over every case."""
    now = session.now()
    today, paused = now.date(), paused_cases(session)
    rest, masks = resting(paused), masks_of_cases(session)
    due = what_is_due(session, Horizon(today + DATES_AHEAD, today + AHEAD, EVERY), rest)
    return FoundToday(
        due=due,
        masks=masks,
        paused=paused,
        visits=lines_of_visits(session, due.visits, masks),
        contacts=tuple((row, Due.on(_day(row.next_contact), today)) for row in due.contacts),
        dates=tuple(_dates(due, now)),
        actions=actions_due(session, due.actions, masks),
        reviews=tuple(_reviews(session, due, today, masks)),
        not_reached=not_reached(session, rest),
    )


def look(session: Session, most: int = MOST) -> TodayPage:
    """Today's page: what is due today and overdue, what comes, whom nobody reached, drafts, recent work.

    ``most`` is how many lines there are of a sort.
    """
    found, today = find_today(session), session.now().date()
    masks = found.masks
    return TodayPage(
        full_day(today),
        found.visits,
        tuple(masks(row.case).hide_in(_contact(session, row, due)) for row, due in found.contacts[:most]),
        tuple(masks(one.label.case).hide_in(one) for one in found.dates[:most]),
        found.actions[:most],
        found.reviews[:most],
        tuple(Reminder(one.what, Due.on(one.day, today), one.entry) for one in found.due.consultations[:most]),
        found.not_reached,
        tuple(masks(one.label.case).hide_in(one) for one in found.paused),
        _drafts(session),
        _recent(session, masks),
        late=found.late,
        to_ask_after=sum(line.action.chase and not line.action.late_days for line in found.actions),
        lists_made=settings.read(session.vault, "lists", int) == LISTS,
    )


def _contact(session: Session, row: CaseRow, due: Due) -> DueContact:
    step = first_not_begun(session, row.case)
    return DueContact(CaseLabel.of(row), due, row.next_reason or "Contact", safe_now(session, row), step)


def _dates(due: WhatIsDue, now: datetime) -> list[DateAhead]:
    """List hearings, ends of orders and last days of rights: of every open case, whatever rests there."""
    today = now.date()
    found = [DateAhead(CaseLabel.of(row), one.words, Due.on(one.day, today), one.entry) for row, one in due.court]
    for line, notice in due.orders:
        hour = datetime.combine(today, time.fromisoformat(notice.hour), now.tzinfo) if notice.hour else None
        found.append(DateAhead(_label(line), notice.words, Due.on(notice.day, today), line[0].entry, hour))
    found += [
        DateAhead(_label(line), _what(line[0]), Due.on(_day(line[0].due), today), line[0].entry) for line in due.days
    ]
    return sorted(found, key=lambda one: (one.due.day, one.label.case))


def _reviews(session: Session, due: WhatIsDue, today: date, masks: Masks) -> list[DueReview]:
    """List what falls due in the coming week; one line a plan, with the events that ask for it."""
    found = [
        DueReview(
            _label(line),
            _what(line[0]),
            Due.on(_day(line[0].due), today),
            line[0].entry,
            "plan" if line[0].slot == "agreement" else "record",
        )
        for line in due.reviews
    ]
    for row, changes in due.plans:
        review = review_in_row(session, row, changes)
        what = f"Safety plan: {review.words}" if review.asked else "Safety plan"
        if review.orders:  # an order may be called by a name; the words of an event are the program's own
            what = masks(row.case).hide(what)
        found.append(DueReview(CaseLabel.of(row), what, Due.on(review.day or today, today)))
    found += [
        DueReview(label, asked.words, Due.on(asked.since, today), asked.meeting, "partners")
        for label, asked in due.repeats
    ]
    found += [
        DueReview(one.label, one.what, Due.on(one.day, today), one.entry, "record" if one.entry else "needs")
        for one in due.outcomes
    ]
    rows, asked = views.rows_of_cases(session.vault, [case for _day, case in due.kept]), waiting(session)
    for day, case in due.kept:
        label, due_on = CaseLabel.of(rows[case]), Due.on(day, today)
        if case in asked:
            found.append(DueReview(label, _ASKED, due_on, "", "kept", "erasure_asked"))
        else:
            found.append(DueReview(label, "Retention review", due_on, "", "kept"))
    return sorted(found, key=lambda review: (review.due.day, review.label.case))


def _drafts(session: Session) -> tuple[DraftLine, ...]:
    """The drafts, but for those of closed cases: they wait on the page of their case."""
    return tuple(one for one in drafts(session) if one.case is None or not is_closed(session, one.case))


def _what(line: RecordRow) -> str:
    """The words for what is due of a record, and that its versions disagree where they do."""
    what = line.due_label or line.line
    return f"{what} ({DISAGREE})" if line.disputed else what


def _label(line: DueLine) -> CaseLabel:
    record, ref, initials = line
    return CaseLabel(record.case or "", ref, initials)


def _day(text: str | None) -> date:
    return date.fromisoformat(text or "")


def _recent(session: Session, masks: Masks, limit: int = 6) -> tuple[RecentLine, ...]:
    found = []
    for row, newest in views.recent(session.vault, limit):
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
