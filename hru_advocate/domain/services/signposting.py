"""Finding services: by words however they are typed, by need, by area, by kind, and by who answers now."""

from __future__ import annotations

from collections.abc import Container, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from hru_advocate.domain.services.directory import NAME_WORTH, PERPETRATOR_KIND, Directory, Service, search_words
from hru_advocate.domain.services.opening_hours import OpenState, state_at
from hru_advocate.domain.text_folding import at_home, nearly

_REACHES = ("local", "regional", "national", "outside")
_CHAFF = frozenset({"a", "and", "for", "in", "of", "or", "the", "to"})


@dataclass(frozen=True, slots=True)
class AskedAt:
    """A moment to ask who answers at: wall-clock time in England, and the bank holidays around it."""

    at: datetime
    bank_holidays: Container[date] = frozenset()


@dataclass(frozen=True, slots=True)
class ServiceFound:
    """A service that was found; ``state`` is filled when a moment was asked about."""

    service: Service
    serves: bool
    worth: int = 0
    state: OpenState | None = None


def find(
    directory: Directory,
    text: str = "",
    *,
    needs: AbstractSet[str] = frozenset(),
    area: str = "",
    kind: str = "",
    open_at: AskedAt | None = None,
) -> tuple[ServiceFound, ...]:
    """Find services, the best first.

    ``text`` matches the beginnings of words (one slip forgiven in words of four letters, two from eight) and the
    digits of numbers, old ones too. ``needs`` are service needs or ``nd_`` ids, any of which is enough. ``area`` is
    an authority's id; services that do not serve it are left out. With ``open_at``, closed ones are left out and
    *not known* comes after open. Order: what the words fit, then nearest reach, then kind, then name.
    """
    wanted = _needs_of(directory, needs)
    reaches = {one.name: (_REACHES.index(one.reach), frozenset(one.authorities)) for one in directory.areas}
    kinds = {one.id: one.order for one in directory.kinds}
    rows = []
    for service in directory.services:
        reach, authorities = reaches.get(service.area, (len(_REACHES), frozenset()))
        serves = area in authorities if area else bool(authorities)
        if (kind and service.kind != kind) or (needs and not _answers(service, wanted)):
            continue
        if area and not serves:
            continue
        found = _at(ServiceFound(service, serves, _worth(directory, service, text)), open_at)
        if (text.strip() and not found.worth) or found.state == "closed":
            continue
        rows.append((_order(found, reach, kinds), found))
    return tuple(found for _, found in sorted(rows, key=lambda row: row[0]))


def _answers(service: Service, needs: AbstractSet[str]) -> bool:
    """Say whether a service is one to offer for a victim's needs: it runs, and is not for people who do harm."""
    offered = service.status != "closed" and service.kind != PERPETRATOR_KIND
    return offered and not needs.isdisjoint(service.needs)


def needs_for(directory: Directory, domain: str) -> tuple[str, ...]:
    """The service needs that speak to a needs domain (``nd_`` id)."""
    return tuple(need.id for need in directory.needs if domain in need.domains)


def _needs_of(directory: Directory, needs: AbstractSet[str]) -> frozenset[str]:
    through = {one for need in needs for one in needs_for(directory, need)}
    return frozenset(needs) | through


def _at(found: ServiceFound, moment: AskedAt | None) -> ServiceFound:
    if moment is None:
        return found
    state = state_at(found.service.hours, moment.at, moment.bank_holidays)
    return ServiceFound(found.service, found.serves, found.worth, state)


def _order(found: ServiceFound, reach: int, kinds: Mapping[str, int]) -> tuple[object, ...]:
    service = found.service
    return (
        found.state == "not known",
        -found.worth,
        not found.serves,
        reach,
        service.status == "closed",
        kinds.get(service.kind, len(kinds)),
        service.name_words,
        service.id,
    )


def _worth(directory: Directory, service: Service, text: str) -> int:
    """Weigh how well the words fit: every word has to be found somewhere; 0 when one is not."""
    digits = at_home("".join(part for part in text if part.isdecimal()))
    if len(digits) >= 3 and not any(part.isalpha() for part in text):
        return NAME_WORTH if any(digits in number for number in service.every_digits) else 0
    if not text.strip():
        return 0
    index = directory.search_index[service.id]
    worth = 0
    words = search_words(text)
    for word in [one for one in words if one not in _CHAFF] or words:
        best = max((place for known, place in index.items() if known.startswith(word)), default=0) * 2
        if not best:
            best = max((place for known, place in index.items() if nearly(word, known)), default=0)
        if not best:
            return 0
        worth += best
    return worth
