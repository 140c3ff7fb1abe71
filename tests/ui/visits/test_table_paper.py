"""Paper at the table: no paper of the office, no file, and no word of what the record says of the danger."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.records.entries import save
from hru_advocate.domain.plan.paper_safety import DANGERS, OFFICE
from tests.ui.visits.visit_room import Room, texts_of
from ui.paper.screen import PaperScreen
from ui.shell.destinations import PaperDestination
from ui.visits.table_screen import TableScreen

TOLD = (*DANGERS.values(), "Paper may be found", "Paper is not safe", "From the record")


def said_by(page: QWidget) -> list[str]:
    return [text for one in page.findChildren(QWidget) if one.isVisible() for text in texts_of(one)]


def paper_at_table(room: Room) -> PaperScreen:
    facts = {"lives_together": "together"}
    room.space.context.worker.ask(save, "situation", facts, case=room.case).result(timeout=60)
    room.begin()
    table = room.frame.here()
    assert isinstance(table, TableScreen)
    QTest.keyClick(table, Qt.Key.Key_6)
    room.settle()
    room.settle()
    page = room.frame.here()
    assert isinstance(page, PaperScreen)
    return page


def test_paper_at_the_table_is_the_persons_and_says_nothing_of_danger(room: Room) -> None:
    page = paper_at_table(room)
    forms = page.choice.forms
    assert {forms.itemData(row) for row in range(forms.count())}.isdisjoint(OFFICE)
    assert forms.count() > 5
    assert page.choice.document == "spoken"
    assert not page.save_button.isVisible()
    page.choice.forms.choose("full_plan")
    room.settle()
    assert not page.print_button.isEnabled()
    visible = [text for text in said_by(page) if any(word in text for word in TOLD)]
    assert visible == []
    assert page.asked.questions is not None
    assert "lives_with" not in page.asked.questions.frames, "what the record answers is not even made"
    assert page.asked.questions.frames["watched"].isVisible()
    page.asked.questions.fill(page.asked.questions.raw() | {"watched": False, "family_danger": False, "searched": True})
    page._follow()
    assert not page.print_button.isEnabled()
    assert page.asked.questions.frames["override"].isVisible()
    page.asked.questions.fill(page.asked.questions.raw() | {"override": "Kept at work"})
    page._follow()
    assert page.asked.judged() == ("", True)
    assert [text for text in said_by(page) if any(word in text for word in TOLD)] == []


def test_no_way_leads_to_a_paper_of_the_office(room: Room) -> None:
    room.begin()
    for document in (*sorted(OFFICE), "letter_in_hand"):
        room.frame.go_to(PaperDestination(room.case, document))
        room.settle()
        assert isinstance(room.frame.here(), TableScreen), document
