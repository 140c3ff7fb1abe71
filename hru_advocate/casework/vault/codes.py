"""The recovery code of an open vault: typed back before it counts, made anew, and asked for once a year.

How it stands is read from the record: when it was typed back last, and when somebody last found it in its envelope.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.vault import anchoring, backups, opening, renewing
from hru_advocate.casework.vault.home import FreshCode, refuse_in_backup
from hru_advocate.casework.vault.passphrases import accepted_for
from hru_advocate.casework.wording import moment_of
from hru_advocate.domain.moments import day_in_words
from hru_advocate.keys import recovery
from hru_advocate.store.ledger import entries

if TYPE_CHECKING:
    from hru_advocate.casework.session import Session
    from hru_advocate.casework.vault.home import Opened
    from hru_advocate.domain.ledger.entry import Entry
    from hru_advocate.keys import envelope
    from hru_advocate.store.vault_file.exchange import Tell

DAYS: Final = 365
"""After so many days somebody is asked whether the code is still in its envelope."""
MADE: Final = "recovery_code_made"
FOUND: Final = "recovery_code_found"
_NAMES: Final = ("vault_made", "recovery_used", MADE, FOUND)
_NOT_NOTED: Final = (
    "The new recovery code counts. That it was made could not be noted in the record, because nothing can be saved."
)


@dataclass(frozen=True, slots=True)
class CodeStanding:
    """The standing of the recovery code, in words; ``ask`` when somebody has to look for it or make a new one."""

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
    return _shown(opened, opening.way_for(opened, passphrase), halves=halves)


def suspect(opened: Opened, old: str, new: str, *, halves: bool) -> str:
    """Begin to make every key anew, because somebody may know one: a new passphrase, and a new code to be typed back.

    Once it is, a new master key and a new device secret count as well, and nothing that opened the vault before opens
    it any more; until then everything is as it was. Older copies (backups, ``replaced-…`` folders, what was set aside)
    stay under the keys of before: the old words still open them until somebody destroys them, and ``confirm`` says so.

    Raises:
        WeakPassphrase, WaitFirst, WrongPassphrase (and its family), DeviceError: nothing was changed.
    """
    opening.proves_itself(opened, old)
    rules = opening.policy(opened.session.product, opened.session.author)
    accepted = accepted_for(rules, new, alone=opened.keychain is None)
    shown = _shown(opened, opening.way_for(opened, accepted.text), halves=halves)
    if opened.fresh is not None:
        opened.fresh.suspected = True
    return shown


def _shown(opened: Opened, way: envelope.TwoFactor | envelope.PassphraseOnly, *, halves: bool) -> str:
    refuse_in_backup(opened.home)
    code = recovery.new_code()
    opened.fresh = FreshCode(code, halves, way)
    parts = recovery.split_code(code) if halves else (code,)
    return "\n".join(recovery.format_code(part) for part in parts)


def confirm(opened: Opened, typed: str, tell: Tell | None = None) -> tuple[str, ...] | None:
    """Take what was typed back: if it is the code that was shown, it counts from now on and the one before no more.

    The vault is written anew under another master key, so that the code before opens nothing with an older key file
    either; ``tell`` is told how far that has come.

    Returns:
        Notices to show, or ``None`` when it is another code, or none waits; then nothing was changed.

    Raises:
        HeaderNotWritten, DiskFull, KeychainFailed (and their families): what opened the vault before still counts.
    """
    fresh = opened.fresh
    if fresh is None or not opening.same_code(recovery.format_code(fresh.code), typed):
        return None
    notices: tuple[str, ...] = ()
    if fresh.way is not None:
        renewing.renew(opened, fresh.way, code=fresh.code, tell=tell)
        notices = opened.keys.notices
    opened.fresh = None
    noted = opened.session.note(MADE, {"halves": fresh.halves})
    if fresh.suspected:
        notices += backups.older_copies(opened)
        noted = opened.session.note("keys_renewed", {}) and noted
    anchoring.keep_anchor(opened)
    return notices if noted else (*notices, _NOT_NOTED)


def code_standing(session: Session) -> CodeStanding:
    """Read how the recovery code stands."""
    told = entries.unit_events(session.vault, _NAMES)
    if not told:
        return CodeStanding("Nothing is known of the recovery code of this vault. Make a new one.", ask=True)
    last = told[-1]
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
