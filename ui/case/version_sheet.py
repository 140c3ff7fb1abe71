"""Versions of a plan on the page: one in full, or two side by side with every change marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hru_advocate.casework.plan.sections import PlanMeasure
from hru_advocate.casework.plan.versions import ComparedPart, ComparedVersions, PlanVersionLine, VersionPage
from hru_advocate.domain.plan.measure_changes import Mark
from ui.controls.inputs import bare
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.as_one import as_one
from ui.controls.layout.cards import Card, Columns, Row, empty, row_button
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.in_good_time import make_in_turn
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.layout.more_rows import add_rows
from ui.controls.pills import Pill, Shape
from ui.controls.signals import SignalOf, value_signal
from ui.controls.theme import Tone, theme
from ui.controls.tick_boxes import TickBox

MARK_LOOK: Final[dict[Mark, tuple[str, Tone, Shape]]] = {
    "added": ("Added", "fine", "plus"),
    "taken out": ("Taken out", "danger", "cross"),
    "changed": ("Changed", "caution", "diamond"),
    "moved": ("Moved", "accent", "bar"),
    "same": ("The same", "quiet", "none"),
}
"""Word, colour and shape of what became of a part."""

_AT_ONCE: Final = 4
"""Measures that fill a window below the card about their version."""
_CARRY: Final[dict[str, tuple[Tone, Shape]]] = {
    "carry": ("accent", "dot"),
    "keep": ("caution", "square"),
    "speak": ("quiet", "bar"),
}


class SheetPart(QFrame):
    """One part of a plan to stand on: Up and Down walk, Tab stops once. ``reached`` when it has the keyboard."""

    reached: SignalOf[SheetPart] = value_signal()
    walked = Signal(int)

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self.setProperty("role", "plan_row")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(spoken[:400])
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(6, 8, 6, 8)
        self.column.setSpacing(6)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(step)


class VersionSheet(QWidget):
    """The page at the right of the list of versions. ``reached`` emits the part that has the keyboard."""

    reached: SignalOf[SheetPart] = value_signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What the version says")
        self.parts: list[SheetPart] = []
        self.same = TickBox("Also show what is the same")
        self.same.toggled.connect(lambda _on: self._compare())
        self._compared: ComparedVersions | None = None
        self._cards = bare(self, gap=16)

    def show_version(self, page: VersionPage) -> None:
        """One version in full."""
        with as_one(self):
            self._show_version(page)

    def _show_version(self, page: VersionPage) -> None:
        self._compared = None
        self._begin()
        self._cards.addWidget(about_card(page.line, f"Version {page.line.number}"))
        if page.whole:
            card = self._card("The whole plan")
            for name, words in page.whole:
                part = self._add(card, f"{name}: {words}")
                part.column.addWidget(quiet(name))
                part.column.addWidget(TextLabel(words))
        parts: list[Callable[[], object]] = []
        for section in page.sections:
            card = self._card(section.title)
            parts += [partial(self._add_measure, card, measure) for measure in section.measures]
        make_in_turn(self, parts, _AT_ONCE, step=_AT_ONCE, of=page.line.number)
        self._end()

    def show_compared(self, found: ComparedVersions) -> None:
        """Two versions side by side."""
        self._compared = found
        with as_one(self):
            self._compare()

    def first(self) -> QWidget | None:
        """The part where the keyboard begins."""
        return next(iter(self.parts), None)

    def _compare(self) -> None:
        found = self._compared
        if found is None:
            return
        focused = self.same.hasFocus()
        self._begin()
        self._cards.addWidget(self._summary(found))
        parts: list[Callable[[], object]] = []
        for section in found.sections:
            shown = [part for part in section.parts if part.mark != "same" or self.same.isChecked()]
            if shown:
                card = self._card(section.title)
                parts += [partial(self._add_compared, card, part, found) for part in shown]
        make_in_turn(self, parts, _AT_ONCE, step=_AT_ONCE, of=(found.old.number, found.new.number))
        self._end()
        if focused:
            self.same.setFocus()

    def _add_measure(self, card: Card, measure: PlanMeasure) -> None:
        self._add(card, _spoken(measure)).column.addWidget(measure_cell(measure))

    def _summary(self, found: ComparedVersions) -> QWidget:
        sides = Columns(wide=1, narrow=1, turns_at=620)
        sides.first.addWidget(about_card(found.old, f"Version {found.old.number}"))
        sides.second.addWidget(about_card(found.new, f"Version {found.new.number}"))
        for side in (sides.first, sides.second):
            side.addStretch(1)
        card = Card(f"From version {found.old.number} to version {found.new.number}")
        if found.old.number in found.new.apart:
            card.head.setText(f"Version {found.new.number} held against version {found.old.number}, written apart")
        card.rows.setSpacing(8)
        card.rows.addWidget(TextLabel(f"{found.summary}."))
        card.rows.addWidget(self.same, 0, Qt.AlignmentFlag.AlignLeft)
        self.same.show()
        holder = ByWidth()
        column = bare(holder, gap=16)
        column.addWidget(card)
        column.addWidget(sides)
        return holder

    def _add_compared(self, card: Card, part: ComparedPart, found: ComparedVersions) -> None:
        names = f"Version {found.old.number}", f"Version {found.new.number}"
        words, tone, shape = look_of(part.mark, found)
        measure = part.new or part.old
        alone = found.old.number in found.new.apart and part.mark in ("added", "taken out")
        sentences = () if alone else part.sentences
        spoken = ". ".join(sentences)
        row = self._add(card, ". ".join(filter(None, (f"{words}: {measure.text}" if measure else words, spoken))))
        row.column.addWidget(flowing(Pill(words, tone, shape)))
        for sentence in sentences:
            row.column.addWidget(TextLabel(sentence, "strong"))
        if part.mark in ("same", "moved") and part.new:
            row.column.addWidget(measure_cell(part.new))
            return
        sides = Columns(wide=1, narrow=1, turns_at=620)
        cells = _side(part.old, part.old_words, names[0]), _side(part.new, part.new_words, names[1])
        for column, cell in zip((sides.first, sides.second), cells, strict=True):
            column.addWidget(cell)
            column.addStretch(1)
        row.column.addWidget(sides)

    def _begin(self) -> None:
        self.same.setParent(self)
        self.same.hide()
        empty(self._cards)
        self.parts = []

    def _end(self) -> None:
        self._cards.addStretch(1)
        if self.parts:
            self.parts[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _card(self, title: str) -> Card:
        card = Card(title)
        self._cards.addWidget(card)
        return card

    def _add(self, card: Card, spoken: str) -> SheetPart:
        part = SheetPart(spoken)
        part.reached.connect(self.reached)
        part.walked.connect(self._walk)
        self.parts.append(part)
        card.add_row(part)
        return part

    def _walk(self, step: int) -> None:
        held = next((position for position, part in enumerate(self.parts) if part.hasFocus()), None)
        if held is not None and 0 <= held + step < len(self.parts):
            self.parts[held + step].setFocus(Qt.FocusReason.TabFocusReason)


def look_of(mark: Mark, found: ComparedVersions) -> tuple[str, Tone, Shape]:
    """Word, colour and shape of a mark; of versions written apart neither added to the other nor took from it."""
    words, tone, shape = MARK_LOOK[mark]
    if found.old.number not in found.new.apart:
        return words, tone, shape
    if mark in ("added", "taken out"):
        number = found.new.number if mark == "added" else found.old.number
        return f"Only in version {number}", "caution", shape
    return ("Different", tone, shape) if mark == "changed" else (words, tone, shape)


def about_card(line: PlanVersionLine, head: str) -> Card:
    """Make the card about a version as a whole: when, by whom, why, and what the program finds changed."""
    card = Card(head)
    card.setAccessibleName(head)
    if line.current:
        card.top.addWidget(Pill("current", "fine"))
    card.rows.setSpacing(4)
    made = f" · made {line.made_words}" if line.made_words else ""
    card.rows.addWidget(quiet(f"Signed off {line.signed_words} by {line.author}{made}"))
    if line.what_changed:
        card.rows.addWidget(TextLabel(line.what_changed))
    if line.because:
        card.rows.addWidget(TextLabel(f"Because: {'; '.join(line.because)}"))
    card.rows.addWidget(quiet(" · ".join(filter(None, (line.counts_words, since_words(line))))))
    return card


def since_words(line: PlanVersionLine) -> str:
    """Say what the program finds changed since the version before, or before two that were settled."""
    if len(line.after) != 1:
        return line.found
    return f"since version {line.after[0]}: {line.found[:1].lower()}{line.found[1:]}"


def measure_cell(measure: PlanMeasure, *, title: str = "") -> QWidget:
    """One measure: words, hers or his as a quote, who and when, its mark on paper and its state."""
    holder = ByWidth()
    column = bare(holder, gap=3)
    if title:
        column.addWidget(quiet(title))
    column.addWidget(TextLabel(measure.text))
    if measure.quote:
        column.addWidget(TextLabel(f"“{measure.quote}”", "quote"))
    for note in measure.notes:
        column.addWidget(quiet(note))
    pills = [Pill(measure.carry_words, *_CARRY[measure.carry])] if measure.in_force and measure.agreed else []
    if not measure.agreed:
        pills.append(Pill("In one version only", "danger"))
    if measure.state != "chosen":
        pills.append(Pill(measure.state_words, "quiet" if measure.in_force else "caution"))
    column.addWidget(flowing(*pills, gap=6))
    return holder


def _side(measure: PlanMeasure | None, words: str, name: str) -> QWidget:
    """One side of a part that differs."""
    if measure is not None:
        return measure_cell(measure, title=name)
    return _cell(quiet(name), TextLabel(words) if words else quiet("Not in this version"))


def _cell(*widgets: QWidget) -> QWidget:
    holder = ByWidth()
    column = bare(holder, gap=3)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def _spoken(measure: PlanMeasure) -> str:
    marks = [measure.carry_words] if measure.in_force else []
    return ". ".join([measure.text, *marks, measure.state_words, *measure.notes])


def fill_sections(
    card: Card,
    sections: Iterable[tuple[str, Sequence[PlanMeasure]]],
    act: Callable[[PlanMeasure], object] | None = None,
) -> None:
    """Measures under their headings in one card; with ``act`` each that stands can be made an action."""
    rows = [
        partial(_measure_row, measure, "" if position else title, act)
        for title, measures in sections
        for position, measure in enumerate(measures)
    ]
    add_rows(card, rows)


def _measure_row(measure: PlanMeasure, heading: str, act: Callable[[PlanMeasure], object] | None) -> QWidget:
    """One measure, the first of its section below the section's name."""
    holder = measure_cell(measure)
    holder.setContentsMargins(0, 6, 0, 6)
    if act is not None and measure.in_force and measure.state != "done":
        button = row_button("Make it an action", measure.text, partial(act, measure))
        holder = Row().add_words(holder, flowing(button)) if theme().large else Row().add_words(holder).add(button)
    if not heading:
        return holder
    both = QWidget()
    column = bare(both, gap=0)
    head = TextLabel(heading, "group")
    head.setContentsMargins(0, 10, 0, 4)
    column.addWidget(head)
    column.addWidget(holder)
    return both
