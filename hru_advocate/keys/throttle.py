"""A growing pause after failed attempts, kept in a small file outside the vault.

It slows hands at the keyboard, nothing else: whoever can copy the files guesses elsewhere, and there the stretching
counts. So it never locks anyone out for good, and neither a damaged file nor a wrong clock can.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated

import msgspec

from hru_advocate.paths import give_name, open_plain

LONGEST_SECONDS = 60.0
_MOST_BYTES = 1024


class _Failures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The number of attempts in a row that failed, and when the last did, in seconds since 1970."""

    count: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0
    last: float = 0.0


class Throttle:
    """Counts failures in one file; the time is handed in, in seconds since 1970.

    A file that cannot be written keeps nobody out: the count then lives in memory only.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._failures = self._load()

    @property
    def count(self) -> int:
        """The number of attempts in a row that failed."""
        return self._failures.count

    def wait(self, now: float) -> float:
        """Seconds still to wait before the next attempt, 0 to 60."""
        if now < self._failures.last:
            # The clock was set back: count from here on, or the pause would last until it has caught up.
            self._keep(_Failures(self._failures.count, now))
        return max(0.0, self._failures.last + pause(self._failures.count) - now)

    def failed(self, now: float) -> float:
        """Note a failed attempt; returns the pause that follows, in seconds."""
        self._keep(_Failures(min(self._failures.count + 1, 1_000_000), now))
        return pause(self._failures.count)

    def succeeded(self) -> None:
        """Forget the failures."""
        self._failures = _Failures()
        with contextlib.suppress(OSError):
            self._path.unlink()

    def _load(self) -> _Failures:
        try:
            with open_plain(self._path) as file:
                return msgspec.json.decode(file.read(_MOST_BYTES), type=_Failures)
        except (OSError, ValueError, RecursionError):
            return _Failures()

    def _keep(self, failures: _Failures) -> None:
        self._failures = failures
        new = self._path.with_name(self._path.name + ".new")
        with contextlib.suppress(OSError):
            new.write_bytes(msgspec.json.encode(failures))
            give_name(new, self._path)
            return
        with contextlib.suppress(OSError):
            new.unlink()


def pause(failures: int) -> float:
    """Seconds to wait after so many failures in a row: 0, 1, 2, 4, 8, 16, 32, then 60 for each more."""
    if failures < 2:
        return 0.0
    return min(LONGEST_SECONDS, 2.0 ** min(failures - 2, 10))
