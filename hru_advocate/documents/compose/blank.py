"""An empty form to fill in by hand: lines, boxes to tick, and in words when a question is asked at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from hru_advocate.documents.blocks import BlankField, Block, Heading, Page, Paragraph, Run
from hru_advocate.domain.forms.answers import STATE_WORDS
from hru_advocate.domain.forms.conditions import Condition, Plain
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.fields import Field, FieldKind, Linked
from hru_advocate.domain.forms.plain_kinds import label_of

FIVE: Final = ("Yes", "No", STATE_WORDS["not_known"], STATE_WORDS["declined"], STATE_WORDS["unsafe_to_ask"])
"""The five answers to any question of yes or no; nothing ticked means not asked."""

ROWS: Final = 3
FOOTER: Final = "OFFICIAL-SENSITIVE when filled in"
HOW: Final = (
    "Nothing ticked or written means not asked. Where there is no answer, write: not known, chose not to say, "
    "or not now. Write the person's own words in quotation marks."
)
HOW_FINDING: Final = (
    "Under each yes: when last, the person's own words in quotation marks, what you saw as fact, and how we know."
)
_LINES: Final[Mapping[FieldKind, int]] = {"long_text": 5, "words": 5, "address": 3, "finding": 2, "links": 2}
_HELP: Final[Mapping[FieldKind, str]] = {
    "words": "In the person's own words, as said.",
    "choice": "Tick one.",
    "choices": "Tick all that fit.",
    "rating": "The person's own rating. Under it, the words said.",
    "when": "As told, such as “about 3 am on Tuesday”.",
    "date": "Day, month and year.",
    "born": "Day, month and year; or how old, or about which year.",
    "time": "On the 24-hour clock.",
    "phone": "The full number.",
    "person": "Name, and who they are to the person.",
}
_LINKED: Final[Mapping[Linked, str]] = {
    "factor": "Which risks.",
    "need": "Which needs.",
    "trigger": "Which events.",
    "circumstance": "Which situations.",
    "measure": "Which measure.",
    "service": "Which services.",
    "behaviour": "What was done.",
    "reason": "Which risks, needs, events or wishes.",
}
_PROTECTED: Final = "Write this only on a sheet that comes back to us."


def blank_form(form: FormDefinition, labels: Callable[[str], str]) -> Page:
    """Print a form for handwriting, every kind of question; what may never be on paper is not asked on it.

    ``labels`` gives the words for an id, so that a spoken question also says what it is filed as.
    """
    blocks: list[Block] = [Heading(form.title, 1)]
    if form.help:
        blocks.append(Paragraph((Run(form.help),)))
    finding = any(field.kind == "finding" for field in form.fields)
    blocks.append(Paragraph((Run(f"{HOW} {HOW_FINDING}" if finding else HOW, "quiet"),)))
    for section in form.sections:
        fields = [field for field in section.fields if field.paper != "never"]
        if not fields:
            continue
        blocks.append(Heading(section.title))
        about = " ".join(filter(None, (section.help, only_if(section.ask_if, form.by_id))))
        if about:
            blocks.append(Paragraph((Run(about, "quiet"),)))
        for field in fields:
            blocks.extend(_blank(field, form.by_id, labels))
    return Page(form.title, tuple(blocks), footer=FOOTER)


def only_if(condition: Condition | None, fields: Mapping[str, Field]) -> str:
    """A condition as a sentence, such as: Only if “With whom” is not “The victim”."""
    return f"Only if {condition_in_words(condition, fields)}." if condition is not None else ""


def condition_in_words(condition: Condition, fields: Mapping[str, Field]) -> str:
    """A condition in words, nested ones in brackets."""
    if condition.field is None:
        joined = " and " if condition.all_ is not None else " or "
        return joined.join(_inner(part, fields) for part in (condition.all_ or ()) + (condition.any_ or ()))
    field = fields[condition.field]
    name = f"“{field.label}”"
    if condition.is_ is not None:
        return f"{name} is {_value(field, condition.is_)}"
    if condition.at_least is not None:
        return f"{name} is {condition.at_least} or more"
    if condition.is_not is not None:
        return f"{name} is not {_value(field, condition.is_not)}"
    if condition.any_of is not None:
        return f"{name} is one of {', '.join(_value(field, one) for one in condition.any_of)}"
    return f"{name} is {'answered' if condition.stated else 'not answered'}"


def _inner(part: Condition, fields: Mapping[str, Field]) -> str:
    words = condition_in_words(part, fields)
    return words if part.field is not None else f"({words})"


def _value(field: Field, value: Plain) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"“{label_of(field, value)}”" if isinstance(value, str) else str(value)


def _blank(field: Field, fields: Mapping[str, Field], labels: Callable[[str], str]) -> Iterator[Block]:
    if field.kind == "group":
        yield from _blank_rows(field, fields, labels)
        return
    yield BlankField(field.label, _about(field, fields, labels), _lines(field), _boxes(field))
    if field.kind == "rating":
        yield BlankField("Advocate's rating, beside it", "", 0, tuple(str(value) for value in range(5)))


def _blank_rows(field: Field, fields: Mapping[str, Field], labels: Callable[[str], str]) -> Iterator[Block]:
    """A group three times over, fewer where it takes fewer."""
    inner = {one.id: one for one in field.fields}
    about = " ".join(filter(None, (field.help, only_if(field.ask_if, fields))))
    rows = min(ROWS, field.most or ROWS)
    for number in range(1, rows + 1):
        yield Heading(f"{field.label}, {number} of {rows}", 3)
        if about and number == 1:
            yield Paragraph((Run(about, "quiet"),))
        for one in field.fields:
            if one.paper != "never":
                yield from _blank(one, inner, labels)


def _about(field: Field, fields: Mapping[str, Field], labels: Callable[[str], str]) -> str:
    """The small print under a question: when it is asked, its help, how to answer, and what it is filed as."""
    kind = _LINKED[field.link] if field.link else _HELP.get(field.kind, "")
    filed = f"Filed as: {labels(field.fact)}." if field.kind == "finding" else ""
    parts = (
        only_if(field.ask_if, fields),
        field.help,
        kind,
        _limits(field),
        filed,
        _PROTECTED if field.protected else "",
    )
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def _limits(field: Field) -> str:
    if field.kind != "number" or field.most is None:
        return ""
    return f"A whole number from {field.least or 0} to {field.most:,}."


def _lines(field: Field) -> int:
    if field.kind in ("yes_no", "choice", "choices", "scale"):
        return 0
    if field.kind == "rating":
        return 2
    return _LINES.get(field.kind, 1)


def _boxes(field: Field) -> tuple[str, ...]:
    """The boxes to tick: the five answers, the choices, or 0 to 4 with the words for each."""
    if field.kind in ("yes_no", "finding"):
        return FIVE
    if field.kind in ("choice", "choices"):
        return tuple(choice.label for choice in field.choices)
    if field.kind in ("scale", "rating"):
        most = field.most if field.most is not None else 4
        return tuple(
            f"{value} · {field.anchors[value]}" if value < len(field.anchors) else str(value)
            for value in range(field.least or 0, most + 1)
        )
    return ()
