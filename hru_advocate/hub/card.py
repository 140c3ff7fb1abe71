"""The card of a mailbox: where it is, as whom one comes to it, and the certificate its server is known by."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import msgspec

from hru_advocate.domain.toml_files import UnreadableToml, decode_toml
from hru_advocate.errors import AdvocateError
from hru_advocate.paths import open_plain, write_whole

_MOST_BYTES: Final = 64 * 1024
_MOST_OF_CERTIFICATE: Final = 1024 * 1024
"""All that a system trusts is a quarter of it."""
_PLAIN: Final = r"^[^\x00-\x1f\x7f\"'\\]*\Z"
"""Nothing that would end a line or a string: neither of the card nor of what the driver is handed."""

Plain = Annotated[str, msgspec.Meta(max_length=1000, pattern=_PLAIN)]
Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,62}\Z")]


class NoMailboxCard(AdvocateError):
    """This file is no card of a mailbox, or something is wrong in it. Nothing was changed; ask IT for it again."""


class CertificateMissing(AdvocateError):
    """The certificate this card names cannot be read on this computer. Nothing was changed; ask IT for it."""


class CardNotWritten(AdvocateError):
    """The card could not be written, so nobody was added. Choose a new file in another place."""


class MailboxCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The place of a mailbox and as whom one comes to it. A host that begins with a slash is a socket of this computer.

    Any other is reached only over TLS, and only where its certificate is the one named or signed by it.
    """

    host: Annotated[str, msgspec.Meta(pattern=r"^(/[^\x00-\x1f,\"'\\]+|[A-Za-z0-9.:-]+(,[A-Za-z0-9.:-]+)*)\Z")]
    user: Name
    database: Name = "hru"
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 5432
    password: Plain = ""
    certificate: Plain = ""

    @property
    def is_local(self) -> bool:
        """Say whether it is a socket of this computer."""
        return self.host.startswith("/")


def card_in(path: Path) -> MailboxCard:
    """The card in a file; a certificate that is named without its folder lies beside it.

    Raises:
        NoMailboxCard, CertificateMissing: nothing was changed.
    """
    try:
        with open_plain(path) as file:
            card = decode_toml(file.read(_MOST_BYTES), MailboxCard)
    except (OSError, ValueError, UnreadableToml):
        raise NoMailboxCard from None
    if card.is_local:
        return card
    if not card.certificate:
        raise NoMailboxCard
    certificate = path.absolute().parent / card.certificate  # one that is named whole stays as it is
    _certificate(certificate)
    return msgspec.structs.replace(card, certificate=certificate.as_posix())


def certificate_of(card: MailboxCard) -> str:
    """The certificate that a card names, as text; ``""`` for a socket of this computer.

    Raises:
        CertificateMissing: it cannot be read, or is none.
    """
    try:
        return "" if card.is_local else _certificate(Path(card.certificate)).decode("ascii")
    except UnicodeDecodeError:
        raise CertificateMissing from None


def _certificate(path: Path) -> bytes:
    try:
        with open_plain(path) as file:
            told = file.read(_MOST_OF_CERTIFICATE + 1)
    except (OSError, ValueError):
        raise CertificateMissing from None
    if len(told) > _MOST_OF_CERTIFICATE or b"-----BEGIN CERTIFICATE-----" not in told[:_MOST_BYTES]:
        raise CertificateMissing
    return told


def write_card(path: Path, card: MailboxCard) -> None:
    """Write a card into a new file that only its owner can read.

    Raises:
        CardNotWritten: nothing was written.
    """
    told = msgspec.to_builtins(card)
    lines = [f"{name} = {value}" if isinstance(value, int) else f'{name} = "{value}"' for name, value in told.items()]
    try:
        write_whole(path, ("\n".join(lines) + "\n").encode())
    except OSError:
        raise CardNotWritten from None
