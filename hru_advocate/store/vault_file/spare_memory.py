"""Memory that this process took and needs no more, handed back to the system."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress


def hand_back() -> bool:
    """Hand back whatever is free; says False where the system's library has no way to ask for it.

    Without it the library keeps what was freed for the next that asks, for as long as the program runs.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):  # another library than glibc
            ctypes.CDLL(None).malloc_trim(0)
            return True
    return False
