"""Finds what in a typed text could give somebody away: names, places, numbers, dates, words. It changes nothing.

Names and words are matched as whole words, without regard to case or accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Literal

from hru_advocate.domain.library.paper_words import PaperWords
from hru_advocate.domain.people.safe_contact import bare_code_word
from hru_advocate.domain.people.whose import OTHERS
from hru_advocate.domain.phone_numbers import Phone, read_phone
from hru_advocate.domain.plan.plan import OwnNumber
from hru_advocate.domain.services.confirmations import holds_address
from hru_advocate.domain.text_folding import fold, words_of

SecretKind = Literal["address", "code_word", "reference", "unit"]

_DIGITS: Final = re.compile(r"\+?\d[\d \u00a0().\-/]*")
_RUN: Final = re.compile(r"\d(?:\W*\d)*")
"""Digits with nothing but signs between them: a forbidden number may be written with any, and beside other digits."""
_DATE: Final = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_SHORTEST_NUMBER: Final = 7
_MONTHS: Final = "january february march april may june july august september october november december".split()


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the case whose name is looked for. ``role`` is the choice of the form *Person*."""

    role: str
    name: str
    called: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class ProtectedValue:
    """A value that never stands on the person's paper: an address, a code word, a reference, the unit's name."""

    kind: SecretKind
    value: str


@dataclass(frozen=True, slots=True)
class GiveAway:
    """One thing found: the words, why they matter as a sentence, and whether no tick can ever print them."""

    found: str
    why: str
    never: bool = False


_ROLES: Final = {
    "victim": "It names the person the paper is for.",
    "perpetrator": "It names the alleged perpetrator.",
    "proxy": "It names somebody who does it for the alleged perpetrator.",
    "child": "It names a child.",
    "safe_person": "It names a safe person.",
    "family": "It names someone of the family or a friend.",
    "their_family": "It names someone close to the other person.",
    "officer": "It names a police officer.",
    "professional": "It names a professional.",
}
_SECRETS: Final[dict[SecretKind, str]] = {
    "address": "It holds an address.",
    "code_word": "It holds a code word.",
    "reference": "It holds the number of the case.",
    "unit": "It names the unit.",
}


@dataclass(frozen=True, slots=True)
class DigitsInText:
    """A run of digits in a text: as written, its groups of digits, and the number it is, if it is one."""

    written: str
    groups: tuple[str, ...]
    phone: Phone | None = None

    @property
    def digits(self) -> str:
        """The digits without what stands between them."""
        return "".join(self.groups)


@dataclass(frozen=True)
class JudgedText:
    """A text with what every check looks at, each worked out once: its folded words, its numbers, its capitals."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its folded words."""
        return tuple(words_of(self.text))

    @cached_property
    def line(self) -> str:
        """Its folded words with a space before and after each, to look for whole words in."""
        return f" {' '.join(self.words)} "

    @cached_property
    def capitals(self) -> frozenset[str]:
        """Its folded words that stand somewhere with a capital letter."""
        return frozenset(fold(token) for token in re.findall(r"\w+", self.text) if token != token.lower())

    @cached_property
    def numbers(self) -> tuple[DigitsInText, ...]:
        """The runs of digits in it that are written as numbers are."""
        return tuple(_digits_in(found[0].strip()) for found in _DIGITS.finditer(self.text))

    @cached_property
    def runs(self) -> tuple[DigitsInText, ...]:
        """The runs of digits in it with any signs between them, each with the number it is, if it is one."""
        return tuple(_digits_in(found[0], number=True) for found in _RUN.finditer(self.text))

    @cached_property
    def holds_address(self) -> bool:
        """True if it holds a postcode or a house number with a street."""
        return holds_address(self.text)

    def holds(self, part: str) -> bool:
        """Say whether some folded words stand in it as whole words."""
        return f" {part} " in self.line


