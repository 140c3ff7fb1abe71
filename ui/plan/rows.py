"""Third column of the plan builder: the plan itself, by situation, and the buttons for the measure that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from hru_advocate.casework.plan import changes
from hru_advocate.casework.plan.history import PlanEdit
from hru_advocate.casework.plan.planning import Board
from hru_advocate.casework.plan.sheet import PlanSheet, SheetRow
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.raw_answers import text_of, words_in
from ui.controls.announcements import announce
from ui.controls.buttons import small_button
from ui.controls.inputs import bare
from ui.controls.labels import Divider, TextLabel, quiet
from ui.controls.layout.flow_layout import flowing
from ui.controls.layout.in_good_time import InGoodTime
from ui.controls.layout.kept_heights import ByWidth
from ui.controls.layout.rows_anew import RowsAnew
from ui.controls.layout.scrolling import bring_into_sight
from ui.controls.signals import SignalOf, value_signal
from ui.form.editor import EditorContext
from ui.plan.overtaken_marks import OvertakenMarks
from ui.plan.row import CARRY_LOOK, Flag, PlanRow

_PLACED: Final = 120
"""Milliseconds after which an editor that was opened has its place, and the keyboard's is in sight."""
_AT_ONCE: Final = 6
"""Measures that fill a window of a laptop."""


