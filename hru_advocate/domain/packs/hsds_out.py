"""The directory as Open Referral has it (HSDS 3, which councils use): services for somebody else's program.

Nobody out there knows our guards, so what they guard stays here: lines for people who do harm and services that have
closed, every value that must not be printed, wherever it stands in a text, and anything like an address of a refuge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID, uuid5

from hru_advocate.domain.packs.numbers import every_line
from hru_advocate.domain.services.confirmations import PrintRules, banned, holds_address
from hru_advocate.domain.services.directory import (
    PERPETRATOR_KIND,
    Directory,
    ListedNumber,
    Service,
    TextLine,
    holds_words,
)
from hru_advocate.domain.services.opening_hours import DAYS, Hours
from hru_advocate.domain.text_folding import words_of

KIND: Final = "hru_kind:"
"""The beginning of the code of a term that says of which kind a service is here."""
_OURS: Final = UUID("b6f8e0a2-6c0e-5a39-9d55-2f8d4c1f7a10")
"""The name space of our ids: each of ours has one UUID there, the same in every file."""
WEEKDAYS: Final = dict(zip(DAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
"""The days of a week as HSDS writes them, by ours."""


def hsds_id(*parts: str) -> str:
    """The UUID of something of ours, the same each time."""
    return str(uuid5(_OURS, "/".join(parts)))


def page_of(directory: Directory) -> dict[str, Any]:
    """Every service that may leave, as one page of an HSDS list."""
    contents = [_service(directory, one) for one in directory.services if _may_leave(one)]
    return {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }


def _may_leave(service: Service) -> bool:
    return service.kind != PERPETRATOR_KIND and service.status != "closed"


def _service(directory: Directory, service: Service) -> dict[str, Any]:
    run_by = _plain(directory, service, service.run_by) or service.printed_name
    told: dict[str, Any] = {
        "id": hsds_id("service", service.id),
        "name": service.printed_name,
        "description": _plain(directory, service, service.summary),
        "url": _plain(directory, service, service.website),
        "email": _plain(directory, service, service.email),
        "status": "active",
        "application_process": _plain(directory, service, service.access),
        "eligibility_description": _plain(directory, service, service.who_for),
        "organization": {"id": hsds_id("organization", run_by), "name": run_by, "description": run_by},
        "service_areas": [{"id": hsds_id("area", service.id), "name": service.area}],
        "phones": [
            _phone(directory, service, one) for one in every_line(service) if _may_stand(directory, service, one)
        ],
        "schedules": list(_schedules(directory, service)),
        "attributes": [_kind(directory, service)],
    }
    return {name: value for name, value in told.items() if value not in ("", [])}


def _plain(directory: Directory, service: Service, text: str) -> str:
    """A text, or "" where it holds what must not be printed, or may be the address of a refuge."""
    if service.kind == "refuge" and holds_address(text):
        return ""
    digits = re.sub(r"\D", "", text)
    if any(number in digits for number in directory.refused_numbers):
        return ""
    words = words_of(text)
    for ban in service.do_not_print:
        if ban.type in {"name", "mislabel"} and holds_words(words, ban.words):
            return ""
        if (ban.type == "number" and ban.digits in digits) or (ban.type == "web" and ban.value.lower() in text.lower()):
            return ""
    return text


def _may_stand(directory: Directory, service: Service, line: ListedNumber | TextLine) -> bool:
    return banned(service, line.number, rules=PrintRules(directory)) is None


def _phone(directory: Directory, service: Service, line: ListedNumber | TextLine) -> dict[str, Any]:
    texted = isinstance(line, TextLine)
    word = f"text {line.keyword} to this number" if isinstance(line, TextLine) and line.keyword else ""
    label = _plain(directory, service, "; ".join(part for part in (line.label, word) if part))
    told = {
        "id": hsds_id("phone", service.id, "text" if texted else "ring", line.phone.digits),
        "number": line.number,
        "type": "text" if texted else "voice",
    }
    return told | ({"description": label} if label else {})


def _schedules(directory: Directory, service: Service) -> Iterator[dict[str, Any]]:
    """A schedule for each span of hours, with all weekdays that have it; a day that is closed has none."""
    note = _plain(directory, service, service.hours.note)
    for (opens, closes), days in _spans(service.hours).items():
        told = {
            "id": hsds_id("schedule", service.id, opens, closes),
            "freq": "WEEKLY",
            "byday": ",".join(days),
            "opens_at": opens,
            "closes_at": closes,
        }
        yield told | ({"description": note} if note else {})


def _spans(hours: Hours) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for day, spans in zip(DAYS, hours.spans, strict=True):
        for start, end in spans or ():
            closes = "23:59" if end == 1440 else f"{end // 60 % 24:02}:{end % 60:02}"
            found.setdefault((f"{start // 60:02}:{start % 60:02}", closes), []).append(WEEKDAYS[day])
    return found


def _kind(directory: Directory, service: Service) -> dict[str, Any]:
    label = next((one.label for one in directory.kinds if one.id == service.kind), service.kind)
    term = {
        "id": hsds_id("kind", service.kind),
        "code": f"{KIND}{service.kind}",
        "name": label,
        "description": label,
    }
    return {"id": hsds_id("attribute", service.id), "link_id": hsds_id("service", service.id), "taxonomy_term": term}
