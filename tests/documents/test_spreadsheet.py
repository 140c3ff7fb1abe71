"""CSV: one writer, no cell a formula, and what was typed read back."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from hru_advocate.documents.spreadsheet import csv_rows

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\uff1d1", "\uff0b1", "\uff0d1")


@pytest.mark.parametrize("typed", FORMULAS)
def test_no_cell_begins_a_formula(typed: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_rows([["x", typed]]).decode(), newline=""))
    assert row == ["x", f"'{typed}"]


@pytest.mark.parametrize("typed", ["plain", 'with "marks"', "a, b", "two\nlines", "", "'", "a=b", "Zoë ż ਪ"])
def test_other_words_come_back_as_they_were(typed: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_rows([[typed, -3]]).decode(), newline=""))
    assert row == [typed, "-3"]


def test_there_is_one_writer_of_csv(root: Path) -> None:
    writing = re.compile(r"csv\.writer|DictWriter")
    found = [
        path.relative_to(root).as_posix()
        for room in ("hru_advocate", "ui")
        for path in (root / room).rglob("*.py")
        if writing.search(path.read_text(encoding="utf-8"))
    ]
    kept = "ui/case/incidents/table_screen.py"  # rows being typed, kept in the vault and read back as they are
    assert sorted(found) == ["hru_advocate/documents/spreadsheet.py", kept]
