"""The order of Tab: down a column, along a row, layouts in layouts; and nothing of Qt's is held beyond its life."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from ui.controls.keyboard import reading_order
from ui.controls.keyboard.reading_order import stops_in

ROOT = Path(__file__).resolve().parents[3]


def _page(qtbot: QtBot) -> QWidget:
    """Two columns in a row above a grid; everything was made in another order than it stands in."""
    page = QWidget()
    qtbot.addWidget(page)
    below, right, left, top = (QPushButton(name, page) for name in ("below", "right", "left", "top"))
    cells = {name: QPushButton(name, page) for name in ("d", "b", "c", "a")}
    column, row, first, grid = QVBoxLayout(page), QHBoxLayout(), QVBoxLayout(), QGridLayout()
    column.addWidget(top)
    column.addLayout(row)
    first.addWidget(left)
    first.addWidget(below)
    row.addLayout(first)
    row.addWidget(right)
    column.addLayout(grid)
    for name, place in {"d": (1, 1), "b": (0, 1), "c": (1, 0), "a": (0, 0)}.items():
        grid.addWidget(cells[name], *place)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_tab_goes_as_one_reads(qtbot: QtBot) -> None:
    page = _page(qtbot)
    names = [stop.text() for stop in stops_in(page) if isinstance(stop, QPushButton)]
    assert names == ["top", "left", "below", "right", "a", "b", "c", "d"]


def test_what_is_out_of_sight_is_not_looked_through(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of the rail are kept beside the one on show, and every Tab would go through all of them."""
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    for _kept in range(3):
        kept = QWidget()
        column = QVBoxLayout(kept)
        for number in range(100):
            column.addWidget(QPushButton(str(number)))
        stack.addWidget(kept)
    stack.addWidget(_page(qtbot))
    stack.setCurrentIndex(3)
    with qtbot.waitExposed(stack):
        stack.show()
    looked: list[QWidget] = []
    would_stop = reading_order._would_stop

    def counted(widget: QWidget) -> bool:
        looked.append(widget)
        return would_stop(widget)

    monkeypatch.setattr(reading_order, "_would_stop", counted)
    assert len(stops_in(stack)) == 8
    assert len(looked) <= 12


def test_no_item_of_qts_is_held(qtbot: QtBot) -> None:
    """A Python object for an item outlives it; the program ended after some forty pages when an address came again."""
    page = _page(qtbot)
    before = Counter(type(one).__name__ for one in Shiboken.getAllValidWrappers())
    assert stops_in(page)
    after = Counter(type(one).__name__ for one in Shiboken.getAllValidWrappers())
    assert after["QWidgetItem"] == before["QWidgetItem"]
    assert after["QLayoutItem"] == before["QLayoutItem"]


def test_nobody_asks_qt_for_its_items() -> None:
    """The flow layout keeps its items itself; all others find widgets by ``indexOf``."""
    asking = [path.name for path in (ROOT / "ui").rglob("*.py") if ".itemAt(" in path.read_text("utf-8")]
    assert asking == []
