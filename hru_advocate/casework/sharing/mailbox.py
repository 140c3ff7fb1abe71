"""The mailbox that was chosen on this computer, kept in the vault, and it as a place packages lie in."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import known_of_shared, sealed_file
from hru_advocate.casework.sharing.places import FileThere, PlaceSeen
from hru_advocate.casework.sharing.sending import KIND
from hru_advocate.casework.vault.as_signed import SHARED
from hru_advocate.errors import AdvocateError
from hru_advocate.hub.card import CertificateMissing, MailboxCard, card_in, certificate_of
from hru_advocate.hub.connecting import connected
from hru_advocate.hub.mailbox import Mailbox
from hru_advocate.paths import write_whole
from hru_advocate.store import settings

CHOSEN: Final = "mailbox_chosen"

_KEPT: Final = f"{SHARED}mailbox"
_CERTIFICATE: Final = "mailbox.crt"
_AT_ONCE: Final = 50
"""The packages whose wrapped keys are asked for in one question."""


class NoMailbox(AdvocateError):
    """No mailbox was chosen on this computer. Nothing left and nothing was taken; choose the card of one first."""


class _MailboxKept(msgspec.Struct, frozen=True):
    card: MailboxCard
    certificate: str


@dataclass(frozen=True, slots=True)
class MailboxShown:
    """The mailbox that was chosen, as anybody may see it: where it is, and under which name this computer comes."""

    host: str
    database: str
    user: str


def mailbox_shown(session: Session) -> MailboxShown | None:
    """The mailbox that was chosen, ``None`` for none."""
    kept = settings.read(session.vault, _KEPT, _MailboxKept)
    return None if kept is None else MailboxShown(kept.card.host, kept.card.database, kept.card.user)


def choose_mailbox(session: Session, path: Path) -> Changed:
    """Keep the mailbox of a card, with its password and its certificate, in the vault; nothing is reached yet.

    Raises:
        NoMailboxCard, CertificateMissing: nothing was changed.
    """
    card = card_in(path)
    certificate = certificate_of(card)
    with session.vault.write():
        session.note_event(CHOSEN, {"host": card.host})
        settings.keep(session.vault, _KEPT, _MailboxKept(msgspec.structs.replace(card, certificate=""), certificate))
    return Changed(frozenset({KIND}))


def forget_mailbox(session: Session) -> Changed:
    """Forget the mailbox and its password; what lies there stays until its days are over."""
    with session.vault.write():
        session.note_event(CHOSEN, {"host": ""})
        settings.forget_key(session.vault, _KEPT)
    with suppress(OSError):
        _certificate_file(session).unlink(missing_ok=True)
    return Changed(frozenset({KIND}))


class PackageMailbox:
    """The mailbox as a place for packages. It is reached with the first question, and let go with ``close``."""

    kind = "mailbox"
    may_heal = True
    has_notices = True
    shows_keys = True

    def __init__(self, session: Session) -> None:
        self._session, self._held = session, ExitStack()
        self._reached: Mailbox | None = None
        self._sizes: dict[str, int] = {}
        self._outsides: dict[str, bytes] = {}

    def look(self, wanted: Collection[str]) -> PlaceSeen:
        """Everything that came since it was looked at, and those of ``wanted`` that are there."""
        before = known_of_shared.reached(self._session)
        found = self._mailbox().look(before.number, before.count, wanted)
        self._sizes = {one.name: one.bytes for one in found.packages}
        self._outsides.clear()
        return PlaceSeen({one.name: FileThere(one.bytes, one.number) for one in found.packages}, count=found.count)

    def told(self, name: str) -> str:
        """The name of one: where it is, is told with the mailbox."""
        return name

    def take(self, name: str) -> bytes:
        """The bytes of one; what was sealed for others is not fetched."""
        if name not in self._outsides:
            order = list(self._sizes)
            first = order.index(name)
            self._outsides |= self._mailbox().keys(order[first : first + _AT_ONCE])
        outside = self._outsides.pop(name, None)
        if outside is None:
            raise FileNotFoundError
        sealed_file.check_outside(outside, self._session.device.sealing_key())
        rest = self._mailbox().content(name, self._sizes.get(name, 0))
        if rest is None:
            raise FileNotFoundError
        return outside + rest

    def put(self, name: str, data: bytes) -> None:
        """Put one there."""
        self._mailbox().put(name, *sealed_file.halves(data))

    def is_as_put(self, name: str, size: int, sha256: str) -> bool:
        """Say whether one is still what was put there, as the mailbox itself says: it may keep it from others."""
        return self._mailbox().sum_of(name) == (sha256, size)

    def withdraw(self, name: str) -> bool:
        """Take one away."""
        return self._mailbox().withdraw(name)

    def close(self) -> None:
        """Let go of the connection."""
        self._held.close()
        self._reached = None

    def _mailbox(self) -> Mailbox:
        if self._reached is None:
            kept = settings.read(self._session.vault, _KEPT, _MailboxKept)
            if kept is None:
                raise NoMailbox
            card = kept.card
            if not card.is_local:
                card = msgspec.structs.replace(card, certificate=str(self._certificate(kept.certificate)))
            line = self._held.enter_context(connected(card, self._session.somebody_waits))
            self._reached = Mailbox(line)
        return self._reached

    def _certificate(self, text: str) -> Path:
        """The certificate as a file, which the driver asks for; the vault's own word of it counts."""
        path = _certificate_file(self._session)
        try:
            if not path.is_file() or path.read_bytes() != text.encode():
                write_whole(path, text.encode(), over=True)
        except OSError:
            raise CertificateMissing from None
        return path


def _certificate_file(session: Session) -> Path:
    return session.vault.path.with_name(_CERTIFICATE)
