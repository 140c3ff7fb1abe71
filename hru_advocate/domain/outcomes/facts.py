"""Everything of a case that is counted, and nothing else: no name, no word, no id of anybody.

It is all that has to be kept of a case that was erased by authority, so that its statistics stay.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

Duty = Literal["met", "met_late", "not_met", "set_aside"]


class CountedOutcome(msgspec.Struct, frozen=True):
    """One outcome: its stage, its day, the answer or the reason for none by question, and whether it happened again."""

    stage: str
    on: date
    answers: dict[str, str]
    again: str


class NeedPair(msgspec.Struct, frozen=True):
    """A need the person rated once more: the day of that rating, the first rating and this one.

    Each time counts by itself: were the newest alone counted, a later one would take what was told of a quarter away.
    """

    need: str
    on: date
    before: int
    now: int


class Closed(msgspec.Struct, frozen=True):
    """A closure: its day, and what the unit added as seen at the end (``yes``, ``partly``, ``no`` or "")."""

    on: date
    added_value: str = ""


class CountedCase(msgspec.Struct, frozen=True):
    """Tells what is counted of one case; ``contacts`` are the quarters with a contact, as year and quarter.

    ``reached`` is the first day the person was reached, ``intervened`` the first day anything targeted a risk or need.
    ``duties`` are those of the Victims' Code that have begun, with the last day of each and how it stood when it was
    read; one whose last day lies ahead is not counted yet.
    """

    area: str = ""
    referred: date | None = None
    source: str = ""
    behaviours: tuple[str, ...] = ()
    decision: str = ""
    adds_value: str = ""
    contacts: tuple[tuple[int, int], ...] = ()
    reached: date | None = None
    incidents: tuple[date, ...] = ()
    intervened: date | None = None
    maracs: tuple[tuple[date, bool], ...] = ()
    duties: tuple[tuple[date, Duty], ...] = ()
    outcomes: tuple[CountedOutcome, ...] = ()
    needs: tuple[NeedPair, ...] = ()
    closed: Closed | None = None
    equality: dict[str, str] | None = None


class Asked(msgspec.Struct, frozen=True):
    """A consultation: the day it was asked, about which behaviour, and the references of the cases that came of it."""

    on: date
    behaviour: str
    became: tuple[str, ...]


class CountedUnit(msgspec.Struct, frozen=True):
    """Everything of the unit that is counted."""

    cases: tuple[CountedCase, ...] = ()
    consultations: tuple[Asked, ...] = ()
