"""Guards of the directory that words from elsewhere never weaken.

A value that must not be printed stays so; a refuge stays a refuge, whose address is never stored; a line for people who
do harm stays one, and its number never becomes a number for a victim.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final

import msgspec

from hru_advocate.domain.services.confirmations import tells_address
from hru_advocate.domain.services.directory import PERPETRATOR_KIND, Service
from hru_advocate.domain.text_folding import words_of

KEPT_KINDS: Final = frozenset({PERPETRATOR_KIND, "refuge"})
"""The kinds of service that nothing from elsewhere makes another."""


def guarded(ours: Service | None, theirs: Service) -> Service:
    """Words about a service from elsewhere, with everything of ours that they cannot take away."""
    if ours is None:
        return theirs
    bans = (*ours.do_not_print, *(one for one in theirs.do_not_print if one not in ours.do_not_print))
    kind = ours.kind if ours.kind in KEPT_KINDS else theirs.kind
    return msgspec.structs.replace(theirs, do_not_print=bans, kind=kind)


def gives_refuge_away(ours: Service | None, theirs: Service) -> bool:
    """Say whether words from elsewhere hold the address of a refuge, whatever kind they say it is of."""
    refuge = guarded(ours, theirs).kind == "refuge" or "refuge" in words_of(f"{theirs.name} {theirs.summary}")
    return refuge and tells_address(theirs)


def harmful_digits(services: Iterable[Service]) -> frozenset[str]:
    """The digits of those that are lines for people who do harm, without any that are dialled before a number."""
    lines = (one for one in services if one.kind == PERPETRATOR_KIND)
    return frozenset(line.phone.whose for service in lines for line in service.numbers)


def without_harmful(service: Service, harmful: AbstractSet[str]) -> Service:
    """A service without numbers of lines for people who do harm, unless it is one."""
    if service.kind == PERPETRATOR_KIND or all(one.phone.whose not in harmful for one in service.numbers):
        return service
    return msgspec.structs.replace(
        service,
        phones=tuple(one for one in service.phones if one.phone.whose not in harmful),
        texts=tuple(one for one in service.texts if one.phone.whose not in harmful),
    )
