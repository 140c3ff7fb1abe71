"""The frame around every page: rail, head and status line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.icons import Name, picture
from ui.controls.labels import TextLabel, quiet
from ui.controls.lists.search_box import SearchBox
from ui.controls.theme import theme

_SOON = 30


class RailPlace(NamedTuple):
    """One place in the rail: the name of its screen, its words, its icon."""

    screen: str
    words: str
    icon: Name


class RailButton(Button):
    """A place in the rail, with a count at its right when there is something to count."""

    def __init__(self, place: RailPlace, keys: str) -> None:
        super().__init__("", "rail")  # the words are painted: an icon before them, the count after
        self.place = place
        self._count = ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setShortcut(keys)
        self.setAccessibleName(place.words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """Show a number; none for zero."""
        self._count = str(count) if count else ""
        self.setAccessibleName(f"{self.place.words}, {count}" if count else self.place.words)
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme().font(15, strong=True)).horizontalAdvance(self.place.words)
        return QSize(words + theme().px(72) + 24, theme().px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        worn, painter = theme(), QPainter(self)
        colour = worn.tokens.accent if self.isChecked() else worn.tokens.text
        side = worn.px(20)
        painter.drawPixmap(12, (self.height() - side) // 2, picture(self.place.icon, colour, side))
        painter.setFont(worn.font(15, strong=self.isChecked()))
        painter.setPen(QColor(colour))
        left = 12 + side + worn.px(10)
        box = QRect(left, 0, self.width() - left - 12, self.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.place.words)
        if self._count:
            painter.setFont(worn.font(13, strong=self.isChecked()))
            painter.setPen(QColor(colour if self.isChecked() else worn.tokens.quiet))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._count)


class Rail(QFrame):
    """The places one can always go to; ``chosen`` carries the name of a screen."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[RailPlace]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setAccessibleName("Places")
        self._unit = quiet("")
        self.buttons: dict[str, RailButton] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 16, 12, 12)
        rows.setSpacing(4)
        head = QVBoxLayout()
        head.setContentsMargins(12, 4, 12, 12)
        head.setSpacing(0)
        head.addWidget(TextLabel("HRU Advocate", "head"))
        head.addWidget(self._unit)
        rows.addLayout(head)
        for number, place in enumerate(places, start=1):
            button = RailButton(place, f"Ctrl+{number}")
            button.clicked.connect(self._choose)
            self.buttons[place.screen] = button
            rows.addWidget(button)
        rows.addStretch(1)
        self.help = Button("Keys", "link", keys="F1")
        rows.addWidget(self.help, 0, Qt.AlignmentFlag.AlignLeft)
        self.fit()

    def fit(self) -> None:
        """Take the width that the text size asks for."""
        self.setFixedWidth(max(theme().px(152) + 24, self.minimumSizeHint().width()))

    def set_unit(self, name: str) -> None:
        """Name the unit below the program."""
        self._unit.setText(name)
        self._unit.setVisible(bool(name))

    def mark(self, screen: str) -> None:
        """Show where one is; a screen that is not in the rail marks nothing."""
        for name, button in self.buttons.items():
            button.setAutoExclusive(False)
            button.setChecked(name == screen)
            button.setAutoExclusive(screen in self.buttons)

    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, RailButton):
            self.chosen.emit(button.place.screen)


class HeaderBar(QFrame):
    """Search, the time left until the vault locks, Cover and Lock."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "header")
        self.search = SearchBox("Search cases, people, notes, services", keys="Ctrl K")
        self._left = quiet("", wrap=False)
        self._soon = False
        self.cover = Button("Cover", keys="F12")
        self.lock = Button("Lock", keys="Ctrl L")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(12)
        self.search.setMaximumWidth(theme().px(400))
        row.addWidget(self.search, 10)
        row.addStretch(1)
        row.addWidget(self._left)
        row.addWidget(self.cover)
        row.addWidget(self.lock)

    def fit(self) -> None:
        """Let the search box grow with the text size."""
        self.search.setMaximumWidth(theme().px(400))

    def show_left(self, seconds: int) -> None:
        """Say how long until the vault locks."""
        self._left.setText(f"locks in {seconds // 60}:{seconds % 60:02}")
        if (seconds <= _SOON) != self._soon:
            self._soon = seconds <= _SOON
            self._left.set_tone("caution" if self._soon else None)


class StatusLine(QFrame):
    """What is always true, what was just saved, and when this vault was last opened."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "status")
        self.setAccessibleName("Status")
        self._notice = quiet("")
        self._last = quiet("")
        self._last.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 24, 4)
        row.setSpacing(24)
        row.addWidget(quiet("Offline" if theme().large else "Offline · nothing leaves this laptop", wrap=False))
        row.addWidget(self._notice, 1)
        row.addWidget(self._last, 2)

    def notice(self, words: str) -> None:
        """Say what was just done, aloud too where somebody listens."""
        self._notice.setText(words)
        announce(self, words)

    def show_last(self, words: str) -> None:
        """Say when this vault was last opened, and how many tries failed since."""
        self._last.setText(words)


class MadeUpStrip(QFrame):
    """Across the top of every page of a vault whose people do not exist."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "made_up")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 3, 24, 3)
        words = "MADE-UP CASES · nobody here exists"
        row.addWidget(TextLabel(words if theme().large else f"{words} · do not write about anybody who does"))


def column(*widgets: QWidget) -> QWidget:
    """Widgets one below the other without a space between them."""
    holder = QWidget()
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    for widget in widgets:
        rows.addWidget(widget)
    return holder