class JudgedTexts:
    """The texts of one composition, each judged once. It lives as long as the composition, and no longer."""

    def __init__(self) -> None:
        self._texts: dict[str, JudgedText] = {}

    def of(self, text: str) -> JudgedText:
        """The text as it was judged the first time."""
        return self._texts.setdefault(text, JudgedText(text))


class GiveAwayList:
    """A give-away list, its entries folded once. A star at an entry's end stands for any ending."""

    def __init__(self, listed: Iterable[str]) -> None:
        parts = [(entry, " ".join(words_of(entry))) for entry in listed]
        self._entries = [
            (entry, f" {part}" if entry.rstrip().endswith("*") else f" {part} ") for entry, part in parts if part
        ]

    def first_in(self, judged: JudgedText) -> str:
        """The first entry that a text holds, or ""."""
        return next((entry for entry, part in self._entries if part in judged.line), "")


class GiveAwayCheck:
    """Looks through texts for what a case's own values would give away.

    ``refused`` are numbers that may never be printed, in normal form (see ``Directory``); ``dates`` the days
    (hearings and the like) that would show something; ``standard`` the product's own texts, which cannot name
    anybody and are not looked through. ``words`` are the product's words that decide.
    """

    def __init__(
        self,
        words: PaperWords,
        people: Iterable[Person] = (),
        secrets: Iterable[ProtectedValue] = (),
        *,
        refused: Iterable[str] = (),
        dates: Iterable[tuple[str, date]] = (),
        standard: frozenset[str] = frozenset(),
    ) -> None:
        self._words = words
        self._people = [(person, _names(person, words.titles)) for person in people]
        self._secrets = [(secret, part) for secret in secrets for part in _parts(secret) if part]
        self._refused = frozenset(refused)
        self._longest_refused = max(map(len, self._refused), default=0)
        # From abroad a number is written without its first 0.
        self._refused_inside = {one.removeprefix("0") for one in self._refused if len(one) >= _SHORTEST_NUMBER}
        self._dates = [(label, form) for label, day in dates for form in _spellings(day)]
        self._standard = standard

    def find(self, judged: JudgedText) -> tuple[GiveAway, ...]:
        """Everything found in a text, what can never be printed first, each thing once."""
        text = judged.text
        if not text or text in self._standard:
            return ()
        hits = [*self._find_names(judged), *self._find_values(judged), *self._find_numbers(judged)]
        if judged.holds_address:
            hits.append(GiveAway("an address", "An address shows where someone lives or goes."))
        hits += [GiveAway(one, "An e-mail address can show who someone is.") for one in _addresses(text)]
        return tuple(sorted(dict.fromkeys(hits), key=lambda hit: not hit.never))

    def names(self, judged: JudgedText) -> tuple[Person, ...]:
        """The people a text names."""
        return tuple(person for person, forms in self._people if any(judged.holds(form) for form in forms))

    def is_refused(self, own: OwnNumber) -> bool:
        """Say whether a number is one that may never be printed."""
        return _digits(own.number) in self._refused or (own.phone is not None and own.phone.whose in self._refused)

    def dated(self, day: date) -> str:
        """The event on a day that would show something, or ""."""
        forms = set(_spellings(day))
        return next((label for label, form in self._dates if form in forms), "")

    def _find_names(self, judged: JudgedText) -> Iterator[GiveAway]:
        for person, forms in self._people:
            form = next((form for form in forms if judged.holds(form)), None)
            if form is None:
                continue
            maybe = form in self._words.everyday_names and form not in judged.capitals
            why = _ROLES.get(person.role, "It names someone of this case.")
            if maybe:
                why = why.replace("It names", "It may name", 1).removesuffix(".") + ", or be an everyday word."
            yield GiveAway(form, why, never=person.role in OTHERS and not maybe)

    def _find_values(self, judged: JudgedText) -> Iterator[GiveAway]:
        for secret, part in self._secrets:
            if judged.holds(part):
                yield GiveAway(part, _SECRETS[secret.kind], never=True)
        for level in self._words.risk_levels:
            if judged.holds(level):
                yield GiveAway(level, "It states a level of risk.", never=True)
        for label, form in self._dates:
            if judged.holds(form):
                yield GiveAway(form, f"It holds a date that shows something: {label}.")

    def _find_numbers(self, judged: JudgedText) -> Iterator[GiveAway]:
        for run in judged.runs:
            if self._holds_refused(run):
                yield GiveAway(run.written, "It holds a number that must never be printed.", never=True)
        for number in judged.numbers:
            if len(number.digits) >= _SHORTEST_NUMBER and not _DATE.fullmatch(number.written):
                yield GiveAway(number.written, "It holds a number that nobody has confirmed.")

    def _holds_refused(self, run: DigitsInText) -> bool:
        """Say whether a forbidden number stands in a run: a long one anywhere, a short one as whole groups."""
        if run.phone is not None and run.phone.whose in self._refused:
            return True
        if any(one in run.digits for one in self._refused_inside):
            return True
        for start in range(len(run.groups)):
            joined = ""
            for group in run.groups[start:]:
                joined += group
                if joined in self._refused:
                    return True
                if len(joined) > self._longest_refused:
                    break
        return False


