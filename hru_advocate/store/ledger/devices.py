"""The devices whose entries are in the file, with the public keys that prove them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from hru_advocate.errors import NotFound
from hru_advocate.store.faults import DamagedFile
from hru_advocate.store.vault_file.driver import Row
from hru_advocate.store.vault_file.vault import Vault

_COLUMNS: Final = "SELECT id, public_key, wrapped_signing_key, label, created, whole_chain FROM device"


@dataclass(frozen=True, slots=True)
class Device:
    """One device; ``wrapped_signing_key`` is there only for devices that write into this file.

    ``whole_chain`` says that every entry of the device is meant to be here, as it must be of one that writes here.
    Of others usually single cases are: their lanes are whole, and the numbers between them are elsewhere.
    """

    id: str
    public_key: bytes
    wrapped_signing_key: bytes | None = field(repr=False)
    label: str
    created: str
    whole_chain: bool = False

    def __post_init__(self) -> None:
        """Hold a device that writes here to its whole chain."""
        object.__setattr__(self, "whole_chain", bool(self.whole_chain) or self.wrapped_signing_key is not None)


def add(vault: Vault, device: Device) -> None:
    """Keep a device.

    Raises:
        RefusedByFile: It is here already.
    """
    values = (device.id, device.public_key, device.wrapped_signing_key, device.label, device.created)
    with vault.write() as cursor:
        cursor.execute(
            "INSERT INTO device (id, public_key, wrapped_signing_key, label, created, whole_chain)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (*values, int(device.whole_chain)),
        )


def all_of(vault: Vault) -> tuple[Device, ...]:
    """Every device, the oldest first."""
    with vault.read() as cursor:
        return tuple(_device(row) for row in cursor.execute(f"{_COLUMNS} ORDER BY created, id"))


def public_keys(vault: Vault) -> dict[str, bytes]:
    """The public key of every device, by its id."""
    with vault.read() as cursor:
        return dict(cursor.execute("SELECT id, public_key FROM device"))


def own(vault: Vault) -> Device:
    """The device that writes into this file now: the newest with a signing key.

    Raises:
        NotFound: There is none.
    """
    with vault.read() as cursor:
        row = cursor.execute(
            f"{_COLUMNS} WHERE wrapped_signing_key IS NOT NULL ORDER BY created DESC, id DESC LIMIT 1"
        ).fetchone()
    if row is None:
        raise NotFound
    return _device(row)


def writer(vault: Vault) -> Device:
    """The same of a vault that is being opened, and is none without a device: its file was copied without its log.

    Raises:
        DamagedFile: There is none.
    """
    try:
        return own(vault)
    except NotFound:
        raise DamagedFile from None


def _device(row: Row) -> Device:
    return Device(*row)
