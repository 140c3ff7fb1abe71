"""Retention classes: for how long a closed case is kept, by which source, and the day each asks for a review."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from hru_advocate.domain.toml_files import UnreadableToml, decode_toml
from hru_advocate.errors import AdvocateError


class InvalidRetention(AdvocateError):
    """The list of retention classes cannot be used. No record is touched; install the program again."""


class RetentionSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A source: where something is from."""

    id: str
    title: str
    address: str
    dated: str


class RetentionClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One class: its rule in words, and after how many years it is reviewed; 0 where no number is known."""

    id: str
    label: str
    rule: str
    sources: tuple[str, ...]
    confidence: Literal["high", "medium", "low", "unverified"]
    years: int = 0

    def review_after(self, closed: date) -> date | None:
        """The day to review a case closed on a day; ``None`` where the unit has to say."""
        return years_after(closed, self.years) if self.years else None


class Retention(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"sources": "source", "classes": "class"},
):
    """Every class, their sources, and what is still to be confirmed of them."""

    to_confirm: str
    sources: tuple[RetentionSource, ...]
    classes: tuple[RetentionClass, ...]

    def of(self, wanted: str) -> RetentionClass | None:
        """The class of that id."""
        return next((one for one in self.classes if one.id == wanted), None)

    def told(self, wanted: RetentionClass) -> str:
        """The rule of a class, where it is from and how sure we are, in a line."""
        titles = [one.title for one in self.sources if one.id in wanted.sources]
        checked = "" if wanted.confidence == "high" else " To be confirmed by the unit."
        return f"{wanted.rule} From: {'; '.join(titles)}.{checked}"


def read_retention(data: bytes) -> Retention:
    """Read ``retention.toml``; every source it names stands in it.

    Raises:
        InvalidRetention: the file cannot be used.
    """
    try:
        found = decode_toml(data, Retention)
    except UnreadableToml:
        raise InvalidRetention from None
    known = {one.id for one in found.sources}
    if any(not known.issuperset(one.sources) or not one.sources for one in found.classes):
        raise InvalidRetention
    return found


def years_after(day: date, years: int) -> date:
    """The same day so many years on; of 29 February the day after, where there is none: never a day too early."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
