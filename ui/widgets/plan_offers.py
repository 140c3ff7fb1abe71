"""Second column of the plan builder: the measures suggested for what is chosen, and those a rule refuses."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.planning import SuggestionRow
from ui.widgets.buttons import Button
from ui.widgets.field_frame import small_button
from ui.widgets.inputs import ManyLines, bare
from ui.widgets.labels import Line, Words, field_label, quiet
from ui.widgets.pills import Pill
from ui.widgets.rows import empty

FIRST: Final = 6
"""Offers shown at once; the rest is one press away."""


class Offer(QWidget):
    """One suggested measure: add it, why it is suggested, what to check or say first."""

    taken = Signal(object, str)
    """Emits the suggestion and the advice that was given."""

    def __init__(self, row: SuggestionRow) -> None:
        super().__init__()
        self.row = row
        self.add = Button("+", "link", does=self._take)
        self.add.setProperty("plus", "true")
        self.add.setAccessibleName(f"Add to the plan: {row.text[:120]}")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 8, 0, 8)
        line.setSpacing(4)
        if row.in_plan:
            line.addWidget(Pill("in", "fine"), 0, Qt.AlignmentFlag.AlignTop)
        else:
            line.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        words = bare(holder, gap=2)
        line.addWidget(holder, 1)
        self._words = words
        words.addWidget(Words(row.text))
        words.addWidget(quiet(row.why))
        if row.advice_first:
            words.addWidget(Words(f"▲ {row.advice} Record the advice to add this.", "quiet", tone="caution"))
        if row.check_first:
            words.addWidget(Words(f"Check first: {row.check_first}", "quiet", tone="caution"))
        self._add_more()
        self.advice = ManyLines(2)
        self.advice_part = self._advice_part()
        words.addWidget(self.advice_part)

    def _add_more(self) -> None:
        further = []
        if self.row.advocate_note and not self.row.advice_first:
            further.append(quiet(self.row.advocate_note))
        if self.row.reminder:
            further.append(quiet(self.row.reminder))
        if self.row.needs_sign_off:
            further.append(quiet("Practice point, needs sign-off by the unit."))
        if not further:
            return
        more = small_button("Cautions and notes")
        more.setProperty("flush", "true")
        self._words.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        for one in further:
            one.hide()
            self._words.addWidget(one)

        def unfold() -> None:
            for one in further:
                one.setVisible(one.isHidden())

        more.clicked.connect(unfold)

    def _advice_part(self) -> QWidget:
        part = QWidget()
        column = bare(part, gap=4)
        column.addWidget(field_label("Advice given, and by whom", self.advice))
        column.addWidget(self.advice)
        self.give = Button("Add with this advice", does=self._give)
        self.give.setEnabled(False)
        self.advice.textChanged.connect(lambda: self.give.setEnabled(bool(self.advice.words().strip())))
        column.addWidget(self.give, 0, Qt.AlignmentFlag.AlignLeft)
        part.hide()
        return part

    def _take(self) -> None:
        """Add it at once, or ask for the advice that comes first."""
        if self.row.advice_first:
            self.advice_part.show()
            self.advice.setFocus()
        else:
            self.taken.emit(self.row, "")

    def _give(self) -> None:
        self.taken.emit(self.row, self.advice.words())


class OffersColumn(QWidget):
    """What is suggested for one known thing. ``taken`` emits a suggestion and the advice given."""

    taken = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Suggested")
        self.head = Words("", "head")
        self.said = Words("", "quote")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._all = False
        self._refused = False
        self._shown: tuple[str, str, tuple[SuggestionRow, ...]] = ("", "", ())
        column = bare(self)
        column.addWidget(self.head)
        column.addWidget(self.said)
        column.addLayout(self._rows)
        column.addStretch(1)

    def show_offers(self, label: str, said: str, rows: tuple[SuggestionRow, ...], *, fresh: bool) -> None:
        """Show the suggestions for one known thing; ``fresh`` folds long lists again."""
        if fresh:
            self._all = self._refused = False
        self._shown = (label, said, rows)
        self.head.setText(f"Suggested for “{label}”" if label else "Suggested")
        self.said.setText(said)
        self.said.setVisible(bool(said))
        empty(self._rows)
        offered = [row for row in rows if row.refused is None]
        for row in offered if self._all else offered[:FIRST]:
            offer = Offer(row)
            offer.taken.connect(self.taken)
            self._rows.addWidget(offer)
            self._rows.addWidget(Line())
        if not offered:
            words = (
                "Choose something at the left."
                if not label
                else ("Nothing in the library can be offered for this. Write a measure in her or his own words.")
            )
            self._rows.addWidget(quiet(words))
        self._add_folds(offered, [row for row in rows if row.refused is not None])

    def _add_folds(self, offered: list[SuggestionRow], refused: list[SuggestionRow]) -> None:
        if len(offered) > FIRST and not self._all:
            more = Button(f"Show {len(offered) - FIRST} more", "link", does=partial(self._unfold, refused=False))
            self._rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        shown = refused if self._refused else refused[:1]
        for row in shown:
            rule = Words(f"⊘ “{row.text}” {row.refused_words}", "quiet")
            rule.setContentsMargins(0, 8, 0, 0)
            self._rows.addWidget(rule)
        if len(refused) > 1 and not self._refused:
            more = Button(f"Show {len(refused) - 1} more not offered", "link", does=partial(self._unfold, refused=True))
            self._rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _unfold(self, *, refused: bool) -> None:
        if refused:
            self._refused = True
        else:
            self._all = True
        self.show_offers(*self._shown, fresh=False)
