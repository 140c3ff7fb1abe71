"""A pack held against what is here: every change in a line, and the entries as they would stand once it is taken.

Ours is never weakened by it. What must not be printed stays so, a line for people who do harm stays one, a refuge stays
one, and no address of a refuge comes in. Nothing is ever taken away: a service that ended is closed, and says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final, Literal

import msgspec

from hru_advocate.domain.law.legal_options import (
    KnownChange,
    LegalOption,
    LegalOptions,
    OptionSource,
    faults_of_option,
)
from hru_advocate.domain.packs.content import PackPart
from hru_advocate.domain.packs.numbers import (
    MEANS,
    every_line,
    number_changes,
    numbers_beside,
    numbers_in,
    refused_in_words,
    with_numbers,
)
from hru_advocate.domain.services.confirmations import BY_PAGE, REFUGE_ADDRESS, banned
from hru_advocate.domain.services.directory import Directory, Service
from hru_advocate.domain.services.guarding import KEPT_KINDS, gives_refuge_away, guarded, harmful_digits
from hru_advocate.domain.services.opening_hours import Hours, write_hours

ChangeSort = Literal["comes", "ticked", "refused"]
"""``comes`` with the pack, is ``ticked`` by somebody or stays open, or is ``refused`` whatever anybody does."""

NOT_TAKEN: Final = "Nothing of it is taken"
SERVICE_FIELDS: Final[Mapping[str, str]] = {
    "name": "Name",
    "run_by": "Run by",
    "kind": "Kind",
    "status": "Status",
    "summary": "What it does",
    "who_for": "Whom it is for",
    "area": "Area",
    "webchat": "Chat on the web",
    "email": "E-mail",
    "website": "Web page",
    "website_seen_in_source": "Web page seen in a source",
    "hours": "Hours",
    "hours_confidence": "How sure the hours are",
    "access": "How to reach it",
    "referral_route": "Who refers",
    "safety_notes": "To know for safety",
    "needs": "Needs",
    "source_urls": "Sources on the web",
    "other_sources": "Other sources",
    "source_date": "Day of the source",
    "confidence": "How sure it is",
    "do_not_print": "Never to be printed",
    "notes": "Notes",
    "source_note": "Note about the source",
}
"""The fields of a service that come with a pack, in words; numbers are ticked one by one."""

_WORDS: Final = (
    "name", "run_by", "summary", "who_for", "hours", "access", "safety_notes", "notes", "source_note", "other_sources",
)  # fmt: skip
"""The fields somebody reads a number in and rings it: one that is new there is ticked, or refused, as any other."""
_NOTHING: Final[Mapping[str, Any]] = {"hours": Hours(), "other_sources": ()}
"""The value of a field of a new service until it was ticked, where that is no text."""

OPTION_FIELDS: Final[Mapping[str, str]] = {
    "name": "Name",
    "category": "Kind",
    "needs": "Needs",
    "cost": "Cost, in short",
    "speed": "Speed, in short",
    "statute": "Statute",
    "who_applies": "Who applies",
    "court": "Court",
    "what_it_can_do": "What it can do",
    "eligibility_prompts": "Questions to ask",
    "duration": "How long",
    "breach_consequence": "If it is broken",
    "cost_to_victim": "Cost",
    "victim_role": "What the person does",
    "tracking_dates": "Days to watch",
    "evidence_useful": "Evidence that helps",
    "in_force": "In force",
    "status": "Status",
    "source_ids": "Sources",
    "source_urls": "Sources on the web",
    "confidence": "How sure it is",
    "to_confirm": "To be confirmed",
    "notes": "Notes",
    "answered": "Questions a case answers",
}
"""The fields of a legal option, in words."""


@dataclass(frozen=True, slots=True)
class Here:
    """The directory and the law as they stand here, with the needs domains that there are."""

    directory: Directory
    options: LegalOptions
    domains: frozenset[str]

    def service(self, service: str) -> Service | None:
        """The service of an id as it stands here, if there is one."""
        return next((one for one in self.directory.services if one.id == service), None)


@dataclass(frozen=True, slots=True)
class PackChange:
    """One line of what a pack would change; ``id`` is what is ticked, ``asks`` what to look at before."""

    id: str
    about: str
    name: str
    what: str
    was: str
    now: str
    sort: ChangeSort = "comes"
    why: str = ""
    asks: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The change in a line."""
        if self.was and self.now:
            said = f"{self.was} becomes {self.now}"
        else:
            said = self.now or (f"{self.was} goes" if self.was else "")
        told = f"{self.name}: {self.what}: {said}" if said else f"{self.name}: {self.what}"
        return f"{told}. {self.why}" if self.why else told


@dataclass(frozen=True, slots=True)
class Taken:
    """The entries that are other than here once a pack is taken, and what of it stays open."""

    services: tuple[Service, ...]
    options: tuple[LegalOption, ...]
    sources: tuple[OptionSource, ...]
    known_changes: tuple[KnownChange, ...]
    waiting: tuple[PackChange, ...]


