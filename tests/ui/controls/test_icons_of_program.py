"""The program's own icon is there in every size a task bar asks for, and Windows' list of them holds each whole."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.packaging_script import packaging_script
from ui.controls.icons import program_icon

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("side", [16, 32, 256])
def test_the_icon_is_drawn_in_every_size(qapp: QApplication, side: int) -> None:
    drawn = program_icon().pixmap(side, side).toImage()
    assert drawn.width() >= side
    assert len({drawn.pixel(x, drawn.height() // 2) for x in range(drawn.width())}) > 1


def test_the_list_for_windows_holds_each_picture_whole(qapp: QApplication) -> None:
    told = packaging_script("icon.py").ico((16, 256))
    assert struct.unpack_from("<HHH", told) == (0, 1, 2)
    for number, side in enumerate((16, 256)):
        wide, high, *_rest, size, at = struct.unpack_from("<BBBBHHII", told, 6 + 16 * number)
        picture = QImage.fromData(told[at : at + size])
        assert (wide, high) == (side % 256, side % 256)
        assert (picture.width(), picture.height()) == (side, side)
