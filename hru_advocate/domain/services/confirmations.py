"""Confirmations of services: numbers that were checked, what a printed line says, and what never prints.

Everything in the directory starts unconfirmed. The unit confirms number and hours apart, each with who, when
and against what; both age. A refused line carries no number, so that it cannot be printed by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final, Literal

import msgspec

from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.phone_numbers import EMERGENCY, InvalidPhone, Phone, check_phone, read_phone
from hru_advocate.domain.services.directory import (
    PERPETRATOR_KIND,
    Banned,
    Directory,
    Service,
    ServiceNumber,
    comparable_digits,
    holds_words,
)
from hru_advocate.domain.services.opening_hours import Hours, read_hours
from hru_advocate.domain.text_folding import words_of
from hru_advocate.errors import AdvocateError

NOT_CHECKED = "NOT CHECKED"
OUR_LINE = "unit_us"
"""The id of the unit's own line on paper; it is no service of the directory."""
BY_PAGE = {"bsl_999": "a video call in sign language, on this page or in its app; no voice call"}
"""Services that are reached on their own page and not by a number, and what paper says of it."""
ASK_HOURS = "ring to ask the hours"
REFUGE_ADDRESS: Final = "The address of a refuge is never stored."

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?(?: {0,3}|[-.\u2010-\u2015\u00b7])\d[A-Z]{2}\b", re.IGNORECASE)
_STREET = re.compile(
    r"\b\d{1,4}[a-z]?,? +(?:[A-Z][\w'’-]+ +){1,3}"
    r"(?:Street|St|Road|Rd|Lane|Avenue|Ave|Close|Drive|Court|Way|Place|Crescent|Terrace|Gardens|Grove|Square)\b"
)


class RefusedConfirmation(AdvocateError):
    """This cannot be confirmed for this service. Nothing was saved; check the value and write it again."""


@dataclass(frozen=True)
class Confirmation:
    """A check of one value of one service, by a named person, on a day, against something.

    ``value`` is a number, or hours as ``write_hours`` writes them; it is read once. ``right`` is false when the
    check found the value wrong: it is then no longer printed.
    """

    service: str
    what: Literal["number", "hours"]
    value: str
    by: str
    on: date
    against: str
    right: bool = True

    @cached_property
    def phone(self) -> Phone | None:
        """The number that was checked, where it is one that can be used."""
        return read_phone(self.value) if self.what == "number" else None

    @cached_property
    def hours(self) -> Hours | None:
        """The hours that were checked; ``None`` for a check of a number."""
        return read_hours(self.value) if self.what == "hours" else None


@dataclass(frozen=True, slots=True)
class PrintRules:
    """The rules of printing: what the directory knows of numbers, and how long a confirmation holds, in days."""

    directory: Directory
    number_days: int = 90
    hours_days: int = 30


@dataclass(frozen=True, slots=True)
class PrintLine:
    """A service as it stands on paper, and what the person who prints has to see first.

    ``note`` is printed small ("checked 14 Nov 2026"), ``mark`` loud; a line with a mark prints only when ticked.
    ``label`` is what the listing says of this number ("option 2"), ``how`` the way to use one that is not rung.
    ``office`` and ``queries`` are for the advocate, not for paper. ``refused`` is the reason it cannot be printed
    at all; there is then no ``phone``. ``page`` is where a service is reached that has no number.
    """

    service: str
    text: str
    phone: Phone | None = None
    means: Literal["ring", "text"] = "ring"
    label: str = ""
    how: str = ""
    hours: str = ""
    note: str = ""
    mark: str = ""
    needs_tick: bool = False
    office: str = ""
    queries: tuple[str, ...] = ()
    refused: str | None = None
    page: str = ""

    @property
    def number(self) -> str:
        """The number as it is printed; "" when there is none to print."""
        return self.phone.shown if self.phone else ""


