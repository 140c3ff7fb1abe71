"""The words and the list of what would leave on a recipient's paper, which stand before the paper is drawn."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.disclosure.builder import DisclosureListed
from ui.controls.announcements import LiveRegion
from ui.controls.inputs import bare
from ui.controls.labels import quiet
from ui.controls.names import Names
from ui.controls.tick_boxes import Dropdown
from ui.paper.disclosure.item_list import ItemList


class WouldLeave(QWidget):
    """Shows which items leave and what is missing, and says both to who listens."""

    def __init__(self, template: Dropdown) -> None:
        super().__init__()
        self.for_words, self.missing, self.counted = quiet(), quiet(), quiet()
        self._telling = LiveRegion(self.counted)
        self.missing.hide()
        self.items = ItemList()
        self._listed: DisclosureListed | None = None
        column = bare(self, gap=8)
        for widget in (template, self.for_words, self.missing, self.counted):
            column.addWidget(widget)
        column.addWidget(self.items, 1)

    def show_listed(self, listed: DisclosureListed, names: Names) -> None:
        """Show the items, and count them."""
        self._listed = listed
        leaving = len(listed.ticked)
        self.counted.setText(
            f"{leaving} of {len(listed.items)} identifying items {'leaves' if leaving == 1 else 'leave'}; the others "
            "are black, on the paper and in its file. Space ticks one."
        )
        self.missing.setText("\n".join(f"▲ {one}" for one in listed.missing))
        self.missing.setVisible(bool(listed.missing))
        self.follow(names)
        self._telling.tell("\n".join((self.counted.text(), *listed.missing)))

    def follow(self, names: Names) -> None:
        """Show the items as names are shown now: on the screen one waits until it is asked for."""
        if self._listed is not None:
            self.items.show_items(names.hide_in(self._listed.items))

    def show_nothing(self, sentence: str) -> None:
        """Say why there is no paper, if that can be said here."""
        self._listed = None
        self.items.show_items(())
        for words in (self.counted, self.missing):
            words.setText("")
        if sentence:
            self._telling.tell(sentence)
