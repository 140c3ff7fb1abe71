"""One line of notes: its mark and time, its words, and the menu that files it, marks it or takes it away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from hru_advocate.domain.forms.pronouns import Pronoun, spoken_of
from ui.controls.buttons import small_button
from ui.controls.inputs import bare, small_words
from ui.controls.labels import quiet
from ui.controls.names import Names
from ui.controls.pills import Pill, Shape
from ui.controls.theme import Tone

MARKS: Final[tuple[tuple[str, str, Tone, Shape], ...]] = (
    ("risk", "risk", "danger", "triangle"),
    ("need", "need", "caution", "none"),
    ("incident", "incident", "danger", "none"),
    ("promise", "promise", "accent", "none"),
    ("quote", "quote", "fine", "none"),
)
"""Marks of a line, in the order of Alt+1 to Alt+5; Ctrl with a digit belongs to the places at the left."""

Note = dict[str, object]


class NoteRow(QWidget):
    """The line at a position, as it stands.

    ``filed`` emits the part of the question in front it goes to: ``words`` or ``fact``; ``marked`` the mark chosen.
    """

    filed = Signal(str)
    marked = Signal(str)
    dropped = Signal()

    def __init__(self, note: Note, position: int, names: Names, pronoun: Pronoun) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.setSpacing(8)
        found = next((mark for mark in MARKS if mark[0] == note.get("mark")), None)
        if found is not None:
            head.addWidget(Pill(found[1], found[2], found[3]))
        filed = note.get("filed")
        head.addWidget(quiet(str(note.get("at", "")) + (" · filed" if filed else ""), wrap=False))
        head.addStretch(1)
        head.addWidget(self._menu_button(position, note, pronoun))
        column = bare(self, gap=0)
        column.addLayout(head)
        column.addWidget(small_words(names.hide(str(note.get("text", "")))))
        if filed:
            column.addWidget(quiet(f"under: {filed}"))

    def _menu_button(self, position: int, note: Note, pronoun: Pronoun) -> QWidget:
        button = small_button("File")
        button.setAccessibleName(f"File, mark or take away: note {position + 1}, {note.get('mark', 'not marked')}")
        menu = QMenu(button)
        actions: list[tuple[str, Callable[[], object]]] = [
            (spoken_of("Into her or his words here", pronoun), partial(self.filed.emit, "words")),
            ("As fact here", partial(self.filed.emit, "fact")),
        ]
        actions += [(f"Mark as {words}", partial(self.marked.emit, mark)) for mark, words, *_rest in MARKS]
        actions.append(("Take away", self.dropped.emit))
        for words, on_click in actions:
            action = QAction(words, menu)
            action.triggered.connect(on_click)
            menu.addAction(action)
        button.setMenu(menu)
        return button
