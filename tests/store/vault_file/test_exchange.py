"""The file that waits beside a vault: it takes the place only where it is the vault, and nothing is destroyed."""

from __future__ import annotations

from pathlib import Path

import pytest

from hru_advocate.casework.vault import opening, salvaging
from hru_advocate.store import faults
from hru_advocate.store.vault_file import exchange, pages
from tests.casework.keys.test_renewing import count
from tests.casework.open_sessions import home_at, new_case
from tests.casework.vault.test_opening_policy import SIX, created
from tests.keys.stand_ins import MemoryKeychain

Home = opening.Home


@pytest.fixture
def older(tmp_path: Path) -> tuple[Home, bytes]:
    """A vault of three cases, and its file as it was when it had one."""
    home = home_at(tmp_path / "vault", MemoryKeychain())
    opened, _code = created(home, keychain=False)
    new_case(opened.session)
    opening.lock(opened)
    before = home.vault.read_bytes()
    opened, _unlocked = opening.unlock(home, SIX)
    for _case in range(2):
        new_case(opened.session)
    opening.lock(opened)
    return home, before


def aside(home: Home) -> list[Path]:
    return sorted(home.folder.glob("vault.db.aside-*"))


@pytest.mark.parametrize("waiting", ["an older copy", "a page of it", "a page of this one", "noise", "nothing"])
def test_no_file_put_beside_a_vault_takes_its_place(older: tuple[Home, bytes], waiting: str) -> None:
    home, before = older
    put = {
        "an older copy": before,
        "a page of it": before[: pages.SIZE],
        "a page of this one": home.vault.read_bytes()[: pages.SIZE],
        "noise": b"\x07" * 3 * pages.SIZE,
        "nothing": b"",
    }[waiting]
    exchange.beside(home.vault).write_bytes(put)
    live = home.vault.read_bytes()
    opened, unlocked = opening.unlock(home, SIX)
    entries = count(opened)
    assert not unlocked.doubts
    assert any("second vault file" in line for line in unlocked.warnings)
    opening.lock(opened)
    assert [one.read_bytes() for one in aside(home)] == [put]
    assert not exchange.beside(home.vault).exists()
    assert len(home.vault.read_bytes()) >= len(live)
    opened, unlocked = opening.unlock(home, SIX)
    assert count(opened) > entries
    assert not any("second vault file" in line for line in unlocked.warnings)
    opening.lock(opened)


def test_what_was_saved_in_the_log_stays_with_the_vault(older: tuple[Home, bytes]) -> None:
    home, before = older
    log = home.vault.with_name("vault.db-wal")
    log.write_bytes(b"left by a crash")
    exchange.beside(home.vault).write_bytes(before)
    opened, _unlocked = opening.unlock(home, SIX)
    opening.lock(opened)
    assert home.vault.with_name("vault.db-wal.damaged").read_bytes() == b"left by a crash"


def _key(home: Home) -> bytes:
    opened, _unlocked = opening.unlock(home, SIX)
    key = opened.keys.master.database_key()
    opening.lock(opened)
    return key


def test_the_newer_file_swapped_into_the_waiting_place_is_set_aside_whole(older: tuple[Home, bytes]) -> None:
    """Both bear the same key: nothing of the newer one may be lost, and the anchor says that the other is older."""
    home, before = older
    live = home.vault.read_bytes()
    home.vault.rename(exchange.beside(home.vault))
    home.vault.write_bytes(before)
    opened, unlocked = opening.unlock(home, SIX)
    assert unlocked.doubts
    opening.lock(opened)
    assert [one.read_bytes() for one in aside(home)] == [live]


@pytest.mark.parametrize("cut", ["last page", "one page", "a byte"])
def test_a_waiting_file_that_is_not_whole_takes_no_place(older: tuple[Home, bytes], cut: str) -> None:
    home, _before = older
    key, live = _key(home), home.vault.read_bytes()
    waits = {
        "last page": live[: -pages.SIZE],
        "one page": live[: pages.SIZE],
        "a byte": live[:-1] + bytes([live[-1] ^ 1]),
    }[cut]
    exchange.beside(home.vault).write_bytes(waits)
    home.vault.write_bytes(b"\x07" * 2 * pages.SIZE)
    with pytest.raises(faults.DamagedFile):
        exchange.settle(home.vault, key)
    assert home.vault.read_bytes() == b"\x07" * 2 * pages.SIZE
    assert exchange.beside(home.vault).read_bytes() == waits
    assert exchange.belongs(home.vault, key) is False


def test_a_whole_one_takes_the_place_of_a_file_under_another_key_which_is_set_aside(older: tuple[Home, bytes]) -> None:
    home, _before = older
    key, live = _key(home), home.vault.read_bytes()
    exchange.beside(home.vault).write_bytes(live)
    home.vault.write_bytes(b"\x07" * 2 * pages.SIZE)
    home.vault.with_name("vault.db-wal").write_bytes(b"its log")
    assert exchange.belongs(home.vault, key)
    put = exchange.settle(home.vault, key)
    assert put is not None
    assert put.read_bytes() == b"\x07" * 2 * pages.SIZE
    assert put.with_name(f"{put.name}-wal").read_bytes() == b"its log"
    assert home.vault.read_bytes() == live


def test_salvage_reads_the_vault_and_not_an_older_copy_beside_it(older: tuple[Home, bytes]) -> None:
    home, before = older
    exchange.beside(home.vault).write_bytes(before)
    report = salvaging.salvage(home, passphrase=SIX)
    opened, _unlocked = opening.unlock(home, SIX)
    assert count(opened) >= report.entries
    assert report.whole
    opening.lock(opened)
