"""A folder that packages go through: a share, a stick. Whoever else comes to it may leave there whatever they like.

Packages bear random names. Whatever bears another name is left alone, and nothing but a plain file is opened.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hru_advocate.errors import AdvocateError, DeviceError
from hru_advocate.paths import open_plain, write_whole

_NAME: Final = re.compile(r"[0-9a-f]{16}\.bin", re.ASCII)
_PART: Final = re.compile(r"\.([0-9a-f]{16})\.part", re.ASCII)
_MOST_NAMES: Final = 20_000


class FolderUnreadable(DeviceError):
    """This folder cannot be read. Nothing left and nothing was taken; look to the stick or the share, and try again."""


class FolderTooFull(AdvocateError):
    """There is far too much in this folder. Nothing left and nothing was taken; choose one for packages alone."""


class VaultsOwnFolder(AdvocateError):
    """This is the folder of the vault, or lies in it. Nothing left and nothing was taken; choose a stick or a share."""


@dataclass(frozen=True, slots=True)
class FileThere:
    """A file that may be a package, by its name: its size, and when it was written as the folder says."""

    bytes: int
    moment: int


@dataclass(frozen=True, slots=True)
class FolderSeen:
    """All that bears the name of a package in a folder: plain files, and how many are something else.

    ``traces`` are the packages of which such a thing lies there, or a part that a stop left.
    """

    files: dict[str, FileThere]
    odd: int
    traces: frozenset[str]


def fresh_name() -> str:
    """A name that says nothing."""
    return f"{secrets.token_hex(8)}.bin"


def part_of(target: Path) -> Path:
    """The name a package bears until it is whole: nobody takes it for one, and a part that a stop left is found."""
    return target.with_name(f".{target.stem}.part")


def write(target: Path, data: bytes) -> None:
    """Write a package: whole under its name, or not at all; errors as ``write_whole``."""
    write_whole(target, data, part=part_of(target) if _NAME.fullmatch(target.name) else None)


def packages_in(folder: Path, vault: Path) -> FolderSeen:
    """Everything in a folder that bears the name of a package, or of a part of one.

    Raises:
        VaultsOwnFolder, FolderUnreadable, FolderTooFull: nothing was looked at.
    """
    found: dict[str, FileThere] = {}
    traces: set[str] = set()
    odd = 0
    try:
        if folder.resolve().is_relative_to(vault.parent.resolve()):
            raise VaultsOwnFolder
        with os.scandir(folder) as there:
            for number, one in enumerate(there):
                if number >= _MOST_NAMES:
                    raise FolderTooFull
                if part := _PART.fullmatch(one.name):
                    traces.add(f"{part[1]}.bin")
                elif not _NAME.fullmatch(one.name):
                    continue
                elif (file := _plain(one)) is not None:
                    found[one.name] = file
                else:
                    odd += 1
                    traces.add(one.name)
    except (OSError, ValueError):
        raise FolderUnreadable from None
    return FolderSeen(found, odd, frozenset(traces))


def is_as_it_was(path: Path, size: int, sha256: str) -> bool:
    """Say whether a package of one's own is still what was put there: of one size are many."""
    try:
        with open_plain(path) as file:
            return hashlib.sha256(file.read(size + 1)).hexdigest() == sha256
    except (OSError, ValueError):
        return False


def take_away(folder: Path, name: str) -> bool:
    """Take a package of one's own away, with any part of it; says False where it is still there."""
    target = folder / name
    for one in (part_of(target), target):
        with suppress(OSError):
            if not one.is_dir() or one.is_symlink():
                one.unlink(missing_ok=True)
    return not os.path.lexists(target)


def _plain(one: os.DirEntry[str]) -> FileThere | None:
    with suppress(OSError):  # it has gone meanwhile
        told = one.stat(follow_symlinks=False)
        if one.is_file(follow_symlinks=False):
            return FileThere(told.st_size, told.st_mtime_ns)
    return None
