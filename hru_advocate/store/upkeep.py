"""Keeps the views true to the ledger: what one entry changes in heads, case rows and search."""

from __future__ import annotations

import itertools
from typing import Final

import msgspec

from hru_advocate.domain.entry import Header
from hru_advocate.domain.folding import fold, words_of
from hru_advocate.domain.ids import case_ref
from hru_advocate.domain.projection import CASE_COLUMNS, Projection
from hru_advocate.store.driver import Cursor

VIEWS: Final = ("head", "case_row", "search_waiting", "search")
"""The tables that are worked out from the ledger."""

CASE_MARK: Final = "\ue000"
"""Begins the word that ties a text to its case in the index; folding removes it from typed text."""

_BATCH: Final = 64
"""How many texts wait before they move into the index together."""

_ENCODE = msgspec.json.Encoder(order="deterministic").encode
_DECODE = msgspec.json.Decoder(dict[str, str | None]).decode

_INSERT_HEAD: Final = """
INSERT INTO head (case_id, slot, sort, recorded, entry, record, form, version, line, due, due_label, columns)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""

_SPEAKING: Final = "SELECT sort, recorded, entry, columns FROM head WHERE case_id = ? AND columns <> '{}'"

_SIBLING: Final = """
SELECT 1 FROM entry WHERE record = ?1 AND record <> id AND id <> ?2
UNION ALL SELECT 1 FROM entry WHERE id = ?1 AND id <> ?2
LIMIT 1"""

_BEGIN_ROW: Final = """
INSERT INTO case_row (case_id, ref, opened, folded, newest)
SELECT ?1, ?2, min(recorded_utc), '', '' FROM entry WHERE case_id = ?1 AND kind = 'record'"""
_DROP_ROW: Final = """
DELETE FROM case_row WHERE case_id = ?1 AND NOT EXISTS (SELECT 1 FROM head WHERE case_id = ?1)"""

# Setting a column writes its index again even when the value is the same, so an indexed column is set only when it
# changed: one statement for every choice of indexed columns.
_INDEXED: Final = ("status", "next_contact", "review_due")
_PLAIN: Final = (
    *(column for column in CASE_COLUMNS if column not in _INDEXED),
    "opened",
    "disputed",
    "folded",
    "newest",
)
_ROW_ORDER: Final = (*_PLAIN, *_INDEXED)
_FROM_ROW: Final = "FROM case_row WHERE case_id = ?"
_CASE_ROW: Final = f"SELECT {', '.join(_ROW_ORDER)} {_FROM_ROW}"
_CHOICES: Final = [chosen for number in range(len(_INDEXED) + 1) for chosen in itertools.combinations(_INDEXED, number)]
_SET: Final = {
    chosen: f"{'UPDATE'} case_row SET {', '.join(f'{column} = ?' for column in (*_PLAIN, *chosen))} WHERE case_id = ?"
    for chosen in _CHOICES
}

_Values = dict[str, str | int | None]


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
        _insert_head(cursor, header, shown)
        _add_words(cursor, position, header.case, shown.search_text)
    settled = not fresh and cursor.execute(_SIBLING, (header.record, header.id)).fetchone() is not None
    if settled:
        _settle(cursor, header.case or "", header.record)
    if header.case is not None:
        _keep_case_row(cursor, header, shown, removed=removed, settled=settled)
    if position % _BATCH == 0:
        move_waiting(cursor)


def _insert_head(cursor: Cursor, header: Header, projection: Projection) -> None:
    cursor.execute(
        _INSERT_HEAD,
        (
            header.case or "",
            projection.slot,
            projection.sort,
            header.recorded.utc,
            header.id,
            header.record,
            header.form,
            header.version,
            projection.line,
            projection.due,
            projection.due_label,
            _ENCODE(dict(projection.columns)).decode(),
        ),
    )


def _remove_head(cursor: Cursor, entry: str) -> bool:
    """Take a corrected entry out of heads and search; say whether it was a head."""
    row = cursor.execute("SELECT position, coalesce(case_id, '') FROM entry WHERE id = ?", (entry,)).fetchone()
    if row is None:
        return False
    position, case = row
    if cursor.execute("DELETE FROM head WHERE case_id = ? AND entry = ?", (case, entry)).rowcount == 0:
        return False
    if cursor.execute("DELETE FROM search_waiting WHERE position = ?", (position,)).rowcount == 0:
        cursor.execute("DELETE FROM search WHERE rowid = ?", (position,))
    return True


def _settle(cursor: Cursor, case: str, record: str) -> None:
    """Mark the heads of a record as disputed when there are two or more, else not."""
    row = cursor.execute("SELECT count(*) FROM head WHERE case_id = ? AND record = ?", (case, record)).fetchone()
    disputed = int(row is not None and row[0] > 1)
    cursor.execute(
        "UPDATE head SET disputed = ? WHERE case_id = ? AND record = ? AND disputed <> ?",
        (disputed, case, record, disputed),
    )


def _keep_case_row(cursor: Cursor, header: Header, shown: Projection | None, *, removed: bool, settled: bool) -> None:
    case = header.case or ""
    held = _held(cursor, header, shown=shown is not None)
    if held is None:
        return
    wanted = _wanted(cursor, header, shown, held["newest"], removed=removed)
    if settled:
        wanted["disputed"] = _disputed(cursor, case)
    if header.kind == "record" and header.recorded.utc < str(held["opened"]):
        wanted["opened"] = header.recorded.utc
    _set(cursor, case, held, wanted)
    if removed and shown is None:
        cursor.execute(_DROP_ROW, (case,))


def _held(cursor: Cursor, header: Header, *, shown: bool) -> _Values | None:
    """Read what a case row holds; begin one with the first head of a case. A case has a row while it has a head."""
    row = cursor.execute(_CASE_ROW, (header.case,)).fetchone()
    if row is None and shown:
        cursor.execute(_BEGIN_ROW, (header.case, case_ref(header.case or "")))
        row = cursor.execute(_CASE_ROW, (header.case,)).fetchone()
    return None if row is None else dict(zip(_ROW_ORDER, row, strict=True))


def _wanted(
    cursor: Cursor, header: Header, shown: Projection | None, newest: str | int | None, *, removed: bool
) -> _Values:
    """Work out the columns an entry changes: each is set by the newest head that mentions it."""
    if not removed:
        if shown is None or not shown.columns:
            return {}
        place = _place(shown.sort, header.recorded.utc, header.id)
        if place > str(newest):
            return {**shown.columns, "newest": place}
    wanted: _Values = dict.fromkeys(CASE_COLUMNS)
    wanted["newest"] = ""
    for sort, recorded, entry, columns in sorted(cursor.execute(_SPEAKING, (header.case,)).fetchall()):
        wanted.update(_DECODE(columns))
        wanted["newest"] = _place(sort, recorded, entry)
    return wanted


def _place(sort: str, recorded: str, entry: str) -> str:
    """Where a head stands among those of its case; a later place has the greater text."""
    return f"{sort}\x1f{recorded}\x1f{entry}"


def _set(cursor: Cursor, case: str, held: _Values, wanted: _Values) -> None:
    now = held | wanted
    if now["initials"] != held["initials"] or now["name"] != held["name"] or not held["folded"]:
        now["folded"] = fold(" ".join(str(part) for part in (case_ref(case), now["initials"], now["name"]) if part))
    if now != held:
        chosen = tuple(column for column in _INDEXED if now[column] != held[column])
        cursor.execute(_SET[chosen], [*(now[column] for column in (*_PLAIN, *chosen)), case])


def _disputed(cursor: Cursor, case: str) -> int:
    row = cursor.execute(
        "SELECT count(DISTINCT record) FROM head WHERE case_id = ? AND disputed = 1", (case,)
    ).fetchone()
    return 0 if row is None else int(row[0])


def case_word(case: str) -> str:
    """The word that ties a text to its case in the index."""
    return CASE_MARK + case.replace("-", "")


def _add_words(cursor: Cursor, position: int, case: str | None, text: str) -> None:
    """Let the words of an entry be found; they wait until enough have gathered to be indexed together."""
    words = words_of(text)
    if case is not None:
        words.append(case_word(case))
    cursor.execute("INSERT INTO search_waiting (position, words) VALUES (?, ?)", (position, " ".join(words)))


def move_waiting(cursor: Cursor) -> None:
    """Move the waiting words into the index."""
    cursor.execute("INSERT INTO search (rowid, words) SELECT position, words FROM search_waiting ORDER BY position")
    cursor.execute("DELETE FROM search_waiting")
