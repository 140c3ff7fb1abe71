"""The plan builder by keys: offers, advice first, marks, order, sign-off."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from hru_advocate.casework.records import entries, records
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import REFERRAL
from ui.controls.labels import TextLabel
from ui.form.question.field_frame import FieldFrame
from ui.plan.extras import SIGN_OFF
from ui.plan.known import KnownButton
from ui.plan.offer import Offer
from ui.plan.row import PlanRow
from ui.plan.screen import PlanScreen
from ui.shell.destinations import PaperDestination, PlanDestination


def wait_for_board(room: CaseRoom) -> None:
    room.rest()


def offers(screen: PlanScreen) -> list[Offer]:
    return [one for one in screen.middle.offers.offers() if not one.isHidden()]


def words_on(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(TextLabel) if label.isVisibleTo(page))


def test_what_we_know_says_covered_or_not_in_word_and_shape(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    names = [button.accessibleName() for button in screen.known.findChildren(KnownButton)]
    assert any("Followed or watched, no live measure" in name for name in names)
    assert any("Very frightened, only general advice answers this" in name for name in names)
    assert "Unsafe to ask: 1" in screen.known._left.text()


def test_a_suggestion_is_added_with_one_press_and_counts_at_once(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case, "rf_watching_following"))
    offer = offers(screen)[0]
    assert "ollowed" in offer.row.suggestion.why
    offer.add.click()
    wait_for_board(room)
    assert offer.row.suggestion.measure in screen.plan_draft.sheet.measures()
    assert screen.board is not None
    row = next(one for one in screen.board.known if one.id == "rf_watching_following")
    assert row.mark == "covered"


def test_advice_first_blocks_until_the_advice_is_typed(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case, "nd_housing"))
    screen.middle.offers.unfold(refused=False)
    room.settle()
    offer = next(one for one in offers(screen) if one.row.suggestion.advice_first)
    before = len(screen.plan_draft.sheet.rows)
    offer.add.click()
    assert not offer.advice_part.add.isEnabled()
    assert QApplication.focusWidget() is offer.advice
    type_words("Told not to move it yet")
    assert offer.advice_part.add.isEnabled()
    offer.advice_part.add.click()
    wait_for_board(room)
    assert len(screen.plan_draft.sheet.rows) == before + 1
    assert screen.plan_draft.sheet.rows[-1]["advice"] == "Told not to move it yet"


def test_what_a_rule_refuses_is_shown_with_its_rule(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    assert screen.board is not None
    refused = next(one for one in screen.board.suggestions if one.suggestion.refused)
    screen.choose(refused.suggestion.answers[0])
    room.settle()
    assert refused.refused_words in words_on(screen.middle)
    assert "Not offered" in words_on(screen.middle)


def test_single_keys_mark_and_move_a_measure(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    screen.column.rows[0].setFocus()
    for key, carry in ((Qt.Key.Key_K, "keep"), (Qt.Key.Key_S, "speak"), (Qt.Key.Key_C, "carry")):
        press(key)
        assert screen.plan_draft.sheet.rows[0]["carry"] == carry
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert screen.plan_draft.sheet.rows[1]["measure"] == ["sm_call_999"]
    focus = QApplication.focusWidget()
    assert isinstance(focus, PlanRow)
    assert "Ring 999" in focus.accessibleName()


def test_what_is_typed_of_a_measure_stays_while_the_board_is_asked_again(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    screen.column.rows[0].setFocus()
    press(Qt.Key.Key_Return)
    row = screen.column.rows[0]
    assert row.questions is not None
    row.questions.frames["who"].editor.take_focus()
    type_words(" and my neighbour")
    wait_for_board(room)
    assert screen.column.rows[0] is row
    assert "and my neighbour" in str(screen.plan_draft.sheet.rows[0]["who"])


def test_an_own_measure_and_an_own_wish(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case, "wish_dog"))
    screen._own_measure()
    type_words("My brother walks the dog with me.")
    wait_for_board(room)
    own = (
        screen.plan_draft.sheet.rows[-1]
        if "measure" not in screen.plan_draft.sheet.rows[-1]
        else screen.plan_draft.sheet.rows[0]
    )
    assert any(row["text"] == "My brother walks the dog with me." for row in screen.plan_draft.sheet.rows)
    assert own["state"] == "chosen"
    screen.known.wish_button.click()
    type_words("to sleep through")
    press(Qt.Key.Key_Return)
    wait_for_board(room)
    assert screen.board is not None
    assert any(row.label == "to sleep through" and row.kind == "wish" for row in screen.board.known)


def test_signing_off_needs_a_day_to_look_again(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    screen.plan_draft.sign_off()
    room.settle()
    part = screen.extras.part(SIGN_OFF)
    assert part is not None
    frame = part.frames["review"]
    assert frame.isVisible()
    assert "must be answered" in frame.complaint()
    frame.editor.take_focus()
    type_words("7 Dec 2026")
    part.frames["what_changed"].editor.take_focus()
    type_words("Looked again.")
    screen.plan_draft.sign_off()
    room.settle()
    assert "Plan signed off" in room.notices
    lines = room.worker.ask(records.record_lines, room.case, ("plan",)).result()
    view = room.worker.ask(records.open_record, lines[0].entry).result()
    assert len(view.versions) == 2
    assert not screen.extras._area.isVisible()


def test_a_dangerous_measure_is_refused_at_its_row(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    assert screen.board is not None
    refused = next(one for one in screen.board.suggestions if "while this is so" in (one.suggestion.refused or ""))
    row = {"measure": [refused.suggestion.measure], "section": "home", "text": "x", "state": "chosen", "carry": "keep"}
    place = screen.plan_draft.sheet.add(row)
    screen.plan_draft.sheet.take({"review": "2026-12-07"}, ("review",))
    screen._show_plan(None)
    screen.plan_draft.sign_off()
    room.settle()
    complaints = [one.complaint() for one in screen.column.rows[place].findChildren(FieldFrame) if one.complaint()]
    assert len(complaints) == 1, screen.banner.text()
    assert "Nothing was saved" in complaints[0]


def test_the_draft_of_a_plan_is_kept_and_previewed_before_it_is_signed_off(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    screen.column.rows[0].setFocus()
    press(Qt.Key.Key_K)
    screen.leave()
    room.settle()
    assert [one.form for one in room.worker.ask(entries.drafts, case=room.case).result()] == ["safety_plan"]
    button = next(one for one in screen.findChildren(QPushButton) if one.text() == "Preview and print")
    button.click()
    there = room.visits[-1]
    assert isinstance(there, PaperDestination)
    items = there.plan["items"]
    assert isinstance(items, list)
    assert items[0]["carry"] == "keep"


def test_a_case_without_anything_known_says_what_to_do(room: CaseRoom) -> None:
    empty = room.worker.ask(entries.save, "referral", {**REFERRAL, "lives_together": {"state": "not_known"}}).result()
    assert empty.case is not None
    screen = room.show(PlanScreen, PlanDestination(empty.case))
    assert "Nothing is known yet" in screen.known._left.text()
    assert not screen.column.rows
