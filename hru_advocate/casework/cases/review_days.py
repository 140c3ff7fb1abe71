"""The queue of closed cases whose day of review has come, and what each was kept for until now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import due_in_words
from hru_advocate.domain.closing.closures import read_closure
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.moments import day_in_words
from hru_advocate.store import dues, views
from hru_advocate.store.ledger import ledger
from hru_advocate.store.views import RecordRow

_SLOTS: Final = ("closure", "retention")
"""The slots whose newest record says when a closed case is looked at again."""


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A closed case as it is kept: its day of review, its class with its source, and what was said to keep it."""

    label: CaseLabel
    closed: str
    day: date
    due_words: str
    over_days: int
    retention_class: str
    rule: str
    kept_because: str
    entry: str


def review_day(session: Session, case: str) -> date | None:
    """The day a closed case is looked at again: as its last review said, or as its closure did."""
    lines = [line for slot in _SLOTS for line in views.lines_of_case(session.vault, case, slot=slot)]
    newest = _newest(lines)
    return date.fromisoformat(newest.due) if newest is not None and newest.due else None


def _newest(lines: list[RecordRow]) -> RecordRow | None:
    """The line recorded last: a closure after a review begins anew, a review after a closure decides."""
    return max(lines, key=lambda line: (line.recorded, line.entry), default=None)


def kept_cases(session: Session, until: date | None = None) -> tuple[KeptCase, ...]:
    """The closed cases by their day of review, up to a day if one is named, the longest due first."""
    return kept_of(session, reviews_due(session, until or date.max))


def kept_of(session: Session, days: Iterable[tuple[date, str]]) -> tuple[KeptCase, ...]:
    """The closed cases of these reviews, each a day and a case, as they are kept."""
    wanted = list(days)
    cases = [case for _day, case in wanted]
    rows = views.rows_of_cases(session.vault, cases)
    closures, reviews = (ledger.heads_of_cases(session.vault, cases, slot) for slot in _SLOTS)
    return tuple(
        _kept(session, CaseLabel.of(rows[case]), day, (closures[case], reviews.get(case, ()))) for day, case in wanted
    )


def reviews_due(session: Session, until: date) -> tuple[tuple[date, str], ...]:
    """The closed cases whose day of review has come by a day, each with that day, the longest due first.

    They are looked up once until something is written: after ten years most cases are closed ones.
    """
    return session.kept.get(None, ("reviews due", until), partial(_reviews_due, session, until))


def _reviews_due(session: Session, until: date) -> tuple[tuple[date, str], ...]:
    found = dues.reviews_of_closed(session.vault, _SLOTS, until.isoformat())
    return tuple((date.fromisoformat(day), case) for day, case in found)


def _kept(session: Session, label: CaseLabel, day: date, said: tuple[Sequence[Entry], Sequence[Entry]]) -> KeptCase:
    """A case as its closures and its reviews have it, each with the newest first."""
    today = session.now().date()
    closures, looked_at = said
    record = session.read(closures[0])
    closure = read_closure(record.entry, record.answers)
    classes = session.program.retention
    found = classes.of(closure.retention_class)
    reviews = [one for one in map(session.read, looked_at) if not one.erased]
    return KeptCase(
        label=label,
        closed=day_in_words(closure.on) if closure.on else "",
        day=day,
        due_words=due_in_words(day, today),
        over_days=max((today - day).days, 0),
        retention_class=found.label if found else "",
        rule=classes.told(found) if found else "",
        kept_because=(value_of(reviews[0].answers, "because") or "") if reviews else closure.review_because,
        entry=record.entry,
    )
