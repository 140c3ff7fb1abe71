"""The roster of devices: which are enrolled, whose they are, and which were removed. All of it stands in entries.

A device is enrolled in person: both people compare eight words. Keys are added and never overwritten; a removal names
the last number of that device which still counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.people.own_events import proven
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.cards import DeviceCard, card_in, own_card
from hru_advocate.casework.vault import as_signed
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.casework.wording import recorded_in_words
from hru_advocate.domain.closing.colleagues import DEVICE_ROLES, RECOVERY_HOLDER
from hru_advocate.domain.pasted_text import cleaned
from hru_advocate.errors import AdvocateError
from hru_advocate.keys.eight_words import eight_words
from hru_advocate.store.ledger import devices, ledger

ENROLLED: Final = "device_enrolled"
REMOVED: Final = "device_removed"
KIND: Final = "device"
"""The name of a change of the roster where screens ask again."""


class OwnCard(AdvocateError):
    """This is the card of this computer itself. Nothing was kept; choose the card of the other one."""


class WordsDiffer(AdvocateError):
    """These are not the eight words of both devices. Nothing was kept.

    Have them read out once more. If they still differ, one of the cards was exchanged on its way: hand both cards over
    yourselves, and tell your supervisor.
    """


class HolderUnsaid(AdvocateError):
    """This card is a recovery holder's: every case that is sealed here would go to that computer too. Nothing was kept.

    Enrol it as the recovery holder's if that is meant; otherwise ask the person, and your supervisor.
    """


class NoHolder(AdvocateError):
    """This card is not a recovery holder's. Nothing was kept; enrol it as what it is."""


class AlreadyRemoved(AdvocateError):
    """This device was removed from the unit and stays so. Nothing was changed; a vault made anew has a new key."""


class NotEnrolled(AdvocateError):
    """No device of that name is enrolled here. Nothing was changed; look at the list of devices."""


class RemovalUnexplained(AdvocateError):
    """A device is removed with a reason. Nothing was changed; say why in a line."""


@dataclass(frozen=True, slots=True)
class Member:
    """A device of the unit: whose it is, its keys, since when; ``last`` is there once it was removed.

    ``last`` is the greatest number among its entries that still counts, ``because`` why it was removed.
    """

    device: str
    name: str
    role: str
    role_words: str
    sealing: bytes
    enrolled: str
    last: int | None = None
    removed: str = ""
    because: str = ""
    names: tuple[str, ...] = ()
    """Every name it was enrolled under."""

    @property
    def keeps_copies(self) -> bool:
        """True where it is the recovery holder's: every case that is sealed goes there too."""
        return self.role == RECOVERY_HOLDER

    @property
    def told(self) -> str:
        """The name for lists of who can open something."""
        return f"{self.name} (recovery holder)" if self.keeps_copies else self.name

    @property
    def here(self) -> bool:
        """True while cases may be sealed for it."""
        return self.last is None


class _Enrolled(msgspec.Struct, frozen=True):
    device: str
    sealing_key: str
    name: str
    role: str


class _Removed(msgspec.Struct, frozen=True):
    device: str
    last: int
    because: str


def members(session: Session) -> tuple[Member, ...]:
    """Every device that was ever enrolled here, by name; those that were removed last."""
    return in_order(roster(session))


def in_order(held: Mapping[str, Member]) -> tuple[Member, ...]:
    """The devices of a roster by name; those that were removed last."""
    return tuple(sorted(held.values(), key=lambda one: (not one.here, one.name.casefold(), one.device)))


def roster(session: Session) -> dict[str, Member]:
    """The same by the device's id, from the signed entries alone: what does not prove enrols nobody."""
    found: dict[str, Member] = {}
    for event in proven(session, (ENROLLED, REMOVED)):
        when = recorded_in_words(event.header.recorded.utc)
        if event.header.form == ENROLLED:
            told = msgspec.json.decode(event.body or b"", type=_Enrolled)
            words = DEVICE_ROLES.get(told.role, told.role)
            member = Member(told.device, told.name, told.role, words, bytes.fromhex(told.sealing_key), when)
            before = found.get(told.device)
            if before is None or before.here:
                found[told.device] = replace(member, names=(*(before.names if before else ()), told.name))
        else:
            gone = msgspec.json.decode(event.body or b"", type=_Removed)
            if gone.device in found:
                known = found[gone.device]
                last = gone.last if known.last is None else min(known.last, gone.last)
                found[gone.device] = replace(known, last=last, removed=when, because=gone.because)
    return found


