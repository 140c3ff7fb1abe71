"""Answers of the views: case rows, current lines, due dates; ready to show, never a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from hru_advocate.domain.ledger.projection import events_in_row
from hru_advocate.domain.text_folding import fold, ways_to_find
from hru_advocate.errors import NotFound
from hru_advocate.store.ledger.entries import header_of
from hru_advocate.store.vault_file.driver import Row
from hru_advocate.store.vault_file.vault import Vault

Order = Literal["next_contact", "review_due", "last_contact", "name", "ref", "level", "opened", "newest"]
"""The order of case rows; rows without the date come last, ``newest`` is latest opened first."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as lists show it; the columns of ``projection.CASE_COLUMNS``, and how many records are disputed.

    ``review_due`` is the day (ISO) to look at the plan again, ``review_asks`` the events that ask for it.
    """

    case: str
    ref: str
    opened: str
    initials: str | None
    name: str | None
    status: str | None
    area: str | None
    living: str | None
    level: str | None
    level_on: str | None
    safe: str | None
    calls: str | None
    last_contact: str | None
    last_reached: str | None
    next_contact: str | None
    next_reason: str | None
    review_due: str | None
    review_asks: tuple[str, ...]
    disputed: int


@dataclass(frozen=True, slots=True)
class NamedCase:
    """A case with its reference, and the initials and the name lists show it by."""

    case: str
    ref: str
    initials: str
    name: str


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One current entry as a list shows it; ``case`` is None for the unit's own records."""

    entry: str
    record: str
    case: str | None
    slot: str
    form: str
    version: int
    line: str
    sort: str
    recorded: str
    due: str | None
    due_label: str
    disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRowFilter:
    """A question for case rows; ``None`` means any.

    ``status``, ``area`` and ``level`` may name several values; ``text`` is looked for, folded, anywhere in
    reference, initials and name, every word of it. Cases of ``without`` take no place of the ``limit``.
    """

    status: tuple[str, ...] | None = None
    area: tuple[str, ...] | None = None
    level: tuple[str, ...] | None = None
    text: str = ""
    order: Order = "next_contact"
    limit: int = 200
    offset: int = 0
    without: frozenset[str] = frozenset()


_CASES: Final = (
    "SELECT case_id, ref, opened, initials, name, status, area, living, level, level_on, safe, calls,"
    " last_contact, last_reached, next_contact, next_reason, review_due, disputed, review_asks FROM case_row"
)
LINE: Final = (
    "SELECT entry.header, head.slot, head.line, head.sort, head.due, coalesce(head.due_label, ''), head.disputed"
)
LINES: Final = f"{LINE} FROM entry CROSS JOIN head ON head.position = entry.position WHERE entry.kind = 'record'"
_NEWEST_FIRST: Final = "head.sort DESC, entry.recorded DESC, entry.id DESC"
_ORDERS: Final[dict[Order, str]] = {
    "next_contact": "next_contact IS NULL, next_contact, case_id",
    "review_due": "review_due IS NULL, review_due, case_id",
    "last_contact": "last_contact IS NOT NULL, last_contact, case_id",
    "name": "name IS NULL, name COLLATE NOCASE, case_id",
    "ref": "ref",
    "level": "level IS NULL, level, case_id",
    "opened": "opened, case_id",
    "newest": "opened DESC, case_id DESC",
}
_IN: Final = {
    "status": "status IN (SELECT value FROM json_each(?))",
    "area": "area IN (SELECT value FROM json_each(?))",
    "level": "level IN (SELECT value FROM json_each(?))",
}
_OPEN: Final = "SELECT case_id FROM case_row WHERE status = 'open'"
_EVERY: Final = "SELECT case_id FROM case_row ORDER BY case_id"
_NAMED: Final = "SELECT case_id, ref, coalesce(initials, ''), coalesce(name, '') FROM case_row ORDER BY ref"
_RECENT_SPAN: Final = 2000

