"""What has the keyboard stays in sight while the page around it grows, unless somebody scrolled away by hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.disclosure.builder import ListedItem
from hru_advocate.domain.outcomes.report import Figure, FigureRow, FigureTable
from tests.ui.conftest import appear
from tests.ui.looking import in_sight, settle_layout
from ui.controls.layout import panes
from ui.controls.layout.scrolling import COMPLAINS, bring_into_sight, follow_keyboard, scrolling
from ui.figures.numbers_table import NumbersTable
from ui.paper.disclosure.item_list import ItemList


def turned_up(area: QWidget) -> None:
    """Turn the wheel far up over an area."""
    keys, no_phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    spot = QPointF(5, 5)
    event = QWheelEvent(spot, spot, QPoint(), QPoint(0, 9600), Qt.MouseButton.NoButton, keys, no_phase, False)
    QApplication.sendEvent(area, event)


def shown(qtbot: QtBot, page: QWidget, width: int = 200) -> QScrollArea:
    """An area over a page that is higher than it, on show."""
    area = scrolling(page)
    area.resize(width, 200)
    qtbot.addWidget(area)
    appear(qtbot, area)
    return area


@pytest.mark.parametrize(("away", "in_sight"), [(False, True), (True, False)])
def test_a_page_that_grows_keeps_the_keyboard_in_sight(qtbot: QtBot, away: bool, in_sight: bool) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    later, here = QWidget(), QPushButton("here")
    for part in (later, here, QWidget()):
        part.setFixedHeight(40 if part is here else 300)
        column.addWidget(part)
    area = shown(qtbot, page)
    here.setFocus()
    bring_into_sight(here)
    if away:
        turned_up(area.viewport())
    later.setFixedHeight(1200)
    settle_layout()
    assert here.visibleRegion().isEmpty() is not in_sight


@pytest.mark.parametrize("in_column", [False, True])
def test_no_page_goes_to_what_the_keyboard_has_left(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, in_column: bool
) -> None:
    monkeypatch.setattr(panes, "_SETTLED", 0)
    page = QWidget()
    column = QVBoxLayout(page)
    here, between, far = QPushButton("here"), QWidget(), QPushButton("far")
    between.setFixedHeight(900)
    for part in (here, between, far):
        column.addWidget(part)
    around = panes.Pane("", page) if in_column else scrolling(page)
    around.resize(200, 200)
    qtbot.addWidget(around)
    appear(qtbot, around)
    area = around.area if isinstance(around, panes.Pane) else around
    went: list[int] = []
    area.verticalScrollBar().valueChanged.connect(went.append)
    for held in (far, here):  # nobody sees the first of them
        held.setFocus()
        if not in_column:
            follow_keyboard(held)
    settle_layout()
    assert went == []
    far.setFocus()
    if not in_column:
        follow_keyboard(far)
    settle_layout()
    assert went


def test_what_moves_while_the_page_stays_as_long_is_kept_in_sight(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    above, inner, below = QWidget(), QWidget(), QWidget()
    here = QPushButton("here")
    QVBoxLayout(inner).addWidget(here)
    for part in (above, inner, below):
        part.setFixedHeight(60 if part is inner else 600)
        column.addWidget(part)
    area = shown(qtbot, page)
    here.setFocus()
    bring_into_sight(here)
    length = area.verticalScrollBar().maximum()
    below.setFixedHeight(100)
    above.setFixedHeight(1100)
    settle_layout()
    assert area.verticalScrollBar().maximum() == length
    assert not here.visibleRegion().isEmpty()


def seen_whole(part: QWidget) -> bool:
    return part.visibleRegion().boundingRect() == part.rect()


@pytest.mark.parametrize(
    ("brought", "between", "in_sight"),
    [
        ("question", 20, {"here", "wrong"}),
        ("control", 20, {"here", "wrong"}),
        ("question", 400, {"wrong"}),
        ("control", 400, {"here"}),  # a long list of answers: what one types in comes before what is wrong with all
    ],
)
def test_what_is_wrong_with_an_answer_is_kept_in_sight_with_it(
    qtbot: QtBot, brought: str, between: int, in_sight: set[str]
) -> None:
    """The line stands at the end of its question, and the page around it may find its length only afterwards."""
    page = QWidget()
    column = QVBoxLayout(page)
    above, question, below, middle = QWidget(), QWidget(), QWidget(), QWidget()
    here, wrong = QPushButton("here"), QLabel("What is wrong")
    inside = QVBoxLayout(question)
    for part in (here, middle, wrong):
        inside.addWidget(part)
    for part in (above, question, below):
        column.addWidget(part)
    for part, height in ((above, 300), (middle, between), (below, 10)):
        part.setFixedHeight(height)
    area = shown(qtbot, page)
    question.setProperty(COMPLAINS, True)
    here.setFocus()
    bring_into_sight(question if brought == "question" else here)
    for part, height in ((above, 900), (below, 700), (above, 350)):
        assert {name for name, one in (("here", here), ("wrong", wrong)) if seen_whole(one)} == in_sight
        part.setFixedHeight(height)
        settle_layout()
    assert {name for name, one in (("here", here), ("wrong", wrong)) if seen_whole(one)} == in_sight
    turned_up(area.viewport())
    above.setFixedHeight(1200)
    settle_layout()
    assert wrong.visibleRegion().isEmpty()


@pytest.mark.parametrize("kind", ["items", "numbers"])
def test_a_row_that_is_walked_to_is_in_sight_though_its_list_is_taller_than_the_page(qtbot: QtBot, kind: str) -> None:
    items, numbers = ItemList(), NumbersTable()
    items.show_items(
        [ListedItem(str(at), "name", "A name", f"Name {at}", ("Letter",), 1, True, False) for at in range(30)]
    )
    rows = tuple(FigureRow(f"Row {at}", (Figure(at + 5),)) for at in range(30))
    numbers.show_table(FigureTable("made_up", "Made up", ("All",), rows))
    numbers.setCurrentCell(0, 0)
    view: QAbstractItemView = items if kind == "items" else numbers
    view.setMinimumHeight(900)
    page = QWidget()
    column = QVBoxLayout(page)
    for part in (QPushButton("before"), view):
        column.addWidget(part)
    area = shown(qtbot, page, width=400)
    view.setFocus()
    assert area.widget() is page
    for key in [Qt.Key.Key_Down] * 20 + [Qt.Key.Key_Up] * 15:
        QTest.keyClick(view, key)
        settle_layout()
        assert in_sight(view), view.currentIndex().row()
