"""Diaries of every kind as they would be taken, and what single lines of them begin with.

Each case of the table begins with the text as Python writes it, and the rows that come of it follow, indented. Now is
Monday 23 November 2026, 10:00. Run this file to write the tables anew; people read them too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hru_advocate.domain.incidents.diary import entry_lines
from hru_advocate.domain.incidents.diary.preview import HowToTake
from hru_advocate.domain.incidents.diary.refusals import DiaryRefused
from tests.domain.incidents.diary.made_up_diaries import previewed

GOLDEN: Final = Path(__file__).resolve().parents[3] / "golden"
FILES: Final = GOLDEN / "diary_files.txt"
LINES: Final = GOLDEN / "diary_lines.txt"


def taken(text: str) -> Iterator[str]:
    """A diary as the table writes it: how it was read, then each row that would come of it, or why it is refused."""
    try:
        found = previewed(text, ".txt", how=HowToTake(year=2026))
    except DiaryRefused as refused:
        yield f"{type(refused).__name__}: {refused.message}"
        return
    file = found.file
    yield f"{file.kind} {file.parted_by} headed={file.headed} {dict(found.columns)} left out {list(found.left_out)}"
    yield f"order {found.order or '?'} asked={found.order_asked} of row {found.order_found.row} {list(found.names)}"
    for row in found.rows:
        until = f"..{row.when.end}" if row.when.end != row.when.start else ""
        when = f"{row.when.start}{'!' if row.when.exact else ''}{until}" if row.when.start else "-"
        said = [row.what, row.words_beside, row.where, row.often, row.by, row.seen_by, row.reference]
        yield f"{row.number} {row.state} {row.written!r} {when} {said} {row.why}".rstrip()


def begins(line: str) -> str:
    """What a line begins with: a whole day, a day of the month above, a time of day, a month; a time of its own."""
    starts = (entry_lines.whole_day(line), entry_lines.day_of_month(line), entry_lines.time_of_day(line))
    told = [f"{one.when} / {one.rest}{' (asked)' if one.trouble else ''}" if one else "-" for one in starts]
    clock = str(entry_lines.minutes_of(starts[2].when)) if starts[2] else "-"
    own = "".join("Y" if entry_lines.tells_own_time(line, before) else "n" for before in ("", "it ended.", "x" * 40))
    return " | ".join((*told, clock, entry_lines.month_alone(line) or "-", own))


def cases() -> list[tuple[str, list[str]]]:
    """Every case of the table of files, with its rows."""
    found: list[tuple[str, list[str]]] = []
    for line in FILES.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            found[-1][1].append(line.strip())
        else:
            found.append((ast.literal_eval(line), []))
    return found


def test_each_diary_is_taken_as_it_was() -> None:
    assert [(text, found) for text, rows in cases() if (found := list(taken(text))) != rows] == []


def test_each_line_begins_as_it_did() -> None:
    lines = [line.split(" || ") for line in LINES.read_text(encoding="utf-8").splitlines()]
    assert [(line, found) for line, kept in lines if (found := begins(line)) != kept] == []


if __name__ == "__main__":
    written = (f"{text!r}\n" + "".join(f"    {row}\n" for row in taken(text)) for text, _rows in cases())
    FILES.write_text("".join(list(written)), encoding="utf-8", newline="\n")
    kept = [line.split(" || ")[0] for line in LINES.read_text(encoding="utf-8").splitlines()]
    LINES.write_text("".join(f"{line} || {begins(line)}\n" for line in kept), encoding="utf-8", newline="\n")
