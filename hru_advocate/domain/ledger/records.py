"""A record as it was written: an entry read back with the very form it was made with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from hru_advocate.domain.forms.answers import Answers
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.ledger.entry import UNREADABLE, Entry, Stamp, canonical
from hru_advocate.domain.moments import Moment


class Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """The body the ledger keeps of a record: stored answers by field id, and why it corrects another."""

    answers: dict[str, Any]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One version of a record.

    ``entry`` and ``record`` are ids, ``case`` the case id or ``None`` for the unit's own; ``parents``
    are the entries it corrects. ``answers`` is empty when the body was erased by authority.
    """

    entry: str
    record: str
    case: str | None
    form: FormDefinition
    answers: Answers
    reason: str
    author: str
    recorded: Stamp
    parents: tuple[str, ...]
    erased: bool = False

    @property
    def happened(self) -> Moment | None:
        """The moment it happened as told, where the form asks."""
        answer = self.answers.get(self.form.happened) if self.form.happened else None
        if answer is None or not answer.given:
            return None
        value = answer.value
        return value if isinstance(value, Moment) else Moment(value.isoformat(), value.isoformat(), value.isoformat())

    @property
    def asked_answers(self) -> Answers:
        """The answers to the questions that the form's conditions leave standing."""
        asked = {field.id for field in self.form.asked(self.answers)}
        return {field: answer for field, answer in self.answers.items() if field in asked}

    def said(self, field: str) -> str:
        """The answer to a question in words; nothing where none was given."""
        return self.form.said(self.answers, field)

    @property
    def sort(self) -> str:
        """A text that sorts by when it happened, or else by when it was recorded."""
        happened = self.happened
        return (happened.sort if happened else "") or self.recorded.utc


def body_of(form: FormDefinition, answers: Answers, reason: str = "") -> bytes:
    """The bytes of a record's body."""
    return canonical(Body(form.to_stored(answers), reason))


def read_record(entry: Entry, form: FormDefinition) -> Record:
    """Read an entry of kind ``record`` back with the form it names."""
    header = entry.header
    answers, reason = _read_body(entry.body, form)
    return Record(
        entry=header.id,
        record=header.record,
        case=header.case,
        form=form,
        answers=answers,
        reason=reason,
        author=header.author,
        recorded=header.recorded,
        parents=header.parents,
        erased=entry.body is None,
    )


def told_in(event: Entry) -> dict[str, Any]:
    """All that an event says, by its parts; nothing where its content went, or was changed into what is no object."""
    try:
        return msgspec.json.decode(event.body or b"{}", type=dict[str, Any])
    except UNREADABLE:
        return {}


def _read_body(body: bytes | None, form: FormDefinition) -> tuple[Answers, str]:
    """The answers and the reason of a body; one that no check of the form gave is read answer by answer."""
    if body is None:
        return {}, ""
    read = form.body_reader.read(body)
    if read is not None:
        return read
    plain = msgspec.json.decode(body, type=Body)
    return form.from_stored(plain.answers), plain.reason
