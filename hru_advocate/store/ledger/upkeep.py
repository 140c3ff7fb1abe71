"""Keeps the views true to the ledger: what one entry changes in heads, case rows and search."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import msgspec

from hru_advocate.domain.ledger.entry import Header
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.projection import CASE_COLUMNS, FROM_ALL_HEADS, Projection
from hru_advocate.domain.text_folding import searchable_words, words_of_label
from hru_advocate.store.ledger.said_of_case import SPEAKING, CaseValues, found_by, place_of, said_by_heads
from hru_advocate.store.vault_file.driver import Cursor, Row

CASE_MARK: Final = "\ue000"
"""Begins the word that ties a text to its case in the index; folding removes it from typed text."""

NEWEST: Final = 1 << 40
"""The number an entry's position is taken from to give its row in the index, so that the index runs from new to old.

Asked to run backwards, FTS5 is a hundred times slower for unfinished words (benchmarks/searching.py).
"""

BATCH: Final = 256
"""The number of positions that pass before the words that wait move into the index together."""

_ENCODE = msgspec.json.Encoder(order="deterministic").encode

_INSERT_HEAD: Final = """
INSERT INTO head (position, slot, sort, line, due, due_label, columns, case_id, words)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""

# The heads of a record, found without an index of their own (see entry_record). The sign before a position keeps
# SQLite from going through every head of the vault to ask of each whether it is of this record.
HEADS_OF_RECORD: Final = """
SELECT position FROM entry WHERE id = ?1 AND record = ?1 AND +position IN (SELECT position FROM head)
UNION ALL
SELECT position FROM entry WHERE record = ?1 AND record <> id AND +position IN (SELECT position FROM head)"""

_DISPUTED: Final = """
SELECT count(DISTINCT entry.record) FROM entry CROSS JOIN head ON head.position = entry.position
WHERE entry.case_id = ? AND entry.kind = 'record' AND head.disputed = 1"""

_SIBLING: Final = """
SELECT 1 FROM entry WHERE record = ?1 AND record <> id AND id <> ?2
UNION ALL SELECT 1 FROM entry WHERE id = ?1 AND id <> ?2
LIMIT 1"""

_CORRECTED: Final = """
SELECT wanted.value FROM json_each(?) AS wanted
WHERE EXISTS (SELECT 1 FROM entry_parent WHERE parent = wanted.value)"""
# Records that have another entry than the one asked about: only their heads can be two.
_WITH_SIBLINGS: Final = """
SELECT DISTINCT entry.record FROM json_each(?) AS wanted CROSS JOIN entry ON entry.id = wanted.value
WHERE EXISTS (SELECT 1 FROM entry AS other WHERE other.record = entry.record AND other.record <> other.id)"""

_LATER_ENTRIES: Final = "SELECT DISTINCT record FROM entry WHERE record <> id"

_BEGIN_ROW: Final = """
INSERT INTO case_row (case_id, ref, opened, folded, newest)
SELECT ?1, ?2, min(recorded), '', '' FROM entry WHERE case_id = ?1 AND kind = 'record'"""
_HAS_HEAD: Final = """
SELECT 1 FROM entry CROSS JOIN head ON head.position = entry.position
WHERE entry.case_id = ? AND entry.kind = 'record' LIMIT 1"""
_DROP_ROW: Final = """
DELETE FROM case_row WHERE case_id = ?1 AND NOT EXISTS (
    SELECT 1 FROM entry CROSS JOIN head ON head.position = entry.position
    WHERE entry.case_id = ?1 AND entry.kind = 'record'
)"""

# The usual case in one step: an entry newer than all before it, in a case that has its row.
_FAST: Final = "WHERE case_id = ? AND newest < ? AND opened <= ?"
_ROW: Final = "SELECT newest, opened FROM case_row WHERE case_id = ?"
_NAMES: Final = "SELECT initials, name FROM case_row WHERE case_id = ?"
_SETTABLE: Final = frozenset((*CASE_COLUMNS, "opened", "disputed", "folded", "newest"))


