"""Tells when to ask how it is going: at the start, on the day agreed for the next time, and when a case was closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import day_of
from hru_advocate.domain.outcomes.outcome import START_DAYS
from hru_advocate.store import counted
from hru_advocate.store.counted import NotAsked
from hru_advocate.store.dues import DueLine, DueLines

END_DAYS: Final = 56
"""Days after a closure for which it is said that nobody asked at the end; then it counts as not asked."""

_EVERY: Final = 100_000
_AT_START: Final = "How it is going: nobody has asked yet"
_AT_END: Final = "How it is going: nobody asked at the end"


@dataclass(frozen=True, slots=True)
class OutcomeDue:
    """A case in which to ask how it is going: what for, since or on which day; ``entry`` is the one that said when."""

    label: CaseLabel
    what: str
    day: date
    entry: str = ""


def lines_of_outcomes(until: date, most: int, resting: tuple[str, ...]) -> DueLines:
    """The question for the days on which to ask again; of a case only its newest outcome says one."""
    return DueLines(until.isoformat(), most, ("outcome",), resting=resting)


def outcomes_due(
    session: Session, until: date, most: int, resting: tuple[str, ...], lines: Iterable[DueLine]
) -> list[OutcomeDue]:
    """The cases to ask in up to a day, at most so many of a sort; ``lines`` answer ``lines_of_outcomes``."""
    found = [
        OutcomeDue(CaseLabel(line.case or "", ref, initials), line.due_label, date.fromisoformat(line.due), line.entry)
        for line, ref, initials in lines
        if line.due
    ]
    opened_before = (until - timedelta(days=START_DAYS - 1)).isoformat()
    found += [
        _missing(one, _AT_START, timedelta(days=START_DAYS))
        for one in counted.never_asked(session.vault, opened_before, resting, most)
    ]
    found += [_missing(one, _AT_END, timedelta(0)) for one in _not_asked_at_end(session, most)]
    return found


def asks_at_end(session: Session, case: str) -> bool:
    """Say whether a closed case is still among those in which to ask how it went."""
    return any(one.case == case for one in _not_asked_at_end(session, _EVERY))


def _not_asked_at_end(session: Session, most: int) -> list[NotAsked]:
    end = next(one.label for one in session.forms.newest("outcome").by_id["stage"].choices if one.id == "close")
    closed_from = (session.now().date() - timedelta(days=END_DAYS)).isoformat()
    return counted.not_asked_at_end(session.vault, closed_from, end, most)


def _missing(one: NotAsked, what: str, after: timedelta) -> OutcomeDue:
    return OutcomeDue(CaseLabel(one.case, one.ref, one.initials), what, day_of(one.since) + after)
