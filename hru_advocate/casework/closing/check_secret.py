"""The secret that goes into what the lists came to at a check: that number stands in an entry, which nothing removes.

Without it whoever has such a number, out of an export too, could try names until one comes to it: of a case that was
erased since, or that is restricted. An erasure changes the secret, and with it numbers of before tell nothing.
"""

from __future__ import annotations

import secrets
from typing import Final

from hru_advocate.errors import DeviceError
from hru_advocate.store import settings
from hru_advocate.store.vault_file.vault import Vault

KEY: Final = "check_secret"
"""The setting that holds it."""
_BYTES: Final = 32


def of_now(vault: Vault) -> bytes:
    """The secret that is kept, or where none is, one that is to be kept with the first number it goes into."""
    held = _held(vault)
    return bytes.fromhex(held) if held else secrets.token_bytes(_BYTES)


def is_kept(vault: Vault, secret: bytes) -> bool:
    """Keep a secret where there is none yet; say whether it is the one that is kept."""
    try:
        if not _held(vault):
            settings.keep(vault, KEY, secret.hex())
    except DeviceError:
        return False
    return _held(vault) == secret.hex()


def change(vault: Vault) -> None:
    """Keep another, so that no number of before can be made again.

    Raises:
        DiskFull, DiskFailed, NothingCanBeSaved: It is as it was.
    """
    settings.keep(vault, KEY, secrets.token_hex(_BYTES))


def _held(vault: Vault) -> str:
    return settings.read(vault, KEY, str) or ""
