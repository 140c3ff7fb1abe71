"""The one door to SQLCipher: connections opened the safe way, driver errors turned into our own sentences."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

from sqlcipher3 import _sqlite3 as driver_itself
from sqlcipher3 import dbapi2

from hru_advocate.errors import DeviceError
from hru_advocate.paths import open_plain
from hru_advocate.store import faults
from hru_advocate.store.vault_file import pages, small_pieces

Values = Sequence[object] | Mapping[str, object]
Row = tuple[Any, ...]

SQLITE_FLOOR: Final = (3, 51, 3)
"""Before it, several connections could corrupt a file while the log was reset (sqlite.org/wal.html#walreset)."""

CIPHER_FLOOR: Final = (4, 19)
"""The SQLCipher line this program was tried with."""


def _settle_memory() -> None:
    """Before any file is opened: room for small pieces, and the setting by which that is locked and wiped.

    SQLCipher keeps the setting for the whole process once any connection asked for it. Asked for only on the vault's
    own connection it would come too late for what is taken while that is made.
    """
    small_pieces.make_room(driver_itself.__file__)
    with contextlib.closing(dbapi2.connect(":memory:")) as connection:
        connection.execute("PRAGMA cipher_memory_security = ON")


_settle_memory()

_NEEDED_OPTIONS: Final = ("HAS_CODEC", "ENABLE_FTS5", "THREADSAFE=1")
_MEMORY_ONLY: Final = ("TEMP_STORE=2", "TEMP_STORE=3")
_HEX_KEY: Final = re.compile(r"[0-9a-f]{64}")
_BUSY_SECONDS: Final = 2.0

# One script, because the driver keeps every single statement it has run, in the small fast memory that saving needs.
_SETTINGS: Final = """
-- Before anything is read, so that no memory is handed back without being wiped.
PRAGMA cipher_memory_security = ON;
-- Before anything is sorted: sorting on disk would write plain words.
PRAGMA temp_store = MEMORY;
PRAGMA foreign_keys = ON;
-- One owner at a time. Before journal_mode: a log begun by an exclusive owner keeps its index in this process's own
-- memory and makes no shared file beside the vault.
PRAGMA locking_mode = EXCLUSIVE;
-- Reads the file for the first time: whatever must hold before the first page is decrypted stands above.
PRAGMA journal_mode = WAL;
-- In this mode NORMAL would leave the last saves to the disk's mercy in a power cut.
PRAGMA synchronous = FULL;
PRAGMA trusted_schema = OFF;
PRAGMA mmap_size = 0;
PRAGMA busy_timeout = 2000;
-- REPLACE must not slip past the triggers.
PRAGMA recursive_triggers = ON;
PRAGMA cell_size_check = ON;
-- About 32 MB of log (8,000 pages of 4 KiB) before it is moved into the file: rarely in the middle of work.
PRAGMA wal_autocheckpoint = 8000;
-- 32 MiB: the pages a day's work touches (a negative number is kibibytes).
PRAGMA cache_size = -32768;
"""
# Of a file that is only read: what writing asks for is left out, and writing itself is refused by the driver too.
_SETTINGS_TO_READ: Final = """
PRAGMA cipher_memory_security = ON;
PRAGMA temp_store = MEMORY;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA query_only = ON;
PRAGMA trusted_schema = OFF;
PRAGMA mmap_size = 0;
PRAGMA cell_size_check = ON;
PRAGMA cache_size = -32768;
"""
_READ_BACK: Final[Mapping[str, object]] = {
    "PRAGMA cipher_log_level": "NONE",
    "PRAGMA cipher_memory_security": "1",
    "PRAGMA temp_store": 2,
    "PRAGMA foreign_keys": 1,
    "PRAGMA locking_mode": "exclusive",
    "PRAGMA journal_mode": "wal",
    "PRAGMA synchronous": 2,
    "PRAGMA trusted_schema": 0,
    "PRAGMA mmap_size": 0,
    "PRAGMA busy_timeout": 2000,
    "PRAGMA recursive_triggers": 1,
    "PRAGMA cell_size_check": 1,
}
_READ_BACK_TO_READ: Final[Mapping[str, object]] = {
    "PRAGMA cipher_log_level": "NONE",
    "PRAGMA cipher_memory_security": "1",
    "PRAGMA temp_store": 2,
    "PRAGMA query_only": 1,
    "PRAGMA trusted_schema": 0,
    "PRAGMA mmap_size": 0,
    "PRAGMA cell_size_check": 1,
}


class Cursor(Protocol):
    """A driver's cursor, as far as this room uses it."""

    @property
    def lastrowid(self) -> int:
        """The rowid of the row last inserted."""

    @property
    def rowcount(self) -> int:
        """The number of rows the last statement changed."""

    def execute(self, sql: str, values: Values = ..., /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, rows: Iterable[Values], /) -> Cursor:
        """Run one statement once for each row of values."""

    def fetchone(self) -> Row | None:
        """Give the next row."""

    def fetchall(self) -> list[Row]:
        """Give all rows that are left."""

    def __iter__(self) -> Iterator[Row]: ...


class Connection(Protocol):
    """A driver's connection, as far as this room uses it."""

    @property
    def in_transaction(self) -> bool:
        """True while a transaction is open."""

    @property
    def total_changes(self) -> int:
        """The number of rows changed since it was opened, by what was undone as well."""

    def cursor(self) -> Cursor:
        """Make a cursor."""

    def execute(self, sql: str, values: Values = ..., /) -> Cursor:
        """Run one statement on a new cursor."""

    def executescript(self, sql: str, /) -> Cursor:
        """Run a text of several statements."""

    def set_progress_handler(self, handler: Callable[[], object] | None, steps: int, /) -> None:
        """Ask, every so many steps of a statement, whether it is to end; ``None`` asks no more."""

    def backup(
        self,
        target: Connection,
        /,
        *,
        pages: int = ...,
        progress: Callable[[int, int, int], object] = ...,
        sleep: float = ...,
    ) -> None:
        """Copy everything, page by page, into another connection."""

    def close(self) -> None:
        """Give the file back."""


_BY_CODE: Final[Mapping[int, type[DeviceError]]] = {
    3: faults.CannotReachFile,  # SQLITE_PERM
    5: faults.FileInUse,  # SQLITE_BUSY
    6: faults.FileInUse,  # SQLITE_LOCKED
    8: faults.CannotReachFile,  # SQLITE_READONLY
    9: faults.Interrupted,  # SQLITE_INTERRUPT
    10: faults.DiskFailed,  # SQLITE_IOERR
    11: faults.DamagedFile,  # SQLITE_CORRUPT
    13: faults.DiskFull,  # SQLITE_FULL
    14: faults.CannotReachFile,  # SQLITE_CANTOPEN
    19: faults.RefusedByFile,  # SQLITE_CONSTRAINT
    26: faults.DamagedFile,  # SQLITE_NOTADB: a page whose seal does not fit
}

_CODE_OF_TEXT: Final = {  # copying from file to file raises its errors without a code
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}


_SAID_OF_CELLS: Final = ("Could not decode to UTF-8", "malformed JSON")
"""The words, with no code of their own, for a cell that holds no text or no JSON; the first quote the cell."""


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn any driver error into one of ours; the driver's text may quote what was typed, so it is dropped.

    Raises:
        DeviceError: The subclass in ``faults`` that fits the driver's result code.
    """
    try:
        yield
    except dbapi2.Error as error:
        # Its frames hold what was typed, and the questions for which a closed file is not given back; under Python 3.12
        # they hold each other too, until something collects them.
        error.__traceback__ = None
        code = getattr(error, "sqlite_errorcode", None) or _CODE_OF_TEXT.get(str(error), 0)
        if str(error).startswith(_SAID_OF_CELLS):
            raise faults.DamagedFile from None
        raise _BY_CODE.get(code & 0xFF, DeviceError) from None
    except MemoryError:  # as the driver says SQLITE_NOMEM
        raise faults.NoMemory from None


def assert_driver() -> None:
    """Refuse to touch any file with a driver that is too old or was built without what we rely on.

    Raises:
        UnsuitableDriver: A version or a build option is missing.
    """
    if dbapi2.sqlite_version_info < SQLITE_FLOOR:
        raise faults.UnsuitableDriver
    version, options = _built_as()
    if version is None or tuple(int(part) for part in re.findall(r"\d+", version[0])[:2]) < CIPHER_FLOOR:
        raise faults.UnsuitableDriver
    if not options.issuperset(_NEEDED_OPTIONS) or options.isdisjoint(_MEMORY_ONLY):
        raise faults.UnsuitableDriver


@cache
def _built_as() -> tuple[Row | None, frozenset[str]]:
    """The version of SQLCipher and its build options: of one process they stay what they are."""
    with contextlib.closing(in_memory()) as connection:
        version = connection.execute("PRAGMA cipher_version").fetchone()
        return version, frozenset(row[0] for row in connection.execute("PRAGMA compile_options"))


def in_memory() -> Connection:
    """An empty database in memory, for what is held against a file; nobody's words are put into it."""
    connection: Connection = dbapi2.connect(":memory:", isolation_level=None)
    return connection


def hexed(key: bytes) -> str:
    """Write a key as the 64 lower-case hex digits SQLCipher takes for a raw key.

    A key of any other length would silently be used as a passphrase, and a key cannot be bound
    as a parameter, so this check is what makes putting it into the statement safe.

    Raises:
        InvalidKey: It is not 32 bytes.
    """
    text = key.hex()
    if _HEX_KEY.fullmatch(text) is None:
        raise faults.InvalidKey
    return text


def connect(path: Path, key: bytes) -> Connection:
    """Open an existing file (it may be empty and new) with every setting in place and read back.

    Raises:
        InvalidKey, PlainFile, MissingFile: Before anything is opened.
        WrongKey, DamagedFile, FileInUse, CannotReachFile, NotSafelySet: While opening; the file is closed again.
    """
    return _connect(path, key, "mode=rw", _set)


def connect_to_read(path: Path, key: bytes) -> Connection:
    """Open a file where nothing can be written: no lock is taken, no log begun, and every change is refused.

    A log that lies beside the file is read with it. Where there is none the file alone is everything.

    Raises:
        As ``connect``.
    """
    log = path.with_name(f"{path.name}-wal")
    unlocked = "win32-none" if sys.platform == "win32" else "unix-none"
    way = f"mode=ro&vfs={unlocked}" if log.exists() else "mode=ro&immutable=1"
    return _connect(path, key, way, _set_to_read)


def _connect(path: Path, key: bytes, way: str, settle: Callable[[Connection, str], None]) -> Connection:
    digits = hexed(key)
    refuse_plain(path)
    refuse_odd_company(path)
    with translated():
        connection: Connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?{way}",
            uri=True,
            isolation_level=None,
            timeout=_BUSY_SECONDS,
            cached_statements=256,
        )
    try:
        with translated():
            settle(connection, digits)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except faults.DamagedFile:
        connection.close()
        if pages.any_page_fits(path, key):
            raise
        raise faults.WrongKey from None
    except BaseException:
        connection.close()
        raise
    return connection