_BY_ID: Final = f"{_CASES} WHERE case_id = ?"
_BY_IDS: Final = f"{_CASES} WHERE case_id IN (SELECT value FROM json_each(?))"  # noqa: S608 - only fixed words of this file
_BY_REF: Final = f"{_CASES} WHERE ref = ?"
_CONTACTS_DUE: Final = (
    f"{_CASES} WHERE status = 'open' AND next_contact <= ?"
    " AND (last_reached IS NULL OR next_contact > substr(last_reached, 1, 10))"
    " ORDER BY next_contact, case_id"
)
# Sorted by two columns before the whole rows are read: sorting whole rows takes five times as long.
_PLANS_FIRST: Final = """
SELECT case_id FROM case_row WHERE (review_asks IS NOT NULL OR review_due <= ?) AND +status = 'open'
ORDER BY review_due, case_id LIMIT ? + 0"""
_PLANS: Final = f"{_CASES} WHERE case_id IN ({_PLANS_FIRST}) ORDER BY review_due, case_id"
_LINES_OF_CASE: Final = (
    f"{LINES} AND entry.case_id IS ?1 AND (?2 IS NULL OR head.slot = ?2) ORDER BY head.slot, {_NEWEST_FIRST}"
)
_LINES_OF_ENTRIES: Final = (
    f"{LINE} FROM json_each(?) AS wanted CROSS JOIN entry ON entry.id = wanted.value"
    " CROSS JOIN head ON head.position = entry.position"
)
_LAST_SAYING: Final = (
    "SELECT entry.id FROM head CROSS JOIN entry ON entry.position = head.position"  # noqa: S608 - as above
    " WHERE head.slot = ?2 AND head.case_id = ?1 AND head.columns ->> ?3 IS NOT NULL"
    f" ORDER BY {_NEWEST_FIRST} LIMIT 1"
)
_SLOTS_OF_CASE: Final = (
    "SELECT DISTINCT head.slot FROM entry CROSS JOIN head ON head.position = entry.position"
    " WHERE entry.case_id = ? AND entry.kind = 'record'"
)
_SLOTS_AMONG: Final = (
    "SELECT value FROM json_each(?2) WHERE EXISTS (SELECT 1 FROM head WHERE slot = value AND case_id = ?1)"
)
_LINES_OF_SLOT: Final = (
    f"{LINE} FROM head CROSS JOIN entry ON entry.position = head.position"  # noqa: S608 - as above
    " WHERE head.slot = ?1 AND (?2 = '' OR head.case_id IN (SELECT case_id FROM case_row WHERE status = ?2))"
    f" ORDER BY {_NEWEST_FIRST}"
)
_DISPUTED: Final = f"{LINES} AND entry.case_id = ? AND head.disputed = 1 ORDER BY entry.record, {_NEWEST_FIRST}"
_LATELY: Final = """
SELECT entry.case_id, entry.position FROM entry CROSS JOIN head ON head.position = entry.position
WHERE entry.case_id IS NOT NULL AND entry.position > (SELECT max(position) FROM entry) - ?
ORDER BY entry.position DESC"""
_LINE_AT: Final = f"{LINES} AND entry.position = ?"
_NOT_REACHED: Final = (
    f"{_CASES} WHERE +status = 'open' AND substr(coalesce(last_reached, opened), 1, 10) <= ?"
    " ORDER BY coalesce(last_reached, opened), case_id"
)
_WITHOUT_LEVEL: Final = (
    f"{_CASES} WHERE +status = 'open' AND (level IS NULL OR level = 'not_graded_yet') ORDER BY opened"
)
_COUNTS: Final = "SELECT coalesce(status, ''), count(*) FROM case_row GROUP BY status"


