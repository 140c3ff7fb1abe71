"""The directory of services: find, look at, confirm a number and, separately, its hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from hru_advocate.casework.checks.purpose_checks import print_rules
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import near_day_in_words
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.services.confirmations import (
    Confirmation,
    PrintLine,
    PrintRules,
    lines_of,
    print_line,
    standing_line,
)
from hru_advocate.domain.services.directory import PERPETRATOR_KIND, Confidence, Service
from hru_advocate.domain.services.opening_hours import OpenState, next_opening, state_at, write_hours
from hru_advocate.domain.services.signposting import AskedAt, find
from hru_advocate.errors import NotFound

OPEN_WORDS = {"open": "open now", "closed": "closed now", "not known": "hours not known"}
CONFIDENCE: Final[dict[Confidence, str]] = {
    "two_sources": "two sources agree",
    "one_source": "one source",
    "conflicting": "sources differ: to be confirmed by the unit",
    "unverified": "to be confirmed by the unit",
}


@dataclass(frozen=True, slots=True)
class DirectoryFilter:
    """A filter of services; an empty text means any."""

    text: str = ""
    need: str = ""
    area: str = ""
    kind: str = ""
    open_now: bool = False


@dataclass(frozen=True, slots=True)
class DirectoryChoices:
    """The choices of the filter: ``(id, words)`` each."""

    needs: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service in a list. ``state``: fine (fresh number), caution (not or long ago), danger (never printed)."""

    id: str
    name: str
    run_by: str
    kind_words: str
    area: str
    summary: str
    numbers: tuple[str, ...]
    number_words: str
    hours_words: str
    open_state: OpenState
    open_words: str
    state: str
    for_perpetrators: bool


@dataclass(frozen=True, slots=True)
class ServicePage:
    """Everything known of one service, with what was confirmed and what must not be printed."""

    line: ServiceLine
    who_for: str
    phones: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]
    website: str
    email: str
    hours_lines: tuple[str, ...]
    hours_listed: str
    access: str
    referral_route: str
    safety_notes: str
    notes: str
    sources: tuple[str, ...]
    do_not_print: tuple[str, ...]
    confirmations: tuple[str, ...]
    confidence_words: str
    questions: tuple[str, ...]


def choices(session: Session) -> DirectoryChoices:
    """Everything services can be filtered by."""
    directory = session.product.library.services
    used = {service.kind for service in directory.services}
    return DirectoryChoices(
        needs=tuple((one.id, one.label) for one in directory.needs),
        areas=tuple((one.id, one.label) for one in directory.authorities),
        kinds=tuple(
            (one.id, one.label) for one in sorted(directory.kinds, key=lambda one: one.order) if one.id in used
        ),
    )


def find_services(session: Session, wanted: DirectoryFilter) -> tuple[ServiceLine, ...]:
    """The services that fit, the best first."""
    directory = session.product.library.services
    now, holidays = session.now(), session.product.bank_holidays
    found = find(
        directory,
        wanted.text,
        needs=frozenset({wanted.need}) if wanted.need else frozenset(),
        area=wanted.area,
        kind=wanted.kind,
        open_at=AskedAt(now, holidays) if wanted.open_now else None,
    )
    known, rules = confirmations(session), print_rules(session)
    return tuple(
        _line(session, one.service, known, rules, one.state or state_at(one.service.hours, now, holidays))
        for one in found
    )


def confirmations(session: Session) -> tuple[Confirmation, ...]:
    """Every confirmation the unit has made that no pack has put out of date, oldest first."""
    found = []
    for record in session.heads(None, ["confirmation"]):
        if record.entry in session.product.packs.fallen:
            continue
        answers = record.answers
        right = value_of(answers, "right")
        found.append(
            Confirmation(
                service=next(iter(value_of(answers, "service")), "").removeprefix("sv_"),
                what=value_of(answers, "what"),
                value=value_of(answers, "value"),
                by=value_of(answers, "by"),
                on=value_of(answers, "on"),
                against=value_of(answers, "against"),
                right=right is not False,
            )
        )
    return tuple(reversed(found))


def lines_for_paper(session: Session, services: Sequence[str]) -> tuple[PrintLine, ...]:
    """Services as they stand on a victim's paper today, in the order asked for; unknown ids are left out."""
    known, rules, today = confirmations(session), print_rules(session), session.now().date()
    directory = {service.id: service for service in session.product.library.services.services}
    return tuple(print_line(directory[one], known, today, rules=rules) for one in services if one in directory)


