"""Letter templates on the Unit page by real keys: read, changed, retired and brought back, each as an entry."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from hru_advocate.casework.letters.templates import template_lines
from tests.ui.case.test_case_screen import button, words_on
from tests.ui.case_room import press
from ui.shell.destinations import Destination, FormDestination
from ui.unit.letters import LettersPart
from ui.unit.screen import UnitScreen


@pytest.fixture
def part(unit: UnitScreen, calm: Callable[[], None]) -> LettersPart:
    unit.open_tab("letters")
    calm()
    found = unit.part
    assert isinstance(found, LettersPart)
    return found


def test_a_template_is_read_retired_and_brought_back_by_keys(
    unit: UnitScreen, part: LettersPart, calm: Callable[[], None]
) -> None:
    part.filters.search.setFocus()
    part.both.take_keyboard()
    press(Qt.Key.Key_Down)
    calm()
    words = words_on(part.view)
    assert "Only when: " in words
    assert "Not signed off by the unit yet" in words
    chosen = part.both.shown
    for name, retired in (("Retire", True), ("Bring back", False)):
        title = next(line.title for line in unit.context.worker.ask(template_lines).result() if line.id == chosen)
        button(part.view, f"{name}: {title}").setFocus()
        press(Qt.Key.Key_Return)
        calm()
        lines = {line.id: line for line in unit.context.worker.ask(template_lines).result()}
        assert (lines[chosen].retired, lines[chosen].changed) == (retired, False)


def test_a_change_begins_with_its_words(unit: UnitScreen, part: LettersPart, calm: Callable[[], None]) -> None:
    went: list[Destination] = []
    unit.visit_requested.connect(lambda visit: went.append(visit.destination))
    part.both.go_to("gp")
    calm()
    button(part.view, "Change: GP or health service").setFocus()
    press(Qt.Key.Key_Return)
    button(part, "New template").setFocus()
    press(Qt.Key.Key_Return)
    change, new = went
    assert isinstance(change, FormDestination)
    assert isinstance(new, FormDestination)
    assert change.request.answers["template"] == "gp"
    assert "template" not in new.request.answers
