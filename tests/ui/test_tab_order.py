"""Tab goes as one reads on every screen: never back up in a column, never back left along a line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.by_keys import Keyboard
from tests.ui.conftest import appear
from tests.ui.every_page import every_page
from tests.ui.looks.operable import goes_back, place_of
from ui.workspace import Workspace

pytestmark = pytest.mark.xdist_group("every page")  # long walks: none is left for the end

MOST = 400
"""More stops than any page has: Tab that never comes round is a fault of its own."""


def walked() -> list[QWidget]:
    """Everything Tab stops at from here, by real keys, once round: the stop it began at is the last one too."""
    seen: list[QWidget] = []
    for _ in range(MOST):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus)
        if focus in seen[:-1]:
            return seen
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    pytest.fail("Tab never came round")


def in_sight(widget: QWidget) -> bool:
    """True for what is not scrolled away: where that would stand says nothing."""
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


@pytest.mark.parametrize(
    ("before", "after", "back"),
    [
        (QRect(0, 0, 10, 10), QRect(0, 20, 10, 10), False),
        (QRect(0, 20, 10, 10), QRect(0, 0, 10, 10), True),
        (QRect(0, 20, 10, 10), QRect(20, 0, 10, 10), False),
        (QRect(20, 0, 10, 10), QRect(0, 0, 10, 10), True),
        (QRect(20, 0, 10, 10), QRect(0, 20, 10, 10), False),
    ],
)
def test_what_going_back_is(before: QRect, after: QRect, *, back: bool) -> None:
    assert goes_back(before, after) is back


def test_tab_reads_every_page_downwards_and_rightwards(qtbot: QtBot, inside: Workspace) -> None:
    appear(qtbot, inside.frame.window())
    inside.frame.window().setUpdatesEnabled(False)  # thousands of keys, and nobody looks at what they paint
    keyboard, wrong = Keyboard(qtbot, inside), []
    for name, there in every_page(inside).items():
        inside.frame.go_to(there, replacing=True)
        keyboard.wait()
        page = keyboard.page()
        assert page.destination == there, name
        if not any(one.hasFocus() for one in page.findChildren(QWidget)):
            page.setFocus()
            QTest.keyClick(page, Qt.Key.Key_Tab)
        stops = walked()
        assert any(page.isAncestorOf(stop) for stop in stops), name
        wrong += [
            f"{name}: {before.accessibleName()!r} -> {after.accessibleName()!r}"
            for before, after in pairwise(stops)
            if all(page.isAncestorOf(one) and in_sight(one) for one in (before, after))
            if goes_back(place_of(before), place_of(after))
        ]
    assert wrong == []
