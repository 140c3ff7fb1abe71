"""A layout that sets widgets side by side and goes on in the next line, so that large text is never clipped."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from ui.controls.layout.kept_heights import ByWidth


class Flow(QLayout):
    """Widgets in reading order, wrapped where the line ends; ``gap`` is the space between them in pixels.

    ``apart`` sets what stands beside the first widget at the end of its line: the head of a card and what to do there.
    ``level`` sets everything in a line at its top, beside a box that has words of its own below it.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 8, apart: bool = False, level: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        """The height for each width, as long as nothing in the layout changes: one page asks some hundred times."""
        self._sizes: list[tuple[QLayoutItem, QSize, bool]] | None = None
        """The items on show, the size each wishes for, and whether its height hangs on its width: kept as long."""
        self._hints: tuple[QSize, QSize] | None = None
        """The size wished for and the least, kept as long; the layouts around ask for both as often."""
        self._gap = gap
        self._apart, self._level = apart, level
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._forget()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._forget()
        super().invalidate()

    def _forget(self) -> None:
        self._heights.clear()
        self._hints = self._sizes = None

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return height

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return QSize(self._both_hints()[0])

    def minimumSize(self) -> QSize:
        return QSize(self._both_hints()[1])

    def _shown(self) -> list[tuple[QLayoutItem, QSize, bool]]:
        if self._sizes is None:
            shown = (item for item in self._items if not item.isEmpty())
            self._sizes = [(item, item.sizeHint(), item.hasHeightForWidth()) for item in shown]
        return self._sizes

    def _both_hints(self) -> tuple[QSize, QSize]:
        if self._hints is None:
            shown = self._shown()
            width = sum(size.width() for _item, size, _tall in shown) + self._gap * max(0, len(shown) - 1)
            least = QSize(0, 0)
            for item, _size, _tall in shown:
                least = least.expandedTo(item.minimumSize())
            self._hints = QSize(width, max((size.height() for _item, size, _tall in shown), default=0)), least
        return self._hints

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Set the widgets within ``rect`` (or only measure) and return the height they take."""
        left, top, height = rect.x(), rect.y(), 0
        line: list[tuple[QLayoutItem, QRect]] = []
        for item, size, grows in self._shown():
            width = min(size.width(), rect.width())
            if line and left + width > rect.right() + 1:
                self._set(line, rect, height, move=move)
                left, top, height, line = rect.x(), top + height + self._gap, 0, []
            tall = item.heightForWidth(width) if grows else size.height()
            line.append((item, QRect(QPoint(left, top), QSize(width, tall))))
            left += width + self._gap
            height = max(height, tall)
        self._set(line, rect, height, move=move)
        return top + height - rect.y()

    def _set(self, line: list[tuple[QLayoutItem, QRect]], rect: QRect, height: int, *, move: bool) -> None:
        """Set one line, everything in it at half its height, or at its top."""
        if not move or not line:
            return
        left_over = rect.right() - line[-1][1].right() if self._apart else 0
        for item, box_area in line:
            aside = 0 if item is self._items[0] or line[0][0] is not self._items[0] else left_over
            down = 0 if self._level else (height - box_area.height()) // 2
            item.setGeometry(box_area.translated(aside, down))


def flowing(*widgets: QWidget, gap: int = 8, apart: bool = False, level: bool = False) -> QWidget:
    """Widgets side by side that go on in the next line; ``apart`` and ``level`` as ``Flow`` has them."""
    holder = ByWidth()
    row = Flow(holder, gap=gap, apart=apart, level=level)
    for widget in widgets:
        row.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
