"""Says whose a name, a number, an e-mail or an address is, held against everybody a case knows.

One question for every purpose: is this the other person's, or somebody's who stands on that side? What follows from
it (refused, or asked for a reason) is for the purpose to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from hru_advocate.domain.forms.pronouns import Pronoun
from hru_advocate.domain.people.names import Alike, alike
from hru_advocate.domain.people.written_names import of_that_family, plain_name
from hru_advocate.domain.phone_numbers import read_phone
from hru_advocate.domain.text_folding import fold, words_of

Side = Literal["other", "theirs", "own"]
"""The other person; their family or household, or somebody of both; the victim and whoever stands beside her or him."""
By = Literal["name", "number", "email", "address"]

OTHERS: Final = frozenset({"perpetrator", "proxy"})
"""The roles of those who do it, or do it for them."""
THEIR_FAMILY: Final = "their_family"
_AT_WORK: Final = frozenset({"officer", "professional"})
"""Roles whose relation may name the other person (*his probation officer*) without standing on that side."""
_COUPLE: Final = "partner|husband|wife|boyfriend|girlfriend|spouse|fiance|fiancee"
_ON_THEIR_SIDE: Final = re.compile(
    r"\bex(?! (?:colleagues?|neighbours?|boss|manager|employer|landlord|landlady|teacher|flatmate|police|army)\b)\b"
    r"|\b(?:exes|perpetrators?|perps?|suspects?|offenders?|abusers?|stalkers?|defendants?|respondents?|mutual|both"
    rf"|theirs)\b|\b(?:{_COUPLE})(?: s|s) \w|\bof (?:\w+ )?(?:{_COUPLE})\b"
)
"""Words of a relation that say it goes by way of the other person: *my ex's mother*, *of them both*."""
_IN_LAW: Final = re.compile(r"\b(?:mother|father|parents?|brother|sister|family|mum|dad)s? ?in ?laws?\b|\bin ?laws\b")
"""The family of a spouse; who married one's own son or daughter is one's own."""
_BY_WORK: Final = re.compile(
    r"\b(?:(?:probation|police|prison|court|parole|offender|youth justice|housing|licensing) (?:officer|manager|worker)"
    r"|social worker|health visitor|offender manager|care coordinator|victim liaison officer)(?:$| of | for )"
)
"""Public work that brings somebody to the other person: *Dragos's probation officer* stands on no side of a case."""
_KIN: Final = re.compile(
    rf"\b(?:{_COUPLE}|mother|father|mum|dad|parents?|brothers?|sisters?|sons?|daughters?|cousins?|aunts?|uncles?"
    r"|nephews?|nieces?|friends?|mates?|family|relatives?|in laws?)\b"
)
_NOT_MINE: Final = {
    "she": frozenset({"his", "him", "their"}),
    "he": frozenset({"her", "hers", "their"}),
    "they": frozenset({"his", "him", "her", "hers"}),
}
"""The words that speak of somebody else than the victim, by the pronoun of the victim."""
_PRONOUN_NOT_ASKED: Final = frozenset({"his", "him"})
_ROADS: Final = {
    "rd": "road", "st": "street", "str": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close",
    "dr": "drive", "ct": "court", "pl": "place", "cres": "crescent", "terr": "terrace", "gdns": "gardens",
    "gr": "grove", "sq": "square", "apartment": "flat", "apt": "flat",
}  # fmt: skip
_POSTCODE: Final = re.compile(r"[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}")
_OUTWARD: Final = re.compile(r"[a-z]{1,2}\d[a-z\d]?")
_INWARD: Final = re.compile(r"\d[a-z]{2}")
_DOOR: Final = 3
"""Words that tell a door: its number, and two of the road."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of a case as one record knows them: the role there, names, and every way to reach them.

    ``record`` is the record that says so, so that a correction is not held against the version it corrects.
    """

    role: str
    names: tuple[str, ...] = ()
    relation: str = ""
    numbers: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    record: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """One thing given in an answer: a name with its relation, a number, an e-mail, an address; "" is nothing."""

    name: str = ""
    relation: str = ""
    number: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """An answer to *whose is this*: which side, told by what, and whether it is sure."""

    side: Side
    by: By
    sure: bool = True


