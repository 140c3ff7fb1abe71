"""The day an entry was written down is the day it was here: on a summer night it is still yesterday in UTC."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from hru_advocate.domain.ledger.entry import Stamp

_CUT = re.compile(r"\.utc\[:\s*(?:7|10)\s*\]")
"""A day or a month cut off the moment of an entry."""


@pytest.mark.parametrize(
    ("utc", "offset", "day"),
    [
        ("2027-06-30T22:59:59.999Z", 60, date(2027, 6, 30)),
        ("2027-06-30T23:00:00.000Z", 60, date(2027, 7, 1)),
        ("2026-12-31T23:59:59.999Z", 0, date(2026, 12, 31)),
        ("2027-01-01T00:30:00.000Z", -60, date(2026, 12, 31)),
    ],
)
def test_a_day_is_the_one_where_the_machine_stood(utc: str, offset: int, day: date) -> None:
    assert Stamp(utc, offset, 0, "boot").day == day


def test_nothing_cuts_a_day_off_the_moment_of_an_entry() -> None:
    sources = [path for room in ("hru_advocate", "ui") for path in Path(room).rglob("*.py")]
    assert len(sources) > 400
    assert [str(path) for path in sources if _CUT.search(path.read_text(encoding="utf-8"))] == []
