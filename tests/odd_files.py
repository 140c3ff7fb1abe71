"""Things with a name that are no files: reading one would never end, or mean something else."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ODD: Final = ("pipe", "link to a pipe", "folder", "socket", "device") if sys.platform != "win32" else ("folder",)


def odd(folder: Path, kind: str) -> Path:
    """Make one of them."""
    place = folder / kind
    if kind == "folder":
        place.mkdir()
    elif sys.platform != "win32":
        if kind == "pipe":
            os.mkfifo(place)
        elif kind == "link to a pipe":
            os.mkfifo(folder / "behind")
            place.symlink_to(folder / "behind")
        elif kind == "socket":
            with socket.socket(socket.AF_UNIX) as bound:
                bound.bind(str(place))
        else:
            return Path("/dev/zero")
    return place


_OPENED: list[str] = []
_GUARDING: list[bool] = []


@contextmanager
def never_waiting() -> Iterator[list[str]]:
    """Refuse, with AssertionError, to open a pipe so that one waits for its writer; list what is opened meanwhile."""
    if not _GUARDING:
        sys.addaudithook(_look_at_opening)  # no hook is ever taken away again
    _GUARDING[:] = [True]
    _OPENED.clear()
    try:
        yield _OPENED
    finally:
        _GUARDING[:] = [False]


def _look_at_opening(event: str, args: tuple[object, ...]) -> None:
    if event != "open" or not any(_GUARDING) or not isinstance(args[0], str | bytes | os.PathLike):
        return
    place, flags = Path(os.fsdecode(args[0])), args[2]
    _OPENED.append(str(place))
    waits = not (isinstance(flags, int) and flags & getattr(os, "O_NONBLOCK", 0))
    assert not (waits and place.is_fifo()), f"{place.name} is a pipe, and whoever opens it so waits for its writer"
