"""F12 covers and Ctrl+L locks whatever is open: real keys on real dialogs, lists and menus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.shell.test_program import Ended, enter, put_away
from ui.app import Program
from ui.shell.cover import _Sheet
from ui.shell.vault_access import VaultAccess

NAME: Final = "Mary Kowalska"


@pytest.fixture
def ended() -> Ended:
    return Ended()


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, locked_door: VaultAccess, ended: Ended) -> Iterator[Program]:
    program = Program(qapp, locked_door, restart=ended, end=lambda: None)
    qtbot.addWidget(program.window)
    enter(qtbot, program)
    yield program
    put_away(program)


def plain(parent: QWidget) -> QDialog:
    dialog = QDialog(parent)
    QVBoxLayout(dialog).addWidget(QLineEdit(NAME))
    return dialog


def saving(parent: QWidget) -> QDialog:
    return QFileDialog(parent, options=QFileDialog.Option.DontUseNativeDialog)


DIALOGS: Final[dict[str, Callable[[QWidget], QDialog]]] = {"plain": plain, "save": saving, "message": QMessageBox}


def press(dialog: QDialog, key: Qt.Key, held: Qt.KeyboardModifier, way: str) -> None:
    if way == "keyboard":
        handle = dialog.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, held)
        return
    focused: QWidget | None = dialog.focusWidget()
    QTest.keyClick(focused if focused is not None else dialog, key, held)


def during(dialog: QDialog, act: Callable[[], None]) -> None:
    """Run a dialog as the program does, with everything else held up, and act once the keyboard is in it."""

    def safely() -> None:
        if QApplication.focusWindow() is not dialog.windowHandle():  # on a busy machine it comes later
            QTimer.singleShot(50, dialog, safely)
            return
        try:
            act()
        finally:
            QTimer.singleShot(50, dialog.reject)

    QTimer.singleShot(50, dialog, safely)
    dialog.exec()


@pytest.mark.parametrize("way", ["keyboard", "widget"])
@pytest.mark.parametrize("kind", DIALOGS)
def test_f12_covers_over_a_dialog_and_shows_it_again(program: Program, kind: str, way: str) -> None:
    dialog = DIALOGS[kind](program.window)
    covered: list[bool] = []

    def act() -> None:
        for _press in range(2):
            press(dialog, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier, way)
            covered.append(program._cover is not None and program._cover.on)
            covered.extend(window.findChild(_Sheet) is not None for window in (dialog, program.window))
            QApplication.sendPostedEvents(None, 52)

    during(dialog, act)
    assert covered[:3] == [True, True, True]
    assert covered[3] is False


@pytest.mark.parametrize("way", ["keyboard", "widget"])
@pytest.mark.parametrize("kind", DIALOGS)
def test_ctrl_l_locks_over_a_dialog(qtbot: QtBot, program: Program, ended: Ended, kind: str, way: str) -> None:
    dialog = DIALOGS[kind](program.window)
    hidden: list[bool] = []

    def act() -> None:
        press(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, way)
        hidden.extend((dialog.isVisible(), program.window.isVisible()))

    during(dialog, act)
    assert hidden == [False, False]
    qtbot.waitUntil(lambda: ended.times == 1)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_f12_covers_an_open_list(qtbot: QtBot, program: Program) -> None:
    dialog = QDialog(program.window)
    box = QComboBox()
    box.addItems([NAME, "Other"])
    QVBoxLayout(dialog).addWidget(box)
    seen: list[bool] = []

    def act() -> None:
        box.showPopup()
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)
        window = QApplication.focusWindow()
        assert window is not None
        assert box.view().isVisible()
        QApplication.sendEvent(window, event)
        qtbot.waitUntil(lambda: program._cover is not None and not box.view().isVisible())
        seen.append(dialog.isVisible())

    during(dialog, act)
    assert seen == [True], "it was covered while the dialog was open"
    assert program._cover is not None
    assert program._cover.on


def test_a_window_that_comes_up_under_the_cover_is_covered_too(qtbot: QtBot, program: Program) -> None:
    program.cover()
    dialog = plain(program.window)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.findChild(_Sheet) is not None)
    assert dialog.findChild(_Sheet).geometry() == dialog.rect()  # type: ignore[union-attr]  # waited for above
    dialog.close()


def test_a_window_that_goes_under_the_cover_does_not_keep_the_cover_on(qtbot: QtBot, program: Program) -> None:
    dialog = plain(program.window)
    dialog.show()
    program.cover()
    assert program._cover is not None
    dialog.deleteLater()
    QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)
    QTest.keyClick(program.window, Qt.Key.Key_F12)
    assert not program._cover.on
