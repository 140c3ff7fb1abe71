"""Saves very many made-up entries in one batch: each checked by its form, signed, chained, listed and findable.

What a saved entry is held against besides its form is left out where a made-up one cannot be caught by it (whose a
number is, who may be the same person) and done at once where it can: the safe contact rules of its day, and the risk
factors that follow from an incident.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from hru_advocate.casework.checks.contact_checks import REASON
from hru_advocate.casework.records.projections import entry_of
from hru_advocate.casework.session import Session
from hru_advocate.demo.cast import Raw
from hru_advocate.demo.step import StoryEntries
from hru_advocate.domain.forms.answers import Answers
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.incidents.behaviours import signs_in
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.people.contact_check import broken_rule, contact_made
from hru_advocate.domain.people.safe_contact import SafeContact, read_safe_contact

_A_TIME: Final = 2000
"""The entries written together: then a page of the file is written once for many of them."""
_ASKED_FOR: Final = "They had asked for it by text that morning."
_NONE_YET: Final = "The rules were agreed in this very contact."


@dataclass(frozen=True, slots=True)
class Kept:
    """The newest version of a record as it was written: its ids, its form and its raw answers."""

    entry: str
    record: str
    form: str
    raw: Raw


@dataclass
class CaseInYears(StoryEntries):
    """Everything of a case that later entries come back to; ``open`` are the records that its closing settles."""

    author: str = ""
    kept: dict[str, Kept] = field(default_factory=dict)
    one: dict[str, Kept] = field(default_factory=dict)
    open: dict[str, Kept] = field(default_factory=dict)
    rules: SafeContact | None = None


SETTLED: Final = frozenset(
    "action criminal_case disclosure flag hearing letter material_request meeting order paper signposting visit".split()
)
"""The forms whose records a closing settles."""


@dataclass
class BatchSaving:
    """Makes entries at the session's moment and writes many of them at a time; ``written`` counts them by form.

    Who asks the vault for anything says ``catch_up`` first, so that it holds all that happened until then.
    """

    session: Session
    written: dict[str, int] = field(default_factory=dict)
    _waiting: list[Record] = field(default_factory=list)

    def catch_up(self) -> None:
        """Write what waits."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            self.session.append_many(entry_of(self.session, one) for one in waiting)

    def write(self, told: CaseInYears, form_id: str, raw: Mapping[str, object], key: str = "") -> Kept:
        """Write an entry that begins a record, or goes on one of which a case has a single one."""
        form = self.session.forms.newest(form_id)
        before = told.one.get(form_id) if form.records == "one" else None
        return self._write(told, form, raw, before, "", key)

    def correct(self, told: CaseInYears, before: Kept, raw: Mapping[str, object], reason: str, key: str = "") -> Kept:
        """Write the next version of a record."""
        return self._write(told, self.session.forms.newest(before.form), raw, before, reason, key)

    def _write(
        self,
        told: CaseInYears,
        form: FormDefinition,
        raw: Mapping[str, object],
        before: Kept | None,
        reason: str,
        key: str,
    ) -> Kept:
        said = {name: value for name, value in raw.items() if value not in ("", None)}
        answers = self._checked(told, form, said)
        session, entry = self.session, self.session.new_id()
        if told.case is None and form.id == "referral":
            told.case = session.new_id()
            told.ref = case_ref(told.case)
        record = Record(
            entry=entry,
            record=before.record if before else entry,
            case=told.case,
            form=form,
            answers=answers,
            reason=reason,
            author=told.author or session.author,
            recorded=session.clock.stamp(),
            parents=(before.entry,) if before else (),
        )
        self._waiting.append(record)
        if len(self._waiting) >= _A_TIME:
            self.catch_up()
        self.written[form.id] = self.written.get(form.id, 0) + 1
        return self._keep(told, form, Kept(entry, record.record, form.id, said), key)

    def _checked(self, told: CaseInYears, form: FormDefinition, said: dict[str, object]) -> Answers:
        """The answers as the form takes them; a contact outside the rules gives its reason."""
        asking = self.session.asking()
        if form.id == "incident":
            done = said.get("behaviours")
            said["signs"] = list(signs_in(self.session.product.behaviours, done if isinstance(done, list) else ()))
            if not said["signs"]:
                del said["signs"]
        answers = form.check(said, asking)
        if form.id == "safe_contact":
            told.rules = read_safe_contact(answers)
        if form.id == "contact" and REASON not in said and (made := contact_made(answers)) is not None:
            broken = told.rules is not None and broken_rule(told.rules, made)
            if told.rules is None or broken:
                said[REASON] = _ASKED_FOR if broken else _NONE_YET
                return form.check(said, asking)
        return answers

    def _keep(self, told: CaseInYears, form: FormDefinition, kept: Kept, key: str) -> Kept:
        if form.records == "one":
            told.one[form.id] = kept
        if form.id in SETTLED:
            told.open[kept.record] = kept
        if key:
            told.kept[key] = kept
        return kept


def forget(told: CaseInYears) -> CaseInYears:
    """All that is still needed of a case that is closed: its ids, its closing, who wrote it."""
    closing = {form: one for form, one in told.one.items() if form in ("closure", "retention")}
    return replace(told, entries={}, raws={}, kept={}, one=closing, open={}, rules=told.rules)
