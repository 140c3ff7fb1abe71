"""The header of a vault: which slots can open it, as canonical JSON of at most 64 KiB.

The header holds nothing secret and nothing about a person. It carries two proofs: ``checksum`` (SHA-256, for
accidents, checked when reading, so that a flipped bit is never taken for a wrong passphrase) and ``mac``
(under a key from the master key, for attackers, checked after unlocking). Every slot binds all it says
about itself, the vault and the format as associated data of its own ciphertext.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

import msgspec

from hru_advocate.errors import HeaderDamaged, NewerVault, NotAVault
from hru_advocate.keys.passphrase import KdfParameters

MAGIC = "HRU-ADVOCATE-VAULT"
FORMAT = 1
"""The major format: a reader refuses any other."""

READER = 1
"""The reader this program is; a header may ask for a later reader within the same format."""

MOST_BYTES = 64 * 1024
MOST_SLOTS = 16
_EMPTY = b""

Kind = Literal["daily", "fallback", "recovery"]
"""``daily``: passphrase and keychain; ``fallback``: passphrase alone; ``recovery``: the code on paper."""

KINDS: tuple[Kind, ...] = ("daily", "fallback", "recovery")
Entry = Literal["", "secret-a", "secret-b"]
"""The one of a vault's two keychain entries that holds the secret: a new one never overwrites the one in use."""

_Identifier = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{32}\Z")]
_Name = Annotated[str, msgspec.Meta(max_length=64)]
_Point = Annotated[bytes, msgspec.Meta(max_length=32)]
_Count = Annotated[int, msgspec.Meta(ge=1, le=2**53)]


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One way to the master key: 32 bytes sealed with AES-256-GCM (12-byte nonce, 16-byte tag)."""

    id: _Identifier
    kind: Kind
    kdf: KdfParameters
    nonce: Annotated[bytes, msgspec.Meta(min_length=12, max_length=12)]
    ciphertext: Annotated[bytes, msgspec.Meta(min_length=48, max_length=48)]
    created: _Name  # ISO 8601, UTC
    label: _Name  # what it is, never whose
    backend: _Name  # the keychain that holds its secret, or ""
    entry: Entry  # the entry of that keychain, or ""
    public: _Point = b""  # the recovery code's public key, or nothing
    sent: _Point = b""  # the public key made once for sealing to it, or nothing


class VaultHeader(msgspec.Struct, frozen=True, kw_only=True):
    """A header that was read or is to be written; ``foreign`` slots are of kinds this version does not know."""

    vault_id: str  # 32 hex digits, random
    instance: str  # 32 hex digits, random: which copy of the vault this is; its secrets and its anchor bear it
    generation: int  # counts up with each change
    slots: tuple[Slot, ...]
    min_reader: int = READER
    foreign: tuple[msgspec.Raw, ...] = ()
    mac: bytes = _EMPTY

    def slot(self, kind: Kind) -> Slot | None:
        """The slot of one kind, or None."""
        return next((slot for slot in self.slots if slot.kind == kind), None)


class _Opening(msgspec.Struct):
    """The beginning of every format, also of a future one."""

    magic: str
    format: int
    min_reader: int
    checksum: str


class _Wire(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The header exactly as in the file."""

    magic: Literal["HRU-ADVOCATE-VAULT"]
    format: Literal[1]
    min_reader: _Count
    vault_id: _Identifier
    instance: _Identifier
    generation: _Count
    slots: Annotated[list[msgspec.Raw], msgspec.Meta(max_length=MOST_SLOTS)]
    mac: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    checksum: str


class _Named(msgspec.Struct):
    """The kind of a slot that may be of a later version."""

    kind: str


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no spaces: the one form that is hashed, authenticated and written."""
    return msgspec.json.encode(value, order="sorted")


def bound_to_slot(slot: Slot, vault_id: str) -> bytes:
    """The associated data of a slot: all of it but the ciphertext, with the vault and the format."""
    described = msgspec.to_builtins(slot)
    del described["ciphertext"]
    return canonical({"format": FORMAT, "slot": described, "vault_id": vault_id})


def covered_by_mac(header: VaultHeader) -> bytes:
    """Everything the MAC proves: the whole header but the MAC and the checksum."""
    return canonical(_plain(header))


def encode(header: VaultHeader) -> bytes:
    """The bytes of the file, with their checksum."""
    plain = _plain(header) | {"mac": header.mac}
    return canonical(plain | {"checksum": hashlib.sha256(canonical(plain)).hexdigest()})


def decode(content: bytes) -> VaultHeader:
    """Read a header strictly.

    Raises:
        NotAVault: it does not name itself a header of this program.
        NewerVault: it is whole, and of a format or for a reader this version does not know.
        HeaderDamaged: anything else that is not exactly what :func:`encode` writes.
    """
    try:
        if len(content) > MOST_BYTES:
            raise NotAVault if MAGIC.encode() not in content[:MOST_BYTES] else HeaderDamaged
        opening = msgspec.json.decode(content, type=_Opening)
        _check_checksum(content, opening.checksum)
        if opening.magic != MAGIC:
            raise NotAVault
        if opening.format != FORMAT or opening.min_reader > READER:
            raise NewerVault
        header = _header(msgspec.json.decode(content, type=_Wire))
        if encode(header) != content:
            raise HeaderDamaged
        return header
    except (msgspec.MsgspecError, RecursionError, OverflowError, ValueError):
        raise (HeaderDamaged if MAGIC.encode() in content else NotAVault) from None


def _check_checksum(content: bytes, checksum: str) -> None:
    everything = msgspec.json.decode(content, type=dict[str, object])
    del everything["checksum"]
    if hashlib.sha256(canonical(everything)).hexdigest() != checksum:
        raise HeaderDamaged


def _header(wire: _Wire) -> VaultHeader:
    known: list[Slot] = []
    foreign: list[msgspec.Raw] = []
    for raw in wire.slots:
        if msgspec.json.decode(raw, type=_Named).kind in KINDS:
            known.append(msgspec.json.decode(raw, type=Slot))
        else:
            foreign.append(raw.copy())
    if len({slot.kind for slot in known}) != len(known):
        raise HeaderDamaged
    return VaultHeader(
        vault_id=wire.vault_id,
        instance=wire.instance,
        generation=wire.generation,
        slots=tuple(known),
        min_reader=wire.min_reader,
        foreign=tuple(foreign),
        mac=wire.mac,
    )


def _plain(header: VaultHeader) -> dict[str, object]:
    """Our own slots in the order of their kinds, then those of later versions, which append theirs, as they came."""
    own = sorted(header.slots, key=lambda slot: KINDS.index(slot.kind))
    return {
        "magic": MAGIC,
        "format": FORMAT,
        "min_reader": header.min_reader,
        "vault_id": header.vault_id,
        "instance": header.instance,
        "generation": header.generation,
        "slots": [msgspec.to_builtins(slot) for slot in own] + [msgspec.json.decode(raw) for raw in header.foreign],
    }
