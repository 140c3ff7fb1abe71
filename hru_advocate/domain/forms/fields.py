"""The definition of one question, as a form file writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final, Literal

import msgspec

from hru_advocate.domain.forms.conditions import Condition

FieldKind = Literal[
    "text",
    "long_text",
    "words",
    "yes_no",
    "finding",
    "choice",
    "choices",
    "scale",
    "rating",
    "number",
    "when",
    "date",
    "born",
    "time",
    "phone",
    "email",
    "address",
    "person",
    "links",
    "fingerprint",
    "group",
]

Linked = Literal["factor", "need", "trigger", "circumstance", "measure", "service", "behaviour", "reason"]
LINK_PREFIXES: Final[dict[Linked, tuple[str, ...]]] = {
    "factor": ("rf_",),
    "need": ("nd_",),
    "trigger": ("tr_",),
    "circumstance": ("ci_",),
    "measure": ("sm_",),
    "service": ("sv_",),
    "behaviour": ("bh_",),
    "reason": ("rf_", "nd_", "tr_", "ci_", "wish_"),
}
"""Ids a ``links`` field may name: a service's id has ``sv_`` before it, the victim's own wish ``wish_``."""


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One choice: a stable id, the words shown, and the facts that choosing it makes true or false.

    ``to_person`` are the words on the person's own copy, where those shown tell the office what to do.
    """

    id: str
    label: str
    means: tuple[str, ...] = ()
    rules_out: tuple[str, ...] = ()
    to_person: str = ""


class Fold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule for a question that starts folded: shown as folded and one key away, never gone.

    ``absent``: folded while every one of these facts is known to be false.
    ``one_absent``: folded while any of these facts is known to be false.
    ``present``: folded while any of these facts is known to be true.
    ``until``: folded until one of these facts is known to be true.
    ``later``: folded until somebody opens it: it changes no safety rule and suggests nothing that is done at once.
    ``known``: folded while another form told its answer lately (``known_answer``).
    """

    absent: tuple[str, ...] = ()
    one_absent: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    later: bool = False
    known: bool = False


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One question.

    ``required`` wants an answer or a stated reason; ``value_only`` wants a value. ``fact`` is the fact that
    a yes (or a rating of 2 or more) makes true. ``paper`` says where it may be printed; ``protected`` fields
    (addresses, code words) are left off everything unless ticked one by one. A field ``by_program`` is filled in by
    the program and never asked on a screen. ``most`` limits characters,
    rows or the number. ``example`` stands in for the kind's own where that would not be accepted. ``offers`` says whose
    names are offered while a line is typed; any other may be typed.
    """

    id: str
    kind: FieldKind
    label: str
    why: str = ""
    help: str = ""
    follow: tuple[str, ...] = ()
    example: str = ""
    note: str = ""
    required: bool = False
    value_only: bool = False
    choices: tuple[Choice, ...] = ()
    anchors: tuple[str, ...] = ()
    link: Linked | None = None
    fact: str = ""
    ask_if: Condition | None = None
    fold: Fold | None = None
    high_harm: bool = False
    direction: Literal["past", "future", "either"] = "past"
    paper: Literal["always", "file_copy", "never"] = "always"
    protected: bool = False
    by_program: bool = False
    least: int | None = None
    most: int | None = None
    offers: Literal["colleague"] | None = None
    fields: tuple[Field, ...] = msgspec.field(default=(), name="field")

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The words of each choice by its id."""
        return {choice.id: choice.label for choice in self.choices}

    def may_tell(self, begins: str) -> bool:
        """Say whether an answer can make a fact whose id begins so true or false."""
        if self.link in ("trigger", "circumstance") or any(part.may_tell(begins) for part in self.fields):
            return True
        said = (self.fact, *(fact for choice in self.choices for fact in (*choice.means, *choice.rules_out)))
        return any(fact.startswith(begins) for fact in said)

    def __post_init__(self) -> None:
        """Refuse a definition that its kind cannot work with."""
        fault = self._fault()
        if fault:
            message = f"field '{self.id}': {fault}"
            raise ValueError(message)

    def _fault(self) -> str | None:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", self.id):
            return "an id is lower-case letters, digits and underscores"
        if not self.label.strip():
            return "a label is missing"
        if (self.kind in ("choice", "choices")) != bool(self.choices):
            return "choices belong to the kinds choice and choices, and there must be some"
        if len({choice.id for choice in self.choices}) != len(self.choices):
            return "two choices have one id"
        if (self.kind == "links") != (self.link is not None):
            return "link belongs to the kind links, and says what may be named"
        if (self.kind == "group") != bool(self.fields):
            return "inner fields belong to the kind group, and there must be some"
        return self._fault_inside()

    def _fault_inside(self) -> str | None:
        if self.kind == "finding" and not self.fact:
            return "a finding names its fact"
        inner = [field.id for field in self.fields]
        if len(set(inner)) != len(inner):
            return "two inner fields have one id"
        if any(field.kind == "group" for field in self.fields):
            return "a group cannot hold a group"
        if self.fact and not self.fact.startswith(("rf_", "nd_", "ci_", "tr_")):
            return "a fact is the id of a factor, need, circumstance or trigger"
        return None


def is_folded(fold: Fold | None, present: frozenset[str], absent: frozenset[str]) -> bool:
    """Say whether what is known folds a question away: see ``Fold``. What is not known folds nothing but ``until``."""
    if fold is None:
        return False
    ruled_out = bool(fold.absent) and absent.issuperset(fold.absent)
    ruled_out |= not absent.isdisjoint(fold.one_absent) or not present.isdisjoint(fold.present)
    not_yet = bool(fold.until) and present.isdisjoint(fold.until)
    return ruled_out or not_yet or fold.later


def known_answer(field: Field, present: frozenset[str], absent: frozenset[str]) -> str:
    """The words of the answer that facts already give to a question, or an empty text.

    Of one that is chosen from, what a choice makes true has to be so and what it rules out must not be; one that makes
    nothing true is never told by facts.
    """
    if field.kind == "yes_no" and field.fact:
        return "Yes" if field.fact in present else "No" if field.fact in absent else ""
    fitting = [one for one in field.choices if one.means and present.issuperset(one.means)]
    fitting = [one for one in fitting if present.isdisjoint(one.rules_out)]
    if field.kind == "choice":  # who lives apart may never have lived together: the one that says most
        fitting = sorted(fitting, key=lambda one: -len(one.means))[:1]
    return ", ".join(one.label for one in fitting)
