"""Files the unit chooses itself: a translation brought in, or saved to be filled in elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from hru_advocate.errors import AdvocateError
from hru_advocate.paths import open_plain, write_whole

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_KIND: Final = "Translations (*.toml)"


class FileNotRead(AdvocateError):
    """The file cannot be read, or is larger than it should be. Nothing was changed; choose another."""


class FileNotWritten(AdvocateError):
    """The file could not be written. What you saved here is safe; choose another place."""


def choose_to_read(parent: QWidget) -> str:
    """Ask which file; ``""`` when the person thought better of it. The system's own dialog would remember it."""
    from PySide6.QtWidgets import QFileDialog  # large, and seldom needed

    options = QFileDialog.Option.DontUseNativeDialog
    name, _kind = QFileDialog.getOpenFileName(parent, "Bring in a translation", "", _KIND, "", options)
    return name


def choose_to_write(parent: QWidget, name: str) -> str:
    """Ask where to; ``""`` when the person thought better of it."""
    from PySide6.QtWidgets import QFileDialog

    options = QFileDialog.Option.DontUseNativeDialog
    chosen, _kind = QFileDialog.getSaveFileName(parent, "Save a translation", name, _KIND, "", options)
    return chosen


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
