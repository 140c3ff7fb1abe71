"""Looks at the log that a crash left beside the file, before anything opens it: is all of it readable?

SQLite reads a log up to the first frame whose checksum does not fit and says nothing of what comes after. A program
that was killed leaves whole frames, at most the last one cut short; anything else was damaged later.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO, Final, Literal

from hru_advocate.paths import write_whole

Log = Literal["none", "empty", "sound", "damaged"]

ASIDE: Final = "-wal.damaged"
"""What a damaged log is called beside the vault's file."""

_HEAD: Final = 32
_FRAME_HEAD: Final = 24
_MAGIC: Final = (0x377F0682, 0x377F0683)
_MASK: Final = 0xFFFFFFFF
_LOGS_BEFORE: Final = 1 << 10
_PAGES: Final = frozenset(1 << power for power in range(9, 17))


def log_of(path: Path) -> Path:
    """The place of a vault's log."""
    return path.with_name(f"{path.name}-wal")


def look(path: Path) -> Log:
    """Read the log of a vault that is closed; a log that cannot be read is damaged."""
    try:
        with log_of(path).open("rb") as file:
            head = file.read(_HEAD)
            if not head:
                return "empty"
            return "sound" if _is_sound(head, file) else "damaged"
    except FileNotFoundError:
        return "none"
    except OSError:
        return "damaged"


def set_aside(path: Path) -> bool:
    """Copy a damaged log beside the vault, before what is readable of it goes into the file; say whether it is there.

    It is as encrypted as the file. What stands behind the damage may still be brought back from it.
    """
    kept = path.with_name(f"{path.name}{ASIDE}")
    try:
        if not kept.exists():
            write_whole(kept, log_of(path).read_bytes())
    except OSError:
        return False
    return True


def _is_sound(head: bytes, file: BinaryIO) -> bool:
    """Follow the checksums; behind the last frame that fits only frames of an earlier log may stand."""
    begun = _begin(head)
    if begun is None:
        return False
    order, size, salts_now, sums = begun
    state: Literal["fits", "torn", "over"] = "fits"
    while len(frame := file.read(size)) == size:
        salts = struct.unpack(">2I", frame[8:16])
        if state == "fits":
            sums = _summed(_summed(sums, frame[:8], order), frame[_FRAME_HEAD:], order)
            if salts == salts_now and sums == struct.unpack(">2I", frame[16:24]):
                continue
        if _is_of_before(salts[0], salts_now[0]):
            state = "over"
        elif state == "fits":
            # A kill between the two writes of a frame leaves this over an earlier log's page; else it was damaged.
            state = "torn"
        else:
            return False
    return state != "torn"


def _begin(head: bytes) -> tuple[str, int, tuple[int, int], tuple[int, int]] | None:
    """Byte order of the sums, size of a frame, salts and first sums, as the head of a log gives them."""
    if len(head) < _HEAD:
        return None
    magic, _version, page, _number, salt, other, first, second = struct.unpack(">8I", head)
    if magic not in _MAGIC or page not in _PAGES:
        return None
    order = ">" if magic & 1 else "<"
    sums = _summed((0, 0), head[:24], order)
    return (order, _FRAME_HEAD + page, (salt, other), sums) if sums == (first, second) else None


def _is_of_before(salt: int, now: int) -> bool:
    """True for a frame that is left over from before the log was begun anew, which counts this salt up by one."""
    return 0 < (now - salt) & _MASK < _LOGS_BEFORE


def _summed(sums: tuple[int, int], content: bytes, order: str) -> tuple[int, int]:
    """SQLite's running checksum over pairs of 32-bit words."""
    first, second = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & _MASK
        second = (second + other + first) & _MASK
    return first, second
