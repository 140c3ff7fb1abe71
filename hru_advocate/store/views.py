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
_LINE: Final = (
    "SELECT entry.header, head.slot, head.line, head.sort, head.due, coalesce(head.due_label, ''), head.disputed"
)
_LINES: Final = f"{_LINE} FROM entry CROSS JOIN head ON head.position = entry.position WHERE entry.kind = 'record'"
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
_NAMED: Final = "SELECT case_id, ref, coalesce(initials, ''), coalesce(name, '') FROM case_row ORDER BY ref"
_RECENT_SPAN: Final = 2000

_BY_ID: Final = f"{_CASES} WHERE case_id = ?"
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
    f"{_LINES} AND entry.case_id IS ?1 AND (?2 IS NULL OR head.slot = ?2) ORDER BY head.slot, {_NEWEST_FIRST}"
)
_SLOTS_OF_CASE: Final = (
    "SELECT DISTINCT head.slot FROM entry CROSS JOIN head ON head.position = entry.position"
    " WHERE entry.case_id = ? AND entry.kind = 'record'"
)
# Plans are not among them: a case's plan is due as its row says, and a pause ends by itself. Of judgements only the
# newest asks to be looked at again: the one the case row has its level from, of one day the one recorded last.
_DUES_OF_OPEN: Final = (
    f"{_LINE}, case_row.case_id, case_row.ref, case_row.initials"  # noqa: S608 - only fixed words of this file
    " FROM head CROSS JOIN case_row ON case_row.case_id = head.case_id"
    " CROSS JOIN entry ON entry.position = head.position"
    " WHERE head.due <= ?1 AND head.case_id IN (SELECT case_id FROM case_row WHERE status = 'open')"
    " AND head.slot NOT IN ('plan', 'pause') AND (head.slot IN (SELECT value FROM json_each(?2))) = ?3"
    " AND head.case_id NOT IN (SELECT value FROM json_each(?4))"
    " AND (head.slot <> 'judgement' OR head.sort = case_row.level_on AND NOT EXISTS ("
    "SELECT 1 FROM entry AS other CROSS JOIN head AS newer ON newer.position = other.position"
    " WHERE other.case_id = entry.case_id AND newer.slot = 'judgement' AND newer.sort = head.sort"
    " AND (other.recorded, other.id) > (entry.recorded, entry.id)))"
    " ORDER BY head.due, entry.case_id, entry.id LIMIT ?5 + 0"
)
_CASES_DUE: Final = (
    "SELECT head.case_id FROM head WHERE head.due <= ?1"
    " AND head.case_id IN (SELECT case_id FROM case_row WHERE status = ?2)"
    " AND head.slot IN (SELECT value FROM json_each(?3))"
    " GROUP BY head.case_id ORDER BY min(head.due), head.case_id LIMIT ?4 + 0"
)
_LINES_OF_SLOT: Final = (
    f"{_LINE} FROM head CROSS JOIN entry ON entry.position = head.position"  # noqa: S608 - as above
    " WHERE head.slot = ?1 AND (?2 = '' OR head.case_id IN (SELECT case_id FROM case_row WHERE status = ?2))"
    f" ORDER BY {_NEWEST_FIRST}"
)
_DUES_OF_SLOT: Final = (
    f"{_LINE} FROM head CROSS JOIN entry ON entry.position = head.position"
    " WHERE head.due <= ?2 AND head.slot = ?1 ORDER BY head.due, entry.id"
)
_DUES_OF_CASE: Final = f"{_LINES} AND entry.case_id = ? AND head.due IS NOT NULL ORDER BY head.due, entry.id"
_DISPUTED: Final = f"{_LINES} AND entry.case_id = ? AND head.disputed = 1 ORDER BY entry.record, {_NEWEST_FIRST}"
_RECENT: Final = """
SELECT case_id FROM (
    SELECT case_id, position FROM entry WHERE case_id IS NOT NULL AND kind = 'record'
    AND position > (SELECT max(position) FROM entry) - ?
) GROUP BY case_id ORDER BY max(position) DESC LIMIT ? + 0"""
_HOW_MANY_DUE: Final = """
SELECT count(*) FILTER (
        WHERE next_contact <= ?1 AND (last_reached IS NULL OR next_contact > substr(last_reached, 1, 10))
    ),
    count(*) FILTER (WHERE review_due <= ?1)
FROM case_row WHERE +status = 'open'"""
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
    parts = [_CASES, *(["WHERE", " AND ".join(where)] if where else []), "ORDER BY", _ORDERS[wanted.order]]
    with vault.read() as cursor:
        rows = cursor.execute(" ".join([*parts, "LIMIT ? + 0 OFFSET ?"]), (*values, wanted.limit, wanted.offset))
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


