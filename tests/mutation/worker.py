"""Runs tests against one bug after another: a process that has the libraries loaded and forks one child for each bug.

It reads one JSON line for each bug from standard input and answers with one word: ``killed``, ``survived`` or ``slow``.
It works in a copy of the project of its own, the folder it is started in. Its argument names the rooms of ours that lie
below every bug: those are loaded once as well.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Iterable, Sequence
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
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",  # of the plugins that are loaded already
)
_LIBRARIES: Final = (
    "pytest", "hypothesis", "_hypothesis_pytestplugin", "xdist.plugin", "pytestqt.plugin", "PySide6.QtCore",
    "sqlcipher3", "msgspec", "pikepdf", "pypdfium2", "reportlab", "platformdirs",
    "cryptography.hazmat.primitives.ciphers.aead", "cryptography.hazmat.primitives.asymmetric.ed25519",
    "cryptography.hazmat.primitives.kdf.hkdf",
)  # fmt: skip
_NOTHING_RUN: Final = 5
_PAUSE: Final = 0.01
_GRACE: Final = 5
_CLOCK: Final = 5
"""Tests have their seconds by the processor, which nobody else on a busy machine uses up for them; those that only wait
are stopped after so many times as many by the clock."""
_OUT_OF_TIME: Final = (-signal.SIGXCPU, -signal.SIGKILL)


def _load(rooms: Iterable[str]) -> None:
    """Load what no bug is in once, so that no child has to: what is not ours, and the rooms below every bug."""
    for name in _LIBRARIES:
        importlib.import_module(name)  # noqa: TID251 - loaded for the children; nothing here uses it
    for room in rooms:
        for path in sorted(Path(room).rglob("*.py")) or [Path(f"{room}.py")]:
            importlib.import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))  # noqa: TID251 - as above
    gc.freeze()


def _child(tests: Sequence[str], folder: Path, seconds: float) -> None:
    import pytest

    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + _GRACE))
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
        _child(tests, folder, seconds)
    end = time.monotonic() + _CLOCK * seconds
    while time.monotonic() < end:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            return "survived" if code in (0, _NOTHING_RUN) else "slow" if code in _OUT_OF_TIME else "killed"
        time.sleep(_PAUSE)
    os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return "slow"


def main() -> None:
    """Answer until there are no more bugs."""
    _load(sys.argv[1:])
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
