"""Several conversations read as one picture: for each question the newest answer that was given, and what is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from hru_advocate.domain.forms.answers import Answer, AnswerState, answer_to
from hru_advocate.domain.forms.fields import Field, FieldKind
from hru_advocate.domain.forms.rich_kinds import Finding, Rating
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import Moment, day_in_words, moment_on_paper


@dataclass(frozen=True, slots=True)
class NewestAnswer:
    """A question over all conversations: the newest given answer with its record, or the newest reason without one.

    ``state`` is the newest stated state; when it is a reason newer than the given answer, the answer still
    stands, since declining is never a no. ``when`` says when that newest word was.
    """

    field: Field
    state: AnswerState
    answer: Answer | None = None
    record: Record | None = None
    when: str = ""

    @property
    def value(self) -> Finding | Rating | None:
        """The newest given value."""
        found = self.answer.value if self.answer is not None else None
        return found if isinstance(found, Finding | Rating) else None


def newest_first(records: Iterable[Record]) -> list[Record]:
    """Records by when they happened, the newest first; erased ones left out."""
    kept = (record for record in records if not record.erased)
    return sorted(kept, key=lambda record: (record.sort, record.recorded.utc, record.entry), reverse=True)


def picture(records: Sequence[Record], kind: FieldKind) -> list[NewestAnswer]:
    """Every question of one kind in the order of the newest form, each with what is known of it."""
    newest = newest_first(records)
    fields: dict[str, Field] = {}
    for record in newest:
        for field in record.form.fields:
            if field.kind == kind:
                fields.setdefault(field.id, field)
    return [_seen(field, newest) for field in fields.values()]


def _seen(field: Field, newest: Sequence[Record]) -> NewestAnswer:
    stated = [(record, answer) for record in newest if (answer := _standing(record, field.id)).stated]
    if not stated:
        return NewestAnswer(field, "not_asked")
    first, latest = stated[0]
    given = next(((record, answer) for record, answer in stated if answer.given), None)
    if given is None:
        return NewestAnswer(field, latest.state, when=day_held_in_words(first))
    # Between two versions of one record that disagree, the graver stands: it is the safer.
    rivals = [(record, answer) for record, answer in stated if answer.given and record.record == given[0].record]
    record, answer = max(rivals, key=lambda one: _weight(one[1].value))
    return NewestAnswer(field, latest.state, answer, record, day_held_in_words(first))


def _standing(record: Record, field: str) -> Answer:
    """The answer to a question that the record's conditions leave standing."""
    asked = any(one.id == field for one in record.form.asked(record.answers))
    return answer_to(record.answers, field) if asked else Answer("not_asked")


def _weight(value: object) -> int:
    if isinstance(value, Finding):
        return int(value.present)
    return max(value.value, value.advocate or 0) if isinstance(value, Rating) else 0


def day_held_in_words(record: Record) -> str:
    """The day of the conversation, or else of its writing down."""
    happened: Moment | None = record.happened
    return moment_on_paper(happened) if happened else day_in_words(record.recorded.day)


Sign = Literal["present", "absent"]


def findings(seen: Iterable[NewestAnswer], sign: Sign) -> list[NewestAnswer]:
    """The factors found present, or found absent."""
    wanted = sign == "present"
    return [one for one in seen if isinstance(one.value, Finding) and one.value.present is wanted]
