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
from hru_advocate.store.vault_file.driver import Cursor

_CELLS: Final = ("position", "slot", "sort", "line", "due", "due_label", "columns", "case_id")
_ROWS: Final = f"""
SELECT {", ".join(_CELLS)}, words FROM head WHERE position IN (SELECT value FROM json_each(?))"""  # noqa: S608 - fixed words
_CORRECTED: Final = "SELECT DISTINCT parent FROM entry_parent WHERE parent IN (SELECT value FROM json_each(?))"
_WAIT_TOO_LONG: Final = """
SELECT entry.id, entry.case_id FROM head CROSS JOIN entry ON entry.position = head.position
WHERE head.words IS NOT NULL AND head.position <= (SELECT max(position) FROM entry) - ?"""
_STRAY: Final = """
SELECT head.position, entry.id, entry.case_id FROM head LEFT JOIN entry ON entry.position = head.position
WHERE entry.id IS NULL OR entry.kind <> 'record' OR entry.id IN (SELECT parent FROM entry_parent)"""
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
SELECT entry.id, entry.case_id FROM head CROSS JOIN entry ON entry.position = head.position
WHERE head.disputed = 1 AND head.position NOT IN (SELECT position FROM shown)"""


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

    def page(self, cursor: Cursor, met: Sequence[Met]) -> Iterator[Discrepancy]:
        """Compare the heads of some entries; a head that no entry explains is found by ``strays``."""
        records = [one for one in met if one.header.kind == "record" and one.body is not None]
        places = msgspec.json.encode([one.position for one in records]).decode()
        ids = msgspec.json.encode([one.header.id for one in records]).decode()
        rows = {row[0]: row for row in cursor.execute(_ROWS, (places,)).fetchall()}
        corrected = {row[0] for row in cursor.execute(_CORRECTED, (ids,)).fetchall()}
        for one in records:
            if one.header.id not in corrected:
                yield from self._compare(one, rows.get(one.position))

    def _compare(self, one: Met, row: tuple[object, ...] | None) -> Iterator[Discrepancy]:
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

    def _differing(self, one: Met, shown: Projection, row: tuple[object, ...]) -> list[str]:
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


def come_to(words: Iterable[str]) -> int:
    """The number that a set of words comes to; nobody outside this run of the program can make another come to it."""
    return sum(map(hash, set(words)))


def strays(cursor: Cursor) -> Iterator[Discrepancy]:
    """Name heads that no current entry explains, and those wrongly marked as disputed or as waiting to be found."""
    for position, entry, case in cursor.execute(_STRAY).fetchall():
        if entry is None:
            yield Discrepancy("view", f"the lists hold a line at place {position} without its entry (table head)")
        else:
            where = f"entry {entry} of {lane_name(case)}"
            yield Discrepancy("view", f"{where}: it is not current, but in the lists", entry, case or "")
    for entry, case in cursor.execute(_WAIT_TOO_LONG, (upkeep.BATCH,)).fetchall():
        where = f"entry {entry} of {lane_name(case)}"
        what = "its words wait where no search looks (table head: words)"
        yield Discrepancy("view", f"{where}: {what}", entry, case or "")
    for entry, case in cursor.execute(_DISPUTES).fetchall():
        where = f"entry {entry} of {lane_name(case)}"
        what = "whether versions of it disagree is not what the lists say (table head: disputed)"
        yield Discrepancy("view", f"{where}: {what}", entry, case or "")


def missing(cursor: Cursor) -> Iterator[Discrepancy]:
    """Name the current entries that are in no list, where nobody can say whether they are meant to be in one."""
    for entry, case in cursor.execute(_MISSING).fetchall():
        where = f"entry {entry} of {lane_name(case)}"
        yield Discrepancy("view", f"{where}: it is current, but not in the lists", entry, case or "")


def about_view(header: Header, what: str) -> Discrepancy:
    """A fault of the lists about one entry."""
    return Discrepancy("view", f"entry {header.id} of {lane_name(header.case)}: {what}", header.id, header.case or "")
