"""What a field says while it is typed, or what is wrong with it, never moves what stands below."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.domain.forms.fields import Field
from tests.ui.conftest import NOW, appear
from ui.form.editor import EditorContext
from ui.form.editors.every_kind import make_editor
from ui.form.field_frame import FieldFrame
from ui.shell.destinations import TodayDestination
from ui.shell.screen import Screen, ScreenContext

TYPED = (
    ("when", "about 3 am Tuesday"),
    ("when", "some time before the summer"),
    ("date", "3 Nov"),
    ("date", "the day after"),
    ("date", "3 Nov 2026"),
    ("time", "9.30"),
    ("time", "late"),
    ("phone", "07700 900 417"),
    ("phone", "0909 8790 123"),
    ("phone", "07"),
    ("number", "12"),
    ("number", "a few"),
    ("email", "anna@example.org"),
    ("text", "words"),
)


class Page(QWidget):
    """A question, and something below it that a pointer may be on."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        asked = Field(id="asked", label="A question", kind=kind)  # type: ignore[arg-type]  # a kind from the table
        self.frame = FieldFrame(make_editor(asked, EditorContext(lambda: NOW)))
        self.below = QPushButton("below")
        column = QVBoxLayout(self)
        column.addWidget(self.frame)
        column.addWidget(self.below)
        column.addStretch(1)
        self.resize(700, 400)

    def stands(self) -> int:
        """How far down the thing below stands, once everything has found its place."""
        QTest.qWait(1)
        return self.below.mapTo(self, QPoint()).y()


@pytest.mark.parametrize(("kind", "text"), TYPED)
def test_what_is_said_while_typing_moves_nothing(qtbot: QtBot, kind: str, text: str) -> None:
    page = Page(kind)
    qtbot.addWidget(page)
    appear(qtbot, page)
    page.frame.editor.take_focus()
    stood = page.stands()
    line = page.frame.editor.findChildren(QLineEdit)[0]
    for letter in text:
        QTest.keyClicks(line, letter)
        assert page.stands() == stood, line.text()
    line.clear()
    assert page.stands() == stood


def test_a_complaint_that_is_mended_leaves_its_room(qtbot: QtBot) -> None:
    page = Page("text")
    qtbot.addWidget(page)
    appear(qtbot, page)
    page.frame.complain("This is needed.")
    stood = page.stands()
    QTest.keyClicks(page.frame.editor.findChildren(QLineEdit)[0], "word")
    assert page.frame.complaint() == ""
    assert page.stands() == stood


@pytest.mark.parametrize("warned_first", [True, False])
def test_a_complaint_says_only_what_the_warning_does_not(qtbot: QtBot, *, warned_first: bool) -> None:
    page = Page("text")
    qtbot.addWidget(page)
    appear(qtbot, page)
    if warned_first:
        page.frame.warning.say("It is outside the rules.")
    page.frame.complain("It is outside the rules. Nothing was saved; say why.")
    page.frame.warning.say("It is outside the rules.")
    assert page.frame.warning.text() == "It is outside the rules."
    assert page.frame.complaint() == "Nothing was saved; say why."
    page.frame.warning.say("")
    assert page.frame.complaint() == "It is outside the rules. Nothing was saved; say why."


class Tall(Screen[TodayDestination]):
    """A page with more on it than the window shows."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context, TodayDestination())
        self.line = QLineEdit()
        self.body.addWidget(self.line)
        for _place in range(30):
            self.body.addWidget(QPushButton("below"))

    def stands(self) -> int:
        QTest.qWait(1)
        return self.line.mapTo(self, QPoint()).y()


@pytest.mark.parametrize(
    ("typing", "scrolled", "still"),
    [(True, 0, True), (True, 30, True), (False, 30, True), (False, 0, False)],  # from its head a page makes way
)
def test_a_message_above_the_page_moves_nothing_for_who_types_or_has_scrolled(
    context: ScreenContext, show: Callable[[Tall], Tall], *, typing: bool, scrolled: int, still: bool
) -> None:
    screen = show(Tall(context))
    assert screen.area is not None
    (screen.line if typing else screen.findChildren(QPushButton)[-1]).setFocus()
    screen.area.verticalScrollBar().setValue(scrolled)
    stood = screen.stands()
    screen.banner.show_message("The draft cannot be kept.", "danger")
    assert (screen.stands() == stood) is still
    screen.banner.show_message("The draft cannot be kept. " * 20, "danger")
    assert (screen.stands() == stood) is still
    screen.banner.clear()
    assert screen.stands() == stood
