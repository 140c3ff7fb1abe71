"""Every error a person may meet; the docstring is the sentence they read.

A sentence says what happened, what is safe and what to do. It never carries
what a person typed: only ids, field ids and numbers may be added.
"""

from __future__ import annotations


class AdvocateError(Exception):
    """Something could not be done. What you saved is safe."""

    def __init__(self, message: str | None = None) -> None:
        self.message = message or " ".join((type(self).__doc__ or "").split())
        super().__init__(self.message)


class DeviceError(AdvocateError):
    """The computer could not do this. What you saved is safe; try again."""


class InvalidAnswer(AdvocateError):
    """An answer does not fit its question. Nothing was saved; correct it and save again.

    ``field`` is the field id (a path such as ``ways.2.phone`` inside a group). ``others`` are the errors of further
    questions that are wrong in the same way, so that nobody is sent back once for each.
    """

    def __init__(self, field: str, message: str, others: tuple[InvalidAnswer, ...] = ()) -> None:
        self.field, self.others = field, others
        also = f" So must {', '.join(other.field for other in others)}." if others else ""
        super().__init__(f"{field}: {message}{also}")
        self.sentence = message


class InvalidForm(AdvocateError):
    """A form definition cannot be used. No record is touched; mend the definition file."""


class NotFound(AdvocateError):
    """There is nothing with that reference here. Nothing was changed; check the reference."""


class VaultLocked(AdvocateError):
    """The vault is locked. Everything saved is safe; unlock to go on."""


class CannotUnlock(AdvocateError):
    """The vault could not be unlocked. Nothing was changed."""


class WeakPassphrase(AdvocateError):
    """This passphrase would be too easy to guess. Nothing was changed; take the words this program makes."""


class WrongPassphrase(CannotUnlock):
    """That passphrase does not open this vault. Nothing was changed; type it again, or use the recovery code."""


class OtherWayNeeded(CannotUnlock):
    """This vault is not opened in this way. Nothing was changed; choose the other way, or use the recovery code."""


class KeychainEntryMissing(CannotUnlock):
    """This computer's keychain no longer holds its half of the key.

    Nothing is lost: open the vault with the recovery code and set a new passphrase.
    """


class KeychainChanged(CannotUnlock):
    """This vault's half of the key is kept in another keychain than the one found here.

    Nothing is lost: sign in to the usual desktop, or use the recovery code.
    """


class InvalidRecoveryCode(CannotUnlock):
    """The recovery code is not complete or has a slip in it. Nothing was changed; compare it with the sheet.

    ``groups`` are the groups to look at again, counted from 1; empty when they cannot be told.
    """

    def __init__(self, message: str, groups: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.groups = groups


class WrongRecoveryCode(CannotUnlock):
    """That recovery code is whole, but not for this vault or replaced since. Nothing was changed; find the newest.

    A code in two halves needs both, one after the other, as they were made together.
    """


class VaultMissing(CannotUnlock):
    """There is no vault in this folder. Nothing was changed; choose another folder, or bring back a backup."""


class NotAVault(CannotUnlock):
    """The key file in this folder was not made by this program. Nothing was changed; choose another folder."""


class NewerVault(CannotUnlock):
    """This vault was made by a newer version of this program. Nothing was changed; install that version first."""


class HeaderDamaged(CannotUnlock):
    """Both copies of the vault's key file are damaged. Nothing was changed; bring the key file back from a backup."""


class HeaderAltered(CannotUnlock):
    """The vault's key file was changed by something other than this program.

    Nothing was opened: tell your supervisor, and bring the key file back from a backup.
    """


class HeaderOutdated(CannotUnlock):
    """The vault's key file is an older one: its passphrase or code was changed since, and opens nothing any more.

    Nothing was changed. Bring the newest key file (vault.header) back, or use what opens the vault today.
    """


class SigningKeyDamaged(CannotUnlock):
    """This computer's signing key cannot be read. What you saved is safe; bring the vault back from a backup."""


class HeaderNotWritten(DeviceError):
    """The vault's key file could not be written.

    What opened the vault before still opens it; free some space and try again.
    """


class NotEnoughMemory(DeviceError):
    """The computer has too little free memory to check a passphrase. Nothing was changed; close programs, try again."""


class KeychainMissing(DeviceError):
    """This computer offers no keychain that can be trusted.

    Nothing was changed: try again, use the recovery code, or choose a vault opened by a passphrase alone.
    """


class KeychainLocked(DeviceError):
    """This computer's keychain is locked. Nothing was changed; unlock it as the desktop asks, and try again."""


class KeychainSilent(DeviceError):
    """This computer's keychain does not answer. Nothing was changed; look for a question it asks, then try again."""


class KeychainFailed(DeviceError):
    """This computer's keychain refused. Nothing was changed; try again, or use the recovery code."""


class RestrictedCase(AdvocateError):
    """This case is restricted, and you are not among those who may open it. Say in a line why; it is recorded."""
