"""Services from a file of Open Referral (HSDS 3), as entries to make a pack of.

Only what a directory needs is read: no address, no named contact. What cannot be read is said, and stays as it is here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import msgspec

from hru_advocate.domain.packs.hsds_out import KIND, WEEKDAYS, hsds_id
from hru_advocate.domain.pasted_text import cleaned
from hru_advocate.domain.phone_numbers import InvalidPhone, check_phone
from hru_advocate.domain.services.directory import Directory, ListedNumber, Service, Status, TextLine
from hru_advocate.domain.services.opening_hours import DAYS, Hours
from hru_advocate.errors import AdvocateError

MOST_BYTES: Final = 8 * 1024 * 1024
_MOST_SERVICES: Final = 2000
_MOST_NUMBERS: Final = 10_000
"""The numbers of all services together: each is read with care, and a file of the size that is read holds 200,000."""
_LONGEST: Final = 2000
_TAG: Final = re.compile(r"<[^<>]{0,300}>")
_DAYS: Final = {code: day for day, code in WEEKDAYS.items()}
_TIME: Final = re.compile(r"([01]\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?")
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\\]{1,400}")
_RUNG: Final = frozenset({"", "voice", "cell"})
_TEXTED: Final = frozenset({"text", "sms"})


class UnreadableHsds(AdvocateError):
    """This is no file of services as Open Referral has them (HSDS 3), or it is too large. Nothing was written."""


class _Term(msgspec.Struct, frozen=True):
    code: str | None = None


class _Attribute(msgspec.Struct, frozen=True):
    taxonomy_term: _Term | None = None


class _Phone(msgspec.Struct, frozen=True):
    number: str
    type: str | None = None
    description: str | None = None
    extension: int | float | str | None = None


class _Schedule(msgspec.Struct, frozen=True):
    freq: str | None = None
    interval: int | float | None = None
    byday: str | None = None
    opens_at: str | None = None
    closes_at: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    until: str | None = None
    count: int | float | None = None
    byweekno: str | None = None
    bymonthday: str | None = None
    byyearday: str | None = None
    description: str | None = None


class _NamedPart(msgspec.Struct, frozen=True):
    name: str | None = None


class _Service(msgspec.Struct, frozen=True):
    id: str
    name: str
    status: str
    description: str | None = None
    url: str | None = None
    email: str | None = None
    application_process: str | None = None
    eligibility_description: str | None = None
    organization: _NamedPart | None = None
    service_areas: tuple[_NamedPart, ...] | None = None
    phones: tuple[_Phone, ...] | None = None
    schedules: tuple[_Schedule, ...] | None = None
    attributes: tuple[_Attribute, ...] | None = None


class _Page(msgspec.Struct, frozen=True):
    contents: tuple[_Service, ...]


@dataclass(slots=True)
class HsdsRead:
    """The services of a file, those that are here already with all that HSDS does not say, and what was not read."""

    services: list[Service] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_hsds(data: bytes, directory: Directory, today: date) -> HsdsRead:
    """Read a page of services, a list of them, or one.

    Raises:
        UnreadableHsds: it is none of these.
    """
    found = HsdsRead()
    by_uuid = {hsds_id("service", one.id): one for one in directory.services}
    for told in _services(data):
        ours = by_uuid.get(told.id.lower())
        remark = _remarks_of(found, ours.id if ours else _new_id(told))
        found.services.append(_service(told, ours, directory, today, remark))
    if len({one.id for one in found.services}) != len(found.services):
        raise UnreadableHsds
    return found


def _services(data: bytes) -> tuple[_Service, ...]:
    if len(data) > MOST_BYTES:
        raise UnreadableHsds
    for shape, services in _SHAPES:
        try:
            read = services(msgspec.json.decode(data, type=shape))
        except (msgspec.MsgspecError, ValueError, RecursionError):
            continue
        if 0 < len(read) <= _MOST_SERVICES and sum(len(one.phones or ()) for one in read) <= _MOST_NUMBERS:
            return read
    raise UnreadableHsds


_SHAPES: Final[tuple[tuple[Any, Callable[[Any], tuple[_Service, ...]]], ...]] = (
    (_Page, lambda page: page.contents),
    (tuple[_Service, ...], lambda services: services),
    (_Service, lambda service: (service,)),
)


def _remarks_of(found: HsdsRead, service: str) -> Callable[[str], None]:
    return lambda words: found.remarks.append(f"{service}: {words}")


def _new_id(told: _Service) -> str:
    return f"hsds_{hashlib.sha256(told.id.lower().encode('utf-8', 'replace')).hexdigest()[:12]}"


def _service(
    told: _Service, ours: Service | None, directory: Directory, today: date, remark: Callable[[str], None]
) -> Service:
    held = ours or Service(
        id=_new_id(told), name="", run_by="", kind="", status="unknown", summary="", who_for="", area=""
    )
    areas = {one.name for one in directory.areas}
    area = next((one.name for one in told.service_areas or () if one.name in areas), None) or held.area
    kind = _kind(told, directory) or held.kind
    if not kind or not area:
        remark("fill in its kind and area; a file of Open Referral does not say them as this program needs them.")
    phones, texts = _numbers(told.phones, ours, remark)
    return msgspec.structs.replace(
        held,
        name=held.name if ours and told.name == ours.printed_name else _text(told.name) or held.name,
        run_by=_run_by(told) or held.run_by,
        kind=kind,
        status=_status(told.status, ours),
        summary=_text(told.description) or held.summary,
        who_for=_text(told.eligibility_description) or held.who_for,
        access=_text(told.application_process) or held.access,
        area=area,
        website=_web(told.url) or held.website,
        email=_text(told.email) or held.email,
        phones=phones,
        texts=texts,
        hours=_hours(told.schedules, held.hours, today, remark),
    )


def _text(text: str | None) -> str:
    """A text as it is kept: in one line, without markup and without signs that nobody sees."""
    plain = (text or "").encode("utf-8", "ignore").decode()
    return " ".join(cleaned(_TAG.sub(" ", plain), lines=False)[:_LONGEST].split())


def _web(url: str | None) -> str:
    return url if url and _ADDRESS.fullmatch(url) and _text(url) == url else ""


def _kind(told: _Service, directory: Directory) -> str:
    known = {one.id for one in directory.kinds}
    codes = (one.taxonomy_term.code or "" for one in told.attributes or () if one.taxonomy_term)
    return next((kind for code in codes if (kind := code.removeprefix(KIND)) in known and code != kind), "")


def _run_by(told: _Service) -> str:
    """The name of whoever runs it; "" where only its own name stands there, which a file has to have."""
    name = told.organization.name if told.organization else None
    return _text(name) if name != told.name else ""


def _status(told: str, ours: Service | None) -> Status:
    """A service that is not active somewhere is closed here: nobody is sent to it. What is doubted here stays so."""
    if told != "active":
        return "closed"
    return "active" if ours is None or ours.status == "closed" else ours.status


def _numbers(
    told: Iterable[_Phone] | None, ours: Service | None, remark: Callable[[str], None]
) -> tuple[tuple[ListedNumber, ...], tuple[TextLine, ...]]:
    """The numbers, with the words beside those that are here already; without any, those that are here stay."""
    held: Mapping[str, ListedNumber] = {one.phone.digits: one for one in ours.phones} if ours else {}
    texted: Mapping[str, TextLine] = {one.phone.digits: one for one in ours.texts} if ours else {}
    if told is None:
        return tuple(held.values()), tuple(texted.values())
    phones: list[ListedNumber] = []
    texts: list[TextLine] = []
    for one in told:
        number, sort = _number(one), (one.type or "").lower()
        if not number or sort not in _RUNG | _TEXTED:
            remark("one of its numbers cannot be rung or texted, and is left out.")
            continue
        phone = check_phone(number, service=True)
        label = _text(one.description)[:200]
        if sort in _TEXTED:
            texts.append(texted.get(phone.digits) or TextLine(number, "", label, ""))
        else:
            phones.append(held.get(phone.digits) or ListedNumber(number, label, ""))
    return tuple(phones), tuple(texts)


def _number(told: _Phone) -> str:
    """A number that can be used, or ""."""
    extension = "" if told.extension in (None, "") else f" ext {told.extension}"
    number = _text(told.number).strip("\"' ")[:40] + extension
    try:
        check_phone(number, service=True)
    except InvalidPhone:
        return ""
    return number


def _hours(told: Iterable[_Schedule] | None, ours: Hours, today: date, remark: Callable[[str], None]) -> Hours:
    """The hours of an ordinary week now; where a schedule says more than that, ours stay as they are."""
    spans: dict[str, list[str]] = {}
    schedules = tuple(one for one in told or () if _counts(one, today))
    if not schedules:
        return ours
    for one in schedules:
        days, span = _days(one), _span(one)
        if not days or not span:
            remark("its hours are more than an ordinary week, and stay as they are here.")
            return ours
        for day in days:
            spans.setdefault(day, []).append(span)
    week: dict[str, Any] = {
        day: ",".join(sorted(set(spans[day])))
        if day in spans
        else ("closed" if getattr(ours, day) == "closed" else None)
        for day in DAYS
    }
    note = next((_text(one.description) for one in schedules if one.description), "") or ours.note
    try:
        return Hours(
            **{day: "24h" if span == "00:00-24:00" else span for day, span in week.items()},
            bank_holidays=ours.bank_holidays,
            note=note,
        )
    except ValueError:
        remark("its hours cannot be, and stay as they are here.")
        return ours


def _counts(one: _Schedule, today: date) -> bool:
    return (one.valid_from or "") <= today.isoformat() <= (one.valid_to or one.until or "9999")


def _days(one: _Schedule) -> tuple[str, ...]:
    """The weekdays of a schedule that comes back each week; none for any other."""
    more = (one.count, one.byweekno, one.bymonthday, one.byyearday)
    days = (one.byday or "").split(",")
    if one.freq != "WEEKLY" or one.interval not in (None, 1) or any(more) or any(day not in _DAYS for day in days):
        return ()
    return tuple(_DAYS[day] for day in days)


def _span(one: _Schedule) -> str:
    opens, closes = _TIME.fullmatch(one.opens_at or ""), _TIME.fullmatch(one.closes_at or "")
    if opens is None or closes is None:
        return ""
    last = "24:00" if (closes[1], closes[2]) in {("23", "59"), ("00", "00")} else f"{closes[1]}:{closes[2]}"
    return f"{opens[1]}:{opens[2]}-{last}"
