"""The entry in the file that an anchor from outside it is held against."""

from __future__ import annotations

from hru_advocate.store.vault_file.vault import Vault


def hash_at(vault: Vault, device: str, sequence: int) -> str | None:
    """The hash of a device's entry with that number, or ``None`` when the file does not reach so far."""
    with vault.read() as cursor:
        row = cursor.execute("SELECT hash FROM entry WHERE device = ? AND sequence = ?", (device, sequence)).fetchone()
    return None if row is None else bytes(row[0]).hex()
