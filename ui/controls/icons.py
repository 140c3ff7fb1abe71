"""One set of icons, drawn for this program; always beside words, never instead of them."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

import resources

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

Name = Literal[
    "today", "cases", "directory", "legal", "unit", "settings", "search", "cover", "lock", "keys", "print", "back",
    "figures",
]  # fmt: skip
_FOLDER: Final = Path(resources.__file__).with_name("icons")


def program_icon() -> QIcon:
    """The icon of the program itself, drawn in whatever size it is asked for."""
    from PySide6.QtGui import QIcon  # a class costs the first window as many milliseconds as it has enumerations

    return QIcon(str(_FOLDER / "hru-advocate.svg"))


def be_known_by_name(name: str) -> None:
    """Have Windows show our own icon in the task bar, and not that of whatever started us; before the first window."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(name)


@lru_cache(maxsize=64)
def picture(name: Name, colour: str, side: int) -> QPixmap:
    """An icon as a picture of ``side`` pixels in one colour (``#RRGGBB``)."""
    from PySide6.QtCore import QByteArray
    from PySide6.QtSvg import QSvgRenderer

    drawing = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    found = QPixmap(side * 2, side * 2)  # twice as fine, for dense screens
    found.fill(Qt.GlobalColor.transparent)
    painter = QPainter(found)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side * 2, side * 2))
    painter.end()
    found.setDevicePixelRatio(2)
    return found
