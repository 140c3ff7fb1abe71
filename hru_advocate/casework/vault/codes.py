"""The recovery code of an open vault: typed back before it counts, made anew, and asked for once a year.

How it stands is read from the record: when it was typed back last, and when somebody last found it in its envelope.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.vault import anchoring, opening
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.casework.vault.home import FreshCode
from hru_advocate.casework.wording import moment_of
from hru_advocate.domain.moments import day_in_words
from hru_advocate.errors import InvalidRecoveryCode
from hru_advocate.keys import envelope, recovery
from hru_advocate.store.ledger import entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hru_advocate.casework.session import Session
    from hru_advocate.casework.vault.home import Opened
    from hru_advocate.domain.ledger.entry import Entry

DAYS: Final = 365
"""After so many days somebody is asked whether the code is still in its envelope."""
MADE: Final = "recovery_code_made"
FOUND: Final = "recovery_code_found"
_NAMES: Final = frozenset({"vault_made", "recovery_used", MADE, FOUND})
_PAGE: Final = 500
_NOT_NOTED: Final = (
    "The new recovery code counts. That it was made could not be noted in the record, because nothing can be saved."
)


@dataclass(frozen=True, slots=True)
class CodeStanding:
    """How the recovery code stands, in words; ``ask`` when somebody has to look for it or make a new one."""

    words: str
    ask: bool


def new_code(opened: Opened, passphrase: str, *, halves: bool) -> str:
    """Draw a new recovery code after the passphrase; the one before goes on counting until this one is typed back.

    Returns:
        The code as it is written down; of two halves each stands on a line.

    Raises:
        WaitFirst, WrongPassphrase (and its family), DeviceError: nothing was changed.
    """
    opening.proves_itself(opened, passphrase)
    code = recovery.new_code()
    opened.fresh = FreshCode(code, halves=halves, counts=False)
    parts = recovery.split_code(code) if halves else (code,)
    return "\n".join(recovery.format_code(part) for part in parts)


def confirm(opened: Opened, typed: str) -> tuple[str, ...] | None:
    """Take what was typed back: if it is the code that was shown, it counts from now on and the one before no more.

    Returns:
        Notices to show, or ``None`` when it is another code, or none waits; then nothing was changed.

    Raises:
        HeaderNotWritten: the code before still counts.
    """
    fresh, home = opened.fresh, opened.home
    if fresh is None or not _same(fresh.code, typed):
        return None
    notices: tuple[str, ...] = ()
    if not fresh.counts:
        opened.keys = envelope.replace_recovery(
            home.headers, opened.keys, fresh.code, created=in_utc(home.clock.now()), hardness=home.hardness
        )
        notices = opened.keys.notices
    opened.fresh = None
    noted = opened.session.note(MADE, {"halves": fresh.halves})
    anchoring.keep_anchor(opened)
    return notices if noted else (*notices, _NOT_NOTED)


def code_standing(session: Session) -> CodeStanding:
    """Read how the recovery code stands."""
    last = next(_told(session), None)
    if last is None:
        return CodeStanding("Nothing is known of the recovery code of this vault. Make a new one.", ask=True)
    day, today = moment_of(last.header.recorded).date(), session.clock.now().date()
    if last.header.form == "vault_made":
        words = "The recovery code was never typed back here. Whether anybody has it is not known; make a new one."
        return CodeStanding(words, ask=day < today)
    if last.header.form == "recovery_used":
        words = "The recovery code was used, and the one after it was not typed back. Make a new one."
        return CodeStanding(words, ask=True)
    return _by_age(last, day, today)


def code_found(session: Session) -> Changed:
    """Note that somebody looked and found the code in its envelope."""
    session.note_event(FOUND, {})
    return Changed(frozenset({"setting"}))


def _by_age(last: Entry, day: date, today: date) -> CodeStanding:
    did = "was typed back" if last.header.form == MADE else "was found in its envelope"
    words = f"The recovery code {did} on {day_in_words(day)}."
    if (today - day).days < DAYS:
        return CodeStanding(words, ask=False)
    return CodeStanding(f"{words} Is it still in its envelope? Ask whoever holds it to look.", ask=True)


def _told(session: Session) -> Iterator[Entry]:
    """What the record says of the code, newest first."""
    older: str | None = None
    while True:
        page = entries.entries_of_case(session.vault, None, kind="event", older=older, limit=_PAGE)
        yield from (entry for entry in page.entries if entry.header.form in _NAMES)
        if page.older is None:
            return
        older = page.older


def _same(code: bytes, typed: str) -> bool:
    try:
        return recovery.parse_whole(typed) == code
    except InvalidRecoveryCode:
        return False
