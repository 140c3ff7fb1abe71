"""The repeat clock: whether an incident may be a repeat after a MARAC. It makes a question, never a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.domain.partners.meetings import Meeting
from hru_advocate.domain.time_words.frame import months_on

_HEARD: Final = frozenset({"planned", "held"})
"""The states in which a referral to a MARAC counts: one that was not accepted, or was cancelled, heard nothing."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An incident as the clock sees it: the first and last day it may have been, and the day it was written down.

    ``first`` is ``None`` where nobody knows when it was; ``last`` is the day it was written down then.
    """

    record: str
    first: date | None
    last: date
    noted: date


def may_repeat(marac: Meeting, incident: Happening, months: int) -> bool:
    """Say whether an incident may be a repeat after one MARAC.

    It happened after the referral, and the meeting could not have heard of it: it was on the day of the meeting or
    later, or was written down after it. The clock ends so many months after the later of the two days, that day
    included.
    """
    if marac.kind != "marac" or marac.state not in _HEARD:
        return False
    days = [day for day in (marac.referred_on, marac.on) if day is not None]
    if not days:
        return False
    ends = months_on(max(days), months)
    after_referral = marac.referred_on is None or incident.last > marac.referred_on
    meeting = marac.on if marac.state == "held" or marac.referred_on is None else None
    unheard = meeting is None or incident.last >= meeting or incident.noted > meeting
    begun = incident.last >= min(days)
    return begun and after_referral and unheard and (incident.first is None or incident.first <= ends)


def last_referred(maracs: Iterable[Meeting]) -> date | None:
    """The newest day on which a case was referred to a MARAC that counts: what was written down by then was told."""
    counting = (one for one in maracs if one.kind == "marac" and one.state in _HEARD)
    return max(((one.referred_on or one.on or one.noted) for one in counting), default=None)


def referred_since(maracs: Iterable[Meeting], incident: Happening) -> bool:
    """Say whether a MARAC was referred on or after the day the incident happened and was written down."""
    last = last_referred(maracs)
    return last is not None and last >= max(incident.last, incident.noted)


def asked_about(
    maracs: Iterable[Meeting], incidents: Iterable[Happening], looked_at: frozenset[str], months: int
) -> tuple[tuple[Meeting, Happening], ...]:
    """The incidents that still ask, each with the newest MARAC it may repeat; nothing is asked twice."""
    held = sorted(maracs, key=lambda one: (max(filter(None, (one.referred_on, one.on)), default=date.min), one.entry))
    found = []
    for incident in incidents:
        if incident.record in looked_at or referred_since(held, incident):
            continue
        latest = next((one for one in reversed(held) if may_repeat(one, incident, months)), None)
        if latest is not None:
            found.append((latest, incident))
    return tuple(sorted(found, key=lambda pair: (pair[1].noted, pair[1].last, pair[1].record)))
