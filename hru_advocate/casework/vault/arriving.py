"""A vault that has just been opened: looked over, its opening noted, and the person told of what needs a look."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from hru_advocate.casework.paper.leaving import look_for_left
from hru_advocate.casework.vault import clock_jumps, rebuilding
from hru_advocate.casework.vault.anchoring import check_anchor, in_utc, keep_anchor
from hru_advocate.errors import DeviceError
from hru_advocate.store import settings

if TYPE_CHECKING:
    from hru_advocate.casework.vault.home import Opened

_FULL: Final = (
    "Nothing can be saved: the disk is full, or does not take what is written. Everything can be read. What you look "
    "at or print is noted once something can be saved again; free some space."
)
_ONLY_READ: Final = (
    "Nothing can be saved: the vault's file cannot be written to here. Everything can be read, but what you look at or "
    "print cannot be noted in the record. Make its disk and folder writable, then lock and unlock."
)
_BACKUP: Final = (
    "This is a backup, opened where it lies. It is only read: nothing can be saved, nothing you look at is noted, and "
    "it is not compared with how far the vault reached: all it says, of safe contact too, is of then. To work with it, "
    "bring it back to a folder of its own. If you expected your vault here, tell your supervisor before you go on: "
    "somebody put a file named vault.backup beside it, or a backup in its place."
)


def look_over(opened: Opened) -> tuple[str, ...]:
    """All there is to warn of in a vault that has just been opened."""
    session = opened.session
    found = () if opened.home.is_backup else check_anchor(opened)
    if opened.log == "damaged":
        with suppress(DeviceError):  # what could be read of the log goes into the file, and no damage lies beside it
            session.vault.checkpoint()
    told = (*clock_jumps.since_last_entry(session, opened.anchored), *rebuilding.catch_up(session))
    return (*found, *told, *look_for_left(session))


def note_opening(opened: Opened, name: str, body: dict[str, object]) -> tuple[str, ...]:
    """Note the opening and its moment; where nothing can be saved one can read, and is told."""
    session = opened.session
    if opened.home.is_backup:
        return (_BACKUP,)
    if session.note(name, body):
        with suppress(DeviceError):
            settings.keep(session.vault, "last_unlock", in_utc(opened.home.clock.now()))
        keep_anchor(opened)  # at once: else a stop with its log lost, before the first is kept, is a vault left closed
        return ()
    return (_ONLY_READ if session.vault.read_only else _FULL,)
