"""Memory that the system does not lock: SQLCipher asks for it at each piece it takes and gives back."""

from __future__ import annotations

import ctypes
import sys

_VERSION = 0x20080522
"""Of the interface; 64 capabilities in two halves."""
_MAY_LOCK = 1 << 14


class _Half(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def lock_no_memory() -> None:
    """Let the system refuse to lock memory of this process, as many a computer does, root's too.

    Each lock and each release splits and joins the map of the process: a quarter of what a test of a vault costs. The
    vault still asks for it, and still wipes what it hands back. Programs that tests start as root may lock again.
    """
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, resource.getrlimit(resource.RLIMIT_MEMLOCK)[1]))
        system = ctypes.CDLL(None, use_errno=True)
        header, halves = (ctypes.c_uint32 * 2)(_VERSION, 0), (_Half * 2)()
        if system.capget(header, halves) == 0 and halves[0].effective & _MAY_LOCK:
            halves[0].effective &= ~_MAY_LOCK
            system.capset(header, halves)
