"""The open vault: one encrypted file, one connection, one thread that owns it."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from hru_advocate.errors import DeviceError, VaultLocked
from hru_advocate.store import faults
from hru_advocate.store.vault_file import copying, crash_log, driver, migrate, pages, spare_memory
from hru_advocate.store.vault_file.driver import Cursor
from hru_advocate.store.vault_file.opened_file import OpenedFile

_STEPS: Final = 500
"""The steps of the driver's machine between two looks whether somebody waits: less than a millisecond."""


class Vault:
    """An open vault. Only the thread that opened it may use it, and no second program can open it meanwhile.

    ``tails`` keeps, per device, the sequence and hash of its last entry, and ``lane_tails`` the same per device and
    case, so that saving need not look them up; both are emptied whenever a transaction is undone.
    """

    def __init__(
        self,
        path: Path,
        connection: driver.Connection,
        seals: pages.Seals,
        *,
        copied_to: Path | None = None,
        read_only: bool = False,
    ) -> None:
        self.path = path
        self.read_only = read_only
        """True where the file could only be opened for reading: every change is refused."""
        self.copied_to = copied_to
        """The place of the copy made before a migration, if opening needed one."""
        self.tails: dict[str, tuple[int, str]] = {}
        self.lane_tails: dict[tuple[str, str | None], tuple[int, str]] = {}
        self.filled = 0
        """The number of bodies that came later than their entries since the file was opened: positions tell no more."""
        self.turn: int | None = None
        """The number of changes of drafts and settings, as far as a change was made since the last undoing."""
        self.after_commit: Callable[[dict[str, tuple[int, str]], int | None], None] | None = None
        """Told ``tails`` and ``turn`` after each commit; it must be quick, raise nothing, and not ask the file."""
        self._connection: driver.Connection | None = connection
        self._owner = threading.get_ident()
        self._undone = 0
        self._writing: Cursor | None = None
        self._file = OpenedFile(path)
        self._seals = seals

    def forget_tails(self) -> None:
        """Look chains' last entries up again when they are next needed: the file may say something else now."""
        self._undone += 1
        self.tails.clear()
        self.lane_tails.clear()
        self.turn = None

    def state(self) -> tuple[int, int]:
        """Two numbers that stay as they are only while nothing in the file changes, and nothing is undone."""
        return self.connection().total_changes, self._undone

    def connection(self) -> driver.Connection:
        """Give the connection to a part of this room.

        Raises:
            VaultLocked: The vault is closed.
            WrongThread: Another thread owns it.
        """
        if self._connection is None:
            raise VaultLocked
        if threading.get_ident() != self._owner:
            raise faults.WrongThread
        return self._connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Cursor]:
        """Change the file: all of the block or, if anything is raised, nothing of it.

        Durable when the block has ended. Inside another ``write`` it becomes part of that one.

        Raises:
            FileReplaced: The file is no longer the one that was opened, so nothing was saved.
            NothingCanBeSaved: It was opened for reading only.
        """
        connection = self.connection()
        if self.read_only:
            raise faults.NothingCanBeSaved
        if self._writing is not None:
            with self._inside(self._writing) as cursor:
                yield cursor
            return
        self._file.check()
        with self._file.changing(), driver.translated():
            cursor = connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            self._writing = cursor
            try:
                yield cursor
                cursor.execute("COMMIT")
                self._file.check_after()
            except BaseException:
                self.forget_tails()
                if connection.in_transaction:
                    cursor.execute("ROLLBACK")
                raise
            finally:
                self._writing = None
        if self.after_commit is not None:
            self.after_commit(self.tails, self.turn)

    @contextlib.contextmanager
    def _inside(self, cursor: Cursor) -> Iterator[Cursor]:
        with driver.translated():
            cursor.execute("SAVEPOINT inside")
            try:
                yield cursor
                cursor.execute("RELEASE inside")
            except BaseException:
                self.forget_tails()
                if self.connection().in_transaction:
                    cursor.execute("ROLLBACK TO inside")
                    cursor.execute("RELEASE inside")
                raise

    @contextlib.contextmanager
    def read(self) -> Iterator[Cursor]:
        """Ask the file; nothing else can change it meanwhile, because this thread owns it.

        A most that is handed in stands in the question as ``LIMIT ? + 0``: of a bare ``LIMIT ?`` SQLite wants to know
        the number beforehand and compiles the whole question anew each time, which takes longer than the answer. So it
        does for a bare ``LIKE ?``.
        """
        connection = self.connection()
        with driver.translated():
            yield connection.cursor()

    @contextlib.contextmanager
    def read_giving_way(self, somebody_waits: Callable[[], bool]) -> Iterator[Cursor]:
        """Ask the file something long, which ends in the middle when somebody waits for the thread that asks.

        Raises:
            Interrupted: Somebody waits; what was asked has no answer and may be asked again.
        """
        connection = self.connection()
        connection.set_progress_handler(somebody_waits, _STEPS)
        try:
            with driver.translated():
                yield connection.cursor()
        finally:
            connection.set_progress_handler(None, 0)

    def wrong_pages(self, after: int, many: int) -> tuple[list[int], bool]:
        """Look at the seals of so many pages after one: the numbers of those that do not fit, and whether more follow.

        What was saved lately stands in the log, whose pages the driver looks at whenever it reads them. It may be done
        on another thread while the one that owns the vault waits for it, or only reads.
        """
        if self._connection is None:
            raise VaultLocked
        try:
            return self._seals.wrong(after, many), self._seals.count() > after + many
        except OSError:
            raise faults.DiskFailed from None

    def checkpoint(self) -> None:
        """Move everything from the write-ahead log into the file itself and empty the log.

        Raises:
            DiskFull, DiskFailed: What was saved stays safe in the log.
            FileReplaced: The file is no longer the one that was opened.
        """
        if self.read_only:
            return
        with self._file.changing(), driver.translated():
            self.connection().executescript("PRAGMA wal_checkpoint(TRUNCATE)")
        self._file.check_after()

    def give_back_memory(self) -> None:
        """Let go of every page that is kept decrypted in case it is asked for again; each is wiped as it goes.

        After work that goes through the whole file, of which little is asked for again.
        """
        with driver.translated():
            self.connection().execute("PRAGMA shrink_memory")
        spare_memory.hand_back()

    def empty_log(self) -> bool:
        """Move the log into the file; False where it stays beside it.

        A disk that is full, or takes nothing just now, is no damage of the file: what cannot be read shows elsewhere.
        """
        try:
            self.checkpoint()
        except (faults.DiskFull, faults.DiskFailed, faults.CannotReachFile):
            return False
        return True

    def write_anew(self) -> None:
        """Write every page of the file again, so that nothing that was removed is left in one; then empty the log.

        Needs room for the whole file once more, in memory and on the disk; a few seconds for each 100 MB.

        Raises:
            DiskFull, DiskFailed, NoMemory: What is in the file is as it was, and what was removed from it may still lie
                there.
            FileReplaced: The file is no longer the one that was opened.
        """
        self._file.check()
        with self._file.changing(), driver.translated():
            self.connection().execute("VACUUM")
        self.checkpoint()

    def close(self) -> bool:
        """Empty the log and give the file back; say whether the log could be emptied.

        Closing never fails for want of space: a log that stays beside the file keeps everything safe and is
        read at the next opening. Closing twice is no fault.
        """
        if self._connection is None:
            return True
        connection = self.connection()
        try:
            self.checkpoint()
        except DeviceError:
            return False
        finally:
            self._connection = None
            self.forget_tails()
            with driver.translated():
                connection.close()
            self._seals.close()
        return True


