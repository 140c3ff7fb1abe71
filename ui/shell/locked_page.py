"""The page outside the vault: one quiet column in the middle of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.banner import Banner
from ui.controls.buttons import Button, Kind
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.scrolling import follow_keyboard, scrolling
from ui.controls.signals import SignalOf, value_signal
from ui.controls.theme import theme

if TYPE_CHECKING:
    from hru_advocate.casework.vault.opening import Recovered, Unlocked


_WAY_BACK: Final = "way_back"


class LockedPage(QWidget):
    """A card with the program's name above it; lay out in ``body``, say errors in ``banner``.

    ``entered`` carries what the person is greeted with once the vault is open.
    """

    entered: SignalOf[Unlocked | Recovered | None] = value_signal()

    def __init__(self, name: str, *, width: int = 460) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAccessibleName(name)
        page = QWidget()
        page.setProperty("role", "page")
        column = QWidget()
        column.setMaximumWidth(theme().px(width))
        middle = QVBoxLayout(column)
        middle.setContentsMargins(16, 16, 16, 16)
        middle.setSpacing(12)
        middle.addWidget(TextLabel("HRU Advocate", "title"))
        middle.addWidget(quiet("Everything is kept on this laptop, encrypted. Nothing leaves it by itself."))
        self.banner = Banner()
        card = QFrame()
        card.setProperty("role", "card")
        self.body = QVBoxLayout(card)
        self.body.setContentsMargins(20, 20, 20, 20)
        self.body.setSpacing(14)
        middle.addWidget(card)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        down = QVBoxLayout(page)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolling(page), 1)
        outer.addWidget(_with_room(self.banner, theme().px(width)))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def begin(self) -> None:
        """Begin, once the page is on show."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step back, as everywhere, where what is on show has a way back."""
        ways = (one for one in self.findChildren(Button) if one.property(_WAY_BACK) and one.isVisible())
        if event.key() == Qt.Key.Key_Escape and (way := next(ways, None)) is not None:
            way.click()
        else:
            super().keyPressEvent(event)

    def _follow(self, _left: QWidget | None, held: QWidget | None) -> None:
        """Bring into sight what the keyboard was put on: one step makes way for the next, and may be longer."""
        if held is not None and self.isAncestorOf(held):
            follow_keyboard(held)


def way_back(words: str, on_click: Callable[[], object], kind: Kind = "plain") -> Button:
    """The button that leads one step back from what is on show; Esc presses it."""
    button = Button(words, kind, on_click=on_click)
    button.setProperty(_WAY_BACK, True)
    return button


def _with_room(banner: Banner, width: int) -> QWidget:
    """A banner as wide as the card, below all that scrolls, with room for three lines: the card stays where it is.

    Where type is large the card fills the page anyway, which then gives way from its end.
    """
    room = QWidget()
    room.setProperty("role", "page")
    if not theme().large:
        room.setMinimumHeight(3 * banner.fontMetrics().lineSpacing() + theme().px(24))
    held = QWidget()
    held.setMaximumWidth(width)
    column = QVBoxLayout(held)
    column.setContentsMargins(16, 0, 16, 0)
    column.addWidget(banner)
    column.addStretch(1)
    across = QHBoxLayout(room)
    across.setContentsMargins(0, 0, 0, 0)
    across.addStretch(1)
    across.addWidget(held, 100)
    across.addStretch(1)
    return room
