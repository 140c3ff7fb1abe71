from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, Qt
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


def test_the_cover_hides_everything_within_a_blink(page: QWidget, cover: Cover) -> None:
    field = page.findChild(QLineEdit)
    assert field is not None
    begun = perf_counter()
    cover.put_on(TODAY)
    assert perf_counter() - begun < 0.2
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
