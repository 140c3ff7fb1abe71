"""Kinds of question whose answer is one plain thing: words, yes or no, a choice, a number."""

from __future__ import annotations

import re
from typing import Final

from hru_advocate.domain.forms.answers import Asking
from hru_advocate.domain.forms.fields import LINK_PREFIXES, Field
from hru_advocate.domain.forms.kind import LONGEST, Kind, clean_text, entries_of, is_clean
from hru_advocate.errors import InvalidAnswer

_LONGEST_LINK: Final = 600
NO_FACTS: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


class TextKind(Kind[str]):
    """One line, several lines, or the victim's own words."""

    def __init__(self, *, lines: bool, sample: str) -> None:
        super().__init__(str)
        self._lines = lines
        self._sample = sample

    def check(self, field: Field, raw: object, asking: Asking) -> str:
        """Keep the words as they were typed."""
        return clean_text(field, raw, lines=self._lines, most=field.most or (LONGEST if self._lines else 500))

    def in_words(self, field: Field, value: str) -> str:
        """The words, unchanged."""
        return value

    def example(self, field: Field) -> object:
        """A short made-up text."""
        return self._sample


class YesNo(Kind[bool]):
    """Yes or no; the other three answers of the five are states."""

    def __init__(self) -> None:
        super().__init__(bool)

    def check(self, field: Field, raw: object, asking: Asking) -> bool:
        """Take true and false, or the words yes and no."""
        return read_yes_no(field, raw)

    def in_words(self, field: Field, value: bool) -> str:  # noqa: FBT001 - the value is a truth value
        """Yes or No."""
        return "Yes" if value else "No"

    def example(self, field: Field) -> object:
        """Yes."""
        return True

    def facts(self, field: Field, value: bool) -> tuple[frozenset[str], frozenset[str]]:  # noqa: FBT001 - as above
        """The field's fact, true or false."""
        return facts_of(field.fact, present=value)


class OneChoice(Kind[str]):
    """One of the choices the form offers."""

    def __init__(self) -> None:
        super().__init__(str)

    def check(self, field: Field, raw: object, asking: Asking) -> str:
        """Take the id of a choice."""
        if not isinstance(raw, str) or raw not in {choice.id for choice in field.choices}:
            raise InvalidAnswer(field.id, "This is not one of the choices. Nothing was saved; choose one of them.")
        return raw

    def in_words(self, field: Field, value: str) -> str:
        """The words of the choice."""
        return label_of(field, value)

    def example(self, field: Field) -> object:
        """The first choice."""
        return field.choices[0].id

    def facts(self, field: Field, value: str) -> tuple[frozenset[str], frozenset[str]]:
        """The facts the choice means and those it rules out."""
        return choice_facts(field, (value,))


