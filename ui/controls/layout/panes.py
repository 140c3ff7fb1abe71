"""Columns of a builder side by side: each with a head, what scrolls, what stays at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.controls.labels import Divider, TextLabel
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.layout.scrolling import areas_around, bring_while_held, scrolling
from ui.controls.theme import theme

_SETTLED: Final = 60
"""Milliseconds until what has just been opened has found its place."""


class Pane(QFrame):
    """A column as tall as the room there is, with its own scroll bar."""

    def __init__(self, head: str, inside: QWidget, *, action: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(head or inside.accessibleName())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 6, 12)
        self._column.setSpacing(8)
        if head or action is not None:
            row = QHBoxLayout()
            words = TextLabel(head, "head")
            words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(words, 1)
            if action is not None:
                row.addWidget(action)
            self._column.addLayout(row)
        holder = ByWidth()
        holder.setProperty("role", "inside")
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addWidget(inside)
        self.area = scrolling(holder)
        self.area.setProperty("role", "pane")
        self._column.addWidget(self.area, 1)
        self._holder, self._widest = holder, 0
        holder.installEventFilter(self)
        self._yielding: list[QWidget] = [self.area]
        self._tall = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for what scrolls in it: that goes up and down only."""
        hint, margins = super().minimumSizeHint(), self._column.contentsMargins()
        beside = (
            margins.left() + margins.right() + 2 * self.frameWidth() + self.area.verticalScrollBar().sizeHint().width()
        )
        return QSize(max(hint.width(), self._holder.minimumSizeHint().width() + beside), hint.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the layout around when what scrolls has become wider: a scroll area does not."""
        if event.type() == QEvent.Type.LayoutRequest and self._widest != self._holder.minimumSizeHint().width():
            self._widest = self._holder.minimumSizeHint().width()
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keep what has the keyboard in sight, in this column and on the page."""
        if now is not None and self.isAncestorOf(now):
            bring_while_held(now, _SETTLED)

    def come_into_sight(self) -> None:
        """Show this column from its head, and where columns stand one below the other bring that into sight."""
        self.area.verticalScrollBar().setValue(0)
        if self._tall:
            QTimer.singleShot(_SETTLED, self, self._show_head)

    def _show_head(self) -> None:
        for area in areas_around(self):
            area.verticalScrollBar().setValue(self.mapTo(area.widget() or self, QPoint()).y() - 12)

    def add_below(self, widget: QWidget, *, yields: bool = False) -> None:
        """Put something between what scrolls and the foot; what ``yields`` leaves its room as what scrolls does."""
        self._column.addWidget(widget)
        if yields:
            self._yielding.append(widget)

    def make_room(self, *, wanted: bool) -> None:
        """Leave the room to what stands below, or take it again."""
        for widget in self._yielding:
            widget.setVisible(not wanted)

    def add_foot(self, row: QLayout, *, yields: bool = False) -> None:
        """Put something to do at the foot, always in sight; what ``yields`` leaves its room as what scrolls does."""
        row.setContentsMargins(0, 0, 8, 0)
        foot = QWidget()
        foot.setLayout(row)
        self.add_below(Divider(), yields=yields)
        self.add_below(foot, yields=yields)

    def be_tall(self, *, tall: bool) -> None:
        """Take more room of its own where the columns stand one below the other."""
        self._tall = tall
        self.setMinimumHeight(theme().px(280) if tall else 300)


class Panes(QWidget):
    """Columns side by side, or one below the other where the window is too narrow for the text size.

    ``shares`` are their widths in proportion; ``turns_at`` is in pixels at a text size of 100 per cent;
    columns that are too wide for their window turn before that.
    """

    def __init__(self, panes: Sequence[Pane], shares: Sequence[int], *, turns_at: int = 960) -> None:
        super().__init__()
        self._panes, self._turns_at = tuple(panes), turns_at
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        for pane, share in zip(panes, shares, strict=True):
            self._row.addWidget(pane, share)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the widest column: it can always turn."""
        hint = super().minimumSizeHint()
        return QSize(max((pane.minimumSizeHint().width() for pane in self._panes), default=0), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._turn()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """A column may have become too wide to stand beside the others."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        gaps = self._row.spacing() * (len(self._panes) - 1)
        needed = sum(pane.minimumSizeHint().width() for pane in self._panes) + gaps
        narrow = self.width() < max(theme().px(self._turns_at), needed)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)
        for pane in self._panes:
            pane.be_tall(tall=narrow)
