"""Reads definition files into forms and refuses a faulty one with its line or path."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from types import MappingProxyType

from hru_advocate.domain.forms.conditions import Condition
from hru_advocate.domain.forms.definition import FormDefinition, Purpose
from hru_advocate.domain.forms.fields import Field, FieldKind
from hru_advocate.domain.outcomes.outcome import QUESTIONS
from hru_advocate.domain.plan.case_facts import PURPOSES_WITH_FACTS
from hru_advocate.domain.toml_files import MisshapenToml, UnreadableToml, decode_toml
from hru_advocate.errors import InvalidForm, NotFound

FIELDS_REASONED_ABOUT: Mapping[Purpose, Mapping[str, frozenset[FieldKind]]] = MappingProxyType(
    {
        "referral": {
            "source": frozenset({"choice"}),
            "area": frozenset({"choice"}),
            "behaviour": frozenset({"choice", "choices"}),
            "relationship": frozenset({"choices"}),
            "lives_together": frozenset({"choice"}),
            "decision": frozenset({"choice"}),
        },
        "person": {"role": frozenset({"choice"}), "name": frozenset({"text"})},
        "safe_contact": {"may_contact": frozenset({"choice"}), "ways": frozenset({"group"})},
        "contact": {
            "happened": frozenset({"when"}),
            "method": frozenset({"choice"}),
            "next_contact": frozenset({"date"}),
        },
        "judgement": {"level": frozenset({"choice"}), "reason": frozenset({"long_text"})},
        "plan": {"items": frozenset({"group"}), "review": frozenset({"date"})},
        "signposting": {"service": frozenset({"links"}), "state": frozenset({"choice"})},
        "notes": {"lines": frozenset({"group"})},
        "paper": {"document": frozenset({"choice"}), "copy_number": frozenset({"number"})},
        "translation": {"language": frozenset({"text"}), "texts": frozenset({"group"})},
        "order": {
            "kind": frozenset({"choice"}),
            "stage": frozenset({"choice"}),
            "made_on": frozenset({"date"}),
            "until": frozenset({"date"}),
            "conditions": frozenset({"group"}),
        },
        "criminal_case": {
            "stage": frozenset({"choice"}),
            "enhanced": frozenset({"choices"}),
            "events": frozenset({"group"}),
            "decision": frozenset({"choice"}),
        },
        "hearing": {"what_for": frozenset({"choice"}), "on": frozenset({"date"}), "state": frozenset({"choice"})},
        "legal_option": {
            "option": frozenset({"choice"}),
            "wants": frozenset({"choice"}),
            "who_applies": frozenset({"choice"}),
            "stands": frozenset({"choice"}),
            "said": frozenset({"long_text"}),
            "decided_because": frozenset({"long_text"}),
            "next_on": frozenset({"date"}),
            "next_step": frozenset({"text"}),
        },
        "legal_check": {
            "option": frozenset({"choice"}),
            "by": frozenset({"text"}),
            "on": frozenset({"date"}),
            "against": frozenset({"choice"}),
            "right": frozenset({"yes_no"}),
            "words": frozenset({"long_text"}),
        },
        "unit": {"number": frozenset({"phone"}), "on": frozenset({"date"})},
        "confirmation": {"service": frozenset({"links"}), "what": frozenset({"choice"})},
        "action": {
            "what": frozenset({"text"}),
            "owner": frozenset({"choice"}),
            "due": frozenset({"date"}),
            "chase_on": frozenset({"date"}),
            "targets": frozenset({"links"}),
            "state": frozenset({"choice"}),
            "done_on": frozenset({"date"}),
            "because": frozenset({"long_text"}),
        },
        "consultation": {
            "asked_on": frozenset({"date"}),
            "behaviour": frozenset({"choice"}),
            "question": frozenset({"long_text"}),
            "advice": frozenset({"long_text"}),
            "advised_on": frozenset({"date"}),
            "remind_on": frozenset({"date"}),
            "became": frozenset({"text"}),
        },
        "agreement": {
            "plan": frozenset({"text"}),
            "on": frozenset({"date"}),
            "answer": frozenset({"choice"}),
            "because": frozenset({"long_text"}),
            "again_by": frozenset({"date"}),
            "words": frozenset({"words"}),
        },
        "countersign": {
            "plan": frozenset({"text"}),
            "by": frozenset({"text"}),
            "role": frozenset({"text"}),
            "on": frozenset({"date"}),
            "remarks": frozenset({"long_text"}),
        },
        "closure": {
            "state": frozenset({"choice"}),
            "on": frozenset({"date"}),
            "why": frozenset({"choice"}),
            "open": frozenset({"group"}),
            "class": frozenset({"choice"}),
            "review": frozenset({"date"}),
        },
        "retention": {
            "on": frozenset({"date"}),
            "because": frozenset({"long_text"}),
            "next": frozenset({"date"}),
        },
        "erasure": {
            "case": frozenset({"text"}),
            "asked_by": frozenset({"text"}),
            "authorised_by": frozenset({"text"}),
            "reference": frozenset({"text"}),
            "proof": frozenset({"text"}),
        },
        "kept_figures": {"area": frozenset({"text"}), "opened": frozenset({"text"}), "closed": frozenset({"text"})},
        "colleague": {
            "name": frozenset({"text"}),
            "role": frozenset({"choice"}),
            "phone": frozenset({"phone"}),
            "leave": frozenset({"group"}),
        },
        "outcome": {
            "stage": frozenset({"choice"}),
            "on": frozenset({"date"}),
            **dict.fromkeys(QUESTIONS, frozenset({"choice"})),
            "again_told": frozenset({"yes_no"}),
            "again_police": frozenset({"yes_no"}),
            "again_police_on": frozenset({"date"}),
            "ask_again": frozenset({"date"}),
        },
        "pause": {"until": frozenset({"date"}), "because": frozenset({"text"})},
        "flag": {
            "kind": frozenset({"choice"}),
            "agreed_by": frozenset({"text"}),
            "agreed_on": frozenset({"date"}),
            "review": frozenset({"date"}),
            "told": frozenset({"choice"}),
            "ended_on": frozenset({"date"}),
            "ended_because": frozenset({"long_text"}),
        },
        "meeting": {
            "kind": frozenset({"choice"}),
            "basis": frozenset({"choices"}),
            "why": frozenset({"long_text"}),
            "referred_on": frozenset({"date"}),
            "on": frozenset({"date"}),
            "chase_on": frozenset({"date"}),
            "review": frozenset({"date"}),
            "state": frozenset({"choice"}),
        },
        "safeguarding": {
            "who": frozenset({"choice"}),
            "born": frozenset({"born"}),
            "authority": frozenset({"choice"}),
            "consent": frozenset({"choice"}),
            "state": frozenset({"choice"}),
            "referred_on": frozenset({"date"}),
            "chase_on": frozenset({"date"}),
        },
        "disclosure": {
            "recipient": frozenset({"choice"}),
            "agency": frozenset({"text"}),
            "basis": frozenset({"choices"}),
            "consent": frozenset({"choice"}),
            "on": frozenset({"date"}),
            "state": frozenset({"choice"}),
            "back_how": frozenset({"choice"}),
            "back_by": frozenset({"date"}),
            "items": frozenset({"group"}),
            "fingerprint": frozenset({"fingerprint"}),
        },
        "material_request": {
            "kind": frozenset({"choice"}),
            "state": frozenset({"choice"}),
            "asked_on": frozenset({"date"}),
            "answer_by": frozenset({"date"}),
            "answered_on": frozenset({"date"}),
        },
        "letter": {
            "title": frozenset({"text"}),
            "kind": frozenset({"choice"}),
            "to_name": frozenset({"text"}),
            "text": frozenset({"long_text"}),
            "words": frozenset({"words"}),
            "kept": frozenset({"group"}),
            "consent": frozenset({"choice"}),
            "state": frozenset({"choice"}),
            "sent_on": frozenset({"date"}),
            "answer_by": frozenset({"date"}),
        },
        "letter_template": {
            "done": frozenset({"choice"}),
            "template": frozenset({"text"}),
            "title": frozenset({"text"}),
            "paragraphs": frozenset({"group"}),
        },
        "visit": {
            "who": frozenset({"text"}),
            "company": frozenset({"choice"}),
            "on": frozenset({"date"}),
            "out": frozenset({"time"}),
            "back": frozenset({"time"}),
            "back_on": frozenset({"date"}),
            "state": frozenset({"choice"}),
            "checked_in": frozenset({"when"}),
        },
        "repeat_look": {"decision": frozenset({"choice"}), "incidents": frozenset({"long_text"})},
        "thresholds": {
            "points": frozenset({"number"}),
            "repeat_months": frozenset({"number"}),
            "by": frozenset({"text"}),
        },
        "measure": {
            "done": frozenset({"choice"}),
            "measure": frozenset({"text"}),
            "text": frozenset({"long_text"}),
            "section": frozenset({"choice"}),
            "when": frozenset({"links"}),
            "never_when": frozenset({"links"}),
        },
        "behaviour": {
            "done": frozenset({"choice"}),
            "behaviour": frozenset({"text"}),
            "label": frozenset({"text"}),
            "factor": frozenset({"links"}),
        },
        "incident": {
            "happened": frozenset({"when"}),
            "behaviours": frozenset({"links"}),
            "what": frozenset({"long_text"}),
            "basis": frozenset({"choice"}),
            "times": frozenset({"number"}),
            "times_told": frozenset({"text"}),
            "taken_back": frozenset({"yes_no"}),
            "signs": frozenset({"links"}),
            "triggers": frozenset({"links"}),
        },
    }
)
"""The fields, with their kinds, that the program's own reasoning reads from a form of each purpose."""


