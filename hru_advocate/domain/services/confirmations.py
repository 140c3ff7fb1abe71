"""What may be said of a service: which numbers are confirmed, what a printed line says, and what never prints.

Everything in the directory starts unconfirmed. The unit confirms number and hours apart, each with who, when
and against what; both age. A refused line carries no number, so that it cannot be printed by mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from hru_advocate.domain.moments import say_day
from hru_advocate.domain.phone_numbers import (
    EMERGENCY,
    InvalidPhone,
    check_phone,
    is_near_miss,
    normal_form,
    same_number,
)
from hru_advocate.domain.services.directory import PERPETRATOR_KIND, Banned, Directory, Service
from hru_advocate.domain.services.opening_hours import in_words, read_hours
from hru_advocate.domain.text_folding import words_of
from hru_advocate.errors import AdvocateError

NOT_CHECKED = "NOT CHECKED"
ASK_HOURS = "ring to ask the hours"

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
_STREET = re.compile(
    r"\b\d{1,4}[a-z]?,? +(?:[A-Z][\w'’-]+ +){1,3}"
    r"(?:Street|St|Road|Rd|Lane|Avenue|Ave|Close|Drive|Court|Way|Place|Crescent|Terrace|Gardens|Grove|Square)\b"
)


class RefusedConfirmation(AdvocateError):
    """This cannot be confirmed for this service. Nothing was saved; check the value and write it again."""


class RefusedEntry(AdvocateError):
    """This cannot stand in the directory. Nothing was saved; take it out and save again."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That a named person checked one value of one service, on a day, against something.

    ``value`` is a number, or hours as ``write_hours`` writes them. ``right`` is false when the check found the
    value wrong: it is then no longer printed.
    """

    service: str
    what: Literal["number", "hours"]
    value: str
    by: str
    on: date
    against: str
    right: bool = True


@dataclass(frozen=True, slots=True)
class ServiceNumber:
    """One number of a service and how it is used; ``keyword`` is the word to text, or ""."""

    number: str
    label: str = ""
    means: Literal["ring", "text"] = "ring"
    keyword: str = ""


@dataclass(frozen=True, slots=True)
class PrintRules:
    """How long a confirmation holds, in days, and what the whole directory knows about numbers.

    ``pairs`` are right values that stand beside a wrong name in public; ``owners`` names, by normal form, the
    services that list a number; ``retired`` the reason a number must not be printed for some service; ``outside``
    the areas that do not take in Cheshire.
    """

    number_days: int = 90
    hours_days: int = 30
    pairs: tuple[Banned, ...] = ()
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    retired: Mapping[str, str] = field(default_factory=dict)
    outside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PrintLine:
    """A service as it stands on paper, and what the person who prints has to see first.

    ``note`` is printed small ("checked 14 Nov 2026"), ``mark`` loud; a line with a mark prints only when ticked.
    ``label`` is what the listing says of this number ("option 2"), ``how`` the way to use one that is not rung.
    ``office`` and ``queries`` are for the advocate, not for paper. ``refused`` is the reason it cannot be printed
    at all; ``number`` is then empty.
    """

    service: str
    text: str
    number: str = ""
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


def rules_of(directory: Directory, *, number_days: int = 90, hours_days: int = 30) -> PrintRules:
    """Draw the print rules from a directory and the unit's settings."""
    owners: dict[str, tuple[str, ...]] = {}
    retired: dict[str, str] = {}
    pairs: list[Banned] = []
    for service in directory.services:
        for digits in {normal_form(line.number) for line in _listed(service)}:
            owners[digits] = (*owners.get(digits, ()), service.name)
        for ban in service.do_not_print:
            if ban.type == "number":
                retired[_digits(ban.value)] = f"{service.name}: {ban.why}"
            elif ban.type == "mislabel":
                pairs.append(ban)
    outside = frozenset(area.name for area in directory.areas if area.reach == "outside")
    return PrintRules(number_days, hours_days, tuple(pairs), owners, retired, outside)


def lines_of(service: Service, confirmations: Iterable[Confirmation] = ()) -> tuple[ServiceNumber, ...]:
    """The numbers of a service: those listed, then those only the unit has confirmed."""
    lines = list(_listed(service))
    for one in confirmations:
        mine = one.service == service.id and one.what == "number" and one.right
        if mine and not any(same_number(one.value, line.number) for line in lines):
            phone = check_phone(one.value, service=True)
            lines.append(
                ServiceNumber(phone.shown, "confirmed by the unit", "text" if phone.kind == "text" else "ring")
            )
    return tuple(lines)


