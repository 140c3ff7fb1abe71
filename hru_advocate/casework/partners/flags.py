"""The flags of a case in words, from the signed flags alone: those that hold first, with who agreed and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.casework.people.guards import flags_of
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import near_day_in_words
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.partners.flags import FLAG_WORDS, Flag, FlagKind, read_flag

_UNPROVEN: Final = (
    "This flag is not what was signed, so nobody can say what it says: take it for the strictest. Check the vault "
    "under Settings, and ask your supervisor"
)


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One flag in words. ``over_days`` count how long its review is over; 0 while it is not, or once it has ended.

    ``review`` counts from today, ``review_on`` says the day of the next look for paper, which is read on another day.
    """

    entry: str
    kind: FlagKind
    words: str
    live: bool
    what: str
    agreed: str
    review: str
    over_days: int
    told: str
    ended: str
    review_on: str = ""

    @property
    def heard(self) -> str:
        """Everything a head has no room for, in one line."""
        return ". ".join(self.parts)

    @property
    def parts(self) -> tuple[str, ...]:
        """The flag, what it is about, who agreed it and the day of the next look, without their full stops."""
        return self._with(self.review)

    @property
    def on_paper(self) -> tuple[str, ...]:
        """The same with the day of the next look by its date."""
        return self._with(self.review_on)

    def _with(self, review: str) -> tuple[str, ...]:
        return tuple(part.rstrip(".") for part in (self.words, self.what, self.agreed, review) if part)


def flags_of_case(session: Session, case: str) -> tuple[FlagLine, ...]:
    """Every flag of a case: those that hold in the order they are read, then those that have ended, newest first."""
    found = flags_of(session, case)
    unproven = tuple(_unproven(one.entry) for one in found if one.record is None)
    held = [one.record for one in found if one.record is not None and not one.record.erased]
    flags = sorted((read_flag(record.entry, record.answers) for record in held), key=_order)
    return unproven + tuple(_line(flag, session.now().date()) for flag in flags)


def _unproven(entry: str) -> FlagLine:
    """A flag that is not what was signed: it is taken for the one that keeps whoever visits from going alone."""
    return FlagLine(
        entry,
        "not_alone",
        FLAG_WORDS["not_alone"],
        live=True,
        what=_UNPROVEN,
        agreed="",
        review="",
        over_days=0,
        told="",
        ended="",
    )


def _order(flag: Flag) -> tuple[bool, int, int, str]:
    ended = -flag.ended_on.toordinal() if flag.ended_on else 0
    return not flag.live, ended, list(FLAG_WORDS).index(flag.kind), flag.entry


def _line(flag: Flag, today: date) -> FlagLine:
    over = max((today - flag.asks_on).days, 0) if flag.asks_on else 0
    days = f", {over} day{'' if over == 1 else 's'} over" if over else ""
    review = f"look again {near_day_in_words(flag.asks_on, today)}{days}" if flag.asks_on else ""
    review_on = f"look again {day_in_words(flag.asks_on)}{', late' if over else ''}" if flag.asks_on else ""
    agreed = f"agreed by {flag.agreed_by}" + (f" on {day_in_words(flag.agreed_on)}" if flag.agreed_on else "")
    ended = f"ended on {day_in_words(flag.ended_on)}: {flag.ended_because}" if flag.ended_on else ""
    what = " · ".join(part for part in (flag.what.rstrip("."), flag.reference) if part) if flag.reference else flag.what
    return FlagLine(
        flag.entry,
        flag.kind,
        FLAG_WORDS[flag.kind],
        flag.live,
        what,
        agreed,
        review,
        over,
        flag.told_words,
        ended,
        review_on,
    )
