"""One case of a colleague's laptop, carried elsewhere: whole, or as somebody with the signing key would forge it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hru_advocate.domain.ledger.entry import Entry, canonical, hash_of
from hru_advocate.store.ledger import devices, ledger
from hru_advocate.store.vault_file import vault
from hru_advocate.store.vault_file.vault import Vault
from tests.store.conftest import KEY


def signed_again(writer: Any, entry: Entry, **more: Any) -> Entry:
    """The same entry with another header, rightly signed by its device."""
    header = entry.header
    changed = type(header)(**{name: getattr(header, name) for name in header.__struct_fields__} | more)
    return Entry(changed, writer.sign(bytes.fromhex(hash_of(changed))), entry.salt, entry.body)


def empty_vault(path: Path, writer: Any) -> Vault:
    """A new vault that knows the device as another's."""
    made = vault.create(path, KEY)
    devices.add(made, writer.known_elsewhere())
    return made


def put(opened: Vault, writer: Any, entries: Sequence[Entry]) -> None:
    """Write entries straight into the file, past everything that checks them on their way in."""
    with opened.write() as cursor:
        for entry in entries:
            projection = writer.project(entry) if entry.header.kind == "record" else None
            ledger.place(cursor, entry, canonical(entry.header), projection)
