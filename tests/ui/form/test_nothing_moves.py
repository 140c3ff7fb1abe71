"""What a field says while it is typed, or what is wrong with it, never moves what stands below."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import KIND_OF
from tests.ui.conftest import NOW, appear
from ui.controls.theme import TEXT_SIZES, apply_theme, dress
from ui.form.editor import EditorContext
from ui.form.editors.every_kind import make_editor
from ui.form.question.field_frame import FieldFrame
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


NEEDED: dict[str, dict[str, object]] = {
    "choice": {"choices": [{"id": "one", "label": "One"}, {"id": "two", "label": "Two"}]},
    "choices": {"choices": [{"id": "one", "label": "One"}, {"id": "two", "label": "Two"}]},
    "finding": {"fact": "rf_made_up"},
    "group": {"field": [{"id": "inner", "label": "Inner", "kind": "text"}]},
    "links": {"link": "trigger"},
}
"""Parts questions of some kinds cannot do without."""


class Page(QWidget):
    """A question, and something below it that a pointer may be on."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        whole = {"id": "asked", "label": "A question", "kind": kind} | NEEDED.get(kind, {})
        asked = msgspec.convert(whole, Field)
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


@pytest.mark.parametrize("size", TEXT_SIZES)
@pytest.mark.parametrize("kind", sorted(KIND_OF))
def test_the_way_to_say_no_answer_is_made_when_one_comes_and_moves_nothing(
    qtbot: QtBot, qapp: QApplication, kind: str, size: int
) -> None:
    apply_theme(qapp, "light", size)
    page = Page(kind)
    page.resize(1100, 1100)
    dress(page)
    qtbot.addWidget(page)
    page.below.setFocus()
    appear(qtbot, page)
    stood, words = page.stands(), page.frame.label.width()
    assert ways_to_say_no_answer(page) == []
    for _times in range(2):
        page.frame.editor.take_focus()
        assert [page.stands(), page.frame.label.width()] == [stood, words]
        offered = [one.isVisible() for one in ways_to_say_no_answer(page)]
        assert offered == ([] if page.frame.editor.five_keys or kind == "group" else [True])
        page.below.setFocus()
        assert [page.stands(), page.frame.label.width()] == [stood, words]
        assert not any(one.isVisible() for one in ways_to_say_no_answer(page))


def ways_to_say_no_answer(page: QWidget) -> list[QPushButton]:
    return [one for one in page.findChildren(QPushButton) if one.text().startswith("No answer")]


LONGEST = (
    "This needs a day gone by, an age or a year, such as 14 Jun 1985, 34 or about 1965. "
    "Nothing was saved; type it again."
)


@pytest.mark.parametrize("kind", sorted(KIND_OF))
def test_the_first_complaint_moves_nothing_and_what_is_mended_leaves_its_room(qtbot: QtBot, kind: str) -> None:
    page = Page(kind)
    page.resize(900, 700)
    qtbot.addWidget(page)
    appear(qtbot, page)
    stood = page.stands()
    for sentence in ("This is needed.", LONGEST, ""):
        page.frame.complain(sentence)
        assert page.stands() == stood, sentence


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


class Filled(Screen[TodayDestination]):
    """A page with as many things on it as are wanted: fewer than the window shows, or more."""

    def __init__(self, context: ScreenContext, things: int) -> None:
        super().__init__(context, TodayDestination())
        self.things = [QPushButton(f"thing {place}") for place in range(things)]
        for thing in self.things:
            self.body.addWidget(thing)
        self.body.addStretch(1)

    def stand(self) -> list[int]:
        """How far down each thing stands in the window."""
        QTest.qWait(1)
        return [thing.mapTo(self, QPoint()).y() for thing in self.things]


@pytest.mark.parametrize(("things", "scrolled"), [(3, 0), (30, 0), (30, 30)])
def test_a_message_moves_nothing_on_a_page_that_fits_and_on_one_that_scrolls(
    context: ScreenContext, show: Callable[[Filled], Filled], *, things: int, scrolled: int
) -> None:
    screen = show(Filled(context, things))
    assert screen.area is not None
    screen.area.verticalScrollBar().setValue(scrolled)
    stood = screen.stand()
    for words in ("The draft cannot be kept.", "The draft cannot be kept. " * 20):
        screen.banner.show_message(words, "danger")
        assert screen.stand() == stood
        assert screen.banner.isVisible()
    screen.banner.clear()
    assert screen.stand() == stood
