"""Reading a diary file on a thread of its own, so that a hundred thousand rows never freeze the window."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from hru_advocate.casework.incidents.importing import OpenedDiary, look_over, open_diary
from hru_advocate.domain.incidents.diary.preview import Amended, DiaryPreview, HowToTake, Noted
from hru_advocate.domain.incidents.diary.reading import HowToRead


@dataclass(frozen=True, slots=True)
class DiaryRead:
    """A diary file as it was read, and what would be taken of it."""

    opened: OpenedDiary
    preview: DiaryPreview


@dataclass(slots=True)
class DiaryReading:
    """One reading: it can be asked how far it is, and be stopped. ``opened`` is the file where it was read before."""

    path: Path
    now: datetime
    read: HowToRead
    take: HowToTake
    noted: Noted
    amended: dict[int, Amended]
    opened: OpenedDiary | None = None
    rows: int = 0
    stopped: Event = field(default_factory=Event)

    def begin(self) -> Future[DiaryRead]:
        """Begin on a thread of its own."""
        found: Future[DiaryRead] = Future()
        Thread(target=self._run, args=(found,), daemon=True).start()
        return found

    def go_on(self, rows: int) -> bool:
        """Hear how far it is, and say whether to go on."""
        self.rows = rows
        return not self.stopped.is_set()

    def _run(self, found: Future[DiaryRead]) -> None:
        """Values only, on a thread of its own."""
        try:
            opened = self.opened or open_diary(self.path, self.now, self.read, self.go_on)
            preview = look_over(opened, self.take, self.now, noted=self.noted, amended=self.amended, go_on=self.go_on)
            found.set_result(DiaryRead(opened, preview))
        except Exception as error:  # noqa: BLE001 - it is said on the screen by whoever waits
            found.set_exception(error)
