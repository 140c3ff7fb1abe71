"""The table of heads held against the entries, a page of entries at a time: each cell of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from hru_advocate.domain.ledger.entry import Entry, Header
from hru_advocate.domain.ledger.projection import Project, Projection
from hru_advocate.errors import NotFound
from hru_advocate.store.ledger import upkeep
from hru_advocate.store.ledger.findings import Discrepancy, lane_name
from hru_advocate.store.vault_file.driver import Cursor, Row

_CELLS: Final = ("position", "slot", "sort", "line", "due", "due_label", "columns", "case_id")
_LINE: Final = f"SELECT {', '.join(_CELLS)}, words FROM head WHERE position"  # noqa: S608 - fixed words
_ROWS: Final = f"{_LINE} IN (SELECT value FROM json_each(?))"  # noqa: S608 - fixed words
_ROWS_FROM_TO: Final = f"{_LINE} BETWEEN ? AND ?"
_CHANGES: Final = "SELECT total_changes()"
_CORRECTED: Final = "SELECT DISTINCT parent FROM entry_parent"
_SCATTERED: Final = 4
"""The places for each that is asked for, up to which all between the first and the last are read."""
# Every line with its entry, once: those no current entry explains, whose words wait too long, that are disputed.
_ODD: Final = """
WITH line AS (
    SELECT head.position, entry.id, entry.case_id, head.disputed,
        entry.id IS NULL OR entry.kind <> 'record' OR entry.id IN (SELECT parent FROM entry_parent) AS stray,
        head.words IS NOT NULL AND head.position <= (SELECT max(position) FROM entry) - ?1 AS waits
    FROM {} LEFT JOIN entry ON entry.position = head.position
)
SELECT position, id, case_id, stray, waits, disputed FROM line WHERE stray OR waits OR disputed = 1"""
_ODD_ANYWHERE: Final = _ODD.format("head")
_ODD_AMONG: Final = _ODD.format("json_each(?2) AS place CROSS JOIN head ON head.position = place.value")
_MISSING: Final = """
SELECT id, case_id FROM entry WHERE kind = 'record' AND position NOT IN (SELECT position FROM head)
AND id NOT IN (SELECT parent FROM entry_parent)"""
# A record with one entry has no other: only those with a later one can have two heads.
_DISPUTES: Final = """
WITH several AS (SELECT DISTINCT record FROM entry WHERE record <> id),
shown AS (
    SELECT entry.record, head.position, entry.id, entry.case_id, head.disputed FROM several
    CROSS JOIN entry ON entry.record = several.record AND entry.record <> entry.id
    CROSS JOIN head ON head.position = entry.position
    UNION ALL
    SELECT entry.record, head.position, entry.id, entry.case_id, head.disputed FROM several
    CROSS JOIN entry ON entry.id = several.record AND entry.record = entry.id
    CROSS JOIN head ON head.position = entry.position
)
SELECT id, case_id FROM shown WHERE id NOT IN (SELECT parent FROM entry_parent)
AND disputed <> ((SELECT count(*) FROM shown AS other WHERE other.record = shown.record
    AND other.id NOT IN (SELECT parent FROM entry_parent)) > 1)
