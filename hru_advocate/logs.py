"""The local event log: event names and ids, never a word that a person typed."""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from hru_advocate.domain.ledger.entry import Stamp
from hru_advocate.errors import AdvocateError

EVENTS: Final = frozenset(
    {
        "backed_up",
        "clock_jumped",
        "covered",
        "drafted",
        "ended",
        "exported",
        "fault",
        "imported",
        "keychain_missing",
        "lock_warned",
        "locked",
        "migrated",
        "printed",
        "rebuilt",
        "restored",
        "saved",
        "started",
        "unlock_refused",
        "unlocked",
        "verified",
    }
)
"""Everything the log can say happened."""

FIELDS: Final = frozenset({"case", "code", "count", "device", "entry", "milliseconds", "record", "vault"})
"""Subjects an event may have: an id or a whole number."""

_ID: Final = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16}|[0-9a-f]{64}")
_OURS: Final = ("hru_advocate", "ui")
_NEWEST: Final = "events.jsonl"
_BEFORE: Final = "events.before.jsonl"


class NotLoggable(AdvocateError):
    """The program tried to write something into its log that does not belong there. It was not written."""


class EventLog:
    """JSON lines in an owner-only file; when it is full the older half is dropped.

    ``folder`` exists and is secured. ``stamp`` tells the time. ``most_bytes`` bounds both files together.
    """

    def __init__(self, folder: Path, stamp: Callable[[], Stamp], *, most_bytes: int = 1_000_000) -> None:
        self._file = folder / _NEWEST
        self._before = folder / _BEFORE
        self._stamp = stamp
        self._most = most_bytes // 2

    def note(self, event: str, **about: str | int) -> None:
        """Write that something happened, and to which ids. Raises NotLoggable for any other name or value."""
        if event not in EVENTS or not FIELDS.issuperset(about):
            raise NotLoggable
        for value in about.values():
            if isinstance(value, str) and not _ID.fullmatch(value):
                raise NotLoggable
        self._write({"at": self._stamp().utc, "event": event, **about})

    def fault(self, error: BaseException) -> None:
        """Write which kind of error met us in which of our lines; never its message, which may hold anything."""
        frames = [
            f"{name}:{line}"
            for frame, line in traceback.walk_tb(error.__traceback__)
            if (name := str(frame.f_globals.get("__name__", ""))).split(".")[0] in _OURS
        ]
        self._write({"at": self._stamp().utc, "event": "fault", "kind": type(error).__name__, "frames": frames[-12:]})

    def _write(self, line: dict[str, object]) -> None:
        data = msgspec.json.encode(line) + b"\n"
        try:
            if self._file.exists() and self._file.stat().st_size + len(data) > self._most:
                self._file.replace(self._before)
            handle = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "ab") as file:
                file.write(data)
        except OSError:
            # A full or missing disk must not stop a save: the log is a convenience, the ledger is the record.
            return


def quieten_libraries() -> None:
    """Keep the libraries' own messages, which may quote what they were handed, off every stream.

    Also those of a library that brings a handler of its own, its warnings, and what Python would print of an error in a
    thread or in a collected object.
    """
    logging.lastResort = None
    root = logging.getLogger()
    root.handlers = [logging.NullHandler()]
    root.setLevel(logging.CRITICAL)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    threading.excepthook = _say_nothing
    sys.unraisablehook = _say_nothing


def _say_nothing(_told: object) -> None:
    """Print nothing of an error nobody waits for: its message may hold anything."""
