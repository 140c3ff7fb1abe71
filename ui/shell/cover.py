"""The cover: one key, and nothing of a case is on the screen. It hides; it does not lock."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_LEAVES = Qt.Key.Key_F12


class Cover(QObject):
    """Covers every window of the program with a plain calendar until F12 is pressed again.

    Any other key and every click do nothing. ``changed`` tells whether the cover is on.
    """

    changed = Signal(bool)

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._sheets: list[_Sheet] = []
        self._focus: QWidget | None = None
        self._today = date.min

    @property
    def on(self) -> bool:
        """True while the cover is on."""
        return bool(self._sheets)

    def switch(self, today: date) -> None:
        """Put the cover on, or take it off."""
        if self.on:
            self.take_off()
        else:
            self.put_on(today)

    def put_on(self, today: date) -> None:
        """Cover every window now; ``today`` is what the calendar shows."""
        self._today = today
        self._focus = self._app.focusWidget()
        while (popup := self._app.activePopupWidget()) is not None:
            popup.close()
        for window in self._app.topLevelWidgets():
            if window.isVisible():
                self._sheets.append(_Sheet(window, today))
        self._app.installEventFilter(self)
        self.changed.emit(True)

    def take_off(self) -> None:
        """Show the work again, with the focus where it was."""
        self._app.removeEventFilter(self)
        for sheet in self._sheets:
            if isValid(sheet):  # a window may have gone under the cover, and its sheet with it
                sheet.hide()
                sheet.deleteLater()
        self._sheets.clear()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self._focus = None
        self.changed.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Resize and isinstance(watched, QWidget):
            for sheet in filter(isValid, self._sheets):
                if sheet.parentWidget() is watched:
                    sheet.resize(watched.size())
            return False
        if kind == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._sheets.append(_Sheet(watched, self._today))  # a window that comes up meanwhile
            return False
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # so that no shortcut is looked for, and the key comes as a key
            return True
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == _LEAVES:
            self.take_off()
        return kind in (QEvent.Type.KeyPress, QEvent.Type.Shortcut)


class _Sheet(QWidget):
    """A month as any calendar shows it, over one window."""

    def __init__(self, window: QWidget, today: date) -> None:
        super().__init__(window)
        self._today = QDate(today.year, today.month, today.day)
        self.setAccessibleName("Calendar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus()
        self.repaint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        side = max(min(self.width() // 9, self.height() // 11), 24)
        left = (self.width() - 7 * side) // 2
        top = (self.height() - 8 * side) // 2
        english = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
        self._write(painter, QRect(left, top, 7 * side, side), english.toString(self._today, "MMMM yyyy"), strong=True)
        for column in range(7):
            name = english.dayName(column + 1, QLocale.FormatType.ShortFormat)
            self._write(painter, QRect(left + column * side, top + side, side, side), name)
        first = QDate(self._today.year(), self._today.month(), 1)
        for day in range(first.daysInMonth()):
            position = first.dayOfWeek() - 1 + day
            box = QRect(left + position % 7 * side, top + (2 + position // 7) * side, side, side)
            self._write(painter, box, str(day + 1), strong=day + 1 == self._today.day())

    def _write(self, painter: QPainter, box: QRect, words: str, *, strong: bool = False) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Bold if strong else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)

    def mousePressEvent(self, event: QEvent) -> None:
        event.accept()
