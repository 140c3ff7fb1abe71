"""Saves what can still be read of a damaged vault into a new one; the damaged file is only read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hru_advocate.errors import DeviceError
from hru_advocate.store.vault_file import copying, driver, vault
from hru_advocate.store.vault_file.driver import Row

_LAST: Final = 1 << 32
_STEP: Final = 64


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The number of rows of each table that came over, and the places of the ledger that could not be read."""

    rows: dict[str, int]
    lost: tuple[tuple[int, int | None], ...]
    """First and last position of each stretch of the ledger with something unreadable; ``None``: to the end."""


_PLACED: Final = {
    "entry": "SELECT * FROM entry WHERE position >= ? ORDER BY position LIMIT ?",
    "entry_content": "SELECT * FROM entry_content WHERE position >= ? ORDER BY position LIMIT ?",
    "draft": "SELECT rowid, * FROM draft WHERE rowid >= ? ORDER BY rowid LIMIT ?",
    "device": "SELECT rowid, * FROM device WHERE rowid >= ? ORDER BY rowid LIMIT ?",
}
_INSERT: Final = {
    "entry": "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "entry_content": "INSERT INTO entry_content VALUES (?, ?, ?)",
    "draft": "INSERT INTO draft (rowid, id, case_id, form, version, record, parents, body, saved)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "device": "INSERT INTO device (rowid, id, public_key, wrapped_signing_key, label, created, whole_chain)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)",
    "setting": "INSERT INTO setting VALUES (?, ?)",
}
_PARENTS: Final = "INSERT INTO entry_parent SELECT value, entry.id FROM entry, json_each(entry.header, '$.parents')"


def salvage(source: Path, target: Path, key: bytes) -> Salvaged:
    """Copy every readable row of a damaged vault into a new vault; rebuild the views and verify it afterwards.

    The damaged file is copied as it is first and never opened itself. After each unreadable page a new
    connection is made, because the driver gives nothing more on the one that met it.

    Raises:
        WrongKey, DamagedFile: Not even the first page can be read; nothing was made.
        FileExists, DiskFull, DiskFailed, CannotReachFile: Nothing was made.
    """
    working = target.with_name(target.name + ".damaged-copy")
    copying.copy_bytes(source, working)
    try:
        driver.connect(working, key).close()
        made = vault.create(target, key)
        reader = _Reader(working, key)
        try:
            return _carry(reader, made)
        finally:
            reader.close()
            made.close()
    finally:
        copying.remove(working)


def _carry(reader: _Reader, made: vault.Vault) -> Salvaged:
    rows: dict[str, int] = {}
    with made.write() as cursor:
        for table in _PLACED:
            rows[table] = 0
            for batch in reader.batches(table):
                cursor.executemany(_INSERT[table], batch)
                rows[table] += len(batch)
        settings = reader.all_of("SELECT key, value FROM setting")
        cursor.executemany(_INSERT["setting"], settings)
        rows["setting"] = len(settings)
        cursor.execute(_PARENTS)
    return Salvaged(rows, tuple(sorted(set(reader.lost), key=lambda stretch: stretch[0])))


class _Reader:
    """Reads a damaged file stretch by stretch, around what cannot be read."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.lost: list[tuple[int, int | None]] = []
        self._path = path
        self._key = key
        self._connection = driver.connect(path, key)

    def batches(self, table: str) -> Iterator[list[Row]]:
        """Give the readable rows of a table in order, some at a time."""
        question = _PLACED[table]
        place = 0
        while True:
            rows = self._try(question, place, _STEP)
            if rows is None:
                rows = self._one_by_one(question, place)
            if rows is None:
                readable = self._next_readable(question, place)
                if table in {"entry", "entry_content"}:
                    self.lost.append((place, None if readable is None else readable - 1))
                if readable is None:
                    return
                place = readable
                continue
            if not rows:
                return
            yield rows
            place = rows[-1][0] + 1

    def all_of(self, question: str) -> list[Row]:
        """Read a small table whole, or nothing of it."""
        return self._run(question, ()) or []

    def _one_by_one(self, question: str, place: int) -> list[Row] | None:
        """Read up to the row before the unreadable one; ``None`` when it is the very next."""
        rows: list[Row] = []
        while row := self._try(question, place, 1):
            rows += row
            place = row[-1][0] + 1
        return rows or None

    def _next_readable(self, question: str, place: int) -> int | None:
        """Find the first place after an unreadable one from which reading works: leap ahead, then close in."""
        bad, leap = place, 1
        while self._try(question, place + leap, 1) is None:
            bad, leap = place + leap, leap * 2
            if leap > _LAST:
                return None
        good = place + leap
        while good - bad > 1:
            middle = (good + bad) // 2
            if self._try(question, middle, 1) is None:
                bad = middle
            else:
                good = middle
        return good

    def _try(self, question: str, place: int, number: int) -> list[Row] | None:
        return self._run(question, (place, number))

    def _run(self, question: str, values: tuple[int, ...]) -> list[Row] | None:
        try:
            with driver.translated():
                return self._connection.execute(question, values).fetchall()
        except DeviceError:
            self._connection.close()
            self._connection = driver.connect(self._path, self._key)
            return None

    def close(self) -> None:
        """Give the working copy back."""
        self._connection.close()
