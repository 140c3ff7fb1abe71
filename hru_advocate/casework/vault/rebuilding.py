"""The lists of a vault, worked out again from its entries: when asked, or when an older program made them."""

from __future__ import annotations

from typing import Final

from hru_advocate.casework.outcomes.read_before import forget_counted
from hru_advocate.casework.records.projections import projected
from hru_advocate.casework.session import Session
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.domain.projecting import LISTS
from hru_advocate.store import settings
from hru_advocate.store.ledger import rebuild as rebuilding

_KEY: Final = "lists"
_NOT_CAUGHT_UP: Final = (
    "The lists of this vault were made by another version of the program and could not be worked out again, so "
    "something due may be missing from them. Everything recorded is safe; check the vault, and tell force IT."
)


def projection_of(session: Session, entry: Entry) -> Projection | None:
    """The contribution of an entry to the views; nothing for events and erasures."""
    return projected(session, session.read(entry)) if entry.header.kind == "record" else None


def rebuild(session: Session) -> int:
    """Throw the views away and work them out again from the entries; gives how many there are."""
    count = rebuilding.rebuild(session.vault, lambda entry: projection_of(session, entry))
    begin(session)
    forget_counted(session)
    session.note_event("rebuilt", {"entries": count})
    return count


def begin(session: Session) -> None:
    """Note that the lists say what this program would say."""
    settings.keep(session.vault, _KEY, LISTS)


def catch_up(session: Session) -> tuple[str, ...]:
    """Work the lists out again if another version of the program made them; gives what to warn of.

    Lists that say less than this program asks of them would be silent about something due. A vault whose lists cannot
    be worked out still opens.
    """
    if settings.read(session.vault, _KEY, int) == LISTS:
        return ()
    try:
        rebuild(session)
    except Exception:  # noqa: BLE001 - whatever an entry turns out to hold, the vault must open
        return (_NOT_CAUGHT_UP,)
    return ()
