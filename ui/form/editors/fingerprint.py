"""Editor for the SHA-256 of a file: typed, or worked out of a chosen file, which is kept nowhere."""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from pathlib import Path
from threading import Event, Thread

from PySide6.QtWidgets import QHBoxLayout

from hru_advocate.casework.incidents.evidence import fingerprint
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.raw_answers import text_of
from ui.controls.announcements import sentence_for
from ui.controls.buttons import Button
from ui.controls.files.choosing import choose_to_read
from ui.controls.inputs import HintLine, OneLine, bare
from ui.form.editor import Editor, EditorContext
from ui.shell.async_bridge import AsyncBridge


class FingerprintEditor(Editor):
    """A line of digits, and a button that reads a file for them on a thread of its own."""

    def __init__(self, asked: Field, context: EditorContext) -> None:
        super().__init__(asked, context)
        self._bridge = AsyncBridge()
        self._stop: Event | None = None
        self.line = OneLine("64 digits and letters a to f")
        self.choose = Button("Choose the file", on_click=self._choose)
        self.hint = HintLine()
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.choose)
        column = bare(self.body, gap=2)
        column.addLayout(row)
        column.addWidget(self.hint)
        self.line.textEdited.connect(self.changed)
        self.setFocusProxy(self.line)

    def read(self) -> object:
        return self.line.text() or None

    def put(self, value: object) -> None:
        self.line.show_text(text_of(value))
        self.hint.setText("")

    def name_inputs(self, words: str) -> None:
        self.line.setAccessibleName(words)
        self.choose.setAccessibleName(f"Choose the file: {words}")

    def read_file(self, file: Path) -> None:
        """Work a file's SHA-256 out, away from the window's thread; a second file stops the first."""
        self._end()
        stop = self._stop = Event()
        self.choose.setText("Stop reading")
        self.destroyed.connect(stop.set)
        found: Future[str] = Future()
        Thread(target=_read, args=(file, stop, found), daemon=True).start()
        self._bridge.when_done(found, self, partial(self._take, stop), partial(self._say, stop))
        self.hint.set_tone(None)
        self.hint.setText("Reading the file. You can go on meanwhile.")

    def _choose(self) -> None:
        if self._stop is not None:
            self._end()
            self.hint.setText("The reading was stopped. Nothing was noted.")
            return
        name = choose_to_read(self, "Choose what shows it")
        if name:
            self.read_file(Path(name))

    def _take(self, stop: Event, digits: str) -> None:
        if stop is not self._stop:
            return
        self._end()
        self.line.show_text(digits)
        self.hint.setText("Read to its end. The file stays where it is; nothing of it is kept here.")
        self.changed.emit()

    def _say(self, stop: Event, error: BaseException) -> None:
        if stop is not self._stop:
            return
        self._end()
        self.hint.set_tone("caution")
        self.hint.setText(sentence_for(error))

    def _end(self) -> None:
        """Nothing is read any more."""
        if self._stop is not None:
            self._stop.set()
        self._stop = None
        self.choose.setText("Choose the file")


def _read(file: Path, stop: Event, found: Future[str]) -> None:
    """Runs on a thread of its own: values only."""
    try:
        found.set_result(fingerprint(file, lambda: not stop.is_set()))
    except Exception as error:  # noqa: BLE001 - it is said on the screen by whoever waits
        found.set_exception(error)
