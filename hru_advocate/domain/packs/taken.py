"""The packs that were taken, as the entries say it one after the other: a layer over the program's own files.

An entry holds what stood after it, not how it came about: a newer edition of the program changes nothing of that, but
what the program guards it guards again each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import msgspec

from hru_advocate.domain.law.legal_options import KnownChange, LegalOption, LegalOptions, OptionSource
from hru_advocate.domain.services.directory import Directory, Service
from hru_advocate.domain.services.guarding import gives_refuge_away, guarded, harmful_digits, without_harmful


class PackTold(msgspec.Struct, frozen=True):
    """The pack it was: its list, version and SHA-256, until when it counts, whose it is and who signed it."""

    name: str
    version: int
    edition: str
    issued_by: str
    made: date
    until: date
    sha256: str
    signers: tuple[str, ...] = ()


class WaitingChange(msgspec.Struct, frozen=True):
    """A change that was not ticked and stays open: the number, the page or the text with a number that would come."""

    id: str
    about: str
    name: str
    what: str
    was: str
    now: str


class PackTaken(msgspec.Struct, frozen=True):
    """The body of an entry that a pack was taken: all that is other than before, and the confirmations that fall.

    ``fallen`` are the ids of entries, ``ticked`` the ids of the changes somebody ticked; ``file`` is the pack itself,
    in the first entry about it, so that what stays open can be ticked later.
    """

    pack: PackTold
    services: tuple[Service, ...] = ()
    options: tuple[LegalOption, ...] = ()
    sources: tuple[OptionSource, ...] = ()
    known_changes: tuple[KnownChange, ...] = ()
    fallen: tuple[str, ...] = ()
    ticked: tuple[str, ...] = ()
    waiting: tuple[WaitingChange, ...] = ()
    file: str = ""


@dataclass(slots=True)
class TakenPacks:
    """Everything that packs brought, as it stands now: entries by id, the last pack of each list, what is open."""

    services: dict[str, Service] = field(default_factory=dict)
    options: dict[str, LegalOption] = field(default_factory=dict)
    sources: dict[str, OptionSource] = field(default_factory=dict)
    known_changes: dict[str, KnownChange] = field(default_factory=dict)
    fallen: set[str] = field(default_factory=set)
    last: dict[str, PackTold] = field(default_factory=dict)
    waiting: dict[str, tuple[WaitingChange, ...]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    pack_of: dict[str, PackTold] = field(default_factory=dict)
    """The pack that each service last came with."""


def standing(entries: Iterable[PackTaken]) -> TakenPacks:
    """All that was taken, from its entries, the oldest first."""
    found = TakenPacks()
    for one in entries:
        found.services |= {service.id: service for service in one.services}
        found.pack_of |= {service.id: one.pack for service in one.services}
        found.options |= {option.id: option for option in one.options}
        found.sources |= {source.id: source for source in one.sources}
        found.known_changes |= {change.what: change for change in one.known_changes}
        found.fallen |= set(one.fallen)
        found.last[one.pack.name] = one.pack
        found.waiting[one.pack.name] = one.waiting
        if one.file:
            found.files[one.pack.name] = one.file
    return found


def directory_with(program: Directory, services: Mapping[str, Service]) -> Directory:
    """The program's directory with what packs brought in its place; what the program guards it guards all the same."""
    if not services:
        return program
    own = {one.id: one for one in program.services}
    harmful = harmful_digits(program.services)
    taken = {one.id: one for one in services.values() if not gives_refuge_away(own.get(one.id), one)}
    held = (guarded(one, taken[one.id]) if one.id in taken else one for one in program.services)
    new = (one for one in taken.values() if one.id not in own)
    return msgspec.structs.replace(program, services=tuple(without_harmful(one, harmful) for one in (*held, *new)))


def options_with(program: LegalOptions, taken: TakenPacks) -> LegalOptions:
    """The program's legal options with what packs brought in their place."""
    if not taken.options and not taken.known_changes:
        return program
    options = {one.id: one for one in program.options} | taken.options
    sources = {one.id: one for one in program.sources} | taken.sources
    changes = {one.what: one for one in program.known_changes} | taken.known_changes
    return msgspec.structs.replace(
        program,
        options=tuple(options.values()),
        sources=tuple(sources.values()),
        known_changes=tuple(changes.values()),
    )