def banned(service: Service, value: str, *, name: str = "", rules: PrintRules | None = None) -> str | None:
    """Why a value (a number, web address or name) may not stand for this service, under this name, or ``None``."""
    beside = name or printed_name(service)
    for ban in service.do_not_print:
        if _matches(ban, value, beside):
            return f"Not to be printed for {service.name}: {ban.why}."
    for pair in rules.pairs if rules else ():
        if _matches(pair, value, beside):
            return f"This number does not belong to {pair.wrong_owner}: {pair.why}."
    return None


def refusal(service: Service, value: str, *, name: str = "", rules: PrintRules | None = None) -> str | None:
    """Why a line can never stand on a victim's paper, or ``None``."""
    if service.kind == PERPETRATOR_KIND:
        return f"{service.name} is for people who do harm; it never stands on a victim's paper."
    if service.status == "closed":
        return f"{service.name} has closed; it cannot be printed."
    return banned(service, value, name=name, rules=rules)


def printed_name(service: Service) -> str:
    """The name for paper: what stands in brackets goes when it holds a name that must not be printed."""
    old = [words_of(ban.value) for ban in service.do_not_print if ban.type == "name"]

    def kept(match: re.Match[str]) -> str:
        return "" if any(_holds(words_of(match[0]), words) for words in old) else match[0]

    return re.sub(r" *\([^()]*\)", kept, service.name).strip() or service.name


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
        check_phone(value, service=True)
    except InvalidPhone as error:
        raise RefusedConfirmation(error.message) from None
    return tuple(_queries(service, value, rules))


def check_entry(service: Service) -> None:
    """Check an entry of the unit's own making before it is kept.

    Raises:
        RefusedEntry: a refuge with an address, a value its own list bans, or a number that cannot be.
    """
    if service.kind == "refuge":
        texts = (service.name, service.run_by, service.summary, service.who_for, service.area, service.access)
        if any(holds_address(text) for text in (*texts, service.safety_notes, service.notes, service.hours.note)):
            raise RefusedEntry(
                "The address of a refuge is never stored. Nothing was saved; take it out and save again."
            )
    for value in (*(line.number for line in _listed(service)), service.website, service.webchat, service.email):
        reason = banned(service, value) if value and service.status != "closed" else None
        if reason:
            raise RefusedEntry(f"{reason} Nothing was saved.")
    for line in _listed(service):
        try:
            check_phone(line.number, service=True)
        except InvalidPhone as error:
            raise RefusedEntry(error.message) from None


def holds_address(text: str) -> bool:
    """Whether a text holds a UK postcode or a house number with a street."""
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
    """Say how a service stands on a victim's paper today.

    ``number`` chooses one of its lines (else one to ring: the last confirmed, or the first listed); ``name`` is the
    words to print instead of the service's own, such as a discreet label.
    """
    mine = [one for one in confirmations if one.service == service.id]
    text = name or printed_name(service)
    line = _chosen(service, mine, number)
    refused = refusal(service, line.number if line else number, name=text, rules=rules)
    if refused is None and line is None:
        refused = (
            "This number is neither listed nor confirmed for this service." if number else "There is no number yet."
        )
    checked = _latest(mine, "number", line.number) if line else None
    if refused is None and checked and not checked.right:
        refused = f"The number was found wrong on {say_day(checked.on)}; confirm the right one first."
    if refused is not None or line is None:
        return PrintLine(service.id, text, refused=refused)
    emergency = normal_form(line.number) in EMERGENCY
    note, mark = ("", "") if emergency else _freshness(checked, today, rules.number_days)
    hours, hours_office = _hours(mine, today, rules.hours_days, rings=line.means == "ring")
    number_office = "emergency number" if emergency else f"number {_age(checked, today)}"
    return PrintLine(
        service=service.id,
        text=text,
        number=check_phone(line.number, service=True).shown,
        means=line.means,
        label=line.label,
        how=_how(line),
        hours="any time" if emergency and service.hours.always else hours,
        note=note,
        mark=mark,
        needs_tick=bool(mark),
        office=f"{number_office}; {hours_office}",
        queries=tuple(_queries(service, line.number, rules)),
    )


def _listed(service: Service) -> Iterator[ServiceNumber]:
    rung = [phone.number for phone in service.phones]
    for phone in service.phones:
        yield ServiceNumber(phone.number, phone.label)
    for text in service.texts:
        if not any(same_number(text.number, number) for number in rung):
            yield ServiceNumber(text.number, text.label, "text", text.keyword)


