"""The only place that asks what the time is; everyone else is handed it."""

from __future__ import annotations

import sys
import time
import uuid
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from hru_advocate.domain.ledger.entry import Stamp

ZONE: Final = ZoneInfo("Europe/London")
"""The unit works in UK time wherever the laptop thinks it is."""

_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """Tells the time. Handed to whoever needs it, so that a test can hold it still."""

    def now(self) -> datetime:
        """The time on the wall: aware, in UK time."""
        ...

    def stamp(self) -> Stamp:
        """The moment as an entry keeps it: UTC, offset, monotonic ticks and which start of the machine."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The time on the wall: aware, in UK time."""
        return datetime.now(ZONE)

    def stamp(self) -> Stamp:
        """The moment as the machine knows it; ticks go on while it sleeps, and never back."""
        return stamp_of(self.now(), ticks=_ticks(), boot=_boot())


def stamp_of(moment: datetime, *, ticks: int, boot: str) -> Stamp:
    """Write an aware moment the way entries keep it: UTC with milliseconds, offset in minutes."""
    utc = moment.astimezone(UTC)
    offset = moment.utcoffset() or timedelta(0)
    text = utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return Stamp(utc=text, offset=offset // timedelta(minutes=1), ticks=ticks, boot=boot)


def _ticks() -> int:
    """Nanoseconds since the machine started, time asleep included where the system counts it."""
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    else:  # noqa: RET505 - mypy reads only what stands under the platform it is asked about
        return time.monotonic_ns()


@cache
def _boot() -> str:
    """An id of this start of the machine; where the system does not say, which start of the program."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return str(uuid.uuid4())
