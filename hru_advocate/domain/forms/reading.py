"""Reads the answers of a record's body back in one go: each comes out of the JSON as what its question holds.

Read as plain data first and turned into answers one by one, they took three times as long; a check of the vault, or a
rebuild of its lists, does nothing else as often.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Generic, TypedDict, TypeVar

import msgspec

from hru_advocate.domain.forms.answers import Answer, Answers, AnswerState
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import KIND_OF

T = TypeVar("T")


class _Kept(msgspec.Struct, Generic[T]):
    """An answer as it is kept of a question whose values are of one type."""

    state: AnswerState
    value: T | msgspec.UnsetType = msgspec.UNSET


class _Unfit(Exception):
    """Answers that no check gave: what they are is found by reading them one by one."""


class BodyReader:
    """Reads bodies made with one form: the answers in the order of its questions, and why another was corrected."""

    def __init__(self, fields: Sequence[Field]) -> None:
        kept = msgspec.defstruct("Body", [("answers", _typed(fields)), ("reason", str, "")], frozen=True)
        self._decode = msgspec.json.Decoder(kept).decode
        self._questions: Final = _Questions(fields)

    def read(self, body: bytes) -> tuple[Answers, str] | None:
        """Answers and reason; ``None`` where they are not as a check of this form gives them."""
        try:
            found: Any = self._decode(body)
            return self._questions.answers(found.answers), found.reason
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, _Unfit):
            return None


class _Questions:
    """The questions of a form, or of a row of a group, with their order."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._place = {field.id: number for number, field in enumerate(fields)}.__getitem__
        self._rows = {field.id: _Questions(field.fields) for field in fields if field.kind == "group"}

    def answers(self, kept: Mapping[str, _Kept[Any]]) -> dict[str, Answer]:
        """Kept answers as answers, in the order of the questions."""
        answers: dict[str, Answer] = {}
        for one in sorted(kept, key=self._place):
            held = kept[one]
            value = held.value
            if held.state != "answered":
                answers[one] = Answer(held.state)
            elif value is msgspec.UNSET:
                raise _Unfit
            elif one in self._rows:
                answers[one] = Answer("answered", tuple(map(self._rows[one].answers, value)))
            else:
                answers[one] = Answer("answered", value)
        return answers


def _typed(fields: Iterable[Field]) -> Any:  # noqa: ANN401 - a type made of the questions of a form
    """The type of answers to some questions, each by its id; what is not among them is passed over."""
    kept = {field.id: _KEPT_OF[_holds(field)] for field in fields}
    return _MAKE_TYPE("Answers", kept, total=False)


def _holds(field: Field) -> Any:  # noqa: ANN401 - a type, as above
    return list.__class_getitem__(_typed(field.fields)) if field.kind == "group" else KIND_OF[field.kind].holds


_KEPT_OF: Final[Any] = _Kept
_MAKE_TYPE: Final[Any] = TypedDict  # as a function: which questions there are stands in a file
