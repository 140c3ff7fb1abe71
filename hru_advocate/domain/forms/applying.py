"""The questions of a conversation that apply to somebody, counted by what is asked and what is folded away."""

from __future__ import annotations

from typing import Final

from hru_advocate.domain.forms.answers import NOT_ASKED, Answers
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.fields import Field, is_folded, known_answer

QUESTIONS: Final = frozenset({"finding", "rating", "yes_no", "choice", "choices"})
"""The kinds of question a conversation is counted by; its day and its notes are not questions to get through."""


def applying(form: FormDefinition, answers: Answers, present: frozenset[str], absent: frozenset[str]) -> list[Field]:
    """The questions of a conversation that apply: asked for by the answers, and not folded by what is known.

    A question that was answered applied, whatever would fold it now.
    """
    return [
        field
        for section in form.sections
        if section.ask_if is None or section.ask_if.holds(answers)
        for field in section.fields
        if field.kind in QUESTIONS
        and (field.ask_if is None or field.ask_if.holds(answers))
        and (
            answers.get(field.id, NOT_ASKED).stated
            or not (
                is_folded(section.fold, present, absent)
                or is_folded(field.fold, present, absent)
                or (field.fold is not None and field.fold.known and known_answer(field, present, absent))
            )
        )
    ]
