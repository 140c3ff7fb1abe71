"""Settings kept inside the vault: a key and a JSON value each."""

from __future__ import annotations

from typing import Final, TypeVar

import msgspec

from hru_advocate.store.vault_file import kept
from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.vault import Vault

T = TypeVar("T")

_KEEP: Final = "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
_NAMING: Final = "instr(key, ?1) > 0 OR instr(value, ?1) > 0"


def keep(vault: Vault, key: str, value: object) -> None:
    """Keep a value under a key, in place of the one before."""
    text = msgspec.json.encode(value).decode()
    with vault.write() as cursor:
        kept.change_settings(vault, cursor, "key = ?", (key,), lambda: cursor.execute(_KEEP, (key, text)))


def read(vault: Vault, key: str, shape: type[T]) -> T | None:
    """The value under a key, or ``None`` when there is none or an older program kept something else there."""
    with vault.read() as cursor:
        row = cursor.execute("SELECT CAST(value AS BLOB) FROM setting WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    try:
        return msgspec.json.decode(row[0], type=shape)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None


def all_of(vault: Vault) -> dict[str, str]:
    """Every key with its value as it is kept, in JSON."""
    with vault.read() as cursor:
        return dict(cursor.execute("SELECT key, value FROM setting"))


def forget(vault: Vault, naming: str) -> None:
    """Take out what is kept under any key, or as any value, in which something stands, such as the id of a case."""
    with vault.write() as cursor:
        _take_out(vault, cursor, _NAMING, naming)


def forget_key(vault: Vault, key: str) -> None:
    """Take out what is kept under one key."""
    with vault.write() as cursor:
        _take_out(vault, cursor, "key = ?1", key)


def _take_out(vault: Vault, cursor: Cursor, where: str, value: str) -> None:
    """Take out the settings that fixed words about one value find."""
    question = f"DELETE FROM setting WHERE {where}"  # noqa: S608 - fixed words
    kept.change_settings(vault, cursor, where, (value,), lambda: cursor.execute(question, (value,)))