def _set(connection: Connection, digits: str) -> None:
    _give_key(connection, digits)
    connection.executescript(_SETTINGS)
    _hold_against(connection, _READ_BACK)


def _set_to_read(connection: Connection, digits: str) -> None:
    _give_key(connection, digits)
    connection.executescript(_SETTINGS_TO_READ)
    _hold_against(connection, _READ_BACK_TO_READ)


def _give_key(connection: Connection, digits: str) -> None:
    connection.executescript("PRAGMA cipher_log_level = NONE")  # a wrong key would write to standard error
    connection.executescript(f"PRAGMA key = \"x'{digits}'\"")


def _hold_against(connection: Connection, expected_by: Mapping[str, object]) -> None:
    for question, expected in expected_by.items():
        if connection.execute(question).fetchone() != (expected,):
            raise faults.NotSafelySet


def refuse_plain(path: Path) -> None:
    """Refuse a file that anyone could read.

    Raises:
        PlainFile: It begins as every unencrypted SQLite file does.
        MissingFile, CannotReachFile: It cannot be looked at.
    """
    try:
        with open_plain(path) as file:
            start = file.read(len(pages.PLAIN_START))
    except FileNotFoundError:
        raise faults.MissingFile from None
    except OSError:
        raise faults.CannotReachFile from None
    if start == pages.PLAIN_START:
        raise faults.PlainFile


_COMPANY: Final = ("-wal", "-shm", "-journal")


def refuse_odd_company(path: Path) -> None:
    """Refuse a file beside which a pipe, a device, a link or a folder stands where SQLite looks for its logs.

    It opens them by itself: of a pipe it would wait without end for whoever writes into it.

    Raises:
        CannotReachFile: Something stands there that is no file.
    """
    for ending in _COMPANY:
        try:
            mode = path.with_name(f"{path.name}{ending}").lstat().st_mode
        except OSError:
            continue
        if not stat.S_ISREG(mode):
            raise faults.CannotReachFile


def make_empty(path: Path) -> None:
    """Make a new, empty file only its owner may read; SQLite gives its log the same rights.

    Raises:
        FileExists, DiskFull, CannotReachFile: Nothing was made.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise faults.FileExists from None
    except OSError:
        raise faults.CannotReachFile from None