class PlanColumn(ByWidth):
    """The measures grouped by situation, and ``last`` below them.

    ``wanted`` emits a ``Change``; ``settled`` the place of one whose editor was closed; ``beyond`` -1 for the column
    before this one; ``acted`` the place of one an action is to be made of.
    """

    wanted: SignalOf[PlanEdit] = value_signal()
    settled = Signal(int)
    beyond = Signal(int)
    acted = Signal(int)

    def __init__(self, last: QWidget) -> None:
        super().__init__()
        self.setAccessibleName("The plan")
        self._rows, self._more = RowsAnew(), RowsAnew()
        self._later, self._shown = InGoodTime(self), False
        self.overtaken = OvertakenMarks()
        column = bare(self)
        column.addWidget(self.overtaken)
        column.addWidget(self._rows)
        column.addWidget(self._more)
        column.addWidget(last, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.rows: dict[int, PlanRow] = {}
        self.order: list[int] = []
        """The places of the measures as they stand on the screen."""
        self._current: int | None = None
        self.stood_in = ""
        """The section of the measure one stood at last, until something else is chosen at the left."""
        self._off_paper: Mapping[str, str] = {}
        self.tools = self._tools()

    def focused(self) -> int | None:
        """The place of the measure that has the keyboard."""
        return next((position for position, row in self.rows.items() if row.hasFocus()), None)

    @property
    def current(self) -> PlanRow | None:
        """The measure that the buttons are about."""
        return self.rows.get(self._current) if self._current is not None else None

    def row_at(self, position: int) -> PlanRow | None:
        """The measure at a place of the plan: those further down stand only once the page has rested, or now."""
        if position not in self.rows:
            self._later.make_now()
        return self.rows.get(position)

    def stand_at(self, position: int) -> None:
        """Take the keyboard to the measure at a place of the plan."""
        row = self.row_at(position)
        if row is not None:
            row.show()  # a widget on its way to being shown does not take the keyboard
            row.setFocus()

    def open_at(self, field: str, position: int, *, from_head: bool = False) -> None:
        """Open the measure at a place of the plan with the keyboard in a field; ``from_head`` its head in sight too."""
        row = self.row_at(position)
        if row is not None:
            row.open_at(field)
            if from_head:
                QTimer.singleShot(_PLACED, row.head, partial(bring_into_sight, row.head))

    def show_off_paper(self, found: Mapping[str, str]) -> None:
        """Say at each measure what keeps it off paper, by its words."""
        self._off_paper = found
        for row in self.rows.values():
            row.say_off_paper(found.get(text_of(row.row.get("text")), ""))

    def enter(self) -> bool:
        """Take the keyboard to the measure that was chosen last, or to the first."""
        row = self.current or next((self.rows[position] for position in self.order), None)
        if row is not None:
            row.show()  # a widget on its way to being shown does not take the keyboard
            row.setFocus(Qt.FocusReason.TabFocusReason)
        return row is not None

    def show_sheet(
        self,
        sheet: PlanSheet,
        asked: Field,
        context: EditorContext,
        sections: Sequence[tuple[str, str]],
        flags: Mapping[tuple[str, str], Flag],
    ) -> None:
        """Show the plan as it stands."""
        self.rows, self.order = {}, []

        def make(position: int) -> PlanRow:
            row = sheet.rows[position]
            made = PlanRow(position, asked, dict(row), context, flags.get(_what(row)))
            made.say_off_paper(self._off_paper.get(text_of(row.get("text")), ""))
            return made

        placed = [
            ("" if below else label, position)
            for label, places in _placed(sheet, sections)
            for below, position in enumerate(places)
        ]
        many = len(placed) if self._shown else _AT_ONCE  # once the plan is being worked on, all of it stands
        self._shown = True
        with self._rows.made() as rows:
            self._fill(rows, placed[:many], make)
            if not placed:
                words = "No measure yet. Add one from the suggestions, or one of her or his own."
                rows.addWidget(quiet(context.say(words)))
        self._later.fill(partial(self._fill_more, placed[many:], make))
        self._choose(self._current if self._current in self.rows else None)

    def _fill_more(self, placed: Sequence[tuple[str, int]], make: Callable[[int], PlanRow]) -> None:
        with self._more.made() as rows:
            self._fill(rows, placed, make)

    def _fill(self, rows: QBoxLayout, placed: Sequence[tuple[str, int]], make: Callable[[int], PlanRow]) -> None:
        """Put measures in a column, each section below its name."""
        for label, position in placed:
            if label:
                head = TextLabel(label, "group")
                head.setContentsMargins(0, 10, 0, 2)
                rows.addWidget(head)
            rows.addWidget(Divider())
            rows.addWidget(self._listen(make(position)))

    def _listen(self, row: PlanRow) -> PlanRow:
        row.wanted.connect(self.wanted)
        row.settled.connect(lambda: self.settled.emit(row.position))
        row.beyond.connect(self.beyond)
        row.step_requested.connect(lambda by: self._walk(row.position, by))
        row.current.connect(lambda: self._come_to(row.position))
        row.acted.connect(lambda: self.acted.emit(row.position))
        self.rows[row.position] = row
        self.order.append(row.position)
        return row

    def _walk(self, position: int, by: int) -> None:
        aim = self.order.index(position) + by
        if 0 <= aim < len(self.order):
            self.rows[self.order[aim]].setFocus(Qt.FocusReason.TabFocusReason)

    def _come_to(self, position: int) -> None:
        """Whoever has reached the last measure that stands goes on to the next as on any page."""
        self._choose(position)
        self.stood_in = text_of(self.rows[position].row.get("section"))
        if self.order[-1:] == [position]:
            self._later.make_now()

    def _choose(self, position: int | None) -> None:
        before = self.current
        if before is not None and self._current != position:
            before.set_current(current=False)
        self._current = position
        if self.current is not None:
            self.current.set_current(current=True)
        self.tools.setEnabled(self.current is not None)

    def _tools(self) -> QWidget:
        """Make the buttons for the chosen measure, for the mouse; each has its key as well."""
        buttons = []
        for carry, (words, _tone, _shape) in CARRY_LOOK.items():
            button = small_button(words, partial(self._mark, carry))
            button.setAccessibleName(f"{words}: the chosen measure, {words[0]}")
            buttons.append(button)
        for words, key, field in (("Own words", "W", "words"), ("Who, when", "Enter", "who")):
            button = small_button(words, partial(self._open, field))
            button.setAccessibleName(f"{words} of the chosen measure, {key}")
            buttons.append(button)
        action = small_button("Make it an action", self._act)
        action.setAccessibleName("Make it an action: the chosen measure, T")
        out = small_button("Take out", self._drop)
        out.setAccessibleName("Take out the chosen measure, Delete")
        tools = flowing(*buttons, action, out, gap=0)
        tools.setAccessibleName("The chosen measure")
        return tools

    def _mark(self, carry: str) -> None:
        row = self.current
        if row is not None:
            self.wanted.emit(changes.marking(row.position, row.row, carry))
            announce(self, CARRY_LOOK[carry][0])

    def _open(self, field: str) -> None:
        if self.current is not None:
            self.current.open_at(field)

    def _act(self) -> None:
        if self.current is not None:
            self.acted.emit(self.current.position)

    def _drop(self) -> None:
        row = self.current
        if row is not None:
            self.wanted.emit(changes.dropping(row.position, row.row))


def flags_of(board: Board) -> dict[tuple[str, str], Flag]:
    """The measures that need a look, by what they are: their places move while the board is asked again."""
    items = {item.id: (item.measure, item.text) for item in board.plan.items}
    return {items[look.item]: Flag(look.sentence, look.kept) for look in reversed(board.looks) if look.item in items}


def positions_of(sheet: PlanSheet, board: Board) -> dict[str, int]:
    """Find the positions that the lines of the board's plan have on the sheet now."""
    now = {_what(row): position for position, row in enumerate(sheet.rows)}
    found = {item.id: now.get((item.measure, item.text)) for item in board.plan.items}
    return {item: position for item, position in found.items() if position is not None}


def _placed(sheet: PlanSheet, sections: Sequence[tuple[str, str]]) -> Iterator[tuple[str, list[int]]]:
    """The sections that hold measures, by their words, each with the places of its measures in the plan."""
    known = {section for section, _label in sections}
    stands_in = [section if (section := text_of(row.get("section"))) in known else "" for row in sheet.rows]
    for section, label in [*sections, ("", "Not placed yet")]:
        places = [position for position, one in enumerate(stands_in) if one == section]
        if places:
            yield label, places


def _what(row: SheetRow) -> tuple[str, str]:
    return next(iter(words_in(row.get("measure"))), ""), text_of(row.get("text"))
