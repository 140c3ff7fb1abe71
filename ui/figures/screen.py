"""The page of figures: a period and an area are chosen, a table at the left, its picture and numbers at the right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from hru_advocate.casework.outcomes.counting import CountedSoFar, count_some
from hru_advocate.casework.outcomes.figures import FiguresPage, FiguresRequest, figures, figures_csv, figures_pdf
from hru_advocate.casework.outcomes.standing import STANDING, standing
from hru_advocate.casework.paper.leaving import save_file
from hru_advocate.domain.outcomes.report import HOW, FigureSection, FigureTable
from hru_advocate.errors import AdvocateError
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.chart_view import ChartView
from ui.controls.files.choosing import choose_to_write
from ui.controls.inputs import bare
from ui.controls.labels import heading, quiet, title
from ui.controls.layout.cards import Row, empty
from ui.controls.layout.flow_layout import flowing
from ui.controls.lists.line_list import ListLine
from ui.controls.lists.list_and_page import ListAndPage
from ui.controls.tick_boxes import Dropdown
from ui.figures.numbers_table import NumbersTable
from ui.shell.destinations import FiguresDestination
from ui.shell.printing import PrinterRefused, choose_printer, send_to
from ui.shell.screen import Screen, ScreenContext

_NONE_YET: Final = (
    "Figures are told for quarters and years that have ended. None has ended yet in which anybody was referred."
)
_STOPPED: Final = "Counting was stopped. Nothing is lost: it goes on from there."
_A_PIECE: Final = 40
"""The cases counted at a time: whoever asks for anything else waits no longer than for those."""
_TOO_FEW: Final = "Too few to show anything of it."


class FiguresNotWritten(AdvocateError):
    """The file could not be written there. The vault is safe; choose another place."""


class FiguresScreen(Screen[FiguresDestination]):
    """One table at a time, so that the page stays light however much is counted."""

    title: ClassVar[str] = "Figures"

    def __init__(self, context: ScreenContext, destination: FiguresDestination) -> None:
        super().__init__(context, destination, scrolls=False)
        self._page: FiguresPage | None = None
        self._tables: dict[str, tuple[str, FigureTable]] = {}
        self._counted = self._counts = self._stopped = False
        self.period, self.where = Dropdown("Period"), Dropdown("Area")
        self.period.activated.connect(self._other_period)
        self.where.activated.connect(self._ask)
        self.print = Button("Print", on_click=self._print)
        self.save_pdf = Button("Save as PDF", on_click=partial(self._save, "pdf"))
        self.save_csv = Button("Save for a spreadsheet", on_click=partial(self._save, "csv"))
        self._note = quiet("")
        self.stop = Button("Stop counting", on_click=self._stop_counting)
        self.stop.hide()
        right = QWidget()
        self._right = bare(right, gap=10)
        self.both = ListAndPage("Figures", right, f"Choose what to see. {HOW}")
        self.both.chosen.connect(self._show_table)
        self.body.setSpacing(12)
        self.body.addWidget(Row().add(title("Figures")).add_words(self._note))
        self.body.addWidget(flowing(self.stop, self.period, self.where, self.print, self.save_pdf, self.save_csv))
        self.body.addWidget(self.both, 1)

    def refresh(self) -> None:
        if not self._stopped:
            self._ask()

    def first_focus(self) -> QWidget:
        return self.period

    def panes(self) -> list[QWidget]:
        return [self.period, *self.both.panes()]

    def step_back(self) -> bool:
        return self.both.step_back()

    def _wanted(self) -> FiguresRequest:
        return FiguresRequest(self.period.chosen(), self.where.chosen(), with_cover=False)

    def _other_period(self) -> None:
        """One area is told for a whole year only."""
        if "-" in self.period.chosen():
            self.where.set_choices((("", self.where.itemText(0)),))
        self._ask()

    def leave(self) -> None:
        self._counts = self._stopped = False

    def _ask(self) -> None:
        """Ask for the figures; where the cases were never counted that goes before, piece by piece."""
        self._counts, self._stopped = True, False
        self.stop.setText("Stop counting")
        self.ask(count_some, self._go_on, _A_PIECE)

    def _go_on(self, far: CountedSoFar) -> None:
        if far.over:
            self._stopped = False
            self._show_counting("")
            self.ask(figures, self._show, self._wanted())
        elif self._counts:
            self._show_counting(f"Counting the cases for the first time: {far.done:,} of {far.of:,}")
            self.ask(count_some, self._go_on, _A_PIECE)

    def _show_counting(self, words: str) -> None:
        if words and self.stop.isHidden():
            self.stop.show()
            announce(self, words)
        elif not words and not self.stop.isHidden():
            if self.stop.hasFocus():
                self.period.setFocus()
            self.stop.hide()
        self._note.setText(words)

    def _stop_counting(self) -> None:
        """Leave off, or go on: what was counted so far is counted."""
        if not self._counts:
            self._ask()
            return
        self._counts, self._stopped = False, True
        self.stop.setText("Count on")
        self._note.setText(_STOPPED)
        announce(self, _STOPPED)

    def _show(self, page: FiguresPage) -> None:
        self._page = page
        self._counted = False
        for button in (self.print, self.save_pdf, self.save_csv):
            button.setEnabled(not page.nothing)
        self.period.set_choices(page.periods)
        self.period.setCurrentIndex(max(self.period.findData(page.period), 0))
        self.where.set_choices(page.areas if "-" not in page.period else page.areas[:1])
        self.where.setCurrentIndex(max(self.where.findData(page.area), 0))
        self._note.setText(_NONE_YET if page.nothing else "Numbers under five are not shown")
        self._tables = {table.id: (section.title, table) for section in page.sections for table in section.tables}
        lines = [
            ListLine(table.title, section if table.shows else f"{section} · too few to show")
            for section, table in self._tables.values()
        ]
        self.both.show_lines(list(self._tables), lines)
        if self.both.shown in self._tables:
            self._show_table(self.both.shown)

    def _show_table(self, name: str) -> None:
        if name not in self._tables:
            return
        section, table = self._tables[name]
        if name == STANDING and not self._counted:  # plans take longest: only who looks waits for them
            self._counted = True
            self.ask(standing, self._show_standing)
        empty(self._right)
        self._right.addWidget(heading(table.title))
        self._right.addWidget(quiet(f"{section} · {self._chosen_words()}"))
        if table.note:
            self._right.addWidget(quiet(table.note))
        if table.shows:
            self._right.addWidget(ChartView(table))
        else:
            self._right.addWidget(quiet(_TOO_FEW))
        numbers = NumbersTable()
        numbers.show_table(table)
        self._right.addWidget(numbers)
        if table.said:
            self._right.addWidget(quiet(table.said))
        self._right.addWidget(quiet(HOW))
        self.both.show_page()

    def _show_standing(self, found: FigureSection) -> None:
        self._tables[STANDING] = (found.title, found.tables[0])
        if self.both.shown == STANDING:
            self._show_table(STANDING)

    def _chosen_words(self) -> str:
        return f"{self._page.period_words}, {self._page.area_words}" if self._page else ""

    def _print(self) -> None:
        self.ask(figures_pdf, self._send, replace(self._wanted(), with_cover=True))

    def _send(self, pdf: bytes) -> None:
        printer = choose_printer(self)
        if printer is None:
            return
        try:
            send_to(printer, pdf)
        except PrinterRefused as error:
            self.show_error(error)
            return
        self.show_status("Figures printed")

    def _save(self, kind: str) -> None:
        name = f"figures-{self._page.period}.{kind}" if self._page else f"figures.{kind}"
        path = choose_to_write(self, name, f"{kind.upper()} (*.{kind})")
        if path and kind == "pdf":
            self.ask(figures_pdf, partial(self._write, path), replace(self._wanted(), with_cover=True))
        elif path and self._page is not None:
            self._write(path, figures_csv(self._page))

    def _write(self, path: str, data: bytes) -> None:
        def written(_nothing: None) -> None:
            self.show_status("Figures saved")

        def refused(error: BaseException) -> None:
            self.show_error(FiguresNotWritten() if isinstance(error, OSError) else error)

        self.ask_or(save_file, written, refused, Path(path), data)
