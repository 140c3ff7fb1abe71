"""Noting incidents: one by its line, or many rows in one step that can be taken back as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.going_on import one_that_stands
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answer
from hru_advocate.domain.incidents.incident import PURPOSE
from hru_advocate.domain.incidents.quick_line import QuickIncident, read_line
from hru_advocate.domain.incidents.rows import TableRow, raw_row
from hru_advocate.domain.moments import Moment
from hru_advocate.errors import AdvocateError, InvalidAnswer

FORM: Final = "incident"
_BY_MISTAKE: Final = "Taken back: noted by mistake"


class WhenMissing(AdvocateError):
    """It was not said when it happened. Nothing was saved; begin with the when, then a comma: yesterday 3 pm, rang."""


class NothingSaid(AdvocateError):
    """There is nothing to note yet. Nothing was saved; say when it happened and what was done."""


class BadRow(AdvocateError):
    """A row that cannot be saved: its number, the field, and what to do. None of the rows was saved.

    ``row`` counts from 1, ``field`` is the id of the question, ``sentence`` what is wrong with it.
    """

    def __init__(self, row: int, field: str, sentence: str) -> None:
        super().__init__(f"Row {row}: {sentence} None of the rows was saved, and all of them still stand here.")
        self.row, self.field, self.sentence = row, field, sentence


@dataclass(frozen=True, slots=True)
class NotedIncidents:
    """The incidents of one step: their entries in the order of the days they happened on, and what changed."""

    entries: tuple[str, ...]
    changed: Changed


def raw_of(line: QuickIncident) -> dict[str, object]:
    """The raw answers of a line that was taken apart; what it does not say is left out."""
    raw: dict[str, object] = {
        "happened": msgspec.to_builtins(line.when) if line.when is not None else None,
        "what": line.what or None,
        "words": line.words or None,
        "times": line.often.times,
        "times_told": line.often.told or None,
    }
    return {field: value for field, value in raw.items() if value is not None}


def note_line(session: Session, case: str, text: str, more: Mapping[str, object] | None = None) -> Saved:
    """Save one incident from its line; ``more`` are further raw answers.

    Raises:
        WhenMissing, NothingSaid, InvalidAnswer: nothing was saved.
    """
    line = read_line(text, session.now())
    if not line.what:
        raise NothingSaid
    if line.when is None:
        raise WhenMissing
    return save(session, FORM, raw_of(line) | dict(more or {}), case=case)


def note_rows(session: Session, case: str, rows: Sequence[TableRow]) -> NotedIncidents:
    """Save the rows of a table as ``note_many`` does; empty rows do not count as saved, and keep their number.

    Raises:
        BadRow, NothingSaid: nothing was saved.
    """
    raws: dict[int, Mapping[str, object]] = {}
    for number, row in enumerate(rows, start=1):
        if row.empty:
            continue
        try:
            raws[number] = raw_row(row, session.product.behaviours)
        except InvalidAnswer as error:
            raise BadRow(number, error.field, error.sentence) from None
    try:
        return note_many(session, case, list(raws.values()))
    except BadRow as error:
        raise BadRow(list(raws)[error.row - 1], error.field, error.sentence) from None


def note_many(
    session: Session,
    case: str,
    rows: Sequence[Mapping[str, object]],
    told: Callable[[int], object] = lambda _saved: None,
) -> NotedIncidents:
    """Save many incidents of a case in one step, in the order they happened in; all of them or none.

    ``told`` hears how many are saved so far; what it raises ends the step, and nothing was saved.

    Raises:
        BadRow: it names the row that does not fit; nothing was saved.
        NothingSaid: there are no rows.
    """
    if not rows:
        raise NothingSaid
    form, asking = session.forms.newest(FORM), session.asking()
    days: list[tuple[str, int]] = []
    for number, raw in enumerate(rows):
        try:
            days.append((_sort(form.check(raw, asking)["happened"]), number))
        except InvalidAnswer as error:
            raise BadRow(number + 1, error.field, error.sentence) from None
    saved: dict[int, str] = {}
    with session.vault.write():
        for _day, number in sorted(days):
            try:
                saved[number] = save(session, FORM, rows[number], case=case).entry
            except InvalidAnswer as error:
                raise BadRow(number + 1, error.field, error.sentence) from None
            told(len(saved))
    return NotedIncidents(tuple(saved.values()), Changed(frozenset({PURPOSE, FORM}), frozenset({case})))


def _sort(happened: Answer) -> str:
    """The place of a row by its day; one that could not be placed in time comes last."""
    moment = happened.value
    return (moment.sort if isinstance(moment, Moment) else "") or "9"


def take_back(session: Session, entries: Sequence[str], reason: str = _BY_MISTAKE) -> Changed:
    """Take incidents back that were noted by mistake, in one step: each stays readable, and counts nowhere."""
    cases: set[str] = set()
    with session.vault.write():
        for entry in entries:
            record = one_that_stands(session, entry)
            raw = {**record.answers, "taken_back": Answer("answered", value=True)}
            cases.add(save(session, FORM, raw, corrects=(entry,), reason=reason).case or "")
    return Changed(frozenset({PURPOSE, FORM}), frozenset(cases - {""}))
