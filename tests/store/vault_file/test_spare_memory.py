"""What was read and is asked for no more is let go of, and given back where the system can be asked."""

from __future__ import annotations

import ctypes
import sys

import pytest
from sqlcipher3 import _sqlite3 as driver_itself

from hru_advocate.store.vault_file import spare_memory
from hru_advocate.store.vault_file.vault import Vault


def used() -> int:
    """The bytes that SQLite holds in this process, by its own count."""
    try:
        count = ctypes.CDLL(driver_itself.__file__).sqlite3_memory_used
    except AttributeError:
        pytest.skip("this driver hands out no way to ask")
    count.restype = ctypes.c_int64
    return int(count())


def test_pages_that_were_read_are_let_go_of_and_can_be_read_again(opened: Vault) -> None:
    with opened.write() as cursor:
        cursor.execute("CREATE TABLE made_up (body BLOB) STRICT")
        cursor.executemany("INSERT INTO made_up VALUES (zeroblob(?))", [(100_000,)] * 20)
    held = used()
    opened.give_back_memory()
    assert used() < held
    with opened.read() as cursor:
        assert cursor.execute("SELECT count(*), min(length(body)) FROM made_up").fetchone() == (20, 100_000)


@pytest.mark.skipif(sys.platform != "linux", reason="only its library is asked")
def test_what_is_free_is_handed_back_to_the_system() -> None:
    assert spare_memory.hand_back()


def test_a_system_whose_library_has_no_way_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    assert not spare_memory.hand_back()
