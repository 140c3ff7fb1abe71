"""A plan opens at where to begin, and nothing reassures of a case where nothing was asked."""

from __future__ import annotations

from PySide6.QtCore import Qt

from hru_advocate.casework.records.entries import save
from tests.ui.case_room import CaseRoom, press
from tests.ui.made_up_case import REFERRAL
from tests.ui.plan.test_plan_open import strip_words
from ui.plan.known import FIRST_TEN, KnownButton
from ui.plan.offer import AddButton
from ui.plan.screen import PlanScreen
from ui.shell.destinations import PlanDestination


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
