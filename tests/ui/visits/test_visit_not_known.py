"""After unlocking into a visit that cannot be read: nothing of any case is there until it is known what lasts."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.lacking import SharedWithNobody
from hru_advocate.casework.visits.mode import end_mode
from hru_advocate.store.faults import DiskFailed
from tests.ui.conftest import settle
from tests.ui.looking import settle_layout
from tests.ui.looks.faults import faults
from tests.ui.visits.visit_room import Room, heard_in, texts_in, told_of_others
from ui import workspace as spaces
from ui.controls.announcements import sentence_for
from ui.shell.main_window import MainWindow
from ui.today.screen import TodayScreen
from ui.visits.bare_frame import BareFrame
from ui.visits.frame import VisitFrame
from ui.visits.overdue_monitor import OverdueMonitor
from ui.visits.table_screen import TableScreen
from ui.workspace import Workspace

SENTENCE = sentence_for(DiskFailed())


@dataclass
class Unlocked:
    """A workspace as after unlocking, in its window, and a read that fails until it no longer should."""

    room: Room
    space: Workspace
    failing: bool = True

    def reading(self, function: Callable[[Session], object]) -> Callable[[Session], object]:
        def read(session: Session) -> object:
            if self.failing:
                raise DiskFailed
            return function(session)

        return read

    def begin(self) -> None:
        self.space.begin()
        self.settle()

    def settle(self) -> None:
        settle(self.room.qtbot, self.space.context.bridge)
        self.room.settle()

    def bare(self) -> None:
        """Nothing but the sentence and one thing to do is there."""
        frame = self.space.frame
        settle_layout()
        assert frame.here() is None
        assert not frame.rail.isVisible()
        assert not frame.header.search.isVisible()
        assert not frame.findChildren(OverdueMonitor)
        assert SENTENCE in texts_in(frame)
        assert SENTENCE in heard_in(frame)
        assert faults(frame) == []
        ways = {one.key().toString() for one in frame.findChildren(QShortcut) if one.isEnabled()}
        assert ways == {"Esc", "Ctrl+L"}
        focused = QApplication.focusWidget()
        assert isinstance(focused, QAbstractButton)
        assert focused.text() == "Try again"
        QTest.keyClick(focused, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        self.settle()
        assert frame.here() is None

    def again(self) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Space)
        self.settle()


def unlock_into(room: Room, monkeypatch: pytest.MonkeyPatch, name: str) -> Unlocked:
    """Unlocked into a visit; what ``name`` asks about it cannot be read while ``failing`` is set."""
    room.begin()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = MainWindow()
    room.qtbot.addWidget(window)
    found = Unlocked(room, Workspace(app, room.access, room.space.context.bridge, None))
    monkeypatch.setattr(spaces, name, found.reading(getattr(spaces, name)))
    found.space.framed.connect(lambda: window.show_frame(found.space.frame))
    window.show_frame(found.space.frame)
    window.show()
    window.activateWindow()
    return found


@pytest.mark.parametrize("name", ["mode_now", "settings"])
def test_what_cannot_be_read_of_a_visit_shows_no_other_case(
    room: Room, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    unlocked = unlock_into(room, monkeypatch, name)
    unlocked.begin()
    unlocked.bare()
    assert told_of_others(room) == []
    unlocked.again()
    unlocked.bare()
    unlocked.failing = False
    unlocked.again()
    frame = unlocked.space.frame
    assert isinstance(frame, VisitFrame)
    assert isinstance(frame.here(), TableScreen)
    unlocked.space.watch._timer.stop()


def test_where_no_visit_lasts_the_next_try_leads_to_today(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    unlocked = unlock_into(room, monkeypatch, "mode_now")
    room.space.context.worker.ask(end_mode).result(timeout=20)
    unlocked.begin()
    unlocked.bare()
    unlocked.failing = False
    unlocked.again()
    frame = unlocked.space.frame
    assert isinstance(frame.here(), TodayScreen)
    assert frame.rail.isVisible()
    assert len(frame.findChildren(OverdueMonitor)) == 1
    assert frame.status.isVisible()
    unlocked.space.watch._timer.stop()


def test_what_was_asked_for_before_is_not_said_where_it_is_not_known_who_looks_on(
    room: Room, monkeypatch: pytest.MonkeyPatch, announced: list[str]
) -> None:
    """A page of the frame before asked; the frame, and with it the page, is gone when the refusal comes."""
    refused: Future[None] = Future()
    unlocked = unlock_into(room, monkeypatch, "mode_now")
    room.space.context.worker.ask(end_mode).result(timeout=20)
    before = unlocked.space.frame
    unlocked.space.context.bridge.when_done(refused, before, lambda _none: None, lambda _error: None)
    unlocked.space.begin()
    room.qtbot.waitUntil(lambda: isinstance(unlocked.space.frame, BareFrame))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    announced.clear()
    refused.set_exception(SharedWithNobody("C-0001: nobody."))
    unlocked.settle()
    unlocked.bare()
    assert not [one for one in (*announced, *texts_in(unlocked.space.frame)) if "C-0001" in one]
    unlocked.failing = False
    unlocked.again()
    assert unlocked.space.frame.banner.text().startswith("Of a page you have left: C-0001: nobody.")
    unlocked.space.watch._timer.stop()
