"""The shapes of the services directory: who helps whom, where, when, and which values must never be printed."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from hru_advocate.domain.services.opening_hours import Hours

Confidence = Literal["two_sources", "one_source", "conflicting", "unverified"]
HoursConfidence = Literal["two_sources", "one_source", "conflicting", "unverified", "not_stated"]
Reach = Literal["local", "regional", "national", "outside"]
Status = Literal["active", "changing", "changed", "closed", "unknown"]

PERPETRATOR_KIND = "perpetrator_helpline"
"""The kind of service that never stands on a victim's paper."""


class Phone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number to ring, grouped as the operator prints it."""

    number: str
    label: str
    cost_note: str


class TextLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number to text; it may be impossible to ring. ``keyword`` is the word to send, or ""."""

    number: str
    keyword: str
    label: str
    cost_note: str


class Banned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value really seen in public use that must not be printed for this service.

    A ``mislabel`` is a right value beside the wrong name: ``target`` is the value, ``wrong_owner`` the name it
    must not stand beside. The value itself is not banned.
    """

    value: str
    type: Literal["number", "web", "name", "mislabel"]
    why: str
    target: str = ""
    wrong_owner: str = ""


class Service(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One service as gathered; nothing in it is confirmed until the unit confirms it."""

    id: str
    name: str
    run_by: str
    kind: str
    status: Status
    summary: str
    who_for: str
    area: str
    phones: tuple[Phone, ...] = ()
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


class ServiceKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a kind of service is called, and its place in a list."""

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
    reach: Reach
    authorities: tuple[str, ...]


class ObservedError(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fault really found in public material, and how one might catch it."""

    printed: str
    correct: str
    where: str
    type: str
    how_to_catch: str


class DirectoryMeta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When and how the directory was gathered."""

    schema_version: int
    compiled_on: dt.date
    newest_source_date: dt.date
    method: str
    services: int
    print_rule: str


class Directory(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The services file: the starting directory, every entry unconfirmed."""

    meta: DirectoryMeta
    kinds: tuple[ServiceKind, ...] = msgspec.field(name="kind")
    needs: tuple[ServiceNeed, ...] = msgspec.field(name="need")
    authorities: tuple[Authority, ...] = msgspec.field(name="authority")
    areas: tuple[Area, ...] = msgspec.field(name="area")
    observed_errors: tuple[ObservedError, ...] = msgspec.field(name="observed_error")
    services: tuple[Service, ...] = msgspec.field(name="service")
