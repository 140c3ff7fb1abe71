"""Raw answers: what an input, a draft or a script holds before its question has checked it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from hru_advocate.domain.forms.answers import STATES, Answer, AnswerState
from hru_advocate.domain.forms.fields import Field


def plain_answer(asked: Field, given: object) -> object:
    """A raw answer out of an ``Answer`` or a raw one: ``None``, ``{"state": reason}``, or the plain value.

    What a draft holds may not fit its question yet; it is shown as it was typed.
    """
    if isinstance(given, Answer):
        given = {"state": given.state, "value": given.value}
    if isinstance(given, Mapping) and given.get("state") in STATES:
        if given["state"] != "answered":
            return None if given["state"] == "not_asked" else {"state": given["state"]}
        given = given.get("value")
    if asked.kind == "group":
        rows = [given] if isinstance(given, Mapping) else given
        return [plain_row(asked, row) for row in rows] if isinstance(rows, (list, tuple)) else None
    plain = msgspec.to_builtins(given)
    return list(plain) if isinstance(plain, tuple) else plain


def loose_answer(value: object) -> Answer:
    """An answer as far as it was typed; a draft need not be valid."""
    if isinstance(value, Mapping) and "state" in value and value["state"] != "answered":
        return Answer(value["state"])
    return Answer("answered", value)


def plain_row(asked: Field, row: object) -> dict[str, object]:
    """A row of a group with each answer raw; what was not asked is left out."""
    if not isinstance(row, Mapping):
        return {}
    inner = {one.id: plain_answer(one, row[one.id]) for one in asked.fields if one.id in row}
    return {key: value for key, value in inner.items() if value is not None}


def value_in(given: object) -> object:
    """The value of an ``Answer``, of a raw one with its state, or a bare one; none where only a reason is stated.

    For questions whose own values have no parts.
    """
    if isinstance(given, Mapping):
        return given.get("value")
    return given.value if isinstance(given, Answer) else given


def reason_in(value: object) -> AnswerState | None:
    """The reason a raw answer states, if it states one."""
    state = value.get("state") if isinstance(value, Mapping) else None
    return next((known for known in STATES[1:] if known == state), None)


def text_of(value: object) -> str:
    """The text of a draft's answer, for an input; anything that is no plain value is left out."""
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def parts_of(value: object, main: str) -> dict[str, Any]:
    """A raw answer with parts; a bare value is its main part."""
    if isinstance(value, Mapping):
        return dict(value)
    return {} if value is None else {main: value}


def words_in(value: object) -> Iterator[str]:
    """The texts of a list answer; a bare text is a list of one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        yield from (part for part in value if isinstance(part, str))
