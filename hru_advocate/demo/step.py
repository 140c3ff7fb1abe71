"""One entry of a made-up case, ready to be made, and what the case has so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from hru_advocate.casework.session import Session
from hru_advocate.demo.cast import Raw


@dataclass
class StoryEntries:
    """The entries a case has so far: its id and reference, and the entries that later ones come back to."""

    case: str | None = None
    ref: str = ""
    entries: dict[str, str] = field(default_factory=dict)
    raws: dict[str, Raw] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One entry to make: when, which form, and its answers worked out at that moment."""

    at: datetime
    form: str
    make: Callable[[Session, StoryEntries], Raw]
    key: str = ""
    corrects: str = ""
    reason: str = ""


def ready(raw: Raw) -> Callable[[Session, StoryEntries], Raw]:
    """Answers that are known beforehand."""
    return lambda _session, _told: raw