def lines_of(service: Service, confirmations: Iterable[Confirmation] = ()) -> tuple[ServiceNumber, ...]:
    """The numbers of a service: those listed, then those only the unit has confirmed."""
    lines = list(service.numbers)
    for one in confirmations:
        if one.service != service.id or one.what != "number" or not one.right:
            continue
        if not any(one.phone == line.phone for line in lines):
            phone = one.phone or check_phone(one.value, service=True)
            means: Literal["ring", "text"] = "text" if phone.kind == "text" else "ring"
            lines.append(ServiceNumber(phone, phone.shown, "confirmed by the unit", means))
    return tuple(lines)


@dataclass(frozen=True)
class _Value:
    """A value held against do-not-print lists: a number, web address or name, and the name it stands beside."""

    text: str
    phone: Phone | None
    name: str

    @cached_property
    def digits(self) -> str:
        return comparable_digits(self.text, self.phone)

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.text)

    @cached_property
    def name_words(self) -> list[str]:
        return words_of(self.name)


def banned(service: Service, value: str, *, name: str = "", rules: PrintRules | None = None) -> str | None:
    """The reason a value (a number, web address or name) may not stand for a service, under a name, or ``None``."""
    return _ban(service, _Value(value, read_phone(value), name or service.printed_name), rules)


def _ban(service: Service, value: _Value, rules: PrintRules | None) -> str | None:
    for ban in service.do_not_print:
        if _matches(ban, value):
            return f"Not to be printed for {service.name}: {ban.why}."
    for pair in rules.directory.pairs if rules else ():
        if _matches(pair, value):
            return f"This number does not belong to {pair.wrong_owner}: {pair.why}."
    return None


def _refusal(service: Service, value: _Value, rules: PrintRules | None) -> str | None:
    if service.kind == PERPETRATOR_KIND:
        return f"{service.name} is for people who do harm; it never stands on a victim's paper."
    if service.status == "closed":
        return f"{service.name} has closed; it cannot be printed."
    return _ban(service, value, rules)


def check_confirmation(
    service: Service, confirmation: Confirmation, today: date, *, rules: PrintRules
) -> tuple[str, ...]:
    """Check a confirmation before it is kept; returns questions to show beside it.

    Raises:
        RefusedConfirmation: banned for this service, not a UK number, hours that cannot be read, a check by
            nobody, against nothing, or in the future.
    """
    if confirmation.service != service.id:
        raise RefusedConfirmation
    if not confirmation.by.strip() or not confirmation.against.strip():
        raise RefusedConfirmation("A confirmation says who checked, and against what. Nothing was saved; fill both in.")
    if confirmation.on > today:
        raise RefusedConfirmation("A check cannot lie in the future. Nothing was saved; correct the date.")
    if confirmation.what == "hours":
        _check_hours(confirmation.value)
        return ()
    return _check_number(service, confirmation.value, rules) if confirmation.right else ()


def _check_hours(value: str) -> None:
    try:
        read_hours(value)
    except ValueError as error:
        raise RefusedConfirmation(f"The hours cannot be read: {error}. Nothing was saved.") from None


def _check_number(service: Service, value: str, rules: PrintRules) -> tuple[str, ...]:
    reason = banned(service, value, rules=rules)
    if reason:
        raise RefusedConfirmation(f"{reason} Nothing was saved.")
    try:
        phone = check_phone(value, service=True)
    except InvalidPhone as error:
        raise RefusedConfirmation(error.message) from None
    return tuple(questions_about(service, phone, rules))


def listing_fault(service: Service) -> str | None:
    """The reason a service may not be listed like this, or ``None``: a refuge with an address, or a banned value."""
    if service.kind == "refuge" and tells_address(service):
        return REFUGE_ADDRESS
    if service.status == "closed":
        return None
    listed = [_Value(line.number, line.phone, service.printed_name) for line in service.numbers]
    addresses = (service.website, service.webchat, service.email)
    listed += [_Value(address, None, service.printed_name) for address in addresses if address]
    return next((reason for value in listed if (reason := _ban(service, value, None))), None)


