"""Questions that are not asked are not made: their answers stay, and each stands in its place once it is asked."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from hru_advocate.domain.forms.fields import Field
from hru_advocate.errors import InvalidAnswer
from tests.ui.conftest import NOW, appear
from ui.form.editor import EditorContext
from ui.form.editors.every_kind import make_editor
from ui.form.questions import Questions

FIELDS = [
    msgspec.convert({"id": one, "label": f"The {one}", "kind": "text"}, Field) for one in ("first", "second", "third")
]
GIVEN = {"first": "one", "second": "two", "third": "three"}


@pytest.fixture
def page(qtbot: QtBot) -> Questions:
    page = Questions(FIELDS, EditorContext(lambda: NOW), make_editor, asked=["second"])
    page.resize(700, 500)
    qtbot.addWidget(page)
    appear(qtbot, page)
    return page


def in_sight(page: Questions) -> list[str]:
    """The questions on show, from the top."""
    shown = {one: frame.mapTo(page, QPoint()).y() for one, frame in page.frames.items() if frame.isVisible()}
    return sorted(shown, key=lambda one: shown[one])


def test_what_is_not_asked_is_not_made_and_keeps_its_answer(page: Questions) -> None:
    page.fill(GIVEN)
    assert list(page.frames) == ["second"]
    assert page.raw() == GIVEN
    assert {one: answer.value for one, answer in page.answers().items()} == GIVEN
    page.fill({"second": "two"})
    assert page.raw() == {"second": "two"}


@pytest.mark.parametrize(
    "wanted", [["first"], ["third"], ["first", "third"], ["third", "first", "second"], ["first", "second", "third"]]
)
def test_it_is_made_in_its_place_with_its_answer_once_it_is_asked(
    qtbot: QtBot, page: Questions, wanted: list[str]
) -> None:
    page.fill(GIVEN)
    page.ask_only(wanted)
    qtbot.wait(1)
    assert in_sight(page) == sorted(wanted)
    assert page.raw() == GIVEN
    assert all(page.frames[one].editor.raw() == GIVEN[one] for one in wanted)
    assert list(page.frames) == sorted(page.frames)
    page.ask_only(["second"])
    assert in_sight(page) == ["second"]
    assert page.raw() == GIVEN


def test_an_answer_that_is_refused_is_asked(page: Questions) -> None:
    page.fill(GIVEN)
    assert page.complain(InvalidAnswer("third", "This needs a day."))
    assert page.frames["third"].complaint() == "This needs a day."
    assert not page.complain(InvalidAnswer("fourth", "This needs a day."))
