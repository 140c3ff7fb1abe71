"""Notes beside a conversation: talk first, mark a line, file it later; wording and time are kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from hru_advocate.casework.records import entries
from hru_advocate.casework.records.entries import DraftLine, Saved, Start
from hru_advocate.domain.forms.raw_answers import plain_answer
from hru_advocate.domain.moments import day_in_words
from ui.controls.inputs import OneLine
from ui.controls.labels import Divider, TextLabel, quiet
from ui.controls.layout.cards import empty
from ui.conversation.note_row import MARKS, Note, NoteRow
from ui.form.draft_keeper import DraftKeeper
from ui.shell.screen import AnyScreen


class NotesPane(QFrame):
    """Lines of notes of one case, kept as a draft of their own and saved as a record of their own.

    ``filing`` emits ``(part, text)`` when a line is filed into the question in front: ``words`` or ``fact``.
    """

    filing = Signal(str, str)

    def __init__(self, screen: AnyScreen, case: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("Notes")
        self._owner, self._case = screen, case
        self._start: Start | None = None
        self._drafts: tuple[DraftLine, ...] = ()
        self.keeper: DraftKeeper | None = None
        self.lines: list[Note] = []
        self._shown: list[tuple[Note, str]] = []
        self.question = ""
        self.line = OneLine("Type, then Alt 1–5")
        self.line.setAccessibleName("A line of notes; Alt 1 risk, 2 need, 3 incident, 4 promise, 5 quote")
        self.line.returnPressed.connect(partial(self.add, ""))
        self.line.textEdited.connect(self._touch)
        self.line.setEnabled(False)
        screen.names.follow(self._show)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(TextLabel("Notes", "head"))
        column.addWidget(quiet("Talk first. Mark a line with Alt 1 to 5; file it later."))
        column.addLayout(self._rows)
        column.addWidget(self.line)
        column.addStretch(1)
        for number, (mark, *_rest) in enumerate(MARKS, start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), screen)
            shortcut.activated.connect(partial(self.add, mark))

    def begin(self, drafts: tuple[DraftLine, ...]) -> None:
        """Go on with the notes that are still a draft, or begin new ones."""
        self._drafts = drafts
        self._owner.ask(entries.start, self._begun, "notes", case=self._case, draft=_held(drafts))

    def come_back(self) -> None:
        """Hold the notes against the vault: the case's other conversation may have written in the same draft."""
        if self.keeper is not None and self.keeper.touched:
            self.keeper.come_back(self._again)
        elif self.keeper is not None:
            self._owner.ask(entries.drafts, self._take_up, case=self._case)

    def add(self, mark: str) -> None:
        """Keep the typed line, marked or not; the time it was typed goes with it."""
        text = self.line.text()
        if not text.strip() or self._start is None:
            self.line.setFocus()
            return
        note: Note = {"text": text, "at": f"{self._owner.context.now():%H:%M}"}
        if mark:
            note["mark"] = mark
        self.lines.append(note)
        self.line.clear()
        self._changed()

    def save(self) -> None:
        """Make a record of the notes, if there are any."""
        if self._start is not None and self._all_lines():
            raw, _reason = self.collect()
            start = self._start
            self._owner.ask(entries.save, self._saved, "notes", raw, case=self._case, draft=start.draft)

    def leave(self) -> None:
        """Keep what is typed."""
        if self.keeper is not None:
            self.keeper.flush()

    def collect(self) -> tuple[dict[str, object], str]:
        """Give what a draft or a record keeps."""
        now = self._owner.context.now()
        return {"taken": f"{day_in_words(now.date())}, {now:%H:%M}", "lines": self._all_lines()}, ""

    def _all_lines(self) -> list[Note]:
        """The lines, and what stands in the field without being one yet: it was typed, so it is kept."""
        lines = [dict(line) for line in self.lines]
        typed = self.line.text()
        return [*lines, {"text": typed, "at": f"{self._owner.context.now():%H:%M}"}] if typed.strip() else lines

    def _touch(self) -> None:
        if self.keeper is not None:
            self.keeper.touch()

    def _take_up(self, drafts: tuple[DraftLine, ...]) -> None:
        """Go on with notes that were begun elsewhere, where nothing was typed here meanwhile."""
        if _held(drafts) and self.keeper is not None and not self.keeper.touched:
            self._again(None)

    def _again(self, _draft: str | None) -> None:
        """Begin from what is kept now: whichever of the case's notes are a draft, or none."""
        if self.keeper is not None:
            again = partial(self._anew, self.line.text())
            self.keeper.hand_over(lambda: self._owner.ask(entries.drafts, again, case=self._case))

    def _anew(self, kept: str, drafts: tuple[DraftLine, ...]) -> None:
        if self.line.text() == kept:  # it is one of the lines of the draft; what was typed since is not
            self.line.clear()
        self.begin(drafts)

    def _begun(self, start: Start) -> None:
        self._start = start
        held = plain_answer(start.form.by_id["lines"], start.raw.get("lines"))
        self.lines = [dict(row) for row in held] if isinstance(held, list) else []
        self.keeper = DraftKeeper(self._owner, start, self.collect, self._drafts)
        self.line.setEnabled(True)
        self._show()

    def _changed(self) -> None:
        self._touch()
        self._show()

    def _show(self) -> None:
        """Show the lines, anew only where one is another: names are learned while somebody presses on one."""
        stand = [(dict(note), self._owner.names.hide(str(note.get("text", "")))) for note in self.lines]
        if stand == self._shown:
            return
        self._shown = stand
        empty(self._rows)
        for position, note in enumerate(self.lines):
            if position:
                self._rows.addWidget(Divider())
            row = NoteRow(note, position, self._owner.names, self._start.pronoun if self._start else "")
            row.filed.connect(partial(self._file, position))
            row.marked.connect(partial(self._mark, position))
            row.dropped.connect(partial(self._drop, position))
            self._rows.addWidget(row)

    def _file(self, position: int, part: str) -> None:
        note = self.lines[position]
        note["filed"] = self.question[:400]
        self.filing.emit(part, str(note["text"]))
        self._changed()

    def _mark(self, position: int, mark: str) -> None:
        self.lines[position]["mark"] = mark
        self._changed()

    def _drop(self, position: int) -> None:
        del self.lines[position]
        self._changed()

    def _saved(self, saved: Saved) -> None:
        if self.keeper is not None:
            self.keeper.end()
        self._owner.notify(saved.changed)


def _held(drafts: tuple[DraftLine, ...]) -> str | None:
    """The notes that are still a draft, by their id."""
    return next((line.id for line in drafts if line.form == "notes" and not line.corrects), None)
