"""A folder that packages go through: a share, a stick. Whoever else comes to it may leave there whatever they like.

Packages bear random names. Whatever bears another name is left alone, and nothing but a plain file is opened.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Final

from hru_advocate.casework.sharing import sealed_file
from hru_advocate.casework.sharing.places import NAME, FileThere, PlaceSeen
from hru_advocate.errors import AdvocateError, DeviceError
from hru_advocate.paths import open_plain, write_whole

_PART: Final = re.compile(r"\.([0-9a-f]{16})\.part", re.ASCII)
_MOST_NAMES: Final = 20_000


class FolderUnreadable(DeviceError):
    """This folder cannot be read. Nothing left and nothing was taken; look to the stick or the share, and try again."""


class FolderTooFull(AdvocateError):
    """There is far too much in this folder. Nothing left and nothing was taken; choose one for packages alone."""


class VaultsOwnFolder(AdvocateError):
    """This is the folder of the vault, or lies in it. Nothing left and nothing was taken; choose a stick or a share."""


class PackageFolder:
    """A folder as a place for packages; ``vault`` is the file whose own folder it must not be."""

    kind = ""
    may_heal = False
    has_notices = False
    shows_keys = False

    def __init__(self, folder: Path, vault: Path) -> None:
        self._folder, self._vault = folder, vault

    def look(self, wanted: Collection[str]) -> PlaceSeen:
        """Everything there that bears the name of a package, or of a part of one.

        Raises:
            VaultsOwnFolder, FolderUnreadable, FolderTooFull: nothing was looked at.
        """
        found: dict[str, FileThere] = {}
        traces: set[str] = set()
        odd = 0
        try:
            if self._folder.resolve().is_relative_to(self._vault.parent.resolve()):
                raise VaultsOwnFolder
            with os.scandir(self._folder) as there:
                for number, one in enumerate(there):
                    if number >= _MOST_NAMES:
                        raise FolderTooFull
                    if part := _PART.fullmatch(one.name):
                        traces.add(f"{part[1]}.bin")
                    elif not NAME.fullmatch(one.name):
                        continue
                    elif (file := _plain(one)) is not None:
                        found[one.name] = file
                    else:
                        odd += 1
                        traces.add(one.name)
        except (OSError, ValueError):
            raise FolderUnreadable from None
        return PlaceSeen(dict(sorted(found.items())), odd, frozenset(traces))

    def told(self, name: str) -> str:
        """The path of one."""
        return str(self._folder / name)

    def take(self, name: str) -> bytes:
        """The bytes of one; a link, a pipe or a folder is an OSError."""
        with open_plain(self._folder / name) as file:
            return file.read(sealed_file.MOST_BYTES + 1)

    def put(self, name: str, data: bytes) -> None:
        """Write one whole."""
        write(self._folder / name, data)

    def is_as_put(self, name: str, size: int, sha256: str) -> bool:
        """Say whether one is still what was put there."""
        try:
            with open_plain(self._folder / name) as file:
                return hashlib.sha256(file.read(size + 1)).hexdigest() == sha256
        except (OSError, ValueError):
            return False

    def withdraw(self, name: str) -> bool:
        """Take one away, with any part of it."""
        target = self._folder / name
        for one in (part_of(target), target):
            with suppress(OSError):
                if not one.is_dir() or one.is_symlink():
                    one.unlink(missing_ok=True)
        return not os.path.lexists(target)

    def close(self) -> None:
        """Do nothing: a folder is not held."""


def part_of(target: Path) -> Path:
    """The name a package bears until it is whole: nobody takes it for one, and a part that a stop left is found."""
    return target.with_name(f".{target.stem}.part")


def write(target: Path, data: bytes) -> None:
    """Write a package: whole under its name, or not at all; errors as ``write_whole``."""
    write_whole(target, data, part=part_of(target) if NAME.fullmatch(target.name) else None)


def _plain(one: os.DirEntry[str]) -> FileThere | None:
    with suppress(OSError):  # it has gone meanwhile
        told = one.stat(follow_symlinks=False)
        if one.is_file(follow_symlinks=False):
            return FileThere(told.st_size, told.st_mtime_ns)
    return None
