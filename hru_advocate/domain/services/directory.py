"""The shapes of the services directory: who helps whom, where, when, and which values must never be printed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import msgspec

from hru_advocate.domain.phone_numbers import InvalidPhone, Phone, check_phone, read_phone
from hru_advocate.domain.services.opening_hours import Hours
from hru_advocate.domain.text_folding import words_of

Confidence = Literal["two_sources", "one_source", "conflicting", "unverified"]
HoursConfidence = Literal["two_sources", "one_source", "conflicting", "unverified", "not_stated"]
ServiceReach = Literal["local", "regional", "national", "outside"]
Status = Literal["active", "changing", "changed", "closed", "unknown"]

PERPETRATOR_KIND = "perpetrator_helpline"
"""The kind of service that never stands on a victim's paper."""

NAME_WORTH = 4
"""The worth of a word found in a service's name; who runs it counts half of that, what it does a quarter."""


class ListedNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A number to ring, grouped as the operator prints it. A listing whose number cannot be is refused when read."""

    number: str
    label: str
    cost_note: str

    def __post_init__(self) -> None:
        _ = self.phone

    @cached_property
    def phone(self) -> Phone:
        """The number, read once with the listing."""
        return _listed_phone(self.number)


class TextLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A number to text; it may be impossible to ring. ``keyword`` is the word to send, or ""."""

    number: str
    keyword: str
    label: str
    cost_note: str

    def __post_init__(self) -> None:
        _ = self.phone

    @cached_property
    def phone(self) -> Phone:
        """The number, read once with the listing."""
        return _listed_phone(self.number)


@dataclass(frozen=True, slots=True)
class ServiceNumber:
    """One number of a service and how it is used; ``keyword`` is the word to text, or ""."""

    phone: Phone
    number: str
    label: str = ""
    means: Literal["ring", "text"] = "ring"
    keyword: str = ""


