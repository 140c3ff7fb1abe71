"""Nothing typed can be read in the raw bytes of the file, its log, a backup or the copy before a migration."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from hru_advocate.store import drafts, search, settings
from hru_advocate.store.ledger import devices
from hru_advocate.store.vault_file import backup, driver, migrate
from hru_advocate.store.vault_file.migrate import Migration
from hru_advocate.store.vault_file.vault import Vault

WORDS = ("canaryword", "Kanarienvogel", "mara.canary@example.org", "07700900123")


def _shapes(word: str) -> set[bytes]:
    """A word as bytes in every likely coding; base64 at each of its three alignments, without the ends."""
    plain = word.encode()
    shapes = {
        plain,
        plain.lower(),
        plain[::-1],
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        plain.hex().encode(),
    }
    for pad in range(3):
        coded = base64.b64encode(b"x" * pad + plain)
        shapes.add(coded[4 if pad else 0 : -4])
    return shapes


@pytest.fixture
def typed(opened: Vault, writer: Any) -> None:
    case = writer.id()
    text = " ".join(WORDS)
    writer.write(text, case=case, columns={"name": text, "safe": text}, due="2026-12-01")
    for number in range(300):  # enough for the words to move into the index
        writer.write(f"{text} {number}", case=case)
    old = writer.write(text, case=case)
    writer.write("corrected", case=case, record=old.header.record, parents=(old.header.id,))
    settings.keep(opened, "note", text)
    drafts.save(opened, drafts.Draft("d", case, "contact", 1, "r", (), text.encode(), "2026-11-23"))
    devices.add(opened, devices.Device("bbbbbbbbbbbbbbbb", bytes(32), text.encode(), text, "2026-11-23"))
    assert search.search(opened, "canaryword")


@pytest.mark.usefixtures("typed")
def test_no_typed_word_is_in_the_raw_bytes(path: Path, key: bytes, opened: Vault, writer: Any) -> None:
    backup.back_up(opened, path.with_name("backup.vault"), key)
    opened.checkpoint()
    writer.write(" ".join(WORDS))
    files = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    assert {"unit.vault", "unit.vault-wal", "backup.vault"} <= set(files)
    opened.close()
    connection = driver.connect(path, key)
    step = Migration(2, "BEGIN IMMEDIATE; PRAGMA user_version = 2; COMMIT;")
    copy = migrate.migrate(connection, path, key, steps=[*migrate.migrations(), step])
    connection.close()
    assert copy is not None
    files[copy.name] = copy.read_bytes()
    for name, data in files.items():
        assert len(data) > 4096, name
        for word in WORDS:
            for shape in _shapes(word):
                assert shape not in data, name


def test_the_search_for_plain_bytes_would_find_them() -> None:
    for word in WORDS:
        for data in (
            word.encode(),
            word.encode("utf-16-le"),
            *(base64.b64encode(b"ab"[:n] + word.encode() + b"xyz") for n in range(3)),
        ):
            assert any(shape in data for shape in _shapes(word))


def test_erased_words_leave_the_index_for_good(opened: Vault, writer: Any) -> None:
    case = writer.id()
    gone = [writer.write("secretword", case=case) for _ in range(5)]
    for _ in range(300):
        writer.write("ordinary", case=case)
    for entry in gone:
        writer.write(case=case, kind="erasure", record=entry.header.record, parents=(entry.header.id,))

    def held() -> bool:
        with opened.read() as cursor:
            blocks = b"".join(row[0] for row in cursor.execute("SELECT block FROM search_data"))
            bodies = b"".join(row[0] for row in cursor.execute("SELECT body FROM entry_content"))
        assert b"secretword" not in bodies
        return b"secretword" in blocks

    assert held()
    search.purge(opened)
    assert not held()
    assert len(search.search(opened, "ordinary", limit=500)) == 300
