from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from hru_advocate import paths
from hru_advocate.errors import DeviceError

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


def test_a_secured_folder_opens_for_its_owner_only(tmp_path: Path) -> None:
    folder = paths.secure_folder(tmp_path / "vaults" / "mine")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_an_open_folder_is_shut(tmp_path: Path) -> None:
    loose = tmp_path / "loose"
    loose.mkdir()
    loose.chmod(0o777)
    assert stat.S_IMODE(paths.secure_folder(loose).stat().st_mode) == 0o700


def test_a_folder_of_another_account_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(paths.NotYourFolder):
        paths.secure_folder(tmp_path)


def test_a_file_in_the_way_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(DeviceError, match="safe"):
        paths.secure_folder(tmp_path / "taken")


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
