"""Things with a name that are no files: reading one would never end, or mean something else."""

from __future__ import annotations

import os
import socket
import sys
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
