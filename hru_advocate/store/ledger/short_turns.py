"""The time a thread has Python to itself, while others check beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_TURN: Final = 0.0005
"""Seconds; a signature takes a fifth of it."""


@contextmanager
def short_turns() -> Iterator[None]:
    """Have the threads that check signatures come to their turn often, and not every 5 ms alone.

    Python hands its lock on no sooner where nobody gives it back: while entries are worked out, most signatures would
    wait until that is done, and only then be checked one after the other, with a processor idle all the time.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(_TURN, before))
    try:
        yield
    finally:
        sys.setswitchinterval(before)