def read_form(name: str, data: bytes) -> FormDefinition:
    """Read one definition. ``name`` is the file's name, for the sentence that refuses it.

    Raises InvalidForm with the line (TOML) or the path (``section[1].field[3]``) of the fault.
    """
    try:
        form = decode_toml(data, FormDefinition)
    except MisshapenToml as error:
        message = f"{name} cannot be used: {error}. No record is touched; mend the file."
        raise InvalidForm(message) from None
    except UnreadableToml as error:
        message = f"{name} is not readable as TOML: {error}. No record is touched; mend the file."
        raise InvalidForm(message) from None
    fault = next(_faults(name, form), None)
    if fault:
        line = _line_of(data, fault[0])
        message = f"{name}{line}: {fault[1]}. No record is touched; mend the file."
        raise InvalidForm(message)
    return form


def _line_of(data: bytes, field: str) -> str:
    """The place a field is defined at, as `` line 12``, when it can be told."""
    for number, text in enumerate(data.decode().splitlines(), start=1):
        if field and text.replace(" ", "").startswith(f'id="{field}"'):
            return f" line {number}"
    return ""


def _faults(name: str, form: FormDefinition) -> Iterator[tuple[str, str]]:
    """Every fault as (field id or "", sentence)."""
    expected = f"{form.id}.v{form.version}.toml"
    if name != expected:
        yield "", f"the file should be called {expected}"
    seen: set[str] = set()
    for section in form.sections:
        if section.ask_if is not None:
            yield from _unknown_in(section.ask_if, seen, "", f"section '{section.id}'")
        for field in section.fields:
            if field.id in seen:
                yield field.id, f"two fields are called '{field.id}'"
            yield from _field_faults(field, seen)
            seen.add(field.id)
    for wanted in (*form.line, *((form.happened,) if form.happened else ())):
        if wanted not in seen:
            yield "", f"it names a field '{wanted}' that is not there"
    yield from _purpose_faults(form)


