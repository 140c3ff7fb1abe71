"""The day of sentence of a criminal case, as its own record and the hearings of the case tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.domain.law.criminal_case import CriminalCase
from hru_advocate.domain.law.hearings import HearingView

PUT_OFF: Final = frozenset({"vacated", "adjourned"})
"""The states of a hearing that is not held on its day."""


@dataclass(frozen=True, slots=True)
class CourtDiary:
    """The hearings of a case, and the references of all its criminal cases: a hearing may be of another of them."""

    hearings: tuple[HearingView, ...]
    cases: tuple[CriminalCase, ...]

    def about(self, case: CriminalCase, today: date) -> Iterator[HearingView]:
        """The hearings that may be of a criminal case: where there are several, a reference tells which.

        One that names none is of any of them while it lies ahead; once it is over it ends nobody's right.
        """
        others = {one.record for one in self.cases} - {case.record}
        for hearing in self.hearings:
            named = {one.record for one in self.cases if _folded(hearing.reference) in map(_folded, one.references)}
            if (case.record in named) if named else (not others or (hearing.ends or date.max) >= today):
                yield hearing


def sentence_day(case: CriminalCase, diary: CourtDiary, today: date) -> date | None:
    """The day of sentence: that of the sentence, else the next one that is set, else the last one that was.

    A day whose hearing was put off or taken off the list is none, whoever set it; so no right ends with it.
    """
    if case.sentenced_on is not None:
        return case.sentenced_on
    days = set(_days(case, tuple(diary.about(case, today))))
    ahead = [day for day in days if day >= today]
    return min(ahead) if ahead else max(days, default=None)


def days_told(hearing: HearingView) -> Iterator[date]:
    """The days of sentence a hearing tells: its own, unless it was put off, and the one that was set at it."""
    if hearing.what_for == "sentence" and hearing.state not in PUT_OFF and hearing.day is not None:
        yield hearing.day
    if hearing.sentence_set is not None:
        yield hearing.sentence_set


def _days(case: CriminalCase, hearings: Sequence[HearingView]) -> Iterator[date]:
    off = {one.day for one in hearings if one.what_for == "sentence" and one.state in PUT_OFF}
    off -= {one.day for one in hearings if one.what_for == "sentence" and one.state not in PUT_OFF}
    told = [case.sentence_due, *(day for hearing in hearings for day in days_told(hearing))]
    yield from (day for day in told if day is not None and day not in off)


def may_be_one_case(one: str, other: str) -> bool:
    """Say whether two references may be of one criminal case: they are the same, or one says none."""
    return not (one and other) or _folded(one) == _folded(other)


def _folded(reference: str) -> str:
    """A reference as it is compared: letters and figures alone; one without any is like no other."""
    return "".join(char for char in reference.casefold() if char.isalnum()) or "\0"
