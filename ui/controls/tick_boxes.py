"""Tick boxes, one-of buttons and drop-downs that wrap their words and stay readable at every text size."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton, QSizePolicy

from hru_advocate.domain.numbers_in_text import shown_text
from ui.controls.announcements import announce
from ui.controls.pills import paint_shape
from ui.controls.theme import theme

_WRAP: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

_VALUE_IS_NAME: Final = sys.platform not in {"win32", "darwin"}
"""There Qt gives a list's value as its name, so that the question is lost."""


class _Wrapping:
    """The share of tick boxes and one-of buttons: a box of 18, words beside it that wrap."""

    def _height_of(self, box: QCheckBox | QRadioButton, width: int) -> int:
        space = QRect(0, 0, max(width - _indent(), 40), 100_000)
        words = box.fontMetrics().boundingRect(space, _WRAP, _plain(box.text())).height() + 8
        return max(words, theme().px(24), theme().least.height())

    def _size_of(self, box: QCheckBox | QRadioButton) -> QSize:
        words = min(
            box.fontMetrics().horizontalAdvance(_plain(box.text())) + 4, box.fontMetrics().averageCharWidth() * 60
        )
        return QSize(words + _indent(), self._height_of(box, words + _indent()))


class TickBox(QCheckBox, _Wrapping):
    """A box to tick, with words that wrap.

    One that is barred can be reached all the same: a key or click ticks nothing, and says why.
    """

    def __init__(self, text: str, *, ticked: bool = False) -> None:
        super().__init__(text)
        self._barred = ""
        self.setChecked(ticked)
        self.setAccessibleName(_plain(text))
        _grow(self)

    def bar(self, why: str) -> None:
        """Let nobody tick it, for a reason that stands beside it and is heard with it."""
        self._barred = why
        self.setChecked(False)
        self.setAccessibleDescription(why)
        self.update()

    def nextCheckState(self) -> None:
        if self._barred:
            announce(self, self._barred, urgent=True)
        else:
            super().nextCheckState()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height_of(self, width)

    def sizeHint(self) -> QSize:
        return self._size_of(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(_indent() + 60, theme().least.height())

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = _paint_mark(painter, self, round_=False, barred=bool(self._barred))
        if self.isChecked():
            paint_shape(painter, box.adjusted(3, 3, -3, -3), "tick", "accent")


class OneOf(QRadioButton, _Wrapping):
    """One of several to choose, with words that wrap."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(_plain(text))
        _grow(self)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height_of(self, width)

    def sizeHint(self) -> QSize:
        return self._size_of(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(_indent() + 60, theme().least.height())

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = _paint_mark(painter, self, round_=True)
        if self.isChecked():
            paint_shape(painter, box.adjusted(3, 3, -3, -3), "dot", "accent")


class Dropdown(QComboBox):
    """A choice from a list. The wheel scrolls the page, never the choice."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.say_beside("")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_choices(choices)

    def say_beside(self, wrong: str) -> None:
        """Say for whom listens what is wrong with what is chosen, after the question where its name does not say it."""
        question = self.accessibleName() if _VALUE_IS_NAME else ""
        self.setAccessibleDescription(": ".join(part for part in (question, wrong) if part))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these (id, words), keeping what is chosen when it is still there; nobody is told."""
        chosen = self.chosen()
        self.blockSignals(True)
        self.clear()
        for choice, words in choices:
            self.addItem(words, choice)
        self.setCurrentIndex(max(self.findData(chosen), 0))
        self.blockSignals(False)

    def chosen(self) -> str:
        """The id of the choice."""
        return str(self.currentData() or "")

    def choose(self, choice: str) -> None:
        """Choose by id; an id that is not offered changes nothing."""
        index = self.findData(choice)
        if index >= 0:
            self.setCurrentIndex(index)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(96), max(super().minimumSizeHint().height(), theme().least.height()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme().tokens.quiet), max(1.6, theme().px(2))))
        side = theme().px(8)
        left, top = self.width() - side - theme().px(10), self.height() / 2 - side / 4
        corners = ((left, top), (left + side / 2, top + side / 2), (left + side, top))
        painter.drawPolyline(QPolygonF([_point(*corner) for corner in corners]))


def _point(x: float, y: float) -> QPoint:
    return QPoint(round(x), round(y))


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _indent() -> int:
    return theme().px(18) + 12


def _grow(box: QCheckBox | QRadioButton) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)


def _paint_mark(painter: QPainter, box: QCheckBox | QRadioButton, *, round_: bool, barred: bool = False) -> QRectF:
    current, side = theme(), theme().px(18)
    area = QRectF(1.5, (box.height() - side) / 2, side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = current.tokens.accent if box.hasFocus() or box.isChecked() else current.tokens.edge
    painter.setPen(QPen(QColor(edge), 2.5 if box.hasFocus() else 1.2))
    painter.setBrush(QColor(current.tokens.accent_soft if box.isChecked() else current.tokens.surface))
    radius = side / 2 if round_ else 4
    painter.drawRoundedRect(area, radius, radius)
    painter.setPen(QColor(current.tokens.text if box.isEnabled() and not barred else current.tokens.quiet))
    words = QRect(_indent(), 0, box.width() - _indent(), box.height())
    painter.drawText(words, _WRAP, shown_text(_plain(box.text())))
    return area