def tells_address(service: Service) -> bool:
    """Say whether any words of an entry hold an address, also those beside a number, a source or a banned value."""
    texts = (service.name, service.run_by, service.summary, service.who_for, service.area, service.access)
    notes = (service.safety_notes, service.notes, service.source_note, service.hours.note, *service.other_sources)
    rows = (msgspec.structs.astuple(row) for row in (*service.phones, *service.texts, *service.do_not_print))
    return any(holds_address(text) for text in (*texts, *notes, *(text for row in rows for text in row)))


def holds_address(text: str) -> bool:
    """Say whether a text holds a UK postcode or a house number with a street."""
    return _POSTCODE.search(text) is not None or _STREET.search(text) is not None


def print_line(
    service: Service,
    confirmations: Iterable[Confirmation],
    today: date,
    *,
    rules: PrintRules,
    number: str = "",
    name: str = "",
) -> PrintLine:
    """Say how a service stands on a victim's paper today, with what a careful person would ask about its number.

    ``number`` chooses one of its lines (else one to ring: the last confirmed, or the first listed); ``name`` is the
    words to print instead of the service's own, such as a discreet label.
    """
    wanted = _Value(number, read_phone(number) if number else None, name or service.printed_name)
    line = _standing(service, [one for one in confirmations if one.service == service.id], today, rules, wanted)
    return line if line.phone is None else replace(line, queries=tuple(questions_about(service, line.phone, rules)))


def standing_line(
    service: Service, confirmations: Iterable[Confirmation], today: date, *, rules: PrintRules
) -> PrintLine:
    """The same without the questions about its number, for a list of many services."""
    mine = [one for one in confirmations if one.service == service.id]
    return _standing(service, mine, today, rules, _Value("", None, service.printed_name))


def _standing(service: Service, mine: list[Confirmation], today: date, rules: PrintRules, wanted: _Value) -> PrintLine:
    line = _chosen(service, mine, wanted)
    chosen = replace(wanted, text=line.number, phone=line.phone) if line else wanted
    refused = _refusal(service, chosen, rules)
    if refused is None and line is None and service.id in BY_PAGE and not wanted.text:
        return _by_page(service, wanted.name)
    if refused is None and line is None:
        unknown = "This number is neither listed nor confirmed for this service."
        refused = unknown if wanted.text else "There is no number yet."
    checked = _latest(mine, line.phone) if line else None
    if refused is None and checked and not checked.right:
        refused = f"The number was found wrong on {day_in_words(checked.on)}; confirm the right one first."
    if refused is not None or line is None:
        return PrintLine(service.id, wanted.name, refused=refused)
    emergency = line.phone.digits in EMERGENCY
    note, mark = ("", "") if emergency else _freshness(checked, today, rules.number_days)
    hours, hours_office = _hours(mine, today, rules.hours_days, rings=line.means == "ring")
    if emergency and service.hours.always:  # its hours are nobody's to confirm, and never left off
        hours, hours_office = "any time", "at any time"
    number_office = "emergency number" if emergency else f"number {_age(checked, today)}"
    return PrintLine(
        service=service.id,
        text=wanted.name,
        phone=line.phone,
        means=line.means,
        label=line.label,
        how=_how(line),
        hours=hours,
        note=note,
        mark=mark,
        needs_tick=bool(mark),
        office=f"{number_office}; {hours_office}",
    )


def _by_page(service: Service, name: str) -> PrintLine:
    page = service.website.removeprefix("https://").rstrip("/")
    return PrintLine(
        service.id, name, how=BY_PAGE[service.id], page=page, office="a page, not a number; try it before it is needed"
    )


def _chosen(service: Service, mine: list[Confirmation], wanted: _Value) -> ServiceNumber | None:
    lines = lines_of(service, mine)
    if wanted.text:
        return next((line for line in lines if line.phone == wanted.phone), None)
    checks = {line.phone: _latest(mine, line.phone) for line in lines}
    usable = [line for line in lines if (check := checks[line.phone]) is None or check.right] or list(lines)

    def worth(line: ServiceNumber) -> tuple[bool, date]:
        check = checks[line.phone]
        return line.means == "ring", check.on if check else date.min

    return max(usable, key=worth, default=None)


