"""The unit's consultations by real keys: noted, found, answered, counted, made a referral, and come back to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.records import record_lines
from hru_advocate.casework.unit.consultations import ConsultationFilter, consultation_lines
from tests.ui.case_room import press
from tests.ui.looking import settle_layout
from tests.ui.looks.faults import faults
from tests.ui.unit.unit_page import ask, button, said, visits_of
from ui.case.record_screen import RecordScreen
from ui.controls.buttons import Button
from ui.controls.theme import LookName, apply_theme
from ui.form.screen import FormScreen
from ui.shell.destinations import (
    CaseDestination,
    FormDestination,
    FormRequest,
    RecordDestination,
    TodayDestination,
    UnitDestination,
)
from ui.shell.screen import AnyScreen, ScreenContext
from ui.today.screen import TodayScreen
from ui.unit.consultations import ConsultationsPart
from ui.unit.screen import UnitScreen

Show = Callable[..., AnyScreen]
Key = Qt.Key
ASKED: dict[str, object] = {
    "asked_on": "2026-11-16",
    "who": "Ward manager, Exampleton",
    "from": "health",
    "behaviour": "sexual_violence",
    "question": "A patient waits for a nurse at the gate.",
}


def note(context: ScreenContext, **more: object) -> Saved:
    saved = ask(context, save, "consultation", ASKED | more)
    assert isinstance(saved, Saved)
    return saved


def part_of(screen: AnyScreen) -> ConsultationsPart:
    assert isinstance(screen, UnitScreen)
    assert isinstance(screen.part, ConsultationsPart)
    return screen.part


@pytest.fixture
def unit_page(context: ScreenContext, show: Show) -> UnitScreen:
    note(context)
    screen = show(UnitScreen(context, UnitDestination("consultations")))
    assert isinstance(screen, UnitScreen)
    return screen


def test_a_new_one_is_begun_by_key_with_today(unit_page: UnitScreen) -> None:
    visits = visits_of(unit_page)
    press(Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    (there,) = visits
    assert isinstance(there, FormDestination)
    assert (there.request.form, there.case) == ("consultation", None)
    assert there.request.answers == {"asked_on": "2026-11-23"}


def test_search_and_arrows_open_one(unit_page: UnitScreen, calm: Callable[[], None]) -> None:
    part = part_of(unit_page)
    part.filters.search.setFocus()
    QTest.keyClicks(part.filters.search, "nurse gate")
    part.filters.search.looked.emit("nurse gate")
    calm()
    assert "1 consultation · 1 to be answered" in said(unit_page)
    press(Key.Key_Down)
    press(Key.Key_Down)
    calm()
    assert "A patient waits for a nurse at the gate." in said(unit_page)
    assert "Asked 16 Nov 2026 by Ward manager, Exampleton" in said(unit_page)


def test_the_advice_is_a_correction_that_says_so(
    unit_page: UnitScreen, context: ScreenContext, calm: Callable[[], None]
) -> None:
    visits = visits_of(unit_page)
    lines = ask(context, consultation_lines, ConsultationFilter(behaviour="sexual_violence", standing="waiting"))
    assert isinstance(lines, tuple)
    part_of(unit_page).both.go_to(lines[0].record)
    calm()
    button(unit_page, "Write the advice").click()
    (there,) = visits
    assert isinstance(there, FormDestination)
    assert there.request.corrects == (lines[0].entry,)
    assert there.request.reason == "The advice was written"


def test_a_referral_begun_here_is_saved_by_its_form_and_both_lead_to_each_other(
    context: ScreenContext, show: Show, calm: Callable[[], None]
) -> None:
    asked = note(context, question="Somebody waits at her door.")
    unit = show(UnitScreen(context, UnitDestination("consultations", consultation=asked.entry)))
    visits = visits_of(unit)
    button(unit, "Begin a referral").click()
    calm()
    (there,) = visits
    assert isinstance(there, FormDestination)
    assert there.request.answers["account"] == "Somebody waits at her door."
    rest = {"victim": "Nia Madeup", "area": "warrington", "decision": "accept", "adds_value": True}
    form = show(
        FormScreen(context, FormDestination(FormRequest("referral", answers={**there.request.answers, **rest})))
    )
    went = visits_of(form)
    press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    calm()
    (case,) = went
    assert isinstance(case, CaseDestination)
    unit.refresh()
    calm()
    button(unit, "Open the case").click()
    assert visits[-1] == CaseDestination(case.case)
    assert "Begin a referral" not in [one.text() for one in unit.findChildren(Button) if one.isVisibleTo(unit)]
    (referral,) = context.worker.ask(record_lines, case.case, ("referral",)).result(timeout=20)
    record = show(RecordScreen(context, RecordDestination(referral.entry, case.case)))
    back = visits_of(record)
    assert asked.record not in said(record)
    button(record, "The consultation").click()
    assert back == [UnitDestination("consultations", consultation=asked.record)]


def test_a_referral_of_no_consultation_leads_to_none(context: ScreenContext, show: Show) -> None:
    rest = {
        "victim": "Nia Madeup",
        "source": "self",
        "behaviour": ["stalking"],
        "area": "halton",
        "decision": "pending",
    }
    saved = ask(context, save, "referral", rest)
    assert isinstance(saved, Saved)
    record = show(RecordScreen(context, RecordDestination(saved.entry, saved.case)))
    assert "The consultation" not in [one.text() for one in record.findChildren(Button) if one.isVisibleTo(record)]


def test_today_brings_one_back_and_leads_to_it(context: ScreenContext, show: Show, calm: Callable[[], None]) -> None:
    asked = note(context, remind_on="2026-11-20", remind_for="Ring the ward")
    today = show(TodayScreen(context, TodayDestination()))
    assert isinstance(today, TodayScreen)
    visits = visits_of(today)
    spoken = "Look at Sexual violence: Ring the ward, 3 days over"
    look = next(one for one in today.reminders.findChildren(Button) if one.accessibleName().startswith(spoken))
    look.setFocus()
    press(Key.Key_Space)
    assert visits == [UnitDestination("consultations", consultation=asked.entry)]
    unit = show(UnitScreen(context, UnitDestination("consultations", consultation=asked.entry)))
    assert part_of(unit).both.shown == asked.record


def test_figures_stand_beside_the_list_and_follow_a_change(
    unit_page: UnitScreen, context: ScreenContext, calm: Callable[[], None]
) -> None:
    part_of(unit_page).figures.click()
    calm()
    assert "6 in all · 2 to be answered · 0 became a case · half were answered within 2 days" in said(unit_page)
    note(context)
    unit_page.refresh()
    calm()
    assert "7 in all · 3 to be answered" in said(unit_page)


@pytest.mark.parametrize(("look", "size"), [("light", 100), ("dark", 100), ("light", 200)])
def test_nothing_is_cut_off_or_without_a_name(
    qapp: QApplication, context: ScreenContext, show: Show, calm: Callable[[], None], look: LookName, size: int
) -> None:
    apply_theme(qapp, look, size)
    asked = note(context)
    unit = show(UnitScreen(context, UnitDestination("consultations")))
    part = part_of(unit)
    openings: tuple[Callable[[], object], ...] = (lambda: part.open_one(asked.entry), part.figures.click)
    for begin in openings:
        begin()
        calm()
        settle_layout()
        assert faults(unit) == []
