"""The anchor of a vault: how far its entries reached, sealed to be kept where an older copy cannot reach.

The computer's keychain keeps one, or a file in another folder.
"""

from __future__ import annotations

import secrets
from typing import Annotated, Final, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hru_advocate.store.vault_file.vault import Vault

Kind = Literal["older", "changed", "fewer", "smaller", "header", "newer", "log", "missing", "kept"]
"""Kinds of misfit: entries are gone (``older``) or are others (``changed``), fewer of other devices' are here, the
file is shorter, the key file is an older or a ``newer`` one, the log a crash left is gone or damaged, no anchor can be
read, or drafts and settings are not as they were last ``kept``."""

MOST_DOUBTS: Final = 3
"""As many are kept, one of a kind: a keychain of Windows takes 1,280 characters."""

_MAGIC: Final = b"HRUA1"
_NONCE: Final = 12

_Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
_Hash = Annotated[str, msgspec.Meta(max_length=64)]
_Moment = Annotated[str, msgspec.Meta(max_length=32)]


class Doubt(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """Something that did not fit at an opening and that nobody has accepted yet; ``wanted`` is what ought to be there.

    ``wanted`` and ``found`` are numbers of entries, pages, changes, or generations of the key file, as the kind asks;
    ``head`` is the hash of the entry ``wanted`` of ``device``.
    """

    kind: Kind
    noted: _Moment
    wanted: _Count = 0
    found: _Count = 0
    device: Annotated[str, msgspec.Meta(max_length=40)] = ""
    head: _Hash = ""


class Anchor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """The reach of a vault, ``noted`` at that moment; ``closed`` says that it was closed then, and left no log."""

    device: Annotated[str, msgspec.Meta(max_length=40)]
    sequence: _Count
    head: _Hash
    """The hash of the device's newest entry."""
    count: _Count
    """The entries of all devices."""
    pages: _Count
    """The size of the file."""
    generation: _Count
    """The number of changes of the key file."""
    noted: _Moment
    closed: bool = False
    views: _Hash = ""
    """The hash of the entry about the last check that found nothing: what everything came to stands in it."""
    doubts: Annotated[tuple[Doubt, ...], msgspec.Meta(max_length=MOST_DOUBTS)] = ()
    turn: _Count = 0
    """The number of changes of drafts and settings."""


def seal_anchor(key: bytes, instance: str, anchor: Anchor) -> bytes:
    """Seal an anchor under the vault's anchor key; it says nothing to anybody without it, and cannot be made up."""
    nonce = secrets.token_bytes(_NONCE)
    return _MAGIC + nonce + AESGCM(key).encrypt(nonce, msgspec.json.encode(anchor), _bound(instance))


def open_anchor(key: bytes, instance: str, sealed: bytes) -> Anchor | None:
    """Read an anchor again; ``None`` where it is damaged, of another vault, or made by somebody else."""
    start = len(_MAGIC) + _NONCE
    if not sealed.startswith(_MAGIC):
        return None
    try:
        plain = AESGCM(key).decrypt(sealed[len(_MAGIC) : start], sealed[start:], _bound(instance))
        return msgspec.json.decode(plain, type=Anchor)
    except (InvalidTag, ValueError, msgspec.MsgspecError):
        return None


def hash_at(vault: Vault, device: str, sequence: int) -> str | None:
    """The hash of a device's entry with that number, or ``None`` when the file does not reach so far."""
    with vault.read() as cursor:
        row = cursor.execute("SELECT hash FROM entry WHERE device = ? AND sequence = ?", (device, sequence)).fetchone()
    return None if row is None else bytes(row[0]).hex()


def counted(vault: Vault) -> tuple[int, int]:
    """Count the entries of the file, and its pages."""
    with vault.read() as cursor:
        entries = cursor.execute("SELECT count(*) FROM entry").fetchone()
        pages = cursor.execute("PRAGMA page_count").fetchone()
    return (0 if entries is None else entries[0]), (0 if pages is None else pages[0])


def ends_locked(vault: Vault, device: str) -> bool:
    """True where the newest entry of a device says that the vault was locked."""
    with vault.read() as cursor:
        row = cursor.execute(
            "SELECT json_extract(header, '$.form') FROM entry WHERE device = ? ORDER BY sequence DESC LIMIT 1",
            (device,),
        ).fetchone()
    return row is not None and row[0] == "lock"


def _bound(instance: str) -> bytes:
    return f"HRU-ADVOCATE-ANCHOR 1 {instance}".encode()
