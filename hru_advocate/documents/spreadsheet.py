"""Rows for a spreadsheet: the one place that writes CSV, in which no cell begins a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff".encode()
"""Stands before the first row of a file, so that spreadsheets read it as UTF-8."""
_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The signs a spreadsheet takes for a formula's beginning, the wide ones of East Asian keyboards too."""


def csv_rows(rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as CSV in UTF-8; a text that would begin a formula has an apostrophe before it."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([_cell(one) for one in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    begins = value.startswith(_BEGINS_A_FORMULA) or value.lstrip().startswith(_BEGINS_A_FORMULA)
    return f"'{value}" if begins else value
