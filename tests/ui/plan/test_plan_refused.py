"""A rule that refuses a measure: set aside only with a reason, and only where the data allow it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from hru_advocate.casework.plan import planning
from hru_advocate.casework.records import entries
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import SITUATION, write
from tests.ui.plan.test_plan_sign_off import SMALL, seen_whole
from ui.controls.inputs import ManyLines
from ui.controls.labels import TextLabel
from ui.controls.layout.scrolling import bring_into_sight
from ui.controls.theme import apply_theme
from ui.plan.known import AROUND
from ui.plan.offer import Refused
from ui.plan.screen import PlanScreen
from ui.shell.destinations import PlanDestination


def refused_in(room: CaseRoom, screen: PlanScreen, measure: str) -> Refused:
    """The row of a refused measure, on show."""
    assert screen.board is not None
    row = next(one for one in screen.board.suggestions if one.suggestion.measure == measure)
    known = {one.id for one in screen.board.known}
    screen.choose(next((one for one in row.suggestion.answers if one in known), AROUND))
    screen.middle.offers.unfold(refused=True)
    room.settle()
    return next(one for one in screen.middle.offers.findChildren(Refused) if one.row.suggestion.measure == measure)


def test_a_recorded_reason_sets_the_rule_aside(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    refused = refused_in(room, screen, "sm_safety_app")
    assert refused.open is not None
    assert refused.part.isHidden()
    refused.open.click()
    assert QApplication.focusWidget() is refused.reason
    assert not refused.part.add.isEnabled()
    type_words("It goes on the new phone")
    refused.part.add.click()
    room.rest()
    row = next(one for one in screen.plan_draft.sheet.rows if one.get("measure") == ["sm_safety_app"])
    assert row["override"] == "It goes on the new phone"
    screen.plan_draft.sheet.take({"review": "2026-12-07", "what_changed": "App."}, ("review", "what_changed"))
    screen.plan_draft.sign_off()
    room.settle()
    assert "Plan signed off" in room.notices, screen.banner.text()
    items = room.worker.ask(planning.board, room.case).result().plan.items
    assert [one.override for one in items if one.measure == "sm_safety_app"] == ["It goes on the new phone"]


def test_where_no_reason_helps_it_says_why_and_offers_none(room: CaseRoom) -> None:
    write(room.worker, "situation", {**SITUATION, "ci_landline_only": True, "ci_mobile": True}, room.case)
    screen = room.show(PlanScreen, PlanDestination(room.case))
    refused = refused_in(room, screen, "sm_silent_55")
    assert refused.open is None
    assert not refused.findChildren(QPushButton)
    words = " ".join(one.text() for one in refused.findChildren(TextLabel))
    assert "No reason sets this rule aside" in words
    assert "mobiles" in words


def test_a_rule_that_stands_is_refused_at_its_row_when_it_is_signed_off(room: CaseRoom) -> None:
    write(room.worker, "situation", {**SITUATION, "ci_landline_only": True}, room.case)
    screen = room.show(PlanScreen, PlanDestination(room.case))
    row = room.worker.ask(planning.item_from, "sm_silent_55", ("ci_all",)).result()
    place = screen.plan_draft.sheet.add({**row, "override": "Agreed."})
    screen.plan_draft.sheet.take({"review": "2026-12-07"}, ("review",))
    screen._show_plan(None)
    screen.plan_draft.sign_off()
    room.settle()
    frame = screen.column.rows[place].need("state")
    assert frame is not None
    assert "No reason can set this rule aside" in frame.complaint()
    assert len(room.worker.ask(entries.drafts, case=room.case).result()) <= 1


def test_what_opens_under_a_refused_measure_has_its_whole_room(room: CaseRoom) -> None:
    """The box for the reason was as high as half a line, over and under the words beside it."""
    screen = room.show(PlanScreen, PlanDestination(room.case))
    refused = refused_in(room, screen, "sm_safety_app")
    assert refused.open is not None
    refused.open.click()
    room.settle()
    cramped = [
        type(one).__name__
        for one in (refused.part, *refused.findChildren(TextLabel), *refused.findChildren(ManyLines))
        if one.isVisible() and one.height() < max(one.heightForWidth(one.width()), one.minimumSizeHint().height())
    ]
    assert cramped == []


@pytest.mark.parametrize("size", [100, 200])
def test_the_box_for_a_reason_opens_in_sight_with_what_ends_it(room: CaseRoom, qapp: QApplication, size: int) -> None:
    """It opened below the edge of its column, and the keyboard was where nobody saw it."""
    apply_theme(qapp, "light", size)
    screen = room.show(PlanScreen, PlanDestination(room.case), **SMALL)
    refused = refused_in(room, screen, "sm_safety_app")
    assert refused.open is not None
    refused.open.setFocus()
    bring_into_sight(refused.open)
    press(Qt.Key.Key_Space)
    room.qtbot.waitUntil(lambda: seen_whole(refused.part.add), timeout=5_000)
    assert QApplication.focusWidget() is refused.reason
    assert not refused.reason.visibleRegion().isEmpty()