class Banned(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A value really seen in public use that must not be printed for this service.

    A ``mislabel`` is a right value beside the wrong name: ``target`` is the value, ``wrong_owner`` the name it
    must not stand beside. The value itself is not banned.
    """

    value: str
    type: Literal["number", "web", "name", "mislabel"]
    why: str
    target: str = ""
    wrong_owner: str = ""

    @cached_property
    def digits(self) -> str:
        """The digits a banned number is compared by; "" for any other value. Some are no number that can be."""
        return comparable_digits(self.value, read_phone(self.value)) if self.type == "number" else ""

    @cached_property
    def target_phone(self) -> Phone | None:
        """The number that must not stand beside the wrong name, where the target is one."""
        return read_phone(self.target)

    @cached_property
    def words(self) -> list[str]:
        """The folded words of a banned name, or of the name a value must not stand beside."""
        return words_of(self.wrong_owner if self.type == "mislabel" else self.value)

    @property
    def is_usable(self) -> bool:
        """Say if there is something to hold a value against: without it, nothing would match, or everything."""
        if self.type == "number":
            return self.digits != ""
        if self.type == "web":
            return self.value.strip() != ""
        return bool(self.words) and (self.type == "name" or self.target.strip() != "")


class Service(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """One service as gathered; nothing in it is confirmed until the unit confirms it.

    ``source_note`` says what was not seen while gathering; it is shown on no screen or paper.
    """

    id: str
    name: str
    run_by: str
    kind: str
    status: Status
    summary: str
    who_for: str
    area: str
    phones: tuple[ListedNumber, ...] = ()
    texts: tuple[TextLine, ...] = ()
    webchat: str = ""
    email: str = ""
    website: str = ""
    website_seen_in_source: bool = False
    hours: Hours = Hours()
    hours_confidence: HoursConfidence = "not_stated"
    access: str = ""
    referral_route: Literal["self", "professional", "both"] = "both"
    safety_notes: str = ""
    needs: tuple[str, ...] = ()
    source_urls: tuple[str, ...] = ()
    other_sources: tuple[str, ...] = ()
    source_date: str = ""
    confidence: Confidence = "unverified"
    do_not_print: tuple[Banned, ...] = ()
    notes: str = ""
    source_note: str = ""

    @cached_property
    def numbers(self) -> tuple[ServiceNumber, ...]:
        """Its numbers as listed: those to ring, then those that can only be texted."""
        rung = {line.phone for line in self.phones}
        return (
            *(ServiceNumber(line.phone, line.number, line.label) for line in self.phones),
            *(
                ServiceNumber(line.phone, line.number, line.label, "text", line.keyword)
                for line in self.texts
                if line.phone not in rung
            ),
        )

    @cached_property
    def every_digits(self) -> tuple[str, ...]:
        """The digits of all its numbers, banned ones too: who finds an old number should find its service."""
        old = ["".join(filter(str.isdecimal, ban.value)) for ban in self.do_not_print if ban.type == "number"]
        return (*(line.phone.digits for line in self.phones), *(line.phone.digits for line in self.texts), *old)

    @cached_property
    def name_words(self) -> list[str]:
        """The folded words of its name, which lists are sorted by."""
        return words_of(self.name)

    @cached_property
    def printed_name(self) -> str:
        """The name for paper: what stands in brackets goes when it holds a name that must not be printed."""
        old = [ban.words for ban in self.do_not_print if ban.type == "name"]

        def kept(match: re.Match[str]) -> str:
            return "" if any(holds_words(words_of(match[0]), words) for words in old) else match[0]

        return re.sub(r" *\([^()]*\)", kept, self.name).strip() or self.name


class ServiceKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of service: its name, and its place in a list."""

    id: str
    order: int
    label: str


class ServiceNeed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A need services are found by, and the needs domains (``nd_*``) it speaks to."""

    id: str
    label: str
    domains: tuple[str, ...]


class Authority(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the four councils of Cheshire."""

    id: str
    label: str


class Area(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An area as entries write it, and which of the four authorities it takes in (none: outside Cheshire)."""

    name: str
    reach: ServiceReach
    authorities: tuple[str, ...]


class ObservedError(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fault really found in public material, and how one might catch it."""

    printed: str
    correct: str
    where: str
    type: str
    how_to_catch: str


class DirectoryMeta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The day and the way the directory was gathered."""

    schema_version: int
    compiled_on: dt.date
    newest_source_date: dt.date
    method: str
    services: int
    print_rule: str


class Directory(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """The services file: the starting directory, every entry unconfirmed."""

    meta: DirectoryMeta
    kinds: tuple[ServiceKind, ...] = msgspec.field(name="kind")
    needs: tuple[ServiceNeed, ...] = msgspec.field(name="need")
    authorities: tuple[Authority, ...] = msgspec.field(name="authority")
    areas: tuple[Area, ...] = msgspec.field(name="area")
    observed_errors: tuple[ObservedError, ...] = msgspec.field(name="observed_error")
    services: tuple[Service, ...] = msgspec.field(name="service")

    @cached_property
    def search_index(self) -> Mapping[str, Mapping[str, int]]:
        """Every word each service is found by, with the worth of its best place; by the service's id."""
        needs = {need.id: need.label for need in self.needs}
        kinds = {one.id: one.label for one in self.kinds}
        return {
            service.id: _indexed(
                service, (kinds.get(service.kind, ""), *(needs.get(need, "") for need in service.needs))
            )
            for service in self.services
        }

    @cached_property
    def owners(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the services that list a number, by its digits without any that are dialled before it."""
        found: dict[str, tuple[str, ...]] = {}
        for service in self.services:
            for digits in {line.phone.whose for line in service.numbers}:
                found[digits] = (*found.get(digits, ()), service.name)
        return found

    @cached_property
    def retired(self) -> Mapping[str, str]:
        """The reason a number must not be printed for some service, by its digits."""
        bans = [(service, ban) for service in self.services for ban in service.do_not_print]
        return {ban.digits: f"{service.name}: {ban.why}" for service, ban in bans if ban.type == "number"}

    @cached_property
    def pairs(self) -> tuple[Banned, ...]:
        """The right values that stand beside a wrong name in public."""
        return tuple(ban for service in self.services for ban in service.do_not_print if ban.type == "mislabel")

    @cached_property
    def outside(self) -> frozenset[str]:
        """The areas that do not take in Cheshire."""
        return frozenset(area.name for area in self.areas if area.reach == "outside")

    @cached_property
    def refused_numbers(self) -> frozenset[str]:
        """The digits that no victim's paper may hold, wherever they were typed.

        Those of lines for people who do harm, of closed services, and those on a do-not-print list; a number that a
        service open to victims lists rightly is not among them.
        """
        right: set[str] = set()
        wrong: set[str] = set()
        for service in self.services:
            barred = service.kind == PERPETRATOR_KIND or service.status == "closed"
            (wrong if barred else right).update(line.phone.digits for line in service.numbers)
            wrong |= {ban.digits for ban in service.do_not_print if ban.type == "number"}
        return frozenset(wrong - right - {""})


def search_words(text: str) -> list[str]:
    """The folded words of a text as services are searched by them: an apostrophe parts no word, an underscore does."""
    return words_of(text.replace("'", "").replace("’", "").replace("_", " "))


def _indexed(service: Service, labels: tuple[str, ...]) -> Mapping[str, int]:
    index: dict[str, int] = {}
    about = (service.summary, service.who_for, service.area, *labels, *(ban.value for ban in service.do_not_print))
    places = ((NAME_WORTH // 4, about), (NAME_WORTH // 2, (service.run_by, service.id)), (NAME_WORTH, (service.name,)))
    for worth, texts in places:
        for text in texts:
            index.update(dict.fromkeys(search_words(text), worth))
    return index


def comparable_digits(text: str, phone: Phone | None) -> str:
    """The digits to compare a banned number by, whatever is dialled before it; some are no numbers at all."""
    if phone is not None:
        return phone.whose
    return re.sub(r"\D", "", text) if re.fullmatch(r"[\d +()./-]+", text) else ""


def holds_words(words: list[str], part: list[str]) -> bool:
    """Say whether some folded words stand in others, in order and together."""
    return any(words[place : place + len(part)] == part for place in range(len(words) - len(part) + 1))


def _listed_phone(number: str) -> Phone:
    try:
        return check_phone(number, service=True)
    except InvalidPhone as error:
        raise ValueError(error.message) from None
