"""Bringing in a diary somebody kept: choose the file, look at every row, take them in one step."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.cases import cases
from hru_advocate.casework.changed import Changed
from hru_advocate.casework.incidents.importing import noted_already, take_diary
from hru_advocate.casework.incidents.noting import NotedIncidents, take_back
from hru_advocate.casework.incidents.offered import offered_behaviours
from hru_advocate.domain.incidents.diary.preview import Amended, Noted
from hru_advocate.domain.incidents.diary.refusals import DiaryRefused, DiaryStopped
from ui.case.incidents.diary_choices import DiaryChoices, rows_in_words
from ui.case.incidents.diary_reading import DiaryRead, DiaryReading
from ui.case.incidents.diary_rows import DiaryRows
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.files.choosing import choose_to_read
from ui.controls.labels import TextLabel, quiet, title
from ui.shell.destinations import DiaryDestination
from ui.shell.screen import Screen, ScreenContext

_ABOUT: Final = (
    "CSV, plain text, exported messages or a calendar (.ics). The file is read here and kept nowhere; nothing is saved "
    "before you take the rows. Space: take a row or not. F2: mend its when or its words."
)
_LOOK: Final = 150
"""Milliseconds between two looks at how far a reading is."""


class DiaryScreen(Screen[DiaryDestination]):
    """The diary of one case: every row in sight before anything is saved, all in one step, taken back as one."""

    title: ClassVar[str] = "A diary"
    kinds: ClassVar[frozenset[str]] = frozenset({"behaviour"})

    def __init__(self, context: ScreenContext, destination: DiaryDestination) -> None:
        super().__init__(context, destination)
        self._path = Path()
        self._reading: DiaryReading | None = None
        self._read: DiaryRead | None = None
        self._amended: dict[int, Amended] = {}
        self._held: QWidget | None = None
        """The choice by which somebody had the file read once more: it is switched off meanwhile."""
        self.whom = TextLabel("", "heading", wrap=False)
        self.choose = Button("Choose the file", "primary", keys="Ctrl O", on_click=self._choose)
        self.stop = Button("Stop", on_click=self.leave)
        self.progress = quiet("", wrap=False)
        self.choices = DiaryChoices()
        self.choices.changed.connect(lambda anew: self._look_again(anew=anew, held=self.choices.held()))
        self.held = DiaryRows()
        self.rows, self.table = self.held.rows, self.held.table
        self.rows.mended.connect(self._mend)
        self.rows.ticked.connect(self._count)
        self.take_button = Button("Take the rows", "primary", keys="Ctrl S", on_click=self.take)
        self.done_button = Button("Back to the incidents", on_click=self.back_requested.emit)
        self.gap = QWidget()
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._say_progress)
        self._lay_out()
        for keys, slot in (("Ctrl+O", self._choose), ("Ctrl+S", self.take)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        self._show_state()

    def refresh(self) -> None:
        self.ask(offered_behaviours, self.held.offer)
        self.ask_hiding(
            cases.case_page, lambda page: self.whom.setText(page.line.label.initials), self.destination.case
        )

    def first_focus(self) -> QWidget:
        return self.choose

    def panes(self) -> list[QWidget]:
        return [self.choose, self.table, self.take_button]

    def leave(self) -> None:
        """Stop what is being read, or saved: nothing of it is taken."""
        if self._reading is not None:
            self._reading.stopped.set()

    def step_back(self) -> bool:
        """Esc stops a reading first."""
        if self._reading is None:
            return False
        self.leave()
        return True

    def read_file(self, path: Path) -> None:
        """Read a file and show what would be taken; nothing is saved."""
        self.leave()
        self._path, self._read, self._amended = path, None, {}
        self.rows.forget()
        self.choices.begin()
        self.banner.clear()
        self._look_again(anew=True)

    def take(self) -> None:
        """Save the rows that are ticked, in one step."""
        if self._read is None or self._reading is not None or not self.take_button.isEnabled():
            return
        reading = self._reading = DiaryReading(
            self._path, self.context.now(), self.choices.how_to_read(), self.choices.how_to_take(), {}, {}
        )
        self._show_state()
        read = self._read
        self.ask_or(
            take_diary,
            self._taken,
            partial(self._failed, reading),
            self.destination.case,
            read.opened,
            read.preview,
            self.rows.taking(),
            reading.go_on,
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(title("A diary"))
        head.addWidget(self.whom)
        head.addStretch(1)
        begin = QHBoxLayout()
        for widget in (self.choose, self.stop, self.progress):
            begin.addWidget(widget)
        begin.addStretch(1)
        ends = QHBoxLayout()
        ends.addWidget(self.take_button)
        ends.addWidget(self.done_button)
        ends.addStretch(1)
        self.body.setSpacing(8)
        self.body.addLayout(head)
        self.body.addWidget(quiet(_ABOUT))
        self.body.addLayout(begin)
        self.body.addWidget(self.choices)
        self.body.addWidget(self.held, 1)
        self.body.addWidget(self.gap, 1)
        self.body.addLayout(ends)

    def _choose(self) -> None:
        name = choose_to_read(self, "Choose the diary")
        if name:
            self.read_file(Path(name))

    def _look_again(self, *, anew: bool, held: QWidget | None = None) -> None:
        """Read again with what is chosen now; what the case has already is asked for first."""
        if not self._path.name:
            return
        self._held = held
        self.leave()
        self.ask(noted_already, partial(self._begin, anew), self.destination.case)

    def _begin(self, anew: bool, noted: Noted) -> None:
        self.banner.clear()
        opened = self._read.opened if self._read is not None and not anew else None
        reading = self._reading = DiaryReading(
            self._path,
            self.context.now(),
            self.choices.how_to_read(),
            self.choices.how_to_take(),
            noted,
            dict(self._amended),
            opened,
        )
        self._show_state()
        self.context.bridge.when_done(
            reading.begin(), self, partial(self._show_read, reading), partial(self._failed, reading, read=True)
        )

    def _show_read(self, reading: DiaryReading, read: DiaryRead) -> None:
        if reading is not self._reading:
            return
        first, held = self._read is None, self._held
        self._reading, self._read, self._held = None, read, None
        self.choices.show_preview(read.preview)
        self.held.show_preview(read.preview)
        self._show_state()
        if first:
            self.table.setCurrentIndex(self.rows.index(0, 1))
        if held is not None:  # another choice may come next: the keyboard stays, and how it is read now is heard
            self.choices.stand_at(held)
            announce(self, f"{self.choices.said.text()} {self.take_button.text()}?")
        elif first:
            self.table.setFocus()
            rows = len(read.preview.rows)
            announce(self, f"{rows_in_words(rows)} {'is' if rows == 1 else 'are'} read. {self.take_button.text()}?")

    def _failed(self, reading: DiaryReading, error: BaseException, *, read: bool = False) -> None:
        """Say why; of a file that cannot be ``read``, nothing of an earlier reading is taken."""
        if reading is not self._reading:
            return
        held, self._reading, self._held = self._held, None, None
        if read and isinstance(error, DiaryRefused):
            self._read = None
            self.rows.forget()
            self.choices.show_refused(error)
        self._show_state()
        if self.choices.isVisible() and (held is not None or self.choices.refused):
            self.choices.stand_at(held)
        if isinstance(error, DiaryStopped):
            self.show_status("Stopped; nothing was taken")
            return
        self.show_error(error)
        announce(self, self.choices.said.text() if self.choices.refused else "")

    def _say_progress(self) -> None:
        rows = self._reading.rows if self._reading is not None else 0
        self.progress.setText(rows_in_words(rows) if rows else "Reading")

    def _show_state(self) -> None:
        """Show what can be done now: while something is read or saved, only to stop it."""
        busy, read = self._reading is not None, self._read is not None
        (self._timer.start if busy else self._timer.stop)()
        self.stop.setVisible(busy)
        self.progress.setVisible(busy)
        self._say_progress()
        self.choices.setVisible(read or self.choices.refused)
        parts: tuple[QWidget, ...] = (self.held, self.take_button)
        for widget in parts:
            widget.setVisible(read)
        self.gap.setVisible(not read)
        for part in (self.choose, self.choices, self.held.controls):
            part.setEnabled(not busy)
        self._count()

    def _count(self) -> None:
        count = sum(map(self.rows.taken, self._read.preview.rows)) if self._read is not None else 0
        self.take_button.setText(f"Take {rows_in_words(count)}")
        self.take_button.setEnabled(bool(count) and self._reading is None)

    def _mend(self, number: int, change: Amended) -> None:
        """Read again, with what somebody typed in place of a cell."""
        held = self._amended.get(number, Amended())
        self._amended[number] = Amended(change.when or held.when, change.what or held.what)
        self._look_again(anew=False)

    def _taken(self, noted: NotedIncidents) -> None:
        count = len(noted.entries)
        left = len(self._read.preview.rows) - count if self._read is not None else 0
        words = (
            f"{count:,} incidents are noted from the diary." if count != 1 else "1 incident is noted from the diary."
        )
        words += f" {rows_in_words(left)} {'was' if left == 1 else 'were'} left out." if left else ""
        self._reading, self._read, self._path = None, None, Path()
        self.held.show_preview(None)
        self._show_state()
        self.banner.show_message(
            words,
            "fine",
            action="Take them all back",
            on_action=partial(self.ask, take_back, self._taken_back, noted.entries),
        )
        self.choose.setFocus()
        self.notify(noted.changed)

    def _taken_back(self, changed: Changed) -> None:
        self.banner.show_message("Taken back in one step. What was saved stays readable, and counts nowhere.", "fine")
        self.notify(changed)