def service(session: Session, service_id: str) -> ServicePage:
    """Everything known of one service; NotFound when there is none."""
    found = session.product.library.service(service_id)
    known, rules = confirmations(session), print_rules(session)
    mine = [one for one in known if one.service == service_id]
    now = session.now()
    state = state_at(found.hours, now, session.product.bank_holidays)
    opens = next_opening(found.hours, now, session.product.bank_holidays) if state == "closed" else None
    line = print_line(found, known, now.date(), rules=rules)
    return ServicePage(
        line=_line(session, found, known, rules, state),
        who_for=found.who_for,
        phones=tuple((one.number, one.label) for one in lines_of(found, mine) if one.means == "ring"),
        texts=tuple(
            (one.number, f"{one.keyword} · {one.label}" if one.keyword else one.label)
            for one in lines_of(found, mine)
            if one.means == "text"
        ),
        website=found.website,
        email=found.email,
        hours_lines=_hours_lines(found, state, opens, now),
        hours_listed=write_hours(found.hours),
        access=found.access,
        referral_route={"self": "people refer themselves", "professional": "professionals refer"}.get(
            found.referral_route, "people refer themselves, and professionals refer"
        ),
        safety_notes=found.safety_notes,
        notes=found.notes,
        sources=(*found.source_urls, *found.other_sources),
        do_not_print=tuple(f"{ban.value}: {ban.why}" for ban in found.do_not_print),
        confirmations=tuple(_say_confirmation(one, now.date()) for one in reversed(mine)),
        confidence_words=CONFIDENCE[found.confidence],
        questions=(*line.queries, *_of_packs(session, service_id)),
    )


def _of_packs(session: Session, service_id: str) -> Iterator[str]:
    """Yield what packs leave to ask about a service: changes that were not ticked, and days that are over."""
    packs = session.product.packs
    for one in (one for waiting in packs.waiting.values() for one in waiting):
        if one.about == service_id:
            now, was = one.now or "none", one.was or "none"
            yield f"A pack would have {now} in place of {was}; it waits on the page of packs."
    came = packs.pack_of.get(service_id)
    if came is not None and came.until < session.now().date():
        yield f"It came with a pack that counted until {day_in_words(came.until)}; ask for a newer one."


def listed(session: Session, wanted: DirectoryFilter) -> list[dict[str, Any]]:
    """The services that fit as plain data, for scripts."""
    return [asdict(line) for line in find_services(session, wanted)]


def page_listed(session: Session, service_id: str) -> dict[str, Any]:
    """One service with what was confirmed of it as plain data, for scripts.

    Raises:
        NotFound: none has that id.
    """
    known = {one.id for one in session.product.library.services.services}
    wanted = service_id.strip().removeprefix("sv_")
    if wanted not in known:
        raise NotFound
    page: dict[str, Any] = asdict(service(session, wanted))
    line: dict[str, Any] = page.pop("line")
    return line | page


def confirm(  # noqa: PLR0913 - who, when, against what: each is a part of the confirmation
    session: Session,
    service_id: str,
    what: str,
    value: str,
    *,
    by: str,
    against: str,
    on: date | None = None,
    right: bool = True,
) -> Saved:
    """Keep that a named person checked a number or the hours of a service.

    Raises:
        InvalidAnswer: the value is on the service's do-not-print list, cannot be a number or hours, or the check
            names nobody or nothing; it names the field, nothing was saved.
    """
    day = on or session.now().date()
    raw = {
        "service": [f"sv_{service_id}"],
        "what": what,
        "value": value,
        "by": by,
        "on": day.isoformat(),
        "against": against,
        "right": right,
    }
    return save(session, "confirmation", raw)


def _line(
    session: Session, found: Service, known: Sequence[Confirmation], rules: PrintRules, state: OpenState
) -> ServiceLine:
    today = session.now().date()
    line = standing_line(found, known, today, rules=rules)
    kinds = {one.id: one.label for one in session.product.library.services.kinds}
    mine = [one for one in known if one.service == found.id and one.what == "number" and one.right]
    newest = max(mine, key=lambda one: one.on, default=None)
    words = "not confirmed" if newest is None else f"confirmed {near_day_in_words(newest.on, today)} by {newest.by}"
    if line.refused:
        words = line.refused
    danger = found.kind == PERPETRATOR_KIND or found.status == "closed"
    return ServiceLine(
        id=found.id,
        name=found.name,
        run_by=found.run_by,
        kind_words=kinds.get(found.kind, found.kind),
        area=found.area,
        summary=found.summary,
        numbers=tuple(one.number for one in lines_of(found, [one for one in known if one.service == found.id])),
        number_words=words,
        hours_words=line.hours or found.hours.in_words,
        open_state=state,
        open_words=OPEN_WORDS[state],
        state="danger" if danger else "caution" if line.needs_tick or line.refused else "fine",
        for_perpetrators=found.kind == PERPETRATOR_KIND,
    )


def _hours_lines(found: Service, state: OpenState, opens: datetime | None, now: datetime) -> tuple[str, ...]:
    lines = [found.hours.in_words or "Hours not known", OPEN_WORDS[state]]
    if opens is not None:
        lines.append(f"opens {near_day_in_words(opens.date(), now.date())} at {opens:%H:%M}")
    if found.hours.note:
        lines.append(found.hours.note)
    lines.append(f"Bank holidays: {found.hours.bank_holidays}")
    return tuple(lines)


def _say_confirmation(one: Confirmation, today: date) -> str:
    age = (today - one.on).days
    right = "" if one.right else "found wrong: "
    old = " (long ago)" if timedelta(days=age) > timedelta(days=90) else ""
    against = {"rang": "rang it", "own_page": "their own page", "written": "in writing", "in_person": "told in person"}
    how = against.get(one.against, one.against)
    return f"{one.what}: {right}{one.value} · {day_in_words(one.on)}{old} · {one.by} · {how}"
