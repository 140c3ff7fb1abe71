from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hru_advocate.store import drafts, faults, search, settings
from hru_advocate.store.ledger import ledger, rebuild, verify
from hru_advocate.store.vault_file import backup, copying, driver, pages, salvage, vault
from hru_advocate.store.vault_file.vault import Vault


@pytest.fixture
def filled(opened: Vault, writer: Any) -> list[Any]:
    case = writer.id()
    news = [writer.make(f"contact {number} " + "word " * 60, case=case) for number in range(400)]
    written = ledger.append_many(opened, news, sign=writer.sign)
    old = written[2].header
    written.append(writer.write("corrected", case=case, record=old.record, parents=(old.id,)))
    settings.keep(opened, "lock_minutes", 5)
    drafts.save(opened, drafts.Draft("d", case, "contact", 1, "r", (), b"{}", "2026-11-23"))
    return written


def test_a_backup_opens_holds_the_same_and_is_encrypted(
    path: Path, key: bytes, opened: Vault, writer: Any, filled: list[Any]
) -> None:
    target = path.with_name("backup.vault")
    count = backup.back_up(opened, target, key)
    assert count == backup.Count(entries=401, contents=401, drafts=1, cases=1)
    assert target.read_bytes()[:16] != pages.PLAIN_START
    assert sorted(file.name for file in path.parent.iterdir() if file.name.startswith("backup")) == ["backup.vault"]
    copy = vault.open_vault(target, key)
    assert ledger.entry(copy, filled[-1].header.id) == filled[-1]
    assert verify.verify(copy, check=writer.verify).found == ()
    copy.close()


def test_a_backup_takes_the_place_of_the_one_before(path: Path, key: bytes, opened: Vault, writer: Any) -> None:
    target = path.with_name("backup.vault")
    backup.back_up(opened, target, key)
    writer.write()
    assert backup.back_up(opened, target, key).entries == 1


def test_a_backup_that_does_not_hold_the_same_does_not_count(
    path: Path, key: bytes, opened: Vault, filled: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = path.with_name("backup.vault")
    backup.back_up(opened, target, key)
    before = target.read_bytes()
    real = copying.copy_into

    def damage(connection: Any, place: Path, secret: bytes) -> None:
        real(connection, place, secret)
        data = bytearray(place.read_bytes())
        data[-100] ^= 1
        place.write_bytes(data)

    with monkeypatch.context() as patch:
        patch.setattr(copying, "copy_into", damage)
        with pytest.raises(faults.BackupFailed):
            backup.back_up(opened, target, key)
    assert target.read_bytes() == before
    assert [file.name for file in path.parent.iterdir() if "unfinished" in file.name] == []


def test_an_older_backup_is_told_from_the_vault(path: Path, key: bytes, opened: Vault, writer: Any) -> None:
    target = path.with_name("backup.vault")
    backup.back_up(opened, target, key)
    writer.write()
    with pytest.raises(faults.BackupFailed):
        backup.prove(opened, target, key)


def test_a_backup_to_nowhere_says_so(path: Path, key: bytes, opened: Vault) -> None:
    with pytest.raises(faults.CannotReachFile):
        backup.back_up(opened, path.parent / "nowhere" / "backup.vault", key)


def _page_of_contents(data: bytes, path: Path, key: bytes, opened: Vault) -> int:
    """The number of a page that holds bodies, found by damaging each in turn."""
    for number in range(len(data) // pages.SIZE // 2, len(data) // pages.SIZE):
        place = number * pages.SIZE + 2000
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        connection = driver.connect(path, key)
        try:
            with driver.translated():
                connection.execute("SELECT sum(length(body)) FROM entry_content").fetchall()
        except faults.DamagedFile:
            return number
        finally:
            connection.close()
    raise AssertionError


def test_everything_readable_is_saved_from_a_damaged_file(
    path: Path, key: bytes, opened: Vault, writer: Any, filled: list[Any]
) -> None:
    opened.close()
    data = path.read_bytes()
    _page_of_contents(data, path, key, opened)
    damaged = path.read_bytes()
    target = path.with_name("saved.vault")
    told = salvage.salvage(path, target, key)
    assert path.read_bytes() == damaged
    assert told.rows["entry"] == 401
    assert 380 <= told.rows["entry_content"] < 401
    assert len(told.lost) == 1
    assert (told.rows["draft"], told.rows["device"], told.rows["setting"]) == (1, 1, 1)
    saved = vault.open_vault(target, key)
    assert rebuild.rebuild(saved, writer.project) == 401
    found = verify.verify(saved, check=writer.verify).found
    assert {one.fault for one in found} <= {"content", "view"}
    assert settings.read(saved, "lock_minutes", int) == 5
    assert search.search(saved, "corrected")
    assert sorted(file.name for file in path.parent.iterdir() if "damaged-copy" in file.name) == []
    saved.close()


def test_a_damaged_end_is_told_as_lost_to_the_end(
    path: Path, key: bytes, opened: Vault, writer: Any, filled: list[Any]
) -> None:
    opened.close()
    data = path.read_bytes()
    lost: list[Any] = []
    for number in range(len(data) // pages.SIZE - 1, 10, -1):
        place = number * pages.SIZE + 2000
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        connection = driver.connect(path, key)
        try:
            with driver.translated():
                connection.execute("SELECT body FROM entry_content WHERE position = 401").fetchall()
        except faults.DamagedFile:
            lost += salvage.salvage(path, path.with_name("saved.vault"), key).lost
            break
        finally:
            connection.close()
    assert lost[-1][1] is None


def test_a_sound_file_is_saved_whole(path: Path, key: bytes, opened: Vault, writer: Any, filled: list[Any]) -> None:
    opened.close()
    target = path.with_name("saved.vault")
    told = salvage.salvage(path, target, key)
    assert told.lost == ()
    assert (told.rows["entry"], told.rows["entry_content"]) == (401, 401)
    saved = vault.open_vault(target, key)
    rebuild.rebuild(saved, writer.project)
    assert verify.verify(saved, check=writer.verify).found == ()
    saved.close()


def test_a_file_that_cannot_be_opened_at_all_is_not_salvaged(path: Path, key: bytes, opened: Vault) -> None:
    opened.close()
    target = path.with_name("saved.vault")
    with pytest.raises(faults.WrongKey):
        salvage.salvage(path, target, bytes(32))
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_salvage_leaves_an_existing_file_alone(path: Path, key: bytes, opened: Vault) -> None:
    opened.close()
    target = path.with_name("saved.vault")
    target.write_bytes(b"something else")
    with pytest.raises(faults.FileExists):
        salvage.salvage(path, target, key)
    assert target.read_bytes() == b"something else"
