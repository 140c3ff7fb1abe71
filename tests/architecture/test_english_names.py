"""Names of months and days are English whatever the desktop's language: no locale ever writes one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_LOCALE = re.compile(
    r"%[-#]?[aAbBcxXp]\b|\{[^{}]*:[^{}]*%[-#]?[aAbBcxXp]|QLocale\(\)|QLocale\.system|\bcalendar\.(?:month|day)_"
)
"""Calls on the locale for a name: directives of strftime in a format, Qt's own locale, the calendar's tables."""


@pytest.mark.parametrize("room", ["hru_advocate", "ui", "benchmarks"])
def test_no_name_of_a_day_or_month_comes_from_the_locale(root: Path, room: str) -> None:
    found = [
        f"{path.relative_to(root)}:{number}"
        for path in sorted((root / room).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if _LOCALE.search(line)
    ]
    assert not found, "use day_in_words, month_in_words or weekday_in_words"


@pytest.mark.parametrize(
    "line",
    [
        'f"{day:%b %Y}"',
        'f"{at:%a %H:%M}"',
        'day.strftime("%d %B")',
        "QLocale().toString(day)",
        "calendar.month_name[3]",
    ],
)
def test_what_asks_the_locale_is_seen(line: str) -> None:
    assert _LOCALE.search(line)
