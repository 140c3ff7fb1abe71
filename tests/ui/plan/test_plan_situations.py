"""Situations a plan can start from: they propose, tick by tick, and add nothing by themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import SITUATION, write
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.controls.layout import panes
from ui.controls.pills import Pill
from ui.plan.offer import Refused
from ui.plan.screen import PlanScreen
from ui.plan.situations import TemplateButton, TemplatesColumn
from ui.shell.destinations import PlanDestination


def opened(room: CaseRoom, screen: PlanScreen, template: str = "separated") -> TemplatesColumn:
    screen.middle.show_situations()
    screen.middle.situations.open(template)
    room.settle()
    return screen.middle.situations


def wait_for_board(room: CaseRoom) -> None:
    room.rest()


def test_the_situation_of_the_case_comes_first_and_says_that_it_fits(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    before = screen.plan_draft.sheet.snapshot()
    screen.middle.show_situations()
    room.settle()
    names = [one.text() for one in screen.middle.situations.findChildren(TemplateButton)]
    assert names[0] == "Separated, or ended lately"
    assert len(names) == 9
    assert [one.text() for one in screen.middle.situations.findChildren(Pill)] == ["fits here"] * 3
    assert screen.plan_draft.sheet.snapshot() == before


def situations_button(screen: PlanScreen) -> Button:
    return next(one for one in screen.findChildren(Button) if one.text() == "Start from a situation")


def test_the_button_leads_from_a_situation_back_to_all_of_them(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    column = opened(room, screen)
    QTest.mouseClick(situations_button(screen), Qt.MouseButton.LeftButton)
    room.rest()
    assert column.opened == ""
    shown = [one.text() for one in column.findChildren(TemplateButton) if one.isVisible()]
    assert len(shown) == 9


def test_what_is_ticked_is_not_lost_by_the_button(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    column = opened(room, screen)
    press(Qt.Key.Key_Space)
    QTest.mouseClick(situations_button(screen), Qt.MouseButton.LeftButton)
    assert column.opened == "separated"
    assert sum(one.tick is not None and one.tick.isChecked() for one in column.offers) == 1


def test_a_situation_opened_from_far_down_is_shown_from_its_head(
    room: CaseRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panes, "_SETTLED", 0)  # what comes after that pause is waited for
    screen = room.show(PlanScreen, PlanDestination(room.case))
    screen.middle.show_situations()
    room.settle()
    bar = screen.middle_pane.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    last = screen.middle.situations.findChildren(TemplateButton)[-1]
    QTest.mouseClick(last, Qt.MouseButton.LeftButton)
    room.rest()
    assert bar.value() == 0


def test_nothing_above_moves_as_there_is_something_to_undo(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case), width=1800)
    opened(room, screen)
    heights = []
    for keys in ((), (Qt.Key.Key_Space, Qt.Key.Key_A)):
        for key in keys:
            press(key)
        room.rest()
        assert screen.board is not None
        screen.strip.show_open([], screen.board.asked, ())  # one line of words, lower than a button
        room.settle()
        heights.append(screen.strip.height())
    assert screen.undo.undo.isVisible()
    assert heights[0] == heights[1]


def test_opening_one_ticks_nothing_and_adds_nothing(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    before = screen.plan_draft.sheet.snapshot()
    column = opened(room, screen)
    assert len(column.offers) > 8
    assert not [one for one in column.offers if one.tick is not None and one.tick.isChecked()]
    assert not column.add_ticked.isEnabled()
    press(Qt.Key.Key_A)
    wait_for_board(room)
    assert screen.plan_draft.sheet.snapshot() == before


def test_what_is_ticked_is_added_together_with_one_key_and_undone_together(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    before = screen.plan_draft.sheet.snapshot()
    column = opened(room, screen)
    for _number in range(3):
        press(Qt.Key.Key_Space)
    ticked = [one.row.suggestion.measure for one in column.offers if one.tick is not None and one.tick.isChecked()]
    assert len(ticked) == 3
    assert column.add_ticked.text() == "Add the 3 ticked"
    press(Qt.Key.Key_A)
    wait_for_board(room)
    assert set(ticked) <= screen.plan_draft.sheet.measures()
    assert {one.row.suggestion.measure for one in column.offers if one.row.suggestion.in_plan} >= set(ticked)
    assert all(row["answers"] for row in screen.plan_draft.sheet.rows)
    screen.plan_draft.undo()
    assert screen.plan_draft.sheet.snapshot() == before


def test_one_is_added_alone_by_its_plus(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    column = opened(room, screen)
    offer = next(one for one in column.offers if one.tick is not None and not one.row.suggestion.advice_first)
    offer.add.click()
    wait_for_board(room)
    assert offer.row.suggestion.measure in screen.plan_draft.sheet.measures()
    assert len(screen.plan_draft.sheet.rows) == 4


def test_what_needs_advice_first_still_asks(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    before = len(screen.plan_draft.sheet.rows)
    column = opened(room, screen, "leaving_soon")
    offer = next((one for one in column.offers if one.row.suggestion.advice_first), None)
    if offer is None:
        column = opened(room, screen, "court_coming")
        offer = next(one for one in column.offers if one.row.suggestion.advice_first)
    assert offer.tick is not None
    offer.tick.click()
    assert QApplication.focusWidget() is offer.advice
    column.add_all()
    wait_for_board(room)
    assert len(screen.plan_draft.sheet.rows) == before
    type_words("Told what to ask the lawyer")
    column.add_all()
    wait_for_board(room)
    assert screen.plan_draft.sheet.rows[-1]["advice"] == "Told what to ask the lawyer"


def test_what_a_rule_refuses_stands_there_with_its_rule_and_without_a_tick(room: CaseRoom) -> None:
    write(room.worker, "situation", {**SITUATION, "lives_together": "together"}, room.case)
    screen = room.show(PlanScreen, PlanDestination(room.case))
    column = opened(room, screen, "separated")
    refused = column.findChildren(Refused)
    assert refused
    assert all("Not offered" in words for words in (one.findChildren(TextLabel)[0].text() for one in refused))
    assert not {one.row.suggestion.measure for one in refused} & {one.row.suggestion.measure for one in column.offers}


def test_esc_goes_back_step_by_step(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    column = opened(room, screen)
    assert screen.step_back()
    assert column.opened == ""
    assert not column.isHidden()
    assert screen.step_back()
    assert column.isHidden()
    assert not screen.step_back()
