"""A pack looked at, line by line, and taken: signed by two people, only upwards, each number by its own tick."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.law.legal_options import CHECK_FORM
from hru_advocate.casework.packs.pack_file import PackFile, pack_in, read_pack, written_pack
from hru_advocate.casework.packs.signers import KIND, NEEDED, Signer, signers
from hru_advocate.casework.session import PACK_TAKEN, Session
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.packs.changes import Here, PackChange, Taken, changes_of, taken_of
from hru_advocate.domain.packs.taken import PackTaken, PackTold, WaitingChange
from hru_advocate.domain.phone_numbers import read_phone
from hru_advocate.domain.services.directory import Service
from hru_advocate.domain.services.opening_hours import write_hours
from hru_advocate.errors import AdvocateError, NotFound


class NotEnoughSigners(AdvocateError):
    """Fewer than two of those this unit trusts have signed this pack. Nothing was taken.

    Ask for the signature of a second person, or trust who signed it, in person, by the eight words.
    """


class PackOfTomorrow(AdvocateError):
    """This pack says it is made on a day still to come. Nothing was taken; look at the clock of this computer."""


class PackOver(AdvocateError):
    """The days of this pack are over. Nothing was taken; ask for a newer one."""


class OlderPack(AdvocateError):
    """A newer pack of this list was taken here before. Nothing was taken: an older one never comes after it."""


class TwoPacksOneVersion(AdvocateError):
    """Another pack of this list with the same version was taken here. Nothing was taken.

    Two packs that differ never bear one number: tell those who signed them, and ask for the next version.
    """


class NothingMore(AdvocateError):
    """This pack was taken before, and nothing of it was ticked now. Nothing was changed."""


class NoSuchTick(AdvocateError):
    """One of the ticks names nothing this pack changes here. Nothing was taken; look at it again."""


@dataclass(frozen=True, slots=True)
class PackLook:
    """All that is said before a pack is taken.

    ``problem`` is the sentence why it cannot be, or ""; ``signed_by`` are those trusted here, ``others`` how many more
    signed it. ``falls`` are confirmations that fall with it, ``falls_if`` those that fall with a number that is ticked.
    """

    pack: PackFile
    sha256: str
    title: str
    days: str
    signed_by: tuple[str, ...]
    others: int
    problem: str
    changes: tuple[PackChange, ...]
    falls: tuple[str, ...]
    falls_if: tuple[str, ...]

    @property
    def to_tick(self) -> tuple[PackChange, ...]:
        """The changes somebody ticks, one by one."""
        return tuple(one for one in self.changes if one.sort == "ticked")


@dataclass(frozen=True, slots=True)
class PackDone:
    """The outcome of taking a pack: how much changed and what stays open."""

    changed: Changed
    sha256: str
    services: int
    options: int
    ticked: int
    fallen: int
    waiting: tuple[str, ...]

    @property
    def words(self) -> str:
        """It in a sentence."""
        return (
            f"Taken: services {self.services}, legal options {self.options}, ticked changes {self.ticked}. "
            f"Confirmations that fell: {self.fallen}. Changes that stay open: {len(self.waiting)}."
        )


def look_in(session: Session, path: Path) -> PackLook:
    """Look at the pack in a file; errors as ``pack_in``."""
    return look(session, pack_in(path))


def look_again(session: Session, name: str) -> PackLook:
    """Look again at the pack of a list that was taken last, for what stayed open; NotFound where none was."""
    kept = session.product.packs.files.get(name)
    if kept is None:
        raise NotFound
    return look(session, read_pack(kept.encode()))


def look(session: Session, pack: PackFile) -> PackLook:
    """Say who signed a pack, whether it can be taken, and every line it would change here. Nothing is changed."""
    here = here_of(session)
    known = list(_trusted(session, pack))
    refused = _problem(session, pack)
    changes = changes_of(here, pack.content)
    sure = dict(_fallen(session, here, taken_of(here, pack.content, ())))
    every = dict(_fallen(session, here, taken_of(here, pack.content, {one.id for one in changes})))
    content = pack.content
    return PackLook(
        pack=pack,
        sha256=pack.sha256,
        title=f"{content.edition}, version {content.version} of {content.name}, from {content.issued_by}",
        days=f"made on {day_in_words(content.made)}, counts until {day_in_words(content.until)}",
        signed_by=tuple(f"{one.name}, {one.role_words}" for one in known),
        others=len(pack.signatures) - len(known),
        problem=refused.message if refused else "",
        changes=changes,
        falls=tuple(sure.values()),
        falls_if=tuple(words for entry, words in every.items() if entry not in sure),
    )


def take(session: Session, pack: PackFile, ticked: Collection[str] = ()) -> PackDone:
    """Take a pack: everything that needs no tick, and of the numbers those that were ticked, each by its id.

    Raises:
        NotEnoughSigners, PackOfTomorrow, PackOver, OlderPack, TwoPacksOneVersion, NothingMore, NoSuchTick: nothing
            was taken.
    """
    if refused := _problem(session, pack):
        raise refused
    here = here_of(session)
    wanted = {one.id for one in changes_of(here, pack.content) if one.sort == "ticked"}
    if not set(ticked) <= wanted:
        raise NoSuchTick
    taken = taken_of(here, pack.content, ticked)
    again = session.product.packs.last.get(pack.content.name)
    repeated = again is not None and again.sha256 == pack.sha256
    if repeated and not taken.services and not taken.options:
        raise NothingMore
    fallen = tuple(entry for entry, _words in _fallen(session, here, taken))
    body = PackTaken(
        pack=_told(session, pack),
        services=taken.services,
        options=taken.options,
        sources=taken.sources,
        known_changes=taken.known_changes,
        fallen=fallen,
        ticked=tuple(sorted(ticked)),
        waiting=tuple(WaitingChange(one.id, one.about, one.name, one.what, one.was, one.now) for one in taken.waiting),
        file="" if repeated else written_pack(pack).decode(),
    )
    session.note_event(PACK_TAKEN, msgspec.to_builtins(body))
    session.renew()
    return PackDone(
        Changed(frozenset({KIND, "confirmation", "legal_check"})),
        pack.sha256,
        len(taken.services),
        len(taken.options),
        len(set(ticked)),
        len(fallen),
        tuple(one.words for one in taken.waiting),
    )


def here_of(session: Session) -> Here:
    """The directory and the law as they stand here."""
    product = session.product
    domains = frozenset(one.id for one in product.library.needs.domains)
    return Here(product.library.services, product.legal_options, domains)


def _trusted(session: Session, pack: PackFile) -> Iterator[Signer]:
    """Those trusted here who signed a pack with the key they had when they came on the list."""
    held = signers(session)
    for one in pack.signatures:
        known = held.get(one.device)
        if known is not None and known.key.hex() == one.key:
            yield known


def _problem(session: Session, pack: PackFile) -> AdvocateError | None:
    content, today = pack.content, session.now().date()
    last = session.product.packs.last.get(content.name)
    if len({one.name for one in _trusted(session, pack)}) < NEEDED:
        return NotEnoughSigners()
    if content.made > today:
        return PackOfTomorrow()
    if content.until < today:
        return PackOver()
    if last is not None and content.version < last.version:
        return OlderPack()
    if last is not None and content.version == last.version and pack.sha256 != last.sha256:
        return TwoPacksOneVersion()
    return None


def _told(session: Session, pack: PackFile) -> PackTold:
    content = pack.content
    names = tuple(one.name for one in _trusted(session, pack))
    return PackTold(
        content.name,
        content.version,
        content.edition,
        content.issued_by,
        content.made,
        content.until,
        pack.sha256,
        names,
    )


def _fallen(session: Session, here: Here, taken: Taken) -> Iterator[tuple[str, str]]:
    """The confirmations that are no longer of what stands there: the id of each entry, and it in words."""
    before = {one.id: one for one in here.directory.services}
    after = {one.id: one for one in taken.services}
    options = {one.id for one in taken.options}
    gone = session.product.packs.fallen
    for record in session.heads(None, ["confirmation"]):
        told = next(iter(value_of(record.answers, "service") or ()), "").removeprefix("sv_")
        both = record.entry not in gone and told in after and told in before
        if both and _falls(record, before[told], after[told]):
            yield record.entry, _words(record, before[told].name)
    for record in session.heads(None, [CHECK_FORM]):
        about = value_of(record.answers, "option")
        if record.entry not in gone and about in options:
            name = here.options.by_id[about].name if about in here.options.by_id else about
            yield record.entry, _words(record, name)


def _falls(record: Record, before: Service, after: Service) -> bool:
    """Say whether a confirmation is of a number that is no longer listed, or of hours that are no longer so.

    That a number was found wrong stays: no pack makes it right.
    """
    value = value_of(record.answers, "value")
    if value_of(record.answers, "what") == "hours":
        old, new = write_hours(before.hours), write_hours(after.hours)
        return new not in (old, value)
    gone = {line.phone for line in before.numbers} - {line.phone for line in after.numbers}
    return value_of(record.answers, "right") is not False and read_phone(value) in gone


def _words(record: Record, name: str) -> str:
    by, on = value_of(record.answers, "by"), value_of(record.answers, "on")
    what = value_of(record.answers, "value") or "the option"
    return f"{name}: {what}, confirmed on {day_in_words(on)} by {by}"
