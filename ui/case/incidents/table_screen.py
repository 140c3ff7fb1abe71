"""Many incidents at once: a table, what is read of the row one stands in, one step that saves them all."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import ClassVar, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.cases import cases
from hru_advocate.casework.cases.cases import CasePage
from hru_advocate.casework.changed import Changed
from hru_advocate.casework.incidents.noting import BadRow, NotedIncidents, note_rows, take_back
from hru_advocate.casework.incidents.offered import offered_behaviours
from hru_advocate.casework.typed_words import typed
from hru_advocate.domain.incidents.behaviours import Behaviour
from hru_advocate.domain.incidents.quick_line import read_often
from hru_advocate.domain.incidents.rows import COLUMNS, TableRow, behaviours_like, kept_rows, raw_row
from hru_advocate.domain.moments import moment_asked_for, normal_form
from hru_advocate.errors import InvalidAnswer
from ui.case.incidents.table import IncidentTable
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.inputs import HintLine
from ui.controls.labels import TextLabel, quiet, title
from ui.form.words_keeper import FieldKeeper
from ui.shell.destinations import IncidentTableDestination
from ui.shell.screen import Screen, ScreenContext

_ABOUT: Final = (
    "One incident a row, or several of one kind in a span. Tab: next cell. Enter: next row. "
    "Ctrl+V: rows from a spreadsheet. They are saved in the order of their days."
)
_PLACE: Final = "incidents "
_LIKE: Final = 5


class IncidentTableScreen(Screen[IncidentTableDestination]):
    """The table of one case. All rows are saved in one step, or none; the step can be taken back as one."""

    title: ClassVar[str] = "Many incidents"
    kinds: ClassVar[frozenset[str]] = frozenset({"behaviour"})

    def __init__(self, context: ScreenContext, destination: IncidentTableDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self._known: Mapping[str, Behaviour] = {}
        self._begun = False
        self._saved: tuple[TableRow, ...] = ()
        self._heard = ""
        self.whom = TextLabel("", "heading", wrap=False)
        self.table = IncidentTable()
        self.table.edited.connect(self._edited)
        self.table.refused.connect(self.show_error)
        self.table.cells.typed.connect(self._say_like)
        self.table.currentCellChanged.connect(lambda *_cells: self._say_read())
        self.keeper = FieldKeeper(self, self._unsaved)
        self.read = HintLine(2)
        self.save_button = Button("Save all rows", "primary", keys="Ctrl S", on_click=self.save)
        self.done_button = Button("Back to the incidents", on_click=self.back_requested.emit)
        head = QHBoxLayout()
        head.addWidget(title("Many incidents"))
        head.addWidget(self.whom)
        head.addStretch(1)
        ends = QHBoxLayout()
        ends.addWidget(self.save_button)
        ends.addWidget(self.done_button)
        ends.addStretch(1)
        self.body.setSpacing(8)
        self.body.addLayout(head)
        self.body.addWidget(quiet(_ABOUT))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.banner)  # the table gives way, the buttons stay
        self.body.addWidget(self.read)
        self.body.addLayout(ends)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)

    def refresh(self) -> None:
        self.ask(offered_behaviours, self._take_behaviours)
        self.ask_hiding(cases.case_page, self._show_case, self.destination.case)
        if not self._begun:
            self.ask(typed, self._go_on, self._place)

    def first_focus(self) -> QWidget:
        return self.table

    def panes(self) -> list[QWidget]:
        return [self.table, self.save_button]

    def leave(self) -> None:
        self.keeper.flush()

    def save(self) -> None:
        """Save every row in one step."""
        rows = self.table.rows()
        self._saved = rows
        self.ask_or(note_rows, self._done, self._failed, self.destination.case, rows)

    @property
    def _place(self) -> str:
        return _PLACE + self.destination.case

    def _take_behaviours(self, known: Mapping[str, Behaviour]) -> None:
        self._known = known
        self._say_read()

    def _show_case(self, page: CasePage) -> None:
        self.whom.setText(page.line.label.initials)

    def _go_on(self, words: str) -> None:
        """Show what was typed and never saved."""
        self._begun = True
        if words and not self.table.rows():
            self.table.show_rows(kept_rows(words))
            self.show_status("Typed before and not saved yet")
        if self.table.currentRow() < 0:
            self.table.setCurrentCell(0, 0)

    def _unsaved(self) -> tuple[str, str]:
        return self._place, _as_text(self.table.rows())

    def _edited(self) -> None:
        self._say_read()
        if self._begun:
            self.keeper.touch()

    def _say_read(self) -> None:
        """Say what is read of the row one stands in, before anything is saved."""
        number = self.table.currentRow()
        row = self.table.row_at(number) if number >= 0 else TableRow()
        words, sure = ("", True) if row.empty else self._reading(row)
        self.read.set_tone(None if sure else "caution")
        said = f"Row {number + 1}: {words}" if words else ""
        self.read.setText(said)
        if said not in ("", self._heard):
            announce(self.table, said)  # the keyboard is in a cell: nothing else tells how its day was read
        self._heard = said

    def _say_like(self, column: int, words: str) -> None:
        """Say which behaviours of the list the words of a cell may mean, while they are typed."""
        if COLUMNS[column] != "behaviours":
            return
        last = words.rpartition(";")[2]
        like = [self._known[one].label for one in behaviours_like(self._known, last)]
        more = f" · {len(like) - _LIKE} more" if len(like) > _LIKE else ""
        none = "nothing on the list has these words" if last.strip() else "type a word of the list; ; parts several"
        self.read.set_tone(None if like or not last.strip() else "caution")
        self.read.setText(" · ".join(like[:_LIKE]) + more if like else none)

    def _reading(self, row: TableRow) -> tuple[str, bool]:
        when = moment_asked_for(row.happened, self.context.now(), "past")
        placed = when.day is not None
        told = "kept as told, no day can be made out" if row.happened else "say when it happened"
        parts = [f"when: {normal_form(when, weekday=True) if placed else told}"]
        try:
            done = raw_row(row, self._known).get("behaviours")
            named = [self._known[one].label for one in done] if isinstance(done, list) else []
            parts += [f"done: {' · '.join(named)}"] if named else []
        except InvalidAnswer as error:
            return f"{parts[0]}; {error.sentence}", False
        often = read_often(row.times)
        if row.times:
            parts.append(f"counted {often.times}" if often.times is not None else f"as told: {often.told}")
        return "; ".join(parts), placed and bool(row.what)

    def _done(self, noted: NotedIncidents) -> None:
        count = len(noted.entries)
        words = "1 incident is noted." if count == 1 else f"{count} incidents are noted, in the order of their days."
        self.table.show_rows(())
        self.table.setCurrentCell(0, 0)
        self.keeper.flush()  # nothing is typed any more, and that is kept as well
        self.banner.show_message(
            words, "fine", action="Take them all back", on_action=lambda: self._take_back(noted.entries)
        )
        self.notify(noted.changed)

    def _take_back(self, entries: tuple[str, ...]) -> None:
        self.ask(take_back, self._taken_back, entries)

    def _taken_back(self, changed: Changed) -> None:
        """The rows stand in the table again; what was saved stays readable, marked as taken back."""
        self.table.show_rows((*self._saved, *self.table.rows()))
        self.show_status("Taken back in one step; the rows stand here again")
        self.notify(changed)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, BadRow):
            self.table.mark(error.row - 1, "times" if error.field == "times_told" else error.field)
        self.show_error(error)


def _as_text(rows: tuple[TableRow, ...]) -> str:
    """Rows as a spreadsheet would put them on the clipboard."""
    if not rows:
        return ""
    held = io.StringIO()
    csv.writer(held, delimiter="\t", lineterminator="\n").writerows(row.cells for row in rows)
    return held.getvalue()
