"""A diary as a spreadsheet saves it: cells parted by commas, semicolons, tabs or strokes, quoted as in CSV."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice
from typing import Final

from hru_advocate.domain.incidents.diary.columns import head_place, heads_of
from hru_advocate.domain.incidents.diary.day_in_parts import day_parts_joined
from hru_advocate.domain.incidents.diary.letters import Letters
from hru_advocate.domain.incidents.diary.refusals import BrokenRow, EmptyDiary
from hru_advocate.domain.incidents.diary.rows import LONGEST_LINE, DiaryFile, GoOn, SourceRow, counted

PARTED_BY: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_LOOK: Final = 40
_MOST_COLUMNS: Final = 200
_SEP: Final = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
_ABOVE: Final = "It stands above the names of the columns."
_TOO_MANY: Final = "It has {0} cells where the file has {1} columns: words with the sign between the cells want quotes."


def parting_sign(text: str) -> str:
    """The sign that parts the cells: the one that gives the most rows the same number of cells, two or more."""
    if found := _SEP.match(text):
        return found[1]
    best, sign = 0.0, ""
    for one in PARTED_BY:
        counts = _counts(text, one)
        usual = max(set(counts), key=counts.count, default=0)
        share = counts.count(usual) / len(counts) if counts else 0.0
        if usual > 1 and share + usual / 1000 > best:
            best, sign = share + usual / 1000, one
    return sign


def looks_like_cells(text: str) -> bool:
    """Say whether a text without any name is surely cells: nearly every row has the same number of them."""
    sign = parting_sign(text)
    counts = _counts(text, sign) if sign else []
    if sign == "\t" and (pasted := _pasted_table(text)):
        counts = [len(cells) for cells in pasted]
    usual = max(set(counts), key=counts.count, default=0)
    return len(counts) > 1 and counts.count(usual) >= 0.9 * len(counts)


def read_cells(letters: Letters, *, headed: bool | None, go_on: GoOn) -> DiaryFile:
    """The rows of a CSV file; ``headed`` says whether the first names the columns, ``None`` finds it out.

    Raises:
        BrokenRow: a quote is not closed, or a cell does not end; where the next row begins cannot be told.
        EmptyDiary, TooManyDiaryRows, DiaryStopped: nothing is taken.
    """
    sign = parting_sign(letters.text) or ","
    found = _SEP.match(letters.text)
    text = letters.text[found.end() :] if found else letters.text
    lines = _pasted_table(text) if sign == "\t" else []
    if not lines:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    if len(cells) > _MOST_COLUMNS:
                        raise BrokenRow(len(lines) + 1, f"It has more than {_MOST_COLUMNS} cells.")
                    lines.append(cells)
                    counted(len(lines) - (headed is not False), go_on)
        except csv.Error as error:
            raise BrokenRow(len(lines) + 1, _said(str(error))) from None
    if not lines:
        raise EmptyDiary
    place = head_place(lines, headed=headed)
    heads = heads_of(lines[place:], headed=headed)
    heads, lines = day_parts_joined(heads, lines, place)
    above, body = (lines[:place], lines[place + 1 :]) if heads else ([], lines)
    if not body:
        raise EmptyDiary
    counted(len(above) + len(body), go_on)
    return _filed(letters, heads, above, body, sign)


def _pasted_table(text: str) -> list[list[str]]:
    """The rows of a table pasted from a document, where a quote is a word and no sign: nothing for any other text.

    Every line has as many cells, and reading its quotes as CSV does would break it or take some rows or cells for one.
    """
    rows = [line.split("\t") for line in re.split(r"\r\n|\n|\r", text) if line.strip()]
    width = len(rows[0]) if rows else 0
    if not 1 < width <= _MOST_COLUMNS or any(
        len(cells) != width or max(len(cell) for cell in cells) > LONGEST_LINE for cells in rows
    ):
        return []
    try:
        as_csv = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
        widths = [len(cells) for cells in as_csv if any(cell.strip() for cell in cells)]
        same = len(widths) == len(rows) and len(set(widths)) == 1
    except csv.Error:
        return rows
    return [] if same else rows


def _filed(
    letters: Letters, heads: tuple[str, ...], above: list[list[str]], body: list[list[str]], sign: str
) -> DiaryFile:
    width = len(heads) or _usual(body)
    names = heads or tuple(f"Column {place}" for place in range(1, width + 1))
    rows = []
    for number, cells in enumerate([*above, *body], start=1):
        filled = [cell for cell in cells[width:] if cell.strip()]
        trouble = _ABOVE if number <= len(above) else _TOO_MANY.format(len(cells), width) if filled else ""
        held = (*cells[: width - 1], sign.join(cells[width - 1 :])) if filled else tuple(cells[:width])
        rows.append(SourceRow(number, held + ("",) * (width - len(held)), trouble=trouble))
    return DiaryFile("csv", letters, names, tuple(rows), PARTED_BY[sign], bool(heads))


def _usual(body: list[list[str]]) -> int:
    """The number of cells most rows have."""
    counts = [len(cells) for cells in body]
    return max(set(counts), key=lambda one: (counts.count(one), one))


def _counts(text: str, sign: str) -> list[int]:
    """The number of cells of each of the first rows, with this sign."""
    reader = csv.reader(io.StringIO(text[: 64 * 1024], newline=""), delimiter=sign)
    try:
        return [len(cells) for cells in islice(reader, _LOOK) if any(cell.strip() for cell in cells)]
    except csv.Error:
        return []


def _said(fault: str) -> str:
    """The fault of a row, in words."""
    if "field larger" in fault:
        return "A cell of it does not end."
    if "unexpected end" in fault:
        return "A quote begins in it that is never closed."
    return "Its quotes are not as CSV writes them."
