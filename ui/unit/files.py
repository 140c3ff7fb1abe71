"""Files of the unit's own, read and written: a translation brought in, or saved to be filled in elsewhere."""

from __future__ import annotations

from pathlib import Path

from hru_advocate.errors import AdvocateError
from hru_advocate.paths import open_plain, write_whole


class FileNotRead(AdvocateError):
    """The file cannot be read, or is larger than it should be. Nothing was changed; choose another."""


class FileNotWritten(AdvocateError):
    """The file could not be written. What you saved here is safe; choose another place."""


def read_file(name: str, most: int) -> bytes:
    """At most so many bytes of a file.

    Raises:
        FileNotRead: it cannot be read or is larger.
    """
    try:
        with open_plain(Path(name)) as file:
            data = file.read(most + 1)
    except (OSError, ValueError):
        raise FileNotRead from None
    if len(data) > most:
        raise FileNotRead
    return data


def write_file(name: str, text: str) -> None:
    """Write a text; the dialog has asked before it replaces a file.

    Raises:
        FileNotWritten: nothing was written; a file that was there before is as it was.
    """
    try:
        write_whole(Path(name), text.encode(), over=True)
    except (OSError, ValueError):
        raise FileNotWritten from None