def _chosen(service: Service, mine: Iterable[Confirmation], number: str) -> ServiceNumber | None:
    mine = list(mine)
    lines = lines_of(service, mine)
    if number:
        return next((line for line in lines if same_number(line.number, number)), None)
    checks = {line.number: _latest(mine, "number", line.number) for line in lines}
    usable = [line for line in lines if (check := checks[line.number]) is None or check.right] or list(lines)

    def worth(line: ServiceNumber) -> tuple[bool, date]:
        check = checks[line.number]
        return line.means == "ring", check.on if check else date.min

    return max(usable, key=worth, default=None)


def _latest(mine: Iterable[Confirmation], what: str, value: str) -> Confirmation | None:
    """The newest check of a value; of two on one day the last one made."""
    checks = [one for one in mine if one.what == what and (what == "hours" or same_number(one.value, value))]
    return max(reversed(checks), key=lambda one: one.on, default=None)


def _freshness(checked: Confirmation | None, today: date, days: int) -> tuple[str, str]:
    """What to print small, and what to print loud."""
    if checked is None or checked.on > today:
        return "", NOT_CHECKED
    if (today - checked.on).days > days:
        return "", f"{NOT_CHECKED} SINCE {say_day(checked.on)}"
    return f"checked {say_day(checked.on)}", ""


def _hours(mine: Iterable[Confirmation], today: date, days: int, *, rings: bool) -> tuple[str, str]:
    """The hours to print and what the advocate reads of them; unconfirmed hours are left off."""
    checked = _latest(mine, "hours", "")
    ask = ASK_HOURS if rings else ""
    fresh = checked is not None and checked.right and 0 <= (today - checked.on).days <= days
    if checked is None or not fresh:
        return ask, f"hours {_age(checked, today)}: left off"
    return in_words(read_hours(checked.value)) or ask, f"hours {_age(checked, today)}"


def _age(checked: Confirmation | None, today: date) -> str:
    if checked is None or checked.on > today:
        return "not confirmed"
    if not checked.right:
        return f"found wrong on {say_day(checked.on)}"
    days = (today - checked.on).days
    return "confirmed today" if days == 0 else f"confirmed {days} day{'' if days == 1 else 's'} ago"


def _how(line: ServiceNumber) -> str:
    if line.means == "ring":
        return ""
    if normal_form(line.number) in EMERGENCY:
        return f"by text, once registered: text {line.keyword} to {line.number} first"
    return f"text {line.keyword} to this number; do not ring it" if line.keyword else "text this number; do not ring it"


def _queries(service: Service, number: str, rules: PrintRules) -> Iterator[str]:
    """What a careful person would ask about this number before printing it."""
    digits = normal_form(number)
    warning = check_phone(number, service=True).warning
    if warning:
        yield warning
    own = {normal_form(line.number) for line in _listed(service)}
    if digits in rules.retired and digits not in own:
        yield f"This number is on a do-not-print list. {rules.retired[digits]}."
    if digits not in own and digits in rules.owners:
        yield f"The directory lists this number for {' and '.join(rules.owners[digits])}, not for this service."
    if digits not in own and any(is_near_miss(number, line.number) for line in _listed(service)):
        yield "One digit differs from the number listed for this service; read every digit back."
    if service.area in rules.outside:
        yield f"It serves {service.area}, not Cheshire; check that it serves this person."
    if service.referral_route == "professional":
        yield "Professionals refer to this service; it does not take calls from the person."
    if service.status in ("changing", "changed", "unknown"):
        yield f"The service is marked “{service.status}”; check that it still runs as described."


def _matches(ban: Banned, value: str, name: str) -> bool:
    if ban.type == "number":
        return _digits(value) == _digits(ban.value) != ""
    if ban.type == "web":
        return re.search(rf"(?:^|[/.@]){re.escape(ban.value.lower())}(?:$|[/:?#])", value.lower()) is not None
    if ban.type == "name":
        return any(_holds(words_of(text), words_of(ban.value)) for text in (value, name))
    same = same_number(value, ban.target) or value.strip().lower() == ban.target.lower()
    return same and _holds(words_of(name), words_of(ban.wrong_owner))


def _holds(words: list[str], part: list[str]) -> bool:
    """Whether some words stand in a text, in order and together."""
    return any(words[place : place + len(part)] == part for place in range(len(words) - len(part) + 1))


def _digits(value: str) -> str:
    """The digits to compare a banned number by; some banned numbers are no numbers at all."""
    return normal_form(value) or (re.sub(r"\D", "", value) if re.fullmatch(r"[\d +()./-]+", value) else "")