@dataclass(frozen=True)
class Everyone:
    """Everybody of one case. ``titles`` are words within names that name nobody."""

    known: tuple[KnownPerson, ...]
    pronoun: Pronoun = ""
    titles: frozenset[str] = field(default_factory=frozenset)

    def owners(self, given: Given) -> Iterator[Owner]:
        """Yield every side a name, number, e-mail or address belongs to, the other person's first."""
        found = [owner for one in self.known for owner in self._owners_in(one, given)]
        if given.relation and self._says_theirs(given.relation):
            found.append(Owner("theirs", "name"))
        yield from sorted(dict.fromkeys(found), key=lambda one: (_ORDER.index(one.side), not one.sure))

    def namesake(self, name: str) -> Owner | None:
        """The side of whoever has a family name of the other side and is nobody this case knows; never sure."""
        if next(self.owners(Given(name=name)), None) is not None:
            return None
        sides = sorted((self.side_of(one) for one in self.known if of_that_family(name, one.names)), key=_ORDER.index)
        return Owner("theirs", "name", sure=False) if sides and sides[0] != "own" else None

    def side_of(self, known: KnownPerson) -> Side:
        """The side somebody stands on: by role, by relation, or because they share a way with the other person."""
        if known.role in OTHERS:
            return "other"
        if known.role == "victim":
            return "own"
        by_relation = known.role not in _AT_WORK and self._says_theirs(known.relation)
        if known.role == THEIR_FAMILY or by_relation or self._shares(known):
            return "theirs"
        return "own"

    def _shares(self, known: KnownPerson) -> bool:
        return any(
            _meet(known.numbers, one.numbers, _number)
            or _meet(known.emails, one.emails, _email)
            or any(same_address(here, there) for here in known.addresses for there in one.addresses)
            for one in self._others
        )

    @cached_property
    def _others(self) -> tuple[KnownPerson, ...]:
        return tuple(one for one in self.known if one.role in OTHERS)

    @cached_property
    def _were_a_couple(self) -> bool:
        """True unless everything known of the other person says that they were something else to the victim."""
        told = [fold(one.relation).replace("_", " ") for one in self._others]
        return not told or any(not one.strip() or re.search(rf"\b(?:ex|{_COUPLE})\b", one) for one in told)

    def _owners_in(self, one: KnownPerson, given: Given) -> Iterator[Owner]:
        side = self.side_of(one)
        how: Alike = alike(plain_name(given.name), map(plain_name, one.names), self.titles) if given.name else ""
        if how:
            yield Owner(side, "name", sure=how == "same")
        if given.number and _number(given.number) in {_number(held) for held in one.numbers}:
            yield Owner(side, "number")
        if given.email and _email(given.email) in {_email(held) for held in one.emails}:
            yield Owner(side, "email")
        if given.address and any(same_address(given.address, held) for held in one.addresses):
            yield Owner(side, "address")

    def _says_theirs(self, relation: str) -> bool:
        """Say whether a relation goes by way of the other person: *his mother* of a woman's case, or by a name."""
        words = words_of(relation)
        told = " ".join(words)
        if _BY_WORK.search(told) and not _KIN.search(told):
            return False
        if _ON_THEIR_SIDE.search(told) or (_IN_LAW.search(told) and self._were_a_couple):
            return True
        named = {word for one in self._others for name in one.names for word in words_of(name)} - self.titles
        if any(len(word) > 1 and word in named for word in words):
            return True
        return len(words) > 1 and not _NOT_MINE.get(self.pronoun, _PRONOUN_NOT_ASKED).isdisjoint(words)


_ORDER: Final[tuple[Side, ...]] = ("other", "theirs", "own")


def same_address(one: str, two: str) -> bool:
    """Say whether two addresses are one place, however their road is shortened and whatever else stands there."""
    here, there = _place(one), _place(two)
    if not here.words or not there.words:
        return False
    if here.postcode and there.postcode:
        return here.postcode == there.postcode and bool(not here.numbers or not there.numbers or here.at(there))
    if here.words == there.words:
        return True
    return any(one[: len(two)] == two[: len(one)] for one in here.doors for two in there.doors)


@dataclass(frozen=True, slots=True)
class _Place:
    """An address taken apart: its words, its postcode, its house numbers, each with the road that follows it."""

    words: tuple[str, ...]
    postcode: str
    numbers: frozenset[str]
    doors: frozenset[tuple[str, ...]]

    def at(self, other: _Place) -> bool:
        return not self.numbers.isdisjoint(other.numbers)


def _place(address: str) -> _Place:
    words = [_ROADS.get(word, word) for word in words_of(address)]
    postcode, plain = "", []
    at = 0
    while at < len(words):
        pair = "".join(words[at : at + 2])
        if _POSTCODE.fullmatch(words[at]):
            postcode = words[at]
        elif at + 1 < len(words) and _OUTWARD.fullmatch(words[at]) and _INWARD.fullmatch(words[at + 1]):
            postcode, at = pair, at + 1
        else:
            plain.append(words[at])
        at += 1
    doors = {tuple(plain[at : at + _DOOR]) for at, word in enumerate(plain[:-1]) if word[0].isdigit()}
    numbers = frozenset(word for word in plain if word[0].isdigit())
    return _Place(tuple(plain), postcode, numbers, frozenset(doors))


def _meet(one: Iterable[str], two: Iterable[str], normal: Callable[[str], str]) -> bool:
    return not {normal(text) for text in one}.isdisjoint(normal(text) for text in two)


def _number(text: str) -> str:
    """A number to compare by; what cannot be read as one is compared by its digits."""
    phone = read_phone(text)
    return phone.whose if phone else "".join(char for char in fold(text) if char.isdigit())


def _email(text: str) -> str:
    """An e-mail address to compare by: no case, nothing after a plus, no dots where the provider takes none."""
    name, _, place = fold(text.strip()).rpartition("@")
    name = name.partition("+")[0]
    if place in ("gmail.com", "googlemail.com"):
        name, place = name.replace(".", ""), "gmail.com"
    return f"{name}@{place}"
