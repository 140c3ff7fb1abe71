"""Visit mode: a frame of its own that is built for one case, and in which no page of another was ever made."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.visits.mode import VisitMode, longer_mode
from ui.controls.announcements import announce
from ui.shell.destinations import Destination, VisitEndDestination, VisitModeDestination
from ui.shell.frame import Frame
from ui.shell.screen import AnyScreen, ScreenContext, keepers_of
from ui.shell.screen_makers import ScreenMakers
from ui.visits.bar import VisitBar
from ui.visits.end_screen import LONGER, VisitEndScreen
from ui.visits.table_side import table_side

ONLY_THIS: Final = "That is not reached during a visit: only this case is here. End the visit first, alone."
_BEGUN: Final = "Visit mode: only this case is here."
_KEYS: Final = (
    "Keys on a visit: 1 … 8 the parts of the table, Ctrl T back to it, F6 the next part of the window, Esc one step "
    "back, Alt M longer once the time is over, Alt E the end of the visit, F12 the cover."
)
LATER: Final = "That page is not for the table. It is there again once the visit is ended."


class VisitFrame(Frame):
    """The frame around one visit: no rail, no search, no way to another case; it ends by itself when its time is over.

    ``left`` is emitted once somebody ended it; it says whether the contact is to be noted next.
    """

    left = Signal(bool)

    def __init__(self, context: ScreenContext, makers: ScreenMakers, mode: VisitMode) -> None:
        self.mode = mode
        self._over = False
        self._keys: list[QShortcut] = []
        super().__init__(context, makers, ())
        self.bar = VisitBar()
        self.bars.append(self.bar)
        holder = self.header.parentWidget()
        column = holder.layout() if holder is not None else None
        if isinstance(column, QBoxLayout):
            column.insertWidget(column.indexOf(self.header) + 1, self.bar)
        self.bar.table.clicked.connect(self.to_table)
        self.bar.end.clicked.connect(self._ask_to_end)
        self.bar.more.clicked.connect(self._stay_longer)
        context.notifier.status.connect(self.bar.say)
        for keys, slot in (
            ("Ctrl+T", self.to_table),
            ("Alt+M", self._ask_for_more),
            ("Alt+E", self._ask_to_end),
            ("F1", self._say_keys),
            ("F6", self.next_pane),
            ("Alt+Left", self.back),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)
            self._keys.append(shortcut)
        self.set_apart(apart=False)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    @property
    def table(self) -> VisitModeDestination:
        """The table of this visit."""
        return VisitModeDestination(self.mode.case, self.mode.entry)

    def go_to(self, destination: Destination, *, replacing: bool = False) -> None:
        """Go to a part of the table; whatever leads out of this case goes nowhere."""
        there = table_side(destination, self.table)
        if there is None or self._over:
            self.banner.show_message(ONLY_THIS, "caution")
        elif isinstance(there, VisitModeDestination) and destination != there and not replacing:
            self.banner.show_message(LATER, "caution")
        elif isinstance(there, VisitModeDestination):
            self.to_table()
        else:
            super().go_to(there, replacing=replacing)

    def begin(self) -> None:
        """Show the table, or where the time is over the end of it."""
        if not self._over:
            super().go_to(self.table)
            announce(self, f"{_BEGUN} It lasts until {self.mode.until:%H:%M}.")
        self.look()

    def to_table(self) -> None:
        """Go back to the table, whatever was opened since."""
        if self._over or len(self._trail) < 2:
            return

        def go() -> None:
            while len(self._trail) > 1:
                self._drop(self._trail.pop())
            self._show(self._trail.pop())

        self.leaving.go_or_stay(keepers_of(self._trail[-1:]), go, self.setFocus)

    def count(self, _changed: Changed | None = None) -> None:
        """Nothing is counted here: numbers of other cases are not for the table."""

    def set_apart(self, *, apart: bool) -> None:
        """Stay apart whatever a page does; its own keys rest while something covers it."""
        super().set_apart(apart=True)
        for shortcut in self._keys:
            shortcut.setEnabled(not apart)

    def look(self) -> None:
        """Look at the clock: say what is left, and end once the time is over."""
        now = self.context.now()
        self.bar.show_time(self.mode, now)
        if self.mode.over(now) and not self._over and not self.unkept.text():
            self._end_by_itself()

    def _end_by_itself(self) -> None:
        """Take every page away once what was typed is kept; only the check-in is left."""

        def go() -> None:
            self._over = True
            for screen in self._trail:
                self._drop(screen)
            self._trail.clear()
            self.banner.clear()
            self.bar.table.hide()
            self.bar.end.hide()
            end = VisitEndDestination(self.mode.case, self.mode.entry, over=True)
            self._show(self._makers.make(self.context, end))

        self.leaving.go_or_stay(keepers_of(self._trail), go, self.setFocus)

    def _ask_to_end(self) -> None:
        if not isinstance(self.here(), VisitEndScreen):
            self.go_to(VisitEndDestination(self.mode.case, self.mode.entry))

    def _say_keys(self) -> None:
        """The page of keys is not one of this case, so they are said where one is."""
        self.banner.show_message(_KEYS)

    def _ask_for_more(self) -> None:
        if self.context.now() >= self.mode.until:
            self._stay_longer()
        else:
            self.bar.say(f"The visit lasts until {self.mode.until:%H:%M}; from then on it can be made longer.")

    def _stay_longer(self) -> None:
        self._ask_longer(LONGER)

    def _ask_longer(self, minutes: int) -> None:
        asked = self.context.worker.ask(longer_mode, self.mode.entry, minutes)
        self.context.bridge.when_done(asked, self, self._take_longer, self.banner.show_error)

    def _take_longer(self, found: tuple[VisitMode, Changed]) -> None:
        self.mode, changed = found
        self.context.notifier.notify(changed)
        if self._over:
            self._over = False
            for screen in self._trail:
                self._drop(screen)
            self._trail.clear()
            self.bar.table.show()
            self.bar.end.show()
            super().go_to(self.table)
        self.look()

    def _show(self, screen: AnyScreen) -> None:
        if isinstance(screen, VisitEndScreen) and self.pages.indexOf(screen) < 0:
            screen.left.connect(self.left)
            screen.longer.connect(self._ask_longer)
            screen.staying.connect(self.to_table)
        super()._show(screen)
