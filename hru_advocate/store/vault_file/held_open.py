"""Asks whether another program has a vault open, without opening the vault: nothing of a damaged file is touched."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from hru_advocate.store import faults

_FIRST: Final = 0x40000000  # where SQLite keeps the locks of a file, whatever it holds (sqlite.org/c3ref/file.html)
_MANY: Final = 512


def refuse_if_open(path: Path) -> None:
    """Raise FileInUse where another program holds the file; Windows refuses to replace an open file by itself.

    Only for a file this program does not have open itself: looking would give its own lock back.
    """
    if sys.platform != "win32":
        import fcntl

        try:
            with path.open("r+b") as file:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _MANY, _FIRST)
        except (BlockingIOError, PermissionError) as error:
            if isinstance(error, BlockingIOError) or error.filename is None:
                raise faults.FileInUse from None
        except OSError:
            return
