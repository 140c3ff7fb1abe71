from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from hru_advocate.errors import AdvocateError, DeviceError, VaultLocked
from hru_advocate.store import faults
from hru_advocate.store.ledger import ledger
from hru_advocate.store.vault_file import driver, vault
from hru_advocate.store.vault_file.vault import Vault
from tests.posix import is_of_mode


def _foreign(path: Path, key: bytes, script: str) -> None:
    driver.make_empty(path)
    connection = driver.connect(path, key)
    connection.executescript(script)
    connection.close()


@pytest.mark.parametrize("length", [0, 16, 31, 33, 48, 64])
def test_a_key_of_another_length_never_reaches_the_file(path: Path, length: int) -> None:
    with pytest.raises(faults.InvalidKey):
        vault.create(path, bytes(length))
    assert not path.exists()


def test_a_new_vault_is_encrypted_and_its_owners_only(path: Path, opened: Vault) -> None:
    assert path.read_bytes()[:16] != b"SQLite format 3\x00"
    if os.name == "posix":
        for file in path.parent.iterdir():
            assert is_of_mode(file, 0o600)


@pytest.mark.skipif(os.name != "posix", reason="rights are kept otherwise on Windows")
def test_opening_takes_away_the_rights_of_others(path: Path, key: bytes, opened: Vault) -> None:
    opened.close()
    path.chmod(0o644)
    vault.open_vault(path, key).close()
    assert is_of_mode(path, 0o600)


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps every lock until its own handle is closed")
@pytest.mark.parametrize("anew", [True, False])
def test_a_file_is_nobody_elses_from_when_it_is_made_or_opened(
    path: Path, key: bytes, opened: Vault, *, anew: bool
) -> None:
    if not anew:
        opened.close()
        opened = vault.open_vault(path, key)
    asked = "import pathlib, sys; from hru_advocate.store.vault_file import held_open as held;"
    asked += "held.refuse_if_open(pathlib.Path(sys.argv[1]))"
    ran = subprocess.run([sys.executable, "-c", asked, str(path)], capture_output=True, check=False)
    assert b"FileInUse" in ran.stderr
    opened.close()


def test_every_setting_holds_on_the_connection(opened: Vault) -> None:
    with opened.read() as cursor:
        for question, expected in driver._READ_BACK.items():
            assert cursor.execute(question).fetchone() == (expected,)


