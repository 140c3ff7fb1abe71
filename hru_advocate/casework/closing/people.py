"""The unit's people: the roster, who is on leave today, and the names that are offered where one of ours is asked."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import near_day_in_words
from hru_advocate.domain.closing.colleagues import Colleague, in_order, read_colleague
from hru_advocate.domain.moments import day_in_words


@dataclass(frozen=True, slots=True)
class ColleagueLine:
    """One person of the unit in words; ``away`` says until when she or he is on leave and who stands in."""

    entry: str
    name: str
    role: str
    here: bool
    days: str
    collar: str
    phone: str
    confirmed: str
    away: str


def colleagues(session: Session) -> tuple[Colleague, ...]:
    """Everybody on the roster, those who left included, by role and name."""
    return in_order(
        read_colleague(one.entry, one.answers) for one in session.heads(None, ["colleague"]) if not one.erased
    )


def roster(session: Session) -> tuple[ColleagueLine, ...]:
    """The roster in words: who is here first, then who left or is to come."""
    lines = [_line(session, one) for one in colleagues(session)]
    return tuple(sorted(lines, key=lambda line: not line.here))


def names_of_ours(session: Session) -> tuple[str, ...]:
    """The names offered where one of ours is asked: whoever is of the unit today, those on leave last."""
    today = session.now().date()
    here = [one for one in colleagues(session) if one.here_on(today)]
    names = [session.author, *(one.name for one in sorted(here, key=lambda one: one.away_on(today) is not None))]
    return tuple(dict.fromkeys(name for name in names if name))


def _line(session: Session, one: Colleague) -> ColleagueLine:
    today = session.now().date()
    leave = one.away_on(today)
    since = f"from {day_in_words(one.since)}" if one.since else ""
    until = f"until {day_in_words(one.until)}" if one.until else ""
    stands_in = f", {leave.stands_in} stands in" if leave and leave.stands_in else ""
    return ColleagueLine(
        entry=one.entry,
        name=one.name,
        role=one.role_words,
        here=one.here_on(today),
        days=" ".join(part for part in (since, until) if part),
        collar=one.collar,
        phone=one.phone,
        confirmed=one.confirmed,
        away=f"on leave until {near_day_in_words(leave.until, today)}{stands_in}" if leave else "",
    )
