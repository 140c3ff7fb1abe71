"""The anchor of a vault: its newest entry's number and hash, kept in the keychain, so that an older copy is noticed."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hru_advocate.errors import DeviceError
from hru_advocate.store.ledger import anchors, ledger

if TYPE_CHECKING:
    from hru_advocate.casework.vault.home import Opened


def keep_anchor(opened: Opened) -> None:
    """Keep the newest entry's number and hash where an older copy of the vault cannot reach."""
    if opened.keychain is None:
        return
    from hru_advocate.keys.keychain import Anchor, store_anchor

    sequence, head = ledger.tail(opened.session.vault, opened.session.device.device_id)
    anchor = Anchor(opened.keys.header.generation, head, sequence, in_utc(opened.home.clock.now()))
    with suppress(DeviceError):
        store_anchor(opened.keychain, opened.keys.header.vault_id, anchor)


def check_anchor(opened: Opened) -> tuple[str, ...]:
    """Compare the file with what it held when it was last closed: an older copy is noticed here."""
    if opened.keychain is None:
        return ()
    from hru_advocate.keys.keychain import read_anchor

    try:
        anchor = read_anchor(opened.keychain, opened.keys.header.vault_id)
    except DeviceError:
        return ("The keychain could not say what the vault looked like when it was last closed.",)
    if anchor is None or anchor.sequence == 0:
        return ()
    opened.session.anchors = {opened.session.device.device_id: (anchor.sequence, anchor.head)}
    found = anchors.hash_at(opened.session.vault, opened.session.device.device_id, anchor.sequence)
    if found == anchor.head:
        return ()
    warning = (
        "This vault is not the one that was closed here last: it may be an older copy. "
        f"It was last closed on {anchor.noted[:10]}. Ask your supervisor before you go on."
    )
    return (warning,)


def in_utc(moment: datetime) -> str:
    """A moment as it is kept outside entries: UTC in ISO 8601, with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