def apply(cursor: Cursor, position: int, header: Header, projection: Projection | None, *, fresh: bool = False) -> None:
    """Bring the views up to date with one entry just written at ``position``, in the same transaction.

    ``fresh`` says that it begins a record and nothing can know of it yet, which saves looking.
    """
    removed = False
    shown = projection
    if not fresh:
        for parent in header.parents:
            removed = _remove_head(cursor, parent) or removed
        if cursor.execute("SELECT 1 FROM entry_parent WHERE parent = ? LIMIT 1", (header.id,)).fetchone() is not None:
            shown = None
    if shown is not None:
        cursor.execute(_INSERT_HEAD, head_row(position, header.case, shown))
    settled = not fresh and cursor.execute(_SIBLING, (header.record, header.id)).fetchone() is not None
    if settled:
        _settle(cursor, header.record)
    if header.case is not None:
        _keep_case_row(cursor, header, shown, removed=removed, settled=settled)
    if position % BATCH == 0:
        move_waiting(cursor, position - BATCH, position)


def head_row(position: int, case: str | None, shown: Projection) -> tuple[object, ...]:
    """The row of the table of heads that shows an entry, in the order of ``_INSERT_HEAD``."""
    return (*head_cells(position, case, shown), waiting_text(found_by_words(case, shown)))


def head_cells(position: int, case: str | None, shown: Projection) -> tuple[object, ...]:
    """That row without the words, which take longer to work out than all the rest."""
    return (
        position,
        shown.slot,
        shown.sort,
        shown.line,
        shown.due,
        shown.due_label or None,
        _ENCODE(dict(shown.columns)).decode() if shown.columns else None,
        case,
    )


def found_by_words(case: str | None, shown: Projection) -> list[str]:
    """The words an entry is found by, with the one that ties it to its case."""
    words = searchable_words(shown.search_text)
    for label in shown.search_labels:
        words += words_of_label(label)
    if case is not None:
        words.append(case_word(case))
    return words


def waiting_text(words: Sequence[str]) -> str:
    """Words as they wait to be indexed: a space on both sides of every word."""
    return f" {' '.join(words)} "


def _remove_head(cursor: Cursor, entry: str) -> bool:
    """Take a corrected entry out of heads and search; say whether it was a head."""
    row = cursor.execute(
        "SELECT position, words IS NULL FROM head WHERE position = (SELECT position FROM entry WHERE id = ?)", (entry,)
    ).fetchone()
    if row is None:
        return False
    position, indexed = row
    cursor.execute("DELETE FROM head WHERE position = ?", (position,))
    if indexed:
        cursor.execute("DELETE FROM search WHERE rowid = ?", (NEWEST - position,))
    return True


def _settle(cursor: Cursor, record: str) -> None:
    """Mark the heads of a record as disputed when there are two or more, else not."""
    heads = cursor.execute(HEADS_OF_RECORD, (record,)).fetchall()
    for (position,) in heads:
        cursor.execute("UPDATE head SET disputed = ? WHERE position = ?", (int(len(heads) > 1), position))


def _keep_case_row(cursor: Cursor, header: Header, shown: Projection | None, *, removed: bool, settled: bool) -> None:
    """Bring a case row up to date; a case has a row while it has a head."""
    case = header.case or ""
    if shown is not None and not (removed or settled) and _set_at_once(cursor, header, shown):
        return
    row = cursor.execute(_ROW, (case,)).fetchone()
    if row is None and shown is not None:
        cursor.execute(_BEGIN_ROW, (case, case_ref(case)))
        row = ("", header.recorded.utc)
    if row is not None:
        _reset(cursor, header, shown, row, removed=removed, settled=settled)
    if removed and shown is None:
        cursor.execute(_DROP_ROW, (case,))


def _reset(cursor: Cursor, header: Header, shown: Projection | None, row: Row, *, removed: bool, settled: bool) -> None:
    case = header.case or ""
    newest, opened = row
    wanted = _wanted(cursor, header, shown, newest, removed=removed)
    if settled:
        wanted["disputed"] = _disputed(cursor, case)
    if header.kind == "record" and header.recorded.utc < opened:
        wanted["opened"] = header.recorded.utc
    if newest == "" or "initials" in wanted or "name" in wanted:
        wanted["folded"] = _folded(cursor, case, wanted)
    if wanted:
        cursor.execute(_setting(tuple(wanted), "WHERE case_id = ?"), [*wanted.values(), case])