@pytest.mark.parametrize("question", list(driver._READ_BACK))
def test_a_setting_that_does_not_hold_closes_the_file(
    path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    monkeypatch.setitem(driver._READ_BACK, question, "never")
    with pytest.raises(faults.NotSafelySet):
        vault.create(path, key)
    assert list(path.parent.iterdir()) == []


def test_a_wrong_key_is_told_from_damage(path: Path, key: bytes, opened: Vault, capfd: Any) -> None:
    opened.close()
    before = path.read_bytes()
    with pytest.raises(faults.WrongKey):
        vault.open_vault(path, bytes(32))
    assert path.read_bytes() == before
    path.write_bytes(before[:100] + bytes([before[100] ^ 1]) + before[101:])
    with pytest.raises(faults.DamagedFile):
        vault.open_vault(path, key)
    assert capfd.readouterr() == ("", "")


def test_a_plain_file_is_refused_and_left_alone(path: Path, key: bytes) -> None:
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(faults.PlainFile):
        vault.open_vault(path, key)
    assert path.read_bytes() == before


def test_an_encrypted_file_of_another_program_is_refused(path: Path, key: bytes) -> None:
    _foreign(path, key, "CREATE TABLE t (x)")
    with pytest.raises(faults.NotOurFile):
        vault.open_vault(path, key)


def test_a_newer_file_is_refused_and_left_alone(path: Path, key: bytes, opened: Vault) -> None:
    with opened.write() as cursor:
        cursor.execute("PRAGMA user_version = 9000")
    opened.close()
    before = path.read_bytes()
    with pytest.raises(faults.NewerFile):
        vault.open_vault(path, key)
    assert path.read_bytes() == before


def test_a_missing_an_empty_and_an_existing_file_are_each_named(path: Path, key: bytes) -> None:
    with pytest.raises(faults.MissingFile):
        vault.open_vault(path, key)
    path.touch()
    with pytest.raises(faults.DamagedFile):
        vault.open_vault(path, key)
    assert path.stat().st_size == 0
    with pytest.raises(faults.FileExists):
        vault.create(path, key)


def test_a_folder_that_is_not_there_cannot_be_reached(path: Path, key: bytes) -> None:
    with pytest.raises(faults.CannotReachFile):
        vault.create(path.parent / "nowhere" / "unit.vault", key)


def test_a_second_opening_finds_the_file_in_use(
    path: Path, key: bytes, opened: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "_BUSY_SECONDS", 0.05)
    monkeypatch.setattr(driver, "_SETTINGS", driver._SETTINGS.replace("busy_timeout = 2000", "busy_timeout = 50"))
    with pytest.raises(faults.FileInUse):
        vault.open_vault(path, key)
    opened.close()
    monkeypatch.undo()
    vault.open_vault(path, key).close()


def test_what_the_driver_is_made_of_is_asked_once(path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quarter of what opening a file costs."""
    vault.create(path, key).close()
    monkeypatch.setattr(driver, "in_memory", lambda: pytest.fail("it was asked again"))
    vault.open_vault(path, key).close()


def test_an_old_driver_is_refused_before_any_file_is_touched(
    path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (
        ("SQLITE_FLOOR", (99, 0, 0)),
        ("CIPHER_FLOOR", (99, 0)),
        ("_NEEDED_OPTIONS", ("HAS_CODEC", "ENABLE_NOTHING")),
        ("_MEMORY_ONLY", ("TEMP_STORE=9",)),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(driver, name, value)
            with pytest.raises(faults.UnsuitableDriver):
                vault.create(path, key)
    assert not path.exists()


def test_only_the_thread_that_opened_it_may_use_it(opened: Vault) -> None:
    caught: list[BaseException] = []

    def reach() -> None:
        for use in (opened.read, opened.write):
            try:
                with use() as cursor:
                    cursor.execute("SELECT 1")
            except AdvocateError as error:
                caught.append(error)

    thread = threading.Thread(target=reach)
    thread.start()
    thread.join()
    assert [type(error) for error in caught] == [faults.WrongThread, faults.WrongThread]


def test_a_closed_vault_is_locked_and_leaves_one_file(path: Path, opened: Vault, writer: Any) -> None:
    writer.write()
    opened.close()
    opened.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    with pytest.raises(VaultLocked), opened.read():
        pass
    with pytest.raises(VaultLocked):
        writer.write()


def test_a_failed_write_leaves_nothing_and_an_inner_one_takes_back_only_itself(opened: Vault) -> None:
    insert = "INSERT INTO setting (key, value) VALUES (?, '1')"

    def fail(key: str) -> None:
        with opened.write() as cursor:
            cursor.execute(insert, (key,))
            raise ValueError(key)

    def fail_around(key: str) -> None:
        with opened.write() as outer:
            with opened.write() as inner:
                inner.execute(insert, (key,))
            outer.execute(insert, (key + " too",))
            raise ValueError(key)

    with opened.write() as outer:
        outer.execute(insert, ("kept",))
        with pytest.raises(ValueError, match="gone"):
            fail("gone")
    with pytest.raises(ValueError, match="lost"):
        fail_around("lost")
    with opened.read() as cursor:
        assert cursor.execute("SELECT key FROM setting").fetchall() == [("kept",)]


def test_without_memory_for_it_the_file_is_not_written_anew_and_a_sentence_says_so(
    opened: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The driver says so by Python's own error, which nobody above it takes for a fault of the device."""
    connection = opened.connection()

    class Short:
        def execute(self, statement: str) -> object:
            if statement == "VACUUM":
                raise MemoryError
            return connection.execute(statement)

    with monkeypatch.context() as patch:
        patch.setattr(opened, "connection", Short)
        with pytest.raises(faults.NoMemory):
            opened.write_anew()
    opened.write_anew()


def test_what_was_written_is_there_after_opening_again(path: Path, key: bytes, opened: Vault, writer: Any) -> None:
    written = [writer.write() for _ in range(3)]
    tail = ledger.tail(opened, writer.device)
    opened.close()
    again = vault.open_vault(path, key)
    assert ledger.entries(again, [entry.header.id for entry in written]) == written
    assert ledger.tail(again, writer.device) == tail
    again.close()


def test_no_words_of_the_driver_or_of_the_person_reach_a_message(opened: Vault) -> None:
    with pytest.raises(DeviceError) as caught, opened.read() as cursor:
        cursor.execute("SELECT * FROM search WHERE search MATCH ?", ('"secretword',))
    error = caught.value
    assert "secretword" not in str(error)
    assert "fts5" not in str(error)
    assert error.__cause__ is None
    assert error.__suppress_context__


@pytest.mark.parametrize("ask", ["read", "write"])
def test_a_fault_of_the_driver_holds_no_frame(opened: Vault, ask: str) -> None:
    """Frames hold what was typed, and questions that keep the file of a closed vault from being given back."""
    with pytest.raises(DeviceError) as caught, getattr(opened, ask)() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")
    of_the_driver = caught.value.__context__
    assert isinstance(of_the_driver, dbapi2.Error)
    assert of_the_driver.__traceback__ is None


def test_every_fault_says_what_happened_what_is_safe_and_what_to_do() -> None:
    sentences = [
        fault().message
        for fault in vars(faults).values()
        if isinstance(fault, type) and issubclass(fault, AdvocateError) and fault.__module__ == faults.__name__
    ]
    assert len(sentences) == len(set(sentences)) >= 20
    for sentence in sentences:
        assert sentence.endswith(".")
        assert sentence.count(".") >= 2
