"""A case on the screen: one vault, one session, and a way to put any screen of it on show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hru_advocate.casework.vault.worker import VaultWorker
from tests.casework.open_sessions import worked_by
from tests.ui.made_up_case import session_of
from ui.controls.layout import in_good_time
from ui.shell.async_bridge import AsyncBridge
from ui.shell.destinations import Destination
from ui.shell.screen import AnyScreen, ScreenContext

LONGEST_PAUSE = 500
"""Milliseconds; what waits longer, the keeping of words, is not waited for."""
S = TypeVar("S", bound=AnyScreen)
D = TypeVar("D", bound=Destination)


@dataclass
class CaseRoom:
    """What a test of a case's screens needs; ``visits`` are the destinations that screens asked for."""

    qtbot: QtBot
    worker: VaultWorker
    case: str
    context: ScreenContext
    visits: list[Destination] = field(default_factory=list)
    back_requests: list[bool] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    screens: list[AnyScreen] = field(default_factory=list)
    """Kept until the test ends: Qt, not the collector, takes a window apart."""

    def show(self, make: Callable[[ScreenContext, D], S], destination: D, *, width: int = 1190, height: int = 683) -> S:
        """Build the screen of a destination, show it, and wait for its answers."""
        screen = make(self.context, destination)
        self.screens.append(screen)
        screen.visit_requested.connect(lambda visit: self.visits.append(visit.destination))
        screen.back_requested.connect(lambda: self.back_requests.append(True))
        screen.resize(width, height)
        screen.show()
        # What takes the focus before the window has the keyboard may lose it again when it gets it.
        screen.activateWindow()
        self.qtbot.waitUntil(screen.isActiveWindow)
        screen.begin()
        self.settle()
        return screen

    def close(self) -> None:
        """Leave every screen, wait for what it still handed over, and take it apart while the vault is open."""
        for screen in self.screens:
            screen.leave()
        self.settle()
        for screen in self.screens:
            screen.close()
            screen.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.screens.clear()

    def rest(self) -> None:
        """Wait until nothing is about to happen either: no screen waits for a pause in what is done."""
        self.settle()
        while sum(end_pauses(screen) for screen in self.screens):
            self.settle()

    def settle(self) -> None:
        """Wait until no answer is on its way and everything asked for has been drawn."""
        for _ in range(4):
            self.qtbot.waitUntil(lambda: all_is_there(self.context.bridge))
            QCoreApplication.sendPostedEvents()
            QCoreApplication.processEvents()


def all_is_there(bridge: AsyncBridge) -> bool:
    """Say if no answer is on its way and a page has all its parts, also those it makes once it has rested.

    A test need not sit out that rest: once the answers are there, nothing but time is to come before these parts.
    """
    if not bridge.waiting:
        _rest_is_over()
    return not bridge.waiting and not in_good_time.still_to_come()


def _rest_is_over() -> None:
    for part in list(in_good_time._waiting):
        if shiboken6.isValid(part) and part.isActive():
            part.stop()
            part._fill()


def end_pauses(screen: AnyScreen) -> bool:
    """Do at once what a screen does after a pause, which nobody need sit out; says if there was any."""
    timers = [one for one in screen.findChildren(QTimer) if one.isSingleShot() and one.isActive()]
    due = [one for one in timers if one.interval() < LONGEST_PAUSE]
    for one in due:
        if shiboken6.isValid(one) and one.isActive():  # one may have ended another
            one.stop()
            one.timeout.emit()
    return bool(due)


def room_of(qtbot: QtBot, worker: VaultWorker, case: str) -> CaseRoom:
    """A room over an open vault."""
    room = CaseRoom(qtbot, worker, case, session_of(worker))
    room.context.notifier.status.connect(room.notices.append)
    return room


@contextmanager
def strangers(room: CaseRoom) -> Iterator[None]:
    """Let somebody work here whom no flag names; whoever worked here before comes back."""
    mine = room.worker.ask(lambda session: session.author).result(timeout=20)
    room.worker.ask(worked_by, "Ash Stranger").result(timeout=20)
    try:
        yield
    finally:
        room.worker.ask(worked_by, mine).result(timeout=20)


def type_words(words: str) -> None:
    """Type into whatever has the keyboard."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)
