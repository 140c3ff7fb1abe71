"""Speaks of the victim of a case as they asked to be spoken of: *she or he* becomes the one pronoun that is known.

The program's own words are written with both (*in her or his own words*). Nothing somebody typed goes through here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal

import msgspec

from hru_advocate.domain.forms.definition import FormDefinition, Section
from hru_advocate.domain.forms.fields import Choice, Field

Pronoun = Literal["she", "he", "they", "name", ""]
"""The pronoun for a person; *name* where no pronoun is wanted, "" where nobody has asked."""

_SUBJECT, _OBJECT, _OWN, _OWNED = 0, 1, 2, 3
_FORMS: Final[dict[Pronoun, tuple[str, str, str, str]]] = {
    "she": ("she", "her", "her", "hers"),
    "he": ("he", "him", "his", "his"),
    "they": ("they", "them", "their", "theirs"),
    "name": ("the person", "the person", "the person's", "the person's"),
}
_BOTH: Final = re.compile(
    r"\b(?P<subject>(?:she or he|he or she)\b(?P<verb>(?: (?:already|always|also|still|now|never|often|only|really)\b)*"
    r"(?: [a-z]+(?:'t)?\b)?))"
    r"|\b(?P<owned>hers or his|his or hers)\b"
    r"|\b(?P<own>her or his|his or her)\b"
    r"|\b(?P<object>her or him|him or her)\b",
    re.IGNORECASE,
)
_IRREGULAR: Final = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go"}
_NO_PLURAL: Final = frozenset({"this", "us", "as", "less", "always", "yes", "perhaps"})
"""Words with an s at their end that are no verb of the third person."""


def spoken_of(text: str, pronoun: Pronoun) -> str:
    """The program's words about a person, with the pronoun that is known; as they are where none is."""
    return _BOTH.sub(lambda found: _said(found, pronoun), text) if pronoun and " or " in text else text


def _said(found: re.Match[str], pronoun: Pronoun) -> str:
    forms = _FORMS[pronoun]
    if found["subject"]:
        verb = found["verb"] or ""
        said = forms[_SUBJECT] + (_with_they(verb) if pronoun == "they" else verb)
    else:
        said = forms[_OWN if found["own"] else _OBJECT if found["object"] else _OWNED]
    return said[:1].upper() + said[1:] if found[0][:1].isupper() else said


def _with_they(verb: str) -> str:
    """The words after *she or he* as they follow *they*: *already does* becomes *already do*."""
    before, space, last = verb.rpartition(" ")
    return f"{before}{space}{_plural(last)}"


def _plural(verb: str) -> str:
    bare, without = (verb[:-3], "n't") if verb.endswith("n't") else (verb, "")
    if bare in _IRREGULAR:
        return _IRREGULAR[bare] + without
    if verb in _NO_PLURAL or not verb.endswith("s") or verb.endswith(("ss", "us")):
        return verb
    if verb.endswith("ies") and len(verb) > len("dies"):
        return f"{verb[:-3]}y"
    if verb.endswith(("shes", "ches", "sses", "xes", "zzes")):
        return verb[:-2]
    return verb[:-1]


def form_about(form: FormDefinition, pronoun: Pronoun) -> FormDefinition:
    """A form as it is shown and printed in a case: its questions speak of the person with the pronoun that is known."""
    return _worded(form, pronoun) if pronoun else form


@lru_cache(maxsize=128)
def _worded(form: FormDefinition, pronoun: Pronoun) -> FormDefinition:
    sections = tuple(_section(one, pronoun) for one in form.sections)
    return msgspec.structs.replace(form, sections=sections, help=spoken_of(form.help, pronoun))


def _section(section: Section, pronoun: Pronoun) -> Section:
    return msgspec.structs.replace(
        section,
        title=spoken_of(section.title, pronoun),
        help=spoken_of(section.help, pronoun),
        fields=tuple(field_about(one, pronoun) for one in section.fields),
    )


def field_about(field: Field, pronoun: Pronoun) -> Field:
    """One question as it is asked in a case."""
    return msgspec.structs.replace(
        field,
        label=spoken_of(field.label, pronoun),
        why=spoken_of(field.why, pronoun),
        help=spoken_of(field.help, pronoun),
        note=spoken_of(field.note, pronoun),
        follow=_every(field.follow, pronoun),
        anchors=_every(field.anchors, pronoun),
        choices=tuple(_choice(one, pronoun) for one in field.choices),
        fields=tuple(field_about(one, pronoun) for one in field.fields),
    )


def _every(texts: Iterable[str], pronoun: Pronoun) -> tuple[str, ...]:
    return tuple(spoken_of(text, pronoun) for text in texts)


def _choice(choice: Choice, pronoun: Pronoun) -> Choice:
    return msgspec.structs.replace(choice, label=spoken_of(choice.label, pronoun))
