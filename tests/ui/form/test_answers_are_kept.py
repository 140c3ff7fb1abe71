"""What was answered where no draft is made of it: there again when one comes back, and gone once it is saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.session import Session
from tests.casework.disclosure.told_case import DISCLOSED
from tests.ui.case.closing.test_closing_pages import FLAG, close
from tests.ui.case_room import CaseRoom, press, strangers, type_words
from tests.ui.form.test_number_gate import CLOSED, case_with, correcting
from tests.ui.made_up_case import write
from tests.ui.paper.printer import printer_for
from ui.case.closing.erasure_screen import ErasureScreen
from ui.case.closing.restricted_screen import RestrictedScreen
from ui.form.question.field_frame import FieldFrame
from ui.form.questions import Questions
from ui.paper.disclosure import screen as screens
from ui.paper.disclosure.screen import DisclosureScreen
from ui.shell.destinations import (
    CaseDestination,
    DisclosureDestination,
    ErasureDestination,
    RestrictedDestination,
    UnitDestination,
)
from ui.shell.screen import AnyScreen
from ui.unit.overdue import OverduePart
from ui.unit.reach import KeptFormPart
from ui.unit.screen import UnitScreen


def leave(room: CaseRoom, screen: AnyScreen) -> None:
    """Leave a screen as the frame does: once what is typed is kept."""
    for keeper in screen.keepers():
        keeper.flush(lambda error: None if error is None else pytest.fail(str(error)))
    room.settle()
    screen.leave()
    screen.hide()


def settings_of(session: Session) -> list[str]:
    """Every key and value of the settings that speaks of something typed."""
    with session.vault.read() as cursor:
        rows = cursor.execute("SELECT key, value FROM setting WHERE key LIKE 'typed%'").fetchall()
    return [f"{key} {value}" for key, value in rows]


def type_into(questions: Questions | None, field: str, words: str) -> None:
    frame = questions.frame_at(field) if questions is not None else None
    assert isinstance(frame, FieldFrame)
    frame.take_focus()
    type_words(words)


def test_a_disclosure_that_is_not_recorded_goes_on_with_its_answers_and_ticks(
    room: CaseRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = room.show(DisclosureScreen, DisclosureDestination(room.case, "police"))
    type_into(screen.asked.questions, "purpose", "They asked for it")
    screen.items.setFocus()
    screen.items.setCurrentRow(0)
    press(Qt.Key.Key_Space)
    room.settle()
    ticked = screen.items.ticks()
    assert len(ticked) == 1
    leave(room, screen)
    other = room.show(DisclosureScreen, DisclosureDestination(room.case, "cps"))
    assert (other.asked.typed(), other.items.ticks()) == ({}, frozenset())
    leave(room, other)
    again = room.show(DisclosureScreen, DisclosureDestination(room.case, "police"))
    assert again.asked.typed() == {"purpose": "They asked for it"}
    assert again.items.ticks() == ticked
    assert again.view is not None
    assert [one.id for one in again.view.ticked] == [*ticked]
    assert room.notices[-1] == "Typed before and not saved yet"
    record(room, again, monkeypatch)
    leave(room, again)
    assert room.show(DisclosureScreen, DisclosureDestination(room.case, "police")).asked.typed() == {}


def record(room: CaseRoom, screen: DisclosureScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    printer_for(monkeypatch, copies=1, prints=screens)
    assert screen.asked.questions is not None
    screen.asked.questions.fill({**DISCLOSED, "recipient": None, "what": None})
    screen.print_button.click()
    room.settle()
    assert "the disclosure recorded" in screen.banner.text()


def test_what_one_recipient_gets_is_not_kept_for_the_one_chosen_after_it(room: CaseRoom) -> None:
    screen = room.show(DisclosureScreen, DisclosureDestination(room.case, "police"))
    type_into(screen.asked.questions, "purpose", "They asked for it")
    screen.template.choose("cps")
    room.settle()
    leave(room, screen)
    assert room.show(DisclosureScreen, DisclosureDestination(room.case, "police")).asked.typed() == {}
    cps = room.show(DisclosureScreen, DisclosureDestination(room.case, "cps"))
    assert cps.asked.typed() == {"purpose": "They asked for it"}


def unit_part(room: CaseRoom) -> tuple[UnitScreen, KeptFormPart]:
    screen = room.show(UnitScreen, UnitDestination("thresholds"))
    assert isinstance(screen.part, KeptFormPart)
    return screen, screen.part


def test_thresholds_that_were_not_kept_are_there_again(room: CaseRoom) -> None:
    screen, part = unit_part(room)
    assert part.asked.questions is not None
    before = part.asked.questions.raw()
    type_into(part.asked.questions, "by", "Sgt Example")
    leave(room, screen)
    screen, part = unit_part(room)
    assert part.asked.questions is not None
    assert part.asked.questions.raw() == before | {"by": "Sgt Example"}
    whole = {"points": 14, "by": "Sgt Example", "on": "2026-11-02", "against": "A protocol"}
    part.asked.questions.fill(whole)
    part.keep.click()
    type_into(part.asked.questions, "by", "Insp Later and ")  # while it is saved
    room.settle()
    leave(room, screen)
    screen, part = unit_part(room)
    assert part.asked.questions is not None
    assert part.asked.questions.raw() == whole | {"by": "Insp Later and Sgt Example"}
    part.asked.questions.fill(whole)
    part.keep.click()
    room.settle()
    leave(room, screen)
    assert not any("Sgt Example" in one for one in room.worker.ask(settings_of).result(timeout=20))


def test_a_name_that_is_typed_while_the_overdue_steps_are_saved_is_kept_too(room: CaseRoom) -> None:
    screen = room.show(UnitScreen, UnitDestination("overdue"))
    assert isinstance(screen.part, OverduePart)
    screen.part.steps.show_words("Ring twice")
    screen.part.by.setText("Sgt Desk")
    screen.part.keep.click()
    screen.part.by.setFocus()
    press(Qt.Key.Key_End)
    type_words(" and Insp Later")
    room.settle()
    leave(room, screen)
    again = room.show(UnitScreen, UnitDestination("overdue"))
    assert isinstance(again.part, OverduePart)
    assert again.part.by.text() == "Sgt Desk and Insp Later"
    again.part.steps.show_words("")
    again.part.by.setText("")
    again.part.keep.click()
    room.settle()
    assert (again.part.steps.words(), again.part.by.text()) == ("", "")  # what was kept before does not come back
    leave(room, again)


def test_who_confirmed_the_overdue_steps_is_there_again(room: CaseRoom) -> None:
    screen = room.show(UnitScreen, UnitDestination("overdue"))
    assert isinstance(screen.part, OverduePart)
    screen.part.by.setFocus()
    type_words("Sgt Desk")
    leave(room, screen)
    again = room.show(UnitScreen, UnitDestination("overdue"))
    assert isinstance(again.part, OverduePart)
    assert again.part.by.text() == "Sgt Desk"
    again.part.steps.show_words("Ring twice")
    again.part.keep.click()
    room.settle()
    leave(room, again)
    assert not any("Sgt Desk" in one for one in room.worker.ask(settings_of).result(timeout=20))


def test_an_erasure_that_was_not_done_keeps_its_answers_but_never_its_tick(room: CaseRoom) -> None:
    close(room)
    screen = room.show(ErasureScreen, ErasureDestination(room.case))
    type_into(screen.asked.questions, "reference", "RRD 7")
    screen.sure.click()
    leave(room, screen)
    again = room.show(ErasureScreen, ErasureDestination(room.case))
    assert again.asked.questions is not None
    assert again.asked.questions.raw() == {"reference": "RRD 7"}
    assert not again.sure.isChecked()
    again.sure.click()
    again.erase.click()  # refused: who asks is missing
    room.settle()
    leave(room, again)
    last = room.show(ErasureScreen, ErasureDestination(room.case))
    assert last.asked.questions is not None
    assert last.asked.questions.raw() == {"reference": "RRD 7"}
    last.asked.questions.fill({"ground": "review", "asked_by": "Robin Example", "authorised_by": "DCI Overton"})
    type_into(last.asked.questions, "reference", "RRD 8")
    last.sure.click()
    last.erase.click()
    room.settle()
    leave(room, last)
    assert not any(room.case in one for one in room.worker.ask(settings_of).result(timeout=20))


def test_the_reason_to_open_a_restricted_case_is_there_again(room: CaseRoom) -> None:
    write(room.worker, "flag", FLAG, room.case)
    with strangers(room):
        there = RestrictedDestination(room.case, CaseDestination(room.case))
        page = room.show(RestrictedScreen, there)
        page.reason.setFocus()
        type_words("Night duty")
        leave(room, page)
        again = room.show(RestrictedScreen, there)
        assert again.reason.text() == "Night duty"
        again.reason.setFocus()
        press(Qt.Key.Key_Return)
        room.settle()
        leave(room, again)
        assert not any("Night duty" in one for one in room.worker.ask(settings_of).result(timeout=20))


def test_the_reason_to_see_a_number_is_there_again(room: CaseRoom) -> None:
    room.case = case_with(room, CLOSED)
    screen = correcting(room)
    type_words("She asked")
    press(Qt.Key.Key_Escape)
    leave(room, screen)
    again = correcting(room)
    line: QWidget = again.gate.line
    assert line.hasFocus()
    assert again.gate.line.text() == "She asked"
    press(Qt.Key.Key_Return)
    room.settle()
    assert again.page is not None
    leave(room, again)
    assert not any("She asked" in one for one in room.worker.ask(settings_of).result(timeout=20))
