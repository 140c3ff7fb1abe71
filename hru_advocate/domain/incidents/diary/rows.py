"""The contents of a diary file, whatever kind it is: rows of cells below names of columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from hru_advocate.domain.incidents.diary.letters import Letters
from hru_advocate.domain.incidents.diary.refusals import DiaryStopped, TooManyDiaryRows
from hru_advocate.domain.moments import Moment

DiaryKind = Literal["csv", "text", "messages", "calendar"]
KIND_WORDS: Final = {
    "csv": "CSV file",
    "text": "text file",
    "messages": "export of messages",
    "calendar": "calendar file",
}
"""A kind of diary file in words: all that is kept of its name."""

MOST_ROWS: Final = 100_000
LONGEST_LINE: Final = 131_072
"""Characters of one line or cell; a longer one is refused."""

GoOn = Callable[[int], bool]
"""Told how many rows are read; answers whether to go on."""

_STEP: Final = 256


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row as the file has it. ``moment`` is its time where the file says it by rule, as a calendar does.

    ``trouble`` is why it cannot be taken as it stands, in a sentence.
    """

    number: int
    cells: tuple[str, ...]
    moment: Moment | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class DiaryFile:
    """The rows of a file, the names of its columns, and how it was read: nothing of it is left out unsaid."""

    kind: DiaryKind
    letters: Letters
    columns: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    parted_by: str = ""
    headed: bool = False


def go_on_always(_rows: int) -> bool:
    """Read on."""
    return True


def polled(lines: int, rows: int, go_on: GoOn) -> None:
    """Say how far the reading is by its lines, of which many may be one row.

    Raises:
        DiaryStopped: it is not to go on.
    """
    if lines % _STEP == 0 and not go_on(rows):
        raise DiaryStopped


def counted(rows: int, go_on: GoOn) -> None:
    """Say how far the reading is.

    Raises:
        TooManyDiaryRows: there are more than 100,000.
        DiaryStopped: it is not to go on.
    """
    if rows > MOST_ROWS:
        raise TooManyDiaryRows
    if rows % _STEP == 0 and not go_on(rows):
        raise DiaryStopped
