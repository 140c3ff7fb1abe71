"""A diary file read whole: what kind it is, by its letters and its name's ending, and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hru_advocate.domain.incidents.diary.calendar import looks_like_calendar, read_calendar
from hru_advocate.domain.incidents.diary.cells import looks_like_cells, read_cells
from hru_advocate.domain.incidents.diary.entries import looks_like_messages, read_entries, read_messages
from hru_advocate.domain.incidents.diary.letters import read_letters
from hru_advocate.domain.incidents.diary.refusals import BrokenCalendar
from hru_advocate.domain.incidents.diary.rows import DiaryFile, DiaryKind, GoOn, go_on_always

_ENDINGS: Final[dict[str, DiaryKind]] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".ics": "calendar",
    ".ical": "calendar",
    ".ifb": "calendar",
}


@dataclass(frozen=True, slots=True)
class HowToRead:
    """Things said of a file: its kind, its letters, whether its first row names the columns. Empty: find out."""

    kind: DiaryKind | None = None
    encoding: str = ""
    headed: bool | None = None


def read_diary(
    data: bytes, ending: str, now: datetime, how: HowToRead | None = None, go_on: GoOn = go_on_always
) -> DiaryFile:
    """The rows of a diary file; ``ending`` is that of its name, such as ``.csv``.

    Raises:
        DiaryRefused: one of its kinds, each a sentence; nothing is taken.
        DiaryStopped: it was not to go on.
    """
    how = how or HowToRead()
    letters = read_letters(data, how.encoding)
    kind = how.kind or _kind_of(letters.text, ending)
    if kind == "calendar":
        if not looks_like_calendar(letters.text):
            raise BrokenCalendar(1, "It does not begin as a calendar does.")
        return read_calendar(letters, now, go_on)
    if kind == "csv":
        return read_cells(letters, headed=how.headed, go_on=go_on)
    return read_messages(letters, go_on) if kind == "messages" else read_entries(letters, go_on)


def _kind_of(text: str, ending: str) -> DiaryKind:
    named = _ENDINGS.get(ending.lower())
    if looks_like_calendar(text) or named == "calendar":
        return "calendar"
    if looks_like_messages(text):  # also in a file called .csv: commas in a message part no cells
        return "messages"
    if named is not None:
        return named
    return "csv" if looks_like_cells(text) else "text"
