"""Reading where nothing can be written: another's folder, a write-protected or full disk."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from hru_advocate.store import faults, settings
from hru_advocate.store.vault_file import driver, vault
from tests.write_protected import MountProtected

KEY = bytes(range(32))


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A vault that was closed as it should be."""
    path = tmp_path / "clean" / "vault.db"
    path.parent.mkdir()
    held = vault.create(path, KEY)
    settings.keep(held, "in the file", "1")
    held.close()
    return path


@pytest.fixture
def cut_short(clean: Path, tmp_path: Path) -> Path:
    """The same after a power cut: the last save stands in the log only."""
    shutil.copytree(clean.parent, tmp_path / "open")
    held = vault.open_vault(tmp_path / "open" / "vault.db", KEY)
    settings.keep(held, "in the log", "1")
    shutil.copytree(tmp_path / "open", tmp_path / "cut")
    held.close()
    return tmp_path / "cut" / "vault.db"


def _reads_but_does_not_write(path: Path, keys: set[str]) -> None:
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    held = vault.open_vault(path, KEY)
    assert held.read_only
    with held.read() as cursor:
        assert {row[0] for row in cursor.execute("SELECT key FROM setting WHERE key <> 'kept'")} == keys
    with pytest.raises(faults.NothingCanBeSaved):
        settings.keep(held, "new", "1")
    with pytest.raises(Exception, match="readonly"):
        held.connection().execute("INSERT INTO setting (key, value) VALUES ('past the door', '1')")
    assert held.close()
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before


@pytest.mark.parametrize("fault", [faults.CannotReachFile, faults.DiskFull, faults.DiskFailed])
def test_a_file_that_cannot_be_opened_for_writing_is_read(
    clean: Path, cut_short: Path, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def refuse(_path: Path, _key: bytes) -> driver.Connection:
        raise fault

    monkeypatch.setattr(driver, "connect", refuse)
    _reads_but_does_not_write(clean, {"in the file"})
    _reads_but_does_not_write(cut_short, {"in the file", "in the log"})


@pytest.mark.parametrize("fault", [faults.FileInUse, faults.DamagedFile, faults.WrongKey, faults.NotSafelySet])
def test_other_faults_are_not_got_round_by_reading(
    clean: Path, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def refuse(_path: Path, _key: bytes) -> driver.Connection:
        raise fault

    monkeypatch.setattr(driver, "connect", refuse)
    with pytest.raises(fault):
        vault.open_vault(clean, KEY)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are Linux's")
@pytest.mark.parametrize("which", ["clean", "cut_short"])
def test_a_write_protected_disk_is_read(
    mount_protected: MountProtected, which: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    path: Path = request.getfixturevalue(which)
    protected = mount_protected(path.parent)
    keys = {"in the file"} if which == "clean" else {"in the file", "in the log"}
    _reads_but_does_not_write(protected / "vault.db", keys)


@pytest.mark.skipif(sys.platform == "win32" or not os.geteuid(), reason="root may write anywhere")
@pytest.mark.parametrize("which", ["file", "folder"])
def test_a_file_or_folder_without_the_right_to_write_is_read(clean: Path, which: str) -> None:
    place = clean if which == "file" else clean.parent
    place.chmod(0o400 if which == "file" else 0o500)
    try:
        _reads_but_does_not_write(clean, {"in the file"})
    finally:
        place.chmod(0o700)
