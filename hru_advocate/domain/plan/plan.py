"""The safety plan as the program reasons about it: a typed view of a record of purpose ``plan``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Literal

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.moments import Moment
from hru_advocate.domain.phone_numbers import Phone, read_phone

Carry = Literal["carry", "keep", "speak"]
LIVE: Final = frozenset({"chosen", "already_do", "done"})
"""The states in which a measure stands: it covers what it answers and may be on the person's paper."""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One measure of a plan. ``id`` is its place, counted from 1; ``measure`` is ``""`` for an own measure.

    ``decision`` is what the person said to it (``yes``, ``no``, ``later``, or ``""``), ``decided_on`` when.
    ``agreed`` is false where versions of the plan disagree and it does not stand in every one of them.
    """

    id: str
    measure: str
    section: str
    text: str
    words: str
    words_instead: bool
    discreet: str
    answers: tuple[str, ...]
    who: str
    when: Moment | None
    review: date | None
    state: str
    carry: Carry
    advice: str
    override: str
    decision: str = ""
    decided_on: Moment | None = None
    agreed: bool = True

    @property
    def stands(self) -> bool:
        """True if a version has it standing, though another that disagrees may not: enough to show it."""
        return self.state in LIVE

    @property
    def live(self) -> bool:
        """True if the measure stands in every version there is to go by: it is cover and may be on paper."""
        return self.stands and self.agreed

    @property
    def wording(self) -> str:
        """The words for the person: hers or his in place of ours where that was chosen, else ours."""
        return self.words if self.words_instead and self.words else self.text


@dataclass(frozen=True)
class OwnNumber:
    """A number of the person's own on a plan, and whose it is."""

    label: str
    number: str

    @cached_property
    def phone(self) -> Phone | None:
        """The number to compare by, read once; ``None`` for one that no service here could have."""
        return read_phone(self.number)

    def __str__(self) -> str:
        return f"{self.label} {self.number}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A version of a plan: own words, wishes (id → words), measures, services and own numbers."""

    made_on: Moment | None
    own_words: str
    wishes: tuple[tuple[str, str], ...]
    items: tuple[PlanItem, ...]
    services: tuple[str, ...]
    own_numbers: tuple[OwnNumber, ...]
    review: date | None
    what_changed: str
    because: tuple[str, ...] = ()

    @property
    def live(self) -> tuple[PlanItem, ...]:
        """The measures that stand."""
        return tuple(item for item in self.items if item.live)


EMPTY: Final = Plan(None, "", (), (), (), (), None, "")


def read_plan(answers: Answers) -> Plan:
    """The typed view of a plan's answers."""
    return Plan(
        made_on=value_of(answers, "made_on"),
        own_words=value_of(answers, "own_words") or "",
        wishes=tuple(
            (wish_id(value_of(row, "wish") or ""), value_of(row, "words") or "")
            for row in value_of(answers, "wishes") or ()
        ),
        items=tuple(
            _read_item(str(number), row) for number, row in enumerate(value_of(answers, "items") or (), start=1)
        ),
        services=tuple(link.removeprefix("sv_") for link in value_of(answers, "services") or ()),
        own_numbers=tuple(
            OwnNumber(value_of(row, "label") or "", value_of(row, "number") or "")
            for row in value_of(answers, "own_numbers") or ()
        ),
        review=value_of(answers, "review"),
        what_changed=value_of(answers, "what_changed") or "",
        because=tuple(value_of(answers, "because") or ()),
    )


def wish_id(name: str) -> str:
    """The id by which measures point to a wish: always with ``wish_`` before it."""
    return name if name.startswith("wish_") else f"wish_{name}"


def _read_item(number: str, row: Answers) -> PlanItem:
    return PlanItem(
        id=number,
        measure=next(iter(value_of(row, "measure") or ()), ""),
        section=value_of(row, "section") or "",
        text=value_of(row, "text") or "",
        words=value_of(row, "words") or "",
        words_instead=bool(value_of(row, "words_instead")),
        discreet=value_of(row, "discreet") or "",
        answers=tuple(value_of(row, "answers") or ()),
        who=value_of(row, "who") or "",
        when=value_of(row, "when"),
        review=value_of(row, "review"),
        state=value_of(row, "state") or "",
        carry=value_of(row, "carry") or "speak",
        advice=value_of(row, "advice") or "",
        override=value_of(row, "override") or "",
        decision=value_of(row, "decision") or "",
        decided_on=value_of(row, "decided_on"),
    )
