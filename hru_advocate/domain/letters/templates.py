"""Letter templates: paragraphs with conditions on the case and places to fill, the program's or the unit's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.toml_files import UnreadableToml, decode_toml
from hru_advocate.errors import AdvocateError

LetterKind = Literal["letter", "statement"]
TemplateDone = Literal["add", "retire", "bring_back"]

OWN: Final = "lt_unit_"
"""The beginning of the id of a template of the unit's own."""

FIELDS: Final[Mapping[str, str]] = {
    "person": "first name, or the name the person wants",
    "person_name": "the person's name in full",
    "reference": "our reference",
    "date": "the date of the letter",
    "area": "the council area",
    "advocate": "the advocate's name",
    "unit": "the unit's name",
    "unit_number": "the unit's number, once it is confirmed",
    "order": "the order in force",
    "order_court": "the court that made the order",
    "order_made": "the day the order was made",
    "order_until": "how long the order lasts",
    "order_rules": "what the order forbids",
    "crime_number": "the crime number",
    "officer": "the officer in the case",
    "hearing": "what the hearing is for",
    "hearing_day": "the day of the hearing",
    "hearing_time": "the time of the hearing",
    "hearing_court": "the court of the hearing",
    "measures": "the special measures that are wanted",
    "child": "the child's first name",
}
"""Every place a template may have filled from the case, with the words of its blank while it is not known."""

PASSING: Final = frozenset(
    {"order", "order_court", "order_made", "order_until", "order_rules"}
    | {"hearing", "hearing_day", "hearing_time", "hearing_court"}
)
"""The places that hold something of a day: a letter that says it must still be right on the day it goes."""

CONDITIONS: Final[Mapping[str, str]] = {
    "order_live": "An order, bail rule or licence is in force",
    "order_ended": "An order has ended",
    "hearing_ahead": "A hearing is to come",
    "reported": "A criminal case is noted",
    "measures_wanted": "Special measures are wanted at the hearing",
    "unit_number": "Our number is confirmed",
    "ci_lives_with": "Lives with the other person now",
    "ci_separated": "Lives apart from the other person",
    "ci_recently_left": "Left, or ended it, in the last 12 months",
    "ci_planning_to_leave": "Plans or thinks of leaving",
    "ci_new_home": "Moving, or just moved",
    "ci_in_refuge": "In a refuge or safe house",
    "ci_rents": "Rents the home",
    "ci_shared_tenancy": "Joint owner or tenant with the other person",
    "ci_address_known": "The other person knows where they live",
    "ci_address_secret": "The address is secret",
    "ci_children_in_home": "Children live in the home",
    "ci_shared_children": "Shares children with the other person",
    "ci_court_ordered_contact": "A court order is about the children",
    "ci_works": "In work",
    "ci_works_with_perp": "Works or studies with the other person",
    "ci_studies": "At school, college or university",
    "ci_fellow_pupil": "Goes to the same school or college as the other person",
    "ci_under_18": "Under 18",
    "ci_pregnant": "Pregnant, or a new baby",
    "ci_takes_medicine": "Needs regular medicine",
    "ci_mobility": "Moving about is hard, or a wheelchair is used",
    "ci_deaf": "Deaf or hard of hearing",
    "ci_bsl": "Uses British Sign Language",
    "ci_text_or_relay_only": "Voice calls do not work: text or relay only",
    "ci_interpreter": "An interpreter is needed",
    "ci_nrpf": "No recourse to public funds",
    "ci_visa_depends": "The right to stay depends on the other person, or is not settled",
    "ci_several_people": "More than one person does it",
    "ci_device_monitored": "A phone or account may be watched",
    "ci_post_read": "Post is opened or read",
    "ci_phone_searched": "The phone is looked through",
    "ci_police_not_told": "Not reported to the police",
    "ci_other_in_police": "The other person works for the police",
    "ci_other_in_partner_agency": "The other person works for a partner agency",
    "partner_or_family": "The other person is or was a partner, or is family",
}
"""Everything a paragraph may hang on. What is not known is neither so nor not so, and the paragraph stays out."""

_PLACE: Final = re.compile(r"\{\s*(\?[^{}]*|[a-z_]*)\s*\}")
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
_BEGINS: Final = r"(?:^|(?<=[.!?] ))"
_FEWEST_WORDS: Final = 4


class InvalidTemplate(AdvocateError):
    """A letter template cannot be used. No record is touched; mend the file or install the program again."""


