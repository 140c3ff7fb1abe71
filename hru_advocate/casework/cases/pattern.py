"""The pattern of a case's incidents: sentences from what is counted, the figures behind them, and the time line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from hru_advocate.casework.cases.pictures import time_line
from hru_advocate.casework.incidents.lines import incidents_of
from hru_advocate.casework.session import Session
from hru_advocate.domain.incidents.pattern import HowMany, Pattern, pattern_of, recent_weeks, weeks_before
from hru_advocate.domain.pictures import TimeLine


@dataclass(frozen=True, slots=True)
class PatternPage:
    """The pattern in sentences and the time line; of one behaviour where one was named."""

    sentences: tuple[str, ...]
    time_line: TimeLine


def pattern_page(session: Session, case: str, behaviour: str = "") -> PatternPage:
    """The pattern of a case, of one behaviour alone if one is named."""
    today = session.now().date()
    sentences = _pattern(session, case, behaviour).sentences(today, session.product.label)
    return PatternPage(sentences, time_line(session, case, behaviour=behaviour))


def pattern_listed(session: Session, case: str, behaviour: str = "") -> dict[str, Any]:
    """The figures behind the sentences as plain data, for scripts."""
    today, found = session.now().date(), _pattern(session, case, behaviour)
    recent, before = recent_weeks(today), weeks_before(today)
    return {
        "sentences": list(found.sentences(today, session.product.label)),
        "recent": {"from": recent.first, "to": recent.last, **_listed(found.recent)},
        "before": {"from": before.first, "to": before.last, **_listed(found.before)},
        "last": found.last.entry if found.last else None,
        "undated": found.undated,
        "new": [{"behaviour": one, "on": day} for one, day in found.widened],
    }


def _listed(share: HowMany) -> dict[str, Any]:
    return {"times": share.times, "told": list(share.told), "unplaced": share.unplaced}


def _pattern(session: Session, case: str, behaviour: str) -> Pattern:
    """The pattern; that a behaviour is new is said of all of them, not of one that was picked."""
    incidents = incidents_of(session, case)
    if not behaviour:
        return pattern_of(incidents, session.now().date())
    with_it = (one for one in incidents if behaviour in one.behaviours)
    return replace(pattern_of(with_it, session.now().date()), widened=())
