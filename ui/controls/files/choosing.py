"""The dialogs that ask for a file or a folder: always Qt's own, for the system's would remember what was chosen.

What Qt's own writes down is taken out again at once. So each begins in the person's own documents, unless those leave
this computer by themselves: left to Qt it would be the folder the program was started in, often the program's own.

Each gives ``""`` where the person thought better of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hru_advocate.paths import UnsafeFolder, refuse_shared_place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_TITLE: Final = "HRU Advocate"


def choose_folder(parent: QWidget, title: str = _TITLE) -> str:
    """Ask for a folder that is there."""
    from PySide6.QtWidgets import QFileDialog  # large, and seldom needed

    options = QFileDialog.Option.DontUseNativeDialog | QFileDialog.Option.ShowDirsOnly
    with _forgotten():
        return QFileDialog.getExistingDirectory(parent, title, str(documents()), options)


def choose_to_read(parent: QWidget, title: str = _TITLE, kinds: str = "") -> str:
    """Ask for a file that is there; ``kinds`` narrows the list to some."""
    from PySide6.QtWidgets import QFileDialog

    with _forgotten():
        name, _kind = QFileDialog.getOpenFileName(
            parent, title, str(documents()), kinds, "", QFileDialog.Option.DontUseNativeDialog
        )
    return name


def choose_to_write(
    parent: QWidget, name: str, kinds: str = "", *, title: str = _TITLE, asks_to_replace: bool = True
) -> str:
    """Ask where a file of this name is to go; ``asks_to_replace`` before a file that is there is chosen."""
    from PySide6.QtWidgets import QFileDialog

    options = QFileDialog.Option.DontUseNativeDialog
    if not asks_to_replace:
        options |= QFileDialog.Option.DontConfirmOverwrite
    with _forgotten():
        chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(documents() / name), kinds, "", options)
    return chosen


def documents() -> Path:
    """Give the folder a choice begins in: the person's documents; their home where those are missing or synced."""
    from PySide6.QtCore import QStandardPaths

    found = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or ".").absolute()
    try:
        refuse_shared_place(found)
    except UnsafeFolder:
        return Path.home()
    return found if found.is_dir() else Path.home()


def forget_choices() -> None:
    """Take out what such a dialog wrote of the folders one went to, or one that was killed left behind.

    On Windows it stands in the registry, in the clear, and goes along with a roaming profile; no setting moves it.
    """
    from PySide6.QtCore import QSettings

    written = QSettings(QSettings.Scope.UserScope, "QtProject")
    written.remove("FileDialog")
    written.sync()


@contextmanager
def _forgotten() -> Iterator[None]:
    try:
        yield
    finally:
        forget_choices()
