"""Draws the program's icon for whoever shows it: ``icon.py SIDE FILE.png``, or ``icon.py FILE.ico`` for Windows."""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING: Final = Path(__file__).resolve().parent.parent / "resources" / "icons" / "hru-advocate.svg"
_SIDES: Final = (16, 20, 24, 32, 40, 48, 64, 256)
"""Sides Windows wants at 100 to 250 %."""


def png(side: int) -> bytes:
    """The icon as a picture of so many pixels each way."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    held = QBuffer()
    held.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")  # type: ignore[call-overload]  # the stubs ask for bytes, the library for text
    return bytes(held.data().data())


def ico(sides: tuple[int, ...] = _SIDES) -> bytes:
    """The icon as Windows keeps it: a list of pictures, then the pictures."""
    pictures = [png(side) for side in sides]
    head = struct.pack("<HHH", 0, 1, len(sides))
    at = len(head) + 16 * len(sides)
    for side, picture in zip(sides, pictures, strict=True):
        head += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + b"".join(pictures)


def main(words: list[str]) -> int:
    """Write what the command line asks for; the exit code."""
    match words:
        case [side, file]:
            Path(file).write_bytes(png(int(side)))
        case [file]:
            Path(file).write_bytes(ico())
        case _:
            print("usage: icon.py SIDE FILE.png | FILE.ico", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
