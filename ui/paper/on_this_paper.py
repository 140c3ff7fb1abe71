"""A list of what is on this paper: counts, services with their confirmation, identifying items, what was left off."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.paper.document_kinds import NO_DUTY_NUMBER, NO_WAY_TO_US, PaperView, ServiceTick
from ui.controls.buttons import without_mnemonic
from ui.controls.inputs import bare
from ui.controls.labels import Divider, TextLabel, quiet
from ui.controls.layout.cards import Row, empty
from ui.controls.pills import Pill
from ui.controls.signals import SignalOf, value_signal
from ui.controls.tick_boxes import TickBox


class OnThisPaper(QWidget):
    """Shows what a document holds and leaves off. ``ticked`` emits the ids that are ticked to print after all."""

    ticked: SignalOf[frozenset[str]] = value_signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("On this paper")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = bare(self)
        column.addLayout(self._rows)
        column.addStretch(1)
        self.ticks: dict[str, TickBox] = {}

    def show_view(self, view: PaperView, ticks: frozenset[str], *, office: bool) -> None:
        """Show what the preview found."""
        held = next((item_id for item_id, tick in self.ticks.items() if tick.hasFocus()), "")
        empty(self._rows)
        self.ticks = {}
        pages = f"{view.pages} page{'' if view.pages == 1 else 's'}"
        self._add(Row().add_words(TextLabel(view.counts_words or pages), quiet(pages if view.counts_words else "")))
        if view.without_us:  # printing waits for it
            self._add(self._identifying(NO_DUTY_NUMBER, *NO_WAY_TO_US, ticked=NO_DUTY_NUMBER in ticks))
        for service in view.services:
            self._add(self._service(service))
        for item in view.identifying:
            self._add(self._identifying(item.id, item.label, item.why, ticked=item.ticked))
        if not office and not any(item.ticked for item in view.identifying):
            words = TextLabel("No name, address, unit, case number or risk is on this paper.")
            self._add(Row().add_words(words).add(Pill("checked", "fine")))
        for warning in view.warnings:
            self._add(Row().add_words(TextLabel(warning, "quiet", tone="caution")))
        if held in self.ticks:
            self.ticks[held].setFocus()

    def show_nothing(self) -> None:
        """Say that nothing is on paper: of a plan that is only spoken no number, mark or warning is asked about."""
        empty(self._rows)
        self.ticks = {}
        self._add(Row().add_words(TextLabel("Nothing is on paper. The plan is read aloud, and that is recorded.")))

    def _add(self, row: QWidget) -> None:
        if self._rows.count():
            self._rows.addWidget(Divider())
        self._rows.addWidget(row)

    def _service(self, service: ServiceTick) -> Row:
        row = Row().add_words(TextLabel(service.name, "strong"), quiet(service.note))
        if service.state == "fine":
            return row.add(Pill("on it", "fine"))
        if service.state == "refused":
            return row.add(Pill("left off", "danger", "cross"))
        tick = self._tick(service.id, "Print it", ticked=service.ticked)
        tick.setAccessibleName(f"Print it: the line of {service.name}, {service.note}")
        return row.add(tick)

    def _identifying(self, item_id: str, label: str, why: str, *, ticked: bool) -> Row:
        tick = self._tick(item_id, without_mnemonic(label), ticked=ticked)
        return Row().add_words(tick, quiet(why))

    def _tick(self, item_id: str, words: str, *, ticked: bool) -> TickBox:
        tick = TickBox(words, ticked=ticked)
        tick.toggled.connect(lambda _on: self.ticked.emit(self._ids()))
        self.ticks[item_id] = tick
        return tick

    def _ids(self) -> frozenset[str]:
        return frozenset(item_id for item_id, tick in self.ticks.items() if tick.isChecked())