def _purpose_faults(form: FormDefinition) -> Iterator[tuple[str, str]]:
    """The faults of a form whose purpose needs fields it does not have."""
    for wanted, kinds in FIELDS_REASONED_ABOUT.get(form.purpose, {}).items():
        found = form.by_id.get(wanted)
        if found is None or found.kind not in kinds:
            kind = " or ".join(sorted(kinds))
            yield (
                (wanted if found else ""),
                f"a form of purpose '{form.purpose}' needs the field '{wanted}' of kind {kind}",
            )
    if form.purpose not in PURPOSES_WITH_FACTS:
        for field in form.fields:
            for part in (field, *field.fields):
                if part.fact or any(choice.means or choice.rules_out for choice in part.choices):
                    yield part.id, f"facts are not read from a form of purpose '{form.purpose}'"


def _field_faults(field: Field, earlier: set[str]) -> Iterator[tuple[str, str]]:
    if field.ask_if is not None:
        yield from _unknown_in(field.ask_if, earlier, field.id, f"field '{field.id}'")
    inner: set[str] = set()
    for part in field.fields:
        if part.ask_if is not None:
            yield from _unknown_in(part.ask_if, inner, part.id, f"field '{part.id}'")
        inner.add(part.id)


def _unknown_in(condition: Condition, earlier: set[str], field: str, where: str) -> Iterator[tuple[str, str]]:
    """Conditions may look only at earlier questions, so that a page can be answered from top to bottom."""
    for wanted in condition.fields():
        if wanted not in earlier:
            yield field, f"the condition of {where} looks at '{wanted}', which is not an earlier field"