def recent(vault: Vault, limit: int) -> list[CaseRow]:
    """List the cases last written in, latest first (looking back over the last 2,000 entries)."""
    with vault.read() as cursor:
        cases = [row[0] for row in cursor.execute(_RECENT, (_RECENT_SPAN, limit)).fetchall()]
        rows = [cursor.execute(_BY_ID, (case,)).fetchone() for case in cases]
    return [_case(row) for row in rows if row is not None]


def counts_by_status(vault: Vault) -> dict[str, int]:
    """Count the cases of each status; '' for those without one."""
    with vault.read() as cursor:
        return {row[0]: row[1] for row in cursor.execute(_COUNTS)}


def named(vault: Vault) -> list[NamedCase]:
    """List every case with its initials and name, by reference."""
    with vault.read() as cursor:
        return [NamedCase(*row) for row in cursor.execute(_NAMED)]


def how_many_due(vault: Vault, until: str) -> tuple[int, int]:
    """Count the contacts and the plan reviews that are due in open cases up to and including ``until``."""
    with vault.read() as cursor:
        row = cursor.execute(_HOW_MANY_DUE, (until,)).fetchone() or (0, 0)
    return int(row[0]), int(row[1])


@dataclass(frozen=True, slots=True)
class DueLines:
    """A question for what falls due in open cases: up to which day, how many, and of which slots or of all others.

    Plans and pauses are never among them. ``resting`` are the cases whose reminders rest.
    """

    until: str
    limit: int
    slots: tuple[str, ...]
    others: bool = False
    resting: tuple[str, ...] = ()


def dues_of_open_cases(vault: Vault, wanted: DueLines) -> list[tuple[RecordRow, str, str]]:
    """List what falls due in open cases, earliest first: each its line, and the case's reference and initials."""
    values = (wanted.until, _json(wanted.slots), not wanted.others, _json(wanted.resting), wanted.limit)
    with vault.read() as cursor:
        rows = cursor.execute(_DUES_OF_OPEN, values).fetchall()
    return [(_line(row[:7]), row[8], row[9] or "?") for row in rows]


def cases_with_due(
    vault: Vault, slots: Sequence[str], until: str, limit: int = -1, *, status: str = "open"
) -> list[str]:
    """List the cases of one status in which something of these slots is due up to ``until``, the longest due first."""
    values = (until, status, _json(slots), limit)
    with vault.read() as cursor:
        return [row[0] for row in cursor.execute(_CASES_DUE, values)]


def _json(values: Sequence[str]) -> str:
    return msgspec.json.encode(list(values)).decode()


def not_reached(vault: Vault, since: str) -> list[CaseRow]:
    """List the open cases whose person was last reached, or which were opened, on ``since`` or before; longest first.

    A contact that made a promise for its own day is not told here as one that reached: who asks looks at the entries.
    """
    return _cases(vault, _NOT_REACHED, (since,))


def without_level(vault: Vault) -> list[CaseRow]:
    """List the open cases nobody has judged a level for, the first opened first."""
    return _cases(vault, _WITHOUT_LEVEL, ())


def dues_of_slot(vault: Vault, slot: str, until: str) -> list[RecordRow]:
    """List what falls due of one slot up to ``until`` in every case, whatever its status, earliest first."""
    return _lines(vault, _DUES_OF_SLOT, (slot, until))


def dues_of_case(vault: Vault, case: str) -> list[RecordRow]:
    """List every current entry of a case that has a due date, earliest first."""
    return _lines(vault, _DUES_OF_CASE, (case,))


def lines_of_case(vault: Vault, case: str | None, *, slot: str | None = None) -> list[RecordRow]:
    """List the current entries of a case, by slot and newest first; ``case`` None lists the unit's own."""
    return _lines(vault, _LINES_OF_CASE, (case, slot))


def slots_of_case(vault: Vault, case: str) -> frozenset[str]:
    """The slots something was written in, without its lines: for lists of many cases."""
    with vault.read() as cursor:
        return frozenset(row[0] for row in cursor.execute(_SLOTS_OF_CASE, (case,)))


def lines_of_slot(vault: Vault, slot: str, status: str = "") -> list[RecordRow]:
    """List the current entries of one slot in every case, or in those of one status, newest first."""
    return _lines(vault, _LINES_OF_SLOT, (slot, status))


def disputed(vault: Vault, case: str) -> list[RecordRow]:
    """List the heads of every disputed record of a case, record by record."""
    return _lines(vault, _DISPUTED, (case,))


def _lines(vault: Vault, question: str, values: tuple[str | None, ...]) -> list[RecordRow]:
    with vault.read() as cursor:
        return [_line(row) for row in cursor.execute(question, values)]


def _line(row: Row) -> RecordRow:
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
