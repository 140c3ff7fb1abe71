"""Side by side with the person's answers, and words for a child: what is seen, what is never seen, what is recorded."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from hru_advocate.casework.paper import papers
from hru_advocate.casework.paper.document_kinds import DOCUMENTS
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.plan import planning
from hru_advocate.casework.records import entries
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import PLAN, SITUATION, write
from ui.controls.keyboard.physical_keys import hear_physical_keys
from ui.controls.labels import TextLabel
from ui.controls.layout.large_view import LargeView
from ui.plan.row import PlanRow
from ui.plan.screen import PlanScreen
from ui.plan.talking_points import TalkingPoints
from ui.plan_draft.side_by_side import MeasureAsked, SideView
from ui.shell.destinations import PlanDestination

CHILD_ROW = {
    "measure": ["sm_child_tell_adult"],
    "section": "children",
    "text": "Tell a grown-up you trust, like a teacher, when things feel bad.",
    "state": "chosen",
    "carry": "speak",
}


def words_on(page: QWidget) -> str:
    found = [label.text() for label in page.findChildren(TextLabel)]
    return "\n".join([*found, *[button.text() for button in page.findChildren(QAbstractButton)]])


def side_of(room: CaseRoom, screen: PlanScreen) -> SideView:
    screen.views.show_side()
    room.settle()
    assert isinstance(screen.views.shown, SideView)
    return screen.views.shown


def focused() -> MeasureAsked:
    focus = QApplication.focusWidget()
    assert isinstance(focus, MeasureAsked)
    return focus


def test_it_shows_only_what_is_for_the_person(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    side = side_of(room, screen)
    words = words_on(side)
    assert "walk the dog" in words
    assert "Ring 999" in words
    for never in ("High", "high harm", "Followed", "M. K.", "Carry", "Speak", "Keep with us", "HRU", "unit", "measure"):
        assert never not in words
    assert screen.step_back()
    assert not screen.views.open
    assert side.isHidden()


def test_yes_no_and_later_by_keys_are_recorded_and_the_state_follows(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    side = side_of(room, screen)
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_L)
    press(Qt.Key.Key_Y)
    rows = screen.plan_draft.sheet.rows
    assert [row["decision"] for row in rows] == ["no", "later", "yes"]
    assert [row["state"] for row in rows] == ["not_right_for_me", "not_now", "already_do"]
    assert {row["decided_on"] for row in rows} == {"23 Nov 2026, 10:04"}
    assert [part.isVisible() for part in side.parts.values()] == [True] * 3
    side.parts[0].setFocus()
    press(Qt.Key.Key_Y)
    assert (rows[0]["decision"], rows[0]["state"]) == ("yes", "chosen")


def test_what_was_answered_stays_on_view_and_can_be_changed_by_the_mouse(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    side = side_of(room, screen)
    side.parts[0].keys["no"].click()
    assert side.parts[0].keys["no"].isChecked()
    screen.step_back()
    side = side_of(room, screen)
    assert side.parts[0].keys["no"].isChecked()
    assert "Answer: No." in side.parts[0].accessibleName()
    side.parts[0].keys["later"].click()
    assert [one for one, key in side.parts[0].keys.items() if key.isChecked()] == ["later"]
    assert screen.plan_draft.sheet.rows[0]["state"] == "not_now"


def test_the_buttons_are_large_enough_for_an_unsteady_hand(room: CaseRoom) -> None:
    side = side_of(room, room.show(PlanScreen, PlanDestination(room.case)))
    buttons = [one for one in side.findChildren(QAbstractButton) if one.isVisible()]
    assert len(buttons) == 3 * 4 + 1
    assert all(one.height() >= 44 for one in buttons)


def test_no_and_later_drop_off_paper(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    side = side_of(room, screen)
    raw = screen.plan_draft.sheet.raw()
    before = room.worker.ask(papers.preview, PaperRequest(room.case, "full_plan", raw=raw)).result()
    assert before.counts_words.startswith("1 of")
    side.parts[0].keys["later"].click()
    raw = screen.plan_draft.sheet.raw()
    after = room.worker.ask(papers.preview, PaperRequest(room.case, "full_plan", raw=raw)).result()
    assert after.counts_words.startswith("0 of")


def test_the_answers_are_signed_off_with_the_plan(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    side_of(room, screen).parts[1].keys["no"].click()
    screen.step_back()
    screen.plan_draft.sheet.take(
        {"review": "2026-12-07", "what_changed": "Asked side by side."}, ("review", "what_changed")
    )
    screen.plan_draft.sign_off()
    room.settle()
    assert "Plan signed off" in room.notices, screen.banner.text()
    items = room.worker.ask(planning.board, room.case).result().plan.items
    assert [(item.decision, item.state) for item in items[:2]] == [("", "chosen"), ("no", "not_right_for_me")]
    assert items[1].decided_on is not None
    assert items[1].decided_on.told == "23 Nov 2026, 10:04"


def test_what_is_only_spoken_can_be_hidden_beforehand_with_one_key(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    assert list(side_of(room, screen).parts) == [0, 1, 2]
    screen.step_back()
    assert isinstance(QApplication.focusWidget(), PlanRow)
    press(Qt.Key.Key_H)
    assert "hidden" in screen.views.spoken.text()
    side = side_of(room, screen)
    assert list(side.parts) == [0, 2]
    assert "our word" not in words_on(side)


def test_her_or_his_own_words_are_typed_there(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    side = side_of(room, screen)
    press(Qt.Key.Key_W)
    type_words("I ring from the bathroom. No, later.")
    assert screen.plan_draft.sheet.rows[0]["words"] == "I ring from the bathroom. No, later."
    assert "decision" not in screen.plan_draft.sheet.rows[0]
    assert "“I ring from the bathroom. No, later.”" in words_on(side)
    screen.step_back()
    screen.plan_draft.undo()
    assert "words" not in screen.plan_draft.sheet.rows[0]


def test_no_key_reaches_what_is_covered(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    before = screen.plan_draft.sheet.snapshot(), screen.chosen
    side = side_of(room, screen)
    side.close_button.setFocus()
    for key in (Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_H, Qt.Key.Key_Delete):
        press(key)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert (screen.plan_draft.sheet.snapshot(), screen.chosen) == before
    assert screen.extras._sign.isHidden()
    for _turn in range(20):
        press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert side.isAncestorOf(focus)


def test_up_and_down_walk_and_esc_closes(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    side = side_of(room, screen)
    press(Qt.Key.Key_Down)
    assert focused() is side.parts[1]
    press(Qt.Key.Key_Up)
    assert focused() is side.parts[0]
    press(Qt.Key.Key_Escape)
    assert not screen.views.open


def test_it_goes_with_its_screen(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    side = side_of(room, screen)
    screen.hide()
    assert side.isHidden()


def with_child(room: CaseRoom, **situation: object) -> PlanScreen:
    write(room.worker, "situation", {**SITUATION, **situation}, room.case)
    items = [*PLAN["items"], CHILD_ROW]  # type: ignore[misc]  # the made-up plan's rows
    room.worker.ask(entries.save, "safety_plan", {**PLAN, "items": items}, case=room.case).result()
    return room.show(PlanScreen, PlanDestination(room.case))


def test_talking_points_are_only_words_for_a_child(room: CaseRoom) -> None:
    screen = with_child(room, ci_child_7_plus=True)
    screen.views.child.click()
    shown = screen.views.shown
    assert isinstance(shown, TalkingPoints)
    words = words_on(shown)
    assert "Tell a grown-up you trust" in words
    assert "with the parent, age seven and up, never handed over as paper" in words
    assert "999" not in words
    assert "our word" not in words
    assert [one.text() for one in shown.findChildren(QAbstractButton)] == ["Close"]
    assert screen.step_back()


def test_they_do_not_open_when_the_only_child_known_is_under_seven(room: CaseRoom) -> None:
    write(room.worker, "situation", {**SITUATION, "ci_child_under_7": True}, room.case)
    screen = room.show(PlanScreen, PlanDestination(room.case))
    screen.plan_draft.sheet.add(CHILD_ROW)
    screen.views.child.click()
    assert not screen.views.open
    assert "under seven" in screen.banner.text()


def test_without_words_for_a_child_in_the_plan_they_say_so(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    screen.views.child.click()
    assert not screen.views.open
    assert "words for a child" in screen.banner.text()


def test_there_is_no_document_for_a_child() -> None:
    assert not [one for one in DOCUMENTS if "child" in f"{one.id} {one.label} {one.for_words}".lower()]


@pytest.mark.parametrize("width", [700, 1190])
def test_a_large_view_covers_its_whole_window(room: CaseRoom, width: int) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case), width=width)
    side = side_of(room, screen)
    assert isinstance(side, LargeView)
    assert side.geometry() == screen.window().rect()
    screen.resize(width - 100, 600)
    room.settle()
    assert side.geometry() == screen.window().rect()


def test_a_yes_that_is_held_down_answers_for_one_measure(room: CaseRoom) -> None:
    side = side_of(room, room.show(PlanScreen, PlanDestination(room.case)))
    hear_physical_keys()
    side.parts[0].setFocus()
    for again in (False, True, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Y, Qt.KeyboardModifier.NoModifier, "y", again)
        QApplication.sendEvent(focused(), event)
    assert [number for number, part in side.parts.items() if part.keys["yes"].isChecked()] == [0]
