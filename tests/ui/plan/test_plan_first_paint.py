"""What the plan builder makes before it is worked with, pinned by counts: no clock is asked, the widgets are."""

from __future__ import annotations

from tests.ui.case_room import CaseRoom
from ui.controls.inputs import ManyLines
from ui.form.field_frame import FieldFrame
from ui.plan.offer import Offer
from ui.plan.screen import PlanScreen
from ui.plan.situations import TemplateButton
from ui.shell.destinations import PlanDestination


def test_boxes_situations_and_questions_are_made_when_they_are_first_asked_for(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    assert len(screen.findChildren(Offer)) == 10
    for kind in (ManyLines, TemplateButton, FieldFrame):
        assert screen.findChildren(kind) == [], kind
    screen.middle.offers.offers()[0].ask_advice()
    assert len(screen.findChildren(ManyLines)) == 1
    screen.middle.show_situations()
    assert len(screen.findChildren(TemplateButton)) > 5
    screen.extras.open_sign_off()
    assert len(screen.findChildren(FieldFrame)) == 3
