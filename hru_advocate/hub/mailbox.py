"""A mailbox as a laptop meets it: look, put, take, withdraw. Whatever the server answers is held against bounds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Final, TypeVar

import msgspec

from hru_advocate.hub.connecting import HubLine, MailboxRefused, Rows

T = TypeVar("T")

_MOST_ROWS: Final = 20_000
_MOST_BYTES: Final = 1 << 40

_COUNT: Final = """
    SELECT s.system_identifier::text || ' ' || c.timeline_id::text || ' ' || 'hru.wrapped'::regclass::oid::text,
           (SELECT coalesce(max(number), 0) FROM hru.wrapped)
    FROM pg_control_system() s, pg_control_checkpoint() c
"""
_LOOK: Final = """
    SELECT w.name, w.number, (octet_length(w.keys) + octet_length(s.content))::bigint
    FROM hru.wrapped w JOIN hru.sealed s USING (number)
    WHERE w.number > %s OR w.name = ANY(%s)
    ORDER BY w.number LIMIT 20000
"""
_PUT: Final = """
    WITH made AS (INSERT INTO hru.wrapped (name, keys) VALUES (%s, %s) RETURNING number)
    INSERT INTO hru.sealed (number, content) SELECT number, %s FROM made
"""
_SUM: Final = """
    SELECT encode(sha256(w.keys || s.content), 'hex'), (octet_length(w.keys) + octet_length(s.content))::bigint
    FROM hru.wrapped w JOIN hru.sealed s USING (number) WHERE w.name = %s
"""


_One = Annotated[list[tuple[str, int]], msgspec.Meta(min_length=1, max_length=1)]


class Listed(msgspec.Struct, array_like=True, frozen=True):
    """A package that lies there: its name, its number and its size."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\.bin\Z")]
    number: Annotated[int, msgspec.Meta(ge=1, le=(1 << 63) - 1)]
    bytes: Annotated[int, msgspec.Meta(ge=0, le=_MOST_BYTES)]


@dataclass(frozen=True, slots=True)
class Listing:
    """The packages that were asked for; ``count`` names the run of numbers, another one after any restoring."""

    count: str
    packages: tuple[Listed, ...]


class Mailbox:
    """The questions of a laptop. Errors are those of ``HubLine.ask``, and ``MailboxRefused`` for an odd answer."""

    def __init__(self, line: HubLine) -> None:
        self._line = line

    def look(self, since: int, count: str, wanted: Collection[str]) -> Listing:
        """The packages after a number, and those of ``wanted`` that are there.

        Where the numbers are not those of ``count`` any more, or end before ``since``, it is all of them.
        """
        now, last = _as(_One, self._line.ask(_COUNT))[0]
        if now != count or last < since:
            since = 0
        found = _as(list[Listed], self._line.ask(_LOOK, since, list(wanted), moving=_MOST_ROWS * 50))
        return Listing(now[:200], tuple({one.name: one for one in found[:_MOST_ROWS]}.values()))

    def keys(self, names: Collection[str]) -> dict[str, bytes]:
        """The wrapped keys of some packages."""
        question = "SELECT name, keys FROM hru.wrapped WHERE name = ANY(%s)"
        return dict(_as(list[tuple[str, bytes]], self._line.ask(question, list(names), moving=len(names) * 75_000)))

    def content(self, name: str, size: int) -> bytes | None:
        """The sealed rest of one, ``None`` where it has gone; ``size`` is what was said of it."""
        question = "SELECT s.content FROM hru.wrapped w JOIN hru.sealed s USING (number) WHERE w.name = %s"
        rows = _as(list[tuple[bytes]], self._line.ask(question, name, moving=size))
        return rows[0][0] if rows else None

    def put(self, name: str, keys: bytes, content: bytes) -> None:
        """Put a package, whole or not at all; FileExistsError where the name is taken."""
        self._line.ask(_PUT, name, keys, content, moving=len(content))

    def sum_of(self, name: str) -> tuple[str, int] | None:
        """The SHA-256 and the size of one, as the server says."""
        return next(iter(_as(list[tuple[str, int]], self._line.ask(_SUM, name))), None)

    def withdraw(self, name: str) -> bool:
        """Take away what this laptop put; says whether nothing of the name is there any more."""
        self._line.ask("DELETE FROM hru.wrapped WHERE name = %s", name)
        return not self._line.ask("SELECT 1 FROM hru.wrapped WHERE name = %s", name)


def _as(shape: type[T], rows: Rows) -> T:
    """Rows as they should be; raises ``MailboxRefused`` for any other."""
    try:
        found: T = msgspec.convert(rows, shape)
        return found
    except (msgspec.ValidationError, ValueError):
        raise MailboxRefused from None
