"""A device's card: the public keys others prove its entries with and seal for, and whose it is. It holds no secret.

Whoever gets a card compares eight words with the person before relying on it: a card that comes by mail may have been
exchanged for another on its way.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from hru_advocate.casework.closing.people import colleagues
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import LONGEST_NAME
from hru_advocate.domain.closing.colleagues import DEVICE_ROLES, RECOVERY_HOLDER
from hru_advocate.domain.forms.kind import is_clean
from hru_advocate.domain.ledger.entry import canonical
from hru_advocate.domain.people.names import is_same_name
from hru_advocate.errors import AdvocateError, DeviceError
from hru_advocate.keys import sealing, signing
from hru_advocate.paths import open_plain, write_whole

MOST_BYTES: Final = 16 * 1024
_LABEL: Final = "HRU Advocate card 1"
_NUMBER: Final = 1


class UnreadableCard(AdvocateError):
    """This is no card of a device, or it was changed on its way. Nothing was kept; ask for the card again."""


class CardNotWritten(DeviceError):
    """The card could not be written there: a file of that name is there, or the disk refuses. Choose another name."""


class NameMissing(AdvocateError):
    """A card says whose device it is. Nothing was written; fill in your name in the settings first."""


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """One device with its public keys, and the name and role of the person who works on it."""

    device: str
    signing: bytes
    sealing: bytes
    name: str
    role: str

    @property
    def keys(self) -> bytes:
        """Everything the eight words stand for."""
        return self.signing + self.sealing

    @property
    def keeps_copies(self) -> bool:
        """True where it is the recovery holder's: every case that is sealed goes there too."""
        return self.role == RECOVERY_HOLDER

    @property
    def role_words(self) -> str:
        """The role in words."""
        return DEVICE_ROLES[self.role]


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A card as it is written: keys and signature in hex."""

    card: int
    device: str
    signing: str
    sealing: str
    name: str
    role: str
    signature: str = ""


def own_card(session: Session, role: str) -> DeviceCard:
    """The card of this computer, for the person who works on it.

    Raises:
        NameMissing: there is no name to write on it.
    """
    if not session.author.strip():
        raise NameMissing
    key = session.device
    return DeviceCard(key.device_id, key.public, key.sealing_key().public, session.author, role)


def written_card(session: Session, role: str) -> bytes:
    """The card of this computer as a file to hand over; errors as ``own_card``."""
    card = own_card(session, role)
    told = _Written(_NUMBER, card.device, card.signing.hex(), card.sealing.hex(), card.name, card.role)
    signature = session.device.sign(_signed(told)).hex()
    return canonical(msgspec.structs.replace(told, signature=signature)) + b"\n"


def read_card(data: bytes) -> DeviceCard:
    """Read a card that somebody handed over.

    Raises:
        UnreadableCard: it is none, or not the one its device signed.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableCard
    try:
        told = msgspec.json.decode(data, type=_Written)
        card = DeviceCard(told.device, bytes.fromhex(told.signing), bytes.fromhex(told.sealing), told.name, told.role)
        signature = bytes.fromhex(told.signature)
        content = _signed(told)
        sealing.check_public(card.sealing)
    except (msgspec.MsgspecError, ValueError, RecursionError, sealing.NoSealingKey):
        raise UnreadableCard from None
    if told.card != _NUMBER or card.role not in DEVICE_ROLES or not _is_a_name(card.name):
        raise UnreadableCard
    if signing.device_id(card.signing) != card.device or not signing.verify(card.signing, content, signature):
        raise UnreadableCard
    return card


def write_card(session: Session, place: Path, role: str = "") -> str:
    """Write the card of this computer into a new file; gives the device's id. The role is the one the unit noted.

    The recovery holder's computer has that role and no other.

    Raises:
        NameMissing, CardNotWritten: nothing was written.
    """
    data = written_card(session, own_role(session) if session.keeps_copies else role or own_role(session))
    try:
        write_whole(place, data)
    except OSError:
        raise CardNotWritten from None
    return session.device.device_id


def own_role(session: Session) -> str:
    """The role in which the unit's people have whoever works here; an advocate where they do not have her.

    A computer that only keeps cases to bring them back has that role, whoever works there.
    """
    if session.keeps_copies:
        return RECOVERY_HOLDER
    return next((one.role for one in colleagues(session) if is_same_name(one.name, [session.author])), "advocate")


def card_in(path: Path) -> DeviceCard:
    """Read the card in a file; errors as ``read_card``."""
    try:
        with open_plain(path) as file:
            return read_card(file.read(MOST_BYTES + 1))
    except (OSError, ValueError):
        raise UnreadableCard from None


def _signed(told: _Written) -> bytes:
    """The bytes the device signs: they begin with a label, so that no entry and no other paper passes for a card."""
    return f"{_LABEL}\n".encode() + canonical(msgspec.structs.replace(told, signature=""))


def _is_a_name(name: str) -> bool:
    return is_clean(name, lines=False, most=LONGEST_NAME)
