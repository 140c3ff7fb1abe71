"""Runs tests against one bug after another: a process that has the libraries loaded and forks one child for each bug.

It reads one JSON line for each bug from standard input and answers with one word: ``killed``, ``survived`` or ``slow``.
It works in a copy of the project of its own, the folder it is started in.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

assert sys.platform != "win32", "bugs are planted in forked children, which Windows does not have"

_OPTIONS: Final = (
    "--assert=plain",
    "-x",
    "-q",
    "-p",
    "no:randomly",
    "-p",
    "no:cacheprovider",
    "--hypothesis-seed=1",
    "-o",
    "xfail_strict=true",
)
_NOTHING_RUN: Final = 5
_PAUSE: Final = 0.01


def _load() -> None:
    """Load what is not ours once, so that no child has to: it halves the time of a bug that a near test notices.

    Pytest cannot rewrite the assertions of what is loaded already; nobody reads them here, so it need not.
    """
    import hypothesis  # noqa: F401 - loaded for the children
    import pytest  # noqa: F401 - the same
    import sqlcipher3  # noqa: F401 - the same


def _child(tests: Sequence[str], folder: Path) -> None:
    import pytest

    os.setsid()
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        code = int(pytest.main([*_OPTIONS, f"--basetemp={folder}", *tests]))
    except BaseException:  # noqa: BLE001 - whatever ends the tests is a bug noticed
        code = 1
    os._exit(code)


def _outcome(tests: Sequence[str], folder: Path, seconds: float) -> str:
    process = os.fork()
    if not process:
        _child(tests, folder)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            return "survived" if os.waitstatus_to_exitcode(status) in (0, _NOTHING_RUN) else "killed"
        time.sleep(_PAUSE)
    os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return "slow"


def main() -> None:
    """Answer until there are no more bugs."""
    _load()
    folder = Path.cwd().parent / f"{Path.cwd().name}-run"
    stamp = 1_000_000_000
    for line in sys.stdin:
        wanted = json.loads(line)
        path = Path(wanted["path"])
        sound, times = path.read_bytes(), path.stat()
        path.write_text(wanted["text"], encoding="utf-8")
        # A time of its own for each bug: compiled code of another bug must never be taken for this one's.
        stamp += 1
        os.utime(path, (stamp, stamp))
        outcome = "survived"
        try:
            for tests, seconds in wanted["stages"]:
                outcome = _outcome(tests, folder, seconds)
                if outcome != "survived":
                    break
        finally:
            path.write_bytes(sound)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        sys.stdout.write(f"{outcome}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
