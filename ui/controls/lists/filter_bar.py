"""A search box and the filters beside it, which fold away where the text is large or the window narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.buttons import Button
from ui.controls.layout.flow_layout import Flow
from ui.controls.lists.search_box import SearchBox
from ui.controls.theme import theme
from ui.controls.tick_boxes import Dropdown, TickBox

_ROOMY = 820


class FilterBar(QWidget):
    """``changed`` whenever the words or one of the filters change."""

    changed = Signal()

    def __init__(self, hint: str, filters: Sequence[Dropdown | TickBox]) -> None:
        super().__init__()
        self._filters = tuple(filters)
        self._chosen_first = {box: box.chosen() for box in filters if isinstance(box, Dropdown)}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.search = SearchBox(hint)
        self.search.setMinimumWidth(theme().px(250))
        self._toggle = Button("Filters")
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._fold)
        row = Flow(self)
        row.addWidget(self.search)
        row.addWidget(self._toggle)
        for box in self._filters:
            row.addWidget(box)
            if isinstance(box, Dropdown):
                box.setMaximumWidth(theme().px(230))
                box.currentIndexChanged.connect(self._emit_change)
            else:
                box.toggled.connect(self._emit_change)
        self.search.looked.connect(self._emit_change)
        self.search.dropped.connect(self._emit_change)
        self._fold()

    def text(self) -> str:
        """The words looked for."""
        return self.search.text().strip()

    def narrowed(self) -> bool:
        """Say if anything but the usual is asked for."""
        boxes = any(box.chosen() != first for box, first in self._chosen_first.items())
        return boxes or bool(self.text()) or any(isinstance(box, TickBox) and box.isChecked() for box in self._filters)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        roomy = self.width() >= theme().px(_ROOMY)
        self.search.setMinimumWidth(theme().px(250))
        self._toggle.setVisible(not roomy)
        for box in self._filters:
            box.setVisible(roomy or self._toggle.isChecked())

    def _emit_change(self) -> None:
        self.changed.emit()
