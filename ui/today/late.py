"""The page that goes through what is late: how each thing stands and why, saved as an entry of its own."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hru_advocate.casework.late import PUT_OFF, LateLine, Settling, late, settle
from hru_advocate.casework.records.entries import Saved
from hru_advocate.domain.actions.action import DONE, NEEDS_REASON
from ui.controls.answer_keys import KeyBar, numbered
from ui.controls.buttons import Button
from ui.controls.inputs import OneLine, bare
from ui.controls.keyboard.reading_order import each_stop
from ui.controls.labels import TextLabel, field_label, quiet, title
from ui.controls.layout.cards import Row, empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.lists.line_list import ListLine
from ui.controls.lists.list_and_page import ListAndPage
from ui.controls.theme import Tone
from ui.shell.destinations import (
    BeforeVisitDestination,
    CaseDestination,
    Destination,
    LateDestination,
    RecordDestination,
)
from ui.shell.screen import Screen, ScreenContext

_SORTS = {
    "visit": "Not back",
    "action": "Action",
    "contact": "Promise of contact",
    "review": "Look again",
    "date": "Date",
}


class LatePage(QWidget):
    """One late thing: choices, day, reason. ``saving`` and ``opening`` when a button or its key was used."""

    saving = Signal()
    opening = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line: LateLine | None = None
        self.bar: KeyBar | None = None
        self.what, self.words = TextLabel("", "heading"), quiet()
        self._choices = QVBoxLayout()
        self.day, self.because = OneLine("a day still to come"), OneLine()
        self._day_label = field_label("Day", self.day)
        self._because_label = field_label("Why, in a line", self.because)
        self.save_button = Button("Save and next", "primary", keys="Ctrl S", on_click=self.saving.emit)
        self.open_button = Button("Open it", keys="Ctrl O", on_click=self.opening.emit)
        self.hint = quiet()
        column = bare(self, gap=8)
        column.addWidget(self.what)
        column.addWidget(self.words)
        column.addLayout(self._choices)
        for widget in (self._day_label, self.day, self._because_label, self.because, self.hint):
            column.addWidget(widget)
        column.addWidget(flowing(self.save_button, self.open_button))
        for box in (self.day, self.because):
            box.returnPressed.connect(self.saving)

    def show_line(self, line: LateLine) -> None:
        """Show another late thing, nothing chosen for it yet."""
        self.line = line
        self.what.setText(f"{line.label.initials} · {line.what}")
        self.words.setText(f"{_SORTS[line.sort]} · {line.words}")
        self.open_button.setAccessibleDescription(self.what.text())  # the keyboard comes to it past the words above
        empty(self._choices)
        self.bar = None
        self.day.clear()
        self.because.clear()
        if line.choices:
            self.bar = KeyBar(numbered(line.choices))
            self.bar.name_inputs(f"How it stands: {line.what}")
            self.bar.changed.connect(self._follow)
            self.bar.numbered.connect(self._go_on)
            self._choices.addWidget(self.bar)
            self.bar.stackUnder(self._day_label)  # a screen reader goes through a page in this order
        self.save_button.setVisible(bool(line.choices))
        self.hint.setText("" if line.choices else "This is settled by doing it: open it.")
        self._follow()

    def said(self) -> Settling:
        """Give what was chosen and typed."""
        return Settling(self._chosen(), self.because.text(), self.day.text())

    def take_focus(self) -> None:
        """Put the keyboard on the choices, or on the way to the thing."""
        if self.bar is not None:
            self.bar.take_focus()
        else:
            self.open_button.setFocus(Qt.FocusReason.TabFocusReason)

    def first_stop(self) -> QWidget:
        """Name what the keyboard comes to first."""
        return self.open_button if self.bar is None else next(each_stop(self.bar), self.open_button)

    def _chosen(self) -> str:
        return next(iter(self.bar.pressed), "") if self.bar is not None else ""

    def _follow(self) -> None:
        """Ask for the day and the reason where the choice needs them."""
        chosen = self._chosen()
        dated = chosen in (*DONE, PUT_OFF)
        self._day_label.setText("The new day" if chosen == PUT_OFF else "The true day it was done")
        self.day.setAccessibleName(self._day_label.text())
        reasoned = chosen in NEEDS_REASON or chosen == PUT_OFF
        for widget, shown in (
            (self._day_label, dated),
            (self.day, dated),
            (self._because_label, reasoned),
            (self.because, reasoned),
        ):
            widget.setVisible(shown)

    def _go_on(self, _digit: str) -> None:
        """A choice by its number goes on to the first box it asks for."""
        box = next((one for one in (self.day, self.because) if not one.isHidden()), None)
        if box is not None:
            box.setFocus(Qt.FocusReason.TabFocusReason)


class LateScreen(Screen[LateDestination]):
    """A list of what is late, longest first, and one of it beside the list. Nothing is saved but what was chosen."""

    title: ClassVar[str] = "What is late"

    def __init__(self, context: ScreenContext, destination: LateDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self._lines: dict[str, LateLine] = {}
        self._after = ""
        self.count = quiet("")
        back = Button("Back", on_click=self.back_requested.emit)
        head = Row().add(title("What is late")).add_words(self.count).add(back)
        head.line.setContentsMargins(0, 0, 0, 0)
        self.page = LatePage()
        self.both = ListAndPage("What is late", self.page, "Choose a line: arrows walk, Enter goes to the answers.")
        self.both.chosen.connect(self._choose)
        self.both.list.activated.connect(lambda _index: self.page.take_focus())
        self.page.saving.connect(self.save)
        self.page.opening.connect(self.open)
        self.body.addWidget(head)
        self.body.addWidget(self.both, 1)
        for key, action in (("Ctrl+S", self.save), ("Ctrl+O", self.open)):
            QShortcut(QKeySequence(key), self).activated.connect(action)

    def refresh(self) -> None:
        self.ask(late, self._show)

    def first_focus(self) -> QWidget:
        return self.page.first_stop() if self.both.list.isHidden() else self.both.list

    def step_back(self) -> bool:
        return self.both.step_back()

    def panes(self) -> list[QWidget]:
        return [self.both.list, self.page]

    def save(self) -> None:
        """Write what was said of the thing on show, then go on to the next."""
        line = self.page.line
        if line is None or not line.choices or self.both.shown not in self._lines:
            return
        self._after = self.both.after(self.both.shown)
        self.ask(settle, self._saved, line.entry, self.page.said())

    def open(self) -> None:
        """Go to the thing itself."""
        line = self.page.line
        if line is not None:
            self.go_to(_there(line))

    def _saved(self, saved: Saved) -> None:
        self.banner.clear()
        self.show_status("Saved as an entry of its own")
        self.notify(saved.changed)
        if not self.isVisible():
            self.refresh()

    def _show(self, lines: tuple[LateLine, ...]) -> None:
        self._lines = {_id(line): line for line in lines}
        self.count.setText(f"{len(lines)} to go" if lines else "Nothing is late.")
        self.both.show_lines(list(self._lines), [_in_list(line) for line in lines])
        in_list = not self.both.shown and self.page.line is not None  # they went back to it, in large type
        if self.both.shown not in self._lines and not in_list:
            self._go_on(next(iter(self._lines), ""))

    def _go_on(self, first: str) -> None:
        """Stand on the line after the one that was settled, the keyboard at its answers; else on the first."""
        wanted = self._after if self._after in self._lines else first
        settled, self._after = bool(self._after) or self.page.line is not None, ""
        if wanted:
            self.both.go_to(wanted)
        else:
            self.page.hide()
        if wanted and settled:
            self.page.take_focus()

    def _choose(self, line_id: str) -> None:
        if line_id in self._lines:
            self.page.show_line(self._lines[line_id])
            self.both.show_page()


def _id(line: LateLine) -> str:
    return f"{line.sort} {line.entry or line.label.case}"


def _in_list(line: LateLine) -> ListLine:
    late = line.late_days or line.sort == "visit"
    tone: Tone = "danger" if late else "caution"
    days = "1 day" if line.late_days == 1 else f"{line.late_days} days"
    pill = (days if line.late_days else "overdue" if late else "ask after it", tone)
    head = f"{line.label.initials} · {line.what}"
    return ListLine(head, f"{_SORTS[line.sort]} · {line.words}", pill, long=True)


def _there(line: LateLine) -> Destination:
    if line.sort == "visit":
        return BeforeVisitDestination(line.label.case, line.entry)
    if line.sort == "contact":
        return CaseDestination(line.label.case, log_contact=True)
    if not line.entry:
        return CaseDestination(line.label.case, "needs" if line.at_needs else "plan")
    return RecordDestination(line.entry, line.label.case)