def create(path: Path, key: bytes) -> Vault:
    """Make a new vault file, readable by its owner only, under a 32-byte key.

    If anything goes wrong no file stays behind.

    Raises:
        InvalidKey, FileExists, CannotReachFile, UnsuitableDriver: Before a file was made.
        DiskFull, DiskFailed, PlainFile, NotSafelySet: The file was removed again.
    """
    driver.hexed(key)
    driver.assert_driver()
    driver.make_empty(path)
    try:
        with contextlib.closing(driver.connect(path, key)) as connection, driver.translated():
            migrate.migrate(connection, path, key)
            connection.executescript("PRAGMA wal_checkpoint(TRUNCATE)")
        return open_vault(path, key)  # looking whether it is plain while it is open would give its lock back
    except BaseException:
        copying.remove(path)
        raise


def open_vault(path: Path, key: bytes, *, only_read: bool = False) -> Vault:
    """Open an existing vault under its 32-byte key, bringing an older one up to this version.

    Where its file or folder cannot be written to, it is opened for reading only: numbers and plans can be looked up on
    a full or write-protected disk too. So it is with ``only_read``, wherever it lies.

    Raises:
        InvalidKey, UnsuitableDriver, MissingFile, CannotReachFile, PlainFile: Before anything was opened.
        WrongKey, NotOurFile, NewerFile, DamagedFile, FileInUse, NotSafelySet: Nothing was changed.
        MigrationFailed, DiskFull, DiskFailed: The file is as it was.
    """
    driver.hexed(key)
    driver.assert_driver()
    driver.refuse_plain(path)
    if path.stat().st_size < pages.SIZE:  # the driver would take it for a new file and write into it
        raise faults.DamagedFile
    _keep_to_owner(path)
    if not only_read:
        crash_log.keep_out(path, key)
    seals = pages.Seals(path, key)
    try:
        connection, read_only = (driver.connect_to_read(path, key), True) if only_read else _connect(path, key)
    except BaseException:
        seals.close()
        raise
    try:
        if migrate.version_of(connection) == 0:
            raise faults.DamagedFile
        copied_to = migrate.migrate(connection, path, key)
        return Vault(path, connection, seals, copied_to=copied_to, read_only=read_only)
    except BaseException:
        connection.close()
        seals.close()
        raise


def _connect(path: Path, key: bytes) -> tuple[driver.Connection, bool]:
    """A connection, and whether it can only read."""
    try:
        return driver.connect(path, key), False
    except (faults.CannotReachFile, faults.DiskFull, faults.DiskFailed):
        with contextlib.suppress(DeviceError):
            return driver.connect_to_read(path, key), True
        raise


def _keep_to_owner(path: Path) -> None:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        with contextlib.suppress(OSError):  # another's file: opening it says so plainly
            path.chmod(0o600)
