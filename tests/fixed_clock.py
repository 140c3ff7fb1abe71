"""A clock for tests and pictures that stands still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hru_advocate.clock import ZONE, stamp_of
from hru_advocate.domain.ledger.entry import Stamp


class FixedClock:
    """A clock that stands still, or moves on by ``step`` each time it is asked.

    ``start`` is aware. ``advance`` moves wall and ticks together.
    """

    def __init__(self, start: datetime, step: timedelta = timedelta(0)) -> None:
        if start.tzinfo is None:
            msg = "a clock starts at an aware time"
            raise ValueError(msg)
        self._start = start.astimezone(UTC)
        self._step = step
        self._passed = timedelta(0)

    def now(self) -> datetime:
        """The time on the wall: aware, in UK time."""
        moment = self._start + self._passed
        self._passed += self._step
        return moment.astimezone(ZONE)

    def stamp(self) -> Stamp:
        """The same moment as an entry keeps it; ticks count from the start."""
        ticks = self._passed // timedelta(microseconds=1) * 1000
        return stamp_of(self.now(), ticks=ticks, boot="fixed")

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self._passed += by
