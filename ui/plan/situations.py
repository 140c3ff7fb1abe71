"""Situations a plan can start from: each proposes measures, ticked one by one and added together; nothing by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.plan.planning import SuggestedMeasure, TemplateRow
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.inputs import bare
from ui.controls.labels import Divider, TextLabel, quiet
from ui.controls.layout.cards import empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.pills import Pill
from ui.controls.signals import SignalOf, value_signal
from ui.plan.offer import STOP, Offer, Refused, is_arrow
from ui.plan.offers import PressColumn
from ui.plan_draft.plan_draft import ChosenSuggestion


class TemplateButton(Button):
    """The name of a situation."""

    def __init__(self, row: TemplateRow) -> None:
        super().__init__(row.label, "name")
        self.setProperty(STOP, True)
        fits = ", this fits what we know" if row.proposed else ""
        self.setAccessibleName(f"{row.label}{fits}")
        self.setAccessibleDescription(row.note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_arrow(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class TemplatesColumn(PressColumn):
    """Takes the place of the offers. ``taken`` emits one chosen measure, ``taken_all`` a list; ``closed`` goes back."""

    taken: SignalOf[ChosenSuggestion] = value_signal()
    taken_all: SignalOf[Sequence[ChosenSuggestion]] = value_signal()
    closed = Signal()
    began = Signal()
    """Emits that something else is shown, which is read from its head."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Start from a situation")
        self.opened = ""
        self._shown: tuple[TemplateRow, ...] = ()
        self._offers: list[Offer] = []
        self.head = TextLabel("Start from a situation", "head")
        self.back = Button("Suggestions", "link", on_click=self.put_away)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.add_ticked = Button("Add the ticked", "primary", keys="A", on_click=self.add_all)
        column = bare(self)
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addLayout(self._rows)
        column.addWidget(self.add_ticked, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The measures of the opened situation that can be added."""
        return tuple(self._offers)

    def show_templates(self, rows: Sequence[TemplateRow]) -> None:
        """Show the situations, or the one that is opened; what is ticked stays ticked while nothing has changed."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        ticked = {offer.row.suggestion.measure: offer.advice_words() for offer in self._ticked()}
        self._build(ticked)

    def open(self, template: str) -> None:
        """Show the measures of a situation."""
        self.opened = template
        self._build({})
        self.began.emit()
        if not self.enter():
            self.back.setFocus()

    def list_all(self) -> None:
        """Show the list of situations, unless measures of one are ticked and wait to be added."""
        if self.opened and not self._ticked():
            self.opened = ""
            self._build({})

    def add_all(self) -> None:
        """Add what is ticked; where advice comes first it is asked for, and nothing is added before."""
        ticked = self._ticked()
        asking = next((offer for offer in ticked if offer.asks), None)
        if asking is not None:
            asking.ask_advice()
            announce(self, "Advice comes first: write it down, then add.", urgent=True)
        elif ticked:
            self.taken_all.emit([offer.chosen() for offer in ticked])
            self.add_ticked.setEnabled(False)

    def put_away(self) -> None:
        """Back to the list of situations, or from there to the suggestions."""
        if self.opened:
            before, self.opened = self.opened, ""
            self._build({})
            button = next(
                (widget for widget in self.findChildren(TemplateButton) if widget.property("named") == before), None
            )
            (button or self.back).setFocus()
        else:
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_A and not event.modifiers() and self.opened:
            self.add_all()
        else:
            super().keyPressEvent(event)

    def _build(self, ticked: dict[str, str]) -> None:
        empty(self._rows)
        self._offers = []
        row = next((template for template in self._shown if template.id == self.opened), None)
        self.add_ticked.setVisible(row is not None)
        self.back.setText("All situations" if row else "Suggestions")
        self.head.setText(row.label if row else "Start from a situation")
        if row is None:
            self._rows.addWidget(quiet("A situation proposes measures. You add them one by one, or tick and add."))
            for template in self._shown:
                self._add(self._name(template))
            return
        self._rows.addWidget(quiet(row.note))
        for offer in row.offers:
            self._add(self._refused(offer) if offer.suggestion.refused is not None else self._offer(offer, ticked))
        self._count()

    def _add(self, widget: QWidget) -> None:
        self._rows.addWidget(widget)
        widget.show()  # a widget on its way to being shown does not take the keyboard
        self._rows.addWidget(Divider())

    def _name(self, row: TemplateRow) -> QWidget:
        holder = ByWidth()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 6, 0, 8)
        column.setSpacing(0)
        button = TemplateButton(row)
        button.setProperty("named", row.id)
        button.clicked.connect(lambda: self.open(row.id))
        column.addWidget(flowing(button, *([Pill("fits here", "accent")] if row.proposed else [])))
        free = sum(1 for offer in row.offers if offer.suggestion.refused is None and not offer.suggestion.in_plan)
        column.addWidget(quiet(f"{free} of {len(row.offers)} can be added. {row.note}"))
        return holder

    def _offer(self, row: SuggestedMeasure, ticked: dict[str, str]) -> Offer:
        offer = Offer(row, ticks=True)
        if offer.tick is not None and row.suggestion.measure in ticked:
            if ticked[row.suggestion.measure]:
                offer.advice.show_words(ticked[row.suggestion.measure])
            offer.tick.setChecked(True)
        offer.ticked.connect(partial(self._go_on, offer))
        offer.taken.connect(self.taken)
        self._offers.append(offer)
        return offer

    def _refused(self, row: SuggestedMeasure) -> Refused:
        refused = Refused(row)
        refused.taken.connect(self.taken)
        return refused

    def _go_on(self, offer: Offer, on: bool) -> None:
        """After a tick: to the advice that comes first, or to the next measure."""
        self._count()
        if on and offer.asks:
            offer.ask_advice()
        elif on and offer.tick is not None and offer.tick.hasFocus():
            self.step(1)

    def _ticked(self) -> list[Offer]:
        return [offer for offer in self._offers if offer.tick is not None and offer.tick.isChecked()]

    def _count(self) -> None:
        count = len(self._ticked())
        self.add_ticked.setText(f"Add the {count} ticked" if count else "Add the ticked")
        self.add_ticked.setAccessibleName(f"{self.add_ticked.text()}, A")
        self.add_ticked.setEnabled(bool(count))
