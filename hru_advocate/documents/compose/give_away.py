"""What in a typed text could give somebody away: names, places, numbers, dates, words. It is found, never changed.

Names and words are matched as whole words, without regard to case or accents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from hru_advocate.domain.phone_numbers import normal_form
from hru_advocate.domain.services.confirmations import holds_address, lines_of
from hru_advocate.domain.services.directory import PERPETRATOR_KIND, Directory
from hru_advocate.domain.text_folding import fold, words_of

SecretKind = Literal["address", "code_word", "reference", "unit"]

GIVE_AWAY: Final[tuple[str, ...]] = (
    "abus*",
    "advocate*",
    "afraid",
    "arrest*",
    "assault*",
    "attack*",
    "bail",
    "code word*",
    "court*",
    "crime*",
    "danger*",
    "detective*",
    "domestic",
    "escap*",
    "evidence",
    "frighten*",
    "gun",
    "guns",
    "harass*",
    "harm*",
    "helpline*",
    "hru",
    "idva*",
    "injunction*",
    "kill*",
    "knife",
    "knives",
    "leave her",
    "leave him",
    "leave them",
    "leaving",
    "mappa",
    "marac",
    "non molestation",
    "offender*",
    "paladin",
    "perpetrator*",
    "police*",
    "probation",
    "protective order*",
    "rape*",
    "refuge*",
    "restraining",
    "risk*",
    "safe person",
    "safety",
    "scared",
    "solicitor*",
    "stalk*",
    "strangl*",
    "support worker*",
    "threat*",
    "tracker*",
    "victim*",
    "violen*",
    "weapon*",
    "women s aid",
)
"""A list to start from: words no paper that may be seen should hold. A star stands for any ending."""

_ALSO_WORDS: Final = frozenset(
    "art bell best bill bird black brook brown bush chase close cook cross dawn day drew earl eve faith field fields "
    "ford forest fox frank gale ginger good grace grant gray green hall hand head hill holly home hope hunt iris ivy "
    "jack jay jewel joy king lake lane law lily little long love major mark may merry miles mill nick norm page park "
    "pat penny pepper pool price queen ray reed rich river rob robin rock rose ruby sandy sharp short skip star stone "
    "storm sue summer sunny van violet ward water waters well wells west white will win winter wood woods young".split()
)
"""Names that are also everyday words: written small, a person decides whether they are a name here."""

_TITLES: Final = frozenset("mr mrs miss ms mx dr sir dame lord lady rev de da di do dos la le del der den von".split())
_DIGITS: Final = re.compile(r"\+?\d[\d \u00a0().\-/]*")
_RUN: Final = re.compile(r"\d(?:\W*\d)*")
"""Digits with nothing but signs between them: a forbidden number may be written with any, and beside other digits."""
_DATE: Final = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_LEVELS: Final = ("high risk", "medium risk", "standard risk", "risk level", "risk grade", "very high risk")
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
    "child": "It names a child.",
    "safe_person": "It names a safe person.",
    "family": "It names someone of the family or a friend.",
    "officer": "It names a police officer.",
    "professional": "It names a professional.",
}
_SECRETS: Final[dict[SecretKind, str]] = {
    "address": "It holds an address.",
    "code_word": "It holds a code word.",
    "reference": "It holds the number of the case.",
    "unit": "It names the unit.",
}


class GiveAwayCheck:
    """Looks through texts for what a case's own values would give away.

    ``refused`` are numbers that may never be printed, in normal form (see ``refused_numbers``); ``dates`` the days
    (hearings and the like) that would show something; ``standard`` the product's own texts, which cannot name
    anybody and are not looked through.
    """

    def __init__(
        self,
        people: Iterable[Person] = (),
        secrets: Iterable[ProtectedValue] = (),
        *,
        refused: Iterable[str] = (),
        dates: Iterable[tuple[str, date]] = (),
        standard: frozenset[str] = frozenset(),
    ) -> None:
        self._people = [(person, _names(person)) for person in people]
        self._secrets = [(secret, part) for secret in secrets for part in _parts(secret) if part]
        self._refused = frozenset(refused)
        self._longest_refused = max(map(len, self._refused), default=0)
        # From abroad a number is written without its first 0.
        self._refused_inside = {one.removeprefix("0") for one in self._refused if len(one) >= _SHORTEST_NUMBER}
        self._dates = [(label, form) for label, day in dates for form in _spellings(day)]
        self._standard = standard

    def find(self, text: str) -> tuple[GiveAway, ...]:
        """Everything found in a text, what can never be printed first, each thing once."""
        if not text or text in self._standard:
            return ()
        words = f" {' '.join(words_of(text))} "
        hits = [*self._find_names(text, words), *self._find_values(words), *self._find_numbers(text)]
        hits += [GiveAway("an address", "An address shows where someone lives or goes.")] if holds_address(text) else []
        hits += [GiveAway(one, "An e-mail address can show who someone is.") for one in _addresses(text)]
        return tuple(sorted(dict.fromkeys(hits), key=lambda hit: not hit.never))

    def names(self, text: str) -> tuple[Person, ...]:
        """The people a text names."""
        words = f" {' '.join(words_of(text))} "
        return tuple(person for person, forms in self._people if any(f" {form} " in words for form in forms))

    def is_refused(self, number: str) -> bool:
        """Whether a number is one that may never be printed."""
        return bool({_digits(number), normal_form(number)} & self._refused)

    def dated(self, day: date) -> str:
        """What happens on a day that would show something, or ""."""
        forms = set(_spellings(day))
        return next((label for label, form in self._dates if form in forms), "")

    def _find_names(self, text: str, words: str) -> Iterator[GiveAway]:
        for person, forms in self._people:
            for form in forms:
                if f" {form} " not in words:
                    continue
                maybe = form in _ALSO_WORDS and not _is_capital(text, form)
                why = _ROLES.get(person.role, "It names someone of this case.")
                if maybe:
                    why = why.replace("It names", "It may name", 1).removesuffix(".") + ", or be an everyday word."
                yield GiveAway(form, why, never=person.role == "perpetrator" and not maybe)
                break

    def _find_values(self, words: str) -> Iterator[GiveAway]:
        for secret, part in self._secrets:
            if f" {part} " in words:
                yield GiveAway(part, _SECRETS[secret.kind], never=True)
        for level in _LEVELS:
            if f" {level} " in words:
                yield GiveAway(level, "It states a level of risk.", never=True)
        for label, form in self._dates:
            if f" {form} " in words:
                yield GiveAway(form, f"It holds a date that shows something: {label}.")

    def _find_numbers(self, text: str) -> Iterator[GiveAway]:
        for run in _RUN.finditer(text):
            if self._holds_refused(run[0]):
                yield GiveAway(run[0], "It holds a number that must never be printed.", never=True)
        for found in _DIGITS.finditer(text):
            written = found[0].strip()
            if len(_digits(written)) >= _SHORTEST_NUMBER and not _DATE.fullmatch(written):
                yield GiveAway(written, "It holds a number that nobody has confirmed.")

    def _holds_refused(self, run: str) -> bool:
        """Whether a forbidden number stands in a run of digits: a long one anywhere, a short one as whole groups."""
        digits = _digits(run)
        if normal_form(run) in self._refused or any(one in digits for one in self._refused_inside):
            return True
        groups = [_digits(group) for group in re.findall(r"\d+", run)]
        for start in range(len(groups)):
            joined = ""
            for group in groups[start:]:
                joined += group
                if joined in self._refused:
                    return True
                if len(joined) > self._longest_refused:
                    break
        return False


def give_away(text: str, listed: Sequence[str]) -> str:
    """The first entry of a give-away list that a text holds, or "". A star at its end stands for any ending."""
    words = f" {' '.join(words_of(text))} "
    for entry in listed:
        part = " ".join(words_of(entry))
        if part and (f" {part}" if entry.rstrip().endswith("*") else f" {part} ") in words:
            return entry
    return ""


def _names(person: Person) -> tuple[str, ...]:
    """The folded forms a person may be named by: in full, then each name on its own."""
    forms: list[str] = []
    for name in (person.name, person.called):
        forms.append(" ".join(words_of(name)))
        for token in name.split():
            parts = words_of(token)
            forms.append(" ".join(parts))
            forms.extend(parts)
    return tuple(dict.fromkeys(form for form in forms if len(form) > 1 and form not in _TITLES))


def _parts(secret: ProtectedValue) -> tuple[str, ...]:
    """The folded parts of a secret that betray it on their own."""
    if secret.kind == "code_word":
        # The answer is "the word, and what it means"; the word alone is what must not be seen.
        first = re.split(r"[–—:;=,(\n]| - | means | is ", secret.value, maxsplit=1)[0]
        return tuple(dict.fromkeys(" ".join(words_of(part)) for part in (secret.value, first)))
    whole = " ".join(words_of(secret.value))
    if secret.kind != "address":
        return (whole,)
    lines = [" ".join(words_of(line)) for line in re.split(r"[\n,]", secret.value)]
    # A town alone says little; the first line, or a line with a number in it, says where.
    telling = [line for at, line in enumerate(lines) if " " in line and (at == 0 or any(map(str.isdigit, line)))]
    return tuple(dict.fromkeys([whole, *telling]))


def _addresses(text: str) -> Iterator[str]:
    """What looks like an e-mail address, looked for word by word so that a page of one letter takes no time."""
    for word in text.split() if "@" in text else ():
        name, _, place = word.strip(".,;:<>()[]").rpartition("@")
        if name and "." in place:
            yield f"{name}@{place}"


def _digits(text: str) -> str:
    return "".join(character for character in fold(text) if character.isdigit())


def _is_capital(text: str, word: str) -> bool:
    """Whether the word is written with a capital letter anywhere in the text."""
    return any(fold(token) == word and token != token.lower() for token in re.findall(r"\w+", text))


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


def refused_numbers(directory: Directory) -> frozenset[str]:
    """The numbers of a directory that no victim's paper may hold, wherever they were typed, by normal form.

    Those of lines for people who do harm, of closed services, and those on a do-not-print list; a number that a
    service open to victims lists rightly is not among them.
    """
    right: set[str] = set()
    wrong: set[str] = set()
    for service in directory.services:
        barred = service.kind == PERPETRATOR_KIND or service.status == "closed"
        listed = {normal_form(line.number) for line in lines_of(service)}
        (wrong if barred else right).update(listed)
        wrong |= {normal_form(ban.value) or _digits(ban.value) for ban in service.do_not_print if ban.type == "number"}
    return frozenset(wrong - right - {""})
