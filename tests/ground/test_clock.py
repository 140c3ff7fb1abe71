from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hru_advocate.clock import SystemClock, stamp_of
from tests.fixed_clock import FixedClock

WINTER = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 10, 0, 0, 123456, tzinfo=UTC)


def test_wall_time_is_uk_time_in_winter_and_summer() -> None:
    assert FixedClock(WINTER).now().isoformat() == "2026-11-23T10:00:00+00:00"
    assert FixedClock(SUMMER).now().isoformat() == "2026-07-01T11:00:00.123456+01:00"


def test_stamp_is_utc_with_milliseconds_and_the_uk_offset() -> None:
    stamp = FixedClock(SUMMER).stamp()
    assert (stamp.utc, stamp.offset, stamp.ticks, stamp.boot) == ("2026-07-01T10:00:00.123Z", 60, 0, "fixed")


def test_stamp_keeps_milliseconds_when_there_are_none() -> None:
    assert stamp_of(WINTER, ticks=5, boot="b").utc == "2026-11-23T10:00:00.000Z"


def test_the_hour_that_happens_twice_keeps_its_two_instants() -> None:
    first = FixedClock(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)).stamp()
    second = FixedClock(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)).stamp()
    assert (first.offset, second.offset) == (60, 0)
    assert first.utc < second.utc


def test_a_fixed_clock_steps_when_asked_and_advances_when_told() -> None:
    clock = FixedClock(WINTER, step=timedelta(seconds=1))
    assert clock.now() < clock.now()
    before = clock.stamp()
    clock.advance(timedelta(minutes=5))
    assert clock.stamp().ticks - before.ticks == 301 * 1_000_000_000


def test_a_clock_refuses_a_start_without_a_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        FixedClock(datetime(2026, 11, 23, 10, 0))  # noqa: DTZ001 - the very thing that is refused


def test_the_system_clock_goes_forward_and_knows_this_start_of_the_machine() -> None:
    clock = SystemClock()
    first, second = clock.stamp(), clock.stamp()
    assert first.ticks < second.ticks
    assert first.boot == second.boot != ""
    assert first.utc <= second.utc
    assert first.utc.endswith("Z")
    assert clock.now().tzinfo is not None
