"""A real encrypted file, a real signing key and made-up entries for every test of the store."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hru_advocate.domain.ledger.entry import Entry, EntryKind, Stamp, canonical
from hru_advocate.domain.ledger.ids import new_id
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.store.ledger import devices, ledger
from hru_advocate.store.ledger.ledger import NewEntry
from hru_advocate.store.vault_file import vault
from hru_advocate.store.vault_file.vault import Vault

KEY = bytes(range(32))
DEFINITION = "d" * 64  # the hash a made-up form's definition file would have
START = 1_795_428_000_000  # 23 November 2026, 10:00 UTC, in milliseconds


@dataclass
class Writer:
    """Writes made-up entries as one device would, the same ones every time."""

    vault: Vault
    device: str = "aaaaaaaaaaaaaaaa"
    seed: int = 1
    projections: dict[str, Projection] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.signing = Ed25519PrivateKey.from_private_bytes(self.random.randbytes(32))
        self.now = START
        if self.device not in {known.id for known in devices.all_of(self.vault)}:
            devices.add(self.vault, self.known_here())

    def known_here(self) -> devices.Device:
        """The device as the vault it writes into knows it."""
        return devices.Device(self.device, self._public(), b"made-up wrap", "made-up laptop", "2026-11-23")

    def known_elsewhere(self) -> devices.Device:
        """The device as any other vault knows it."""
        return devices.Device(self.device, self._public(), None, "made-up laptop", "2026-11-23")

    def _public(self) -> bytes:
        return self.signing.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, digest: bytes) -> bytes:
        return self.signing.sign(digest)

    def verify(self, device: str, digest: bytes, signature: bytes) -> bool:
        if device != self.device:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self._public()).verify(signature, digest)
        except InvalidSignature:
            return False
        return True

    def id(self) -> str:
        self.now += 1000
        return new_id(self.now, self.random.randbytes(10))

    def stamp(self) -> Stamp:
        moment = datetime(2026, 11, 23, 10, tzinfo=UTC) + timedelta(milliseconds=self.now - START)
        utc = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return Stamp(utc, 0, self.now * 1_000_000, "boot")

    def make(
        self,
        text: str = "phoned and left no message",
        *,
        case: str | None = None,
        record: str | None = None,
        parents: tuple[str, ...] = (),
        kind: EntryKind = "record",
        slot: str = "contact",
        sort: str | None = None,
        columns: dict[str, str | None] | None = None,
        due: str | None = None,
        draft: str | None = None,
    ) -> NewEntry:
        one = self.id()
        stamp = self.stamp()
        projection = None
        if kind == "record":
            projection = Projection(
                slot=slot,
                line=text[:40],
                sort=sort or stamp.utc,
                search_text=text,
                columns=columns or {},
                due=due,
                due_label="ring back" if due else "",
            )
            self.projections[one] = projection
        return NewEntry(
            id=one,
            device=self.device,
            record=record or one,
            form=slot,
            version=1,
            author="worker",
            recorded=stamp,
            body=canonical({"answers": {"note": {"state": "answered", "value": text}}}),
            case=case,
            kind=kind,
            definition=DEFINITION if kind == "record" else "",
            parents=parents,
            happened=sort or "",
            projection=projection,
            draft=draft,
            salt=self.random.randbytes(16),
        )

    def write(self, text: str = "phoned and left no message", **more: object) -> Entry:
        return ledger.append(self.vault, self.make(text, **more), sign=self.sign)  # type: ignore[arg-type]  # passed on as given

    def project(self, entry: Entry) -> Projection | None:
        return self.projections.get(entry.header.id)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "unit.vault"


@pytest.fixture
def key() -> bytes:
    return KEY


@pytest.fixture
def opened(path: Path) -> Iterator[Vault]:
    made = vault.create(path, KEY)
    yield made
    made.close()


@pytest.fixture
def writer(opened: Vault) -> Writer:
    return Writer(opened)


@pytest.fixture
def new_writer() -> Callable[..., Writer]:
    return Writer
