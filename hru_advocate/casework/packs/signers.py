"""The people whose signatures count on a pack: at most three, of whom two have to have signed it.

Each comes on the list in person, by the eight words of both devices, as on the roster. A signer is no colleague:
nothing is sealed for it and nothing it writes is taken in. All of it stands in signed entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.people.own_events import proven
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.cards import DeviceCard, card_in, own_card, own_role
from hru_advocate.casework.sharing.roster import AlreadyRemoved, compare, roster
from hru_advocate.casework.wording import recorded_in_words
from hru_advocate.domain.closing.colleagues import DEVICE_ROLES
from hru_advocate.domain.pasted_text import cleaned
from hru_advocate.domain.people.names import is_same_name
from hru_advocate.errors import AdvocateError

TRUSTED: Final = "signer_trusted"
ENDED: Final = "signer_ended"
KIND: Final = "pack"
"""The name of a change of signers and packs where screens ask again."""
MOST: Final = 3
NEEDED: Final = 2


class SignersFull(AdvocateError):
    """Three people are trusted to sign packs already. Nothing was changed; end the trust in one of them first."""


class SameSigner(AdvocateError):
    """Somebody of that name is trusted already, with another laptop. Nothing was changed.

    Two signatures are of two people: end the trust in the old laptop first.
    """


class NoSuchSigner(AdvocateError):
    """No such laptop is trusted to sign packs. Nothing was changed; look at the list."""


class EndUnexplained(AdvocateError):
    """Trust ends with a reason. Nothing was changed; say why in a line."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody whose signature counts: device, key, name, role and since when."""

    device: str
    key: bytes
    name: str
    role_words: str
    since: str


class _Trusted(msgspec.Struct, frozen=True):
    device: str
    key: str
    name: str
    role: str


class _Ended(msgspec.Struct, frozen=True):
    device: str
    because: str


def signers(session: Session) -> Mapping[str, Signer]:
    """Those whose signatures count now, by device, in the order they came; from the signed entries alone.

    The signature of a laptop that was removed from the unit counts no more, from before as little as from after: a pack
    says nothing of when it was signed that whoever has the laptop could not make up.
    """
    found: dict[str, Signer] = {}
    for event in proven(session, (TRUSTED, ENDED)):
        if event.header.form == TRUSTED:
            told = msgspec.json.decode(event.body or b"", type=_Trusted)
            since = recorded_in_words(event.header.recorded.utc)
            role = DEVICE_ROLES.get(told.role, told.role)
            found[told.device] = Signer(told.device, bytes.fromhex(told.key), told.name, role, since)
        else:
            found.pop(msgspec.json.decode(event.body or b"", type=_Ended).device, None)
    gone = {one.device for one in roster(session).values() if not one.here}
    return {device: one for device, one in found.items() if device not in gone}


def trust(session: Session, card: DeviceCard, typed: str) -> Changed:
    """Let the signature of a card's device count, once the eight words its person reads out were typed here.

    This computer's own device needs no words.

    Raises:
        WordsDiffer, AlreadyRemoved, SignersFull, SameSigner: nothing was kept.
    """
    if (card.device, card.signing) != (session.device.device_id, session.device.public):
        compare(session, card, typed)
    held = signers(session)
    if card.device in held:
        return Changed(frozenset())
    known = roster(session).get(card.device)
    if known is not None and not known.here:
        raise AlreadyRemoved
    if len(held) >= MOST:
        raise SignersFull
    if any(is_same_name(card.name, [one.name]) for one in held.values()):
        raise SameSigner
    session.note_event(TRUSTED, msgspec.to_builtins(_Trusted(card.device, card.signing.hex(), card.name, card.role)))
    return Changed(frozenset({KIND}))


def trust_own(session: Session) -> Changed:
    """Let the signature of this computer count too; errors as ``own_card`` and ``trust``."""
    return trust(session, own_card(session, own_role(session)), "")


def trust_card(session: Session, path: Path, typed: str) -> Signer:
    """The same for a card in a file; gives who is trusted now. Errors as ``card_in`` and ``trust``."""
    card = card_in(path)
    trust(session, card, typed)
    return signers(session)[card.device]


def end_trust(session: Session, device: str, because: str) -> Changed:
    """Let a signature count no longer; what was taken by it stays.

    Raises:
        NoSuchSigner, EndUnexplained: nothing was changed.
    """
    if device not in signers(session):
        raise NoSuchSigner
    told = " ".join(cleaned(because, lines=False).split())
    if not told:
        raise EndUnexplained
    session.note_event(ENDED, {"device": device, "because": told})
    return Changed(frozenset({KIND}))
