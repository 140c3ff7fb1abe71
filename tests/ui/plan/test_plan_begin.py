"""A plan opens at where to begin, and nothing reassures of a case where nothing was asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.records.entries import save
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import REFERRAL
from tests.ui.plan.test_plan_open import strip_words
from tests.ui.plan.test_plan_screen import words_on
from ui.plan.known import FIRST_TEN, KnownButton
from ui.plan.offer import AddButton, Offer
from ui.plan.screen import PlanScreen
from ui.shell.destinations import PlanDestination

ALL_IN = "All of these are in the plan. Choose something else at the left for more."


def test_the_first_ten_stand_first_and_whole_and_a_known_thing_can_be_asked_for(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    assert screen.board is not None
    assert screen.chosen == FIRST_TEN
    first = next(iter(screen.known.findChildren(KnownButton)))
    assert (first.property("known"), first.isChecked()) == (FIRST_TEN, True)
    shown = [offer.row.suggestion.measure for offer in screen.middle.offers.offers()]
    assert tuple(shown) == screen.board.first_ten
    assert len(shown) == 10
    asked_for = room.show(PlanScreen, PlanDestination(room.case, "rf_watching_following"))
    assert asked_for.chosen == "rf_watching_following"


def test_the_first_of_the_ten_is_added_by_two_keys(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    press(Qt.Key.Key_Right)
    offer = next(one for one in screen.middle.offers.offers() if one.add.hasFocus())
    assert isinstance(offer.add, AddButton)
    press(Qt.Key.Key_Return)
    room.rest()
    assert offer.row.suggestion.measure in screen.plan_draft.sheet.measures()


def add(room: CaseRoom, offer: Offer) -> None:
    """Add a measure by keys, with advice where that comes first."""
    offer.add.setFocus()
    press(Qt.Key.Key_Return)
    if offer.advice_part.isVisible():
        type_words("Told on the phone")
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Space)
    room.rest()


def left_to_add(screen: PlanScreen) -> list[Offer]:
    return [one for one in screen.middle.offers.offers() if not one.row.suggestion.in_plan]


def test_after_the_last_of_the_ten_it_says_where_more_is_and_the_keyboard_goes_there(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    offers = left_to_add(screen)
    add(room, offers[-1])  # the last first: the keyboard goes on to what is left above it
    assert QApplication.focusWidget() is left_to_add(screen)[0].stop
    assert ALL_IN not in words_on(screen)
    while left := left_to_add(screen):
        add(room, left[0])
    assert len(screen.middle.offers.offers()) == 10
    assert ALL_IN in words_on(screen)
    focus = QApplication.focusWidget()
    assert isinstance(focus, KnownButton)
    assert focus.property("known") == FIRST_TEN
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    room.rest()
    assert QApplication.focusWidget() is left_to_add(screen)[0].stop


def test_what_is_offered_for_another_thing_is_shown_from_its_first(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    scrolled = screen.middle_pane.area.verticalScrollBar()
    scrolled.setValue(scrolled.maximum())
    assert scrolled.value() > 0
    press(Qt.Key.Key_Down)
    room.rest()
    assert screen.chosen != FIRST_TEN
    assert scrolled.value() == 0


def test_a_case_where_nothing_was_asked_is_never_said_to_be_covered(room: CaseRoom) -> None:
    case = room.worker.ask(save, "referral", dict(REFERRAL)).result(timeout=20).case
    assert case is not None
    screen = room.show(PlanScreen, PlanDestination(case))
    assert screen.board is not None
    assert screen.board.asked.nothing
    assert "Everything we know of" not in strip_words(screen)
    assert "othing asked yet" in strip_words(screen) or "Nothing has been asked yet" in strip_words(screen)
    assert not screen.strip.calm
    assert "Nothing has been asked yet: " in screen.strip.sentence()
