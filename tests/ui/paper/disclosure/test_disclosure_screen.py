"""Disclosing on the screen: nothing ticked, the very bytes, a receipt by keys; a printer that refuses takes it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hru_advocate.casework.disclosure.builder import ListedItem
from hru_advocate.casework.disclosure.log import DisclosureLine, disclosure_page_of
from hru_advocate.domain.numbers_in_text import shown_text
from tests.casework.disclosure.told_case import DISCLOSED, leaks, text_of
from tests.ui.case.opened_case import opened, piece_on
from tests.ui.case.test_case_screen import button, words_on
from tests.ui.case_room import CaseRoom, press
from tests.ui.looking import in_sight, settle_layout
from tests.ui.made_up_case import write
from tests.ui.paper.printer import printer_for
from ui.case.partners.disclosures import DisclosuresPiece
from ui.controls.theme import apply_theme
from ui.paper.disclosure import screen as screens
from ui.paper.disclosure.item_list import ItemList
from ui.paper.disclosure.screen import DisclosureScreen
from ui.shell.destinations import (
    DisclosureDestination,
    FormDestination,
    FormRequest,
    PaperDestination,
)
from ui.shell.printing import PrinterRefused

INCIDENT: dict[str, object] = {
    "happened": "2026-11-20",
    "what": "Zebedee Testperson rang 01632 960077.",
    "basis": "report",
}


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    return printer_for(monkeypatch, copies=2, prints=screens)


def begun(room: CaseRoom) -> DisclosureScreen:
    write(room.worker, "incident", INCIDENT, room.case)
    screen = room.show(DisclosureScreen, DisclosureDestination(room.case, "police"))
    screen.names.show()
    room.settle()
    return screen


def answer(screen: DisclosureScreen, room: CaseRoom, **more: object) -> None:
    assert screen.asked.questions is not None
    screen.asked.questions.fill({**DISCLOSED, "recipient": None, "what": None, **more})
    room.settle()


def row_of(screen: DisclosureScreen, words: str) -> int:
    return next(row for row in range(screen.items.count()) if words in screen.items.item(row).text())


def disclosed(room: CaseRoom) -> tuple[DisclosureLine, ...]:
    return room.worker.ask(disclosure_page_of, room.case).result().disclosed


@pytest.mark.parametrize(
    ("places", "count", "said"),
    [
        (("Safe contact: Number",), 1, "A number: 01632 960077\nstands once: Safe contact: Number"),
        (("Safe contact: Number",), 2, "A number: 01632 960077\nstands 2 times: Safe contact: Number"),
        (("Contact", "Plan"), 2, "A number: 01632 960077\nstands 2 times: Contact and 1 more place"),
        (("Contact", "Plan", "Note"), 4, "A number: 01632 960077\nstands 4 times: Contact and 2 more places"),
    ],
)
def test_an_item_says_where_it_stands_first_and_every_place_beside_it(
    qtbot: QtBot, places: tuple[str, ...], count: int, said: str
) -> None:
    items = ItemList()
    qtbot.addWidget(items)
    items.show_items([ListedItem("1", "number", "A number", "01632 960077", places, count, True, False)])
    line = items.item(0)
    assert shown_text(said) == line.text()
    told = (line.toolTip(), line.data(Qt.ItemDataRole.AccessibleDescriptionRole))
    assert [all(place in words for place in places) for words in told] == [True, True]


def test_several_items_are_in_sight_at_once(room: CaseRoom) -> None:
    items = begun(room).items
    in_view = [items.visualItemRect(items.item(row)) for row in range(items.count())]
    assert sum(items.viewport().rect().contains(one) for one in in_view) >= 3


def test_nothing_is_ticked_and_space_lets_one_leave(room: CaseRoom, printed: list[bytes]) -> None:
    screen = begun(room)
    assert screen.items.ticks() == frozenset()
    assert screen.view is not None
    assert leaks(screen.view.pdf, "Zebedee", "Testperson", "01632960077") == []
    screen.items.setFocus()
    screen.items.setCurrentRow(row_of(screen, "Zebedee Testperson"))
    QTest.keyClick(screen.items, Qt.Key.Key_Space)
    room.settle()
    assert "Zebedee Testperson rang ■■■■." in text_of(screen.view.pdf)
    assert "Zebedee Testperson" in screen.items.currentItem().text()
    assert screen.items.hasFocus()
    answer(screen, room)
    screen.print_button.setFocus()
    press(Qt.Key.Key_Return)
    room.settle()
    assert [text_of(pdf).count("Zebedee") for pdf in printed] == [1]
    (line,) = disclosed(room)
    assert (line.whom, line.items) == ("Made-up Council", ("A word that may be a name",))
    assert "the disclosure recorded" in screen.banner.text()


def test_what_is_ticked_stays_in_sight_at_the_largest_text_size(room: CaseRoom) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, "light", 200)
    screen = begun(room)
    screen.items.setFocus(Qt.FocusReason.TabFocusReason)
    for at in range(screen.items.count()):
        press(Qt.Key.Key_Space)
        room.rest()
        settle_layout()
        assert screen.items.hasFocus()
        assert screen.items.currentRow() == at
        assert in_sight(screen.items), at
        press(Qt.Key.Key_Down)
        settle_layout()
        assert in_sight(screen.items), at


def test_another_recipient_begins_with_nothing_ticked(room: CaseRoom) -> None:
    screen = begun(room)
    screen.items.item(row_of(screen, "Zebedee")).setCheckState(Qt.CheckState.Checked)
    room.settle()
    assert len(screen.items.ticks()) == 1
    screen.template.setFocus()
    press(Qt.Key.Key_Down)
    room.settle()
    view = screen.view
    assert view is not None
    assert (view.template, view.ticked) == ("cps", ())


def test_what_is_missing_is_said_at_its_question_and_nothing_prints(room: CaseRoom, printed: list[bytes]) -> None:
    screen = begun(room)
    screen.print_button.click()
    room.settle()
    assert (printed, disclosed(room)) == ([], ())
    answer(screen, room, consent="without", basis=["part3"])
    screen.print_button.click()
    room.settle()
    assert "Why without" in room_focus(screen)
    assert printed == []


def room_focus(screen: DisclosureScreen) -> str:
    focus = QApplication.focusWidget()
    return focus.accessibleName() if focus is not None and screen.isAncestorOf(focus) else ""


def test_a_printer_that_refuses_takes_the_receipt_back(room: CaseRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_printer: object, _pdf: bytes) -> None:
        raise PrinterRefused

    printer_for(monkeypatch, copies=2, prints=screens)
    monkeypatch.setattr(screens, "send_to", refuse)
    screen = begun(room)
    answer(screen, room)
    screen.print_button.click()
    room.settle()
    assert [one.state for one in disclosed(room)] == ["withdrawn"]


def test_an_employer_gets_a_sentence_in_place_of_a_paper(room: CaseRoom) -> None:
    screen = begun(room)
    screen.template.choose("employer")
    room.settle()
    assert "This recipient is told nothing from the record." in screen.preview.accessibleName()
    assert not screen.print_button.isEnabled()


def piece(room: CaseRoom, *written: tuple[str, dict[str, object]]) -> DisclosuresPiece:
    return piece_on(opened(room, "partners", *written), DisclosuresPiece)


def press_each(page: DisclosuresPiece, *starts: str) -> None:
    for start in starts:
        button(page, start).setFocus()
        press(Qt.Key.Key_Return)


def test_the_cards_lead_to_everything(room: CaseRoom) -> None:
    page = piece(room)
    assert "Nothing of this case was disclosed." in words_on(page)
    starts = ("Disclose something", "The person's own data", "Note what was said", "Index", "Note a request")
    press_each(page, *starts)
    assert room.visits == [
        DisclosureDestination(room.case),
        DisclosureDestination(room.case, "subject"),
        FormDestination(FormRequest("disclosure", room.case)),
        PaperDestination(room.case, "disclosure_index"),
        FormDestination(FormRequest("material_request", room.case)),
    ]


def test_what_is_late_says_so_and_its_step_is_one_key_away(room: CaseRoom) -> None:
    asked: dict[str, object] = {
        "kind": "of_us",
        "from_whom": "Made-up Solicitors",
        "what": "Notes of Kowalska.",
        "asked_on": "2026-11-10",
        "answer_by": "2026-11-20",
    }
    late: dict[str, object] = DISCLOSED | {"back_by": "2026-11-22"}
    page = piece(room, ("disclosure", late), ("material_request", asked))
    words = words_on(page)
    assert "Destroy it, say so, yesterday (1 day over)" in words
    assert "Answer it 20 Nov, 3 days over" in words
    assert "Kowalska" not in words
    press_each(page, "It came back", "Answer")
    requests = [one.request for one in room.visits if isinstance(one, FormDestination)]
    assert [one.form for one in requests] == ["disclosure", "material_request"]
    assert all(one.corrects for one in requests)
