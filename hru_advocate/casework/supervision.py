"""Supervision: what is overdue over all cases, who has no level, whose plan leaves a risk bare, whom nobody reached."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.actions.reaching import NotReached
from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.due import EVERY
from hru_advocate.casework.plan.planning import bare
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import TodayPage, look
from hru_advocate.store import views


@dataclass(frozen=True, slots=True)
class SupervisedCase:
    """A case with what is to be said of it, and how many things it is about."""

    label: CaseLabel
    words: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Supervision:
    """The supervisor's page: every list counts what Today counts. ``paused`` is how many cases rest.

    ``not_back`` is one line for each visit that is overdue, or that was and nobody ever checked in.
    """

    not_back: tuple[SupervisedCase, ...]
    overdue: tuple[SupervisedCase, ...]
    late: int
    without_level: tuple[SupervisedCase, ...]
    not_reached: tuple[NotReached, ...]
    paused: int


def supervision(session: Session) -> Supervision:
    """Everything of the supervisor's page but the plans, which take longer to work out."""
    page = look(session, EVERY)
    return Supervision(
        not_back=tuple(SupervisedCase(line.label, f"{line.who}, {line.late_words}") for line in page.not_back),
        overdue=_overdue(page),
        late=page.late,
        without_level=tuple(
            SupervisedCase(CaseLabel.of(row), "not graded yet" if row.level else "no level judged")
            for row in views.without_level(session.vault)
        ),
        not_reached=page.not_reached,
        paused=len(page.paused),
    )


def plans_without_cover(session: Session) -> tuple[SupervisedCase, ...]:
    """The open cases in which a known risk, event or need has neither a live measure of its own nor an open action."""
    found = []
    for row in views.case_rows(session.vault, views.CaseRowFilter(status=("open",), limit=_MOST)):
        count, high = bare(session, row.case)
        if count:
            words = f"{count} without a live measure" + (f", {high} of high harm" if high else "")
            found.append((high, SupervisedCase(CaseLabel.of(row), words, count)))
    found.sort(key=lambda pair: (-pair[0], -pair[1].count, pair[1].label.case))
    return tuple(case for _high, case in found)


_MOST = 100_000


def _overdue(page: TodayPage) -> tuple[SupervisedCase, ...]:
    """The cases with something late, those with somebody not back and then the most late things first: counted."""
    counted: dict[CaseLabel, dict[str, int]] = {}

    def count(label: CaseLabel, what: str, days: int) -> None:
        if days > 0:
            held = counted.setdefault(label, {})
            held[what] = held.get(what, 0) + 1

    for visit in page.not_back:
        count(visit.label, "overdue visit", 1)
    for contact in page.contacts:
        count(contact.label, "contact", contact.due.over_days)
    for ahead in page.dates:
        count(ahead.label, "date", ahead.due.over_days)
    for due in page.actions:
        count(due.label, "action", due.action.late_days)
    for review in page.reviews:
        count(review.label, "review", review.due.over_days)
    lines = [
        SupervisedCase(
            label,
            ", ".join(f"{number} {what}{'' if number == 1 else 's'}" for what, number in held.items()),
            sum(held.values()),
        )
        for label, held in counted.items()
    ]
    away = {line.label for line in page.not_back}
    return tuple(sorted(lines, key=lambda line: (line.label not in away, -line.count, line.label.case)))
