"""Told records with one answer changed or left out: which of them are taken, and in which words others are refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from hru_advocate.casework.checks.filing import Filing
from hru_advocate.casework.checks.purpose_checks import checked_answers
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import store_answers
from hru_advocate.errors import AdvocateError
from tests.casework.told.telling import Raw, ToldRecord, every_record

_FEW: Final = 24
"""A question with more choices than so many is not gone through: its ids are pinned elsewhere."""
_OF_KARL: Final = {
    "text": "Karl Marsh",
    "person": "Karl Marsh",
    "phone": "07700 900111",
    "address": "2 Example Row",
    "long_text": "Ring Karl Marsh on 07700 900111, or go to 2 Example Row.",
}
"""The name, the number and the home of whoever does it, put where somebody else's belong."""
_AWAY: Final = (timedelta(days=-400), timedelta(days=-8), timedelta(days=8), timedelta(days=60))

_EACH: Final = frozenset({"visit", "order", "disclosure", "closure", "hearing"})
"""Forms whose records differ in what goes with what, so that each of them is gone through."""


def variations(fields: tuple[Field, ...], raw: Raw) -> Iterator[tuple[str, Raw]]:
    """A record's answers with one of them left out, another choice, another day, the other answer."""
    for field in fields:
        said = raw.get(field.id)
        if said is not None:
            yield f"no {field.id}", {name: value for name, value in raw.items() if name != field.id}
        if field.kind == "group" and isinstance(said, list):
            yield from _in_first_row(field, raw, said)
        else:
            yield from ((f"{field.id}={words}", raw | {field.id: other}) for words, other in _others(field, said))


def _in_first_row(field: Field, raw: Raw, rows: list[Raw]) -> Iterator[tuple[str, Raw]]:
    for words, first in variations(field.fields, rows[0]) if rows else ():
        yield f"{field.id}.{words}", raw | {field.id: [first, *rows[1:]]}


def _others(field: Field, said: Any) -> Iterator[tuple[str, Any]]:
    """Other answers to a question, each with its words."""
    if field.kind == "choice" and len(field.choices) <= _FEW:
        yield from ((one.id, one.id) for one in field.choices if one.id != said)
    elif field.kind == "choices" and len(field.choices) <= _FEW:
        yield from ((f"[{one.id}]", [one.id]) for one in field.choices)
    elif field.kind == "yes_no":
        yield from ((str(one).lower(), one) for one in (True, False) if one is not said)
    elif field.kind == "date" and isinstance(said, str):
        days = (date.fromisoformat(said) + away for away in _AWAY)
        yield from ((day.isoformat(), day.isoformat()) for day in days)
    elif field.kind == "time" and isinstance(said, str):
        yield from ((one, one) for one in ("00:00", "08:00", "23:59"))
    elif field.kind == "date":
        yield "2026-10-20", "2026-10-20"
    elif field.kind in _OF_KARL:
        yield "of Karl", _OF_KARL[field.kind]


class TakenAndRefused:
    """What else than the richest record of each form would be taken at its moment, and what is refused and why."""

    def __init__(self) -> None:
        self.lines: dict[str, list[str]] = {}

    def __call__(self, session: Session, record: ToldRecord, raw: Raw, case: str | None) -> None:
        """Hold every variation of a record against what is known in the moment before it is saved."""
        if record is not richest()[record.form] and (record.form not in _EACH or record.corrects):
            return
        form, filing, taken = session.forms.newest(record.form), Filing(case), []
        lines = self.lines.setdefault(record.form, [])
        asked = () if form.layout == "conversation" else form.fields  # hundreds of yes or no, pinned elsewhere
        for words, changed in [("as it is", raw), *variations(asked, raw)]:
            try:
                answers = checked_answers(session, form, changed, filing)
            except AdvocateError as error:
                lines.append(f"{form.id}, {words}: {error}")
                continue
            taken.append(words)
            if words == "as it is":
                lines.append(f"{form.id} is stored as {sorted(store_answers(form.fields, answers).items())}")
        lines.append(f"{form.id} is taken with {', '.join(taken)}")


@cache
def richest() -> dict[str, ToldRecord]:
    """The record with most answers of each form, of those that correct nothing."""
    found: dict[str, ToldRecord] = {}
    for record in every_record():
        if not record.corrects and (record.form not in found or len(record.raw) > len(found[record.form].raw)):
            found[record.form] = record
    return found
