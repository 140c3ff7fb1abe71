"""A small made-up directory and law, and packs about them. Every number is one of Ofcom's for drama."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import msgspec

from hru_advocate.casework.product import shipped
from hru_advocate.domain.law.legal_options import LegalOption
from hru_advocate.domain.packs.changes import Here
from hru_advocate.domain.packs.content import PackContent
from hru_advocate.domain.services.directory import Banned, ListedNumber, Service, TextLine
from hru_advocate.domain.services.opening_hours import Hours

DAY = date(2026, 11, 23)
OPTION = "spo_full"


def ring(number: str, label: str = "") -> ListedNumber:
    return ListedNumber(number, label, "")


def text(number: str, keyword: str = "") -> TextLine:
    return TextLine(number, keyword, "", "")


def made_up(service: str = "harbour_line", **more: Any) -> Service:
    told: dict[str, Any] = {
        "id": service,
        "name": "Harbour Line",
        "run_by": "Harbour (made up)",
        "kind": "national_helpline",
        "status": "active",
        "summary": "Listens.",
        "who_for": "Anybody.",
        "area": "England and Wales",
        "phones": (ring("01632 960 101"),),
        "hours": Hours(mon="09:00-17:00"),
    }
    return Service(**(told | more))


HARBOUR = made_up(do_not_print=(Banned("01632 960 199", "number", "an old number"),))
HARM = made_up("harm_line", name="Change Line", kind="perpetrator_helpline", phones=(ring("01632 960 166"),))
REFUGE = made_up("quay_refuge", name="Quay Refuge", kind="refuge", summary="A refuge.", phones=())
PAGE = made_up("bsl_999", name="999 in sign language", phones=(), website="https://example.org/sign")
OURS = (HARBOUR, HARM, REFUGE, PAGE)


@cache
def here(*more: Service) -> Here:
    """The made-up services beside the program's kinds and areas, with the program's law."""
    product = shipped()
    directory = msgspec.structs.replace(product.library.services, services=(*OURS, *more))
    domains = frozenset(one.id for one in product.library.needs.domains)
    return Here(directory, product.legal_options, domains)


def option(**more: Any) -> LegalOption:
    return msgspec.structs.replace(shipped().legal_options.by_id[OPTION], **more)


def pack(*services: Service, **more: Any) -> PackContent:
    told: dict[str, Any] = {
        "name": "harbour_list",
        "version": 1,
        "edition": "Winter 2026",
        "issued_by": "Harbour Unit",
        "made": DAY,
        "until": date(2027, 3, 1),
        "services": services,
    }
    return PackContent(**(told | more))


def changed(service: Service, **more: Any) -> Service:
    return msgspec.structs.replace(service, **more)
