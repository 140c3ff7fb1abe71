"""The page outside the vault: one quiet column in the middle of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.controls.banner import Banner
from ui.controls.labels import TextLabel, quiet
from ui.controls.signals import SignalOf, value_signal
from ui.controls.theme import theme

if TYPE_CHECKING:
    from hru_advocate.casework.vault.opening import Recovered, Unlocked


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
        middle.addWidget(quiet("Everything stays on this laptop, encrypted. Nothing is sent anywhere."))
        self.banner = Banner()
        card = QFrame()
        card.setProperty("role", "card")
        self.body = QVBoxLayout(card)
        self.body.setContentsMargins(20, 20, 20, 20)
        self.body.setSpacing(14)
        middle.addWidget(card)
        middle.addWidget(_with_room(self.banner))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        down = QVBoxLayout(page)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)
        area = QScrollArea()
        area.setProperty("role", "page")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def begin(self) -> None:
        """Begin, once the page is on show."""


def _with_room(banner: Banner) -> QWidget:
    """A banner with room for three lines, so that the card above it stays where it is."""
    room = QWidget()
    room.setMinimumHeight(3 * banner.fontMetrics().lineSpacing() + theme().px(24))
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(banner)
    column.addStretch(1)
    return room
