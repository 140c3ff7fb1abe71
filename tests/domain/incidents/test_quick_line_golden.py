"""Lines about an incident, each taken apart: when, what, the words that were said, how often.

Now is Monday 23 November 2026, 10:00. Run this file to write the table anew; people read it too.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hru_advocate.domain.incidents.quick_line import read_line, read_often
from tests.domain.incidents.test_quick_line import NOW

GOLDEN: Final = Path(__file__).resolve().parents[2] / "golden" / "incident_lines.txt"
LINES: Final = [line.split(" | ") for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


def taken_apart(line: str) -> list[str]:
    """A line as the table writes it: the words for the when and their place, the rest, the quote, the count."""
    found = read_line(line, NOW)
    when = "-"
    if found.when is not None:
        until = f"..{found.when.end}" if found.when.end != found.when.start else ""
        when = f"{found.when.told} = {found.when.start or '?'}{'!' if found.when.exact else ''}{until}"
    often = found.often.times if found.often.times is not None else found.often.told
    cell = read_often(line)
    return [when, found.what or "-", found.words or "-", str(often or "-"), str(cell.times or "-")]


def test_each_line_is_taken_apart_as_it_was() -> None:
    assert [(line[0], found) for line in LINES if (found := taken_apart(line[0])) != line[1:]] == []


if __name__ == "__main__":
    rows = (" | ".join((line[0], *taken_apart(line[0]))) for line in LINES)
    GOLDEN.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8", newline="\n")
