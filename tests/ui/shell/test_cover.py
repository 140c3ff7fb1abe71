from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.cover import Cover, _Sheet

TODAY = date(2026, 11, 23)


@pytest.fixture
def cover(qapp: QApplication) -> Iterator[Cover]:
    cover = Cover(qapp)
    yield cover
    if cover.on:
        cover.take_off()


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(900, 600)
    rows = QVBoxLayout(page)
    rows.addWidget(QLineEdit("Mary Kowalska"))
    page.show()
    page.activateWindow()
    return page


def pixels(widget: QWidget) -> QImage:
    return widget.grab().toImage()


class Painted(QObject):
    """Notes which widgets are painted, in turn."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.widgets: list[QObject] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.widgets.append(watched)
        return False


def test_the_cover_is_painted_before_anything_else_happens(
    qtbot: QtBot, qapp: QApplication, page: QWidget, cover: Cover
) -> None:
    """It waits for no turn of the loop: a slow answer may come first in it, and what stood there would stay."""
    with qtbot.waitExposed(page):
        page.show()
    painted = Painted(qapp)
    cover.put_on(TODAY)
    assert page.findChild(_Sheet) in painted.widgets
    qapp.removeEventFilter(painted)


def test_the_cover_hides_everything(page: QWidget, cover: Cover) -> None:
    field = page.findChild(QLineEdit)
    assert field is not None
    cover.put_on(TODAY)
    covered = pixels(page)
    field.setText("something else altogether")
    assert pixels(page) == covered


def test_every_window_is_covered(qtbot: QtBot, page: QWidget, cover: Cover) -> None:
    dialog = QDialog(page)
    qtbot.addWidget(dialog)
    dialog.show()
    cover.put_on(TODAY)
    for window in (page, dialog):
        sheet = window.findChild(_Sheet)
        assert sheet is not None
        assert sheet.geometry() == window.rect()


def test_only_f12_takes_it_off(page: QWidget, cover: Cover) -> None:
    field = page.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    cover.switch(TODAY)
    for key in (Qt.Key.Key_A, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab):
        QTest.keyClick(field, key)
    assert (cover.on, field.text()) == (True, "Mary Kowalska")
    QTest.keyClick(page, Qt.Key.Key_F12)
    assert (cover.on, page.focusWidget()) == (False, field)


def test_no_shortcut_works_under_the_cover(page: QWidget, cover: Cover) -> None:
    cover.put_on(TODAY)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(page, event)
    assert event.isAccepted()


def test_the_cover_grows_with_its_window(qtbot: QtBot, page: QWidget, cover: Cover) -> None:
    cover.put_on(TODAY)
    page.resize(1100, 700)
    sheet = page.findChild(_Sheet)
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.size() == page.size())


def test_it_says_calendar_to_whom_listens(page: QWidget, cover: Cover) -> None:
    cover.put_on(TODAY)
    sheet = page.findChild(_Sheet)
    assert sheet is not None
    assert sheet.accessibleName() == "Calendar"
