"""Holds a page where it is below the pointer, whatever grows, shrinks, comes or goes above what it rests on."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QTimer
from PySide6.QtGui import QHoverEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

_PRESSES: Final = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease}
)
_TRIES: Final = 3
_STILL: Final = 3
"""Pixels a hand moves the pointer between the two presses of a double click."""


class UnderPointer(QObject):
    """Scrolls an area so that the control below the pointer stays there.

    Where a short page cannot scroll so far, room is kept before or after its parts until the pointer leaves it.
    Where the control has gone, or the keyboard leads elsewhere, a press meant for it lands on nothing: for the time
    of a double click none is taken where the pointer rests.
    """

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._at: QPointF | None = None
        self._held: QWidget | None = None
        self._known: tuple[type[QWidget], str] = (QWidget, "")
        self._meant = self._known
        """The widget a press is meant for while something else is below the pointer."""
        self._stood = 0
        self._leads = self._by_hand = self._too_short = self._holding = self._took_press = False
        self._guard = QTimer(self)
        self._guard.setSingleShot(True)
        self._guard.timeout.connect(self._let_press)
        area.verticalScrollBar().actionTriggered.connect(self._scrolls_by_hand)
        area.verticalScrollBar().rangeChanged.connect(self._has_range)
        area.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def leads(self) -> bool:
        """True while the pointer, and not the keyboard, is what somebody works with on this page."""
        return self._leads and self._held is not None

    def give_way(self) -> None:
        """Let the keyboard lead from now on, until the pointer is moved."""
        self._leads = False

    def notice(self, event: QEvent) -> None:
        """Take an event of the page, after the area has."""
        kind = event.type()
        if kind in {QEvent.Type.HoverMove, QEvent.Type.HoverEnter} and isinstance(event, QHoverEvent):
            self._moved_to(event.globalPosition())
        elif kind in {QEvent.Type.HoverLeave, QEvent.Type.Hide}:
            self._leave()
        elif kind in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self.hold()

    def hold(self) -> None:
        """Put what is held back below the pointer, if it was moved from there."""
        held = self._held
        if held is None or self._holding:
            return
        page = self._area.widget()
        if not shiboken6.isValid(held) or not held.isVisible() or page is None or not page.isAncestorOf(held):
            self._lose()
        elif self._top_of(held) != self._stood:
            if self._leads:
                self._holding = True
                for _ in range(_TRIES):  # the parts of a page that was too short find their place once it has room
                    self._scroll_by(page, self._top_of(held) - self._stood)
                self._holding = False
            if self._top_of(held) != self._stood:
                self._lose()
        elif self._guard.isActive():
            self._lose()  # what was meant may have come back into its place

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While guarding, take the presses at the place where something else has come below the pointer."""
        from PySide6.QtGui import QWindow

        if event.type() in _PRESSES and isinstance(watched, QWindow) and isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonRelease and not self._took_press:
                return False  # the end of a press that had reached its control before anything moved
            taken = self._at is not None and _near(event.globalPosition(), self._at)
            self._took_press = taken and event.type() != QEvent.Type.MouseButtonRelease
            return taken
        return False

    def _scroll_by(self, page: QWidget, moved: int) -> None:
        if not moved:
            return
        bar = self._area.verticalScrollBar()
        before = page.contentsMargins().top()
        given_back = min(before, max(moved, 0))
        aim = bar.value() + moved - given_back
        room = before - given_back + max(-aim, 0)
        if room != before:
            page.setContentsMargins(0, room, 0, 0)
        if aim > bar.maximum():
            page.setMinimumHeight(aim + self._area.viewport().height())
        bar.setValue(max(aim, 0))

    def _moved_to(self, at: QPointF) -> None:
        if self._at is not None and _near(at, self._at, 0):
            return  # Qt tells of a move as well where the page has moved and the pointer has not
        if self._guard.isActive() and (self._at is None or not _near(at, self._at)):
            self._let_press()
        self._at = at
        self._leads = True
        self._take()

    def _leave(self) -> None:
        """The pointer is elsewhere: what room was kept for it is given back."""
        self._held = self._at = None
        self._let_press()
        page = self._area.widget()
        if page is not None and (page.minimumHeight() or page.contentsMargins().top()):
            page.setContentsMargins(0, 0, 0, 0)
            page.setMinimumHeight(0)

    def _take(self) -> None:
        """Know what is below the pointer, and how far down it stands."""
        page = self._area.widget()
        found = page.childAt(page.mapFromGlobal(self._at.toPoint())) if page and self._at is not None else None
        self._held = _whole(found) if found is not None else None
        if self._held is not None:
            self._known = (type(self._held), self._held.accessibleName())
            self._stood = self._top_of(self._held)

    def _lose(self) -> None:
        """Something else has come below the pointer, which was not moved: let no press meant for the first reach it."""
        if not self._guard.isActive():
            self._meant = self._known
        self._leads = False
        self._take()
        if self._held is not None and self._meant[1] and self._known == self._meant:
            self._let_press()  # it was made anew in the same place
            return
        app = QApplication.instance()
        if app is not None and self._at is not None:
            if not self._guard.isActive():
                self._guard.start(QApplication.doubleClickInterval())
            app.installEventFilter(self)

    def _let_press(self) -> None:
        self._guard.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def _scrolls_by_hand(self, _action: int) -> None:
        bar = self._area.verticalScrollBar()
        self._by_hand = bar.sliderPosition() != bar.value()  # at its end it may be told to go on, and does not

    def _has_range(self, _least: int, most: int) -> None:
        """Qt says so before it scrolls back to the end of a page that has become too short."""
        self._too_short = self._area.verticalScrollBar().value() > most

    def _scrolled(self) -> None:
        by_hand, self._by_hand = self._by_hand, False
        too_short, self._too_short = self._too_short, False
        if by_hand:
            self._take()
        elif not self._holding:
            self._leads = self._leads and too_short  # else the program leads somewhere else on the page
            self.hold()

    def _top_of(self, widget: QWidget) -> int:
        return widget.mapTo(self._area.window(), QPoint()).y()


def _whole(found: QWidget) -> QWidget:
    """The control as a person sees it: a box of text, not the part of it that scrolls."""
    around = found.parentWidget()
    return around if isinstance(around, QAbstractScrollArea) and around.viewport() is found else found


def _near(one: QPointF, other: QPointF, most: int = _STILL) -> bool:
    return (one - other).manhattanLength() <= most
