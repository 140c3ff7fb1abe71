"""The content of ``victims_code.toml``: clocks of a criminal case, who owes each, edition, source, confidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Literal

import msgspec

from hru_advocate.domain.toml_files import UnreadableToml, decode_toml
from hru_advocate.errors import AdvocateError

ClockUnit = Literal["working_days", "days", "months", "years", "before", "none"]
_COUNTED = frozenset({"working_days", "days", "months", "years"})


class InvalidVictimsCode(AdvocateError):
    """The file of the Victims' Code cannot be used. No record is touched; install the program again."""


class CodePart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Anything the file is made of; an unknown word in it is refused."""


class CodeEdition(CodePart, frozen=True):
    """An edition of the Code and the day it began."""

    id: str
    name: str
    first_day: date
    confidence: str
    note: str
    sources: tuple[str, ...]


class CodeOwner(CodePart, frozen=True):
    """Somebody who owes something, in words."""

    id: str
    label: str


class CodeSource(CodePart, frozen=True):
    """A place where something stands."""

    id: str
    title: str
    url: str
    date: str


class CodeClock(CodePart, frozen=True):
    """One clock: the day it begins with, the day that meets it, how many days there are, and who owes it.

    ``sort`` tells a duty, which is late after its last day, from a right the person may use until then. An ``edition``
    of "" stands beside the Code. ``until`` names the day a clock of unit ``before`` ends with; ``follows`` the clock
    whose last day is the latest this one can begin.
    """

    id: str
    right: int
    label: str
    form: Literal["criminal_case", "hearing"]
    starts: str
    met_by: str
    done: str
    sort: Literal["duty", "right"]
    owed_by: str
    unit: ClockUnit
    confidence: Literal["high", "medium", "low", "unverified"]
    edition: str = ""
    days: int = 0
    enhanced_days: int = 0
    until: Literal["", "sentence", "hearing"] = ""
    follows: str = ""
    option: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""

    @property
    def confirmed(self) -> bool:
        """True if its source was sure; anything else is shown as to be confirmed by the unit."""
        return self.confidence == "high"


class VictimsCode(
    CodePart,
    frozen=True,
    dict=True,
    rename={"editions": "edition", "owners": "owner", "clocks": "clock", "sources": "source"},
):
    """Every clock with its owners, editions and sources."""

    schema_version: Literal[1]
    file_kind: Literal["victims_code"]
    compiled: date
    editions: tuple[CodeEdition, ...]
    owners: tuple[CodeOwner, ...]
    clocks: tuple[CodeClock, ...]
    sources: tuple[CodeSource, ...]

    @cached_property
    def owner_words(self) -> dict[str, str]:
        """The words for each owner, by id."""
        return {owner.id: owner.label for owner in self.owners}

    @cached_property
    def clock_by_id(self) -> dict[str, CodeClock]:
        """Every clock by its id."""
        return {clock.id: clock for clock in self.clocks}

    def edition_on(self, day: date) -> CodeEdition | None:
        """The edition in force on a day, or nothing where none is held here for it."""
        begun = [edition for edition in self.editions if edition.first_day <= day]
        return max(begun, key=lambda edition: edition.first_day, default=None)


def read_victims_code(data: bytes) -> VictimsCode:
    """Read ``victims_code.toml``; every id named in it exists, and every clock is one that can be counted.

    Raises:
        InvalidVictimsCode: with what is wrong.
    """
    try:
        code = decode_toml(data, VictimsCode)
    except UnreadableToml as error:
        message = f"victims_code.toml cannot be used: {error}. No record is touched; install the program again."
        raise InvalidVictimsCode(message) from None
    for fault in _faults(code):
        message = f"victims_code.toml cannot be used: {fault}. No record is touched; install the program again."
        raise InvalidVictimsCode(message)
    return code


def _faults(code: VictimsCode) -> Iterator[str]:
    editions, sources = {one.id for one in code.editions} | {""}, {one.id for one in code.sources}
    if len(code.clock_by_id) != len(code.clocks):
        yield "two clocks have one id"
    for clock in code.clocks:
        if clock.edition not in editions or clock.owed_by not in code.owner_words:
            yield f"clock '{clock.id}' names an edition or an owner that is not there"
        if not set(clock.sources) <= sources or (clock.follows and clock.follows not in code.clock_by_id):
            yield f"clock '{clock.id}' names a source or a clock that is not there"
        if (clock.unit in _COUNTED) != (clock.days > 0) or (clock.unit == "before") != bool(clock.until):
            yield f"clock '{clock.id}' has no days where its unit counts them, or days where it does not"
        if clock.enhanced_days > clock.days:
            yield f"clock '{clock.id}' is longer with enhanced rights"
        if not clock.sources and clock.confidence != "unverified":
            yield f"clock '{clock.id}' has no source and does not say so"
