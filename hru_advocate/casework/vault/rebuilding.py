"""The lists of a vault, worked out again from its entries: when asked, or when an older program made them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.outcomes.read_before import forget_counted
from hru_advocate.casework.records.projections import projected
from hru_advocate.casework.session import Session
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.domain.projecting import LISTS
from hru_advocate.errors import AdvocateError
from hru_advocate.store import settings
from hru_advocate.store.ledger import rebuild as rebuilding
from hru_advocate.store.ledger import verify as verifying

_KEY: Final = "lists"
_OF_ENTRIES: Final = frozenset({"file", "header", "chain", "gap", "lane", "content", "parent", "anchor"})
"""The faults of what lists are worked out from."""
_TOLD: Final = 3
_WHAT_TO_DO: Final = (
    "Keep the file, tell your supervisor, and bring the last backup back. Only where there is none, rebuild anyway."
)
_NOT_CAUGHT_UP: Final = (
    "The lists of this vault were not made by this version of the program and could not be worked out again, so "
    "something due may be missing from them."
)
_NOT_MADE: Final = 0
_SALVAGED: Final = "Only what the salvage reported came back; check the vault, and tell force IT."
_ALL_SAFE: Final = "Everything recorded is safe; check the vault, and tell force IT."


def projection_of(session: Session, entry: Entry) -> Projection | None:
    """The contribution of an entry to the views; nothing for events and erasures."""
    return projected(session, session.read(entry)) if entry.header.kind == "record" else None


class EntriesMissing(AdvocateError):
    """Entries are missing or were changed, so the lists were not worked out again. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The number of entries the lists were worked out from, and what of the entries is missing all the same."""

    entries: int
    missing: tuple[str, ...] = ()


def rebuild(session: Session, *, anyway: bool = False) -> Rebuilt:
    """Throw the views away and work them out again from the entries.

    Lists that fit what is left of a file would make a cut look whole: where entries are missing it is refused, or, with
    ``anyway``, what is missing is given and stands in the entry about it.

    Raises:
        EntriesMissing: nothing was changed.
    """
    missing = not_there(session)
    if missing and not anyway:
        found = "; ".join(missing[:_TOLD])
        message = f"{EntriesMissing().message} What was found: {found}. {_WHAT_TO_DO}"
        raise EntriesMissing(message)
    count = rebuilding.rebuild(session.vault, lambda entry: projection_of(session, entry))
    begin(session)
    forget_counted(session)
    told: dict[str, object] = {"entries": count}
    session.note_event("rebuilt", told | ({"missing": len(missing)} if missing else {}))
    return Rebuilt(count, missing)


def not_there(session: Session) -> tuple[str, ...]:
    """All that tells of entries that are missing, cut off, out of order or changed, as sentences."""
    known = session.anchor.known() if session.anchor is not None else {}
    report = verifying.verify(session.vault, check=lambda *_signed: True, anchors=known, lists=False)
    return tuple(one.sentence for one in report.found if one.fault in _OF_ENTRIES)


def begin(session: Session) -> None:
    """Note that the lists say what this program would say."""
    settings.keep(session.vault, _KEY, LISTS)


def not_made(session: Session) -> None:
    """Note that the lists could not be worked out from what a salvage saved: each opening tries again, and says so."""
    settings.keep(session.vault, _KEY, _NOT_MADE)


def catch_up(session: Session) -> tuple[str, ...]:
    """Work the lists out again if another version of the program made them; gives what to warn of.

    Lists that say less than this program asks of them would be silent about something due. A vault whose lists cannot
    be worked out still opens.
    """
    kept = settings.read(session.vault, _KEY, int)
    if kept == LISTS:
        return ()
    try:
        rebuild(session)
    except EntriesMissing as error:
        return (f"{_NOT_CAUGHT_UP} {error.message}",)
    except Exception:  # noqa: BLE001 - whatever an entry turns out to hold, the vault must open
        return (f"{_NOT_CAUGHT_UP} {_SALVAGED if kept == _NOT_MADE else _ALL_SAFE}",)
    return ()
