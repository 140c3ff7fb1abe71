"""What the program reasons about in a record: every answer is read, and one that was not given is no surprise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
import pytest

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.domain.actions.action import read_action
from hru_advocate.domain.closing.closures import read_closure
from hru_advocate.domain.closing.colleagues import read_colleague
from hru_advocate.domain.consultations import read_consultation
from hru_advocate.domain.disclosure.disclosures import read_disclosure
from hru_advocate.domain.disclosure.requests import read_request
from hru_advocate.domain.forms.answers import Answer, Answers, Asking
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.kinds import KIND_OF, check_answer
from hru_advocate.domain.incidents.behaviours import read_unit_behaviour
from hru_advocate.domain.incidents.incident import read_incident
from hru_advocate.domain.law.criminal_case import read_criminal_case
from hru_advocate.domain.law.hearings import read_hearing
from hru_advocate.domain.law.legal_talks import read_check, read_talk
from hru_advocate.domain.law.orders import read_order
from hru_advocate.domain.ledger.entry import Stamp
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.letters.letter import read_letter
from hru_advocate.domain.letters.templates import read_unit_template
from hru_advocate.domain.library.unit_measures import read_unit_measure
from hru_advocate.domain.outcomes.outcome import read_outcome
from hru_advocate.domain.partners.flags import read_flag
from hru_advocate.domain.partners.meetings import read_meeting
from hru_advocate.domain.partners.safeguarding import read_safeguarding
from hru_advocate.domain.partners.thresholds import read_thresholds
from hru_advocate.domain.people.safe_contact import read_safe_contact
from hru_advocate.domain.plan.agreements import read_agreement, read_countersign
from hru_advocate.domain.plan.plan import read_plan
from hru_advocate.domain.visits.visit import read_visit

FORMS: Final[Mapping[str, FormDefinition]] = {form.purpose: form for form in shipped_forms().current()}
ASKING: Final = Asking(datetime(2026, 11, 23, 10, 4, tzinfo=UTC), shipped().known)
STAMP: Final = Stamp("2026-11-23T10:04:00.000Z", 0, 0, "boot")


def of_answers(read: Callable[[Answers], object]) -> Callable[[Record], object]:
    return lambda record: read(record.answers)


def of_entry(read: Callable[[str, Answers], object]) -> Callable[[Record], object]:
    return lambda record: read(record.entry, record.answers)


VIEWS: Final[Mapping[str, Callable[[Record], Any]]] = {
    "action": of_entry(read_action),
    "agreement": of_answers(read_agreement),
    "behaviour": of_answers(read_unit_behaviour),
    "closure": of_entry(read_closure),
    "colleague": of_entry(read_colleague),
    "consultation": of_answers(read_consultation),
    "countersign": of_answers(read_countersign),
    "criminal_case": read_criminal_case,
    "disclosure": of_entry(read_disclosure),
    "flag": of_entry(read_flag),
    "hearing": read_hearing,
    "incident": read_incident,
    "legal_check": read_check,
    "legal_option": read_talk,
    "letter": of_entry(read_letter),
    "letter_template": of_answers(read_unit_template),
    "material_request": of_entry(read_request),
    "measure": of_answers(read_unit_measure),
    "meeting": read_meeting,
    "order": read_order,
    "outcome": of_answers(read_outcome),
    "plan": of_answers(read_plan),
    "safe_contact": of_answers(read_safe_contact),
    "safeguarding": of_entry(read_safeguarding),
    "thresholds": of_answers(read_thresholds),
    "visit": lambda record: read_visit(record.entry, record.record, record.answers),
}
SAID: Final[Mapping[str, Mapping[str, object]]] = {
    "agreement": {"answer": "could_not"},  # only then it is asked again
    "legal_check": {"right": False},  # only then there are other words
}
OF_SEVERAL: Final = frozenset({"disagreeing"})
"""Parts no version says by itself: found where several stand beside one another."""

IN_WORDS: Final = frozenset({"safe_after", "against"})
"""Choices that a view has in words."""


def told(purpose: str) -> Record:
    """A record with an example for every question of its form, whatever its conditions say."""
    form = FORMS[purpose]
    raw: dict[str, object] = {field.id: KIND_OF[field.kind].example(field) for field in form.fields}
    raw |= SAID.get(purpose, {})
    answers = {field.id: check_answer(field, raw[field.id], ASKING) for field in form.fields}
    open_form = msgspec.structs.replace(
        form,
        sections=tuple(
            msgspec.structs.replace(
                section,
                ask_if=None,
                fields=tuple(msgspec.structs.replace(field, ask_if=None) for field in section.fields),
            )
            for section in form.sections
        ),
    )
    return Record("entry", "record", "case", open_form, answers, "", "Robin Example", STAMP, ())


def parts(view: Any) -> dict[str, tuple[str, object]]:
    """The parts of a view by name: what each is said to be, and what it is."""
    if is_dataclass(view):
        return {one.name: (str(one.type), getattr(view, one.name)) for one in fields(view)}
    hints = type(view).__annotations__
    return {one.name: (str(hints[one.name]), getattr(view, one.name)) for one in msgspec.structs.fields(type(view))}


@pytest.mark.parametrize("purpose", VIEWS)
def test_every_answer_that_was_given_is_read(purpose: str) -> None:
    view = VIEWS[purpose](told(purpose))
    unread = [name for name, (_kind, value) in parts(view).items() if value in ("", None, (), {}, frozenset())]
    assert [name for name in unread if name not in OF_SEVERAL] == []


@pytest.mark.parametrize("purpose", VIEWS)
def test_each_choice_is_read_as_itself(purpose: str) -> None:
    record = told(purpose)
    for field in FORMS[purpose].fields:
        for choice in field.choices if field.kind == "choice" and field.id not in IN_WORDS else ():
            chosen = replace(record, answers={**record.answers, field.id: Answer(value=choice.id)})
            _kind, value = parts(VIEWS[purpose](chosen)).get(field.id, ("", choice.id))
            assert value == choice.id, field.id


@pytest.mark.parametrize("purpose", VIEWS)
def test_what_was_not_given_is_read_as_nothing(purpose: str) -> None:
    bare = replace(told(purpose), answers={})
    for name, (kind, value) in parts(VIEWS[purpose](bare)).items():
        if kind == "str":
            assert isinstance(value, str), name
        elif kind.startswith("tuple"):
            assert value == () or "None" in kind, name
