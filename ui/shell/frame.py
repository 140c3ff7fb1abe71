"""The frame around the pages of the open vault. It knows where one is and the way back, and no rules."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.counter import CaseCounts, counts
from hru_advocate.casework.vault.backups import BackupState, backup_state
from hru_advocate.casework.vault.codes import CodeStanding, code_standing
from ui.controls.banner import Banner
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.keyboard.reading_order import first_stop
from ui.controls.layout.notice_room import NoticeRoom
from ui.controls.layout.page_stack import PageStack
from ui.controls.signals import SignalOf, value_signal
from ui.shell.destinations import (
    CaseDestination,
    CasesDestination,
    Destination,
    FormDestination,
    HelpDestination,
    SearchDestination,
    SettingsDestination,
    TodayDestination,
    UnitDestination,
    Visit,
    VisitModeDestination,
    WhoseDestination,
    case_of,
)
from ui.shell.focus_keeper import FocusKeeper
from ui.shell.frame_parts import CheckTone, HeaderBar, MadeUpStrip, Rail, RailEntry, StatusLine, UnnotedBanner, column
from ui.shell.leaving import Go, Leaving, OnRefused, UnkeptNotice
from ui.shell.screen import AnyScreen, ResultsScreen, Screen, ScreenContext, WindowCommand, keepers_of, take_answers
from ui.shell.screen_makers import ScreenMakers
from ui.shell.wall_clock_timer import WallClockTimer

if TYPE_CHECKING:
    from ui.shell.async_bridge import AsyncBridge
    from ui.shell.vault_access import VaultAccess

_MOST_STEPS: Final = 12


class Frame(QWidget):
    """Rail, head, pages and status line. Pages come from ``makers`` by destination; the way back is remembered.

    ``covering`` and ``locking`` ask for the cover and the lock; ``staying`` that the vault stays open; ``visiting``
    emits where visit mode is to begin, which no page of this frame outlives.
    """

    covering = Signal()
    locking = Signal()
    staying = Signal()
    visiting: SignalOf[VisitModeDestination] = value_signal()

    def __init__(self, context: ScreenContext, makers: ScreenMakers, rail: tuple[RailEntry, ...]) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.context, self._makers = context, makers
        self.rail, self.header, self.status, self.banner = Rail(rail), HeaderBar(), StatusLine(), Banner()
        self.bars: list[QWidget] = [self.rail, self.header]
        """The parts F6 walks through beside the panes of the page."""
        self.unkept, self.unnoted = UnkeptNotice(), UnnotedBanner(context)
        self.leaving = Leaving(self.unkept)
        self.pages = PageStack()
        self._kept: dict[type[Destination], AnyScreen] = {}
        self._trail: list[AnyScreen] = []
        self._ways_out: list[QShortcut] = []
        self._focus = FocusKeeper(self, context.bridge, self.here)
        held = QVBoxLayout()
        held.setContentsMargins(24, 0, 24, 0)
        self.banner.setProperty("above", "page")
        for notice in (self.banner, self.unkept, self.unnoted):
            held.addWidget(notice)
        notes = QWidget()
        notes.setProperty("role", "page")
        notes.setLayout(held)
        strips = [MadeUpStrip()] if context.made_up else []
        right = column(*strips, self.header)
        shared = QGridLayout()  # a notice lies over the status line, and the page gives way from its end
        shared.setContentsMargins(0, 0, 0, 0)
        shared.setSpacing(0)
        shared.setRowStretch(0, 1)
        shared.addWidget(self.pages, 0, 0)
        shared.addWidget(self.status, 1, 0)
        shared.addWidget(notes, 0, 0, 2, 1, Qt.AlignmentFlag.AlignBottom)
        NoticeRoom(notes, self.pages)
        right.layout().addLayout(shared, 1)  # type: ignore[union-attr]  # column() gave it a layout
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(right, 1)
        self.time = WallClockTimer(context.now, self)
        self._join()

    def go_to(self, destination: Destination, *, replacing: bool = False) -> None:
        """Go somewhere, remembering the way back; an entry of the rail begins a new way."""
        if destination == self.rail.destination(type(destination)):
            self._go_to_rail(destination)
            return
        if isinstance(destination, VisitModeDestination) and not self.context.visiting:
            self.visiting.emit(destination)
            return

        def go() -> None:
            screen = self._makers.make(self.context, destination)
            before = self.here()
            searched = isinstance(before, ResultsScreen)
            if searched:
                self.header.search.drop()
            if (replacing or searched) and before is not None:
                self._drop(self._trail.pop())  # what was looked for stays neither in the box nor one step back
            elif before is not None:
                before.leave()
            self._show(screen)
            while len(self._trail) > _MOST_STEPS:
                self._drop(self._trail.pop(1))

        self.leaving.go_or_stay(keepers_of(self._trail[-1:]), go, self.setFocus)

    def here(self) -> AnyScreen | None:
        """The page on show."""
        return self._trail[-1] if self._trail else None

    def back(self) -> None:
        """One step back; from a page of the rail there is none. One that is done while one is elsewhere just goes."""
        done = self.sender()
        if isinstance(done, Screen) and done is not self.here():
            if done in self._trail:
                self._trail.remove(done)
                self._drop(done)
            return
        if len(self._trail) < 2:
            return

        def go() -> None:
            self._drop(self._trail.pop())
            self._show(self._trail.pop())

        self.leaving.go_or_stay(keepers_of(self._trail[-1:]), go, self.setFocus)

    def leave_all(self, go: Go, refused: OnRefused) -> None:
        """Let every page keep what is typed, before the vault locks: then ``go``, or ``refused`` where one cannot."""
        self.header.search.drop()

        def leave() -> None:
            for screen in self._trail:
                screen.leave()
            go()

        self.leaving.go_when_kept(keepers_of(self._trail), leave, refused)

    def put_pages_away(self) -> None:
        """Let every page go, once another frame is to come: the window is dressed for that one, with all it holds."""
        for screen in {*self._trail, *self._kept.values()}:
            self.pages.take_out(screen)
            screen.deleteLater()  # at once, not a turn later as one page does: before the next answer is heard
        self._trail.clear()
        self._kept.clear()

    def warn(self, seconds: int) -> None:
        """Say that the vault locks soon, and how to stay."""
        words = f"This locks in {seconds} seconds. What you typed is kept. Press any key to stay."
        self.banner.show_message(words, "caution", action="Stay", on_action=self.staying.emit, closes=False)

    def step_back(self) -> None:
        """Esc: leave an empty search for the page, close what is open in the page, or go one step back."""
        screen = self.here()
        if screen is not None and self.header.search.hasFocus() and not isinstance(screen, ResultsScreen):
            self._focus.arrive(screen)
        elif screen is None or not screen.step_back():
            self.back()

    def next_pane(self) -> None:
        """F6: the next of rail, search, other bars, and the panes of the page."""
        screen = self.here()
        panes = [*self.bars, *(screen.panes() if screen else [])]
        inside = [number for number, pane in enumerate(panes) if holds_keyboard(pane)]
        start = (inside[-1] + 1 if inside else 0) % len(panes)
        for pane in [*panes[start:], *panes[:start]]:
            first = first_stop(pane)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def count(self, _changed: Changed | None = None) -> None:
        """Ask for the numbers beside Today and Cases."""

        def show(found: CaseCounts) -> None:
            self.rail.buttons[TodayDestination].set_count(found.today)
            self.rail.buttons[CasesDestination].set_count(found.open_cases)

        self.context.bridge.when_done(self.context.worker.ask(counts), self, show, self.banner.show_error)

    def _move_with_time(self, other_day: bool) -> None:
        """Let the page on show ask again for what depends on the time; the others ask when they are shown."""
        if other_day:
            self.count()
        screen = self.here()
        if screen is not None:
            screen.move_with_time(other_day=other_day)

    def set_apart(self, *, apart: bool) -> None:
        """Leave no way to another case while somebody looks on: no search, no rail, no key; or bring them back."""
        for part in (self.rail, self.header.search, self.status):
            part.setVisible(not apart)
        for shortcut in self._ways_out:
            shortcut.setEnabled(not apart)

    def forget_search(self) -> None:
        """Empty the search box and leave its results: nobody is to read there what was looked for."""
        self.header.search.drop()
        if isinstance(self.here(), ResultsScreen):
            self.back()

    def fit(self) -> None:
        """Take the sizes that the text size asks for, after it has changed."""
        self.rail.fit()
        self.header.fit()
        self.status.fit()

    def _join(self) -> None:
        self.rail.chosen.connect(self.go_to)
        self.rail.help.clicked.connect(lambda _checked: _help(self))
        self.header.cover.clicked.connect(self.covering)
        self.header.lock.clicked.connect(self.locking)
        search = self.header.search
        search.looked.connect(self._look_for)
        search.walked.connect(lambda: _in_results(self, open_first=False))
        search.chosen.connect(lambda: _in_results(self, open_first=True))
        search.dropped.connect(self.forget_search)
        self.context.bridge.unheard.connect(self.banner.show_late)
        self.context.notifier.status.connect(self.status.show_message)
        self.context.notifier.listen(self.count)  # a function of its own would keep the frame for good
        self.context.notifier.expected.connect(self.time.expect)
        self.time.moved.connect(self._move_with_time)
        leaving = (
            ("F1", partial(_help, self)),
            ("F6", self.next_pane),
            ("Alt+Left", self.back),
            ("Ctrl+K", partial(search.setFocus, Qt.FocusReason.ShortcutFocusReason)),
            ("Ctrl+I", partial(_note_incident, self)),
        )
        for keys, slot in (("Esc", self.step_back), ("Ctrl+L", self.locking.emit), *leaving):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)
            if (keys, slot) in leaving:
                self._ways_out.append(shortcut)

    def _visit(self, visit: Visit) -> None:
        if self.sender() is self.here():  # a page that was left meanwhile takes nobody away from another
            self.go_to(visit.destination, replacing=visit.replacing)

    def _go_to_rail(self, destination: Destination) -> None:
        def go() -> None:
            self.header.search.drop()
            for screen in self._trail:
                if screen in self._kept.values():
                    screen.leave()
                else:
                    self._drop(screen)
            self._trail.clear()
            kept = self._kept.get(type(destination))
            if kept is None:
                kept = self._kept[type(destination)] = self._makers.make(self.context, destination)
            self._show(kept)

        self.leaving.go_or_stay(keepers_of(self._trail), go, self.setFocus)

    def _show(self, screen: AnyScreen) -> None:
        if self.pages.indexOf(screen) < 0:
            self.pages.addWidget(screen)
            screen.visit_requested.connect(self._visit, Qt.ConnectionType.QueuedConnection)
            screen.back_requested.connect(self.back, Qt.ConnectionType.QueuedConnection)
            if isinstance(screen, ResultsScreen):
                screen.commanded.connect(partial(_do, self))
        self._trail.append(screen)
        self.pages.let_go_of_keyboard()
        self.status.leave_page()
        self.rail.mark(_stands_in(screen.destination, type(self._trail[0].destination), self.rail))
        screen.begin()
        take_answers(screen)
        self.pages.setCurrentWidget(screen)
        self._focus.arrive(screen)
        self.unnoted.look()

    def _drop(self, screen: AnyScreen) -> None:
        screen.leave()
        if screen in self._kept.values():
            return
        self.pages.take_out(screen)
        QTimer.singleShot(0, screen, partial(screen.deleteLater))

    def _look_for(self, words: str) -> None:
        screen = self.here()
        if isinstance(screen, ResultsScreen):
            screen.look_for(words)
        elif words:
            self.go_to(SearchDestination(words, case_of(screen.destination) if screen is not None else None))


def _stands_in(destination: Destination, begun: type[Destination], rail: Rail) -> type[Destination]:
    """Name the entry of the rail one is in: a page about a case is in Cases, however one came to it."""
    if type(destination) in rail.buttons:
        return type(destination)
    about_case = case_of(destination) is not None
    if begun is UnitDestination and not about_case:
        return begun
    return CasesDestination if about_case or isinstance(destination, FormDestination) else begun


def _in_results(frame: Frame, *, open_first: bool) -> None:
    screen = frame.here()
    if isinstance(screen, ResultsScreen):
        screen.open_first() if open_first else screen.walk()


def _note_incident(frame: Frame) -> None:
    """Ctrl+I: to where an incident of the open case is noted; where none is open, to the choice of a case."""
    screen = frame.here()
    case = case_of(screen.destination) if screen is not None else None
    note = getattr(screen, "note_incident", None)  # only some pages have a place where one is noted
    if callable(note):
        note()
    elif case is not None:
        frame.go_to(CaseDestination(case, "incidents", note_incident=True))
    else:
        frame.go_to(WhoseDestination())


def _help(frame: Frame) -> None:
    """F1: the help about the page one is on, and about the part of it that is on show."""
    screen = frame.here()
    if screen is not None and not isinstance(screen.destination, HelpDestination):
        frame.go_to(HelpDestination(about=screen.on_show))


def _do(frame: Frame, command: WindowCommand) -> None:
    """Cover or lock, after what was typed to say so is gone."""
    frame.forget_search()
    (frame.covering if command == "cover" else frame.locking).emit()


class VaultStanding:
    """Asks how the vault stands and says it on whichever frame is shown; ``frame`` gives that one.

    During a visit none of it is asked, seen or heard: somebody of the case looks on.
    """

    def __init__(self, access: VaultAccess, bridge: AsyncBridge, frame: Callable[[], Frame]) -> None:
        self._access, self._bridge, self._frame = access, bridge, frame
        self._asked_code = False

    def ask_backup(self) -> None:
        """Keep the last backup and its age in sight; a demonstration has none."""
        if not self._access.made_up and not self._frame().context.visiting:
            asked = self._access.worker().ask(backup_state)
            self._bridge.when_done(asked, self._frame(), self._show_backup, self._frame().banner.show_error)

    def ask_code(self) -> None:
        """Ask once a year whether the recovery code is in its envelope, unless something else has to be said first.

        It is asked once a session: of one that was unlocked into a visit, when that has ended.
        """
        if not self._access.made_up and not self._asked_code:
            self._asked_code = True
            asked = self._access.worker().ask(code_standing)
            self._bridge.when_done(asked, self._frame(), self._show_code, self._frame().banner.show_error)

    def show_check(self, words: str, tone: CheckTone) -> None:
        """Keep the status line saying what came of checking the vault."""
        frame = self._frame()
        if shiboken6.isValid(frame) and not frame.context.visiting:
            frame.status.show_check(words, tone)

    def _show_backup(self, state: BackupState) -> None:
        self._frame().status.show_backup(state.words, trouble=bool(state.trouble))

    def _show_code(self, standing: CodeStanding) -> None:
        frame = self._frame()
        if standing.ask and not frame.banner.text():
            go = SettingsDestination()
            frame.banner.show_message(
                standing.words, "caution", action="Settings", on_action=lambda: self._frame().go_to(go)
            )
