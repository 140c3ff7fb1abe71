"""Says on standard error how far the made-up years have come, and how long it still takes."""

from __future__ import annotations

import sys
import time
from typing import Final

from hru_advocate.demo.years.years import SoFar

_A_LINE: Final = 10.0
"""The seconds between two lines where nobody sees them as they come, as in a log."""
_MINUTES_FROM: Final = 90


class ProgressLine:
    """Says how far it has come: one line that changes where somebody looks on, else a line now and then."""

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()
        self._said = time.monotonic()

    def __call__(self, far: SoFar) -> None:
        """Say it."""
        line = f"{far.day}: {far.entries:,} entries of about {far.about:,}, {_in_words(far.seconds_left)} to go"
        if self._seen:
            self._write(f"\r{line:<78}")
            return
        if time.monotonic() - self._said >= _A_LINE:
            self._said = time.monotonic()
            self._write(f"{line}\n")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


def _in_words(seconds: float) -> str:
    """A length of time as somebody who waits says it."""
    if seconds < _MINUTES_FROM:
        return f"about {max(round(seconds / 10) * 10, 10)} seconds"
    return f"about {round(seconds / 60)} minutes"