class Catalogue:
    """Every form the program knows, by id and version, read when first asked for."""

    def __init__(self, folder: Traversable) -> None:
        self._files = {file.name: file for file in folder.iterdir() if file.name.endswith(".toml")}
        self._read: dict[str, FormDefinition] = {}
        self._digests: dict[str, str] = {}
        self._newest: dict[str, FormDefinition] = {}

    def all(self) -> tuple[FormDefinition, ...]:
        """Every version of every form, by id."""
        forms = [self._form(name) for name in sorted(self._files)]
        return tuple(sorted(forms, key=lambda form: (form.id, form.version)))

    def current(self) -> tuple[FormDefinition, ...]:
        """The version of each form that new records are made with, by id."""
        return tuple(self.newest(form_id) for form_id in sorted({name.split(".")[0] for name in self._files}))

    def newest(self, form_id: str) -> FormDefinition:
        """The version new records are made with; NotFound when there is no such form."""
        if form_id in self._newest:
            return self._newest[form_id]
        versions = [
            int(parts[1][1:])
            for name in self._files
            if (parts := name.split("."))[0] == form_id and parts[1][:1] == "v" and parts[1][1:].isdigit()
        ]
        if not versions:
            message = "There is no form with that id. Nothing was changed; see the list of forms."
            raise NotFound(message)
        self._newest[form_id] = self.version(form_id, max(versions))
        return self._newest[form_id]

    def version(self, form_id: str, version: int) -> FormDefinition:
        """The very version a record was made with."""
        return self._form(self._name(form_id, version))

    def digest(self, form_id: str, version: int) -> str:
        """The SHA-256 of a version's very file, in hex, as ``sha256sum`` gives it; NotFound as ``version``."""
        name = self._name(form_id, version)
        if name not in self._digests:
            self._digests[name] = hashlib.sha256(self._files[name].read_bytes()).hexdigest()
        return self._digests[name]

    def source(self, form_id: str, version: int) -> tuple[str, bytes]:
        """A version's very file: its name and its bytes; NotFound as ``version``."""
        name = self._name(form_id, version)
        return name, self._files[name].read_bytes()

    def _name(self, form_id: str, version: int) -> str:
        name = f"{form_id}.v{version}.toml"
        if name not in self._files:
            message = "This record was made with a form this program does not have. It is safe; update the program."
            raise NotFound(message)
        return name

    def _form(self, name: str) -> FormDefinition:
        if name not in self._read:
            self._read[name] = read_form(name, self._files[name].read_bytes())
        return self._read[name]
