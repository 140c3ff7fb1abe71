"""Reminders of a case may rest until a day; what guards somebody never does."""

from __future__ import annotations

from datetime import date

import pytest

from hru_advocate.domain.actions.pauses import pause_on, rests

DAY, BEFORE, AFTER = date(2026, 11, 23), date(2026, 11, 22), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("until", "back"),
    [([], None), ([BEFORE], None), ([DAY], None), ([AFTER], AFTER), ([date(2027, 1, 1), AFTER], AFTER),
     ([AFTER, BEFORE], None)],
)  # fmt: skip
def test_a_pause_ends_by_itself_and_of_versions_the_one_that_ends_first(until: list[date], back: date | None) -> None:
    assert pause_on(until, DAY) == back


@pytest.mark.parametrize(
    ("slot", "level", "rest"),
    [
        ("", None, True),
        ("", "medium", True),
        ("", "high", False),
        ("contact", "standard", True),
        ("action", None, True),
        ("order", None, False),
        ("criminal_case", None, False),
        ("hearing", None, False),
        ("legal_option", None, False),
        ("meeting", None, False),
        ("safeguarding", None, False),
        ("visit", None, False),
    ],
)
def test_what_rests_and_what_is_said_all_the_same(slot: str, level: str | None, *, rest: bool) -> None:
    assert rests(AFTER, level, slot) is rest
    assert not rests(None, level, slot)
