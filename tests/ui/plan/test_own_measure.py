"""A measure of one's own begins in the part one stands in, carried, and says at once what keeps it off paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from hru_advocate.casework.records.entries import save
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import REFERRAL
from tests.ui.plan.test_plan_screen import words_on
from ui.plan.known import AROUND
from ui.plan.screen import PlanScreen
from ui.shell.destinations import PlanDestination

WAITS = "On paper it waits for a tick there. It holds a number that nobody has confirmed."


@pytest.fixture
def screen(room: CaseRoom) -> PlanScreen:
    """The plan of a case about which nothing is known, so that nothing speaks against paper."""
    case = room.worker.ask(save, "referral", dict(REFERRAL)).result(timeout=20).case
    assert case is not None
    return room.show(PlanScreen, PlanDestination(case))


def begin_own(room: CaseRoom, screen: PlanScreen) -> None:
    button = next(one for one in screen.findChildren(QPushButton) if one.text() == "Own measure" and one.isVisible())
    button.setFocus()
    press(Qt.Key.Key_Space)
    room.rest()


def own_row(screen: PlanScreen) -> dict[str, object]:
    return next(row for row in screen.plan_draft.sheet.rows if not row.get("measure"))


def stand_in(room: CaseRoom, screen: PlanScreen, section: str) -> None:
    """Put the keyboard on a measure of a part of the plan."""
    rows = [{"section": one, "text": one, "state": "chosen", "carry": "keep"} for one in ("home", section)]
    screen.plan_draft.sheet.rows.extend(row | {"measure": ["sm_meet_public"]} for row in rows)
    screen.plan_draft.pause()
    room.rest()
    screen.column.stand_at(1)
    room.rest()


@pytest.mark.parametrize(
    ("section", "mark"),
    [("work_college", "carry"), ("court_orders", "carry"), ("leaving", "keep"), ("code_words", "speak")],
)
def test_it_begins_in_the_part_one_stands_in_as_is_proposed_there(
    room: CaseRoom, screen: PlanScreen, section: str, mark: str
) -> None:
    stand_in(room, screen, section)
    begin_own(room, screen)
    assert (own_row(screen)["section"], own_row(screen)["carry"]) == (section, mark)


def test_it_begins_where_what_was_chosen_since_is_offered(room: CaseRoom, screen: PlanScreen) -> None:
    stand_in(room, screen, "court_orders")
    screen.choose(AROUND)
    room.rest()
    first = screen.middle.offers.offers()[0].row.suggestion.section
    begin_own(room, screen)
    assert own_row(screen)["section"] == first


def test_where_paper_may_be_found_it_begins_as_only_spoken(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))  # a phone may be watched
    begin_own(room, screen)
    assert [row["carry"] for row in screen.plan_draft.sheet.rows if row["text"] == ""] == ["speak"]


def test_what_keeps_it_off_paper_is_said_while_it_is_typed_and_goes_with_it(room: CaseRoom, screen: PlanScreen) -> None:
    begin_own(room, screen)
    held = QApplication.focusWidget()
    assert "write it here" in words_on(screen.column)
    assert "press Enter" not in words_on(screen.column)
    type_words("Leila, 01632 960482, waits.")
    room.rest()
    assert QApplication.focusWidget() is held
    assert WAITS in words_on(screen.column)
    for _ in range(len(", 01632 960482, waits.")):
        press(Qt.Key.Key_Backspace)
    room.rest()
    assert WAITS not in words_on(screen.column)


def test_it_is_said_of_a_measure_that_is_closed_and_not_of_one_that_is_no_paper(
    room: CaseRoom, screen: PlanScreen
) -> None:
    begin_own(room, screen)
    type_words("Ring 01632 960482.")
    room.rest()
    screen.column.settled.emit(0)
    room.rest()
    assert WAITS in words_on(screen.column)
    screen.column.stand_at(0)
    press(Qt.Key.Key_S)
    room.rest()
    assert WAITS not in words_on(screen.column)


def test_its_head_is_in_sight_after_it_was_added(room: CaseRoom, screen: PlanScreen) -> None:
    stand_in(room, screen, "work_college")
    begin_own(room, screen)
    position = next(place for place, row in enumerate(screen.plan_draft.sheet.rows) if not row.get("measure"))
    head, area = screen.column.rows[position].head, screen.plan_pane.area.viewport()
    room.qtbot.waitUntil(lambda: 0 <= head.mapTo(area, QPoint()).y() < area.height() - head.height())
