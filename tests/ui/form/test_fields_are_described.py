"""A question's help, what is wrong with its answer and what was read in it are said by the input itself."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.domain.forms.fields import Choice, Field, FieldKind
from tests.ui.conftest import appear
from tests.ui.form.test_editors import AROUND
from ui.controls import tick_boxes
from ui.controls.answer_keys import KeyBar
from ui.controls.buttons import Button
from ui.form.editors.every_kind import make_editor
from ui.form.editors.moments import WhenEditor
from ui.form.question.field_frame import FieldFrame


def said_of(widget: QWidget) -> str:
    """The description a screen reader is given."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def framed(qtbot: QtBot, asked: Field) -> FieldFrame:
    frame = FieldFrame(make_editor(asked, AROUND))
    qtbot.addWidget(frame)
    appear(qtbot, frame)
    return frame


def input_of(frame: FieldFrame) -> QWidget:
    frame.take_focus()
    held = frame.focusWidget()
    assert held is not None
    return held


def test_help_and_why_are_said_by_the_input(qtbot: QtBot) -> None:
    frame = framed(qtbot, Field(id="a", kind="text", label="Where", help="As told.", why="It may be a pattern."))
    assert said_of(input_of(frame)) == "As told.  Why we ask: it may be a pattern."


def test_what_is_wrong_comes_first_and_goes_when_it_is_mended(qtbot: QtBot) -> None:
    frame = framed(qtbot, Field(id="a", kind="long_text", label="What", help="As told."))
    frame.complain("Say what happened.")
    assert said_of(input_of(frame)) == "Say what happened. As told."
    frame.complain("")
    assert said_of(input_of(frame)) == "As told."


def test_what_was_read_stays_beside_the_help(qtbot: QtBot) -> None:
    frame = framed(qtbot, Field(id="a", kind="when", label="When", help="As told."))
    assert isinstance(frame.editor, WhenEditor)
    line = frame.editor.moment.line.line
    assert said_of(line) == f"As told. {line.placeholderText()}"
    line.setText("3 Nov 2026")
    assert said_of(line) == "Tue 3 Nov 2026 As told."
    frame.complain("This lies ahead.")
    assert said_of(line) == "Tue 3 Nov 2026 This lies ahead. As told."
    line.clear()
    frame.complain("")
    assert said_of(line) == f"As told. {line.placeholderText()}"


def test_keys_say_what_is_wrong_each_and_what_helps_once(qtbot: QtBot) -> None:
    frame = framed(qtbot, Field(id="a", kind="finding", label="Followed", help="As told.", fact="rf_very_frightened"))
    bar = frame.findChild(KeyBar)
    assert isinstance(bar, KeyBar)
    keys = bar.findChildren(Button)
    assert said_of(bar) == "As told."
    assert {said_of(key) for key in keys} == {"Followed"}
    frame.complain("Say yes or no.")
    assert {said_of(key) for key in keys} == {"Followed: Say yes or no."}
    frame.complain("")
    assert {said_of(key) for key in keys} == {"Followed"}


def test_a_list_to_choose_from_says_its_question_and_what_is_wrong(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Linux, where Qt gives the value as its name."""
    monkeypatch.setattr(tick_boxes, "_VALUE_IS_NAME", True)
    many = tuple(Choice(str(number), f"Number {number}") for number in range(20))
    frame = framed(qtbot, Field(id="a", kind="choice", label="Which", help="As told.", choices=many))
    assert said_of(input_of(frame)) == "Which"
    frame.complain("This must be answered.")
    assert said_of(input_of(frame)) == "Which: This must be answered."
    frame.complain("")
    assert said_of(input_of(frame)) == "Which"


def test_a_list_whose_name_is_its_question_does_not_say_it_twice(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows and on a Mac, where Qt gives the value as a value."""
    monkeypatch.setattr(tick_boxes, "_VALUE_IS_NAME", False)
    many = tuple(Choice(str(number), f"Number {number}") for number in range(20))
    frame = framed(qtbot, Field(id="a", kind="choice", label="Which", choices=many))
    assert said_of(input_of(frame)) == ""
    frame.complain("This must be answered.")
    assert said_of(input_of(frame)) == "This must be answered."
    frame.complain("")
    assert said_of(input_of(frame)) == ""


@pytest.mark.parametrize(("kind", "word"), [("when", "Now"), ("date", "Today")])
def test_a_button_that_fills_a_day_in_says_of_which_question(qtbot: QtBot, kind: FieldKind, word: str) -> None:
    frame = framed(qtbot, Field(id="a", kind=kind, label="Served on", direction="past"))
    assert [one.accessibleName() for one in frame.findChildren(Button) if one.text() == word] == [f"{word}: Served on"]
