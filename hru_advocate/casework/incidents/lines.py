"""The incidents of a case in lines, the newest first, with what was done and how often as told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hru_advocate.casework.records.records import record_lines
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import moment_of
from hru_advocate.domain.incidents.incident import PURPOSE, Incident, read_incident
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.moments import moment_in_words
from hru_advocate.store.ledger import ledger


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One incident in a list.

    ``done`` are the ids of the behaviours and ``done_words`` their words; ``told`` says by whom and, where it was
    written down late, when. ``entry`` is its current version.
    """

    entry: str
    when_words: str
    done: tuple[str, ...]
    done_words: str
    what: str
    count_words: str
    where: str
    told: str
    items: int
    disputed: bool
    corrected: bool
    taken_back: bool


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """The incidents of a case, and the behaviours they were noted with, each with how many they are.

    ``to_ask`` is the incident written down last, today, if nobody was asked yet what it asks for.
    """

    lines: tuple[IncidentLine, ...]
    behaviours: tuple[tuple[str, str, int], ...]
    to_ask: str = ""


def incidents_of(session: Session, case: str) -> tuple[Incident, ...]:
    """The incidents of a case as they stand, what was taken back included; two versions that disagree are two."""
    return tuple(read_incident(record) for record in session.heads(case, [PURPOSE]) if not record.erased)


def incident_page(session: Session, case: str) -> IncidentPage:
    """The incidents of a case in lines, the newest first, and what they can be filtered by."""
    heads = ledger.heads_of_case(session.vault, case, slot=PURPOSE)
    lines = _lines(session, case, _said(session, heads))
    counted: dict[str, int] = {}
    for line in lines:
        for one in line.done if not line.taken_back else ():
            counted[one] = counted.get(one, 0) + 1
    order = {one: place for place, one in enumerate(session.product.behaviours)}
    ranked = sorted(counted, key=lambda one: (-counted[one], order.get(one, len(order))))
    held = tuple((one, session.product.label(one), counted[one]) for one in ranked)
    return IncidentPage(lines, held, _to_ask(session, heads))


def _said(session: Session, heads: Iterable[Entry]) -> dict[str, Incident]:
    """Each current version as it is read, by its entry; what was erased by authority says nothing."""
    records = (session.read(entry) for entry in heads)
    return {record.entry: read_incident(record) for record in records if not record.erased}


def _lines(session: Session, case: str, said: Mapping[str, Incident]) -> tuple[IncidentLine, ...]:
    return tuple(
        IncidentLine(
            entry=line.entry,
            when_words=line.when_words,
            done=found.behaviours,
            done_words=" · ".join(session.product.label(one) for one in found.behaviours),
            what=" ".join(found.what.split()),
            count_words=found.count_words,
            where=found.where,
            told=" · ".join((line.author, *([f"recorded {line.recorded_words}"] if line.late else []))),
            items=len(found.items),
            disputed=line.disputed,
            corrected=line.corrected,
            taken_back=found.taken_back,
        )
        for line in record_lines(session, case, (PURPOSE,))
        if (found := said.get(line.entry)) is not None
    )


def _to_ask(session: Session, heads: Iterable[Entry]) -> str:
    """The incident written down last, if that was today and none of the four questions was answered yet."""
    last = max(heads, key=lambda one: (one.header.recorded.utc, one.header.sequence), default=None)
    if last is None or moment_of(last.header.recorded).date() != session.now().date():
        return ""
    said = read_incident(session.read(last))
    asked = said.triggers or said.conditions or said.plan_change is not None or said.level_up is not None
    return "" if asked or said.taken_back else said.entry


def listed(session: Session, case: str, behaviour: str = "") -> list[dict[str, Any]]:
    """The incidents of a case as plain data, for scripts; of one behaviour alone if one is named."""
    said = _said(session, ledger.heads_of_case(session.vault, case, slot=PURPOSE))
    return [
        {
            "entry": one.entry,
            "when": moment_in_words(one.when),
            "start": one.when.start,
            "end": one.when.end,
            "behaviours": list(one.behaviours),
            "done": line.done_words,
            "what": one.what,
            "words": one.words,
            "basis": one.basis or None,
            "times": one.times,
            "times_told": one.times_told,
            "where": one.where,
            "by": list(one.by),
            "seen_by": one.seen_by,
            "reported_to": list(one.reported_to),
            "reference": one.reference,
            "items": [{"what": item.what, "held_by": item.held_by, "sha256": item.sha256} for item in one.items],
            "signs": list(one.signs),
            "triggers": list(one.triggers),
            "conditions": list(one.conditions),
            "plan_change": one.plan_change,
            "level_up": one.level_up,
            "taken_back": one.taken_back,
        }
        for line in _lines(session, case, said)
        for one in (said[line.entry],)
        if not behaviour or behaviour in one.behaviours
    ]
