"""After a suspicion somebody is told how many older copies the old words still open."""

from __future__ import annotations

from pathlib import Path

import pytest

from hru_advocate.casework.vault import backups, codes, opening
from tests.casework.keys.test_renewing import Vault


def confirmed(vault: Vault, opened: opening.Opened) -> tuple[str, ...]:
    shown = codes.suspect(opened, vault.old, vault.new, halves=False)
    notices = codes.confirm(opened, shown)
    assert notices is not None
    opening.lock(opened)
    return notices


@pytest.mark.parametrize("keychain", [True, False])
def test_what_the_old_words_still_open_is_counted(tmp_path: Path, *, keychain: bool) -> None:
    vault, stick = Vault(tmp_path / "vault", keychain=keychain), tmp_path / "stick"
    stick.mkdir()
    opened, _unlocked = opening.unlock(vault.home, vault.old)
    backups.keep_backup_folder(opened.session, str(stick))
    for _time in range(2):
        backups.back_up(opened)
    for name in ("replaced-20261129-203606", "replaced-20261129-203607", "something else"):
        (vault.home.folder / name).mkdir()
    for name in ("vault.db-wal.damaged", "vault.db.aside-1", "vault.db.aside-1-wal"):
        (vault.home.folder / name).write_bytes(b"older")
    (said,) = confirmed(vault, opened)
    assert "The passphrase or recovery code of before still opens 2 folders" in said
    assert "2 files and logs set aside" in said
    assert "2 backups in the chosen folder" in said
    assert "destroy them" in said


def test_one_of_each_is_said_in_the_singular_and_a_folder_out_of_reach_too(tmp_path: Path) -> None:
    vault, stick = Vault(tmp_path / "vault", keychain=False), tmp_path / "stick"
    stick.mkdir()
    opened, _unlocked = opening.unlock(vault.home, vault.old)
    backups.keep_backup_folder(opened.session, str(stick))
    stick.rmdir()
    (vault.home.folder / "replaced-20261129-203606").mkdir()
    said, unreached = confirmed(vault, opened)
    assert "still opens 1 folder whose name begins with replaced-. " in said
    assert "could not be counted" in unreached


def test_a_new_code_without_a_suspicion_counts_nothing(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", keychain=False)
    opened, _unlocked = opening.unlock(vault.home, vault.old)
    (vault.home.folder / "replaced-20261129-203606").mkdir()
    assert codes.confirm(opened, codes.new_code(opened, vault.old, halves=False)) == ()
    opening.lock(opened)
