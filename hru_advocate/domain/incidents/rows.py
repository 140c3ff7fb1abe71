"""Rows of a table of incidents: as they are typed, pasted from a spreadsheet, and turned into raw answers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import islice
from typing import Final

from hru_advocate.domain.incidents.behaviours import Behaviour
from hru_advocate.domain.incidents.quick_line import read_often
from hru_advocate.domain.pasted_text import cleaned
from hru_advocate.domain.text_folding import fold, words_of
from hru_advocate.errors import InvalidAnswer

COLUMNS: Final = ("happened", "what", "behaviours", "times", "where")
"""The questions of the columns, from the left."""

HEADS: Final = ("When", "What happened", "What was done", "How many times", "Where")
_HEADS: Final = frozenset({"when", "date", "day", "time", "what", "what happened", "what was done", "how many times"})
_MOST_ROWS: Final = 2_000
_PARTED: Final = re.compile(r"\s*(?:;|\u00b7|\n)\s*")


class TooManyRows(InvalidAnswer):
    """A table takes no more than 2,000 rows at once."""

    def __init__(self) -> None:
        super().__init__("what", "That is more than 2,000 rows. Nothing was taken; bring them in as a diary file.")


class EndlessCell(InvalidAnswer):
    """A cell that is longer than any line of a table."""

    def __init__(self) -> None:
        super().__init__("what", "One cell is too long for a table. Nothing was taken; is a quote not closed?")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as it stands: every cell is text."""

    happened: str = ""
    what: str = ""
    behaviours: str = ""
    times: str = ""
    where: str = ""

    @property
    def empty(self) -> bool:
        """True where nothing is typed."""
        return not any(cell.strip() for cell in astuple(self))

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells from the left."""
        return astuple(self)


def row_of(cells: Sequence[str]) -> TableRow:
    """A row from its cells, cleaned of what nobody sees; cells beyond the last column go to what happened."""
    clean = [cleaned(cell, lines=place == 1).strip() for place, cell in enumerate(cells)]
    beyond = [cell for cell in clean[len(COLUMNS) :] if cell]
    held = (clean + [""] * len(COLUMNS))[: len(COLUMNS)]
    held[1] = " · ".join((held[1], *beyond)) if beyond else held[1]
    return TableRow(*held)


def pasted_rows(text: str) -> tuple[TableRow, ...]:
    """Rows from what a spreadsheet puts on the clipboard: tabs between cells, line ends inside quotes kept.

    Its own head row is left out, and so are empty rows. Lines without a tab become rows of a when and a what only where
    the table takes them apart: they stand in the second column.

    Raises:
        TooManyRows, EndlessCell: nothing is taken.
    """
    try:  # no more are read than it takes to know that there are too many: somebody waits for the table
        found = list(islice(_rows(text), _MOST_ROWS + 1))
    except csv.Error:
        raise EndlessCell from None
    if len(found) > _MOST_ROWS:
        raise TooManyRows
    if found and {fold(cell) for cell in found[0].cells if cell} <= {*_HEADS, *map(fold, HEADS)}:
        found = found[1:]
    return tuple(found)


def kept_rows(text: str) -> tuple[TableRow, ...]:
    """Rows of a table that was typed and is not saved yet: each of them, however many and long it took in."""
    before = csv.field_size_limit(len(text) + 1)
    try:
        return tuple(_rows(text))
    finally:
        csv.field_size_limit(before)


def _rows(text: str) -> Iterator[TableRow]:
    """The rows of a text in which anything stands; raises ``csv.Error`` for an endless cell."""
    whole = re.sub(r"\r\n?|\u2028|\u2029", "\n", text)
    plain = (["", line] for line in whole.split("\n"))
    lines = csv.reader(io.StringIO(whole), delimiter="\t") if "\t" in whole else plain
    said = (cells for cells in lines if any(cell and not cell.isspace() for cell in cells))
    return (row for row in map(row_of, said) if not row.empty)


def behaviour_named(known: Mapping[str, Behaviour], text: str) -> str:
    """The id of the behaviour some words mean: its own words, or words that only one of the list holds; else ``""``."""
    folded, offered = fold(" ".join(text.split())), [one for one in known.values() if not one.hidden]
    exact = next((one.id for one in offered if fold(one.label) == folded or one.id == text.strip()), "")
    holding = behaviours_like(known, text)
    return exact or (holding[0] if len(holding) == 1 else "")


def behaviours_like(known: Mapping[str, Behaviour], text: str) -> tuple[str, ...]:
    """The ids of the behaviours on offer that hold every word of a text, in the order of the list."""
    words = words_of(text)
    offered = (one for one in known.values() if not one.hidden and words)
    return tuple(one.id for one in offered if all(word in fold(one.label) for word in words))


def raw_row(row: TableRow, known: Mapping[str, Behaviour]) -> dict[str, object]:
    """The raw answers of a row; what is empty is left out.

    Raises:
        InvalidAnswer: words in the third column mean no behaviour of the list, or several.
    """
    done = []
    for part in _PARTED.split(row.behaviours):
        if part and not (named := behaviour_named(known, part)):
            raise InvalidAnswer(
                "behaviours", "What was done is on the list with other words. Choose one that is there."
            )
        if part:
            done.append(named)
    often = read_often(row.times)
    raw: dict[str, object] = {
        "happened": row.happened or None,
        "what": row.what or None,
        "behaviours": done or None,
        "times": often.times,
        "times_told": often.told or None,
        "where": row.where or None,
    }
    return {field: value for field, value in raw.items() if value is not None}
