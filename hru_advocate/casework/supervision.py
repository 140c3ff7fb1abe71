"""Supervision: what is overdue over all cases, who has no level, whose plan leaves a risk bare, whom nobody reached."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.actions.reaching import NotReached
from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.plan.planning import bare
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import FoundToday, find_today
from hru_advocate.casework.visits.visits import VisitLine
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
    found = find_today(session)
    return Supervision(
        not_back=tuple(SupervisedCase(line.label, f"{line.who}, {line.late_words}") for line in _not_back(found)),
        overdue=_overdue(found),
        late=found.late,
        without_level=tuple(
            SupervisedCase(CaseLabel.of(row), "not graded yet" if row.level else "no level judged")
            for row in views.without_level(session.vault)
        ),
        not_reached=found.not_reached,
        paused=len(found.paused),
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


def _not_back(found: FoundToday) -> list[VisitLine]:
    return [line for line in found.visits if line.standing == "overdue"]


def _overdue(found: FoundToday) -> tuple[SupervisedCase, ...]:
    """The cases with something late, those with somebody not back and then the most late things first: counted."""
    counted: dict[CaseLabel, dict[str, int]] = {}

    def count(label: CaseLabel, what: str, days: int) -> None:
        if days > 0:
            held = counted.setdefault(label, {})
            held[what] = held.get(what, 0) + 1

    for visit in _not_back(found):
        count(visit.label, "overdue visit", 1)
    for row, due in found.contacts:
        count(CaseLabel.of(row), "contact", due.over_days)
    for ahead in found.dates:
        count(ahead.label, "date", ahead.due.over_days)
    for act in found.actions:
        count(act.label, "action", act.action.late_days)
    for review in found.reviews:
        count(review.label, "review", review.due.over_days)
    lines = [
        SupervisedCase(
            label,
            ", ".join(f"{number} {what}{'' if number == 1 else 's'}" for what, number in held.items()),
            sum(held.values()),
        )
        for label, held in counted.items()
    ]
    away = {line.label for line in _not_back(found)}
    return tuple(sorted(lines, key=lambda line: (line.label not in away, -line.count, line.label.case)))
