"""Keeps what this process holds in memory inside it: no core dump, no reading by other programs of the same person."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

_DUMPABLE_GET, _DUMPABLE_SET = 3, 4
"""The numbers of PR_GET_DUMPABLE and PR_SET_DUMPABLE in Linux's ``sys/prctl.h``."""


class Guarded(NamedTuple):
    """The answer of the system when it is asked afterwards; ``None`` where this system has no such thing."""

    no_core_file: bool | None
    not_dumpable: bool | None


def guard_process() -> None:
    """Forbid core dumps and reading by other programs, and keep new files to their owner; the first thing a start does.

    A system that refuses keeps nobody from their work: the doctor says so.
    """
    os.umask(0o077)
    _give_streams()
    _leave_bundle()
    if sys.platform == "linux":
        import resource
        from contextlib import suppress

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with suppress(OSError, AttributeError):
            _prctl(_DUMPABLE_SET)


def _give_streams() -> None:
    """Let standard streams lead nowhere that were not handed on, as to a program with a window or from an installer.

    Whatever wrote there would end the program; and the next file that is opened, perhaps the vault's, would take the
    number of the stream, and with it the messages of every library.
    """
    for name, how in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(how, encoding="utf-8"))  # noqa: SIM115 - open to the end


def _leave_bundle() -> None:
    """Take back what the bundle's starter says to itself, before it is handed on to other programs.

    Those of the system, a print queue's say, would load our libraries instead of their own; and the program that a lock
    starts would take itself for a part of this one.
    """
    if not getattr(sys, "frozen", False):
        return
    for name in [one for one in os.environ if one.startswith("_PYI_")]:
        del os.environ[name]
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before


def guarded() -> Guarded:
    """Ask the system whether this process is guarded now."""
    if sys.platform == "linux":
        import resource

        try:
            dumpable: int | None = _prctl(_DUMPABLE_GET)
        except (OSError, AttributeError):
            dumpable = None
        return Guarded(resource.getrlimit(resource.RLIMIT_CORE) == (0, 0), None if dumpable is None else dumpable == 0)
    else:  # noqa: RET505 - mypy reads only what stands under the platform it is asked about
        return Guarded(None, None)


if sys.platform == "linux":

    def _prctl(option: int) -> int:
        import ctypes

        answered: int = ctypes.CDLL(None, use_errno=True).prctl(option, 0, 0, 0, 0)
        return answered
