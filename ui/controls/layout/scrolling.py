"""Pages that scroll, what brings a control into sight, and controls stacked in a column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMoveEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QScrollBar, QWidget

from ui.controls.keyboard.held import holds_keyboard
from ui.controls.layout.under_pointer import UnderPointer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

COMPLAINS: Final = "complains"
"""The property of a question that says what is wrong with its answer."""
_EDGE: Final = 4


class _Bar(QScrollBar):
    """A bar that is there and not seen while all of a page is in sight.

    One that came as a page grew would make the page narrower under the eyes of whoever reads it, and lay it out anew.
    """

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class PageArea(QScrollArea):
    """An area that keeps in sight what has the keyboard, while its page grows: parts of one come a moment later.

    It follows the length of the page, and where what is kept moves though the page stays as long as it is.
    Of a list it is the row one stands on: a list may be taller than the area. Of a question that was refused it is what
    is wrong with it too, which stands at its end.
    Whoever scrolls away by hand is left there. While one works with the pointer it is what rests below that which is
    kept where it is.
    """

    def __init__(self) -> None:
        super().__init__()
        self._kept: QWidget | None = None
        self.setVerticalScrollBar(_Bar())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._pointer = UnderPointer(self)
        self._moves = _Moves(self)
        self._moves.settled.timeout.connect(self._keep_in_sight)
        self.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        self.verticalScrollBar().actionTriggered.connect(self._let_go)

    def ensureWidgetVisible(self, childWidget: QWidget, xmargin: int = 50, ymargin: int = 50) -> None:
        self._keep(childWidget)
        self._pointer.give_way()
        self._show(childWidget, xmargin, ymargin)

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        widget.setAttribute(Qt.WidgetAttribute.WA_Hover)  # it hears of every move over it and its parts

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.widget():  # Qt lets it hear of its own scroll bars too, while it is made already
            return super().eventFilter(watched, event)
        taken = super().eventFilter(watched, event)
        self._pointer.notice(event)
        return taken

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pointer.hold()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._pointer.hold()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._let_go()
        super().wheelEvent(event)

    def _let_go(self, _action: int = 0) -> None:
        self._keep(None)

    def _keep(self, kept: QWidget | None) -> None:
        self._kept = kept
        around, page, within = kept, self.widget(), []
        while around is not None and around is not page:
            within.append(around)
            around = around.parentWidget()
        self._moves.follow(within)

    def _keep_in_sight(self) -> None:
        kept = self._kept
        if kept is not None and shiboken6.isValid(kept) and holds_keyboard(kept) and not self._pointer.leads:
            self._show(kept, 8, 24)

    def _show(self, control: QWidget, beside: int, above: int) -> None:
        from PySide6.QtWidgets import QAbstractItemView

        page = self.widget()
        if page is not None and isinstance(control, QAbstractItemView):
            row = control.visualRect(control.currentIndex()) & control.viewport().rect()
            if not row.isEmpty():
                centre = control.viewport().mapTo(page, row.center())
                self.ensureVisible(centre.x(), centre.y(), row.width() // 2 + beside, row.height() // 2 + above)
                return
        super().ensureWidgetVisible(control, beside, above)
        refused = _complaining(control, page)
        if page is not None and refused is not None:
            self._show_complaint(control, refused, page)

    def _show_complaint(self, control: QWidget, refused: QWidget, page: QWidget) -> None:
        """Show what is wrong with an answer too, unless the control that is meant would not stay in sight for it."""
        start, end = control.mapTo(page, QPoint()), refused.mapTo(page, refused.rect().bottomLeft()).y()
        room = self.viewport().height() - 2 * _EDGE
        top = max(start.y(), end - room)
        if control is refused or start.y() + control.height() - top >= min(control.height(), room // 2):
            self.ensureVisible(start.x(), (top + end) // 2, 0, (end - top) // 2 + _EDGE)


def _complaining(control: QWidget, page: QWidget | None) -> QWidget | None:
    """The question around a control that says what is wrong with its answer."""
    around: QWidget | None = control
    while around is not None and around is not page:
        if around.property(COMPLAINS):
            return around
        around = around.parentWidget()
    return None


class _Moves(QObject):
    """Hears when any of some widgets is moved within what it stands in; ``settled`` runs out once all have moved."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._followed: list[QWidget] = []
        self.settled = QTimer(self)
        self.settled.setSingleShot(True)

    def follow(self, widgets: list[QWidget]) -> None:
        """Hear these from now on, and no others."""
        if widgets == self._followed:
            return
        for one in self._followed:
            if shiboken6.isValid(one):
                one.removeEventFilter(self)
        self._followed = widgets
        for one in widgets:
            one.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Move:
            self.settled.start(0)
        return False


def scrolling(page: QWidget) -> QScrollArea:
    """A page that scrolls up and down and is never cut off at the side."""
    area = PageArea()
    area.setProperty("role", "page")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(area.focusPolicy().NoFocus)
    area.setWidget(page)
    return area


def bring_into_sight(widget: QWidget) -> None:
    """Scroll everything a widget stands in, from the inside out, until it can be seen."""
    for area in areas_around(widget):
        area.ensureWidgetVisible(widget, 8, 24)


def bring_soon(widget: QWidget) -> None:
    """Bring a widget into sight once it has its place: what was just shown has none yet."""
    QTimer.singleShot(0, widget, lambda: bring_into_sight(widget))


def follow_keyboard(held: QWidget) -> None:
    """Bring into sight what the keyboard was put on, once it has its place; what was pressed stays where it is."""
    if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
        bring_while_held(held, 0)


def bring_while_held(held: QWidget, after: int) -> None:
    """Bring into sight what the keyboard was put on, after some milliseconds, unless it has gone on by then.

    What it has left may stand far down by now, or be hidden: a page would go there, and back no further than it must.
    """

    def bring() -> None:
        if holds_keyboard(held):
            bring_into_sight(held)

    QTimer.singleShot(after, held, bring)


def keep_row_in_sight(view: QAbstractItemView, typed_in: QWidget | None = None) -> None:
    """Let the areas around a list or table follow its arrows: the list itself scrolls no further than its own edge.

    ``typed_in`` is what has the keyboard while its keys walk the list, if it is not the list.
    """
    keyboard = typed_in or view

    def follow() -> None:
        if view.isVisible() and keyboard.hasFocus():
            bring_into_sight(view)

    def walked() -> None:
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            QTimer.singleShot(0, view, follow)  # rows that were just made have no place yet

    view.selectionModel().currentChanged.connect(walked)


def areas_around(widget: QWidget) -> Iterator[QScrollArea]:
    """The scrolling areas a widget stands in, from the inside out."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            yield around
        around = around.parentWidget()
