"""The Qt build we stand on does not lose references (one release did, and ended the process)."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class _Bell(QObject):
    rung = Signal(bool)


def test_emitting_keeps_the_reference_count_of_true() -> None:
    bell = _Bell()
    bell.rung.emit(True)
    before = sys.getrefcount(True)
    for _ in range(5000):
        bell.rung.emit(True)
    assert abs(sys.getrefcount(True) - before) < 100
