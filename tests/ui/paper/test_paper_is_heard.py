"""The state of a paper for who listens: what would leave, what is left to do, and why Ctrl+P does nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.case_room import CaseRoom, press
from tests.ui.every_page import destination_of
from tests.ui.paper.test_paper_screen import answer
from tests.ui.shell.test_focus_keeper import calm, go
from ui.paper.disclosure.screen import DisclosureScreen
from ui.paper.letters.screen import LetterScreen
from ui.paper.screen import PaperScreen
from ui.shell.destinations import CasesDestination, DisclosureDestination, LetterDestination, PaperDestination
from ui.shell.screen import AnyScreen
from ui.workspace import Workspace


def test_ticking_and_another_recipient_are_heard(room: CaseRoom, announced: list[str]) -> None:
    screen = room.show(DisclosureScreen, DisclosureDestination(room.case, "police"))
    assert announced == [], "how it begins is read with the page"
    screen.items.setFocus()
    press(Qt.Key.Key_Space)
    room.settle()
    assert len(announced) == 1
    assert announced[-1].startswith("1 of ")
    press(Qt.Key.Key_Space)
    room.settle()
    assert announced[-1].startswith("0 of ")
    press(Qt.Key.Key_Space)
    room.settle()
    screen.template.choose("cps")
    room.settle()
    assert announced[-1].startswith("0 of ")
    told = len(announced)
    screen.refresh()
    room.settle()
    assert len(announced) == told, "nothing has changed"
    screen.template.choose("employer")
    room.settle()
    assert announced[-1].startswith("This recipient is told nothing")
    screen.template.choose("police")
    room.settle()
    assert announced[-1].startswith("0 of ")


def test_what_is_left_to_do_before_a_letter_goes_is_heard(room: CaseRoom, announced: list[str]) -> None:
    screen = room.show(LetterScreen, LetterDestination(room.case, "housing_safety"))
    room.rest()
    assert announced == []
    assert screen.page is not None
    before = screen.standing.text()
    screen.page.put({"to_name": "Made-up Housing", "text": "Please fit new locks.", "consent": "yes"})
    room.rest()
    assert screen.standing.text() != before
    assert announced == [screen.standing.text() or "Nothing is left to do before it goes."]


def test_what_stands_against_a_copy_is_heard_as_it_changes(room: CaseRoom, announced: list[str]) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    room.rest()
    assert screen.unsafe.text().startswith("▲ Ask first")
    announced.clear()
    for override in ("Talked about", ""):
        answer(screen, override=override)
        room.rest()
        assert screen.unsafe.text().startswith("▲ Paper is not safe here")
        assert announced[-1] == screen.unsafe.text()
    assert len(announced) == len(set(announced)) == 2
    screen.refresh()
    room.rest()
    assert len(announced) == 2, "nothing has changed"
    for document, said in (("hand_over", "Nothing stands against a copy."), ("full_plan", announced[1])):
        screen.choice.forms.choose(document)
        room.rest()
        assert announced[-1] == said
    assert len(announced) == 4


def refused(room: CaseRoom, screen: AnyScreen) -> str:
    """The banner's words after Ctrl+P, while nothing can be printed."""
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    return screen.banner.text()


def test_the_key_that_prints_says_why_it_does_not(room: CaseRoom) -> None:
    letter = room.show(LetterScreen, LetterDestination(room.case, "housing_safety"))
    room.rest()
    assert letter.standing.text()
    assert refused(room, letter) == f"Not printed. {letter.standing.text()}"
    letter.hide()
    screen = room.show(DisclosureScreen, DisclosureDestination(room.case, "employer"))
    assert "This recipient is told nothing" in refused(room, screen)
    screen.template.choose("police")
    assert "is being drawn" in refused_at_once(screen)
    screen.hide()
    paper = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    assert not paper.print_button.isEnabled()
    assert refused(room, paper) == f"Not printed. {paper.unsafe.text()}"


def refused_at_once(screen: AnyScreen) -> str:
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    return screen.banner.text()


def test_the_recipient_and_the_pages_are_among_the_parts_f6_walks(qtbot: QtBot, inside: Workspace) -> None:
    go(qtbot, inside, CasesDestination())
    go(qtbot, inside, destination_of("disclosure", inside))
    calm(qtbot, inside)
    screen = inside.frame.here()
    assert isinstance(screen, DisclosureScreen)
    screen.asked.setFocus()
    come_to = []
    for _ in range(7):
        press(Qt.Key.Key_F6)
        come_to.append(QApplication.focusWidget())
    assert screen.template in come_to
    assert screen.preview in come_to
    assert come_to.index(screen.preview) - come_to.index(screen.template) == 2, "the items stand between them"
