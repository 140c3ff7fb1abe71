"""A deadline that was told in words and is opened again on a later day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from hru_advocate.casework.product import shipped
from hru_advocate.domain.forms.fields import Field, Linked
from tests.ui.conftest import appear
from ui.form.editor import EditorContext
from ui.form.editors.moments import WhenEditor

NOW = datetime(2026, 11, 23, 10, 4, tzinfo=UTC)
LINKS: dict[Linked, tuple[tuple[str, str], ...]] = {link: shipped().choices(link) for link in get_args(Linked)}
AROUND = EditorContext(lambda: NOW, LINKS)


@pytest.mark.parametrize(
    ("words", "later"),
    [
        ("by tomorrow", "Tue 24 Nov 2026"),
        ("Wednesday at the latest", "Wed 25 Nov 2026"),
        ("tomorrow if the school agrees", "Kept as you type it"),
    ],
)
def test_a_deadline_that_is_opened_again_days_later_is_of_the_day_it_was_told(
    qtbot: QtBot, words: str, later: str
) -> None:
    asked = Field(id="when", kind="when", label="By when", direction="future")
    first = WhenEditor(asked, AROUND)
    qtbot.addWidget(first)
    appear(qtbot, first)
    first.moment.line.line.setFocus()
    QTest.keyClicks(first.moment.line.line, words)
    told = first.read()
    days_on = EditorContext(lambda: NOW + timedelta(days=5), LINKS)
    again = WhenEditor(asked, days_on)
    qtbot.addWidget(again)
    again.put(told)
    assert again.read() == told
    assert later in "\n".join(label.text() for label in again.findChildren(QLabel))
