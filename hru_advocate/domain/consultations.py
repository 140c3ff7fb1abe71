"""Consultations: what was asked about which behaviour, whether it is answered, and how many there were, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Final

from hru_advocate.domain.forms.answers import Answers, value_of

BEHAVIOURS: Final[Mapping[str, str]] = {
    "fire_setting": "Fire setting",
    "sexual_violence": "Sexual violence",
    "querulant": "Querulant behaviour",
    "other": "Another behaviour",
}
"""The behaviours of the consultation service, in their order."""

WITHIN: Final = ((2, "within 2 days"), (7, "3 to 7 days"), (28, "8 to 28 days"))
"""The days until an answer that are counted together, each with its words; what took longer comes after them."""

UNCOUNTED: Final = "What became a case that is restricted is not counted here, whoever looks."
"""Stands beside every count of consultations, also where there is no such case: it tells of none."""

LONGER: Final = "more than 28 days"


@dataclass(frozen=True, slots=True)
class Consultation:
    """One consultation as the program reasons about it; ``became`` is the reference of the case that came of it."""

    asked_on: date
    behaviour: str
    question: str
    advised_on: date | None
    remind_on: date | None
    remind_for: str
    became: str

    @property
    def days_to_answer(self) -> int | None:
        """The days from question to advice; ``None`` while nothing was advised."""
        return (self.advised_on - self.asked_on).days if self.advised_on is not None else None


def read_consultation(answers: Answers) -> Consultation:
    """Read a consultation out of its answers."""
    return Consultation(
        asked_on=value_of(answers, "asked_on"),
        behaviour=value_of(answers, "behaviour") or "other",
        question=value_of(answers, "question") or "",
        advised_on=value_of(answers, "advised_on"),
        remind_on=value_of(answers, "remind_on"),
        remind_for=value_of(answers, "remind_for") or "",
        became=value_of(answers, "became") or "",
    )


def reminder_of(answers: Answers) -> tuple[str | None, str]:
    """The day Today brings a consultation back, and what for; nothing where no day stands."""
    held = read_consultation(answers)
    if held.remind_on is None:
        return None, ""
    behaviour = BEHAVIOURS.get(held.behaviour, BEHAVIOURS["other"])
    return held.remind_on.isoformat(), f"{behaviour}: {held.remind_for or 'how it went on'}"


@dataclass(frozen=True, slots=True)
class Figures:
    """Consultations counted: by behaviour, by the month they were asked in, and by the days until an answer.

    ``months`` are ISO months without gaps, oldest first, each with its count by behaviour in the order of
    ``BEHAVIOURS``; ``waits`` are words with a count; ``middle`` is the median of the days, ``None`` without an answer.
    """

    total: int
    by_behaviour: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, tuple[int, ...]], ...]
    waits: tuple[tuple[str, int], ...]
    answered: int
    waiting: int
    middle: float | None
    referrals: int


def figures_of(held: Iterable[Consultation]) -> Figures:
    """Count consultations; each counts once in every list."""
    all_held = list(held)
    days = [one.days_to_answer for one in all_held if one.days_to_answer is not None]
    kinds = Counter(one.behaviour for one in all_held)
    waits = Counter(_wait(count) for count in days)
    return Figures(
        total=len(all_held),
        by_behaviour=tuple((behaviour, kinds[behaviour]) for behaviour in BEHAVIOURS),
        months=tuple(_by_month(all_held)),
        waits=tuple((words, waits[words]) for words in (*(words for _days, words in WITHIN), LONGER)),
        answered=len(days),
        waiting=len(all_held) - len(days),
        middle=median(days) if days else None,
        referrals=sum(bool(one.became) for one in all_held),
    )


def _wait(days: int) -> str:
    return next((words for most, words in WITHIN if days <= most), LONGER)


def _by_month(held: list[Consultation]) -> Iterable[tuple[str, tuple[int, ...]]]:
    """Every month from the first to the last that has one, empty ones too: a gap is seen only where it stands."""
    if not held:
        return
    counted = Counter(((one.asked_on.year, one.asked_on.month), one.behaviour) for one in held)
    first, last = min(month for month, _ in counted), max(month for month, _ in counted)
    year, month = first
    while (year, month) <= last:
        yield f"{year}-{month:02}", tuple(counted[(year, month), behaviour] for behaviour in BEHAVIOURS)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