def case_rows(vault: Vault, wanted: CaseRowFilter) -> list[CaseRow]:
    """List case rows as asked."""
    where, values = _where(wanted)
    fitting = f"WHERE {' AND '.join(where)}" if where else ""
    order = _ORDERS[wanted.order]
    # As with plans: what is sorted are the columns of the order, and only the rows asked for are read whole.
    first = f"SELECT case_id FROM case_row {fitting} ORDER BY {order} LIMIT ? + 0 OFFSET ?"  # noqa: S608 - fixed words
    with vault.read() as cursor:
        rows = cursor.execute(
            f"{_CASES} WHERE case_id IN ({first}) ORDER BY {order}",
            (*values, wanted.limit, wanted.offset),
        )
        return [_case(row) for row in rows]


def _where(wanted: CaseRowFilter) -> tuple[list[str], list[str]]:
    where: list[str] = []
    values: list[str] = []
    for column, chosen in (("status", wanted.status), ("area", wanted.area), ("level", wanted.level)):
        if chosen is not None:
            where.append(_IN[column])
            values.append(msgspec.json.encode(chosen).decode())
    if wanted.without:
        where.append("case_id NOT IN (SELECT value FROM json_each(?))")
        values.append(msgspec.json.encode(sorted(wanted.without)).decode())
    ways = ways_to_find(wanted.text) or [[word] for word in fold(wanted.text).split()][:1]
    if ways:
        where.append("(" + " OR ".join(" AND ".join(["instr(folded, ?) > 0"] * len(way)) for way in ways) + ")")
        values += [word for way in ways for word in way]
    return where, values


def case_row(vault: Vault, case: str) -> CaseRow:
    """Read one case row.

    Raises:
        NotFound: No case has that id.
    """
    return _one(vault, _BY_ID, case)


def rows_of_cases(vault: Vault, cases: Sequence[str]) -> dict[str, CaseRow]:
    """Read the rows of several cases at once, by case."""
    return {row.case: row for row in _cases(vault, _BY_IDS, (as_json(cases),))}


def row_by_ref(vault: Vault, ref: str) -> CaseRow:
    """Read the case row with that reference (``HRU-7K3M-9QXF``, in any case, with spaces around).

    Raises:
        NotFound: No case has that reference.
    """
    return _one(vault, _BY_REF, ref.strip().upper())


def _one(vault: Vault, question: str, value: str) -> CaseRow:
    with vault.read() as cursor:
        row = cursor.execute(question, (value,)).fetchone()
    if row is None:
        raise NotFound
    return _case(row)


def contacts_due(vault: Vault, until: str) -> list[CaseRow]:
    """List the open cases whose next contact is due up to and including ``until`` (ISO date or time), earliest first.

    A contact is due while ``next_contact`` lies after the day of ``last_reached``.
    """
    return _cases(vault, _CONTACTS_DUE, (until,))


def plans_due(vault: Vault, until: str, limit: int) -> list[CaseRow]:
    """List the open cases whose plan is due up to ``until``, or that an event asks for; the longest due first."""
    return _cases(vault, _PLANS, (until, limit))


def _cases(vault: Vault, question: str, values: tuple[str | int, ...]) -> list[CaseRow]:
    with vault.read() as cursor:
        return [_case(row) for row in cursor.execute(question, values)]


def _case(row: Row) -> CaseRow:
    *columns, disputes, asks = row
    return CaseRow(*(*columns, events_in_row(asks), disputes))


def recent(vault: Vault, limit: int) -> list[tuple[CaseRow, RecordRow]]:
    """List the cases last written in, each with what was written there last, latest first (of the last 2,000 entries).

    However long its cases are, no more is read of them than that.
    """
    last: dict[str, int] = {}
    with vault.read() as cursor:
        for case, position in cursor.execute(_LATELY, (_RECENT_SPAN,)):
            last.setdefault(case, position)
            if len(last) == limit:
                break
        found = [
            (cursor.execute(_BY_ID, (case,)).fetchone(), cursor.execute(_LINE_AT, (position,)).fetchone())
            for case, position in last.items()
        ]
    return [(_case(row), line_of_row(line)) for row, line in found if row is not None and line is not None]


def counts_by_status(vault: Vault) -> dict[str, int]:
    """Count the cases of each status; '' for those without one."""
    with vault.read() as cursor:
        return {row[0]: row[1] for row in cursor.execute(_COUNTS)}


