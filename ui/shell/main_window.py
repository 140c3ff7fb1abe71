"""The one window: the door first, then the frame with a page in it. It knows where one is, and no rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.shell.locked_page import LockedPage

if TYPE_CHECKING:
    from ui.shell.frame_parts import RailPlace
    from ui.shell.screen import Place, Screen, ScreenContext

TITLE: Final = "HRU Advocate"
"""All that a title bar, a task bar or a list of windows ever shows."""
_MOST_STEPS: Final = 12


class MainWindow(QMainWindow):
    """Shows the door, then the frame. ``closing`` when the person closes the window."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.resize(1366, 768)

    def appear(self) -> None:
        """Come up; on a screen without room for the window and its frame, fill it."""
        room = self.screen().availableGeometry()
        if room.width() <= self.width() or room.height() <= self.height() + 48:
            self.showMaximized()
        else:
            self.show()

    def show_locked(self, page: LockedPage) -> None:
        """Show a page from outside the vault."""
        self._put(page)
        page.begin()

    def show_frame(self, frame: Frame) -> None:
        """Show the inside; the door is gone for good."""
        self._put(frame)

    def page(self) -> QWidget | None:
        """What the window shows: a page of the door, or the frame."""
        return self._stack.currentWidget()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.closing.emit()

    def _put(self, page: QWidget) -> None:
        before = self._stack.currentWidget()
        self._stack.setCurrentIndex(self._stack.addWidget(page))
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()