def changes_of(here: Here, pack: PackPart) -> tuple[PackChange, ...]:
    """Every line that a pack would change, in its own order: services first, then the law."""
    harmful = harmful_digits((*here.directory.services, *pack.services))
    services = (line for one in pack.services for line in _of_service(here, harmful, one))
    known = _known_sources(here, pack)
    options = (line for one in pack.options for line in _of_option(here, known, one))
    return (*services, *options, *_of_sources(here, pack), *_of_known_changes(here, pack))


def taken_of(here: Here, pack: PackPart, ticked: Container[str]) -> Taken:
    """Work out how entries stand here once a pack is taken with these ticks."""
    services: list[Service] = []
    waiting: list[PackChange] = []
    harmful = harmful_digits((*here.directory.services, *pack.services))
    for theirs in pack.services:
        lines = tuple(_of_service(here, harmful, theirs))
        open_lines = [one for one in lines if one.sort == "ticked" and one.id not in ticked]
        waiting += open_lines
        if _refused_whole(here, theirs):
            continue
        may = {one.id for one in lines if one.sort == "ticked" and one.id in ticked}
        ours = here.service(theirs.id)
        after = _after(here.directory, harmful, ours, theirs, may)
        if after != ours:
            services.append(after)
    cited = _known_sources(here, pack)
    options = tuple(
        one for one in pack.options if one != here.options.by_id.get(one.id) and not _refused_option(here, cited, one)
    )
    sources = tuple(one for one in pack.sources if one != here.options.source_by_id.get(one.id))
    known = tuple(_coming(here, pack))
    return Taken(tuple(services), options, sources, known, tuple(waiting))


def _of_service(here: Here, harmful: AbstractSet[str], theirs: Service) -> Iterator[PackChange]:
    ours = here.service(theirs.id)
    refused = _refused_whole(here, theirs)
    if refused:
        yield _line((theirs.id, theirs.name), NOT_TAKEN, "", "", "refused", refused)
        return
    if ours is None:
        yield _line((theirs.id, theirs.name), "New service", "", theirs.summary)
    kept = guarded(ours, theirs)
    name = ours.name if ours else theirs.name
    if ours is not None and ours.kind in KEPT_KINDS and theirs.kind != ours.kind:
        why = "It stays what it is here: what guards a person hangs on it."
        yield _line((theirs.id, name), "Kind", ours.kind, theirs.kind, "refused", why)
    for number in number_changes(here.directory, harmful, ours, kept):
        sort: ChangeSort = "refused" if number.refused else "ticked"
        what = MEANS[number.means]
        yield PackChange(number.id, theirs.id, name, what, number.was, number.now, sort, number.refused, number.asks)
    yield from (line for _field, line in _of_fields(here.directory, harmful, ours, theirs))
    yield from _of_words_beside(ours, kept, name)


def _of_fields(
    directory: Directory, harmful: AbstractSet[str], ours: Service | None, theirs: Service
) -> Iterator[tuple[str, PackChange]]:
    """Each field that is other than here, with the line that says it."""
    kept, known = guarded(ours, theirs), _known_numbers(ours)
    name = ours.name if ours else theirs.name
    blank = {"area": "", "kind": "", "status": ""}
    for field, label in SERVICE_FIELDS.items():
        was, now = getattr(ours, field, None) if ours else None, getattr(kept, field)
        rings = (numbers_in(_said(now)) if field in _WORDS else frozenset()) - known
        told = field in {"name", "summary", "website_seen_in_source"} and not rings
        if was == now or (ours is None and (not now or told)):
            continue
        said = _said(was) if field not in blank or was else ""
        why = refused_in_words(directory, harmful, kept, rings) if rings else _refused_address(kept, field, now)
        ticked = bool(rings) or (field == "website" and theirs.id in BY_PAGE)
        sort: ChangeSort = "refused" if why else "ticked" if ticked else "comes"
        yield field, _line((theirs.id, name), label, said, _said(now), sort, why)


def _refused_address(kept: Service, field: str, now: object) -> str:
    """The reason for which an address on the web, or for mail, does not stand for a service, or ""."""
    return (banned(kept, str(now)) or "") if now and field in {"website", "webchat", "email"} else ""


def _known_numbers(ours: Service | None) -> frozenset[str]:
    """The numbers that words about a service may hold without a tick: those it lists here, and those in its words."""
    if ours is None:
        return frozenset()
    listed = frozenset(line.phone.whose for line in every_line(ours))
    return listed.union(*(numbers_in(_said(getattr(ours, field))) for field in _WORDS))


