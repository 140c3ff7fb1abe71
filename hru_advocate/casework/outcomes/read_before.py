"""Keeps in the vault what was counted of each case, so that the first figures after opening read little again.

It is a view: worked out from entries, and thrown away with no loss. Erasing a case takes it out whole, because it holds
what the case said; it is then counted anew.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Final

import msgspec

from hru_advocate import __version__
from hru_advocate.casework.session import Session
from hru_advocate.domain.outcomes.facts import Asked, CountedCase
from hru_advocate.errors import DeviceError
from hru_advocate.store import counted, settings

_KEY: Final = "counted"
_AGAIN: Final = 40
"""So many cases read again make it worth keeping anew; until then reading them costs less than a page may."""


class CountedBefore(msgspec.Struct, frozen=True):
    """Everything counted up to an entry: its position and id, and which program counted."""

    position: int
    entry: str
    program: str
    cases: dict[str, CountedCase]
    consultations: tuple[Asked, ...]


def counted_before(session: Session) -> CountedBefore | None:
    """The counts that were kept, if this program counted it and the entry it reaches to is still where it was."""
    kept = settings.read(session.vault, _KEY, CountedBefore)
    if kept is None or kept.program != __version__ or counted.entry_at(session.vault, kept.position) != kept.entry:
        return None
    return kept


def keep_counted(
    session: Session, position: int, cases: dict[str, CountedCase], consultations: tuple[Asked, ...], again: int
) -> None:
    """Keep what was counted, where enough of it is new; nothing is lost where nothing can be saved."""
    entry = counted.entry_at(session.vault, position)
    if again < _AGAIN or entry is None:
        return
    with suppress(DeviceError):
        settings.keep(session.vault, _KEY, CountedBefore(position, entry, __version__, cases, consultations))


def forget_counted(session: Session) -> None:
    """Count everything anew when it is next asked for."""
    settings.forget_key(session.vault, _KEY)
