"""The agencies of a case: everybody who has a part in it, gathered from the records that name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.people.name_mask import KEPT
from hru_advocate.domain.text_folding import words_of

POLICE: Final = "Police"
"""The agency of an officer where nobody wrote down the force and team."""
_WORKS: Final = frozenset({"officer", "professional"})
"""The roles of people who are in a case for their agency."""
_CHAFF: Final = frozenset({"the", "of", "and"})
"""Words that two people write and leave out of one name."""


@dataclass(frozen=True, slots=True)
class Professional:
    """Somebody who is in a case for an agency; ``may_know`` is what the person we support agrees is known there."""

    entry: str
    name: str
    agency: str
    post: str
    left_on: date | None
    may_know: str

    @property
    def refuses(self) -> bool:
        """True if the person wants nothing known there, not even that there is a case."""
        return self.may_know == "nothing"


@dataclass(frozen=True, slots=True)
class AgencyPart:
    """One part in a case: which agency, who there, what the record says in words, and when.

    ``live`` while it still goes on: something is owed, a copy is with them, somebody of theirs works on it.
    ``person`` is true for the record of somebody of that agency; ``refuses`` if the person we support wants nothing
    known there. ``assumed`` where the agency is only what such a role belongs to: a record of that person knows better.
    """

    agency: str
    who: str
    words: str
    entry: str
    day: date | None = None
    live: bool = False
    person: bool = False
    refuses: bool = False
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency with its parts: its people first, then what goes on, then the newest."""

    name: str
    parts: tuple[AgencyPart, ...]
    true_name: str = field(metadata=KEPT)
    """The name to write: a surname in it is hidden in the one to show."""

    @property
    def live(self) -> bool:
        """True while something of it goes on."""
        return any(part.live for part in self.parts)

    @property
    def known(self) -> bool:
        """True if somebody of it has a record of their own."""
        return any(part.person for part in self.parts)

    @property
    def refused(self) -> bool:
        """True if the person we support wants nothing known there."""
        return any(part.refuses for part in self.parts)


def read_professional(record: Record) -> Professional | None:
    """The typed view of a record of somebody who is in the case for an agency; ``None`` for everybody else."""
    answers = record.answers
    role, name = value_of(answers, "role"), value_of(answers, "name") or ""
    if record.erased or role not in _WORKS:
        return None
    return Professional(
        entry=record.entry,
        name=name,
        agency=value_of(answers, "agency") or (POLICE if role == "officer" else name),
        post=value_of(answers, "post") or value_of(answers, "relation") or "",
        left_on=value_of(answers, "left_on"),
        may_know=value_of(answers, "may_know") or "",
    )


def who_refuses(people: Iterable[Professional], names: Iterable[str], *, records: bool = False) -> Professional | None:
    """Somebody at one of the agencies, or of one of the names, of whom the person wants nothing known there.

    With ``records`` also where no more may be known than that we support the person.
    """
    refused = {"nothing", "only_that"} if records else {"nothing"}
    keys = {key for name in names if (key := agency_key(name))}
    return next(
        (
            one
            for one in people
            if one.may_know in refused and not keys.isdisjoint({agency_key(one.agency), agency_key(one.name)})
        ),
        None,
    )


def agency_key(name: str) -> frozenset[str]:
    """The words one agency is known again by, however its name was typed."""
    return frozenset(words_of(name)) - _CHAFF


def gathered(parts: Iterable[AgencyPart]) -> tuple[Agency, ...]:
    """The agencies of these parts, each once: those with something going on, then the newest; then by name."""
    told = tuple(parts)
    of_person = {agency_key(part.who): agency_key(part.agency) for part in told if part.person and part.who}
    found: dict[frozenset[str], list[AgencyPart]] = {}
    for part in told:
        key = agency_key(part.agency)
        if part.assumed:
            key = of_person.get(agency_key(part.who), key)
        if key:
            found.setdefault(key, []).append(part)
    agencies = [Agency(_name(held), tuple(sorted(held, key=_order)), _name(held)) for held in found.values()]
    return tuple(sorted(agencies, key=lambda one: (not one.live, _newest(one), one.name.casefold())))


def _name(parts: list[AgencyPart]) -> str:
    """The name as its person's record has it, or as it was first typed."""
    return next((part.agency for part in parts if part.person), parts[0].agency).strip()


def _order(part: AgencyPart) -> tuple[bool, bool, int, str]:
    return not part.person, not part.live, -(part.day.toordinal() if part.day else 0), part.entry


def _newest(agency: Agency) -> int:
    return -max((part.day.toordinal() for part in agency.parts if part.day), default=0)