def _of_words_beside(ours: Service | None, theirs: Service, name: str) -> Iterator[PackChange]:
    """The words beside a number that stays: what it is called and costs."""
    held = {(type(line), line.phone): line for line in every_line(ours)} if ours else {}
    for line in every_line(theirs):
        was = held.get((type(line), line.phone))
        if was is not None and (was.label, was.cost_note) != (line.label, line.cost_note):
            what = f"Words beside {line.number}"
            yield _line((theirs.id, name), what, f"{was.label} · {was.cost_note}", f"{line.label} · {line.cost_note}")


def _after(
    directory: Directory, harmful: AbstractSet[str], ours: Service | None, theirs: Service, ticked: Container[str]
) -> Service:
    """A service as it would stand; ``ticked`` are changes that may be made, none of which is refused."""
    after = with_numbers(ours, guarded(ours, theirs), ticked)
    for field, line in _of_fields(directory, harmful, ours, theirs):
        if line.sort == "refused" or (line.sort == "ticked" and line.id not in ticked):
            held = getattr(ours, field) if ours else _NOTHING.get(field, "")
            after = msgspec.structs.replace(after, **{field: held})
    return after


def _refused_whole(here: Here, theirs: Service) -> str:
    """The reason nothing of a service is taken, or ""."""
    ours, directory = here.service(theirs.id), here.directory
    if theirs.kind not in {one.id for one in directory.kinds}:
        return "Its kind is none this program knows."
    if theirs.area not in {one.name for one in directory.areas}:
        return "Its area is none this program knows."
    if not set(theirs.needs) <= {one.id for one in directory.needs}:
        return "It names a need this program does not know."
    if not all(ban.is_usable for ban in theirs.do_not_print):
        return "Its do-not-print list cannot be used."
    if not numbers_beside(theirs) <= (numbers_beside(ours) if ours else frozenset()):
        return "The words beside a number hold another one."
    if ours is None and numbers_in(theirs.name):
        return "Its name holds a number."
    return REFUGE_ADDRESS if gives_refuge_away(ours, theirs) else ""


def _of_option(here: Here, cited: AbstractSet[str], theirs: LegalOption) -> Iterator[PackChange]:
    ours = here.options.by_id.get(theirs.id)
    if refused := _refused_option(here, cited, theirs):
        yield _line((theirs.id, theirs.name), NOT_TAKEN, "", "", "refused", refused)
        return
    if ours is None:
        yield _line((theirs.id, theirs.name), "New legal option", "", theirs.what_it_can_do)
    for field, label in OPTION_FIELDS.items():
        was, now = getattr(ours, field) if ours else None, getattr(theirs, field)
        if was != now and not (ours is None and (not now or field in {"name", "what_it_can_do"})):
            yield _line((theirs.id, ours.name if ours else theirs.name), label, _said(was), _said(now))


def _known_sources(here: Here, pack: PackPart) -> frozenset[str]:
    """The sources that options may cite: worked out once, as a pack may have thousands of each."""
    return frozenset((*here.options.source_by_id, *(one.id for one in pack.sources)))


def _refused_option(here: Here, cited: AbstractSet[str], theirs: LegalOption) -> str:
    if not set(theirs.needs) <= here.domains:
        return "It names a need this program does not know."
    fault = next(faults_of_option(theirs, cited), "")
    return "It does not say what an option has to say." if fault else ""


def _of_sources(here: Here, pack: PackPart) -> Iterator[PackChange]:
    for one in pack.sources:
        ours = here.options.source_by_id.get(one.id)
        if one != ours:
            yield _line((one.id, one.title), "Source", _said(ours), _said(one))


def _of_known_changes(here: Here, pack: PackPart) -> Iterator[PackChange]:
    for one in _coming(here, pack):
        yield _line(("", "The law"), "A change that is known of", "", one.what)


def _coming(here: Here, pack: PackPart) -> Iterator[KnownChange]:
    """The changes of the law that a pack brings and that are of options which are known, or come with it."""
    cited, held = _known_sources(here, pack), here.options.known_changes
    known = {*here.options.by_id, *(one.id for one in pack.options if not _refused_option(here, cited, one))}
    yield from (one for one in pack.known_changes if one not in held and set(one.affects) <= known)


def _line(
    about: tuple[str, str], what: str, was: str, now: str, sort: ChangeSort = "comes", why: str = ""
) -> PackChange:
    """A line about an entry, by its id and name."""
    told = f"{about[0]}\n{what}\n{was}\n{now}".encode()
    return PackChange(hashlib.sha256(told).hexdigest()[:12], *about, what, was, now, sort, why)


def _said(value: Any) -> str:  # noqa: ANN401 - a field of any kind
    """A field in words: lists with semicolons between, hours as they are written, parts by what they hold."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(_said(one) for one in value)
    if isinstance(value, Hours):
        return " · ".join(part for part in (write_hours(value), value.note) if part)
    if isinstance(value, msgspec.Struct):
        return ", ".join(_said(one) for one in msgspec.structs.astuple(value) if one)
    return str(value)