def _digits_in(written: str, *, number: bool = False) -> DigitsInText:
    groups = tuple(_digits(group) for group in re.findall(r"\d+", written))
    return DigitsInText(written, groups, read_phone(written) if number else None)


def _names(person: Person, titles: Container[str]) -> tuple[str, ...]:
    """The folded forms a person may be named by: in full, then each name on its own."""
    forms: list[str] = []
    for name in (person.name, person.called):
        forms.append(" ".join(words_of(name)))
        for token in name.split():
            parts = words_of(token)
            forms.append(" ".join(parts))
            forms.extend(parts)
    return tuple(dict.fromkeys(form for form in forms if len(form) > 1 and form not in titles))


def _parts(secret: ProtectedValue) -> tuple[str, ...]:
    """The folded parts of a secret that betray it on their own."""
    if secret.kind == "code_word":
        both = (secret.value, bare_code_word(secret.value))
        return tuple(dict.fromkeys(" ".join(words_of(part)) for part in both))
    whole = " ".join(words_of(secret.value))
    if secret.kind != "address":
        return (whole,)
    lines = [" ".join(words_of(line)) for line in re.split(r"[\n,]", secret.value)]
    # A town alone says little; the first line, or a line with a number in it, says where.
    telling = [line for at, line in enumerate(lines) if " " in line and (at == 0 or any(map(str.isdigit, line)))]
    return tuple(dict.fromkeys([whole, *telling]))


def _addresses(text: str) -> Iterator[str]:
    """Yield what looks like an e-mail address, looked for word by word so that a page of one letter takes no time."""
    for word in text.split() if "@" in text else ():
        name, _, place = word.strip(".,;:<>()[]").rpartition("@")
        if name and "." in place:
            yield f"{name}@{place}"


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(character)) for character in text if character.isdigit())


def _spellings(day: date) -> tuple[str, ...]:
    """A day in the ways people write one, folded to words."""
    month = _MONTHS[day.month - 1]
    numbers = (f"{day.day}", f"{day.day:02}", *(f"{day.day}{end}" for end in ("st", "nd", "rd", "th")))
    named = [f"{one} {two}" for number in numbers for name in (month, month[:3]) for one, two in _both(number, name)]
    year = (f"{day.year}", f"{day.year % 100:02}")
    plain = [f"{one} {two} {end}" for end in year for one, two in _pairs(day)]
    return (*named, *(f"{number} of {month}" for number in numbers), *plain, f"{day.year} {day.month:02} {day.day:02}")


def _both(one: str, two: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one, two), (two, one)


def _pairs(day: date) -> tuple[tuple[str, str], ...]:
    return ((f"{day.day}", f"{day.month}"), (f"{day.day:02}", f"{day.month:02}"))
