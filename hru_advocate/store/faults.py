"""Faults of the file and the ledger: each its own class, each docstring the sentence a person reads."""

from __future__ import annotations

from hru_advocate.errors import AdvocateError, CannotUnlock, DeviceError


class WrongKey(CannotUnlock):
    """This key does not open this file. Nothing was changed; check that it is the right vault, then try again."""


class InvalidKey(CannotUnlock):
    """The key of the vault is not 32 bytes long, so it was not used. Nothing was changed."""


class PlainFile(DeviceError):
    """This file is not encrypted, so it was not opened. Nothing was written to it; choose the vault file."""


class NotOurFile(DeviceError):
    """This file is encrypted with this key but is not an HRU Advocate vault. Nothing was changed; choose another."""


class NewerFile(DeviceError):
    """This vault was last used by a newer HRU Advocate. Nothing was changed; install that version and try again."""


class MissingFile(DeviceError):
    """There is no vault file at that place. Nothing was changed; check the drive and the folder."""


class FileExists(DeviceError):
    """There is already a file at that place, and it was left as it is. Choose another name or folder."""


class CannotReachFile(DeviceError):
    """The vault file cannot be read or written here. Nothing was changed; check the drive and your rights to it."""


class FileReplaced(DeviceError):
    """The vault's file was moved, replaced or deleted by something else while it was open, so this was not saved.

    Keep what you typed on paper, lock, and look whether everything is there; tell your supervisor if it is not.
    """


class NothingCanBeSaved(DeviceError):
    """The vault's file cannot be written to here, so this was not saved. Everything can still be read.

    Make the disk or folder writable, or free some space; then lock and unlock.
    """


class FileInUse(DeviceError):
    """The vault is open in another window or program. What you saved is safe; close the other one and try again."""


class Interrupted(DeviceError):
    """Something long asked of the vault ended in the middle, because something else waited. Nothing is lost."""


class DamagedFile(DeviceError):
    """The vault file is damaged. Do not write to it again; keep a copy, then open your last backup."""


class DiskFull(DeviceError):
    """The disk is full, so this was not saved. What you saved before is safe; free some space, then save again."""


class DiskFailed(DeviceError):
    """The disk did not take or give back the data. What you saved before is safe; check disk and space, try again."""


class NoMemory(DeviceError):
    """This computer had no memory left for this, so it was not done. What you saved is safe; close other programs.

    Then try again.
    """


class UnsuitableDriver(DeviceError):
    """The encryption part of this program is too old or incomplete. No file was touched; install it again."""


class NotSafelySet(DeviceError):
    """The file could not be opened in the safe way this program demands, so it was closed. Nothing was changed."""


class RefusedByFile(DeviceError):
    """The file refused this change because it breaks the rules of the record. Nothing was changed."""


class WrongThread(DeviceError):
    """Two parts of the program reached for the vault at once. Nothing was changed; try again."""


class MigrationFailed(DeviceError):
    """The vault could not be brought up to this version. It was left exactly as it was; use the version before."""


class BackupFailed(DeviceError):
    """The backup does not hold what the vault holds, so it does not count. The vault is safe; try another place."""


class EntryRefused(AdvocateError):
    """This entry does not fit the record, so nothing was saved. What you saved before is safe."""


class UnknownParent(EntryRefused):
    """This corrects an entry that is not here. Nothing was saved; open the record again and repeat the change."""


class ParentOfAnotherRecord(EntryRefused):
    """This corrects an entry of another record. Nothing was saved; open the right record and repeat the change."""


class RecordExists(EntryRefused):
    """This record was already begun. Nothing was saved; open it and correct it instead."""


class ConflictingEntry(EntryRefused):
    """An entry with this id or place in the chain is here with other content. It was not taken in."""


class BrokenChain(EntryRefused):
    """An entry from another device does not fit that device's chain. It was not taken in."""


class UnknownFormat(EntryRefused):
    """An entry from another device is written in a format this program does not know. It was not taken in; update."""


class UnreadableContent(EntryRefused):
    """The text of an entry from another device does not fit its form. It was not taken in; tell who sent it."""


class UnprovenEntry(EntryRefused):
    """An entry from another device is not signed by it or its text was changed. It was not taken in."""
