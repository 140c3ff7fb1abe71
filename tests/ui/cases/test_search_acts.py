"""Ctrl+K by real keys: what Enter does with the first hit, from which page, and what is left in the box."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hru_advocate.casework.cases.cases import CaseFilter, CaseLine, list_cases
from hru_advocate.casework.records.entries import save
from tests.ui.case_room import press, type_words
from tests.ui.every_page import destination_of
from tests.ui.shell.test_focus_keeper import calm, go, held, on
from ui.cases.search_screen import SearchScreen
from ui.cases.whose import WhoseScreen
from ui.shell.destinations import (
    CaseDestination,
    CasesDestination,
    Destination,
    DirectoryDestination,
    FormDestination,
    PaperDestination,
    SettingsDestination,
    TodayDestination,
    UnitDestination,
    WhoseDestination,
    form_page,
)
from ui.unit.measures import MeasuresPart
from ui.unit.screen import UnitScreen
from ui.workspace import Workspace

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def cases(inside: Workspace) -> tuple[CaseLine, ...]:
    return inside.context.worker.ask(list_cases, CaseFilter()).result(timeout=20)


def look_for(qtbot: QtBot, inside: Workspace, words: str) -> SearchScreen:
    press(Key.Key_K, CTRL)
    type_words(words)
    qtbot.waitUntil(lambda: isinstance(inside.frame.here(), SearchScreen))
    calm(qtbot, inside)
    page = inside.frame.here()
    assert isinstance(page, SearchScreen)
    qtbot.waitUntil(lambda: page._shown == words.strip() and not page._gathering)
    return page


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("print a card", lambda case: PaperDestination(case, "pocket_card")),
        ("log contact", lambda case: CaseDestination(case, log_contact=True)),
        ("new action", lambda case: form_page("action", case, state="open")),
        ("confirm a number", lambda _case: DirectoryDestination()),
        ("new referral", lambda _case: form_page("referral")),
        ("settings", lambda _case: SettingsDestination()),
        ("unit paper out", lambda _case: UnitDestination("paper")),
    ],
)
def test_on_a_case_enter_does_it_for_that_case(qtbot: QtBot, inside: Workspace, typed: str, leads: object) -> None:
    there = destination_of("case", inside)
    assert isinstance(there, CaseDestination)
    go(qtbot, inside, there)
    look_for(qtbot, inside, typed)
    press(Key.Key_Return)
    calm(qtbot, inside)
    assert callable(leads)
    assert on(inside) == leads(there.case)
    assert inside.frame.header.search.text() == ""


def test_from_today_the_case_is_chosen_by_keys_alone(qtbot: QtBot, inside: Workspace) -> None:
    wanted = cases(inside)[1]
    go(qtbot, inside, TodayDestination())
    look_for(qtbot, inside, "print a card")
    press(Key.Key_Return)
    calm(qtbot, inside)
    assert on(inside) == WhoseDestination("card")
    page = inside.frame.here()
    assert isinstance(page, WhoseScreen)
    type_words(wanted.label.ref)
    press(Key.Key_Return)
    calm(qtbot, inside)
    assert on(inside) == PaperDestination(wanted.label.case, "pocket_card")
    press(Key.Key_Escape)
    calm(qtbot, inside)
    assert on(inside) == TodayDestination(), "neither the choice nor the search is one step back"


def test_the_words_after_a_command_name_the_case(qtbot: QtBot, inside: Workspace) -> None:
    wanted = cases(inside)[2]
    go(qtbot, inside, destination_of("case", inside))
    look_for(qtbot, inside, f"incident {wanted.label.ref}")
    press(Key.Key_Return)
    calm(qtbot, inside)
    assert on(inside) == CaseDestination(wanted.label.case, "incidents", note_incident=True)


def test_who_rang_is_found_and_said_aloud_without_the_number(
    qtbot: QtBot, inside: Workspace, announced: list[str]
) -> None:
    case = cases(inside)[3].label
    raw = {"role": "perpetrator", "name": "Sandro Quillfeather", "phone": "07700 900871"}
    inside.context.worker.ask(save, "person", raw, case=case.case).result(timeout=20)
    go(qtbot, inside, TodayDestination())
    announced.clear()
    page = look_for(qtbot, inside, "+44 7700 900871")
    row = page.rows[0].line
    assert (row.head, row.pill) == ("S. Q. · Alleged perpetrator", ("The other person", "danger", "triangle"))
    assert page.list.currentIndex().row() == 0, "the first is chosen"
    assert "900871" not in row.head + row.note
    assert "1 found. First: S. Q. · Alleged perpetrator, The other person" in announced
    press(Key.Key_Return)
    calm(qtbot, inside)
    assert on(inside) == CaseDestination(case.case)


def test_the_first_answer_is_said_too_and_once(qtbot: QtBot, inside: Workspace, announced: list[str]) -> None:
    """The keyboard stays in the search box: nothing of the page is read by itself."""
    go(qtbot, inside, TodayDestination())
    page = look_for(qtbot, inside, "settings")  # from now on everybody can be found, and the first answer is the last
    first = f"{len(page.rows)} found. First: Settings"
    go(qtbot, inside, TodayDestination())
    announced.clear()
    look_for(qtbot, inside, "settings")
    assert announced.count(first) == 1


def test_arrow_down_goes_to_the_rows_and_enter_opens_the_one_below(qtbot: QtBot, inside: Workspace) -> None:
    go(qtbot, inside, TodayDestination())
    page = look_for(qtbot, inside, "unit")
    press(Key.Key_Down)
    press(Key.Key_Down)
    leads = page.rows[1].leads
    press(Key.Key_Return)
    calm(qtbot, inside)
    assert on(inside) == leads


@pytest.mark.parametrize(("typed", "signal"), [("lock", "locking"), ("cover", "covering")])
def test_lock_and_cover_are_done_and_the_box_has_forgotten(
    qtbot: QtBot, inside: Workspace, typed: str, signal: str
) -> None:
    go(qtbot, inside, TodayDestination())
    look_for(qtbot, inside, typed)
    with qtbot.waitSignal(getattr(inside.frame, signal)):
        press(Key.Key_Return)
    calm(qtbot, inside)
    assert inside.frame.header.search.text() == ""
    assert on(inside) == TodayDestination()


def test_a_measure_opens_on_the_page_of_the_unit(qtbot: QtBot, inside: Workspace) -> None:
    go(qtbot, inside, TodayDestination())
    page = look_for(qtbot, inside, "smoke alarms two ways out")
    row = next(row for row in page.rows if isinstance(row.leads, UnitDestination))
    assert isinstance(row.leads, UnitDestination)
    inside.frame.go_to(row.leads)
    calm(qtbot, inside)
    page_of_unit = inside.frame.here()
    assert isinstance(page_of_unit, UnitScreen)
    assert isinstance(page_of_unit.part, MeasuresPart)
    assert page_of_unit.part.both.shown == row.leads.measure != ""


def test_what_was_looked_for_is_underlined_in_the_row(qtbot: QtBot, inside: Workspace) -> None:
    go(qtbot, inside, TodayDestination())
    page = look_for(qtbot, inside, "figures")
    with_marks = page.list.grab().toImage()
    page.list.show_lines([row.line._replace(marks=()) for row in page.rows])
    page.list.choose(0)
    assert page.list.grab().toImage() != with_marks


def test_the_search_of_a_page_with_a_form_takes_its_case(qtbot: QtBot, inside: Workspace) -> None:
    there: Destination = destination_of("contact", inside)
    assert isinstance(there, FormDestination)
    go(qtbot, inside, there)
    page = look_for(qtbot, inside, "new action")
    assert page.destination.here == there.case
    assert page.rows[0].leads == form_page("action", there.case, state="open")


def test_esc_in_the_empty_box_leads_back_into_the_page_and_not_off_it(qtbot: QtBot, inside: Workspace) -> None:
    there = destination_of("contact", inside)
    go(qtbot, inside, CasesDestination())
    go(qtbot, inside, there)
    stood = held(inside).accessibleName()
    press(Key.Key_K, CTRL)
    type_words("pa")
    press(Key.Key_Escape)  # before anything was looked for
    assert inside.frame.header.search.text() == ""
    press(Key.Key_Escape)
    calm(qtbot, inside)
    assert on(inside) == there
    assert held(inside).accessibleName() == stood
    press(Key.Key_Escape)
    calm(qtbot, inside)
    assert on(inside) == CasesDestination()


def test_ctrl_k_begins_anew_whatever_stands_in_the_box(qtbot: QtBot, inside: Workspace) -> None:
    go(qtbot, inside, TodayDestination())
    look_for(qtbot, inside, "figures")
    press(Key.Key_Down)
    look_for(qtbot, inside, "settings")
    assert inside.frame.header.search.text() == "settings"
