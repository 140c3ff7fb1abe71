"""Every kind of question in one table, and the road of a whole set of answers: check, store, read, speak."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

import msgspec

from hru_advocate.domain.forms.answers import NOT_ASKED, STATE_WORDS, STATES, Answer, Answers, Asking, answer_to
from hru_advocate.domain.forms.fields import Field, FieldKind
from hru_advocate.domain.forms.fingerprints import FingerprintKind
from hru_advocate.domain.forms.kind import Kind
from hru_advocate.domain.forms.plain_kinds import NO_FACTS, Links, Number, OneChoice, SeveralChoices, TextKind, YesNo
from hru_advocate.domain.forms.rich_kinds import EmailKind, FindingKind, PersonKind, PhoneKind, RatingKind
from hru_advocate.domain.forms.time_kinds import BornKind, DateKind, TimeKind, WhenKind
from hru_advocate.errors import InvalidAnswer

Row = dict[str, Answer]

_LONGEST_ID: Final = 60


class GroupKind(Kind[tuple[Row, ...]]):
    """The same few questions for each of several things."""

    def __init__(self) -> None:
        super().__init__(tuple[Row, ...])

    def check(self, field: Field, raw: object, asking: Asking) -> tuple[Row, ...]:
        """Take a list of rows, each with answers by inner field id."""
        rows = [raw] if isinstance(raw, Mapping) else raw
        if not isinstance(rows, (list, tuple)) or not all(isinstance(row, Mapping) for row in rows):
            raise InvalidAnswer(field.id, "This takes a list of rows. Nothing was saved; answer again.")
        if field.most is not None and len(rows) > field.most:
            raise InvalidAnswer(field.id, f"This takes at most {field.most} rows. Nothing was saved; take some away.")
        checked = []
        for number, row in enumerate(rows, start=1):
            try:
                checked.append(dict(check_answers(field.fields, row, asking)))
            except InvalidAnswer as error:
                first, *others = (
                    InvalidAnswer(f"{field.id}.{number}.{one.field}", one.sentence) for one in (error, *error.others)
                )
                raise InvalidAnswer(first.field, first.sentence, tuple(others)) from None
        return tuple(checked)

    def in_words(self, field: Field, value: tuple[Row, ...]) -> str:
        """Each row on a line of its own."""
        return "\n".join(row_in_words(field, row) for row in value) or "None"

    def example(self, field: Field) -> object:
        """One row with every question answered."""
        return [{inner.id: inner.example or KIND_OF[inner.kind].example(inner) for inner in field.fields}]

    def facts(self, field: Field, value: tuple[Row, ...]) -> tuple[frozenset[str], frozenset[str]]:
        """The facts of every row together; true in one row is true."""
        present, absent = NO_FACTS
        for row in value:
            more, less = facts_in(field.fields, row)
            present, absent = present | more, absent | less
        return present, absent - present

    def store_rows(self, field: Field, value: tuple[Row, ...]) -> object:
        """Rows as plain data, each answer by its own kind."""
        return [store_answers(field.fields, row) for row in value]

    def read_rows(self, field: Field, stored: object) -> tuple[Row, ...]:
        """Rows back from plain data."""
        return tuple(dict(read_answers(field.fields, row)) for row in msgspec.convert(stored, list[dict[str, Any]]))


GROUP: Final = GroupKind()

KIND_OF: Final[Mapping[FieldKind, Kind[Any]]] = {
    "text": TextKind(lines=False, sample="A short made-up answer"),
    "long_text": TextKind(lines=True, sample="A longer made-up answer.\nOn two lines."),
    "words": TextKind(lines=True, sample="I just want it to stop."),
    "address": TextKind(lines=True, sample="1 Example Street\nExampleton"),
    "yes_no": YesNo(),
    "finding": FindingKind(),
    "choice": OneChoice(),
    "choices": SeveralChoices(),
    "scale": Number(most=4),
    "rating": RatingKind(),
    "number": Number(),
    "when": WhenKind(),
    "date": DateKind(),
    "born": BornKind(),
    "time": TimeKind(),
    "phone": PhoneKind(),
    "email": EmailKind(),
    "person": PersonKind(),
    "links": Links(),
    "fingerprint": FingerprintKind(),
    "group": GROUP,
}
"""One object per kind: it checks, stores and speaks. A new kind is one class and one line here."""


def check_answers(fields: Sequence[Field], raw: Mapping[str, object], asking: Asking) -> Answers:
    """Check raw answers by field id: plain values, or ``{"state": …}`` for a reason there is none.

    Raises InvalidAnswer naming the first field that does not fit, is unknown, or is required and missing; with all
    others that are required and missing.
    Answers to questions a condition hides are kept; such questions are never required.
    """
    known = {field.id for field in fields}
    unknown = next((key for key in raw if key not in known), None)
    if unknown is not None:
        raise InvalidAnswer("?", _no_such_field(unknown, known))
    answers = {field.id: check_answer(field, raw[field.id], asking) for field in fields if field.id in raw}
    asked = [field for field in fields if field.ask_if is None or field.ask_if.holds(answers)]
    missing = [error for field in asked if (error := _missing(field, answer_to(answers, field.id))) is not None]
    if missing:
        raise InvalidAnswer(missing[0].field, missing[0].sentence, tuple(missing[1:]))
    return {key: answer for key, answer in answers.items() if answer.stated}


def _no_such_field(unknown: str, known: Collection[str]) -> str:
    """The sentence about a field id that is none: the nearest one of the form's own, never what was typed."""
    nearest = get_close_matches(unknown[:_LONGEST_ID], known, 1)
    hint = f" The nearest it has is {nearest[0]}." if nearest else ""
    return f"This form has no field of an id that was given.{hint} Nothing was saved; check the field ids."


