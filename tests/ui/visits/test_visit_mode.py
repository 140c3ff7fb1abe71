"""Visit mode: only one case is there, for eyes, keys and screen readers; it asks, ends by itself, and comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

import ui.controls.theme
from hru_advocate.casework.records.entries import drafts
from hru_advocate.casework.visits.mode import mode_now
from tests.ui.looking import settle_layout
from tests.ui.looks.faults import faults
from tests.ui.visits.visit_room import Room, other_case, others, told_of_others
from ui.case.screen import CaseScreen
from ui.controls.theme import dress, theme
from ui.form.screen import FormScreen
from ui.shell.destinations import (
    CaseDestination,
    CasesDestination,
    ConversationDestination,
    Destination,
    DirectoryDestination,
    FormDestination,
    LateDestination,
    PaperDestination,
    PlanDestination,
    SearchDestination,
    TodayDestination,
    UnitDestination,
    VisitModeDestination,
    WhoseDestination,
    conversation,
    form_page,
)
from ui.shell.screen import Screen
from ui.today.screen import TodayScreen
from ui.visits.end_screen import VisitEndScreen
from ui.visits.frame import VisitFrame
from ui.visits.overdue_monitor import OverdueMonitor
from ui.visits.table_screen import PARTS, TableScreen
from ui.workspace import Workspace

LEAST, LARGE_TYPE = 44, 150
"""Pixels of a target, and per cent of the text size."""


def test_before_it_other_cases_are_there_and_in_it_nothing_of_them_is(room: Room) -> None:
    room.space.context.worker.ask(others, 100).result(timeout=60)
    room.space.begin()
    room.settle()
    for there in (CasesDestination(), CaseDestination(other_case(room), "incidents"), SearchDestination("vexmoor")):
        room.space.frame.go_to(there)
        room.settle()
        assert told_of_others(room), there  # this test can see them where they are
    before = room.space.frame
    assert before.findChildren(OverdueMonitor)
    QApplication.clipboard().setText("The vexmoor gate")
    room.begin()
    assert not shiboken6.isValid(before)
    assert room.frame.findChildren(OverdueMonitor) == []
    found, little = told_of_others(room), small_in(room)
    for part, _words, _about in PARTS:
        here = room.frame.here()
        assert isinstance(here, TableScreen)
        here.open_part(part)
        room.settle()
        assert not isinstance(room.frame.here(), TableScreen), part
        found += told_of_others(room)
        little += small_in(room)
        room.frame.to_table()
        room.settle()
    assert found == []
    assert little == [], "\n".join(little)
    assert theme().text_size >= LARGE_TYPE


def test_the_window_is_dressed_for_the_table_alone_and_not_for_the_pages_before(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.space.begin()
    room.settle()
    room.space.frame.go_to(CaseDestination(other_case(room), "incidents"))
    room.settle()
    there: list[list[str]] = []

    def dressed(window: QWidget | QApplication) -> None:
        there.append([type(one).__name__ for one in QApplication.allWidgets() if isinstance(one, Screen)])
        dress(window)

    monkeypatch.setattr(ui.controls.theme, "dress", dressed)
    room.begin()
    assert there
    assert {name for names in there for name in names} == set()


def small_in(room: Room) -> list[str]:
    """Everything on show that one presses or types into and that is smaller than a finger needs."""
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    targets = [one for one in room.frame.findChildren(QWidget) if isinstance(one, kinds) and one.isVisible()]
    return [
        f"{type(one).__name__} {one.accessibleName()} {one.width()}×{one.height()}"
        for one in targets
        if (one.height() < LEAST or one.width() < LEAST) and not one.objectName().startswith("qt_")
    ]


def ways(room: Room, other: str) -> list[Destination]:
    return [
        TodayDestination(),
        LateDestination(),
        CasesDestination(),
        DirectoryDestination(),
        UnitDestination(),
        SearchDestination("a"),
        WhoseDestination(),
        form_page("referral"),
        CaseDestination(other),
        PlanDestination(other),
        PaperDestination(other),
        form_page("situation", other),
        conversation("risk_conversation", other),
        VisitModeDestination(other, room.entry),
        CaseDestination(room.case, "history"),
        CaseDestination(room.case, "partners"),
        form_page("flag", room.case),
        PaperDestination(room.case, "record", record=room.entry),
    ]


def test_no_way_and_no_key_leads_out(room: Room) -> None:
    room.begin()
    for there in ways(room, other_case(room)):
        room.frame.go_to(there)
        room.settle()
        assert isinstance(room.frame.here(), TableScreen), there
    control = Qt.KeyboardModifier.ControlModifier
    for key in (*(Qt.Key(Qt.Key.Key_1 + number) for number in range(7)), Qt.Key.Key_K, Qt.Key.Key_I):
        room.press(key, control)
        assert isinstance(room.frame.here(), TableScreen), key
    for key, keys in (
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ):
        room.press(key, keys)
        assert isinstance(room.frame.here(), TableScreen), key
    room.press(Qt.Key.Key_Escape)
    assert isinstance(room.frame.here(), TableScreen)
    assert not any(box.isVisible() for box in room.frame.header.findChildren(QLineEdit))


def test_the_keys_of_the_table(room: Room) -> None:
    room.begin()
    kinds: dict[Qt.Key, type[Destination]] = {
        Qt.Key.Key_2: ConversationDestination,
        Qt.Key.Key_7: FormDestination,
    }
    for key, kind in kinds.items():
        here = room.frame.here()
        assert isinstance(here, TableScreen)
        here.setFocus()
        room.press(key)
        page = room.frame.here()
        assert page is not None
        assert isinstance(page.destination, kind), key
        room.press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        assert isinstance(room.frame.here(), TableScreen)


def test_it_asks_at_the_time_back_and_ends_by_itself_with_what_was_typed_kept(room: Room) -> None:
    room.begin()
    mode = room.frame.mode
    here = room.frame.here()
    assert isinstance(here, TableScreen)
    here.open_part("contact")
    room.settle()
    form = room.frame.here()
    assert isinstance(form, FormScreen)
    box = next(one for one in form.findChildren(QPlainTextEdit) if one.isVisible())
    QTest.keyClicks(box, "Begun at the table")
    assert not room.frame.bar.more.isVisible()
    room.clock.advance(mode.until - room.clock.now())
    room.frame.look()
    assert room.frame.bar.more.isVisible()
    assert isinstance(room.frame.here(), FormScreen)
    room.clock.advance(mode.ends - room.clock.now())
    room.frame.look()
    room.settle()
    room.qtbot.waitUntil(lambda: isinstance(room.frame.here(), VisitEndScreen))
    assert told_of_others(room) == []
    assert not shiboken6.isValid(form)
    kept = room.space.context.worker.ask(drafts).result(timeout=20)
    assert [line.form for line in kept if line.case == room.case and line.form == "contact"]
    for there in (PlanDestination(room.case), TodayDestination()):
        room.frame.go_to(there)
        room.settle()
        assert isinstance(room.frame.here(), VisitEndScreen)
    room.press(Qt.Key.Key_Escape)
    assert isinstance(room.frame.here(), VisitEndScreen)


def test_staying_longer_moves_what_counts_as_overdue(room: Room) -> None:
    room.begin()
    room.clock.advance(room.frame.mode.until - room.clock.now())
    room.frame.look()
    before = room.frame.mode.until
    room.frame.bar.more.click()
    room.settle()
    assert room.frame.mode.until - before >= timedelta(minutes=30)
    assert room.standing() == "out"


def end_of(room: Room) -> VisitEndScreen:
    room.frame.bar.end.click()
    room.settle()
    page = room.frame.here()
    assert isinstance(page, VisitEndScreen)
    return page


def test_leaving_is_said_twice_and_checks_in(room: Room) -> None:
    room.begin()
    settle_layout()
    assert faults(room.frame) == []
    page = end_of(room)
    settle_layout()
    assert faults(room.frame) == []
    assert QApplication.focusWidget() is page.stay  # Enter stays
    room.press(Qt.Key.Key_Return)
    assert isinstance(room.frame.here(), TableScreen)
    page = end_of(room)
    page.end.click()
    room.settle()
    assert isinstance(room.space.frame, VisitFrame)
    page.back_at.setText("next year")
    page.back.click()
    room.settle()
    assert isinstance(room.space.frame, VisitFrame)
    page.back_at.setText(f"{room.clock.now():%H:%M}")
    page.back.click()
    room.qtbot.waitUntil(lambda: not isinstance(room.space.frame, VisitFrame))
    room.settle()
    assert isinstance(room.space.frame.here(), CaseScreen)
    assert room.standing() == "back"
    assert room.space.context.worker.ask(mode_now).result(timeout=20) is None
    assert theme().text_size == 100


def test_not_back_yet_leaves_visit_mode_and_stays_out(room: Room) -> None:
    room.begin()
    page = end_of(room)
    page.end.click()
    page.out.click()
    room.qtbot.waitUntil(lambda: not isinstance(room.space.frame, VisitFrame))
    room.settle()
    assert isinstance(room.space.frame.here(), TodayScreen)
    assert room.standing() == "out"


def test_what_was_locked_in_a_visit_is_unlocked_into_it(room: Room) -> None:
    room.begin()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    again = Workspace(app, room.access, room.space.context.bridge, None)
    again.begin()
    room.qtbot.waitUntil(lambda: isinstance(again.frame, VisitFrame))
    room.settle()
    room.qtbot.addWidget(again.frame)
    assert isinstance(again.frame.here(), TableScreen)
    again.watch._timer.stop()
