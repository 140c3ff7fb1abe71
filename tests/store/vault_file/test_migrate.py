from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hru_advocate.domain.ledger.projection import CASE_COLUMNS
from hru_advocate.store import faults, views
from hru_advocate.store.ledger import ledger
from hru_advocate.store.vault_file import driver, migrate, vault
from hru_advocate.store.vault_file.migrate import Migration
from hru_advocate.store.vault_file.vault import Vault

_NEXT = len(migrate.migrations()) + 1
_GOOD = Migration(
    _NEXT,
    f"BEGIN IMMEDIATE; ALTER TABLE draft ADD COLUMN started TEXT; PRAGMA user_version = {_NEXT}; COMMIT;",
)
_BAD = Migration(
    _NEXT,
    "BEGIN IMMEDIATE; CREATE TABLE half (x TEXT) STRICT; INSERT INTO nowhere VALUES (1); COMMIT;",
)
_HALF = Migration(_NEXT, "BEGIN IMMEDIATE; CREATE TABLE half (x TEXT) STRICT;")
_FORGETFUL = Migration(_NEXT, "BEGIN IMMEDIATE; CREATE TABLE half (x TEXT) STRICT; COMMIT;")


def _dump(connection: Any) -> list[object]:
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    rows: list[object] = [connection.execute("SELECT * FROM sqlite_schema ORDER BY name").fetchall()]
    rows += [connection.execute("PRAGMA user_version").fetchall()]
    rows += [connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables if table != "search"]
    return rows


@pytest.fixture
def raw(path: Path, key: bytes, opened: Vault, writer: Any) -> Iterator[Any]:
    case = writer.id()
    for number in range(20):
        writer.write(f"contact {number}", case=case, columns={"name": "Mara Kent"})
    opened.close()
    connection = driver.connect(path, key)
    yield connection
    connection.close()


def test_steps_are_numbered_without_gaps_and_hold_their_own_transaction() -> None:
    steps = migrate.migrations()
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    for step in steps:
        assert step.sql.lstrip().startswith("BEGIN IMMEDIATE;")
        assert step.sql.rstrip().endswith("COMMIT;")


def test_the_case_row_has_exactly_the_columns_records_may_set(opened: Vault) -> None:
    with opened.read() as cursor:
        columns = {row[1] for row in cursor.execute("PRAGMA table_info(case_row)")}
    assert columns == {"case_id", "ref", "opened", "disputed", "folded", "newest", *CASE_COLUMNS}
    assert set(views.CaseRow.__slots__) == {"case", "ref", "opened", "disputed", *CASE_COLUMNS}


def test_every_table_is_strict(opened: Vault) -> None:
    with opened.read() as cursor:
        tables = cursor.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        ).fetchall()
    assert [name for name, strict in tables if not strict] == ["sqlite_schema"]
    assert len(tables) > 8


def test_an_older_file_is_copied_then_brought_up_and_keeps_everything(path: Path, key: bytes, raw: Any) -> None:
    before = _dump(raw)
    copy = migrate.migrate(raw, path, key, steps=[*migrate.migrations(), _GOOD])
    assert copy is not None
    assert migrate.version_of(raw) == _NEXT
    assert raw.execute("SELECT count(*) FROM entry").fetchone() == (20,)
    assert copy.read_bytes()[:16] != b"SQLite format 3\x00"
    kept = driver.connect(copy, key)
    assert _dump(kept) == before
    kept.close()


@pytest.mark.parametrize("step", [_BAD, _HALF, _FORGETFUL])
def test_a_failing_step_leaves_the_file_as_it_was(path: Path, key: bytes, raw: Any, step: Migration) -> None:
    before = _dump(raw)
    with pytest.raises(faults.MigrationFailed):
        migrate.migrate(raw, path, key, steps=[*migrate.migrations(), step])
    if step is not _FORGETFUL:  # a step that ends its own transaction without its number cannot be undone, only refused
        assert _dump(raw) == before
    assert not raw.in_transaction


def test_a_failing_step_leaves_the_bytes_as_they_were(path: Path, key: bytes, raw: Any) -> None:
    raw.executescript("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    with pytest.raises(faults.MigrationFailed):
        migrate.migrate(raw, path, key, steps=[*migrate.migrations(), _BAD])
    raw.close()
    assert path.read_bytes() == before
    vault.open_vault(path, key).close()


def test_a_file_already_there_needs_no_copy(path: Path, key: bytes, raw: Any) -> None:
    assert migrate.migrate(raw, path, key) is None
    assert [file.name for file in path.parent.iterdir() if "before" in file.name] == []


def test_opening_a_vault_of_this_version_says_no_copy_was_needed(path: Path, key: bytes, opened: Vault) -> None:
    opened.close()
    again = vault.open_vault(path, key)
    assert again.copied_to is None
    assert ledger.entries_of_case(again, None).entries == ()
    again.close()
