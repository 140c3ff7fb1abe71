"""The closing page, the queue of records kept, erasing, the roster and restricted cases, by real keys."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from hru_advocate.casework.checks.open_matters import open_matters
from hru_advocate.casework.closing.erasing import stubs
from hru_advocate.casework.session import Session
from hru_advocate.domain.ledger.ids import case_ref
from tests.ui.case.test_case_screen import button, words_on
from tests.ui.case_room import CaseRoom, press, strangers
from tests.ui.looking import clipped, settle_layout
from tests.ui.looks.faults import faults
from tests.ui.made_up_case import write
from ui.case.closing.erasure_screen import ErasureScreen
from ui.case.closing.restricted_screen import RestrictedScreen
from ui.case.closing.screen import ClosingScreen
from ui.case.screen import CaseScreen
from ui.controls.buttons import Button
from ui.controls.theme import apply_theme
from ui.form.editors.group import GroupEditor
from ui.form.editors.plain import LineEditor
from ui.form.screen import FormScreen
from ui.shell.destinations import (
    CaseDestination,
    ClosingDestination,
    ErasureDestination,
    FormDestination,
    FormRequest,
    RestrictedDestination,
    UnitDestination,
    form_page,
)
from ui.shell.screen import AnyScreen
from ui.unit.screen import UnitScreen

CLOSURE: dict[str, object] = {
    "state": "closed",
    "on": "2026-11-22",
    "why": "handed_on",
    "because": "Made up: the local service goes on.",
    "told": "yes",
    "told_words": "Made up: told how to come back.",
    "safe_after": "she_rings",
    "feedback": "asked",
    "outcome": "less",
    "value_added": "in_part",
    "class": "unit",
    "review": "2026-11-23",
    "by": "Robin Example",
}
FLAG: dict[str, object] = {
    "kind": "restricted",
    "agreed_by": "Sgt Example",
    "agreed_on": "2026-11-01",
    "review": "2026-12-01",
    "told": "yes",
}


def rows_of(session: Session, case: str) -> list[dict[str, object]]:
    found = open_matters(session, case)
    return [{"key": one.key, "what": one.words, "how": "left", "said": "Made up: nobody will."} for one in found]


def close(room: CaseRoom) -> str:
    rows = room.worker.ask(rows_of, room.case).result(timeout=20)
    return write(room.worker, "closure", CLOSURE | {"open": rows}, room.case).entry


def last(room: CaseRoom) -> object:
    """Where a screen last asked to go."""
    return room.visits[-1]


def named(screen: AnyScreen, words: str) -> Button:
    return next(one for one in screen.findChildren(Button) if one.accessibleName().replace(":", "") == words)


def pictured(screen: AnyScreen, name: str) -> None:
    """Keep a picture where one was asked for, and look for what is cut off, too small or without a name."""
    if folder := os.environ.get("HRU_PICTURES"):
        screen.grab().save(str(Path(folder) / f"{name}.png"))
    assert faults(screen) == []


def test_the_overview_leads_to_the_closing_page_and_it_leads_to_the_form_with_each_open_thing(room: CaseRoom) -> None:
    overview = room.show(CaseScreen, CaseDestination(room.case))
    button(overview, "Close case").setFocus()
    press(Qt.Key.Key_Space)
    assert last(room) == ClosingDestination(room.case)
    screen = room.show(ClosingScreen, ClosingDestination(room.case))
    pictured(screen, "closing")
    said = words_on(screen)
    assert "Risks, needs or events without cover" in said
    assert "Nothing was written yet." in said
    press(Qt.Key.Key_Space)
    there = last(room)
    assert isinstance(there, FormDestination)
    assert (there.request.form, there.request.case) == ("closure", room.case)
    form = room.show(FormScreen, there)
    editor = next(one for one in form.findChildren(GroupEditor) if one.asked.id == "open")
    wanted = [one.key for one in room.worker.ask(open_matters, room.case).result(timeout=20)]
    editor.rows[0].open()
    assert [row.raw()["key"] for row in editor.rows] == wanted
    assert "What it is in the record" not in words_on(form)


def test_a_closed_case_says_so_is_countersigned_and_taken_up_again(room: CaseRoom) -> None:
    entry = close(room)
    case = room.show(CaseScreen, CaseDestination(room.case))
    assert "nothing here reminds any more" in case.banner.text()
    assert "Closed" in words_on(case).splitlines()
    screen = room.show(ClosingScreen, ClosingDestination(room.case))
    pictured(screen, "closed")
    said = words_on(screen)
    assert "Made up: nobody will." in said
    assert "Nobody has countersigned this closure." in said
    assert "to be confirmed by the unit" in said
    button(screen, "Countersign").setFocus()
    press(Qt.Key.Key_Space)
    assert last(room) == form_page("countersign", room.case, plan=entry)
    sign = {"plan": entry, "by": "Sgt Example", "role": "Detective sergeant", "on": "2026-11-23"}
    write(room.worker, "countersign", sign, room.case)
    screen.refresh()
    room.settle()
    assert "Sgt Example, Detective sergeant" in words_on(screen)
    button(screen, "Take it up again").setFocus()
    press(Qt.Key.Key_Space)
    assert last(room) == FormDestination(FormRequest("closure", room.case))


def test_the_queue_leads_to_keeping_on_and_to_erasing_which_takes_a_tick_two_people_and_a_reference(
    room: CaseRoom,
) -> None:
    close(room)
    unit = room.show(UnitScreen, UnitDestination("records_kept"))
    pictured(unit, "records_kept")
    assert "today" in words_on(unit)
    ref = case_ref(room.case)
    named(unit, f"Keep on {ref}").setFocus()
    press(Qt.Key.Key_Space)
    assert last(room) == form_page("retention", room.case, on="2026-11-23")
    named(unit, f"Erase {ref}").setFocus()
    press(Qt.Key.Key_Space)
    assert last(room) == ErasureDestination(room.case)
    screen = room.show(ErasureScreen, ErasureDestination(room.case))
    pictured(screen, "erasure")
    assert screen.asked.questions is not None
    assert not screen.erase.isEnabled()
    screen.asked.questions.fill(
        {"ground": "review", "asked_by": "Robin Example", "authorised_by": "robin example", "reference": "RRD 7"}
    )
    screen.sure.setFocus()
    press(Qt.Key.Key_Space)
    screen.erase.setFocus()
    press(Qt.Key.Key_Space)
    room.settle()
    assert "does not authorise it as well" in words_on(screen)
    assert room.worker.ask(stubs).result(timeout=20) == ()
    screen.asked.questions.frames["authorised_by"].complain("")
    screen.asked.questions.frames["asked_by"].complain("Said before")
    screen.erase.setFocus()
    press(Qt.Key.Key_Space)
    room.settle()
    wrong = [name for name, frame in screen.asked.questions.frames.items() if frame.complaint()]
    assert wrong == ["authorised_by"]  # what was said of another answer before is gone
    screen.asked.questions.fill(
        {"ground": "review", "asked_by": "Robin Example", "authorised_by": "DCI Overton", "reference": "RRD 7"}
    )
    screen.erase.setFocus()
    press(Qt.Key.Key_Space)
    room.settle()
    assert last(room) == UnitDestination("records_kept")
    unit.refresh()
    room.settle()
    assert "asked by Robin Example, authorised by DCI Overton · RRD 7" in words_on(unit)
    assert "proven" in words_on(unit)


def test_the_roster_says_who_is_here_and_its_names_are_offered(room: CaseRoom) -> None:
    leave = [{"from": "2026-11-20", "until": "2026-11-30", "stands_in": "Kim Colleague"}]
    write(room.worker, "colleague", {"name": "Ash Sergeant", "role": "sergeant"}, None)
    write(room.worker, "colleague", {"name": "Jo Nurse", "role": "nurse", "leave": leave}, None)
    unit = room.show(UnitScreen, UnitDestination("people"))
    pictured(unit, "people")
    assert "on leave until 30 Nov, Kim Colleague stands in" in words_on(unit)
    form = room.show(FormScreen, form_page("action", room.case))
    line = next(one for one in form.findChildren(LineEditor) if one.asked.id == "owner_name").line
    line.setFocus()
    assert "Ash Sergeant" in line.placeholderText()
    offered = []
    for _ in range(3):
        press(Qt.Key.Key_Down)
        offered.append(line.text())
    assert {"Ash Sergeant", "Jo Nurse"} <= set(offered)
    assert offered[-1] == "Jo Nurse", "whoever is on leave comes last"
    line.clear()
    QTest.keyClicks(line, "serg")
    press(Qt.Key.Key_Down)
    assert line.text() == "Ash Sergeant"
    line.clear()
    QTest.keyClicks(line, "Somebody Else")
    press(Qt.Key.Key_Down)
    assert line.text() == "Somebody Else"


def test_a_restricted_case_shows_nothing_before_a_reason(room: CaseRoom) -> None:
    write(room.worker, "flag", FLAG, room.case)
    with strangers(room):
        screen = room.show(CaseScreen, CaseDestination(room.case))
        assert room.visits == [RestrictedDestination(room.case, CaseDestination(room.case))]
        assert "Kowalska" not in words_on(screen)
        assert "car park" not in words_on(screen)
        page = room.show(RestrictedScreen, RestrictedDestination(room.case, CaseDestination(room.case)))
        pictured(page, "restricted")
        press(Qt.Key.Key_Return)
        room.settle()
        assert "opened with a reason" in words_on(page)
        QTest.keyClicks(QApplication.focusWidget() or page.reason, "Night duty asked")
        press(Qt.Key.Key_Return)
        room.settle()
        assert last(room) == CaseDestination(room.case)
        again = room.show(CaseScreen, CaseDestination(room.case))
        assert "Risk conversation" in words_on(again)


@pytest.mark.parametrize(("look", "size"), [("dark", 100), ("light", 200)])
def test_the_pages_hold_in_dark_and_in_the_largest_type(
    room: CaseRoom, qapp: QApplication, look: str, size: int
) -> None:
    close(room)
    apply_theme(qapp, look, size)  # type: ignore[arg-type]  # pytest hands over plain texts
    for make, there in (
        (ClosingScreen, ClosingDestination(room.case)),
        (ErasureScreen, ErasureDestination(room.case)),
        (UnitScreen, UnitDestination("records_kept")),
    ):
        pictured(room.show(make, there), f"{make.__name__}_{look}_{size}")  # type: ignore[arg-type]  # one maker a kind


@pytest.mark.parametrize("form", ["erasure", "closure"])
def test_in_the_largest_type_no_page_scrolls_sideways(room: CaseRoom, qapp: QApplication, form: str) -> None:
    apply_theme(qapp, "light", 200)
    page: AnyScreen
    if form == "erasure":
        page = room.show(ErasureScreen, ErasureDestination(room.case), width=944)
    else:
        page = room.show(FormScreen, form_page("closure", room.case), width=944)  # beside the rail of 1366 pixels
    settle_layout()
    areas = [one for one in page.findChildren(QScrollArea) if one.isVisible()]
    assert areas
    assert [one.horizontalScrollBar().maximum() for one in areas] == [0 for _ in areas]
    assert clipped(page) == []
