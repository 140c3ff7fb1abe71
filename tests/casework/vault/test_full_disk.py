"""A disk that is really full: the vault opens, a number can be read, what cannot be saved says so, and it locks."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.vault import checks, opening
from hru_advocate.casework.vault.checks import Depth
from hru_advocate.store import faults
from tests.casework.open_sessions import AUTHOR, home_at, new_case
from tests.casework.vault.saver import PASSPHRASE


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "small"
    folder.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(folder)]
    if subprocess.run(asked, check=False, capture_output=True).returncode:
        pytest.skip("nobody but root may mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are Linux's")
@pytest.mark.parametrize("ended", ["locked", "killed"])
def test_a_full_disk_can_be_read_and_saves_again_once_there_is_room(disk: Path, tmp_path: Path, ended: str) -> None:
    home = home_at(disk / "vault")
    opened, _created = opening.create(home, PASSPHRASE, author=AUTHOR, with_keychain=False)
    new_case(opened.session)
    shutil.copytree(home.folder, tmp_path / "killed")
    opening.lock(opened)
    if ended == "killed":
        shutil.copytree(tmp_path / "killed", home.folder, dirs_exist_ok=True)
    with suppress(OSError), (disk / "filling").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    opened, found = opening.unlock(home, PASSPHRASE)
    assert any("Nothing can be saved: the disk is full" in one for one in found.warnings)
    assert len(list_cases(opened.session, CaseFilter())) == 1
    with pytest.raises(faults.DiskFull):
        new_case(opened.session)
    assert len(list_cases(opened.session, CaseFilter())) == 1
    opening.lock(opened)
    (disk / "filling").unlink()
    opened, _found = opening.unlock(home, PASSPHRASE)
    new_case(opened.session)
    assert len(list_cases(opened.session, CaseFilter())) == 2
    opening.lock(opened)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are Linux's")
def test_a_disk_that_fills_while_the_vault_is_open_is_saved_to_again_once_there_is_room(disk: Path) -> None:
    """Pages of the log that went into the file before the disk was full are ours: nobody replaced the file."""
    home = home_at(disk / "vault")
    opened, _created = opening.create(home, PASSPHRASE, author=AUTHOR, with_keychain=False)
    for number in range(12):  # the log holds more pages than the file has room for
        new_case(opened.session, victim=f"Mo {number} Example")
    with suppress(OSError), (disk / "filling").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    with pytest.raises(faults.DiskFull):
        opened.session.vault.checkpoint()
    for _again in range(2):
        with pytest.raises(faults.DiskFull):
            new_case(opened.session)
    (disk / "filling").unlink()
    new_case(opened.session)
    assert len(list_cases(opened.session, CaseFilter())) == 13
    opening.lock(opened)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts are Linux's")
@pytest.mark.parametrize("depth", ["quick", "full"])
def test_a_full_disk_is_no_fault_of_the_vault(disk: Path, depth: Depth) -> None:
    home = home_at(disk / "vault")
    opened, _created = opening.create(home, PASSPHRASE, author=AUTHOR, with_keychain=False)
    for number in range(12):
        new_case(opened.session, victim=f"Mo {number} Example")
    with suppress(OSError), (disk / "filling").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    assert checks.verify(opened.session, depth).lines == ()
    (disk / "filling").unlink()
    assert checks.verify(opened.session, depth).lines == ()
    opening.lock(opened)
