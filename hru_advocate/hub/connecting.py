"""The one module that reaches a network: a PostgreSQL server somebody chose, only while somebody shares or keeps it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, LiteralString, TypeVar

from hru_advocate.errors import AdvocateError, DeviceError
from hru_advocate.hub.card import MailboxCard

if TYPE_CHECKING:
    from collections.abc import Generator

    from psycopg import Connection

T = TypeVar("T")
Rows = list[tuple[Any, ...]]

_CONNECTS: Final = 10
_ANSWERS: Final = 15
_SLOWEST: Final = 100_000
"""Bytes in a second; what moves more slowly than that is given up."""
_OTHERS_WAIT: Final = 3
"""Seconds that whoever waits for the vault is kept waiting by one question to the mailbox."""
_LOOKS: Final = 0.1
_NO_FILE: Final = f"{os.devnull}/none"
"""A path without a file, so that the driver finds none of its user's."""


class NoDriver(AdvocateError):
    """This installation cannot reach a mailbox: its part for that was not installed. Nothing left; ask IT for it."""


class MailboxSilent(DeviceError):
    """The mailbox cannot be reached, or does not answer. What left or came before is kept; try again later."""


class MailboxRefused(AdvocateError):
    """The mailbox refused. What was put there or taken before is kept; tell whoever keeps it for you."""


class HubLine:
    """An open connection. Every question has a time limit, and a shorter one once somebody else waits for the vault."""

    def __init__(self, connection: Connection[tuple[Any, ...]], somebody_waits: Callable[[], bool]) -> None:
        self._connection, self._somebody_waits = connection, somebody_waits

    def ask(self, question: LiteralString, *values: object, moving: int = 0) -> Rows:
        """The rows that answer a question; ``moving`` is how many bytes go one way or the other.

        Raises:
            MailboxSilent, MailboxRefused, FileExistsError: a sentence, or that the name is taken.
        """
        with _said():
            self._have_patience(moving)
            cursor = self._connection.execute(question, values, binary=True)
            return cursor.fetchall() if cursor.description is not None else []

    def do(self, script: str) -> None:
        """Run a script in one step, all of it or nothing; errors as ``ask``."""
        with _said():
            self._have_patience(0)
            self._connection.execute(script.encode())

    def verifier(self, user: str, password: str) -> str:
        """The proof by which the server knows a password without being told it."""
        return self._connection.pgconn.encrypt_password(password.encode(), user.encode(), b"scram-sha-256").decode()

    def _have_patience(self, moving: int) -> None:
        self._connection.give_up = _Patience(moving, self._somebody_waits)  # type: ignore[attr-defined]  # ours, below


class _Patience:
    """Says when one question was waited for long enough."""

    def __init__(self, moving: int, somebody_waits: Callable[[], bool]) -> None:
        self._ends = monotonic() + _ANSWERS + moving / _SLOWEST
        self._somebody_waits = somebody_waits

    def __call__(self) -> bool:
        now = monotonic()
        if self._somebody_waits():
            self._ends, self._somebody_waits = min(self._ends, now + _OTHERS_WAIT), bool
        return now >= self._ends


@contextmanager
def connected(card: MailboxCard, somebody_waits: Callable[[], bool] = bool) -> Iterator[HubLine]:
    """Connect to the mailbox of a card, for as long as the block goes.

    Nothing of this computer's environment or of files of its user counts: all that decides is in the card.

    Raises:
        NoDriver, MailboxSilent, MailboxRefused: a sentence each.
    """
    try:
        make = _connection_type()
    except ImportError:
        raise NoDriver from None
    with _said():
        connection = make.connect(autocommit=True, prepare_threshold=None, **_asked(card))
    try:
        yield HubLine(connection, somebody_waits)
    finally:
        connection.close()


def _asked(card: MailboxCard) -> dict[str, Any]:
    """All that the driver is told, after what the environment would tell it was taken out."""
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]
    asked = {
        "host": card.host,
        "port": card.port,
        "dbname": card.database,
        "user": card.user,
        "password": card.password,
        "passfile": _NO_FILE,
        "sslmode": "verify-full",
        "sslcert": _NO_FILE,
        "sslkey": _NO_FILE,
        "gssencmode": "disable",
        "connect_timeout": _CONNECTS,
        "client_encoding": "UTF8",
        "application_name": "",
        "options": "-c search_path= -c statement_timeout=120s -c idle_in_transaction_session_timeout=30s",
        "target_session_attrs": "read-write",
    }
    if not card.is_local:
        asked |= {"sslrootcert": card.certificate, "require_auth": "scram-sha-256", "channel_binding": "require"}
        asked |= {"ssl_min_protocol_version": "TLSv1.3"}
    return asked


@contextmanager
def _said() -> Iterator[None]:
    """Turn whatever the driver raises into a sentence; the words of the server are nobody's to believe."""
    import psycopg

    try:
        yield
    except psycopg.errors.UniqueViolation:
        raise FileExistsError from None
    except psycopg.OperationalError:
        raise MailboxSilent from None
    except (psycopg.Error, UnicodeError, ValueError, OverflowError):
        raise MailboxRefused from None


@cache
def _connection_type() -> type[Connection[tuple[Any, ...]]]:
    """A connection that looks up, while it waits, whether it has waited long enough."""
    import psycopg

    class Patient(psycopg.Connection[tuple[Any, ...]]):
        give_up: Callable[[], bool] = bool

        def wait(self, gen: Generator[Any, Any, T], interval: float = _LOOKS, timeout: float | None = None) -> T:
            return super().wait(_unless(gen, self.give_up), min(interval, _LOOKS), timeout)

    return Patient


def _unless(waiting: Generator[Any, Any, T], give_up: Callable[[], bool]) -> Generator[Any, Any, T]:
    try:
        asked = next(waiting)
        while True:
            ready = yield asked
            if give_up():
                raise MailboxSilent
            asked = waiting.send(ready)
    except StopIteration as ended:
        answer: T = ended.value
        return answer
