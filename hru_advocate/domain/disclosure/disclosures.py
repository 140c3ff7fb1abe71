"""A disclosure: to whom, why, on which basis, how it stands, and the day it is to be back or gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.domain.forms.answers import Answers, answer_to, value_of
from hru_advocate.domain.moments import day_in_words

THE_PERSON: Final = "subject"
"""The recipient that is the person whose case it is."""
EMPLOYER: Final = "employer"
_CONFLICT: Final = (
    "Nobody can say that the other person's side does not read it there. Say how it is kept from them, or why it goes "
    "all the same."
)
_COMES_BACK: Final = frozenset({"give_back", "destroy"})
_ENDED: Final = frozenset({"given_back", "destroyed", "kept", "withdrawn"})
_BACK_WORDS: Final[Mapping[str, str]] = {
    "give_back": "Disclosed: to come back",
    "destroy": "Disclosed: to be destroyed",
}


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One disclosure as it stands in its newest version."""

    entry: str
    recipient: str
    agency: str
    basis: tuple[str, ...]
    consent: str
    on: date | None
    state: str
    back_how: str
    back_by: date | None
    answers: Answers

    @property
    def asks_on(self) -> date | None:
        """The day it is to be back or destroyed, while it is with them."""
        return self.back_by if self.state == "with_them" and self.back_how in _COMES_BACK else None

    @property
    def asks_words(self) -> str:
        """Say what is owed on that day."""
        return _BACK_WORDS.get(self.back_how, "Disclosed")


def read_disclosure(entry: str, answers: Answers) -> Disclosure:
    """The typed view of a record of purpose ``disclosure``."""
    return Disclosure(
        entry=entry,
        recipient=value_of(answers, "recipient") or "other",
        agency=value_of(answers, "agency") or "",
        basis=tuple(value_of(answers, "basis") or ()),
        consent=value_of(answers, "consent") or "",
        on=value_of(answers, "on"),
        state=value_of(answers, "state") or "with_them",
        back_how=value_of(answers, "back_how") or "",
        back_by=value_of(answers, "back_by"),
        answers=answers,
    )


def disclosure_fault(disclosure: Disclosure) -> tuple[str, str] | None:
    """Name the field and the sentence of what a disclosure needs and has not."""
    return _consent(disclosure) or _recipient(disclosure) or _ending(disclosure)


def _has(disclosure: Disclosure, field: str) -> bool:
    return bool((value_of(disclosure.answers, field) or "").strip())


def _consent(one: Disclosure) -> tuple[str, str] | None:
    if one.consent in ("without", "not_asked") and not _has(one, "consent_because"):
        return "consent_because", "A disclosure without consent needs its reason, and who decided it."
    if "consent" in one.basis and one.consent != "yes":
        return "basis", "It cannot rest on consent that was not given. Choose the basis it does rest on."
    if "other" in one.basis and not _has(one, "necessary"):
        return "necessary", "Another basis needs its words: say which, and why this much is needed."
    return None


def _recipient(one: Disclosure) -> tuple[str, str] | None:
    answer = answer_to(one.answers, "conflict")
    if not (answer.given and answer.value == "no") and not _has(one, "conflict_because"):
        return "conflict_because", _CONFLICT
    if one.recipient == EMPLOYER and one.consent != "yes" and "court_order" not in one.basis:
        return "consent", "An employer is told nothing without the person's consent, unless a court orders it."
    return None


def _ending(one: Disclosure) -> tuple[str, str] | None:
    if one.state == "with_them" and not one.back_how:
        return "back_how", "Say what is to become of it: given back, destroyed, or kept with their own records."
    if one.state == "with_them" and one.back_how in _COMES_BACK and one.back_by is None:
        return "back_by", "Give the day it is to be back or destroyed: what nobody asks after stays out for good."
    if one.on is not None and one.back_by is not None and one.back_by < one.on:
        return "back_by", f"This day lies before {day_in_words(one.on)}, on which it left."
    if one.state in _ENDED and not _has(one, "ended"):
        return "ended", "Say who said so, and when."
    return None
