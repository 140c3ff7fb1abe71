"""Single keys on the page of a case, heard where nothing is typed; and level, next contact and flags in the head."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hru_advocate.casework.cases.cases import CasePage, case_page
from hru_advocate.casework.changed import Changed
from hru_advocate.casework.records.entries import drafts
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import keep_settings, settings
from tests.ui.case_room import press, type_words
from tests.ui.conftest import appear
from tests.ui.every_page import destination_of
from tests.ui.shell.test_focus_keeper import calm, go, on
from ui.case.incidents.tab import IncidentsTab
from ui.case.lists import ContactsTab
from ui.case.screen import PARTS, CaseScreen
from ui.controls.buttons import Button
from ui.shell.destinations import (
    CaseDestination,
    CasePart,
    Destination,
    PaperDestination,
    PlanDestination,
    TodayDestination,
    conversation,
    form_page,
)
from ui.today.screen import TodayScreen
from ui.workspace import Workspace

Key = Qt.Key


def case_on(qtbot: QtBot, inside: Workspace) -> CaseScreen:
    """The first case, with the keyboard on a tab of it."""
    appear(qtbot, inside.frame.window())
    go(qtbot, inside, destination_of("case", inside))
    screen = inside.frame.here()
    assert isinstance(screen, CaseScreen)
    assert screen.head.tabs.standing is not None
    screen.head.tabs.standing.setFocus()
    return screen


def page_now(inside: Workspace, case: str) -> CasePage:
    return inside.context.worker.ask(case_page, case).result(timeout=20)


@pytest.mark.parametrize(
    ("key", "leads"),
    [
        (Key.Key_A, lambda case: form_page("action", case, state="open")),
        (Key.Key_V, lambda case: form_page("visit", case, state="planned")),
        (Key.Key_R, lambda case: conversation("risk_conversation", case)),
        (Key.Key_P, PlanDestination),
        (Key.Key_D, PaperDestination),
    ],
)
def test_a_letter_leads_to_what_it_stands_for(
    qtbot: QtBot, inside: Workspace, key: Qt.Key, leads: Callable[[str], Destination]
) -> None:
    screen = case_on(qtbot, inside)
    case = screen.case
    press(key)
    calm(qtbot, inside)
    assert on(inside) == leads(case)


def test_letters_and_digits_on_the_page_itself_and_in_a_line_they_are_text(qtbot: QtBot, inside: Workspace) -> None:
    screen = case_on(qtbot, inside)
    press(Key.Key_I)
    calm(qtbot, inside)
    tab = screen.part
    assert isinstance(tab, IncidentsTab)
    assert tab.quick.line.hasFocus()
    type_words("pip 4")
    assert tab.quick.line.text() == "pip 4"
    assert on(inside) == CaseDestination(screen.case)
    screen.head.tabs.standing.setFocus()  # type: ignore[union-attr]  # a tab stands
    press(Key.Key_C)
    calm(qtbot, inside)
    assert type(screen.part) is ContactsTab
    places: tuple[tuple[Qt.Key, CasePart], ...] = (
        (Key.Key_4, "risk"),
        (Key.Key_0, "history"),
        (Key.Key_1, "overview"),
    )
    for digit, part in places:
        screen.head.tabs.standing.setFocus()  # type: ignore[union-attr]  # a tab stands
        press(digit)
        calm(qtbot, inside)
        assert type(screen.part) is PARTS[part]


def test_on_an_answer_a_letter_that_is_none_of_it_leads_nowhere(qtbot: QtBot, inside: Workspace) -> None:
    screen = case_on(qtbot, inside)
    press(Key.Key_L)
    calm(qtbot, inside)
    assert screen.edit.page is not None
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.property("kind") == "key"
    press(Key.Key_P)
    calm(qtbot, inside)
    assert on(inside) == CaseDestination(screen.case)


def test_beside_an_answer_a_letter_leads_nowhere_either(qtbot: QtBot, inside: Workspace) -> None:
    screen = case_on(qtbot, inside)
    press(Key.Key_L)
    calm(qtbot, inside)
    assert screen.edit.page is not None
    day = screen.edit.page.frame_of("review")
    assert day is not None
    beside = [one for one in day.findChildren(Button) if one.isVisible() and one.property("kind") != "key"]
    assert beside
    for button in beside:
        button.setFocus()
        for key in (Key.Key_D, Key.Key_F, Key.Key_4):
            press(key)
            calm(qtbot, inside)
            assert on(inside) == CaseDestination(screen.case)
            assert button.hasFocus(), button.text()


def test_put_away_the_head_gives_the_keyboard_back(qtbot: QtBot, inside: Workspace) -> None:
    appear(qtbot, inside.frame.window())
    case = destination_of("case", inside)
    assert isinstance(case, CaseDestination)
    for there in (case, CaseDestination(case.case, log_contact=True)):
        go(qtbot, inside, there)
        screen = inside.frame.here()
        assert isinstance(screen, CaseScreen)
        screen.head.change.setFocus()
        press(Key.Key_Space)
        calm(qtbot, inside)
        assert screen.edit.isVisible()
        press(Key.Key_Escape)
        assert screen.head.change.hasFocus(), there
        calm(qtbot, inside)
        assert screen.head.change.hasFocus(), there


def switch(inside: Workspace, *, on_: bool) -> None:
    def keep(session: Session) -> Changed:
        return keep_settings(session, msgspec.structs.replace(settings(session), single_keys=on_))

    inside.context.notifier.notify(inside.context.worker.ask(keep).result(timeout=20))


def test_switched_off_no_page_hears_a_single_key_and_ctrl_keys_stay(qtbot: QtBot, inside: Workspace) -> None:
    switch(inside, on_=False)
    screen = case_on(qtbot, inside)
    for key in (Key.Key_A, Key.Key_P, Key.Key_L, Key.Key_4):
        press(key)
        calm(qtbot, inside)
    assert on(inside) == CaseDestination(screen.case)
    assert screen.edit.isHidden()
    press(Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    calm(qtbot, inside)
    assert on(inside) == form_page("action", screen.case, state="open")
    go(qtbot, inside, TodayDestination())
    today = inside.frame.here()
    assert isinstance(today, TodayScreen)
    press(Key.Key_V)
    calm(qtbot, inside)
    assert on(inside) == TodayDestination()
    switch(inside, on_=True)
    calm(qtbot, inside)
    press(Key.Key_V)
    calm(qtbot, inside)
    assert on(inside) != TodayDestination()


def test_the_level_is_judged_in_the_head_as_an_entry_like_any(qtbot: QtBot, inside: Workspace) -> None:
    screen = case_on(qtbot, inside)
    before = page_now(inside, screen.case).line.level
    press(Key.Key_L)
    calm(qtbot, inside)
    press(Key.Key_2 if before == "high" else Key.Key_3)
    press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    calm(qtbot, inside)
    assert not screen.edit.isHidden(), "the check of the form: a reason is needed"
    assert page_now(inside, screen.case).line.level == before
    assert screen.edit.page is not None
    screen.edit.page.frame_of("reason").take_focus()  # type: ignore[union-attr]  # it is asked
    type_words("Followed twice this week.")
    screen.edit.page.frame_of("review").take_focus()  # type: ignore[union-attr]  # it is asked
    type_words("1 Dec 2026")
    press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    calm(qtbot, inside)
    now = page_now(inside, screen.case)
    assert now.line.level == ("medium" if before == "high" else "high")
    assert "Followed twice this week." in now.level_line
    assert screen.edit.isHidden()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert screen.isAncestorOf(focus)


def test_the_next_contact_is_moved_with_a_reason_and_the_earlier_entry_stays(qtbot: QtBot, inside: Workspace) -> None:
    screen = case_on(qtbot, inside)
    promised = page_now(inside, screen.case).promised_in
    assert promised
    press(Key.Key_N)
    calm(qtbot, inside)
    page = screen.edit.page
    assert page is not None
    assert page.start.corrects == (promised,)
    page.put({"next_contact": "2026-12-03"})
    page.reason.show_words("She asked for Thursday.")
    press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    calm(qtbot, inside)
    now = page_now(inside, screen.case)
    assert f"{now.line.next_contact}" == "2026-12-03"
    assert now.promised_in != promised


def test_a_flag_is_set_and_ended_in_the_head(qtbot: QtBot, inside: Workspace) -> None:
    screen = case_on(qtbot, inside)
    before = len(page_now(inside, screen.case).flags)
    press(Key.Key_F)
    calm(qtbot, inside)
    assert screen.edit.page is not None
    screen.edit.page.put({"kind": "urgent", "agreed_by": "Sgt Example", "review": "2026-12-20", "told": "not_yet"})
    screen.edit.save()
    calm(qtbot, inside)
    flags = page_now(inside, screen.case).flags
    assert len(flags) == before + 1
    mine = next(flag for flag in flags if flag.kind == "urgent")
    screen.edit._end(mine.entry)
    calm(qtbot, inside)
    screen.edit.page.put({"ended_because": "No longer so."})
    screen.edit.page.reason.show_words("It has ended.")
    screen.edit.save()
    calm(qtbot, inside)
    assert len(page_now(inside, screen.case).flags) == before


def test_esc_puts_it_away_and_what_was_typed_is_offered_again(qtbot: QtBot, inside: Workspace) -> None:
    screen = case_on(qtbot, inside)
    begun = len(inside.context.worker.ask(drafts, case=screen.case).result(timeout=20))
    for key in (Key.Key_L, Key.Key_N, Key.Key_Escape):
        press(key)
        calm(qtbot, inside)
    assert len(inside.context.worker.ask(drafts, case=screen.case).result(timeout=20)) == begun, "nothing was typed"
    screen.head.change.click()
    calm(qtbot, inside)
    assert screen.edit.page is not None
    screen.edit.page.frame_of("reason").take_focus()  # type: ignore[union-attr]  # it is asked
    type_words("Half a reason")
    press(Key.Key_Escape)
    calm(qtbot, inside)
    assert screen.edit.isHidden()
    assert on(inside) == CaseDestination(screen.case)
    press(Key.Key_L)
    calm(qtbot, inside)
    assert "There is a draft of this" in screen.banner.text()
