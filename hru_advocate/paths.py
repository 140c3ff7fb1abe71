"""The places of the vault, its backups and the log; folders only their owner can open."""

from __future__ import annotations

import os
import secrets
import stat
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePath, PureWindowsPath
from typing import BinaryIO, Final

import platformdirs

from hru_advocate.errors import DeviceError

_NETWORK_SYSTEMS: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "fuse.sshfs", "fuse.rclone"})
_SYNCED: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_TO_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_HELD: Final = frozenset({5, 32, 33})
"""Windows' errors where somebody has a file open: access denied, sharing and lock violation."""
_WAITS: Final = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between the tries; a scanner is done within a few tenths of one."""
_NO_CONSOLE: Final = 0x08000000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW
_TOKEN_QUERY, _TOKEN_USER = 0x0008, 1
_REMOTE_DRIVE: Final = 4  # DRIVE_REMOTE, GetDriveTypeW


class NotAPlainFile(OSError):
    """A name that stands for a folder, a pipe or a device."""


class UnsafeFolder(DeviceError):
    """The vault cannot live in a folder that is copied or shared. Choose one on this computer's own disk."""


class NotYourFolder(DeviceError):
    """The vault cannot live in somebody else's folder. Nothing was written; choose one of your own."""


class FolderRefused(DeviceError):
    """The computer does not let a folder be made or kept private there. What you saved is safe; choose another one."""


def data_folder() -> Path:
    """The folder for the vault on this computer, for this person; it never roams. Nothing is made here."""
    return platformdirs.user_data_path("hru-advocate", appauthor=False, roaming=False)


def state_folder() -> Path:
    """The folder for what is kept of vaults outside their own folders: how far each reached. It never roams.

    Nothing is made here. It has a name of its own, because on Windows and macOS state and data have one place.
    """
    return platformdirs.user_state_path("hru-advocate-anchors", appauthor=False, roaming=False)


