"""What has no measure stays in sight; what needs a look is flagged; wishes; order by dragging; own words by one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import PLAN, RISK, write
from ui.controls.inputs import OneLine, WordsBox
from ui.controls.labels import TextLabel
from ui.plan.dragging import MIME, DraggedRow, position_in, row_mime
from ui.plan.known import FIRST_TEN, KnownButton
from ui.plan.offer import AddButton
from ui.plan.row import PlanRow
from ui.plan.screen import PlanScreen
from ui.shell.destinations import PlanDestination


def wait_for_board(room: CaseRoom) -> None:
    room.rest()


def strip_words(screen: PlanScreen) -> str:
    found = [one.text() for one in screen.strip.findChildren(TextLabel) if one.isVisible()]
    return " ".join([*found, *[one.text() for one in screen.strip.findChildren(QPushButton) if one.isVisible()]])


def test_what_has_no_measure_is_in_sight_outside_everything_that_scrolls(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    assert not [area for area in screen.findChildren(QScrollArea) if area.isAncestorOf(screen.strip)]
    assert screen.strip.isVisible()
    words = strip_words(screen)
    assert "2 risks, 2 needs without a measure · 1 risk with only general advice" in words
    assert "questions not asked" in words
    assert "Tracked by phone, tag…" in words
    screen.resize(1190, 400)
    room.settle()
    assert screen.strip.geometry().bottom() <= screen.height()


def test_a_sentence_beside_no_names_has_the_whole_width_of_the_strip(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    assert screen.board is not None
    screen.resize(1130, 600)
    screen.strip.show_open([], screen.board.asked, screen.board.looks)
    room.settle()
    told = next(one for one in screen.strip.findChildren(TextLabel) if one.isVisible())
    assert "Not asked yet: " in told.text()
    assert told.height() < 2 * told.line_height()  # the more lines here, the fewer rows of the plan above


def test_a_name_in_the_strip_chooses_it(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case, "wish_dog"))
    name = next(one for one in screen.strip.findChildren(QPushButton) if one.text().startswith("Tracked by phone"))
    name.click()
    assert screen.chosen == "rf_location_tracking"
    assert isinstance(QApplication.focusWidget(), AddButton)


def test_the_sign_off_says_what_has_no_measure_aloud_too(room: CaseRoom, announced: list[str]) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    screen.extras.open_sign_off()
    assert screen.extras.still_open.isVisible()
    said = screen.extras.still_open.text()
    marks = screen.extras.overtaken.text()
    assert announced == [f"{said} {marks}"]  # the keyboard goes to the first question, away from these words
    assert "2 risks, 2 needs without a measure · 1 risk with only general advice: Tracked by phone" in said
    assert "Not asked yet: The situation (" in said


def test_n_goes_round_what_is_open(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    assert screen.chosen == FIRST_TEN
    seen = []
    for _turn in range(6):
        press(Qt.Key.Key_N)
        seen.append(screen.chosen)
    assert len(set(seen[:5])) == 5
    assert FIRST_TEN not in seen
    assert seen[5] in seen[:4]


def test_arrows_walk_through_the_columns(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    first = screen.chosen
    assert isinstance(QApplication.focusWidget(), KnownButton)
    press(Qt.Key.Key_Down)
    assert screen.chosen != first
    press(Qt.Key.Key_Right)
    assert isinstance(QApplication.focusWidget(), AddButton)
    before = QApplication.focusWidget()
    press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is not before
    press(Qt.Key.Key_Right)
    assert isinstance(QApplication.focusWidget(), PlanRow)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left)
    assert isinstance(QApplication.focusWidget(), KnownButton)


def test_the_keyboard_goes_on_to_the_next_suggestion_and_stays_there(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case, "rf_watching_following"))
    press(Qt.Key.Key_Right)
    first, second = screen.middle.offers.offers()[:2]
    press(Qt.Key.Key_Return)
    assert second.add.hasFocus()
    wait_for_board(room)
    assert second.add.hasFocus()
    assert first.row.suggestion.measure in screen.plan_draft.sheet.measures()


def test_a_second_press_on_the_same_plus_adds_nothing_more(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case, "rf_watching_following"))
    offer = screen.middle.offers.offers()[0]
    for _press in range(2):
        QTest.mouseClick(offer.add, Qt.MouseButton.LeftButton)
    wait_for_board(room)
    assert len(screen.plan_draft.sheet.rows) == 4


def test_w_on_a_suggestion_adds_it_and_asks_for_own_words(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case, "rf_watching_following"))
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_W)
    wait_for_board(room)
    assert len(screen.plan_draft.sheet.rows) == 4
    assert isinstance(QApplication.focusWidget(), WordsBox)
    type_words("I go into the chemist.")
    assert "I go into the chemist." in [row.get("words") for row in screen.plan_draft.sheet.rows]


def test_w_on_a_measure_opens_own_words_and_enter_who(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    screen.column.rows[0].setFocus()
    press(Qt.Key.Key_W)
    assert isinstance(QApplication.focusWidget(), WordsBox)
    screen.plan_draft.pause(0)
    press(Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert isinstance(focus, OneLine)
    assert focus.accessibleName() == "Who does it"


def test_a_measure_whose_reason_has_gone_is_taken_out_or_kept_with_a_reason(room: CaseRoom) -> None:
    write(room.worker, "risk_conversation", {**RISK, "held_on": "22 Nov 2026", "rf_constant_contact": False}, room.case)
    screen = room.show(PlanScreen, PlanDestination(room.case))
    row = screen.column.rows[2]
    assert "Its reason has gone" in row.accessibleName()
    assert "1 to look at" in strip_words(screen)
    row.setFocus()
    press(Qt.Key.Key_B)
    type_words("It still helps at night.")
    next(one for one in row.findChildren(QPushButton) if one.text() == "Keep it").click()
    wait_for_board(room)
    assert screen.plan_draft.sheet.rows[2]["override"] == "It still helps at night."
    assert "Kept, because: It still helps at night." in [
        one.text() for one in screen.column.rows[2].findChildren(TextLabel)
    ]
    assert "to look at" not in strip_words(screen)
    screen.column.rows[2].setFocus()
    press(Qt.Key.Key_Delete)
    assert len(screen.plan_draft.sheet.rows) == 2
    assert QApplication.focusWidget() is screen.column.rows[1]


def test_a_wish_is_renamed_and_removed(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case, "wish_dog"))
    assert screen.known.wish_tools.isVisible()
    screen.known.rename.click()
    screen.known.wish_line.clear()
    type_words("to walk with the dog")
    press(Qt.Key.Key_Return)
    wait_for_board(room)
    assert screen.board is not None
    assert [row.label for row in screen.board.known if row.kind == "wish"] == ["to walk with the dog"]
    screen.known.remove.click()
    wait_for_board(room)
    assert "wishes" not in screen.plan_draft.sheet.raw()
    assert screen.board is not None
    assert [one.item for one in screen.board.looks] == ["2"]
    screen.choose("rf_watching_following")
    assert not screen.known.wish_tools.isVisible()


def test_undo_and_redo_by_keys_and_by_buttons_that_say_what(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    assert not screen.undo.undo.isVisible()
    screen.column.rows[0].setFocus()
    press(Qt.Key.Key_K)
    assert screen.undo.undo.text() == "Undo marking"
    assert "Ring 999" in screen.undo.undo.accessibleName()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert screen.plan_draft.sheet.rows[0]["carry"] == "carry"
    assert screen.undo.redo.text() == "Redo marking"
    assert not screen.undo.undo.isVisible()
    screen.undo.redo.click()
    assert screen.plan_draft.sheet.rows[0]["carry"] == "keep"


def test_undo_gives_back_own_words_of_the_whole_plan_and_ends_with_the_sign_off(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    screen.extras.switch.click()
    type_words("Mine. ")
    assert "Mine." in str(screen.plan_draft.sheet.raw()["own_words"])
    screen.plan_draft.undo()
    part = next(iter(screen.extras._parts.values()))
    assert part.raw()["own_words"] == PLAN["own_words"]
    screen.plan_draft.redo()
    screen.plan_draft.sheet.take({"review": "2026-12-07", "what_changed": "Words."}, ("review", "what_changed"))
    screen.plan_draft.sign_off()
    room.settle()
    assert "Plan signed off" in room.notices
    assert screen.plan_draft.history.done == ()
    assert not screen.undo.undo.isVisible()


def test_the_buttons_below_the_plan_are_about_the_measure_that_was_chosen(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    assert not screen.column.tools.isEnabled()
    QTest.mouseClick(screen.column.rows[2], Qt.MouseButton.LeftButton)
    speak = next(one for one in screen.column.tools.findChildren(QPushButton) if one.text() == "Speak")
    speak.click()
    assert screen.plan_draft.sheet.rows[2]["carry"] == "speak"


def drop(target: DraggedRow, mime: QMimeData, source: DraggedRow | None) -> None:
    class Dropped(QDropEvent):
        def source(self) -> DraggedRow | None:  # type: ignore[override]  # Qt knows it only while dragging
            return source

    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    target.dropEvent(Dropped(QPointF(4, 4), Qt.DropAction.MoveAction, mime, buttons, keys))


def test_what_is_dragged_is_a_number_and_no_words(room: CaseRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    dragged: list[QMimeData] = []

    def hold(drag: QDrag, _action: Qt.DropAction) -> Qt.DropAction:
        dragged.append(drag.mimeData())
        assert (drag.mimeData().formats(), bytes(drag.mimeData().data(MIME).data())) == ([MIME], b"0")
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", hold)
    row = room.show(PlanScreen, PlanDestination(room.case)).column.rows[0]
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    QTest.mouseMove(row, QPoint(10, 80))
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=QPoint(10, 80))
    assert len(dragged) == 1


def test_dragging_orders_within_a_situation_and_nowhere_else(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    texts = [row["text"] for row in screen.plan_draft.sheet.rows]
    drop(screen.column.rows[2], row_mime(0), screen.column.rows[0])
    assert [row["text"] for row in screen.plan_draft.sheet.rows] == texts
    drop(screen.column.rows[0], row_mime(1), screen.column.rows[1])
    assert [row["text"] for row in screen.plan_draft.sheet.rows] == [texts[1], texts[0], texts[2]]
    drop(screen.column.rows[0], row_mime(1), None)
    assert [row["text"] for row in screen.plan_draft.sheet.rows] == [texts[1], texts[0], texts[2]]


@pytest.mark.parametrize("held", [b"x", b"", b"-1", "١".encode()])
def test_anything_else_that_is_dropped_is_nothing(held: bytes) -> None:
    mime = QMimeData()
    mime.setData(MIME, held)
    assert position_in(mime) is None
    assert position_in(QMimeData()) is None
