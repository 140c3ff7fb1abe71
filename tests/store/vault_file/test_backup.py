from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hru_advocate.store import drafts, faults, settings
from hru_advocate.store.ledger import ledger, verify
from hru_advocate.store.vault_file import backup, copying, pages, vault
from hru_advocate.store.vault_file.vault import Vault
from tests.store.many_entries import append_many


@pytest.fixture
def filled(opened: Vault, writer: Any) -> list[Any]:
    case = writer.id()
    news = [writer.make(f"contact {number} " + "word " * 60, case=case) for number in range(400)]
    written = append_many(opened, news, sign=writer.sign)
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
