"""Finding services: by words however they are typed, by need, by area, by kind, and by who answers now."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from hru_advocate.domain.phone_numbers import normal_form
from hru_advocate.domain.services.directory import PERPETRATOR_KIND, Directory, Service
from hru_advocate.domain.services.opening_hours import OpenState, next_opening, open_state
from hru_advocate.domain.text_folding import words_of

_REACHES = ("local", "regional", "national", "outside")
_NAME, _WHO, _ABOUT = 4, 2, 1
_CHAFF = frozenset({"a", "and", "for", "in", "of", "or", "the", "to"})


@dataclass(frozen=True, slots=True)
class AskedAt:
    """A moment to ask who answers at: wall-clock time in England, and the bank holidays around it."""

    at: datetime
    bank_holidays: AbstractSet[date] = frozenset()


@dataclass(frozen=True, slots=True)
class ServiceFound:
    """A service that was found; ``state`` and ``opens`` are filled when a moment was asked about."""

    service: Service
    serves: bool
    worth: int = 0
    state: OpenState | None = None
    opens: datetime | None = None


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
        if (kind and service.kind != kind) or (needs and not wanted.intersection(service.needs)):
            continue
        if area and not serves:
            continue
        found = _at(ServiceFound(service, serves, _worth(directory, service, text)), open_at)
        if (text.strip() and not found.worth) or found.state == "closed":
            continue
        rows.append((_order(found, reach, kinds), found))
    return tuple(found for _, found in sorted(rows, key=lambda row: row[0]))


def signposts(directory: Directory, need: str, *, area: str = "") -> tuple[Service, ...]:
    """The services to offer a victim for one need (a service need or ``nd_`` id).

    They run, serve Cheshire (or the one authority named by ``area``), and are not for people who do harm.
    """
    return tuple(
        found.service
        for found in find(directory, needs={need}, area=area)
        if found.serves and found.service.status != "closed" and found.service.kind != PERPETRATOR_KIND
    )


def needs_for(directory: Directory, domain: str) -> tuple[str, ...]:
    """The service needs that speak to a needs domain (``nd_`` id)."""
    return tuple(need.id for need in directory.needs if domain in need.domains)


def _needs_of(directory: Directory, needs: AbstractSet[str]) -> frozenset[str]:
    through = {one for need in needs for one in needs_for(directory, need)}
    return frozenset(needs) | through


def _at(found: ServiceFound, moment: AskedAt | None) -> ServiceFound:
    if moment is None:
        return found
    day = moment.at.date()
    state = open_state(
        found.service.hours,
        moment.at,
        bank_holiday=day in moment.bank_holidays,
        after_bank_holiday=day - timedelta(days=1) in moment.bank_holidays,
    )
    opens = None if state == "open" else next_opening(found.service.hours, moment.at, moment.bank_holidays)
    return ServiceFound(found.service, found.serves, found.worth, state, opens)


def _order(found: ServiceFound, reach: int, kinds: Mapping[str, int]) -> tuple[object, ...]:
    service = found.service
    return (
        found.state == "not known",
        -found.worth,
        not found.serves,
        reach,
        service.status == "closed",
        kinds.get(service.kind, len(kinds)),
        words_of(service.name),
        service.id,
    )


def _worth(directory: Directory, service: Service, text: str) -> int:
    """How well the words fit: every word has to be found somewhere; 0 when one is not."""
    digits = "".join(part for part in text if part.isdecimal())
    if len(digits) >= 3 and not any(part.isalpha() for part in text):
        return _NAME if any(digits in number for number in _numbers(service)) else 0
    index = _index(service, _labels(directory, service))
    worth = 0
    for word in [one for one in _words(text) if one not in _CHAFF] or _words(text):
        best = max((place for known, place in index.items() if known.startswith(word)), default=0) * 2
        if not best:
            best = max((place for known, place in index.items() if _nearly(word, known)), default=0)
        if not best:
            return 0
        worth += best
    return worth


def _labels(directory: Directory, service: Service) -> str:
    needs = {need.id: need.label for need in directory.needs}
    kinds = {one.id: one.label for one in directory.kinds}
    return " ".join([kinds.get(service.kind, ""), *(needs.get(need, "") for need in service.needs)])


@lru_cache(maxsize=1024)
def _index(service: Service, labels: str) -> Mapping[str, int]:
    """Every word of a service with the worth of its best place."""
    index: dict[str, int] = {}
    about = (service.summary, service.who_for, service.area, labels, *(ban.value for ban in service.do_not_print))
    for place, texts in ((_ABOUT, about), (_WHO, (service.run_by, service.id)), (_NAME, (service.name,))):
        for text in texts:
            index.update(dict.fromkeys(_words(text), place))
    return index


@lru_cache(maxsize=1024)
def _numbers(service: Service) -> tuple[str, ...]:
    """The digits of all its numbers, those not to be printed too: who finds an old number should find its service."""
    old = ["".join(one for one in ban.value if one.isdecimal()) for ban in service.do_not_print if ban.type == "number"]
    listed = [line.number for line in service.phones] + [line.number for line in service.texts]
    return (*(normal_form(number) for number in listed), *old)


def _words(text: str) -> list[str]:
    return words_of(text.replace("'", "").replace("’", "").replace("_", " "))


def _nearly(word: str, known: str) -> bool:
    """Whether a word begins another with a slip or two: a letter wrong, missing, too many, or two swapped."""
    slips = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    return slips > 0 and word[0] == known[:1] and _distance(word, known, slips) <= slips


def _distance(word: str, known: str, limit: int) -> int:
    """Count the slips between a word and the nearest beginning of another, as far as ``limit`` and one more.

    Optimal string alignment: a letter wrong, missing, too many, or two neighbours swapped.
    """
    known = known[: len(word) + limit]
    before: list[int] = []
    row = list(range(len(known) + 1))
    for place, letter in enumerate(word, 1):
        above, row = row, [place]
        for column, other in enumerate(known, 1):
            cost = min(above[column] + 1, row[column - 1] + 1, above[column - 1] + (letter != other))
            if place > 1 and column > 1 and letter == known[column - 2] and word[place - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = above
    return min(row)
