"""The flags of a case in words: those that hold first, each with who agreed it and when it is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import near_day_in_words
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.partners.flags import FLAG_WORDS, Flag, FlagKind, read_flag


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One flag in words. ``over_days`` count how long its review is over; 0 while it is not, or once it has ended."""

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

    @property
    def heard(self) -> str:
        """Everything a head has no room for, in one line."""
        return ". ".join(self.parts)

    @property
    def parts(self) -> tuple[str, ...]:
        """The flag, what it is about, who agreed it and the day of the next look, without their full stops."""
        return tuple(part.rstrip(".") for part in (self.words, self.what, self.agreed, self.review) if part)


def flags_of_case(session: Session, case: str) -> tuple[FlagLine, ...]:
    """Every flag of a case: those that hold in the order they are read, then those that have ended, newest first."""
    held = [record for record in session.heads(case, ["flag"]) if not record.erased]
    flags = sorted((read_flag(record.entry, record.answers) for record in held), key=_order)
    return tuple(_line(flag, session.now().date()) for flag in flags)


def _order(flag: Flag) -> tuple[bool, int, int, str]:
    ended = -flag.ended_on.toordinal() if flag.ended_on else 0
    return not flag.live, ended, list(FLAG_WORDS).index(flag.kind), flag.entry


def _line(flag: Flag, today: date) -> FlagLine:
    over = max((today - flag.asks_on).days, 0) if flag.asks_on else 0
    days = f", {over} day{'' if over == 1 else 's'} over" if over else ""
    review = f"look again {near_day_in_words(flag.asks_on, today)}{days}" if flag.asks_on else ""
    agreed = f"agreed by {flag.agreed_by}" + (f" on {day_in_words(flag.agreed_on)}" if flag.agreed_on else "")
    ended = f"ended on {day_in_words(flag.ended_on)}: {flag.ended_because}" if flag.ended_on else ""
    what = " · ".join(part for part in (flag.what.rstrip("."), flag.reference) if part) if flag.reference else flag.what
    return FlagLine(
        flag.entry, flag.kind, FLAG_WORDS[flag.kind], flag.live, what, agreed, review, over, flag.told_words, ended
    )
