"""A new master key for an open vault: everything is written anew under it, proved, and put in the old file's place.

Stopped anywhere, the vault opens with exactly one of old and new: the key file's first copy is the switch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hru_advocate.casework.vault import anchoring
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.keys import envelope
from hru_advocate.keys.slots import SlotMaker
from hru_advocate.store.vault_file import copying, exchange
from hru_advocate.store.vault_file import vault as vaults

if TYPE_CHECKING:
    from hru_advocate.casework.vault.home import Opened
    from hru_advocate.store.vault_file.exchange import Tell


def renew(
    opened: Opened,
    way: envelope.TwoFactor | envelope.PassphraseOnly,
    *,
    code: bytes | None = None,
    tell: Tell | None = None,
) -> None:
    """Write the open vault anew under another master key, with a new device secret; it stays open.

    ``code`` is a new recovery code that was typed back; without one the code stays as it is. What opened the vault
    before, and every older key file, opens nothing of it any more.

    Raises:
        BackupFailed, HeaderNotWritten, KeychainFailed (and its family), DiskFull: the vault is as it was, and open.
    """
    home, session = opened.home, opened.session
    old, new = opened.keys.master, opened.keys.master.successor()
    anchoring.expect_key_file(opened)
    carried = exchange.Carried(session.device.device_id, session.device.wrap(new), old.derived("anchor"))
    exchange.write_next(session.vault, new.database_key(), carried, tell)
    maker = SlotMaker(new, in_utc(home.clock.now()), home.hardness)
    try:
        session.vault.checkpoint()
        opened.keys = envelope.renew_keys(home.headers, opened.keys, way, maker, code=code)
    except BaseException:
        copying.remove(exchange.beside(home.vault))
        raise
    _change_over(opened)
    old.wipe()
    anchoring.go_on_with_new_keys(opened)


def _change_over(opened: Opened) -> None:
    """From here on the new key counts: the old file is given back and the new one opened in its place."""
    session, key = opened.session, opened.keys.master.database_key()
    session.vault.close()
    exchange.settle(opened.home.vault, key, keep=False)  # the file before was proved to hold the same
    session.go_on_with(vaults.open_vault(opened.home.vault, key))
