"""Brings a vault file from an older version to this one, by numbered SQL files, each one transaction.

A file is copied (encrypted, under its own key) before it is touched; a newer file is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from hru_advocate.errors import DeviceError
from hru_advocate.store import faults
from hru_advocate.store.vault_file import copying, driver

APPLICATION_ID: Final = 0x48525541
"""``HRUA``: what marks an encrypted file as ours."""

_STATE: Final = """
SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema)
FROM pragma_user_version, pragma_application_id"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: the number it leads to and its SQL, which holds its own BEGIN, user_version and COMMIT."""

    number: int
    sql: str


@cache
def migrations() -> tuple[Migration, ...]:
    """Read the numbered steps shipped with the program, in order."""
    folder = resources.files("hru_advocate.store.vault_file") / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return tuple(Migration(int(file.name[:4]), file.read_text("utf-8")) for file in files)


def version_of(connection: driver.Connection) -> int:
    """Read which version of the schema a file has; 0 for a new one.

    Raises:
        NotOurFile: The file holds something, but not ours.
    """
    with driver.translated():
        version, application, tables = connection.execute(_STATE).fetchone() or (0, 0, 0)
    if application != APPLICATION_ID and (tables or version or application):
        raise faults.NotOurFile
    return int(version)


def copy_name(path: Path, version: int) -> Path:
    """The place of the copy made before leaving a version: beside the vault."""
    return path.with_name(f"{path.name}.before-version-{version + 1}")


def migrate(
    connection: driver.Connection, path: Path, key: bytes, *, steps: Sequence[Migration] | None = None
) -> Path | None:
    """Bring an open file up to the last step and return where the copy from before lies, if one was needed.

    Raises:
        NewerFile, NotOurFile: Nothing was touched.
        MigrationFailed: The failing step was undone; the steps before it, each complete, stay undone too,
            because the caller puts nothing back: every step is one transaction and the first failure stops.
        DiskFull, DiskFailed: The copy could not be made; nothing was touched.
    """
    wanted = migrations() if steps is None else tuple(steps)
    version = version_of(connection)
    if version > wanted[-1].number:
        raise faults.NewerFile
    if version == wanted[-1].number:
        return None
    saved = None
    if version:
        saved = copy_name(path, version)
        saved.unlink(missing_ok=True)
        copying.copy_into(connection, saved, key)
    for step in wanted:
        if step.number > version:
            _take(connection, step)
    return saved


def _take(connection: driver.Connection, step: Migration) -> None:
    try:
        with driver.translated():
            connection.executescript(step.sql)
            reached, *_ = connection.execute(_STATE).fetchone() or (0,)
    except (faults.DiskFull, faults.DiskFailed):
        _undo(connection)
        raise
    except DeviceError:
        _undo(connection)
        raise faults.MigrationFailed from None
    if connection.in_transaction or reached != step.number:
        _undo(connection)
        raise faults.MigrationFailed


def _undo(connection: driver.Connection) -> None:
    if connection.in_transaction:
        with driver.translated():
            connection.execute("ROLLBACK")