class SeveralChoices(Kind[tuple[str, ...]]):
    """Any number of the choices the form offers."""

    def __init__(self) -> None:
        super().__init__(tuple[str, ...])

    def check(self, field: Field, raw: object, asking: Asking) -> tuple[str, ...]:
        """Take a list of ids of choices, each once."""
        offered = {choice.id for choice in field.choices}
        return entries_of(
            field, raw, offered.__contains__, "One of these is not a choice here. Nothing was saved; choose again."
        )

    def in_words(self, field: Field, value: tuple[str, ...]) -> str:
        """The words of the choices, or *None of these*."""
        return ", ".join(label_of(field, part) for part in value) or "None of these"

    def example(self, field: Field) -> object:
        """The first choice alone."""
        return [field.choices[0].id]

    def facts(self, field: Field, value: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
        """The facts the choices mean and those they rule out."""
        return choice_facts(field, value)


class Number(Kind[int]):
    """A whole number within the form's limits."""

    def __init__(self, *, least: int = 0, most: int = 1_000_000) -> None:
        super().__init__(int)
        self._least, self._most = least, most

    def check(self, field: Field, raw: object, asking: Asking) -> int:
        """Take a whole number, or its digits."""
        return read_number(field, raw, self.limits(field))

    def limits(self, field: Field) -> tuple[int, int]:
        """The least and the most the field takes."""
        return (
            field.least if field.least is not None else self._least,
            field.most if field.most is not None else self._most,
        )

    def in_words(self, field: Field, value: int) -> str:
        """The number, with its anchor's words where the form has them."""
        if 0 <= value < len(field.anchors):
            return f"{value} · {field.anchors[value]}"
        return f"{value:,}"

    def example(self, field: Field) -> object:
        """The least it takes, and one."""
        least, most = self.limits(field)
        return min(least + 1, most)


class Links(Kind[tuple[str, ...]]):
    """Factors, needs, triggers, circumstances, measures or services the answer points to."""

    def __init__(self) -> None:
        super().__init__(tuple[str, ...])

    def check(self, field: Field, raw: object, asking: Asking) -> tuple[str, ...]:
        """Take a list of ids the product knows, of the sort the field links to."""
        prefixes = LINK_PREFIXES[field.link or "reason"]

        def allowed(part: str) -> bool:
            return part.startswith(prefixes) and (part in asking.known or part.startswith("wish_"))

        links = entries_of(
            field, raw, allowed, "One of these is not known here. Nothing was saved; choose from the list."
        )
        if field.most is not None and len(links) > field.most:
            raise InvalidAnswer(field.id, f"This takes at most {field.most}. Nothing was saved; take some away.")
        return links

    def keeps(self, field: Field, value: tuple[str, ...]) -> bool:
        """Each id of the right sort, once; what another unit made its own is not known here."""
        few = field.most is None or len(value) <= field.most
        of_sort = LINK_PREFIXES[field.link or "reason"]
        return few and len(set(value)) == len(value) and all(_is_link(one) and one.startswith(of_sort) for one in value)

    def in_words(self, field: Field, value: tuple[str, ...]) -> str:
        """The ids; pages and screens put the product's own words in their place."""
        return ", ".join(value) or "None"

    def example(self, field: Field) -> object:
        """A known id of the right sort."""
        return [
            {
                "factor": "rf_very_frightened",
                "need": "nd_housing",
                "trigger": "tr_new_incident",
                "circumstance": "ci_has_car",
                "measure": "sm_call_999",
                "service": "sv_national_stalking_helpline",
                "behaviour": "bh_followed",
                "reason": "rf_very_frightened",
            }[field.link or "reason"]
        ]

    def facts(self, field: Field, value: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
        """Triggers and circumstances named are facts; what a plan or referral points to is not."""
        if field.link in ("trigger", "circumstance"):
            return frozenset(value), frozenset()
        return NO_FACTS


def _is_link(text: str) -> bool:
    """Say whether a text has the shape of an id that is pointed to; a wish's may be of words."""
    if text.startswith("wish_"):
        return is_clean(text, lines=False, most=_LONGEST_LINK)
    return len(text) <= _LONGEST_LINK and re.fullmatch(r"[a-z][a-z0-9_-]*", text) is not None


def read_yes_no(field: Field, raw: object) -> bool:
    """Read true, false, yes or no; anything else is refused."""
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.strip().lower() in ("yes", "no", "present", "absent"):
        return raw.strip().lower() in ("yes", "present")
    raise InvalidAnswer(field.id, "This takes yes or no. Nothing was saved; answer again.")


def read_number(field: Field, raw: object, limits: tuple[int, int]) -> int:
    """Read a whole number within limits; anything else is refused."""
    if isinstance(raw, str) and raw.strip().isascii() and raw.strip().isdigit() and len(raw.strip()) < 10:
        raw = int(raw.strip())
    if not isinstance(raw, int) or isinstance(raw, bool) or not limits[0] <= raw <= limits[1]:
        raise InvalidAnswer(
            field.id, f"This takes a whole number from {limits[0]} to {limits[1]}. Nothing was saved; answer again."
        )
    return raw


def facts_of(fact: str, *, present: bool) -> tuple[frozenset[str], frozenset[str]]:
    """One fact as known true or known false."""
    if not fact:
        return NO_FACTS
    known = frozenset({fact})
    return (known, frozenset()) if present else (frozenset(), known)


def label_of(field: Field, choice_id: str) -> str:
    """The words of a choice; its id when an older form knew it and this one does not."""
    return field.labels.get(choice_id, choice_id)


def choice_facts(field: Field, chosen: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The facts that chosen choices mean and rule out; what is meant wins over what is ruled out."""
    picked = [choice for choice in field.choices if choice.id in chosen]
    present = frozenset(fact for choice in picked for fact in choice.means)
    return present, frozenset(fact for choice in picked for fact in choice.rules_out) - present
