from __future__ import annotations

import os
import stat
import subprocess
import time
from contextlib import nullcontext
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from hru_advocate import paths
from hru_advocate.errors import DeviceError
from tests.posix import posix

POSIX = posix("modes, accounts and mounts of POSIX; Windows' own ways have their rows below")
MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/homes /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
//nas/case\\040files /mnt/case\\040files cifs rw 0 0
broken line
short
"""


def test_the_data_folder_is_local_and_under_the_home_of_this_person(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = paths.data_folder()
    assert folder.is_relative_to(tmp_path_factory.getbasetemp())
    assert not folder.exists()


@POSIX
def test_a_secured_folder_opens_for_its_owner_only(tmp_path: Path) -> None:
    folder = paths.secure_folder(tmp_path / "vaults" / "mine")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@POSIX
def test_an_open_folder_is_shut(tmp_path: Path) -> None:
    loose = tmp_path / "loose"
    loose.mkdir()
    loose.chmod(0o777)
    assert stat.S_IMODE(paths.secure_folder(loose).stat().st_mode) == 0o700


@POSIX
def test_a_folder_of_another_account_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(paths.NotYourFolder):
        paths.secure_folder(tmp_path)


def test_a_file_in_the_way_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(DeviceError, match="safe"):
        paths.secure_folder(tmp_path / "taken")


@POSIX
@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/vault", "ext4"),
        ("/home/ana", "nfs4"),
        ("/home/local/vault", "ext4"),
        ("/mnt/case files/x", "cifs"),
        ("/homestead", "ext4"),
    ],
)
def test_the_longest_mount_decides_the_file_system(folder: str, kind: str) -> None:
    assert paths.file_system_of(PurePosixPath(folder), MOUNTS) == kind


@POSIX
def test_a_network_folder_is_refused_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_mounts", lambda: f"server:/x {tmp_path.resolve()} nfs rw 0 0")
    with pytest.raises(paths.UnsafeFolder, match="copied or shared"):
        paths.secure_folder(tmp_path / "vault")
    assert not (tmp_path / "vault").exists()


@pytest.mark.parametrize(
    ("folder", "shared"),
    [
        (r"C:\Users\ana\AppData\Local\hru-advocate", False),
        (r"C:\Users\ana\AppData\Roaming\hru-advocate", True),
        (r"C:\Users\ana\OneDrive - Force\Documents", True),
        (r"D:\Sync\Work", True),
        (r"D:\Syncs\Work", False),
        (r"\\server\homes\ana", True),
        (r"\\?\UNC\server\homes\ana", True),
    ],
)
def test_shared_places_on_windows(folder: str, *, shared: bool) -> None:
    environment = {"APPDATA": r"C:\Users\ana\AppData\Roaming", "OneDriveCommercial": r"D:\Sync", "OneDrive": ""}
    assert paths.is_shared_on_windows(PureWindowsPath(folder), environment) is shared


def test_on_windows_a_folder_is_given_to_one_account_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """What others were given in it by hand goes too, and no black window comes up."""
    asked: list[list[str]] = []
    flags: list[int] = []

    def run(words: list[str], **told: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append(words)
        flags.append(told["creationflags"])
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(paths, "_own_number", lambda: "S-1-5-21-1-2-3-1001")
    monkeypatch.setattr(paths, "_NO_CONSOLE", 0x08000000)
    paths._shut_on_windows(Path("vault"))
    assert [words[1:] for words in asked] == [
        ["vault", "/reset", "/q"],
        ["vault", "/inheritance:r", "/grant:r", "*S-1-5-21-1-2-3-1001:(OI)(CI)F", "/q"],
    ]
    assert flags == [0x08000000] * 2


@pytest.mark.parametrize("fails", [0, 1])
def test_rights_that_windows_refuses_are_said(fails: int, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(number == fails for number in range(2))
    monkeypatch.setattr(subprocess, "run", lambda words, **_: subprocess.CompletedProcess(words, int(next(answers))))
    monkeypatch.setattr(paths, "_own_number", lambda: "S-1-5-21-1-2-3-1001")
    with pytest.raises(DeviceError):
        paths._shut_on_windows(Path("vault"))


class HeldFile:
    """Refuses to move a file so many times, with a number of Windows'; real moves after that."""

    def __init__(self, times: int, number: int | None) -> None:
        self.times, self.number, self.waited = times, number, list[float]()
        self._moves = Path.replace

    def replace(self, path: Path, target: Path) -> Path:
        if self.times:
            self.times -= 1
            refused = PermissionError(13, "held", None, self.number)
            vars(refused)["winerror"] = self.number  # as Windows sets it from the fourth
            raise refused
        return self._moves(path, target)


@pytest.mark.parametrize(
    ("times", "number", "moved"),
    [
        (0, None, True),
        (1, 5, True),
        (6, 32, True),
        (7, 32, False),
        (1, 33, True),
        (1, 19, False),
        (1, None, False),
    ],
)
def test_a_file_that_a_scanner_holds_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, number: int | None, moved: bool
) -> None:
    held = HeldFile(times, number)
    monkeypatch.setattr(Path, "replace", lambda path, target: held.replace(path, target))  # noqa: PLW0108 - bound to the path it is asked of
    monkeypatch.setattr(time, "sleep", held.waited.append)
    new, place = tmp_path / "new", tmp_path / "place"
    new.write_bytes(b"new")
    place.write_bytes(b"old")
    with nullcontext() if moved else pytest.raises(PermissionError):
        paths.give_name(new, place)
    assert place.read_bytes() == (b"new" if moved else b"old")
    assert new.exists() is not moved
    assert len(held.waited) == (times if moved else 6 if number == 32 else 0)