def named(vault: Vault) -> list[NamedCase]:
    """List every case with its initials and name, by reference."""
    with vault.read() as cursor:
        return [NamedCase(*row) for row in cursor.execute(_NAMED)]


def open_cases(vault: Vault) -> list[str]:
    """The open cases by their ids alone, in no order that says anything: for whoever asks nothing else of a row."""
    with vault.read() as cursor:
        return [row[0] for row in cursor.execute(_OPEN)]


def every_case(vault: Vault) -> list[str]:
    """The ids of all cases, erased ones too."""
    with vault.read() as cursor:
        return [row[0] for row in cursor.execute(_EVERY)]


def as_json(values: Sequence[str]) -> str:
    """Several values as one, for ``json_each``."""
    return msgspec.json.encode(list(values)).decode()


def not_reached(vault: Vault, since: str) -> list[CaseRow]:
    """List the open cases whose person was last reached, or which were opened, on ``since`` or before; longest first.

    A contact that made a promise for its own day is not told here as one that reached: who asks looks at the entries.
    """
    return _cases(vault, _NOT_REACHED, (since,))


def without_level(vault: Vault) -> list[CaseRow]:
    """List the open cases nobody has judged a level for, the first opened first."""
    return _cases(vault, _WITHOUT_LEVEL, ())


def lines_of_case(vault: Vault, case: str | None, *, slot: str | None = None) -> list[RecordRow]:
    """List the current entries of a case, by slot and newest first; ``case`` None lists the unit's own."""
    return read_lines(vault, _LINES_OF_CASE, (case, slot))


def lines_of_entries(vault: Vault, entries: Sequence[str]) -> dict[str, RecordRow]:
    """Read the lines of several entries at once, by entry; what was corrected has none."""
    with vault.read() as cursor:
        lines = [line_of_row(row) for row in cursor.execute(_LINES_OF_ENTRIES, (as_json(entries),))]
    return {line.entry: line for line in lines}


def last_saying(vault: Vault, case: str, slot: str, column: str) -> str | None:
    """The entry of a slot from which the row of a case has a column, or ``None``; no body is read."""
    with vault.read() as cursor:
        row = cursor.execute(_LAST_SAYING, (case, slot, column)).fetchone()
    return None if row is None else str(row[0])


def slots_of_case(vault: Vault, case: str, among: Sequence[str] = ()) -> frozenset[str]:
    """The slots something was written in, of all or of some: of some it costs the same however long the case is."""
    with vault.read() as cursor:
        rows = (
            cursor.execute(_SLOTS_AMONG, (case, as_json(among))) if among else cursor.execute(_SLOTS_OF_CASE, (case,))
        )
        return frozenset(row[0] for row in rows)


def lines_of_slot(vault: Vault, slot: str, status: str = "") -> list[RecordRow]:
    """List the current entries of one slot in every case, or in those of one status, newest first."""
    return read_lines(vault, _LINES_OF_SLOT, (slot, status))


def disputed(vault: Vault, case: str) -> list[RecordRow]:
    """List the heads of every disputed record of a case, record by record."""
    return read_lines(vault, _DISPUTED, (case,))


def read_lines(vault: Vault, question: str, values: tuple[str | None, ...]) -> list[RecordRow]:
    """The lines a question of ``LINE`` gives."""
    with vault.read() as cursor:
        return [line_of_row(row) for row in cursor.execute(question, values)]


def line_of_row(row: Row) -> RecordRow:
    """A line as lists show it, from a row of ``LINE``."""
    header = header_of(row[0])
    slot, line, sort, due, due_label, disputes = row[1:]
    return RecordRow(
        entry=header.id,
        record=header.record,
        case=header.case,
        slot=slot,
        form=header.form,
        version=header.version,
        line=line,
        sort=sort,
        recorded=header.recorded.utc,
        due=due,
        due_label=due_label,
        disputed=bool(disputes),
    )