class Frame(QWidget):
    """Rail, head, pages and status line. Pages come from ``makers`` by name; the way back is remembered.

    ``covering`` and ``locking`` ask for the cover and the lock; ``staying`` that the vault stays open.
    """

    covering = Signal()
    locking = Signal()
    staying = Signal()

    def __init__(
        self,
        context: ScreenContext,
        makers: Mapping[str, Callable[[ScreenContext, Place], Screen]],
        rail: tuple[RailPlace, ...],
    ) -> None:
        from ui.controls.banner import Banner
        from ui.shell.frame_parts import HeaderBar, MadeUpStrip, Rail, StatusLine, column

        super().__init__()
        self.setProperty("role", "page")
        self.context, self._makers = context, makers
        self.rail, self.header, self.status, self.banner = Rail(rail), HeaderBar(), StatusLine(), Banner()
        self.pages = QStackedWidget()
        self._kept: dict[str, Screen] = {}
        self._trail: list[Screen] = []
        held = QVBoxLayout()
        held.setContentsMargins(24, 0, 24, 0)
        self.banner.setProperty("above", "page")
        held.addWidget(self.banner)
        notes = QWidget()
        notes.setProperty("role", "page")
        notes.setLayout(held)
        strips = [MadeUpStrip()] if context.made_up else []
        right = column(*strips, self.header, notes, self.pages, self.status)
        right.layout().setStretchFactor(self.pages, 1)  # type: ignore[union-attr]  # column() gave it a layout
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(right, 1)
        self._join()

    def go(self, place: Place) -> None:
        """Go to a place, remembering the way back; a place of the rail begins a new way."""
        if place.screen in self.rail.buttons and not (place.text or place.tab):
            self._go_to_rail(place)
            return
        screen = self._makers[place.screen](self.context, place)
        before = self.here()
        if place.instead and before is not None:
            self._drop(self._trail.pop())
        elif before is not None:
            before.leave()
        self._show(screen)
        while len(self._trail) > _MOST_STEPS:
            self._drop(self._trail.pop(1))

    def here(self) -> Screen | None:
        """The page on show."""
        return self._trail[-1] if self._trail else None

    def back(self) -> None:
        """One step back; from a page of the rail there is none."""
        if len(self._trail) < 2:
            return
        self._drop(self._trail.pop())
        screen = self._trail.pop()
        self._show(screen)

    def leave_all(self) -> None:
        """Let every page hand over its drafts, before the vault locks."""
        for screen in self._trail:
            screen.leave()

    def warn(self, seconds: int) -> None:
        """Say that the vault locks soon, and how to stay."""
        words = f"This locks in {seconds} seconds. What you typed is kept. Press any key to stay."
        self.banner.say(words, "caution", action="Stay", does=self.staying.emit, closes=False)

    def step_back(self) -> None:
        """Esc: close what is open in the page, give up the search, or go one step back."""
        screen = self.here()
        if screen is None or not screen.step_back():
            self.back()

    def next_pane(self) -> None:
        """F6: the next of rail, search, and the panes of the page."""
        screen = self.here()
        panes = [self.rail, self.header, *(screen.panes() if screen else [])]
        focus: QWidget | None = self.focusWidget()
        inside = [number for number, pane in enumerate(panes) if focus is not None and _holds(pane, focus)]
        place = (inside[-1] + 1 if inside else 0) % len(panes)
        for pane in [*panes[place:], *panes[:place]]:
            first = _first_in(pane)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def count(self) -> None:
        """Ask for the numbers beside Today and Cases."""
        from hru_advocate.casework.cases.cases import CaseCounts, counts

        def show(found: CaseCounts) -> None:
            self.rail.buttons["today"].set_count(found.today)
            self.rail.buttons["cases"].set_count(found.open_cases)

        self.context.bridge.when_done(self.context.worker.ask(counts), self, show, self.banner.show_error)

    def fit(self) -> None:
        """Take the sizes that the text size asks for, after it has changed."""
        self.rail.fit()
        self.header.fit()

    def _join(self) -> None:
        from ui.shell.screen import Place

        self.rail.chosen.connect(lambda name: self.go(Place(name)))
        self.rail.help.clicked.connect(lambda: self.go(Place("keys")))
        self.header.cover.clicked.connect(self.covering)
        self.header.lock.clicked.connect(self.locking)
        search = self.header.search
        search.looked.connect(self._look_for)
        search.walked.connect(lambda: self._in_results(open_first=False))
        search.chosen.connect(lambda: self._in_results(open_first=True))
        search.dropped.connect(self._drop_search)
        self.context.notifier.noticed.connect(self.status.notice)
        self.context.notifier.changed.connect(lambda _changed: self.count())
        for keys, does in (
            ("F1", lambda: self.go(Place("keys"))),
            ("F6", self.next_pane),
            ("Esc", self.step_back),
            ("Alt+Left", self.back),
            ("Ctrl+K", search.setFocus),
            ("Ctrl+L", self.locking.emit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    def _go_to_rail(self, place: Place) -> None:
        self.header.search.drop()
        for screen in self._trail:
            if screen in self._kept.values():
                screen.leave()
            else:
                self._drop(screen)
        self._trail.clear()
        kept = self._kept.get(place.screen)
        if kept is None:
            kept = self._kept[place.screen] = self._makers[place.screen](self.context, place)
        self._show(kept)

    def _show(self, screen: Screen) -> None:
        if self.pages.indexOf(screen) < 0:
            self.pages.addWidget(screen)
            screen.going.connect(self.go, Qt.ConnectionType.QueuedConnection)
            screen.left.connect(self.back, Qt.ConnectionType.QueuedConnection)
        self._trail.append(screen)
        self.pages.setCurrentWidget(screen)
        self.rail.mark(self._stands_in(screen.place))
        screen.begin()

    def _stands_in(self, place: Place) -> str:
        """Which place of the rail one is in: a page about a case is in Cases, however one came to it."""
        if place.screen in self.rail.buttons:
            return place.screen
        if self._trail[0].place.screen == "unit" and not place.case:
            return "unit"
        return "cases" if place.case or place.form else self._trail[0].place.screen

    def _drop(self, screen: Screen) -> None:
        screen.leave()
        if screen in self._kept.values():
            return
        self.pages.removeWidget(screen)
        screen.hide()
        QTimer.singleShot(0, screen, partial(screen.deleteLater))

    def _look_for(self, words: str) -> None:
        from ui.shell.screen import Place, Results

        screen = self.here()
        if isinstance(screen, Results):
            screen.look_for(words)
        elif words:
            self.go(Place("search", text=words))

    def _in_results(self, *, open_first: bool) -> None:
        from ui.shell.screen import Results

        screen = self.here()
        if isinstance(screen, Results):
            screen.open_first() if open_first else screen.walk()

    def _drop_search(self) -> None:
        from ui.shell.screen import Results

        if isinstance(self.here(), Results):
            self.back()


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)


def _first_in(pane: QWidget) -> QWidget | None:
    """The first thing in a pane that the keyboard can reach."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus and pane.isVisible() and pane.isEnabled():
        return pane
    widget, first = pane.nextInFocusChain(), pane
    while widget is not None and widget is not first:
        if _holds(pane, widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(pane):
            return widget
        widget = widget.nextInFocusChain()
    return None