def words_with(session: Session, card: DeviceCard) -> tuple[str, ...]:
    """The eight words for this computer and the device of a card, as the other screen shows them too.

    Raises:
        OwnCard: the card is this computer's.
    """
    mine = own_card(session, "other")
    if card.device == mine.device:
        raise OwnCard
    return eight_words(mine.keys, card.keys, session.program.words)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The card of another device, and the eight words its screen shows too."""

    card: DeviceCard
    words: tuple[str, ...]


def meeting(session: Session, path: Path) -> Meeting:
    """Read a card that was handed over, to compare the words; errors as ``card_in`` and ``words_with``."""
    card = card_in(path)
    return Meeting(card, words_with(session, card))


@dataclass(frozen=True, slots=True)
class DevicesShown:
    """This computer's device, the name on its card, and the devices it has met."""

    device: str
    name: str
    members: tuple[Member, ...]
    keeps_copies: bool = False


def devices_shown(session: Session) -> DevicesShown:
    """The roster as the unit's page shows it."""
    return DevicesShown(session.device.device_id, session.author, members(session), session.keeps_copies)


def enrol(session: Session, card: DeviceCard, typed: str) -> Changed:
    """Enrol the device of a card, once the eight words that its person reads out were typed here.

    Raises:
        OwnCard, WordsDiffer, AlreadyRemoved, HolderUnsaid: nothing was kept.
    """
    if card.keeps_copies:
        raise HolderUnsaid
    return _enrol(session, card, typed)


def enrol_holder(session: Session, card: DeviceCard, typed: str) -> Changed:
    """The same for a recovery holder's computer: from now on every case that is sealed here goes there too.

    Raises:
        OwnCard, WordsDiffer, AlreadyRemoved, NoHolder: nothing was kept.
    """
    if not card.keeps_copies:
        raise NoHolder
    return _enrol(session, card, typed)


def holders(held: Mapping[str, Member]) -> list[Member]:
    """The recovery holder's computers on a roster that are still of the unit, by name."""
    return [member for member in in_order(held) if member.here and member.keeps_copies]


def _enrol(session: Session, card: DeviceCard, typed: str) -> Changed:
    compare(session, card, typed)
    held = roster(session).get(card.device)
    if held is not None and not held.here:
        raise AlreadyRemoved
    if held is not None and (held.name, held.role, held.sealing) == (card.name, card.role, card.sealing):
        return Changed(frozenset())
    told = _Enrolled(card.device, card.sealing.hex(), card.name, card.role)
    with session.vault.write():
        make_known(session, card.device, card.signing, card.name)
        session.note_event(ENROLLED, dict(msgspec.to_builtins(told)))
    return Changed(frozenset({KIND}))


def compare(session: Session, card: DeviceCard, typed: str) -> None:
    """Hold the words that were heard against those of a card.

    Raises:
        OwnCard, WordsDiffer: it is not the device it is said to be.
    """
    if tuple(re.findall(r"[a-z]+", typed.casefold())) != words_with(session, card):
        raise WordsDiffer


def make_known(session: Session, device: str, key: bytes, label: str, *, word_of: str = "") -> None:
    """Keep the key that proves a device's entries, with the entry that introduces it; one that is here stays as it is.

    ``word_of`` is the device on whose word that is, where nobody here has met it.
    """
    if device in devices.public_keys(session.vault):
        return
    known = devices.Device(device, key, None, label, in_utc(session.clock.now()))
    devices.add(session.vault, known)
    body: dict[str, object] = {"device": as_signed.introduction(known)}
    session.note_event(as_signed.ADDED, body | ({"word_of": word_of} if word_of else {}))


def remove(session: Session, device: str, because: str, last: int | None = None) -> Changed:
    """Remove a device: nothing is sealed for it any more, and nothing it wrote after number ``last`` is taken in.

    Without a number it is the greatest that is here. What the device holds already it keeps.

    Raises:
        NotEnrolled, AlreadyRemoved, RemovalUnexplained: nothing was changed.
    """
    member_of(roster(session), device)
    told = " ".join(cleaned(because, lines=False).split())
    if not told:
        raise RemovalUnexplained
    number = ledger.tail(session.vault, device)[0] if last is None else last
    session.note_event(REMOVED, {"device": device, "last": number, "because": told})
    return Changed(frozenset({KIND}))


def member_of(held: Mapping[str, Member], device: str) -> Member:
    """One device of a roster that cases may be sealed for.

    Raises:
        NotEnrolled, AlreadyRemoved: it is none.
    """
    found = held.get(device)
    if found is None:
        raise NotEnrolled
    if not found.here:
        raise AlreadyRemoved
    return found


def name_of(held: Mapping[str, Member], device: str) -> str:
    """The person whose device it is, as a roster says; of one that was never met, its id."""
    found = held.get(device)
    return found.name if found is not None else f"device {device}"
