"""The first plan of a case is not asked what changed in it, nor what asked for it; every later one is."""

from __future__ import annotations

from PySide6.QtCore import Qt

from hru_advocate.casework.records.entries import save
from tests.ui.case_room import CaseRoom, press
from tests.ui.made_up_case import REFERRAL
from ui.plan.extras import SIGN_OFF
from ui.plan.screen import PlanScreen
from ui.shell.destinations import PlanDestination


def asked_at_sign_off(room: CaseRoom, case: str) -> set[str]:
    screen = room.show(PlanScreen, PlanDestination(case))
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.rest()
    part = screen.extras.part(SIGN_OFF)
    assert part is not None
    return set(part.frames)


def test_what_changed_and_what_asked_for_it_is_asked_of_a_later_version_alone(room: CaseRoom) -> None:
    fresh = room.worker.ask(save, "referral", dict(REFERRAL)).result(timeout=20).case
    assert fresh is not None
    assert asked_at_sign_off(room, fresh) == {"review"}
    assert asked_at_sign_off(room, room.case) == set(SIGN_OFF)