def _latest(mine: Iterable[Confirmation], phone: Phone | None) -> Confirmation | None:
    """The newest check of a number, or of the hours (``None``); of two on one day the last one made."""
    what = "number" if phone else "hours"
    checks = [one for one in mine if one.what == what and one.phone == phone]
    return max(reversed(checks), key=lambda one: one.on, default=None)


def _freshness(checked: Confirmation | None, today: date, days: int) -> tuple[str, str]:
    """The words to print small, and those to print loud."""
    if checked is None or checked.on > today:
        return "", NOT_CHECKED
    if (today - checked.on).days > days:
        return "", f"{NOT_CHECKED} SINCE {day_in_words(checked.on)}"
    return f"checked {day_in_words(checked.on)}", ""


def _hours(mine: Iterable[Confirmation], today: date, days: int, *, rings: bool) -> tuple[str, str]:
    """The hours to print and what the advocate reads of them; unconfirmed hours are left off."""
    checked = _latest(mine, None)
    ask = ASK_HOURS if rings else ""
    fresh = checked is not None and checked.right and 0 <= (today - checked.on).days <= days
    if checked is None or checked.hours is None or not fresh:
        return ask, f"hours {_age(checked, today)}: left off"
    return checked.hours.in_words or ask, f"hours {_age(checked, today)}"


def _age(checked: Confirmation | None, today: date) -> str:
    if checked is None or checked.on > today:
        return "not confirmed"
    if not checked.right:
        return f"found wrong on {day_in_words(checked.on)}"
    days = (today - checked.on).days
    return "confirmed today" if days == 0 else f"confirmed {days} day{'' if days == 1 else 's'} ago"


def _how(line: ServiceNumber) -> str:
    if line.means == "ring":
        return ""
    if line.phone.digits in EMERGENCY:
        return f"by text, once registered: text {line.keyword} to {line.number} first"
    return f"text {line.keyword} to this number; do not ring it" if line.keyword else "text this number; do not ring it"


def questions_about(service: Service, phone: Phone, rules: PrintRules) -> Iterator[str]:
    """Yield the questions a careful person would ask about this number before printing it."""
    digits, directory = phone.whose, rules.directory
    if phone.warning:
        yield phone.warning
    listed = digits in {line.phone.whose for line in service.numbers}
    if digits in directory.retired and not listed:
        yield f"This number is on a do-not-print list. {directory.retired[digits]}."
    if digits in directory.owners and not listed:
        yield f"The directory lists this number for {' and '.join(directory.owners[digits])}, not for this service."
    if not listed and any(phone.is_near_miss(line.phone) for line in service.numbers):
        yield "One digit differs from the number listed for this service; read every digit back."
    if service.area in directory.outside:
        yield f"It serves {service.area}, not Cheshire; check that it serves this person."
    if service.referral_route == "professional":
        yield "Professionals refer to this service; it does not take calls from the person."
    if service.status in ("changing", "changed", "unknown"):
        yield f"The service is marked “{service.status}”; check that it still runs as described."


def _matches(ban: Banned, value: _Value) -> bool:
    if ban.type == "number":
        return value.digits == ban.digits != ""
    if ban.type == "web":
        return re.search(rf"(?:^|[/.@]){re.escape(ban.value.lower())}(?:$|[/:?#])", value.text.lower()) is not None
    if ban.type == "name":
        return holds_words(value.words, ban.words) or holds_words(value.name_words, ban.words)
    target = ban.target_phone  # no extension makes it another's, nor anything that is dialled before it
    same = value.phone is not None and target is not None and value.phone.whose == target.whose
    return (same or value.text.strip().lower() == ban.target.lower()) and holds_words(value.name_words, ban.words)