def secure_folder(path: Path) -> Path:
    """Make a folder, and those above it, that only its owner can open; return it resolved.

    Raises UnsafeFolder when the place is synced, roaming or on a network, NotYourFolder when another
    account owns it, FolderRefused when the computer refuses.
    """
    folder = path.expanduser().resolve()
    refuse_shared_place(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _shut(folder)
    except OSError as error:
        raise FolderRefused from error
    return folder


def refuse_shared_place(folder: Path) -> None:
    """Raise UnsafeFolder when what is written here would leave this computer."""
    if sys.platform == "win32":
        shared = is_shared_on_windows(PureWindowsPath(folder), os.environ) or _is_network_drive(folder)
    else:
        shared = file_system_of(folder, _mounts()) in _NETWORK_SYSTEMS
    if shared:
        raise UnsafeFolder


def is_shared_on_windows(folder: PureWindowsPath, environment: Mapping[str, str]) -> bool:
    """True when a Windows path is a network share, in a synced folder or in the roaming profile."""
    if folder.drive.startswith("\\\\"):
        return True
    if any(part.lower().startswith("onedrive") for part in folder.parts):
        return True
    shared = (environment.get(name, "") for name in (*_SYNCED, "APPDATA"))
    return any(place and folder.is_relative_to(PureWindowsPath(place)) for place in shared)


def file_system_of(folder: PurePath, mounts: str) -> str:
    """The type of the file system a folder lies on, by the text of ``/proc/self/mounts``; empty when unknown."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = PurePath(fields[1].replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind


def open_plain(path: Path) -> BinaryIO:
    """Open a file that somebody named, to read it: a file of a disk, and nothing that may never end.

    Raises NotAPlainFile at once for a folder, a pipe or a device; another OSError or ValueError if it cannot be read.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotAPlainFile
    # Something else may stand there by now: a pipe opened so does not wait for whoever writes into it.
    handle = os.open(path, _TO_READ)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotAPlainFile
    return os.fdopen(handle, "rb")


def write_whole(path: Path, data: bytes, *, over: bool = False, part: Path | None = None) -> None:
    """Write a file that only its owner can read: all of it under its name, or nothing at all.

    It is written beside its place under another name first, so that a full disk leaves no half file that blocks the
    next try or passes for the whole. An existing file is replaced only with ``over``; ``part`` is that other name,
    where it has to be known beforehand.

    Raises FileExistsError when there is one already, another OSError when the disk refuses; nothing is left behind.
    """
    if not over and os.path.lexists(path):
        raise FileExistsError
    part = part or path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(os.open(part, _NEW_FILE, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(part, path, over=over)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def give_name(new: Path, place: Path) -> None:
    """Give a file or folder its name in one step, over a file that bears it.

    On Windows nothing moves that another program has open, for a moment a scanner or a backup: that is waited for.

    Raises OSError when it is still held then, or is refused for another reason; both are as they were.
    """
    for wait in (*_WAITS, None):
        try:
            new.replace(place)
        except PermissionError as error:
            if wait is None or getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(wait)
        else:
            return


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; an OSError where the disk did not say so."""
    if sys.platform != "win32":  # which opens no folders to flush; NTFS keeps renames in its own journal
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _put_in_place(part: Path, path: Path, *, over: bool) -> None:
    if not over:
        try:
            os.link(part, path)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):
            if os.path.lexists(path):
                raise FileExistsError from None
        else:
            return
    give_name(part, path)


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _shut(folder: Path) -> None:
    """Leave the folder to its owner alone."""
    if sys.platform == "win32":
        _shut_on_windows(folder)
    else:
        if folder.stat().st_uid != os.geteuid():
            raise NotYourFolder
        if stat.S_IMODE(folder.stat().st_mode) != 0o700:
            folder.chmod(0o700)


def _shut_on_windows(folder: Path) -> None:
    """Give the folder to the signed-in account alone: whatever rights others had in it go first, inherited or not.

    The account goes by its number: its name is not one that every Windows finds, where a directory in a cloud knows it.
    No console comes up in the meantime.
    """
    tool = str(Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "icacls.exe")
    for rights in (["/reset"], ["/inheritance:r", "/grant:r", f"*{_own_number()}:(OI)(CI)F"]):
        done = subprocess.run(  # noqa: S603 - a fixed system program, and a path of ours as data
            [tool, str(folder), *rights, "/q"], check=False, capture_output=True, creationflags=_NO_CONSOLE
        )
        if done.returncode:
            raise DeviceError


def _own_number() -> str:
    """The number by which Windows knows the signed-in account, as text (``S-1-5-21-…``)."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        security, kernel = ctypes.windll.advapi32, ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.LocalFree.argtypes = [ctypes.c_void_p]
        token, size, text = wintypes.HANDLE(), wintypes.DWORD(), ctypes.c_wchar_p()
        process = wintypes.HANDLE(kernel.GetCurrentProcess())
        if not security.OpenProcessToken(process, _TOKEN_QUERY, ctypes.byref(token)):
            raise DeviceError
        try:
            security.GetTokenInformation(token, _TOKEN_USER, None, 0, ctypes.byref(size))
            told = ctypes.create_string_buffer(size.value)
            if not security.GetTokenInformation(token, _TOKEN_USER, told, size, ctypes.byref(size)):
                raise DeviceError
            number = ctypes.c_void_p.from_buffer(told)
            if not security.ConvertSidToStringSidW(number, ctypes.byref(text)):
                raise DeviceError
            found = str(text.value)
            kernel.LocalFree(ctypes.cast(text, ctypes.c_void_p))
            return found
        finally:
            kernel.CloseHandle(token)
    else:
        raise DeviceError


def _is_network_drive(folder: Path) -> bool:
    """Ask Windows whether a drive letter stands for a share."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\") == _REMOTE_DRIVE)
    else:  # noqa: RET505 - mypy reads only what stands under the platform it is asked about
        return False
