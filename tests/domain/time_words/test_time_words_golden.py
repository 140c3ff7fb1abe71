"""Two thousand ways to say a time, each placed from three moments on both sides; run this file to write them anew.

The table is read by people too: each line is what was said, and the place of it asked behind and ahead of
Saturday 28 November 2026 at 15:00, of Monday 28 February 2028 at 08:30, and of Sunday 3 January 2027 at 00:20.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from hru_advocate.domain.moments import TimeDirection, read_moment

GOLDEN: Final = Path(__file__).resolve().parents[2] / "golden" / "told_times.txt"
LONDON: Final = ZoneInfo("Europe/London")
MOMENTS: Final = (
    datetime(2026, 11, 28, 15, 0, tzinfo=LONDON),
    datetime(2028, 2, 28, 8, 30, tzinfo=LONDON),
    datetime(2027, 1, 3, 0, 20, 30, tzinfo=LONDON),
)
SIDES: Final[tuple[TimeDirection, ...]] = ("past", "future")
ASKED: Final = [(now, side) for now in MOMENTS for side in SIDES]
LINES: Final = [line.split(" | ") for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


def placed(told: str, now: datetime, side: TimeDirection) -> str:
    """The place of a time as the table writes it: from..to, ``!`` behind what is certain, ``-`` for none."""
    moment = read_moment(told, now, side)
    until = f"..{moment.end}" if moment.end != moment.start else ""
    return f"{moment.start}{'!' if moment.exact else ''}{until}" if moment.start else "-"


@pytest.mark.parametrize("column", range(len(ASKED)))
def test_each_time_is_placed_as_it_was(column: int) -> None:
    now, side = ASKED[column]
    moved = [(line[0], found) for line in LINES if (found := placed(line[0], now, side)) != line[column + 1]]
    assert moved == []


def test_each_time_stands_once_and_most_are_understood() -> None:
    assert len({told for told, *_places in LINES}) == len(LINES)
    assert sum({*places} == {"-"} for _told, *places in LINES) < len(LINES) / 8


HALF_HOURS: Final = [f"{half // 2:02}:{half % 2 * 30:02}" for half in range(48)]
PARTS: Final = """
early 00:00-09:00 00:00-10:00 | early hours 00:00-05:00 00:00-06:00 | small hours 00:00-05:00 00:00-06:00
very early morning 02:00-07:00 00:00-08:00 | early morning 05:00-08:00 00:00-09:00
first thing 05:00-08:00 00:00-09:00 | dawn 04:00-08:00 03:00-09:00 | breakfast time 07:00-10:00 06:00-11:00
mid morning 09:30-11:30 09:00-12:00 | late morning 10:00-12:00 09:00-12:00 | morning 06:00-12:00 00:00-12:00
am 06:00-12:00 00:00-12:00 | lunchtime 12:00-14:00 11:00-15:00 | early afternoon 12:00-14:00 12:00-15:00
mid afternoon 14:00-16:00 13:30-17:00 | late afternoon 15:00-18:00 14:00-19:00 | afternoon 12:00-18:00 12:00-18:30
pm 12:00-18:00 12:00-23:30 | teatime 16:00-19:00 15:00-19:00 | dusk 16:00-22:00 15:00-23:00
early evening 17:00-19:00 16:00-20:00 | evening 17:00-22:00 16:00-23:30 | late evening 20:00-00:00 19:00-23:30
last thing 20:00-00:00 19:00-23:30 | after dark 16:00-00:00 15:00-06:00 | late 21:00-00:00 18:00-06:00
late night 22:00-00:00 18:00-06:00 | night 20:00-00:00 18:00-06:00 | bedtime 20:00-00:00 18:00-01:00
overnight 20:00-06:00 18:00-09:00
"""


@pytest.mark.parametrize("row", PARTS.strip().replace("\n", " | ").split(" | "))
def test_each_part_of_a_day_has_its_hours_and_takes_a_clock_time_only_within_the_widest(row: str) -> None:
    part, said, widest = row.rsplit(" ", 2)
    whole = read_moment(f"yesterday {part}", MOMENTS[0])
    assert whole.start is not None
    assert whole.end is not None
    assert f"{whole.start[11:]}-{whole.end[11:]}" == said
    read = [read_moment(f"yesterday {part} at {at}", MOMENTS[0]).start or "" for at in HALF_HOURS]
    taken = sorted(start for start in read if "T" in start)
    assert f"{taken[0][11:]}-{taken[-1][11:]}" == widest
    assert taken[0][:10] == "2026-11-27"
    between = datetime.fromisoformat(taken[-1]) - datetime.fromisoformat(taken[0])
    assert len(taken) == between.total_seconds() / 1800 + 1


if __name__ == "__main__":
    rows = (" | ".join((told, *(placed(told, *one) for one in ASKED))) for told, *_places in LINES)
    GOLDEN.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8", newline="\n")
