"""Stored answers of a record that comes from elsewhere, held against the form they name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hru_advocate.domain.forms.answers import STATES, Answers, answer_to
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import KIND_OF, check_required
from hru_advocate.errors import InvalidAnswer


def can_hold(fields: Sequence[Field], answers: Answers) -> bool:
    """Say whether a check of these questions can give these answers: each fits its kind, and none that is needed lacks.

    It reads no clock and knows nothing of the unit: an id of a measure of another unit's own has its shape alone.
    """
    try:
        for field in fields:
            if field.ask_if is None or field.ask_if.holds(answers):
                check_required(field, answer_to(answers, field.id))
    except InvalidAnswer:
        return False
    by_id = {field.id: field for field in fields}
    return all(
        _fits(by_id[one], answer.value) if answer.given else answer.state in STATES for one, answer in answers.items()
    )


def _fits(field: Field, value: Any) -> bool:  # noqa: ANN401 - the kind of the field decides the type
    if field.kind == "group":
        few = field.most is None or len(value) <= field.most
        return few and all(can_hold(field.fields, row) for row in value)
    return KIND_OF[field.kind].keeps(field, value)