UNION ALL
SELECT entry.id, entry.case_id FROM json_each(?) AS marked CROSS JOIN entry ON entry.position = marked.value
WHERE marked.value NOT IN (SELECT position FROM shown)"""


class Met(NamedTuple):
    """An entry the chains were followed past: where it stands, its header as it was signed, its content."""

    position: int
    header: Header
    signature: bytes
    salt: bytes | None
    body: bytes | None


class HeadComparison:
    """Holds heads against entries.

    With ``every_word`` also the words each is found by; ``indexed`` gathers, for each entry whose words are in the
    index, what they come to.
    """

    def __init__(self, project: Project, *, every_word: bool) -> None:
        self._project = project
        self._every_word = every_word
        self.indexed: dict[int, int] = {}
        self._corrected: frozenset[str] = frozenset()
        self._as_of: object = None

    def page(self, cursor: Cursor, met: Sequence[Met]) -> Iterator[Discrepancy]:
        """Compare the heads of some entries; a head that no entry explains is found by ``strays``."""
        records = [one for one in met if one.header.kind == "record" and one.body is not None]
        rows = _lines_at(cursor, [one.position for one in records])
        corrected = self._corrected_now(cursor)
        for one in records:
            if one.header.id not in corrected:
                yield from self._compare(one, rows.get(one.position))

    def _corrected_now(self, cursor: Cursor) -> frozenset[str]:
        """Every entry that something corrects; asked again only once something was written meanwhile."""
        changes = cursor.execute(_CHANGES).fetchone()
        if changes != self._as_of:
            self._corrected = frozenset(row[0] for row in cursor.execute(_CORRECTED))
            self._as_of = changes
        return self._corrected

    def _compare(self, one: Met, row: Row | None) -> Iterator[Discrepancy]:
        try:
            shown = self._project(Entry(one.header, one.signature, one.salt, one.body))
        except NotFound:  # made with a form this program lacks, which is said of the form
            return
        except Exception:  # noqa: BLE001 - whatever an entry turns out to hold, the others are looked at
            yield about_view(one.header, "what it shows in the lists cannot be worked out")
            return
        if shown is None:
            if row is not None:
                yield about_view(one.header, "it shows in no list, but stands in the lists (table head)")
        elif row is None:
            yield about_view(one.header, "it is current, but not in the lists")
        elif cells := self._differing(one, shown, row):
            yield about_view(one.header, f"the lists say something else (table head: {', '.join(cells)})")

    def _differing(self, one: Met, shown: Projection, row: Row) -> list[str]:
        """Name the cells that are not what they must be; what is already in the index is gathered for its turn."""
        *held, waiting = row
        case = one.header.case
        wanted = upkeep.head_cells(one.position, case, shown)
        cells = [name for name, here, there in zip(_CELLS, held, wanted, strict=True) if here != there]
        if waiting is not None:
            if waiting != upkeep.waiting_text(upkeep.found_by_words(case, shown)):
                cells.append("words")
        elif self._every_word:
            self.indexed[one.position] = come_to(upkeep.found_by_words(case, shown))
        return cells


def _lines_at(cursor: Cursor, places: Sequence[int]) -> dict[int, Row]:
    """The lines at some places, by place; most stand one after the other, and then no place is looked for by itself."""
    if not places:
        return {}
    first, last = min(places), max(places)
    if last - first < _SCATTERED * len(places):
        rows = cursor.execute(_ROWS_FROM_TO, (first, last))
    else:
        rows = cursor.execute(_ROWS, (msgspec.json.encode(places).decode(),))
    return {row[0]: row for row in rows}


def come_to(words: Iterable[str]) -> int:
    """The number that a set of words comes to; nobody outside this run of the program can make another come to it."""
    return sum(map(hash, set(words)))


def strays(cursor: Cursor) -> Iterator[Discrepancy]:
    """Name heads that no current entry explains, and those wrongly marked as disputed or as waiting to be found."""
    yield from _said_of(cursor, cursor.execute(_ODD_ANYWHERE, (upkeep.BATCH,)).fetchall())


def strays_among(places: Sequence[int], cursor: Cursor) -> Iterator[Discrepancy]:
    """Name those of the heads at some places, with the heads of records that may be disputed anywhere."""
    asked = msgspec.json.encode(places).decode()
    yield from _said_of(cursor, cursor.execute(_ODD_AMONG, (upkeep.BATCH, asked)).fetchall())


def _said_of(cursor: Cursor, odd: Sequence[Row]) -> Iterator[Discrepancy]:
    for position, entry, case in (row[:3] for row in odd if row[3]):
        if entry is None:
            yield Discrepancy("view", f"the lists hold a line at place {position} without its entry (table head)")
        else:
            yield _of_line(entry, case, "it is not current, but in the lists")
    for entry, case in (row[1:3] for row in odd if row[4] and row[1] is not None):
        yield _of_line(entry, case, "its words wait where no search looks (table head: words)")
    marked = msgspec.json.encode([row[0] for row in odd if row[5] == 1]).decode()
    for entry, case in cursor.execute(_DISPUTES, (marked,)).fetchall():
        yield _of_line(entry, case, "whether versions of it disagree is not what the lists say (table head: disputed)")


def missing(cursor: Cursor) -> Iterator[Discrepancy]:
    """Name the current entries that are in no list, where nobody can say whether they are meant to be in one."""
    for entry, case in cursor.execute(_MISSING).fetchall():
        yield _of_line(entry, case, "it is current, but not in the lists")


def about_view(header: Header, what: str) -> Discrepancy:
    """A fault of the lists about one entry."""
    return Discrepancy("view", f"entry {header.id} of {lane_name(header.case)}: {what}", header.id, header.case or "")


def _of_line(entry: str, case: str | None, what: str) -> Discrepancy:
    return Discrepancy("view", f"entry {entry} of {lane_name(case)}: {what}", entry, case or "")