def _set_at_once(cursor: Cursor, header: Header, shown: Projection) -> bool:
    """Set the columns of an entry newer than all before it, without reading; say whether it was."""
    columns = shown.columns
    if not columns or "initials" in columns or "name" in columns or not FROM_ALL_HEADS.isdisjoint(columns):
        return False
    place = place_of(shown.sort, header.recorded.utc, header.id)
    values = (*columns.values(), place, header.case, place, header.recorded.utc)
    return cursor.execute(_setting((*columns, "newest"), _FAST), values).rowcount == 1


def _wanted(cursor: Cursor, header: Header, shown: Projection | None, newest: str, *, removed: bool) -> CaseValues:
    """Work out the columns an entry changes: each is set by the newest head that mentions it."""
    if not removed:
        if shown is None or not shown.columns:
            return {}
        place = place_of(shown.sort, header.recorded.utc, header.id)
        if place > newest and FROM_ALL_HEADS.isdisjoint(shown.columns):
            return {**shown.columns, "newest": place}
    return _said_by_heads(cursor, header.case or "")


def _said_by_heads(cursor: Cursor, case: str) -> CaseValues:
    """Work out every column from all the heads of a case."""
    return said_by_heads(cursor.execute(SPEAKING, (case,)).fetchall())


def _folded(cursor: Cursor, case: str, wanted: CaseValues) -> str:
    row = cursor.execute(_NAMES, (case,)).fetchone() or (None, None)
    return found_by(case, wanted.get("initials", row[0]), wanted.get("name", row[1]))


@functools.cache
def _setting(columns: tuple[str, ...], where: str) -> str:
    """Make the statement that sets these columns and no others, so that no index is written for nothing."""
    if not _SETTABLE.issuperset(columns):
        raise KeyError(*columns)
    return " ".join(("UPDATE case_row SET", ", ".join(f"{column} = ?" for column in columns), where))


def _disputed(cursor: Cursor, case: str) -> int:
    row = cursor.execute(_DISPUTED, (case,)).fetchone()
    return 0 if row is None else int(row[0])


def case_word(case: str) -> str:
    """The word that ties a text to its case in the index."""
    return CASE_MARK + case.replace("-", "")


def move_waiting(cursor: Cursor, after: int, until: int) -> None:
    """Move the words that wait at the positions after ``after``, up to ``until``, into the index."""
    span = (after, until)
    cursor.execute(
        "INSERT INTO search (rowid, words) SELECT ? - position, words FROM head"
        " WHERE position > ? AND position <= ? AND words IS NOT NULL ORDER BY position DESC",
        (NEWEST, *span),
    )
    cursor.execute("UPDATE head SET words = NULL WHERE position > ? AND position <= ? AND words IS NOT NULL", span)


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry that was put into the file: where, its header, and what the views show of it, if anything."""

    position: int
    header: Header
    projection: Projection | None


def apply_many(cursor: Cursor, placed: Sequence[Placed]) -> None:
    """Bring the views up to date with many entries just written, in the same transaction.

    The views say what ``apply``, entry by entry, would have made of them, but each record is settled and each case
    row set once: at the end, from all that is there, where anything of it was corrected or several heads decide.
    """
    for parent in {parent for one in placed for parent in one.header.parents}:
        _remove_head(cursor, parent)
    ids = msgspec.json.encode([one.header.id for one in placed]).decode()
    corrected = {row[0] for row in cursor.execute(_CORRECTED, (ids,)).fetchall()}
    cursor.executemany(
        _INSERT_HEAD,
        [
            head_row(one.position, one.header.case, one.projection)
            for one in placed
            if one.projection is not None and one.header.id not in corrected
        ],
    )
    settled = {row[0] for row in cursor.execute(_WITH_SIBLINGS, (ids,)).fetchall()}
    for record in settled:
        _settle(cursor, record)
    by_case: dict[str, list[Placed]] = {}
    for one in placed:
        if one.header.case is not None:
            by_case.setdefault(one.header.case, []).append(one)
    for case, held in by_case.items():
        corrects = any(one.header.record in settled for one in held)
        if corrects or not _carry_on(cursor, case, held):
            _work_out_row(cursor, case)
    _move_whole_batches(cursor, [one.position for one in placed])


def _carry_on(cursor: Cursor, case: str, held: Sequence[Placed]) -> bool:
    """Set what entries newer than all before them say of their case; say whether that was all there is to do."""
    row = cursor.execute(_ROW, (case,)).fetchone()
    if row is None:
        return False
    newest, opened = row
    wanted: CaseValues = {}
    for one in held:
        header, shown = one.header, one.projection
        if header.kind == "record" and header.recorded.utc < opened:
            return False
        if shown is None or not shown.columns:
            continue
        place = place_of(shown.sort, header.recorded.utc, header.id)
        names = "initials" in shown.columns or "name" in shown.columns
        if names or place <= newest or not FROM_ALL_HEADS.isdisjoint(shown.columns):
            return False
        newest = place
        wanted |= {**shown.columns, "newest": place}
    if wanted:
        cursor.execute(_setting(tuple(wanted), "WHERE case_id = ?"), [*wanted.values(), case])
    return True


def _work_out_row(cursor: Cursor, case: str) -> None:
    """Make a case's row anew from its heads; without any it has none."""
    cursor.execute("DELETE FROM case_row WHERE case_id = ?", (case,))
    if cursor.execute(_HAS_HEAD, (case,)).fetchone() is None:
        return
    cursor.execute(_BEGIN_ROW, (case, case_ref(case)))
    wanted = _said_by_heads(cursor, case)
    wanted["disputed"] = _disputed(cursor, case)
    wanted["folded"] = _folded(cursor, case, wanted)
    cursor.execute(_setting(tuple(wanted), "WHERE case_id = ?"), [*wanted.values(), case])


