"""The memory that SQLite takes its small pieces from: one stretch for each open file, locked and wiped as a whole.

SQLite keeps such a stretch by itself, but one that the statements a save needs fill to the end. Every further piece is
then taken from the system, locked, wiped and given back by itself, dozens of times for a save: half of what it costs
(docs/decisions/0018-memory-for-small-pieces.md).
"""

from __future__ import annotations

import ctypes
from typing import Final

_LOOKASIDE: Final = 13
"""SQLITE_CONFIG_LOOKASIDE (sqlite.org/c3ref/c_config_covering_index_scan.html)."""
_OK: Final = 0
_BYTES: Final = 1200
"""The size of a piece that is not small any more; SQLite's own number."""
_PIECES: Final = 400
"""Ten times SQLite's own number: half a megabyte for each open file."""


def make_room(driver_file: str) -> bool:
    """Have each file that is opened from now on bring a greater stretch; only before any is open.

    Says False where the driver's build hands out no way to ask for it: then SQLite's own stretch stays, and saving is
    slower.
    """
    try:
        library = ctypes.CDLL(driver_file)
        end, settle, begin = library.sqlite3_shutdown, library.sqlite3_config, library.sqlite3_initialize
    except (OSError, AttributeError):
        return False
    numbers = [ctypes.c_int(one) for one in (_LOOKASIDE, _BYTES, _PIECES)]
    settled = end() == _OK and settle(*numbers) == _OK
    return bool(begin() == _OK and settled)
