"""First column of the plan builder: what we know, and whether a live measure answers it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hru_advocate.casework.planning import Board, KnownRow
from ui.theme import Tone
from ui.widgets.buttons import Button
from ui.widgets.inputs import OneLine, bare
from ui.widgets.labels import Line, quiet
from ui.widgets.pills import Pill, Shape
from ui.widgets.rows import empty
from ui.widgets.theme_rail import small_words

_KIND_WORDS: Final = {"need": "need", "event": "what happened", "wish": "own wish"}


class KnownButton(Button):
    """One thing we know, with its mark: word, shape and colour."""

    def __init__(self, row: KnownRow) -> None:
        super().__init__("", "rail")
        self.setProperty("kind", "theme")
        self.setMinimumHeight(34)
        self.setCheckable(True)
        self.setProperty("known", row.id)
        words, tone, shape = mark_of(row)
        self.setAccessibleName(f"{row.label}, {spoken_mark(row)}")
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 7, 8, 7)
        line.setSpacing(8)
        holder = QWidget()
        names = bare(holder, gap=0)
        label = small_words(f"“{row.label}”" if row.kind == "wish" else row.label)
        names.addWidget(label)
        kind = _KIND_WORDS.get(row.kind, "")
        note = " · ".join(part for part in ("high harm" if row.high_harm else "", kind) if part)
        if note:
            names.addWidget(quiet(note))
        line.addWidget(holder, 1)
        line.addWidget(Pill(words, tone, shape), 0, Qt.AlignmentFlag.AlignTop)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint().expandedTo(QSize(0, 36)) if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalMinimumSize().expandedTo(QSize(0, 36)) if layout else super().minimumSizeHint()


class KnownColumn(QWidget):
    """Everything known, the open first; one of it is chosen. ``chosen`` emits its id, ``wished`` a new own wish."""

    chosen = Signal(str)
    wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What we know")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._left = quiet()
        self.wish_line = OneLine("In her or his own words")
        self.wish_line.setAccessibleName("A wish in her or his own words")
        self.wish_line.returnPressed.connect(self._wish)
        self.wish_button = Button("Own wish", "link", does=self._open_wish)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        column = bare(self)
        column.addLayout(self._rows)
        column.addWidget(self._left)
        column.addWidget(self.wish_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.wish_line)
        column.addStretch(1)
        self.wish_line.hide()
        self._buttons: dict[str, KnownButton] = {}

    def show_board(self, board: Board, chosen: str) -> None:
        """Show what we know, keeping what is chosen."""
        focus = next((one for one, button in self._buttons.items() if button.hasFocus()), "")
        for button in self._buttons.values():
            self._group.removeButton(button)
        empty(self._rows)
        self._buttons = {}
        for place, row in enumerate(board.known):
            if place:
                self._rows.addWidget(Line())
            button = KnownButton(row)
            button.clicked.connect(self._choose)
            self._group.addButton(button)
            button.setChecked(row.id == chosen)
            self._buttons[row.id] = button
            self._rows.addWidget(button)
            if row.id == focus:
                button.setFocus()
        self._left.setText(f"Not asked yet: {board.not_asked} · Unsafe to ask: {board.unsafe}")
        if not board.known:
            self._left.setText("Nothing is known yet. A risk conversation or a needs assessment comes first.")

    def first(self) -> QWidget | None:
        """Where the keyboard starts."""
        return next(
            (one for one in self._buttons.values() if one.isChecked()), next(iter(self._buttons.values()), None)
        )

    def _choose(self) -> None:
        self.chosen.emit(str(self.sender().property("known")))

    def _open_wish(self) -> None:
        self.wish_line.show()
        self.wish_line.setFocus()

    def _wish(self) -> None:
        words = self.wish_line.text()
        if words.strip():
            self.wish_line.clear()
            self.wish_line.hide()
            self.wished.emit(words)


def mark_of(row: KnownRow) -> tuple[str, Tone, Shape]:
    """The mark of a known thing: how many live measures, none, or nothing that could be offered."""
    if row.mark == "covered":
        return str(row.count), "fine", "tick"
    if row.mark == "none":
        return "none", "danger", "cross"
    return "nothing yet", "caution", "dash"


def spoken_mark(row: KnownRow) -> str:
    """The same mark for whom listens."""
    return row.sentence.rstrip(".").lower()