def _move_whole_batches(cursor: Cursor, positions: Sequence[int]) -> None:
    """Move the words of these entries into the index, but for the last batch, which is not full yet."""
    for batch in sorted({(position - 1) // BATCH for position in positions}):
        until = (batch + 1) * BATCH
        if cursor.execute("SELECT max(position) >= ? FROM entry", (until,)).fetchone() == (1,):
            move_waiting(cursor, until - BATCH, until)


def clear(cursor: Cursor) -> set[str]:
    """Empty every view; gives the entries that something corrects or empties, which show in none."""
    cursor.execute("DELETE FROM head")
    cursor.execute("DELETE FROM case_row")
    cursor.execute("INSERT INTO search (search) VALUES ('delete-all')")
    return {row[0] for row in cursor.execute("SELECT DISTINCT parent FROM entry_parent").fetchall()}


class Shown(NamedTuple):
    """All that a current entry puts into emptied views: the row of its head, and the words it is found by.

    ``columns`` is what it says to the row of its case, as JSON; ``None`` where that is nothing.
    """

    position: int
    sort: str
    columns: object
    head: tuple[object, ...]
    words: str


def shown_at(position: int, case: str | None, shown: Projection) -> Shown:
    """The rows of an entry at a place, ready to be written."""
    head = head_cells(position, case, shown)
    return Shown(position, shown.sort, head[6], (*head, None), waiting_text(found_by_words(case, shown)))


def show(cursor: Cursor, shown: Sequence[Shown]) -> list[tuple[int, str]]:
    """Put current entries into emptied views, from the oldest to the newest.

    Gives the words of each with its place, for ``index`` to take in.
    """
    cursor.executemany(_INSERT_HEAD, [one.head for one in shown])
    return [(one.position, one.words) for one in shown]


def index(cursor: Cursor, words: Sequence[tuple[int, str]]) -> None:
    """Put the words of many entries into the index, from the newest to the oldest.

    The index writes a heap of them at a time while its rows only rise, and a heap the sooner whenever they fall.
    """
    cursor.executemany(
        "INSERT INTO search (rowid, words) VALUES (?, ?)", [(NEWEST - place, told) for place, told in reversed(words)]
    )


def settle_all(cursor: Cursor) -> None:
    """Settle every record, once all their heads are there."""
    for (record,) in cursor.execute(_LATER_ENTRIES).fetchall():
        _settle(cursor, record)
