"""One suggested measure, or one that a rule refuses: why, what to check or say first, and how it is added."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.plan.planning import SuggestedMeasure
from hru_advocate.domain.plan.suggestions import Suggestion
from ui.controls.buttons import Button, small_button
from ui.controls.inputs import ManyLines, bare
from ui.controls.labels import TextLabel, field_label, quiet
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.layout.scrolling import bring_soon
from ui.controls.pills import Pill
from ui.controls.signals import SignalOf, value_signal
from ui.controls.theme import theme
from ui.controls.tick_boxes import TickBox
from ui.form.fields_keeper import keep_as
from ui.plan_draft.plan_draft import ChosenSuggestion

STOP = "offer_stop"
"""The property of what the arrow keys walk through in a list of offers."""


class _ListButton(Button):
    """A button in a list of offers. The arrow keys belong to the list, not to the button."""

    def __init__(self, words: str, on_click: Callable[[], object]) -> None:
        super().__init__(words, "link", on_click=on_click)
        self.setProperty(STOP, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_arrow(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class AddButton(_ListButton):
    """The plus of an offer."""

    def __init__(self, row: SuggestedMeasure, on_click: Callable[[], object]) -> None:
        super().__init__("+", on_click)
        self.setProperty("plus", "true")
        self.setAccessibleName(f"Add to the plan: {row.suggestion.text[:120]}")
        self.setAccessibleDescription(f"{row.suggestion.why} {row.priority_words}")


class OfferTick(TickBox):
    """The tick of an offer in a list that is added together."""

    def __init__(self, row: SuggestedMeasure) -> None:
        super().__init__("")
        self.setProperty(STOP, True)
        self.setFixedWidth(max(theme().px(18) + 12, theme().least.width()))
        self.setAccessibleName(f"Tick to add: {row.suggestion.text[:120]}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_arrow(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Offer(ByWidth):
    """One suggested measure. ``taken`` emits what was chosen, with the advice that was given.

    ``ticks`` gives it a tick beside its plus; ``ticked`` then emits whether it is on.
    """

    taken: SignalOf[ChosenSuggestion] = value_signal()
    ticked = Signal(bool)

    def __init__(self, row: SuggestedMeasure, *, ticks: bool = False) -> None:
        super().__init__()
        self.row, said = row, row.suggestion
        self._own_words = False
        self.add = AddButton(row, self._take)
        self.tick = OfferTick(row) if ticks and not said.in_plan else None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 8, 0, 8)
        line.setSpacing(4)
        line.addWidget(self._mark(), 0, Qt.AlignmentFlag.AlignTop)
        holder = ByWidth()
        words = bare(holder, gap=2)
        line.addWidget(holder, 1)
        words.addWidget(TextLabel(said.text))
        words.addWidget(quiet(said.why))
        if said.advice_first:
            words.addWidget(TextLabel(f"▲ {said.advice} Record the advice to add this.", "quiet", tone="caution"))
        if said.check:
            words.addWidget(TextLabel(f"Check first: {said.check}", "quiet", tone="caution"))
        _add_further(words, said)
        self._words = words
        self._advised: FirstWords | None = None
        if self.tick is not None:
            self.tick.toggled.connect(self._follow_tick)

    @property
    def stop(self) -> QWidget | None:
        """The widget that the keyboard stops at; none where the measure is in the plan already."""
        return None if self.row.suggestion.in_plan else self.tick or self.add

    @property
    def asks(self) -> bool:
        """True when advice has to be written down before it can be added."""
        return bool(self.row.suggestion.advice_first) and not self.advice_words().strip()

    @property
    def advice(self) -> ManyLines:
        """The box for the advice."""
        return self.advice_part.box

    @property
    def advice_part(self) -> FirstWords:
        """The part for the advice, made when it is first asked for: few ever are, and a box of lines is dear."""
        if self._advised is None:
            give = Button("Add with this advice", on_click=self._give)
            self._advised = FirstWords("Advice given, and by whom", f"{self.row.suggestion.measure} advice", give)
            self._words.addWidget(self._advised)
        return self._advised

    def advice_words(self) -> str:
        """The advice that was written down."""
        return self._advised.box.words() if self._advised is not None else ""

    def chosen(self) -> ChosenSuggestion:
        """The suggestion with what was written for it."""
        return ChosenSuggestion(
            self.row, advice=self.advice_words() if self.row.suggestion.advice_first else "", own_words=self._own_words
        )

    def ask_advice(self) -> None:
        """Open the box for the advice and go there."""
        self.advice_part.open()

    def take_in_own_words(self) -> None:
        """Add it, and ask for her or his own words at once."""
        self._own_words = True
        self._take()

    def _mark(self) -> QWidget:
        """Make what stands before the words: that it is in the plan, a plus, or a tick with a plus below it."""
        if self.row.suggestion.in_plan:
            return Pill("in", "fine")
        if self.tick is None:
            return self.add
        self.add.setProperty(STOP, False)
        both = QWidget()
        column = bare(both, gap=2)
        column.addWidget(self.tick)
        column.addWidget(self.add)
        return both

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Plus and self.stop is not None and self.stop.hasFocus():
            self._take()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        """Add it at once, or ask for the advice that comes first."""
        if self.asks:
            self.ask_advice()
        else:
            self._give()

    def _give(self) -> None:
        """Once only: the keyboard goes on first, for what is disabled cannot hold it."""
        self.taken.emit(self.chosen())
        self.add.setEnabled(False)
        if self._advised is not None:
            self._advised.add.setEnabled(False)

    def _follow_tick(self, on: bool) -> None:
        if on and self.row.suggestion.advice_first:
            self.advice_part.show()
        elif self._advised is not None:
            self._advised.hide()
        self.ticked.emit(on)


class Refused(ByWidth):
    """A measure that a rule refuses, with the rule; where the data allow it, a reason sets the rule aside."""

    taken: SignalOf[ChosenSuggestion] = value_signal()

    def __init__(self, row: SuggestedMeasure) -> None:
        super().__init__()
        self.row, said = row, row.suggestion
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 4)
        column.setSpacing(2)
        column.addWidget(quiet(f"⊘ “{said.text}” {row.refused_words}"))
        self.open: Button | None = None
        if said.in_plan:
            column.addWidget(Pill("in", "fine"))
            return
        if said.stands:
            column.addWidget(quiet(f"No reason sets this rule aside: {said.stands}"))
            return
        self.open = _SetAside(row, self._ask)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self._column = column
        self._part: FirstWords | None = None
        self._advice: ManyLines | None = None

    @property
    def stop(self) -> QWidget | None:
        """The widget that the keyboard stops at, where there is something to press."""
        return self.open

    @property
    def reason(self) -> ManyLines:
        """The box for the reason."""
        return self.part.box

    @property
    def part(self) -> FirstWords:
        """The part for the reason, and the advice where that comes first; made when it is first asked for."""
        if self._part is not None:
            return self._part
        said = self.row.suggestion
        add = Button("Add against the rule", "danger", on_click=self._give)
        words = "Reason for a measure that would not be offered"
        part = self._part = FirstWords(words, f"{said.measure} reason", add)
        if said.advice_first:
            self._advice = ManyLines(2)
            keep_as(self._advice, f"{said.measure} advice")
            below = (quiet(said.advice), field_label("Advice given, and by whom", self._advice), self._advice)
            for place, widget in enumerate(below, 2):
                part.column.insertWidget(place, widget)
            self._advice.textChanged.connect(self._follow)
        part.box.textChanged.connect(self._follow)
        self._column.addWidget(part)
        return part

    def _ask(self) -> None:
        self.part.open()

    def _follow(self) -> None:
        part = self.part
        advised = self._advice is None or bool(self._advice.words().strip())
        part.add.setEnabled(bool(part.box.words().strip()) and advised)

    def _give(self) -> None:
        advice = self._advice.words() if self._advice is not None else ""
        self.taken.emit(ChosenSuggestion(self.row, advice=advice, reason=self.reason.words()))


class _SetAside(_ListButton):
    """Opens the box for the reason."""

    def __init__(self, row: SuggestedMeasure, on_click: Callable[[], object]) -> None:
        super().__init__("Set the rule aside, with a reason", on_click)
        self.setProperty("kind", "small")
        self.setProperty("flush", "true")
        self.setAccessibleName(f"Set the rule aside, with a reason: {row.suggestion.text[:120]}")


def is_arrow(event: QKeyEvent) -> bool:
    """True for a key that walks through a list, or out of it."""
    return event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class FirstWords(QWidget):
    """A box for words that have to be written down first, kept under a name, and the button they open."""

    def __init__(self, words: str, name: str, add: Button) -> None:
        super().__init__()
        self.box, self.add = ManyLines(2), add
        keep_as(self.box, name)
        self.column = bare(self, gap=4)
        self.column.addWidget(field_label(words, self.box))
        self.column.addWidget(self.box)
        self.column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        add.setEnabled(False)
        self.box.textChanged.connect(lambda: add.setEnabled(bool(self.box.words().strip())))
        self.hide()

    def open(self) -> None:
        """Show the box with the keyboard in it, and bring what ends it into sight."""
        self.show()
        self.box.setFocus()
        bring_soon(self)


def _notes(said: Suggestion) -> list[str]:
    """Cautions and notes about a measure."""
    notes = [said.note] if said.note and not said.advice_first else []
    if said.reminder:
        notes.append(said.reminder)
    if said.needs_sign_off:
        notes.append("Practice point, needs sign-off by the unit.")
    return notes


def _add_further(words: QBoxLayout, said: Suggestion) -> None:
    """Cautions and notes, one press away, and made by the first."""
    notes = _notes(said)
    if not notes:
        return
    more = small_button("Cautions and notes")
    more.setProperty("flush", "true")
    more.setAccessibleName(f"Cautions and notes: {said.text[:80]}")
    place = words.count()
    words.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
    made: list[QWidget] = []

    def unfold() -> None:
        if not made:
            made.extend(quiet(note) for note in notes)
            for below, widget in enumerate(made, place + 1):
                widget.hide()
                words.insertWidget(below, widget)
        for widget in made:
            widget.setVisible(widget.isHidden())

    more.clicked.connect(unfold)
