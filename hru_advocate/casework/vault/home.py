"""The place of one vault, and the vault while it is open."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import backup_folder
from hru_advocate.clock import Clock, SystemClock
from hru_advocate.errors import AdvocateError, CannotUnlock
from hru_advocate.keys import envelope
from hru_advocate.keys.header_files import HeaderFiles
from hru_advocate.keys.passphrase import PRODUCT, Hardness
from hru_advocate.keys.throttle import Throttle
from hru_advocate.paths import data_folder, state_folder
from hru_advocate.store.vault_file import exchange
from hru_advocate.store.vault_file.crash_log import Log

if TYPE_CHECKING:
    from hru_advocate.keys.keychain import Keychain
    from hru_advocate.keys.master import MasterKey

FindKeychain = Callable[[], "Keychain"]


def _system_keychain() -> Keychain:
    from hru_advocate.keys.keychain import system_keychain  # the keyring library is slow to load; only when needed

    return system_keychain()


class WaitFirst(CannotUnlock):
    """Too many tries in a row. Nothing is lost; wait a little and try again."""


class OnlyABackup(AdvocateError):
    """This is a backup, and a backup is never changed. Nothing was; bring it back to a folder of its own instead.

    Choose Bring back from a backup, or use hru-vault restore.
    """


class VaultFileAlone(AdvocateError):
    """There is a vault file in this folder already, without its key file. Nothing was changed.

    Bring the key file (vault.header) back from a backup, or choose an empty folder for a new vault.
    """


@dataclass(frozen=True, slots=True)
class Home:
    """The place of one vault, and how hard its keys are to guess (tests pass a cheaper ``hardness``)."""

    folder: Path
    hardness: Hardness = PRODUCT
    clock: Clock = field(default_factory=SystemClock)
    find_keychain: FindKeychain = _system_keychain
    anchors: Path = field(default_factory=state_folder)
    """The place of the anchor of a vault that no keychain helps to guard: never in its own folder."""

    @classmethod
    def default(cls) -> Home:
        """The folder this computer gives the program for this person."""
        return cls(data_folder())

    @property
    def vault(self) -> Path:
        """The encrypted file."""
        return self.folder / "vault.db"

    @property
    def is_backup(self) -> bool:
        """True for a backup's own folder: it bears the same name and secrets as its vault, so it is only read."""
        return backup_folder.is_backup(self.folder)

    @property
    def headers(self) -> HeaderFiles:
        """The two copies of the key file."""
        return HeaderFiles(self.folder)

    def fits(self, master: MasterKey) -> bool:
        """Say whether a master key is that of the encrypted file; for a vault that is not open.

        An older key file's master key opens nothing of it.
        """
        return exchange.belongs(self.vault, master.database_key())

    @property
    def throttle(self) -> Throttle:
        """The count of failed tries."""
        return Throttle(self.folder / "tries")


def refuse_in_backup(home: Home) -> None:
    """Refuse what would give a backup another key, or write in it.

    Raises:
        OnlyABackup: It is one.
    """
    if home.is_backup:
        raise OnlyABackup


@dataclass(slots=True)
class FreshCode:
    """A recovery code that was shown and waits to be typed back.

    ``way`` is how the vault is opened every day from then on; ``None`` where the code opens the vault already.
    """

    code: bytes = field(repr=False)
    halves: bool = False
    way: envelope.TwoFactor | envelope.PassphraseOnly | None = field(default=None, repr=False)
    suspected: bool = False


@dataclass(slots=True)
class Opened:
    """An open vault with its keys: held by the worker, nowhere else."""

    home: Home
    session: Session
    keys: envelope.OpenedEnvelope
    keychain: Keychain | None
    fresh: FreshCode | None = None
    log: Log = "none"
    """The log that lay beside the file before it was opened."""
    generation: int = 0
    """The number of changes of the key file that opened it."""
    anchored: datetime | None = None
    """The moment its anchor was last kept before this opening."""

    def fits(self, master: MasterKey) -> bool:
        """Say whether a master key is the one the vault is open with.

        Its file is not looked at: whoever opens it a second time gives its lock back.
        """
        return hmac.compare_digest(master.database_key(), self.keys.master.database_key())


@dataclass(frozen=True, slots=True)
class WhoseCode:
    """The advocate a recovery code belongs to, and whether a new passphrase will guard the vault alone."""

    author: str
    alone: bool
