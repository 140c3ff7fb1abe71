"""A pack as a file: its content as it was signed, and each signature apart, so that a second person signs elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import msgspec

from hru_advocate.domain.ledger.entry import canonical
from hru_advocate.domain.packs import content
from hru_advocate.domain.packs.content import PackContent, UnreadablePack, digest_of, read_content
from hru_advocate.keys import signing
from hru_advocate.paths import open_plain

MOST_BYTES: Final = content.MOST_BYTES * 3
"""The largest file that is read: quoting a content may make it longer."""
_NUMBER: Final = 1
_LABEL: Final = "HRU Advocate pack 1"
_MOST_SIGNATURES: Final = 8

Hex = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]+\Z", max_length=128)]


class PackSignature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The signature of one device over a content, with its public key, in hex."""

    device: Hex
    key: Hex
    signature: Hex


class _PackWritten(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pack: int
    content: str
    signatures: Annotated[tuple[PackSignature, ...], msgspec.Meta(max_length=_MOST_SIGNATURES)]


@dataclass(frozen=True, slots=True)
class PackFile:
    """A pack that was read: its content, the very bytes of it, and the signatures, each of which proves."""

    content: PackContent
    told: bytes
    signatures: tuple[PackSignature, ...]

    @property
    def sha256(self) -> str:
        """The SHA-256 the pack is known by, whoever has signed it."""
        return digest_of(self.told)


def read_pack(data: bytes) -> PackFile:
    """Read a pack; whether those who signed it are trusted has still to be asked.

    Raises:
        UnreadablePack: it is none, or a signature on it does not prove.
    """
    if len(data) > MOST_BYTES:
        raise UnreadablePack
    try:
        outer = msgspec.json.decode(data, type=_PackWritten)
        told = outer.content.encode()
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise UnreadablePack from None
    if outer.pack != _NUMBER or canonical(outer) + b"\n" != data:
        raise UnreadablePack
    read = PackFile(read_content(told), told, outer.signatures)
    if len({one.device for one in read.signatures}) != len(read.signatures):
        raise UnreadablePack
    if not all(_proves(one, read.sha256) for one in read.signatures):
        raise UnreadablePack
    return read


def pack_in(path: Path) -> PackFile:
    """Read the pack in a file; errors as ``read_pack``."""
    try:
        with open_plain(path) as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise UnreadablePack from None
    return read_pack(data)


def signed_by(pack: PackFile, key: bytes, sign: Callable[[bytes], bytes]) -> PackFile:
    """The pack with the signature of one more device, in the order of the devices; one it has stays as it is."""
    device = signing.device_id(key)
    if any(one.device == device for one in pack.signatures):
        return pack
    mine = PackSignature(device, key.hex(), sign(_signed(pack.sha256)).hex())
    together = sorted((*pack.signatures, mine), key=lambda one: one.device)
    return PackFile(pack.content, pack.told, tuple(together))


def written_pack(pack: PackFile) -> bytes:
    """The pack as a file."""
    return canonical(_PackWritten(_NUMBER, pack.told.decode(), pack.signatures)) + b"\n"


def _signed(sha256: str) -> bytes:
    """The bytes a device signs: longer than the 32 of an entry, so that neither passes for the other."""
    return f"{_LABEL}\n{sha256}\n".encode()


def _proves(one: PackSignature, sha256: str) -> bool:
    try:
        key, signature = bytes.fromhex(one.key), bytes.fromhex(one.signature)
    except ValueError:
        return False
    return signing.device_id(key) == one.device and signing.verify(key, _signed(sha256), signature)
