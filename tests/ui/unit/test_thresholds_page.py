"""The unit's thresholds by real keys; they hold for every case of a vault, so they have a file of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt

from hru_advocate.casework.records import records
from hru_advocate.casework.repeats import thresholds
from tests.ui.case.test_case_screen import button
from tests.ui.case_room import CaseRoom, press
from ui.case.screen import CaseScreen
from ui.shell.destinations import CaseDestination, UnitDestination
from ui.unit.reach import ThresholdsPart
from ui.unit.screen import UnitScreen


def test_thresholds_are_kept_on_the_units_page_with_who_confirmed_them(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case, "partners"))
    button(screen, "Thresholds").click()
    assert room.visits == [UnitDestination("thresholds")]
    unit = room.show(UnitScreen, UnitDestination("thresholds"))
    part = unit.part
    assert isinstance(part, ThresholdsPart)
    assert part.asked.questions is not None
    told = {"points": 14, "repeat_months": 9, "by": "Sgt Example", "on": "2026-11-02", "against": "A protocol"}
    part.asked.questions.fill(told)
    part.keep.setFocus()
    press(Qt.Key.Key_Return)
    room.settle()
    part.asked.keeper.flush()  # as it does after its pause: nothing is unsaved, and it speaks of no draft
    room.settle()
    assert room.notices[-1] == "The thresholds are kept"
    kept = room.worker.ask(thresholds).result(timeout=20)
    assert (kept.points, kept.repeat_months, kept.escalation_incidents, kept.by) == (14, 9, None, "Sgt Example")
    assert [line.form for line in room.worker.ask(records.record_lines, room.case).result(timeout=20)].count(
        "thresholds"
    ) == 0
