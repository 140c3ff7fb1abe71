"""A view that covers its screen, large and plain, for somebody who looks on. Nothing in it prints or is kept."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegion
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.controls.layout.scrolling import scrolling


@runtime_checkable
class KeepsApart(Protocol):
    """The frame of the program, which can put away every way to another case while somebody looks on."""

    def set_apart(self, *, apart: bool) -> None:
        """Put search, rail and their keys away, or bring them back."""
        ...


class LargeView(QWidget):
    """The frame of every large view: Esc or *Close* takes it away, and no key reaches what it covers.

    It covers the rail and the status line as well, for they tell of other cases and of the unit, and while it lies
    there nothing leads to another case: not the search, not the rail, no key, and nothing a screen reader finds.
    Fill ``rows``, then call ``cover``. ``closed`` is emitted when it goes.
    """

    closed = Signal()

    def __init__(self, over: QWidget, name: str) -> None:
        super().__init__(over.window())
        self._over = over
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        page = QWidget()
        page.setProperty("role", "page")
        self.rows = QVBoxLayout(page)
        self.rows.setContentsMargins(48, 16, 48, 24)
        self.rows.setSpacing(12)
        self.close_button = Button("Close", keys="Esc", on_click=self.put_away)
        self.close_button.setProperty("tall", "true")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self.area = scrolling(page)
        self._column.addWidget(self.area, 1)

    def cover(self) -> None:
        """Lie over the screen and all there is of other cases, the keyboard inside."""
        self.rows.addStretch(1)
        self._set_apart(apart=True)
        self._over.installEventFilter(self)
        self._fit()
        self.show()
        self.raise_()
        self.close_button.setFocus()

    def put_away(self) -> None:
        """Take the view away."""
        if not self.isHidden():
            self.hide()
            self._over.removeEventFilter(self)
            self._set_apart(apart=False)
            self.closed.emit()
            self.deleteLater()

    def _set_apart(self, *, apart: bool) -> None:
        """Take the keys from what lies below, and every way to another case with them."""
        if self._over is not self.parentWidget():  # a screen that is its own window holds this view as well
            self._over.setEnabled(not apart)
        above = self._over.parentWidget()
        while above is not None and not isinstance(above, KeepsApart):
            above = above.parentWidget()
        if above is not None:
            above.set_apart(apart=apart)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        event.accept()

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Tab stays inside: what is covered is not for whoever looks on."""
        stops = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        stops.sort(key=lambda widget: widget.mapTo(self, widget.rect().topLeft()).toTuple()[::-1])
        focus = QApplication.focusWidget()
        if not stops:
            return False
        position = stops.index(focus) + (1 if next_one else -1) if focus in stops else 0
        aim = stops[position % len(stops)]
        aim.setFocus(Qt.FocusReason.TabFocusReason if next_one else Qt.FocusReason.BacktabFocusReason)
        self.area.ensureWidgetVisible(aim, 0, 48)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._fit()
        elif event.type() == QEvent.Type.Hide:
            self.put_away()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Cover the window but for what stands right above the screen: the way to cover and to lock stays in sight."""
        window = self._over.window()
        corner = self._over.mapTo(window, QPoint())
        self.setGeometry(window.rect())
        self._column.setContentsMargins(24, corner.y() + 16, 24, 16)
        above = QRegion(QRect(corner.x(), 0, max(window.width() - corner.x(), 0), corner.y()))
        self.setMask(QRegion(self.rect()).subtracted(above))


def large(text: str, role: str = "") -> TextLabel:
    """Large words; a quote with its bar."""
    words = TextLabel(text, "quote") if role else TextLabel(text)
    words.setProperty("big", "true")
    return words
