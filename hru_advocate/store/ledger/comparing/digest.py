"""Numbers that all entries, and all lines of the lists, come to, as they were when the file ended somewhere.

Kept in an entry that the anchor names, they say of everything written before that it is still what it was, without
working it out again. A line that was corrected since is worked out from its own entry, so that the number can be made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Final, Literal, NamedTuple

import msgspec

from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.ledger.projection import Projection
from hru_advocate.store.ledger import upkeep
from hru_advocate.store.ledger.comparing.standing import DISPUTED, INDEXED, LINE
from hru_advocate.store.ledger.entries import find
from hru_advocate.store.vault_file.driver import Cursor, Row

PAGE: Final = 2_000
"""The number of places that are looked at in one go."""

# Behind the cells that count, how the line stands there (``standing``), so that nothing need read it again for that.
_HEADS: Final = f"""
SELECT position, slot, sort, line, due, due_label, columns, case_id,
    {LINE} + {INDEXED} * (words IS NULL) + {DISPUTED} * (disputed IS NOT 0)
FROM head WHERE position > ? AND position <= ? ORDER BY position"""  # noqa: S608 - fixed numbers
_CHANGES: Final = "SELECT total_changes()"
_REMOVED: Final = """
SELECT parent.position, parent.id FROM entry_parent
CROSS JOIN entry AS parent ON parent.id = entry_parent.parent
CROSS JOIN entry AS child ON child.id = entry_parent.child
WHERE parent.kind = 'record' AND parent.position <= ?1
GROUP BY parent.position HAVING min(child.position) > ?1"""
_ENCODE = msgspec.msgpack.Encoder().encode


_PAIRS: Final = """
SELECT child, parent FROM entry_parent CROSS JOIN entry ON entry.id = child WHERE entry.position <= ?
ORDER BY child, parent"""


class LedgerDigest:
    """Works out, in the order of the chains, what all entries come to: those up to a place, and all of them.

    Entries are taken as they stand in the file, every cell with its content: that they hold together was found when
    the number was made. Those up to ``followed`` need nothing more, as long as nothing stands before them that is new.
    """

    def __init__(self, since: int, followed: int) -> None:
        self._since, self._followed = since, followed
        self._sums: dict[str, tuple[hashlib._Hash, hashlib._Hash]] = {}

    def take(self, device: str, position: int, row: Row) -> bool:
        """Take in the next entry of a device; say whether it needs nothing more."""
        told = _ENCODE(row)
        then, now = self._sums.get(device) or (hashlib.sha256(),) * 2
        if position > self._since and then is now:
            now = now.copy()
        if position <= self._since and then is not now:
            then.update(told)
        now.update(told)
        self._sums[device] = then, now
        return then is now and position <= self._followed

    def value_then(self, cursor: Cursor) -> str:
        """The number of those up to the place."""
        return self._value(cursor, self._since, 0)

    def value_now(self, cursor: Cursor, until: int) -> str:
        """The number of all."""
        return self._value(cursor, until, 1)

    def _value(self, cursor: Cursor, until: int, which: Literal[0, 1]) -> str:
        whole = hashlib.sha256()
        for device, sums in sorted(self._sums.items()):
            if sums[which].digest() != _NOTHING:
                whole.update(_ENCODE((device, sums[which].digest())))
        for pair in cursor.execute(_PAIRS, (until,)):
            whole.update(_ENCODE(pair))
        return whole.hexdigest()


class ViewDigest:
    """Works the number out, page by page, for the file as it was at a place; ``None`` where that cannot be done.

    The secret stands before all: an entry has its salt, and lines have none.
    """

    def __init__(self, until: int, project: Callable[[Entry], Projection | None], secret: bytes) -> None:
        self.until = until
        self._project = project
        self._sum: hashlib._Hash | None = hashlib.sha256(secret)
        self._removed: list[tuple[int, str]] = []
        self._as_of: object = None

    def take(self, cursor: Cursor, stretch: Lines) -> None:
        """Take in the lines at some places, with those that were corrected since."""
        to = min(stretch.to, self.until)
        if self._sum is None or stretch.after >= to:
            return
        told = {place: line for place, line in stretch.told.items() if place <= to}
        gone = [entry for place, entry in self._removed_now(cursor) if stretch.after < place <= to]
        if gone:
            again = [self._again(cursor, entry) for entry in gone]
            if any(row is _LOST for row in again):
                self._sum = None
                return
            told |= {row[0]: _ENCODE(row) for row in again if row is not None}
            told = dict(sorted(told.items()))
        self._sum.update(b"".join(told.values()))

    def _removed_now(self, cursor: Cursor) -> list[tuple[int, str]]:
        """Every entry corrected since, with its place; asked again only once something was written meanwhile."""
        changes = cursor.execute(_CHANGES).fetchone()
        if changes != self._as_of:
            self._removed = cursor.execute(_REMOVED, (self.until,)).fetchall()
            self._as_of = changes
        return self._removed

    def _again(self, cursor: Cursor, entry: str) -> Row | None:
        """The line of an entry that was corrected since; ``_LOST`` where its content is gone."""
        held = find(cursor, entry)
        if held is None or held.body is None:
            return _LOST
        shown = self._project(held)
        if shown is None:
            return None
        (place,) = cursor.execute("SELECT position FROM entry WHERE id = ?", (entry,)).fetchone() or (0,)
        return upkeep.head_cells(place, held.header.case, shown)

    def value(self) -> str | None:
        """The number, once every page was taken in."""
        return None if self._sum is None else self._sum.hexdigest()


_NOTHING: Final = hashlib.sha256().digest()
_LOST: Final[Row] = ("lost",)


class Lines(NamedTuple):
    """The lines that stand at the places behind one, up to another: each by its place, as it is reckoned with.

    ``marks`` say of each of those places how its line stands there, for ``standing``.
    """

    after: int
    to: int
    told: dict[int, bytes]
    marks: bytes


def lines_at(cursor: Cursor, after: int, to: int) -> Lines:
    """Read the lines at some places, in their order."""
    told: dict[int, bytes] = {}
    marks = bytearray(to - after)
    for row in cursor.execute(_HEADS, (after, to)):
        place = row[0]
        told[place] = _ENCODE(row[:8])
        marks[place - after - 1] = row[8]
    return Lines(after, to, told, bytes(marks))


def pages(until: int) -> Iterator[tuple[int, int]]:
    """The places up to one, in stretches of a page."""
    for after in range(0, until, PAGE):
        yield after, min(after + PAGE, until)
