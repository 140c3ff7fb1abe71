"""Which backups stay: by days and weeks that have one, whatever a clock said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hru_advocate.casework.vault.backup_rotation import to_remove

MONDAY = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def back(days: int = 0, hours: int = 0) -> datetime:
    return MONDAY - timedelta(days=days, hours=hours)


DAILY = [back(days) for days in range(100)]

ROWS: tuple[tuple[str, list[datetime], datetime, set[datetime] | None], ...] = (
    ("nothing there but the new one", [back()], back(), set()),
    ("two of one day: the last is not alone", [back(), back(hours=2)], back(), set()),
    ("three of one day: the first goes", [back(), back(hours=2), back(hours=3)], back(), {back(hours=3)}),
    ("two of the day before: the later one stays", [back(), back(1), back(1, 2)], back(), {back(1, 2)}),
    ("seven days", DAILY[:7], back(), set()),
    ("the eighth day: a Monday, whose week has a later one", DAILY[:8], back(), {back(7)}),
    ("nine days: the ninth is the newest of its week", DAILY[:9], back(), {back(7)}),
    ("weeks: one each, eight of them", [back(7 * week) for week in range(8)], back(), set()),
    ("the ninth week goes", [back(7 * week) for week in range(9)], back(), {back(56)}),
    ("a clock far ahead once takes one place of each", [*DAILY[:6], back(-4000)], back(), set()),
    ("a clock set back: what was just made stays", [*DAILY[:70], back(5000)], back(5000), None),
)


@pytest.mark.parametrize(("why", "made", "newest", "gone"), ROWS, ids=[row[0] for row in ROWS])
def test_what_goes(why: str, made: list[datetime], newest: datetime, gone: set[datetime] | None) -> None:
    found = to_remove(made, newest)
    assert newest not in found, why
    if gone is not None:
        assert set(found) == gone


def test_a_backup_a_day_for_a_hundred_days_leaves_seven_days_and_eight_weeks() -> None:
    left = sorted(set(DAILY) - set(to_remove(DAILY, back())), reverse=True)
    assert left[:7] == DAILY[:7]
    assert len({one.isocalendar()[:2] for one in left}) == 8
    assert len(left) == 13  # this Monday and last week's six days to Tuesday stand for two of the weeks


def test_day_by_day_the_same_stay_as_all_at_once() -> None:
    held: list[datetime] = []
    for moment in reversed(DAILY):
        held.append(moment)
        held = [one for one in held if one not in to_remove(held, moment)]
    assert set(held) == set(DAILY) - set(to_remove(DAILY, back()))


def test_the_order_they_come_in_does_not_matter() -> None:
    assert to_remove(DAILY, back()) == to_remove(list(reversed(DAILY)), back())
    assert list(to_remove(DAILY, back())) == sorted(to_remove(DAILY, back()))
