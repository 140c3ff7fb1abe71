"""Accepting that a vault is not as it was left: by somebody who can open it, with a reason, as an entry."""

from __future__ import annotations

from contextlib import suppress
from typing import Final, Literal

import msgspec

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import opening
from hru_advocate.casework.vault.home import Opened
from hru_advocate.errors import AdvocateError, DeviceError, InvalidRecoveryCode
from hru_advocate.keys import envelope, recovery
from hru_advocate.store.vault_file import kept

Proof = Literal["passphrase", "recovery_code"]

_MOST: Final = 2000


class NothingToAccept(AdvocateError):
    """This vault is as it was left: there is nothing to accept. Nothing was changed."""


class AcceptanceNeedsReason(AdvocateError):
    """Say why it is accepted, in up to 2,000 characters: it becomes an entry. Nothing was changed."""


def accept_doubts(session: Session, reason: str, proof: Proof) -> int:
    """Accept all that does not fit, after the passphrase or the recovery code was proved; gives how much it was.

    Raises:
        NothingToAccept, AcceptanceNeedsReason, DeviceError: it is said at the next opening as before.
    """
    keeper = session.anchor
    if keeper is None or not keeper.doubts:
        raise NothingToAccept
    why = reason.strip()
    if not why or len(why) > _MOST:
        raise AcceptanceNeedsReason
    doubts = keeper.doubts
    found = [
        {"what": one.kind, "noted": one.noted, "wanted": one.wanted, "found": one.found, "head": one.head}
        for one in doubts
    ]
    with session.vault.write():
        session.note_event("anchor_accepted", {"reason": why, "proof": proof, "found": found})
        if any(one.kind == "kept" for one in doubts):
            kept.accept(session.vault)
    with suppress(DeviceError):  # it is kept with the next save, or when the vault is closed
        keeper.renew(msgspec.structs.replace(keeper.anchor, doubts=()))
    return len(doubts)


def prove(opened: Opened, typed: str) -> Proof:
    """Check what somebody typed: the recovery code of a vault that is open, or its passphrase.

    Raises:
        WaitFirst, WrongPassphrase, WrongRecoveryCode (and their families): it is neither.
    """
    home = opened.home
    try:
        code = recovery.parse_whole(typed)
    except InvalidRecoveryCode:
        opening.proves_itself(opened, typed)
        return "passphrase"
    envelope.unlock_recovery(home.headers, code, hardness=home.hardness, fits=opened.fits).master.wipe()
    return "recovery_code"
