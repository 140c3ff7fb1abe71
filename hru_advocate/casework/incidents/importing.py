"""Bringing in a diary: read from a file that is kept nowhere, looked at, then taken in one step or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from hru_advocate.casework.incidents.lines import incidents_of
from hru_advocate.casework.incidents.noting import BadRow, NotedIncidents, NothingSaid, note_many
from hru_advocate.casework.session import Session
from hru_advocate.domain.incidents.diary.letters import MOST_BYTES
from hru_advocate.domain.incidents.diary.preview import (
    Amended,
    DiaryPreview,
    DiaryRow,
    HowToTake,
    Noted,
    clock_of,
    looked_over,
    raw_of_row,
    same_keys,
)
from hru_advocate.domain.incidents.diary.reading import HowToRead, read_diary
from hru_advocate.domain.incidents.diary.refusals import DiaryRefused, DiaryStopped, DiaryTooLarge
from hru_advocate.domain.incidents.diary.rows import KIND_WORDS, DiaryFile, GoOn, go_on_always
from hru_advocate.paths import open_plain

_SAVED_AT_ONCE: Final = 16


class UnreadableDiary(DiaryRefused):
    """The diary file cannot be read. Nothing was taken; check that it is a file, is still there and may be read."""


class StillUndecided(DiaryRefused):
    """One of the rows chosen is not there, or still undecided. Nothing was taken; say what is missing, or leave it."""


@dataclass(frozen=True, slots=True)
class OpenedDiary:
    """A diary file as it was read: its rows, and the SHA-256 of its bytes. Its name and place are not kept."""

    file: DiaryFile
    sha256: str


@dataclass(frozen=True, slots=True)
class Taking:
    """The choices made of a preview: duplicates to take all the same, rows to leave out, behaviours of rows."""

    twice: Collection[int] = ()
    left: Collection[int] = ()
    behaviours: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def open_diary(path: Path, now: datetime, how: HowToRead | None = None, go_on: GoOn = go_on_always) -> OpenedDiary:
    """Read a diary file; needs no session, so that it can be read away from every other thread.

    Raises:
        UnreadableDiary, DiaryRefused: a sentence each, with nothing of the file or its name in it.
        DiaryStopped: it was not to go on.
    """
    try:
        with open_plain(path) as opened:
            data = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise UnreadableDiary from None
    if len(data) > MOST_BYTES:
        raise DiaryTooLarge
    return OpenedDiary(read_diary(data, path.suffix, now, how, go_on), hashlib.sha256(data).hexdigest())


def noted_already(session: Session, case: str) -> Noted:
    """Read what the case has on each day, to find what a diary says again; what was taken back is not counted."""
    found: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for one in incidents_of(session, case):
        if not one.taken_back:
            for key in same_keys(one.when, one.what, one.words):
                found.setdefault(key, set()).add(clock_of(one.when))
    return {key: frozenset(clocks) for key, clocks in found.items()}


def look_over(
    opened: OpenedDiary,
    how: HowToTake,
    now: datetime,
    *,
    noted: Noted,
    amended: Mapping[int, Amended] | None = None,
    go_on: GoOn = go_on_always,
) -> DiaryPreview:
    """Every row as it would be taken; see ``looked_over``. Needs no session."""
    return looked_over(opened.file, how, now, noted=noted, amended=amended, go_on=go_on)


def rows_to_take(preview: DiaryPreview, taking: Taking) -> tuple[DiaryRow, ...]:
    """The rows that would be saved: those that are ready, less those left out, and the duplicates that were ticked.

    Raises:
        StillUndecided: a ticked row is undecided, or there is none of that number.
    """
    takeable = {row.number for row in preview.rows if row.state != "undecided"}
    if not set(taking.twice) <= takeable or not set(taking.behaviours) <= {row.number for row in preview.rows}:
        raise StillUndecided
    return tuple(
        row
        for row in preview.rows
        if row.number not in taking.left and (row.state == "ready" or row.number in taking.twice)
    )


def take_diary(
    session: Session,
    case: str,
    opened: OpenedDiary,
    preview: DiaryPreview,
    taking: Taking,
    go_on: Callable[[int], bool] = go_on_always,
) -> NotedIncidents:
    """Save the chosen rows of a diary in one step, each with the SHA-256 and row it came from; all of them or none.

    Raises:
        NothingSaid, BadRow, StillUndecided: nothing was saved.
        DiaryStopped: it was not to go on; nothing was saved.
    """
    rows = rows_to_take(preview, taking)
    if not rows:
        raise NothingSaid

    def told(saved: int) -> None:
        if saved % _SAVED_AT_ONCE == 0 and not go_on(saved):
            raise DiaryStopped

    raws = [raw_of_row(row, opened.file, opened.sha256, taking.behaviours.get(row.number, ())) for row in rows]
    with session.vault.write():
        try:
            noted = note_many(session, case, raws, told)
        except BadRow as error:
            raise BadRow(rows[error.row - 1].number, error.field, error.sentence) from None
        body = {"kind": KIND_WORDS[opened.file.kind], "sha256": opened.sha256, "rows": len(rows)}
        session.note_event("diary_taken", {**body, "rows_left": len(opened.file.rows) - len(rows)}, case=case)
    return noted


def listed_diary(preview: DiaryPreview, sha256: str) -> dict[str, Any]:
    """A preview as plain data, for scripts."""
    file = preview.file
    return {
        "kind": file.kind,
        "sha256": sha256,
        "encoding": file.letters.encoding,
        "encoding_words": file.letters.words,
        "encoding_sure": file.letters.sure,
        "look_at": list(file.letters.samples),
        "damaged_letters": file.letters.damaged,
        "parted_by": file.parted_by or None,
        "headed": file.headed,
        "columns": [
            {
                "column": place,
                "name": name,
                "answers": next((r for r, at in preview.columns.items() if at == place - 1), None),
            }
            for place, name in enumerate(file.columns, start=1)
        ],
        "order": preview.order or None,
        "order_asked": preview.order_asked,
        "order_row": preview.order_found.row or None,
        "names": [{"name": name, "messages": count} for name, count in preview.names],
        "counts": {state: preview.count(state) for state in ("ready", "duplicate", "undecided")},
        "rows": [_listed_row(row) for row in preview.rows],
    }


def _listed_row(row: DiaryRow) -> dict[str, Any]:
    return {
        "row": row.number,
        "state": row.state,
        "why": row.why or None,
        "written": row.written,
        "read_as": row.read_as or None,
        "start": row.when.start,
        "end": row.when.end,
        "what": row.what,
        "words": row.words,
        "where": row.where,
        "times": row.often,
        "by": row.by,
        "seen_by": row.seen_by,
        "reference": row.reference,
    }
