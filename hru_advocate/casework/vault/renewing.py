"""A new master key for an open vault: everything is written anew under it, proved, and put in the old file's place.

Stopped anywhere, the vault opens with exactly one of old and new: the key file's first copy is the switch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hru_advocate.casework.vault import anchoring
from hru_advocate.casework.vault.anchoring import in_utc
from hru_advocate.errors import AdvocateError, DeviceError
from hru_advocate.keys import envelope
from hru_advocate.keys.slots import SlotMaker
from hru_advocate.store.vault_file import copying, exchange
from hru_advocate.store.vault_file import vault as vaults

if TYPE_CHECKING:
    from hru_advocate.casework.vault.home import Home, Opened
    from hru_advocate.keys.master import MasterKey
    from hru_advocate.store.vault_file.exchange import Tell

_NO_CODE: Final = (
    "The new passphrase counts and opens this vault. No recovery code does that anybody has: unlock, then make one."
)


class NewKeysCount(DeviceError):
    """The passphrase or code that was set just now counts, and what it took the place of opens this vault no more.

    Only the vault could not be opened again with it at once. Nothing is lost: lock, then unlock with what was set.
    """


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
        NewKeysCount: the new key counts, and the vault is closed.
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
        if _counts(home, new):  # stopped after the switch, by Ctrl C too: the file that waits is the vault
            session.vault.close()
        else:
            copying.remove(exchange.beside(home.vault))
        raise
    try:
        _change_over(opened)
    except DeviceError:  # they say that nothing was changed, of a file that is opened
        raise NewKeysCount from None
    finally:
        old.wipe()
    anchoring.go_on_with_new_keys(opened)


def renew_after_code(
    opened: Opened, way: envelope.TwoFactor | envelope.PassphraseOnly, fresh: bytes
) -> tuple[str, ...]:
    """Write a vault anew that was opened by its code, so that no older key file opens it; gives the notices.

    That it was opened so is noted before: stopped here, the record says that the new code was never typed back.

    Raises:
        NewKeysCount: the new passphrase and a code that nobody has seen count, and the vault is closed.
    """
    try:
        renew(opened, way, code=fresh)
    except NewKeysCount:
        raise NewKeysCount(_NO_CODE) from None
    except DeviceError:  # on a full disk both count; only an older key file with its code opens as well
        pass
    return opened.keys.notices


def _counts(home: Home, new: MasterKey) -> bool:
    """True where the key file names the new key, or nobody can say: an opening finds out, and throws nothing away."""
    try:
        return envelope.is_of(home.headers.read().header, new)
    except AdvocateError:
        return True


def _change_over(opened: Opened) -> None:
    """From here on the new key counts: the old file is given back and the new one opened in its place."""
    session, key = opened.session, opened.keys.master.database_key()
    session.vault.close()
    exchange.settle(opened.home.vault, key, keep=False)  # the file before was proved to hold the same
    session.go_on_with(vaults.open_vault(opened.home.vault, key))
