"""The two copies of the header beside the vault, written so that a stop at any moment leaves one of them whole.

A copy is written as a new file, flushed, put in place with one rename, and the folder flushed. The first copy is
the truth; the twin is written after it. So twins that differ tell that a change was cut short after it counted.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hru_advocate.errors import AdvocateError, HeaderDamaged, HeaderNotWritten, NotAVault, VaultMissing
from hru_advocate.keys.header import MOST_BYTES, VaultHeader, decode, encode
from hru_advocate.paths import flush_folder, give_name, open_plain

FIRST = "vault.header"
TWIN = "vault.header.twin"
KEPT = "vault.header.kept"
"""A third copy, written when the master key was renewed: where an older one was put back over both, it is newer."""
NEW = ".new"


class Disk:
    """The few things asked of the operating system, one call each, so that a test can stop at every one."""

    def read(self, path: Path) -> bytes:
        """The file's bytes, at most one more than a header may have."""
        with open_plain(path) as file:
            return file.read(MOST_BYTES + 1)

    def create(self, path: Path) -> int:
        """Open an empty file that only its owner may read; a left-over of a cut-short change is overwritten."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        return os.open(path, flags, 0o600)

    def write(self, file: int, content: bytes) -> int:
        """Write what fits and say how much it was."""
        return os.write(file, content)

    def flush(self, file: int) -> None:
        """Wait until the file is on the disk."""
        os.fsync(file)

    def close(self, file: int) -> None:
        """Give the file back."""
        os.close(file)

    def replace(self, new: Path, old: Path) -> None:
        """Put the new file in the old one's place, in one step."""
        give_name(new, old)

    def flush_folder(self, folder: Path) -> None:
        """Wait until the new name is on the disk."""
        flush_folder(folder)


@dataclass(frozen=True)
class HeaderFound:
    """A header as found: from which copy, and whether both copies say the same."""

    header: VaultHeader
    source: Literal["first", "twin"]
    whole: bool


class HeaderFiles:
    """The header's two copies in the folder of one vault."""

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self.folder = folder
        self._disk = disk or Disk()

    def exist(self) -> bool:
        """True when there is any copy, sound or not."""
        return any((self.folder / name).exists() for name in (FIRST, TWIN))

    def read(self) -> HeaderFound:
        """The first copy, or its twin where the first is damaged or gone.

        Raises:
            VaultMissing: there is neither copy.
            NewerVault: the first whole copy was made by a newer version; an older twin is not taken instead.
            NotAVault: there are copies, but nothing of ours in them.
            HeaderDamaged: no copy is sound.
        """
        first, twin = self._copy(FIRST), self._copy(TWIN)
        kept = self._copy(KEPT)
        if isinstance(first, VaultHeader):
            newer = [one for one in (twin, kept) if isinstance(one, VaultHeader) and _is_newer(one, first)]
            if newer:  # an older header was put back: it must not be mended into the newer one's place
                return HeaderFound(max(newer, key=lambda one: one.generation), "twin", whole=False)
            return HeaderFound(first, "first", first == twin)
        if first is not None and not isinstance(first, HeaderDamaged | NotAVault):
            raise first
        if isinstance(twin, VaultHeader):
            return HeaderFound(twin, "twin", whole=False)
        failures = [failure for failure in (twin, first) if failure is not None]
        if not failures:
            raise VaultMissing
        raise next((failure for failure in failures if not isinstance(failure, NotAVault)), failures[0])

    def write_first(self, header: VaultHeader) -> bool:
        """Put the header in the first place; from the rename on it counts.

        Returns:
            Whether the computer confirmed that it is on the disk. If not, a power cut may still bring the old one back.

        Raises:
            HeaderNotWritten: the old header still stands.
        """
        return self._put(FIRST, encode(header))

    def write_kept(self, header: VaultHeader) -> bool:
        """Put the header in the third place; as :meth:`write_first`."""
        return self._put(KEPT, encode(header))

    def write_twin(self, header: VaultHeader) -> bool:
        """Put the header in the second place; as :meth:`write_first`."""
        return self._put(TWIN, encode(header))

    def _copy(self, name: str) -> VaultHeader | AdvocateError | None:
        try:
            return decode(self._disk.read(self.folder / name))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            return HeaderDamaged()
        except AdvocateError as failure:
            return failure

    def _put(self, name: str, content: bytes) -> bool:
        place, new = self.folder / name, self.folder / (name + NEW)
        try:
            self._write_new(new, content)
            self._disk.replace(new, place)
        except OSError:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
            raise HeaderNotWritten from None
        try:
            self._disk.flush_folder(self.folder)
        except OSError:
            return False
        return True

    def _write_new(self, path: Path, content: bytes) -> None:
        file = self._disk.create(path)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[self._disk.write(file, bytes(rest)) :]
            self._disk.flush(file)
        finally:
            self._disk.close(file)


def _is_newer(one: VaultHeader, other: VaultHeader) -> bool:
    return one.vault_id == other.vault_id and one.generation > other.generation
