"""A list at the left and what was chosen from it at the right; one after the other where there is no room for both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.keyboard.held import holds_keyboard
from ui.controls.labels import quiet
from ui.controls.layout.scrolling import scrolling
from ui.controls.lists.line_list import LineList, ListLine
from ui.controls.theme import theme

_NARROW = 820


class ListAndPage(QWidget):
    """``chosen`` emits the id of the row one stands on; ``marked`` when other rows are selected.

    ``above`` is what stands over the list: it goes where the page has taken the list's place. ``nothing`` is what the
    right side says until something is chosen. With ``several`` rows can be selected together.
    """

    chosen = Signal(str)
    marked = Signal()

    def __init__(
        self, name: str, page: QWidget, nothing: str, *, above: Sequence[QWidget] = (), several: bool = False
    ) -> None:
        super().__init__()
        self.shown = ""
        self._above = tuple(above)
        self._ids: tuple[str, ...] = ()
        self._page = page
        self._nothing = quiet(nothing)
        self._back = Button("Back to the list", "link", on_click=self.to_list)
        self.list = LineList(name)
        if several:
            self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.selectionModel().currentChanged.connect(self._walk)
        self.list.selectionModel().selectionChanged.connect(self._emit_marked)
        self.list.activated.connect(self._choose)
        self._area = scrolling(self._right_side())
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(16)
        both.addWidget(self.list, 2)
        both.addWidget(self._area, 3)
        page.hide()
        self._fit()

    def show_lines(self, ids: Sequence[str], lines: Sequence[ListLine]) -> None:
        """Show these rows; what was chosen stays chosen while it is among them."""
        kept = self.selected()
        self._ids = tuple(ids)
        model = self.list.selectionModel()
        model.blockSignals(True)
        self.list.show_lines(lines)
        self.list.clearSelection()
        if self.shown in self._ids:
            self.list.choose(self._ids.index(self.shown))
            self._mark(kept)
        else:
            self.list.setCurrentIndex(QModelIndex())
        model.blockSignals(False)
        self.list.viewport().update()
        self.marked.emit()
        self._fit()

    def show_page(self) -> None:
        """The right side has what was chosen: show it from its beginning."""
        self._nothing.hide()
        self._page.show()
        self._fit()

    def go_to(self, line_id: str) -> None:
        """Choose a row by its id."""
        if line_id in self._ids:
            self.list.choose(self._ids.index(line_id))
            if self.shown != line_id:
                self._choose(self.list.currentIndex())

    def selected(self) -> tuple[str, ...]:
        """The ids of the selected rows, from top to bottom."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return tuple(self._ids[row] for row in rows if row < len(self._ids))

    def after(self, line_id: str) -> str:
        """The id of the row below, or ``""`` at the end."""
        position = self._ids.index(line_id) + 1 if line_id in self._ids else len(self._ids)
        return self._ids[position] if position < len(self._ids) else ""

    def take_keyboard(self) -> None:
        """Go into the list, or to the way back to it where the page has taken its place."""
        (self._back if self.list.isHidden() else self.list).setFocus(Qt.FocusReason.TabFocusReason)

    def to_list(self) -> None:
        """Leave the right side where it takes the place of the list."""
        self.shown = ""
        self._page.hide()
        self._nothing.show()
        self._fit()
        self.take_keyboard()

    def step_back(self) -> bool:
        """Esc: back to the list, where the page has taken its place."""
        if self._is_narrow() and self.shown:
            self.to_list()
            return True
        return False

    def panes(self) -> list[QWidget]:
        """List what F6 walks through."""
        return [self.list, self._area]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _right_side(self) -> QWidget:
        holder = QWidget()
        holder.setProperty("role", "page")
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.setSpacing(12)
        rows.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self._nothing)
        rows.addWidget(self._page)
        rows.addStretch(1)
        return holder

    def _mark(self, ids: Sequence[str]) -> None:
        """Select rows again beside the one that is chosen."""
        model = self.list.selectionModel()
        for line_id in ids:
            if line_id in self._ids:
                model.select(self.list.model().index(self._ids.index(line_id), 0), model.SelectionFlag.Select)

    def _emit_marked(self) -> None:
        self.marked.emit()

    def _is_narrow(self) -> bool:
        return self.width() < theme().px(_NARROW)

    def _fit(self) -> None:
        narrow = self._is_narrow()
        self._back.setVisible(narrow)
        self._area.setVisible(not narrow or bool(self.shown))
        if narrow and self.shown and any(map(holds_keyboard, (self.list, *self._above))):  # or Qt hands it to the rail
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setVisible(not narrow or not self.shown)
        for widget in self._above:
            if widget.parentWidget() is not None:  # without one yet it would come up as a window, and take the keyboard
                widget.setVisible(not narrow or not self.shown)

    def _walk(self, index: QModelIndex) -> None:
        """Follow who walks the list, unless the page would take the place of the list under the keyboard."""
        if not (self._is_narrow() and self.list.hasFocus()):
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        if not 0 <= index.row() < len(self._ids):
            return
        line_id = self._ids[index.row()]
        if line_id == self.shown and not self._page.isHidden():
            return
        self.shown = line_id
        self._area.verticalScrollBar().setValue(0)
        self.chosen.emit(line_id)
