"""What a process and its children did, as the kernel saw it: the plain files they wrote to, the sockets they made."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

WRITES: Final = "write,pwrite64,writev,pwritev,pwritev2"
NETWORK: Final = "socket,socketpair,connect,bind,sendto,sendmsg"
LONGEST: Final = str(1 << 22)
_CALL: Final = re.compile(r"(?:write|pwrite64|writev|pwritev2?)\((\d+)<([^>]*)>(.*)")
_FAMILY: Final = re.compile(r"\bAF_[A-Z0-9_]+")
_NOT_FILES: Final = ("/dev/pts/", "/dev/null", "/dev/tty", "/proc/", "/memfd:")


def missing() -> list[str]:
    """What this computer lacks to watch a process."""
    if shutil.which("strace") is None:
        return ["strace"]
    may = subprocess.run(["strace", "-f", "-e", "trace=write", "true"], capture_output=True, check=False)
    return [] if may.returncode == 0 else ["the right to trace a process"]


def traced(into: Path) -> list[str]:
    """The words before a command that is to be watched; what it writes is told in a file."""
    show = ["-f", "--seccomp-bpf", "-qq", "-y", "-xx", "-s", LONGEST, "-e", "signal=none"]
    return ["strace", *show, "-e", f"trace={WRITES}", "-o", str(into)]


def files_written(told: Path) -> set[str]:
    """The plain files that were written to."""
    return {path for path, _data in _writes(told)}


def files_with(told: Path, shapes: list[bytes]) -> set[str]:
    """The plain files that any of these bytes was written to."""
    wanted = ["".join(f"\\x{byte:02x}" for byte in shape) for shape in shapes]
    return {path for path, data in _writes(told) if any(shape in data for shape in wanted)}


def _writes(told: Path) -> list[tuple[str, str]]:
    found = []
    with told.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            call = _CALL.search(line)
            if call is not None:
                path = re.sub(r"\\x([0-9a-f]{2})", lambda part: chr(int(part[1], 16)), call[2])
                if path.startswith("/") and not path.startswith(_NOT_FILES):
                    found.append((path, call[3]))
    return found


def traced_sockets(into: Path) -> list[str]:
    """The words before a command whose sockets are to be watched: each that is made, and where each leads."""
    return ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "signal=none", "-e", f"trace={NETWORK}", "-o", str(into)]


def families(told: Path) -> set[str]:
    """The families of the sockets that were made or reached, such as ``AF_UNIX``, which never leaves the computer."""
    return set(_FAMILY.findall(told.read_text(encoding="utf-8", errors="replace")))
