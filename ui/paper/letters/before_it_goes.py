"""Everything left to do before a letter goes: blanks, what is not so any more, what tells who somebody is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.letters.letters import ItemTick, LetterLook
from ui.controls.inputs import bare
from ui.controls.labels import Divider, TextLabel, quiet
from ui.controls.layout.cards import Row, empty
from ui.controls.pills import Pill
from ui.controls.signals import SignalOf, value_signal
from ui.controls.tick_boxes import TickBox


class BeforeItGoes(QWidget):
    """Shows what a look at the letter found. ``ticked`` emits the place of an item and whether it is left in."""

    ticked: SignalOf[tuple[int, bool]] = value_signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Before it goes")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column = bare(self)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.ticks: list[TickBox] = []

    def show_look(self, look: LetterLook, hide: Callable[[str], str]) -> None:
        """Show what was found; names as they may be seen now."""
        held = next((at for at, tick in enumerate(self.ticks) if tick.hasFocus()), -1)
        empty(self._rows)
        self.ticks = []
        self._tell(look, hide)
        if look.ready:
            self._add(Row().add_words(TextLabel("Nothing is left to do.", "strong")).add(Pill("ready", "fine", "tick")))
        self._say("To be filled in, or taken out", look.blanks, hide)
        self._say("Not so any more", look.not_so, hide)
        if look.fault:
            self._say("Still needed", (look.fault,), hide)
        if look.items:
            self._add(TextLabel("Tells who somebody is: tick it, or take it out", "group"))
        for at, item in enumerate(look.items):
            self._add(self._item(at, item, hide))
        if 0 <= held < len(self.ticks):
            self.ticks[held].setFocus()

    def _tell(self, look: LetterLook, hide: Callable[[str], str]) -> None:
        """Say what its template tells the advocate, and what a statement is asked along."""
        if look.note:
            self._add(quiet(look.note))
        if look.prompts:
            self._add(TextLabel("Ask, one at a time; write down her or his own words", "group"))
        for prompt in look.prompts:
            self._add(TextLabel(f"•  {hide(prompt)}"))

    def _say(self, head: str, sentences: tuple[str, ...], hide: Callable[[str], str]) -> None:
        if sentences:
            self._add(TextLabel(head, "group"))
        for sentence in sentences:
            self._add(TextLabel(f"▲ {hide(sentence)}", "body", tone="caution"))

    def _item(self, at: int, item: ItemTick, hide: Callable[[str], str]) -> QWidget:
        words = hide(item.words)
        row = Row()
        if item.never:
            row.add_words(TextLabel(words, "strong"), quiet(item.why))
            return row.add(Pill("take it out", "danger", "cross"))
        box = TickBox(words, ticked=item.ticked)
        box.setAccessibleName(f"Leave in: {words}. {item.why}")
        box.toggled.connect(partial(self._tick, at))
        self.ticks.append(box)
        row.add_words(box, quiet(item.why))
        if item.third_party:
            row.add(Pill("third party", "caution", "none"))
        return row

    def _tick(self, at: int, on: bool) -> None:
        self.ticked.emit((at, on))

    def _add(self, widget: QWidget) -> None:
        if self._rows.count() and isinstance(widget, Row):
            self._rows.addWidget(Divider())
        self._rows.addWidget(widget)
