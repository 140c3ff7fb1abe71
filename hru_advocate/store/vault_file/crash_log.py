"""Looks at the log that a crash left beside the file, before anything opens it: is all of it readable?

SQLite reads a log up to the first frame whose checksum does not fit and says nothing of what comes after. A program
that was killed leaves whole frames, at most the last one cut short; anything else was damaged later.
"""

from __future__ import annotations

import itertools
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, Literal

from hru_advocate.paths import open_plain, write_whole
from hru_advocate.store import faults
from hru_advocate.store.vault_file import pages
from hru_advocate.store.vault_file.driver import Connection

Log = Literal["none", "empty", "sound", "damaged"]

_Begun = tuple[str, int, tuple[int, int], tuple[int, int]]

ASIDE: Final = "-wal.damaged"
"""The name of a damaged log beside the vault's file."""

_HEAD: Final = 32
_FRAME_HEAD: Final = 24
_MAGIC: Final = (0x377F0682, 0x377F0683)
_MASK: Final = 0xFFFFFFFF
_LOGS_BEFORE: Final = 1 << 10
_PAGES: Final = frozenset(1 << power for power in range(9, 17))


def log_of(path: Path) -> Path:
    """The place of a vault's log."""
    return path.with_name(f"{path.name}-wal")


@dataclass(frozen=True, slots=True)
class LogSeen:
    """A log as it lay beside the file before anything opened it: how many frames its last commit makes readable."""

    kind: Log
    committed: int = 0


def look(path: Path) -> LogSeen:
    """Look at the log of a vault that is closed: is it there, can it be read, do its beginning and end fit?

    What lies between is SQLite's to check: see :func:`judge`.
    """
    try:
        with open_plain(log_of(path)) as file:
            head = file.read(_HEAD)
            return _seen(head, file) if head else LogSeen("empty")
    except FileNotFoundError:
        return LogSeen("none")
    except OSError:
        return LogSeen("damaged")


def judge(seen: LogSeen, connection: Connection, only_read: Path | None = None) -> Log:
    """Compare the log as it was seen with the frames that were taken from it now that the file is open.

    A connection that may only read, to the file ``only_read``, does not say how many it took: they are counted here.
    """
    if seen.kind != "sound":
        return seen.kind
    if only_read is not None:
        return "sound" if _fitting(only_read) >= seen.committed else "damaged"
    # NOOP only tells: nothing is moved (SQLite 3.51 and later, which the driver makes sure of).
    told = connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
    read = -1 if told is None else told[1]
    return "damaged" if 0 <= read < seen.committed else "sound"


def set_aside(path: Path) -> bool:
    """Copy a damaged log beside the vault, before what is readable of it goes into the file; say whether it is there.

    It is as encrypted as the file. What stands behind the damage may still be brought back from it.
    """
    kept = path.with_name(f"{path.name}{ASIDE}")
    try:
        if not kept.exists():
            with open_plain(log_of(path)) as file:
                write_whole(kept, file.read())
    except OSError:
        return False
    return True


def keep_out(path: Path, key: bytes) -> None:
    """Cut a log before the first of its pages that this vault did not seal, once all of it is copied aside.

    SQLite asks whether a log fits itself, and not whether it is of this file: it would write the pages of another
    vault over those of this one, and find only then that it cannot read them.

    Raises:
        CannotReachFile: It could not be copied or cut, and is as it was; so is the file.
    """
    log = log_of(path)
    try:
        with open_plain(log) as file:
            whole = _ours(file, pages.seal_key(path, key))
        if whole is None:
            return
        if not set_aside(path):
            raise faults.CannotReachFile
        os.truncate(log, whole)
    except FileNotFoundError:
        return
    except OSError:
        raise faults.CannotReachFile from None


def _ours(file: BinaryIO, sealing: bytes) -> int | None:
    """The bytes of a log before the first page that SQLite would take and this vault did not seal; None of most."""
    begun = _begin(file.read(_HEAD))
    if begun is None:
        return None
    order, size, salts_now, sums = begun
    while len(frame := file.read(size)) == size:
        number, _commits, *told = struct.unpack(">6I", frame[:_FRAME_HEAD])
        if tuple(told[:2]) != salts_now:
            return None
        if not pages.fits(sealing, number, frame[_FRAME_HEAD:]):
            taken = _summed(_summed(sums, frame[:8], order), frame[_FRAME_HEAD:], order) == (told[2], told[3])
            return file.tell() - size if taken else None
        sums = told[2], told[3]
    return None


def _fitting(path: Path) -> int:
    """The frames of a log that fit one after the other, as SQLite takes them; 0 where it cannot be read."""
    try:
        with open_plain(log_of(path)) as file:
            begun = _begin(file.read(_HEAD))
            if begun is None:
                return 0
            order, size, salts_now, sums = begun
            for number in itertools.count():
                frame = file.read(size)
                if len(frame) < size or struct.unpack(">2I", frame[8:16]) != salts_now:
                    return number
                sums = _summed(_summed(sums, frame[:8], order), frame[_FRAME_HEAD:], order)
                if sums != struct.unpack(">2I", frame[16:24]):
                    return number
    except OSError:
        pass
    return 0


def _seen(head: bytes, file: BinaryIO) -> LogSeen:
    """Find the last commit by the frames' heads; behind it only what was never acknowledged may stand."""
    begun = _begin(head)
    if begun is None:
        return LogSeen("damaged")
    _order, size, salts_now, sums = begun
    committed = number = 0
    while len(frame := file.read(_FRAME_HEAD)) == _FRAME_HEAD:
        number += 1
        _page, commits, *found = struct.unpack(">6I", frame)
        if commits and (found[0], found[1]) == salts_now:
            committed, sums = number, (found[2], found[3])
        file.seek(size - _FRAME_HEAD, os.SEEK_CUR)
    file.seek(_HEAD + committed * size)
    return LogSeen("sound" if _ends_well(begun, sums, file) else "damaged", committed)


def _ends_well(begun: _Begun, sums: tuple[int, int], file: BinaryIO) -> bool:
    """Follow the checksums behind the last commit: frames that fit, then only frames of an earlier log."""
    order, size, salts_now, _first = begun
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


def _begin(head: bytes) -> _Begun | None:
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
