"""Saves what the files beside it tell: made-up cases record by record, each at its own moment, as they were typed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from hru_advocate.casework.checks.open_matters import open_matters
from hru_advocate.casework.letters.letters import begin_letter
from hru_advocate.casework.plan import planning
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit.our_number import keep_our_number
from hru_advocate.casework.unit.unit_behaviours import add_behaviour
from hru_advocate.clock import ZONE
from tests.fixed_clock import FixedClock

FILES: Final = ("unit", "ada", "others")
_ADVICE: Final = "Talked through with the duty sergeant."
_BY_COMMAND: Final = {
    "behaviour": lambda session, raw: add_behaviour(session, raw["label"], ""),
    "unit_number": keep_our_number,
}
"""Records whose ids or days a command makes."""


Raw = dict[str, Any]


class ToldRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One record: its moment, form and answers, its case, what it is called and corrects.

    ``measures`` are added to a plan as the program words them, ``template`` begins a letter, ``settled`` is how a
    closure settles everything that is open.
    """

    at: datetime
    form: str
    raw: dict[str, Any]
    case: str = ""
    key: str = ""
    corrects: str = ""
    reason: str = ""
    measures: tuple[str, ...] = ()
    template: str = ""
    settled: str = ""


@cache
def every_record() -> tuple[ToldRecord, ...]:
    """The records of all files, in the order of time; those of a file without cases of its own are of one case."""
    found: list[ToldRecord] = []
    for name in FILES:
        rows = tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))["told"]
        of_one = {} if name == "unit" else {"case": name}
        found += (msgspec.convert(of_one | row, ToldRecord) for row in rows)
    return tuple(sorted(found, key=lambda one: one.at))


Before = Callable[[Session, ToldRecord, Raw, str | None], None]


class Telling:
    """What was saved so far: the cases by their name, and the entries that later ones come back to."""

    def __init__(self, session: Session, before: Before | None = None) -> None:
        """Save every record; ``before`` is called with each, and its case, in the moment before it is saved."""
        self.session = session
        self._before = before
        self.cases: dict[str, str] = {}
        self.entries: dict[str, str] = {}
        self.named: dict[str, str] = {}
        """What each entry is called: the case and the form, with its number there."""
        for record in every_record():
            self._save(record)

    def at(self, moment: datetime) -> Session:
        """The session as it is at a moment, by the clock of here."""
        self.session.clock = FixedClock(moment.replace(tzinfo=ZONE))
        return self.session

    def _save(self, record: ToldRecord) -> None:
        session, case = self.at(record.at), self.cases.get(record.case)
        if record.form in _BY_COMMAND:
            _BY_COMMAND[record.form](session, record.raw)
            return
        corrects = [self.entries[record.corrects]] if record.corrects else []
        raw = record.raw | self._found(record, case)
        if self._before is not None:
            self._before(session, record, raw, case)
        saved: Saved = save(session, record.form, raw, case=case, corrects=corrects, reason=record.reason)
        if saved.case is not None:
            self.cases[record.case] = saved.case
        if record.key:
            self.entries[record.key] = saved.entry
        name = f"{record.case or 'unit'} {record.form}".replace("_", " ")
        self.named[saved.entry] = f"<{name} {sum(one.startswith(f'<{name} ') for one in self.named.values()) + 1}>"

    def _found(self, record: ToldRecord, case: str | None) -> dict[str, Any]:
        """Answers that the program words or finds at this moment."""
        found: dict[str, Any] = {}
        if record.template:
            found |= dict(begin_letter(self.session, case or "", record.template).answers) | record.raw
        if record.measures:
            items = [planning.item_from(self.session, one, (), case or "") for one in record.measures]
            found["items"] = [one | {"advice": _ADVICE} for one in items] + record.raw["items"]
        if record.settled:
            rows = open_matters(self.session, case or "")
            found["open"] = [
                {"key": one.key, "what": one.words, "how": record.settled, "said": "As agreed."} for one in rows
            ]
        return found