def check_required(field: Field, answer: Answer) -> None:
    """Refuse that a question which needs an answer has none; raises InvalidAnswer."""
    if (error := _missing(field, answer)) is not None:
        raise error


def _missing(field: Field, answer: Answer) -> InvalidAnswer | None:
    if field.value_only and not answer.given:
        return InvalidAnswer(field.id, "This must be answered. Nothing was saved; answer it and save again.")
    if field.required and not answer.stated:
        return InvalidAnswer(
            field.id, "This must be answered, or a reason given why not. Nothing was saved; answer it and save again."
        )
    return None


def check_answer(field: Field, raw: object, asking: Asking) -> Answer:
    """Check one raw answer: an Answer, a plain value, ``None`` (not asked) or a mapping with a state."""
    if isinstance(raw, Answer):
        raw = msgspec.to_builtins(raw.value) if raw.given else {"state": raw.state}
    if raw is None:
        return NOT_ASKED
    if isinstance(raw, Mapping) and "state" in raw:
        state = raw["state"]
        if (
            state not in STATES
            or set(raw) - {"state", "value"}
            or (state != "answered" and raw.get("value") is not None)
        ):
            raise InvalidAnswer(
                field.id, f"A state is one of {', '.join(STATES[1:])}, without a value. Nothing was saved."
            )
        if state != "answered":
            return Answer(state)
        raw = raw.get("value")
        if raw is None:
            raise InvalidAnswer(field.id, "An answered question needs a value. Nothing was saved; answer again.")
    return Answer("answered", KIND_OF[field.kind].check(field, raw, asking))


def store_answers(fields: Iterable[Field], answers: Answers) -> dict[str, object]:
    """Answers as plain data for the record's body; what was not asked is left out."""
    stored: dict[str, object] = {}
    for field in fields:
        answer = answer_to(answers, field.id)
        if not answer.stated:
            continue
        value = None
        if answer.given:
            kind = KIND_OF[field.kind]
            value = GROUP.store_rows(field, answer.value) if field.kind == "group" else kind.to_stored(answer.value)
        stored[field.id] = {"state": answer.state, "value": value} if answer.given else {"state": answer.state}
    return stored


def read_answers(fields: Iterable[Field], stored: Mapping[str, Any]) -> Answers:
    """Answers back from a record's body."""
    answers: dict[str, Answer] = {}
    for field in fields:
        kept = stored.get(field.id)
        if kept is None:
            continue
        if kept["state"] != "answered":
            answers[field.id] = Answer(kept["state"])
        elif field.kind == "group":
            answers[field.id] = Answer("answered", GROUP.read_rows(field, kept["value"]))
        else:
            answers[field.id] = Answer("answered", KIND_OF[field.kind].from_stored(kept["value"]))
    return answers


def facts_in(fields: Iterable[Field], answers: Answers) -> tuple[frozenset[str], frozenset[str]]:
    """The facts that answers make true and those they make false; true wins, it is the safer."""
    found = ((field, answers[field.id]) for field in fields if field.id in answers)
    return facts_of((field, answer) for field, answer in found if answer.given)


def facts_of(given: Iterable[tuple[Field, Answer]]) -> tuple[frozenset[str], frozenset[str]]:
    """The facts that values make true and those they make false, each with its question; true wins."""
    present: set[str] = set()
    absent: set[str] = set()
    for field, answer in given:
        more, less = KIND_OF[field.kind].facts(field, answer.value)
        present |= more
        absent |= less
    return frozenset(present), frozenset(absent - present)


def answer_in_words(field: Field, answer: Answer) -> str:
    """An answer in words: what was said, or why there is nothing. Never empty."""
    return KIND_OF[field.kind].in_words(field, answer.value) if answer.given else STATE_WORDS[answer.state]


def row_in_words(field: Field, row: Row) -> str:
    """One row of a group in words: label and answer for what was answered."""
    parts = [
        f"{inner.label}: {answer_in_words(inner, row[inner.id])}"
        for inner in field.fields
        if inner.id in row and row[inner.id].stated
    ]
    return "; ".join(parts) or "Nothing answered"


def fitting_answers(fields: Iterable[Field], raw: Mapping[str, object], asking: Asking) -> dict[str, Answer]:
    """The answers that fit their questions; a half-typed one is not there yet."""
    found: dict[str, Answer] = {}
    for field in fields:
        if field.id in raw:
            try:
                found[field.id] = check_answer(field, raw[field.id], asking)
            except InvalidAnswer:
                continue
    return found