class LetterParagraph(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One paragraph, or one prompt of a statement: all of ``when`` must be so, and all of ``when_not`` not so.

    ``source`` says where a fact of law in it comes from and how sure that is.
    """

    text: str
    when: tuple[str, ...] = ()
    when_not: tuple[str, ...] = ()
    source: str = ""

    @property
    def conditions(self) -> tuple[str, ...]:
        """Everything it hangs on."""
        return (*self.when, *self.when_not)

    def stands(self, holds: Mapping[str, bool]) -> bool:
        """Say whether it belongs into a letter, by what is known to be so and known not to be so."""
        return all(holds.get(one) is True for one in self.when) and all(
            holds.get(one) is False for one in self.when_not
        )


class LetterTemplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One letter, or the prompts of a statement. ``to`` says in words whom it is for; ``note`` is for the advocate.

    Places are ``{person}`` and the like (see ``FIELDS``), or ``{? what the advocate is to write here}``.
    """

    id: str
    title: str
    to: str
    paragraphs: tuple[LetterParagraph, ...] = msgspec.field(name="paragraph")
    kind: LetterKind = "letter"
    subject: str = ""
    greeting: str = "Dear Sir or Madam"
    note: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text with places in it."""
        return (self.subject, self.greeting, *(one.text for one in self.paragraphs))


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema_version: int
    file_kind: Literal["letter"]
    prepared: str
    letter: LetterTemplate


@dataclass(frozen=True, slots=True)
class UnitTemplate:
    """The unit's present word on one template: its own or changed text, retired, or brought back."""

    done: TemplateDone
    template: str
    words: LetterTemplate | None


def read_template(name: str, data: bytes) -> LetterTemplate:
    """Read one template file.

    Raises:
        InvalidTemplate: it is not readable, or names a place or condition that there is not.
    """
    try:
        found = decode_toml(data, _File).letter
    except UnreadableToml as error:
        message = f"{name} cannot be used: {error}. No record is touched; mend the file."
        raise InvalidTemplate(message) from None
    fault = template_fault(found)
    if fault is not None:
        message = f"{name} cannot be used: {fault[1]} No record is touched; mend the file."
        raise InvalidTemplate(message)
    return found


def template_fault(template: LetterTemplate) -> tuple[str, str] | None:
    """Name the part of a template that does not work, and the sentence that says why; ``None`` for a good one."""
    if not any(one.text.strip() for one in template.paragraphs):
        return "paragraphs", "A template needs at least one paragraph."
    for text in template.texts:
        if any(not place.startswith("?") and place not in FIELDS for place in places_in(text)):
            return "paragraphs", "A place in braces is none that can be filled from a case. The list is on this page."
        if "{" in _PLACE.sub("", text) or "}" in _PLACE.sub("", text):
            return "paragraphs", "A brace stands alone. A place begins with { and ends with }."
    for number, one in enumerate(template.paragraphs, start=1):
        if any(condition not in CONDITIONS for condition in one.conditions):
            return f"paragraphs.{number}.when", "A condition is none that a letter can ask a case about."
        if set(one.when) & set(one.when_not):
            return f"paragraphs.{number}.when_not", "A paragraph cannot hang on the same thing being so and not so."
    return None


def places_in(text: str) -> Iterator[str]:
    """Yield the places of a text: the id of a field, or ``?`` with what the advocate is to write."""
    for found in _PLACE.finditer(text):
        yield found[1].strip()


def replaced(text: str, values: Mapping[str, str], blank: str) -> str:
    """A text with its places filled; a place without a value becomes the blank, which has a place for its words."""

    def one(found: re.Match[str]) -> str:
        place = found[1].strip()
        words = place[1:].strip() if place.startswith("?") else FIELDS.get(place, place)
        value = "" if place.startswith("?") else values.get(place, "").strip()
        return value or blank.format(words)

    return _PLACE.sub(one, text)


@dataclass(frozen=True, slots=True)
class TemplateSentence:
    """One sentence of a paragraph as it may stand in a text: its places in order, and the pattern that finds it."""

    paragraph: LetterParagraph
    places: tuple[str, ...]
    pattern: re.Pattern[str]


def sentences_of(template: LetterTemplate) -> Iterator[TemplateSentence]:
    """Yield every sentence that hangs on a condition, or holds something of a day; paragraphs are read one by one.

    A sentence that also stands in a paragraph without conditions is no sign of either.
    """
    always = {
        " ".join(part.split())
        for one in template.paragraphs
        if not one.conditions
        for part in _SENTENCE.split(one.text)
    }
    for one in template.paragraphs:
        for part in _SENTENCE.split(one.text):
            plain = " ".join(part.split())
            places = tuple(places_in(plain))
            hangs = bool(one.conditions) and plain not in always
            if len(plain.split()) >= _FEWEST_WORDS and (hangs or PASSING.intersection(places)):
                pieces = [re.escape(piece) for piece in _PLACE.sub("\0", plain).split("\0")]
                yield TemplateSentence(one, places, re.compile(_BEGINS + "(.{1,400}?)".join(pieces), re.IGNORECASE))


def read_unit_template(answers: Answers) -> UnitTemplate:
    """The typed view of a record of purpose ``letter_template``."""

    def text(field: str) -> str:
        return value_of(answers, field) or ""

    paragraphs = tuple(
        LetterParagraph(
            value_of(row, "text") or "", tuple(value_of(row, "when") or ()), tuple(value_of(row, "when_not") or ())
        )
        for row in value_of(answers, "paragraphs") or ()
    )
    words = LetterTemplate(
        id=text("template"),
        title=text("title"),
        to=text("to"),
        kind="statement" if text("kind") == "statement" else "letter",
        subject=text("subject"),
        greeting=text("greeting") or "Dear Sir or Madam",
        paragraphs=paragraphs,
        note=text("note"),
    )
    return UnitTemplate(value_of(answers, "done") or "add", text("template"), words if paragraphs else None)


def laid_over(
    program: Sequence[LetterTemplate], unit: Iterable[UnitTemplate]
) -> tuple[tuple[LetterTemplate, bool], ...]:
    """The program's templates with the unit's say (the newest first), each with whether it is retired."""
    said: dict[str, UnitTemplate] = {}
    for one in unit:
        said.setdefault(one.template, one)
    held = {one.id: one for one in program}
    for one in sorted(said.values(), key=lambda one: one.words.title.casefold() if one.words else ""):
        if one.words is not None:
            held[one.template] = one.words
    return tuple((one, one.id in said and said[one.id].done == "retire") for one in held.values())
