"""The Qt build we stand on does not lose references (one release did, and ended the process)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal

import ui


class _Bell(QObject):
    rung = Signal(bool)


def test_emitting_keeps_the_reference_count_of_true() -> None:
    bell = _Bell()
    bell.rung.emit(True)
    before = sys.getrefcount(True)
    for _ in range(5000):
        bell.rung.emit(True)
    assert abs(sys.getrefcount(True) - before) < 100


def test_the_screens_are_imported_without_reading_their_sources() -> None:
    """PySide6 would read and keep every one (docs/decisions/0011)."""
    code = "from ui.loading import load; load(); import linecache; linecache.clearcache(); import ui.app, ui.workspace"
    code += "; print(*linecache.cache)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_no_module_asks_for_the_other_spellings_of_qt() -> None:
    root = Path(ui.__file__).parents[1]
    asking = "__" + "feature" + "__"
    ours = (path for room in ("ui", "tests") for path in (root / room).rglob("*.py"))
    assert [path.name for path in ours if asking in path.read_text("utf-8")] == []
