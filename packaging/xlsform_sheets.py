"""The sheets of an XLSForm as rows: of a workbook, or of a folder with each saved as CSV. Neither is trusted."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Final

from openpyxl import load_workbook

from hru_advocate.paths import open_plain

MOST_BYTES: Final = 4 * 1024 * 1024
MOST_ROWS: Final = 5000
_MOST_UNPACKED: Final = 64 * 1024 * 1024
_MOST_COLUMNS: Final = 200
_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm"})

Row = Mapping[str, str]


class Unusable(Exception):
    """Lines that cannot be said as a form here, each with its sheet and number."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


def rows_of(place: Path, name: str) -> list[Row]:
    """The rows of a sheet by the names of its columns; none where there is no such sheet.

    Raises:
        Unusable: it cannot be read, or is larger than any form.
    """
    if place.suffix.lower() in _WORKBOOKS:
        found = _of_workbook(place, name)
    else:
        path = place / f"{name}.csv"
        found = _of_csv(path) if path.exists() else []
    if len(found) > MOST_ROWS:
        raise Unusable([f"{name}: it has more than {MOST_ROWS:,} rows"])
    return found


def _of_csv(path: Path) -> list[Row]:
    try:
        text = _read(path).decode("utf-8-sig")
        found = list(csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True))
    except (OSError, ValueError, csv.Error):
        raise Unusable([f"{path.name}: it cannot be read as CSV in UTF-8"]) from None
    return [{_column(key): str(value or "").strip() for key, value in row.items()} for row in found]


def _of_workbook(path: Path, name: str) -> list[Row]:
    """The rows of one sheet; its name counts whichever capitals it has, as in other tools for such forms."""
    data = _read(path)
    refused = f"{path.name}: it cannot be read as a workbook; save its sheets as CSV in one folder instead"
    try:
        _look_over(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = next((book[title] for title in book.sheetnames if title.strip().lower() == name), None)
        if sheet is None or not hasattr(sheet, "iter_rows"):
            return []
        lines = list(islice(sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS), MOST_ROWS + 2))
    except Unusable:
        raise
    except Exception:  # noqa: BLE001 - whatever a reader of somebody's file falls over, it says one sentence
        raise Unusable([refused]) from None
    return list(_by_column(lines))


def _look_over(data: bytes) -> None:
    """Refuse a workbook that would unpack to more than any form, or that defines words of its own to unfold."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(one.file_size for one in packed.infolist()) > _MOST_UNPACKED:
            raise Unusable(["the workbook unpacks to more than 64 MB"])
        for one in packed.infolist():
            if one.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in packed.read(one):
                raise Unusable(["the workbook defines words of its own, which no spreadsheet program writes"])


def _by_column(lines: Sequence[Iterable[object]]) -> Iterator[Row]:
    if not lines:
        return
    columns = [_column(value) for value in lines[0]]
    for line in lines[1:]:
        yield {column: _said(value) for column, value in zip(columns, line, strict=False) if column}


def _column(value: object) -> str:
    return str(value or "").strip().lower()


def _said(value: object) -> str:
    """A cell as its CSV would have it: a spreadsheet program makes TRUE of yes, and 3.0 of 3."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value if value is not None else "").strip()


def _read(path: Path) -> bytes:
    try:
        with open_plain(path) as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        raise Unusable([f"{path.name}: it cannot be read"]) from None
    if len(data) > MOST_BYTES:
        raise Unusable([f"{path.name}: it is larger than 4 MB"])
    return data
