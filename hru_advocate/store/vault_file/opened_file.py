"""The file that was opened, told from another in its place: it may be replaced, written over or deleted meanwhile.

Only its entry in the folder is looked at. Opening it a second time would give back the lock of the first (POSIX drops
every lock of a process when any of its handles on the file is closed).
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hru_advocate.store import faults


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as its folder knows it: which one it is, and (not on Windows) when it was last written."""

    device: int
    number: int
    written: tuple[int, int]


class OpenedFile:
    """The vault's file and its log as they were when opened, and after each of this program's own writes.

    Raises:
        FileReplaced: The file is not there to begin with.
    """

    def __init__(self, path: Path) -> None:
        self._path, self._log = path, path.with_name(f"{path.name}-wal")
        self._file = _look(path)
        self._beside = _look(self._log)
        if self._file is None:
            raise faults.FileReplaced

    def check(self) -> None:
        """Before a change: the same file, untouched by others, with the same log.

        Raises:
            FileReplaced: It is not.
        """
        if _look(self._path) != self._file:
            raise faults.FileReplaced
        self.check_after()

    def check_after(self) -> None:
        """After a change: the same file and log still stand where they stood; from now on as they are now.

        Raises:
            FileReplaced: They do not, so what was written went where nobody will find it.
        """
        file, beside = _look(self._path), _look(self._log)
        if not _same(file, self._file) or not _same(beside, self._beside):
            raise faults.FileReplaced
        self._file = file

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """A change that may not come about: what this program wrote of it until then is nobody else's.

        A full disk takes some pages of the log into the file, and no more.
        """
        untouched = _look(self._path) == self._file
        try:
            yield
        except BaseException:
            now = _look(self._path)
            if untouched and _same(now, self._file):
                self._file = now
            raise


def _same(now: _Seen | None, before: _Seen | None) -> bool:
    if now is None or before is None:
        return now is before
    return (now.device, now.number) == (before.device, before.number)


def _look(path: Path) -> _Seen | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - before and after every save, and a third of the time of Path.stat
    except OSError:
        return None
    # Windows tells the time of the last write late, and there nobody can write over a file that is open.
    written = (0, 0) if sys.platform == "win32" else (found.st_size, found.st_mtime_ns)
    return _Seen(found.st_dev, found.st_ino, written)
