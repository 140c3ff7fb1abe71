"""The clock between two openings: one that jumped since the last entry leaves an entry, and is said at the unlock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from hru_advocate.casework.session import CLOCK_SLACK, Session
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.casework.wording import moment_of
from hru_advocate.domain.ledger.entry import Stamp
from hru_advocate.domain.moments import day_in_words
from hru_advocate.store.ledger.entries import last_recorded

LONG_AWAY: Final = timedelta(days=180)
"""Longer than leave or sickness mostly lasts: a clock so far ahead of the last entry is asked about."""


def since_last_entry(session: Session, anchored: datetime | None = None) -> tuple[str, ...]:
    """Note a clock that jumped since this device's last entry; gives the sentence to show, if it did.

    ``anchored`` is when the vault's anchor was last kept: an older copy ends before it, and the clock may not.
    """
    last = last_recorded(session.vault, session.device.device_id)
    if last is None:
        return ()
    now = session.clock.stamp()
    jump, before = jump_between(last, now), moment_of(last)
    if anchored is not None and moment_of(now) < anchored and before < anchored:
        jump, before = "back", anchored.astimezone(before.tzinfo)
    if not jump:
        return ()
    session.note("clock", {"jump": jump, "before": in_utc(before)})
    if jump == "back" and timedelta(0) < before - moment_of(now) <= CLOCK_SLACK:
        return ()  # a clock that was put right by itself: noted, so that the order of times is explained
    return (_sentence(jump, before, moment_of(now)),)


def jump_between(last: Stamp, now: Stamp) -> str:
    """Name how the clock moved between two openings: ``back``, ``jump`` (too far ahead), or ``""``.

    Any step back is one: no entry bears a time before those that precede it without an entry that says why. Moments
    are held against each other in UTC, so summer time moves nothing. While the machine was not started anew its
    running clock says how long it really was.
    """
    before, after = datetime.fromisoformat(last.utc), datetime.fromisoformat(now.utc)
    if after < before:
        return "back"
    passed = after - before
    if last.boot == now.boot and now.ticks > last.ticks:
        ran = timedelta(microseconds=(now.ticks - last.ticks) / 1000)
        return "jump" if passed - ran > CLOCK_SLACK else "back" if ran - passed > CLOCK_SLACK else ""
    return "jump" if passed > LONG_AWAY else ""


def _sentence(jump: str, last: datetime, now: datetime) -> str:
    written = f"This vault was last written to on {_words(last)}"
    if jump == "back":
        return (
            f"{written}, but this computer's clock says {_words(now)}, which is earlier than it can be. Nothing is "
            "lost. Set the clock right before you write, or every day and time you record will be wrong."
        )
    return (
        f"{written}; this computer's clock says {_words(now)}. Nothing is lost. If so much time has not passed, set "
        "the clock right before you write, or every day and time you record will be wrong."
    )


def _words(moment: datetime) -> str:
    return f"{day_in_words(moment.date())} at {moment:%H:%M}"
