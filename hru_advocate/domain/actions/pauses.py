"""A pause: the reminders of a case rest until a day. It ends by itself, and it hides no risk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

NEVER_RESTS: Final = frozenset(
    {"order", "criminal_case", "hearing", "legal_option", "meeting", "safeguarding", "visit"}
)
"""The slots whose days are said whatever rests: the end of an order, a hearing, a right, a meeting, safeguarding, and
somebody who is out on a visit."""

_ALWAYS_HEARD: Final = "high"
"""The level at which nothing of a case rests."""


def pause_on(until: Iterable[date], today: date) -> date | None:
    """The day reminders come back, where they rest today; of versions that disagree the one that ends first."""
    ends = min(until, default=None)
    return ends if ends is not None and today < ends else None


def rests(paused: date | None, level: str | None, slot: str = "") -> bool:
    """Say whether a reminder rests: never at a high level, never a hearing, an order's end or a right's last day."""
    return paused is not None and level != _ALWAYS_HEARD and slot not in NEVER_RESTS
