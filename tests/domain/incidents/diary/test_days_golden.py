"""The whens people write in a diary, each read in four files: where it is placed, or which sentence asks for it.

The files are one of UK order, one of UK order with the year 2026, one with the month first and the year 2025, and
one whose order nobody has said; today is Monday 23 November 2026, 10:00. Run this file to write the table anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from hru_advocate.domain.incidents.diary import days
from hru_advocate.domain.incidents.diary.days import DayOrder, DayReader, order_of
from tests.domain.incidents.diary.made_up_diaries import NOW

GOLDEN: Final = Path(__file__).resolve().parents[3] / "golden" / "diary_days.txt"
FILES: Final[tuple[tuple[DayOrder, int | None], ...]] = (
    ("day_first", None),
    ("day_first", 2026),
    ("month_first", 2025),
    ("", None),
)
SENTENCES: Final = {text: name for name, text in vars(days).items() if name.isupper() and isinstance(text, str)}
LINES: Final = [line.split(" | ") for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


def read(when: str, reader: DayReader) -> str:
    """One when as the table writes it: from..to, ``!`` behind what is certain, the words where they changed."""
    found = reader.read(when)
    if found.missing:
        return SENTENCES[found.missing]
    told = f" ({found.moment.told})" if found.moment.told != when else ""
    until = f"..{found.moment.end}" if found.moment.end != found.moment.start else ""
    return f"{found.moment.start}{'!' if found.moment.exact else ''}{until}{told}"


def order(when: str) -> str:
    """The order one when tells of its file: U for the UK's, ? where it has to be asked, a sign for nothing told."""
    found = order_of([when], NOW)
    return ("?" if found.asked else "U") if found.any else "-"


@pytest.mark.parametrize("column", range(len(FILES)))
def test_each_when_is_read_as_it_was(column: int) -> None:
    reader = DayReader(NOW, *FILES[column])
    moved = [(line[0], found) for line in LINES if (found := read(line[0], reader)) != line[column + 1]]
    assert moved == []
    assert read(LINES[0][0], reader) == LINES[0][column + 1]  # asked again


def test_each_when_tells_the_order_of_its_file_as_it_did() -> None:
    assert [(line[0], found) for line in LINES if (found := order(line[0])) != line[-1]] == []


if __name__ == "__main__":
    readers = [DayReader(NOW, *one) for one in FILES]
    rows = (" | ".join((line[0], *(read(line[0], one) for one in readers), order(line[0]))) for line in LINES)
    GOLDEN.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8", newline="\n")
