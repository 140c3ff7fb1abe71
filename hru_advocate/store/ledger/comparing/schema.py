"""The tables, indexes and triggers of a file held against those the numbered steps of the schema make."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from hru_advocate.store.ledger.findings import Discrepancy
from hru_advocate.store.vault_file import driver, migrate
from hru_advocate.store.vault_file.driver import Cursor

_MADE: Final = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"
_ADDED: Final = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_temp_schema"
_NUMBERS: Final = "SELECT user_version, application_id FROM pragma_user_version, pragma_application_id"
_INDEX_SETTINGS: Final = "SELECT k, v FROM search_config ORDER BY k"
_WORD: Final = 60
"""The longest name that is said; who added something may have called it anything."""

_Schema = dict[tuple[str, str], tuple[str, str]]


def differences(cursor: Cursor) -> Iterator[Discrepancy]:
    """Name each part of the schema that is missing, added or changed; nothing of what is stored is looked at."""
    wanted, numbers, settings = _as_made()
    held = _schema(cursor, _MADE)
    for kind, name in sorted(wanted.keys() - held.keys()):
        yield _of_schema(f"{kind} {name} is missing")
    for kind, name in sorted(held.keys() - wanted.keys()):
        yield _of_schema(f"{_printable(kind)} {_printable(name)} was added")
    for kind, name in sorted(wanted.keys() & held.keys()):
        if wanted[kind, name] != held[kind, name]:
            yield _of_schema(f"{kind} {name} was changed")
    for kind, name in sorted(_schema(cursor, _ADDED)):
        yield _of_schema(f"{_printable(kind)} {_printable(name)} was added for this session")
    if cursor.execute(_NUMBERS).fetchone() != numbers:
        yield _of_schema("the numbers that say which schema it is were changed")
    if ("table", "search_config") in held and cursor.execute(_INDEX_SETTINGS).fetchall() != settings:
        yield _of_schema("the settings of table search were changed")


def _schema(cursor: Cursor, question: str) -> _Schema:
    return {(str(row[0]), str(row[1])): (str(row[2]), str(row[3])) for row in cursor.execute(question).fetchall()}


@cache
def _as_made() -> tuple[_Schema, object, object]:
    """The schema of a file that was made just now, in memory and empty."""
    made = driver.in_memory()
    try:
        for step in migrate.migrations():
            made.executescript(step.sql)
        cursor = made.cursor()
        numbers = cursor.execute(_NUMBERS).fetchone()
        return _schema(cursor, _MADE), numbers, cursor.execute(_INDEX_SETTINGS).fetchall()
    finally:
        made.close()


def _of_schema(what: str) -> Discrepancy:
    return Discrepancy("schema", f"the file's own rules: {what}")


def _printable(name: str) -> str:
    """A name as it can be said: no sign that moves a cursor, and no more of it than a name has."""
    return "".join(sign if sign.isprintable() else "?" for sign in name[:_WORD])
