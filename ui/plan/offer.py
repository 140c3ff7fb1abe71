"""One suggested measure, or one that a rule refuses: why, what to check or say first, and how it is added."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.plan.planning import SuggestedMeasure
from hru_advocate.domain.plan.suggestions import Suggestion
from ui.controls.buttons import Button, small_button
from ui.controls.inputs import ManyLines, bare
from ui.controls.labels import TextLabel, field_label, quiet
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


class Offer(QWidget):
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
        holder = QWidget()
        words = bare(holder, gap=2)
        line.addWidget(holder, 1)
        words.addWidget(TextLabel(said.text))
        words.addWidget(quiet(said.why))
        if said.advice_first:
            words.addWidget(TextLabel(f"▲ {said.advice} Record the advice to add this.", "quiet", tone="caution"))
        if said.check:
            words.addWidget(TextLabel(f"Check first: {said.check}", "quiet", tone="caution"))
        _add_further(words, said)
        self.advice = ManyLines(2)
        keep_as(self.advice, f"{said.measure} advice")
        self.give = Button("Add with this advice", on_click=self._give)
        self.advice_part = _reason_part("Advice given, and by whom", self.advice, self.give)
        words.addWidget(self.advice_part)
        if self.tick is not None:
            self.tick.toggled.connect(self._follow_tick)

    @property
    def stop(self) -> QWidget | None:
        """The widget that the keyboard stops at; none where the measure is in the plan already."""
        return None if self.row.suggestion.in_plan else self.tick or self.add

    @property
    def asks(self) -> bool:
        """True when advice has to be written down before it can be added."""
        return bool(self.row.suggestion.advice_first) and not self.advice.words().strip()

    def chosen(self) -> ChosenSuggestion:
        """The suggestion with what was written for it."""
        return ChosenSuggestion(
            self.row, advice=self.advice.words() if self.row.suggestion.advice_first else "", own_words=self._own_words
        )

    def ask_advice(self) -> None:
        """Open the box for the advice and go there."""
        self.advice_part.show()
        self.advice.setFocus()

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
        for widget in (self.add, self.give):
            widget.setEnabled(False)

    def _follow_tick(self, on: bool) -> None:
        self.advice_part.setVisible(on and bool(self.row.suggestion.advice_first))
        self.ticked.emit(on)


class Refused(QWidget):
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
        self.reason, self.advice = ManyLines(2), ManyLines(2)
        keep_as(self.reason, f"{said.measure} reason")
        keep_as(self.advice, f"{said.measure} advice")
        self.add = Button("Add against the rule", "danger", on_click=self._give)
        self.part = _reason_part("Reason for a measure that would not be offered", self.reason, self.add)
        self._advice_label = field_label("Advice given, and by whom", self.advice)
        inside = self.part.layout()
        if said.advice_first and isinstance(inside, QVBoxLayout):
            inside.insertWidget(2, quiet(said.advice))
            inside.insertWidget(3, self._advice_label)
            inside.insertWidget(4, self.advice)
        else:  # the page takes them along when it goes
            for unasked in (self._advice_label, self.advice):
                unasked.setParent(self)
                unasked.hide()
        for box in (self.reason, self.advice):
            box.textChanged.connect(self._follow)
        column.addWidget(self.part)
        self._follow()

    @property
    def stop(self) -> QWidget | None:
        """The widget that the keyboard stops at, where there is something to press."""
        return self.open

    def _ask(self) -> None:
        self.part.show()
        self.reason.setFocus()

    def _follow(self) -> None:
        given = bool(self.reason.words().strip())
        advised = bool(self.advice.words().strip()) or not self.row.suggestion.advice_first
        self.add.setEnabled(given and advised)

    def _give(self) -> None:
        self.taken.emit(ChosenSuggestion(self.row, advice=self.advice.words(), reason=self.reason.words()))


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


def _reason_part(words: str, box: ManyLines, add: Button) -> QWidget:
    """A box for words that have to be written down first, and the button they open."""
    part = QWidget()
    column = bare(part, gap=4)
    column.addWidget(field_label(words, box))
    column.addWidget(box)
    column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
    add.setEnabled(False)
    box.textChanged.connect(lambda: add.setEnabled(bool(box.words().strip())))
    part.hide()
    return part


def _add_further(words: QVBoxLayout, said: Suggestion) -> None:
    """Cautions and notes, one press away."""
    further = []
    if said.note and not said.advice_first:
        further.append(quiet(said.note))
    if said.reminder:
        further.append(quiet(said.reminder))
    if said.needs_sign_off:
        further.append(quiet("Practice point, needs sign-off by the unit."))
    if not further:
        return
    more = small_button("Cautions and notes")
    more.setProperty("flush", "true")
    more.setAccessibleName(f"Cautions and notes: {said.text[:80]}")
    words.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
    for widget in further:
        widget.hide()
        words.addWidget(widget)

    def unfold() -> None:
        for widget in further:
            widget.setVisible(widget.isHidden())

    more.clicked.connect(unfold)
