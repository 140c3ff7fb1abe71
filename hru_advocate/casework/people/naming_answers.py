"""The answers of a case's records that name somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.rich_kinds import Named

RECORDED_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "referral": ("victim",),
    "victim": ("name", "called"),
    "person": ("name", "called"),
    "safe_contact": ("ask_for",),
}
"""The text answers that are the names of somebody of a case, by slot: read of the current records alone."""
ASKED_BY_NAME: Final[Mapping[str, tuple[str, ...]]] = {
    "action": ("owner_name",),
    "meeting": ("came.who",),
    "visit": ("with_name",),
}
"""The text answers that are asked for as a name, by purpose; one of a row stands behind the id of its group."""
AMONG_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "criminal_case": ("events.told_how", "statement_read_by"),
    "hearing": ("told_how",),
    "incident": ("seen_by", "reported_by", "items.held_by"),
    "legal_option": ("told_by",),
    "letter": ("to_name",),
    "material_request": ("holder", "answered_by"),
    "meeting": ("referred_by", "afraid_of", "safe_to_talk_to", "not_safe_to_talk_to"),
    "order": ("protects", "aware_by", "served_by", "ring", "copies.name"),
    "paper": ("for_whom", "goes_to", "seen_by"),
    "plan": ("items.who", "own_numbers.label"),
    "referral": ("source_detail",),
    "safe_contact": ("who_answers",),
    "safeguarding": ("referred_by", "received_by"),
}
"""The text answers that may name somebody among other words."""
_OURS: Final[Mapping[str, tuple[str, str]]] = {"action": ("owner", "us"), "visit": ("company", "colleague")}
"""The answer by which whoever is asked for by name there is one of us, who stands as she or he is."""
_NO_WORDS: Final = re.compile(r"\S*[@\d_/]\S*")
"""Addresses and numbers beside a name."""

_FIELDS: Final = {
    path.rpartition(".")[2] for held in (ASKED_BY_NAME, AMONG_WORDS) for paths in held.values() for path in paths
}
NAMING_MARKS: Final = tuple(f'"{one}":' for one in ("name", *sorted(_FIELDS)))
"""The marks in a record's content one of which stands there where it may name somebody."""


def told_names(form: FormDefinition, answers: Answers) -> Iterator[tuple[str, bool]]:
    """Yield each text of a record that may name somebody, and if it was asked for as a name."""
    purpose = form.purpose
    which, ours = _OURS.get(purpose, ("", ""))
    for path in () if which and value_of(answers, which) == ours else ASKED_BY_NAME.get(purpose, ()):
        yield from ((text, True) for text in _texts_at(answers, path))
    for path in AMONG_WORDS.get(purpose, ()):
        yield from ((_NO_WORDS.sub(" ", text), False) for text in _texts_at(answers, path))
    yield from ((name, True) for name in _named(form.fields, answers))


def _texts_at(answers: Answers, path: str) -> Iterator[str]:
    group, _dot, field = path.rpartition(".")
    for row in (value_of(answers, group) or ()) if group else (answers,):
        text = value_of(row, field)
        if isinstance(text, str) and text:
            yield text


def _named(fields: Iterable[Field], answers: Answers) -> Iterator[str]:
    """The names that are answers to a question for a person, those of rows among them."""
    for field in fields:
        value = value_of(answers, field.id)
        if isinstance(value, Named) and value.name:
            yield value.name
        elif field.kind == "group":
            for row in value or ():
                yield from _named(field.fields, row)
