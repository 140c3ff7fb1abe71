"""A list of what is on this paper: counts, services with their confirmation, identifying items, what was left off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from hru_advocate.casework.paper import papers
from hru_advocate.casework.paper.document_kinds import NO_DUTY_NUMBER, LeftOff, PaperView, ServiceTick
from ui.controls.announcements import announce
from ui.controls.buttons import without_mnemonic
from ui.controls.inputs import bare
from ui.controls.labels import Divider, TextLabel, quiet
from ui.controls.layout.as_one import as_one
from ui.controls.layout.cards import Row, empty
from ui.controls.layout.in_good_time import make_in_turn
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.layout.scrolling import bring_soon
from ui.controls.pills import Pill
from ui.controls.signals import SignalOf, value_signal
from ui.controls.tick_boxes import TickBox

_AT_ONCE: Final = 9
"""Rows that fill the pane."""


class OnThisPaper(ByWidth):
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
        self._ticked: set[str] = set()
        self._show_all: Callable[[], None] | None = None

    def show_view(self, view: PaperView, ticks: frozenset[str], *, office: bool) -> None:
        """Show what the preview found."""
        self._show_all = partial(self._show, view, ticks, office=office, whole=True)
        self._show(view, ticks, office=office)

    def _show(self, view: PaperView, ticks: frozenset[str], *, office: bool, whole: bool = False) -> None:
        held = next((item_id for item_id, tick in self.ticks.items() if tick.hasFocus()), "")
        self._begin()
        rows = list(self._rows_of(view, ticks, office=office))
        at_once = len(rows) if held or whole else _AT_ONCE
        with as_one(self):
            make_in_turn(self, [partial(self._add, row) for row in rows], at_once, step=_AT_ONCE, of=view.document)
        if held in self.ticks:
            self.ticks[held].setFocus()

    def _rows_of(self, view: PaperView, ticks: frozenset[str], *, office: bool) -> Iterator[Callable[[], Row]]:
        """Yield what makes each row; what is ticked on one that does not stand yet is ticked all the same."""
        offered = {one.id: one for one in papers.may_be_ticked(view, ticks)}
        self._ticked = {one.id for one in offered.values() if one.ticked}
        pages = f"{view.pages} page{'' if view.pages == 1 else 's'}"
        yield partial(_said, view.counts_words or pages, pages if view.counts_words else "")
        if NO_DUTY_NUMBER in offered:  # printing waits for it
            ours = offered[NO_DUTY_NUMBER]
            yield partial(self._identifying, ours.id, ours.label, ours.why, ticked=ours.ticked)
        for service in view.services:
            yield partial(self._service, service, offers=service.id in offered)
        for item in view.identifying:
            yield partial(self._identifying, item.id, item.label, item.why, ticked=item.ticked)
        if not office and not any(item.ticked for item in view.identifying):
            yield _nothing_identifying
        for warning in view.warnings:
            yield partial(_warned, warning)

    def show_nothing(self) -> None:
        """Say that nothing is on paper: of a plan that is only spoken no number, mark or warning is asked about."""
        make_in_turn(self, (), 0)
        self._show_all = None
        self._begin()
        self._add(partial(_said, "Nothing is on paper. The plan is read aloud, and that is recorded."))

    def stand_at(self, left: LeftOff) -> None:
        """Lead to what is left off: to the tick that would print it, else to where it is said."""
        if self._show_all is not None:
            self._show_all()  # those further down stand only once the page has rested
        tick = next((self.ticks[one] for one in left.ticks if one in self.ticks), None)
        said = next((one for one in self.findChildren(TextLabel) if one.text() == left.sentence), None)
        if tick is not None:
            tick.setFocus(Qt.FocusReason.TabFocusReason)
            bring_soon(tick)
        elif said is not None:
            bring_soon(said)
            announce(self, left.sentence)

    def _begin(self) -> None:
        empty(self._rows)
        self.ticks, self._ticked = {}, set()

    def _add(self, make: Callable[[], Row]) -> None:
        if self._rows.count():
            self._rows.addWidget(Divider())
        self._rows.addWidget(make())

    def _service(self, service: ServiceTick, *, offers: bool) -> Row:
        row = Row().add_words(TextLabel(service.name, "strong"), quiet(service.note))
        if not offers:
            fine = service.state == "fine"
            return row.add(Pill("on it", "fine") if fine else Pill("left off", "danger", "cross"))
        tick = self._tick(service.id, "Print it", ticked=service.ticked)
        tick.setAccessibleName(f"Print it: the line of {service.name}, {service.note}")
        return row.add(tick)

    def _identifying(self, item_id: str, label: str, why: str, *, ticked: bool) -> Row:
        tick = self._tick(item_id, without_mnemonic(label), ticked=ticked)
        return Row().add_words(tick, quiet(why))

    def _tick(self, item_id: str, words: str, *, ticked: bool) -> TickBox:
        tick = TickBox(words, ticked=ticked)
        tick.toggled.connect(partial(self._follow, item_id))
        self.ticks[item_id] = tick
        return tick

    def _follow(self, item_id: str, on: bool) -> None:
        self._ticked = self._ticked | {item_id} if on else self._ticked - {item_id}
        self.ticked.emit(frozenset(self._ticked))


def _said(words: str, note: str = "") -> Row:
    return Row().add_words(TextLabel(words), *([quiet(note)] if note else []))


def _nothing_identifying() -> Row:
    words = TextLabel("No name, address, unit, case number or risk is on this paper.")
    return Row().add_words(words).add(Pill("checked", "fine"))


def _warned(words: str) -> Row:
    return Row().add_words(TextLabel(words, "quiet", tone="caution"))
