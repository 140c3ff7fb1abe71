"""Counts and sums what is kept beside the ledger, drafts and settings, so that an older page of it is noticed.

Entries are proven by their chains and lists by their entries. A draft or a setting has neither, and a page of the same
file from last week fits its seal. So each change counts one on and changes a sum over all rows, in its own transaction:
a page put back does not fit the sum, and all of them together do not reach the count the anchor knows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Final

import msgspec

from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.vault import Vault

KEY: Final = "kept"
"""The setting that holds count and sum; it is no part of the sum."""
COUNTED: Final = "counted"
"""The setting that is worked out from entries and held against them; it is no part of the sum either."""
ANCHOR_BEFORE: Final = "anchor_before"
"""The setting by which a vault written anew opens the anchor of before, until one is kept under its new keys."""

_DRAFT: Final = "SELECT id, case_id, form, version, record, parents, body, saved FROM draft"
_SETTING: Final = f"SELECT key, value FROM setting WHERE key NOT IN ('{KEY}', '{COUNTED}', '{ANCHOR_BEFORE}')"  # noqa: S608 - fixed words
_FIND: Final = f"SELECT value FROM setting WHERE key = '{KEY}'"  # noqa: S608 - fixed words
_KEEP: Final = (
    f"INSERT INTO setting (key, value) VALUES ('{KEY}', ?)"  # noqa: S608 - fixed words
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
_BYTES: Final = 16
_ROUND: Final = 1 << 8 * _BYTES

Rows = Iterable[tuple[object, ...]]


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    turn: Annotated[int, msgspec.Meta(ge=0, le=2**53)] = 0
    sum: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")] = "0" * 2 * _BYTES


@dataclass(frozen=True, slots=True)
class Standing:
    """The changes of drafts and settings, counted, and whether all are as they were last kept.

    ``begun`` is False where nothing was counted yet.
    """

    turn: int
    fits: bool
    begun: bool = True


def change_drafts(vault: Vault, cursor: Cursor, where: str, values: tuple[object, ...], change: Change) -> list[str]:
    """Change drafts, and count and sum it in the same transaction; the ids of those there were before.

    ``where`` finds those that are to be changed, before the change and after it.
    """
    return _change(vault, cursor, f"{_DRAFT} WHERE {where}", values, change)


def change_settings(vault: Vault, cursor: Cursor, where: str, values: tuple[object, ...], change: Change) -> None:
    """Change settings, and count and sum it in the same transaction; ``where`` as for drafts."""
    _change(vault, cursor, f"{_SETTING} AND ({where})", values, change)


def throw_away(vault: Vault, cursor: Cursor, where: str, values: tuple[object, ...]) -> list[str]:
    """Throw drafts away; their ids."""

    def change() -> None:
        cursor.execute(f"DELETE FROM draft WHERE {where}", values)  # noqa: S608 - fixed words

    return change_drafts(vault, cursor, where, values, change)


def standing(vault: Vault) -> Standing:
    """Read all drafts and settings, and say whether they are as they were last kept."""
    with vault.read() as cursor:
        return standing_in(cursor)


def standing_in(cursor: Cursor) -> Standing:
    """As ``standing``, inside a transaction."""
    found, held = _find(cursor), _sum_of_all(cursor)
    return Standing(found.turn, found.sum == _hex(held)) if found else Standing(0, held == 0, begun=False)


def turn(vault: Vault) -> int:
    """Give how often drafts and settings were changed."""
    with vault.read() as cursor:
        found = _find(cursor)
    return found.turn if found else 0


def accept(vault: Vault) -> None:
    """From now on what is there counts as what was kept.

    Raises:
        DiskFull, DiskFailed, NothingCanBeSaved: It is as it was.
    """
    with vault.write() as cursor:
        begin(vault, cursor)


def begin(vault: Vault, cursor: Cursor) -> None:
    """As ``accept``, inside a transaction."""
    _write(vault, cursor, _find(cursor), _sum_of_all(cursor))


Change = Callable[[], object]


def _change(vault: Vault, cursor: Cursor, question: str, values: tuple[object, ...], change: Change) -> list[str]:
    before = cursor.execute(question, values).fetchall()
    change()
    after = cursor.execute(question, values).fetchall()
    if before != after:
        found = _find(cursor)
        # Where nothing was counted yet, what stood there before is not taken for granted.
        held = int(found.sum, 16) if found else 0
        _write(vault, cursor, found, held - _sum(before) + _sum(after))
    return [str(row[0]) for row in before]


def _find(cursor: Cursor) -> _Kept | None:
    row = cursor.execute(_FIND).fetchone()
    if row is None:
        return None
    try:
        return msgspec.json.decode(row[0], type=_Kept)
    except (msgspec.DecodeError, RecursionError):
        return None


def _write(vault: Vault, cursor: Cursor, found: _Kept | None, held: int) -> None:
    now = _Kept((found.turn if found else 0) + 1, _hex(held))
    cursor.execute(_KEEP, (msgspec.json.encode(now).decode(),))
    vault.turn = now.turn


def _sum_of_all(cursor: Cursor) -> int:
    drafts, settings = cursor.execute(_DRAFT).fetchall(), cursor.execute(_SETTING).fetchall()
    return (_sum(drafts) + _sum(settings)) % _ROUND


def _sum(rows: Rows) -> int:
    """The rows' own numbers, added up: whichever of them is changed, came or went, the others need not be read."""
    return sum(int.from_bytes(hashlib.sha256(msgspec.msgpack.encode(row)).digest()[:_BYTES]) for row in rows)


def _hex(held: int) -> str:
    return f"{held % _ROUND:0{2 * _BYTES}x}"
