"""What the case turns on stands at the head, and measures of all parts are found by words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import SITUATION, write
from ui.plan.known import FIRST_TEN
from ui.plan.screen import PlanScreen
from ui.shell.destinations import PlanDestination

TURNING = {"ci_court_coming": True, "ci_tracker_suspected": True}
"""What the record of the case does not deny: of two that say otherwise at one moment either may hold."""


def shown(screen: PlanScreen) -> list[str]:
    return [one.row.suggestion.measure for one in screen.middle.offers.offers()]


def searched(room: CaseRoom, screen: PlanScreen, words: str) -> None:
    press(Qt.Key.Key_F)
    assert QApplication.focusWidget() is screen.middle.search
    type_words(words)
    press(Qt.Key.Key_Return)
    room.settle()


def test_what_the_case_turns_on_is_known_at_the_head_with_its_measures(room: CaseRoom) -> None:
    """A court date stood at the foot of one list of forty-seven."""
    write(room.worker, "situation", {**SITUATION, **TURNING}, room.case)
    screen = room.show(PlanScreen, PlanDestination(room.case))
    heads = list(screen.known._buttons)
    assert heads[0] == FIRST_TEN
    assert {*TURNING} <= {*heads[1:8]}
    for fact in TURNING:
        screen.known._buttons[fact].click()
        room.settle()
        offered = screen.middle.offers.offers()
        assert offered, fact
        assert all(fact in one.row.suggestion.answers for one in offered), fact


@pytest.mark.parametrize(("words", "measure"), [("court", "sm_court_day"), ("screen video", "sm_special_measures")])
def test_words_find_measures_of_all_parts_and_one_key_adds_the_first(room: CaseRoom, words: str, measure: str) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    before = shown(screen)
    assert measure not in before
    searched(room, screen, words)
    screen.middle.offers.unfold(refused=False)
    assert measure in shown(screen)
    first = next(one for one in screen.middle.offers.offers() if not one.asks)
    first.add.setFocus()
    press(Qt.Key.Key_Return)
    room.settle()
    assert first.row.suggestion.measure in screen.plan_draft.sheet.measures()
    assert screen.middle.search.text() == words, "what was looked for stays, to add the next"
    press(Qt.Key.Key_Escape)
    assert screen.step_back()
    room.settle()
    assert not screen.middle.search.text()
    assert set(shown(screen)) <= {*before, *(screen.board.first_ten if screen.board else ())}


def test_what_nothing_holds_says_so(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    searched(room, screen, "zzzz")
    assert not shown(screen)
