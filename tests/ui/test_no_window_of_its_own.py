"""No part of a page stands on the desktop by itself for a moment: it would take the keyboard, and be seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import appear, settle
from tests.ui.every_page import every_page
from ui.workspace import Workspace

pytestmark = pytest.mark.xdist_group("every page")  # long walks: none is left for the end


class Shown(QObject):
    """Notes every window that comes up, by the name of its class."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


def test_no_part_of_any_page_comes_up_as_a_window(qtbot: QtBot, inside: Workspace) -> None:
    appear(qtbot, inside.frame.window())
    shown, found = Shown(), {}
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(shown)
    for name, there in every_page(inside).items():
        inside.frame.go_to(there)
        settle(qtbot, inside.context.bridge)
        if shown.names:
            found[name] = shown.names
            shown.names = []
    application.removeEventFilter(shown)
    assert found == {}
    lonely = QWidget()
    qtbot.addWidget(lonely)
    application.installEventFilter(shown)
    lonely.show()
    application.removeEventFilter(shown)
    assert shown.names == ["QWidget"]  # what it looks for would be seen
