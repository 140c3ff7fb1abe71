"""The list of identifying items: each with a tick that lets it leave, what it is, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from hru_advocate.casework.disclosure.builder import ListedItem
from hru_advocate.domain.numbers_in_text import shown_text
from ui.controls.layout.scrolling import keep_row_in_sight
from ui.controls.theme import theme

_ID: Final = int(Qt.ItemDataRole.UserRole)
_LEAST_HEIGHT: Final = 240
"""Several items at a time: in the room that is left over below the words there was half of one."""


class ItemList(QListWidget):
    """One line an item; Space or a click ticks it. ``ticked`` when a tick was set or taken away."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Identifying items, each unticked until you let it leave")
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setFont(theme().font(13))
        self.setMinimumHeight(theme().px(_LEAST_HEIGHT))
        side = theme().px(18)
        self.setStyleSheet(f"QListWidget::indicator {{ width: {side}px; height: {side}px; }}")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        keep_row_in_sight(self)
        self.itemChanged.connect(lambda _item: self.ticked.emit())

    def show_items(self, items: Sequence[ListedItem]) -> None:
        """Show other items; the keyboard stays on the one it is on."""
        held = self.currentItem().data(_ID) if self.currentItem() is not None else ""
        self.blockSignals(True)
        self.clear()
        for one in items:
            line = QListWidgetItem(_words(one))
            line.setData(_ID, one.id)
            line.setToolTip(shown_text("\n".join(one.places)))
            line.setData(Qt.ItemDataRole.AccessibleDescriptionRole, shown_text("; ".join(one.places)))
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if one.offered:
                line.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
                line.setCheckState(Qt.CheckState.Checked if one.ticked else Qt.CheckState.Unchecked)
            else:
                line.setFlags(flags)
                line.setForeground(QColor(theme().tokens.quiet))
            self.addItem(line)
            if one.id == held:
                self.setCurrentItem(line)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)
        self.blockSignals(False)

    def ticks(self) -> frozenset[str]:
        """The ids that are ticked."""
        lines = (self.item(row) for row in range(self.count()))
        return frozenset(line.data(_ID) for line in lines if line.checkState() == Qt.CheckState.Checked)


def _words(one: ListedItem) -> str:
    """One item and where it stands first; every place is told beside the pointer and by a screen reader."""
    more = len(one.places) - 1
    where = one.places[0] if one.places else ""
    others = f" and {more} more {'place' if more == 1 else 'places'}" if more > 0 else ""
    stands = "stands once" if one.count == 1 else f"stands {one.count} times"
    leaves = "" if one.offered else " · on this paper it is the person's own" if one.ticked else " · never leaves"
    return shown_text(f"{one.what}: {one.value}{leaves}\n{stands}: {where}{others}")
