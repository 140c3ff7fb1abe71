"""A form definition: what it asks, in which order, and how its records are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, Literal

import msgspec

from hru_advocate.domain.forms.answers import Answer, Answers, Asking, answer_to
from hru_advocate.domain.forms.conditions import Condition
from hru_advocate.domain.forms.fields import Field, Fold
from hru_advocate.domain.forms.kinds import answer_in_words, check_answers, facts_of, read_answers, store_answers
from hru_advocate.domain.forms.reading import BodyReader

Purpose = Literal[
    "referral",
    "person",
    "safe_contact",
    "contact",
    "risk",
    "needs",
    "judgement",
    "plan",
    "signposting",
    "situation",
    "notes",
    "paper",
    "translation",
    "confirmation",
    "measure",
    "unit",
    "incident",
    "order",
    "criminal_case",
    "hearing",
    "legal_option",
    "legal_check",
    "action",
    "pause",
    "flag",
    "meeting",
    "repeat_look",
    "safeguarding",
    "thresholds",
    "behaviour",
    "consultation",
    "agreement",
    "countersign",
    "disclosure",
    "material_request",
    "letter",
    "letter_template",
    "visit",
    "outcome",
    "equality",
    "closure",
    "retention",
    "erasure",
    "kept_figures",
    "colleague",
    "general",
]
"""The program's concern in a record; ``general`` for forms it keeps, shows, prints and takes facts from."""

ONLY_COUNTED: Final[frozenset[Purpose]] = frozenset({"equality"})
"""Purposes of records that are never printed, searched, listed for scripts or handed on: they are only counted."""

Layout = Literal["page", "conversation", "plan", "letter"]
"""The place a form is filled in: on a page, talked through one theme at a time by five keys, in the plan builder, or
the builder of letters."""


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"fields": "field"}):
    """A page of questions under one heading; in a conversation, one theme."""

    id: str
    title: str
    help: str = ""
    fields: tuple[Field, ...] = ()
    fold: Fold | None = None
    ask_if: Condition | None = None


class FormDefinition(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True, rename={"sections": "section"}
):
    """One released version of a form. Released versions are never edited; a change is a new version.

    ``records`` says whether a case has one such record, corrected as things change, or many.
    ``layout`` says on which screen it is filled in. ``line`` names the fields whose answers make the record's line
    in a list; ``happened`` the field that says when it was.
    """

    id: str
    version: int
    title: str
    purpose: Purpose
    sections: tuple[Section, ...]
    records: Literal["one", "many"] = "many"
    layout: Layout = "page"
    about: Literal["case", "unit"] = "case"
    line: tuple[str, ...] = ()
    happened: str = ""
    help: str = ""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every question in order."""
        return tuple(field for section in self.sections for field in section.fields)

    @cached_property
    def by_id(self) -> Mapping[str, Field]:
        """Every question by its id."""
        return {field.id: field for field in self.fields}

    @cached_property
    def spoken_of(self) -> frozenset[str]:
        """Every fact that some answer of this form makes true or false."""
        choices = [choice for field in self.fields for choice in field.choices]
        named = {field.fact for field in self.fields if field.fact}
        return frozenset(named.union(*((*choice.means, *choice.rules_out) for choice in choices)))

    @cached_property
    def _telling(self) -> dict[str, frozenset[str]]:
        return {}

    def telling(self, begins: str) -> frozenset[str]:
        """The questions whose answers can make a fact whose id begins so true or false."""
        found = self._telling.get(begins)
        if found is None:
            found = self._telling[begins] = frozenset(field.id for field in self.fields if field.may_tell(begins))
        return found

    def check(self, raw: Mapping[str, object], asking: Asking) -> Answers:
        """Check raw answers; InvalidAnswer names the field that does not fit."""
        return check_answers(self.fields, raw, asking)

    def to_stored(self, answers: Answers) -> dict[str, object]:
        """Answers as plain data for the record's body."""
        return store_answers(self.fields, answers)

    def from_stored(self, stored: Mapping[str, object]) -> Answers:
        """Answers back from a record's body, in the order of the questions: most ask far more than is answered."""
        return read_answers(self.in_order(stored), stored)

    def in_order(self, answered: Iterable[str]) -> list[Field]:
        """The questions of this form among those that were answered, in the order they are asked in."""
        place = self._place
        return [self.by_id[one] for one in sorted(filter(place.__contains__, answered), key=place.__getitem__)]

    @cached_property
    def body_reader(self) -> BodyReader:
        """Reads what this form was filled in with."""
        return BodyReader(self.fields)

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {field.id: number for number, field in enumerate(self.fields)}

    def said(self, answers: Answers, field: str) -> str:
        """The answer to a question in words; nothing where none was given."""
        answer = answer_to(answers, field)
        return answer_in_words(self.by_id[field], answer) if answer.given else ""

    def facts(self, answers: Answers) -> tuple[frozenset[str], frozenset[str]]:
        """The facts these answers make true and those they make false."""
        return facts_of(self.given(answers))

    def given(self, answers: Answers) -> Iterator[tuple[Field, Answer]]:
        """The questions that were answered, of those the conditions leave standing; no others are looked at."""
        for section in self.sections:
            found = [(field, answers[field.id]) for field in section.fields if field.id in answers]
            if found and (section.ask_if is None or section.ask_if.holds(answers)):
                for field, answer in found:
                    if answer.given and (field.ask_if is None or field.ask_if.holds(answers)):
                        yield field, answer

    def asked(self, answers: Answers) -> Iterator[Field]:
        """The questions that the conditions leave standing."""
        for section in self.sections:
            if section.ask_if is None or section.ask_if.holds(answers):
                yield from (field for field in section.fields if field.ask_if is None or field.ask_if.holds(answers))
