"""A change of the author's name, in a vault of its own: under a name that was taken on other cases are open."""

from __future__ import annotations

from hru_advocate.casework.settings import author, keep_author
from tests.ui.case.test_case_screen import words_on
from tests.ui.case_room import CaseRoom
from ui.shell.destinations import UnitDestination
from ui.unit.screen import UnitScreen


def test_who_has_looked_says_when_the_name_that_looks_are_noted_under_changed(room: CaseRoom) -> None:
    before = room.worker.ask(author).result(timeout=20)
    room.worker.ask(keep_author, "Kim Colleague").result(timeout=20)
    unit = room.show(UnitScreen, UnitDestination("records_kept"))
    assert f"Name of the author changed: from {before} to Kim Colleague" in words_on(unit)
