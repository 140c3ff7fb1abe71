"""The four questions after an incident was noted: a new look, conditions it may touch, the plan, the level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.casework.law.orders import ConditionLine, conditions_live, days_of_change
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.going_on import one_that_stands
from hru_advocate.casework.records.records import with_labels
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answer
from hru_advocate.domain.incidents.behaviours import events_asked
from hru_advocate.domain.incidents.diary.preview import clock_of
from hru_advocate.domain.incidents.incident import Incident, read_incident
from hru_advocate.domain.moments import moment_in_words
from hru_advocate.domain.projecting import line_of
from hru_advocate.errors import InvalidAnswer
from hru_advocate.store.ledger import ledger

FORM: Final = "incident"
ASKED_AFTER: Final = "Asked after it was noted"
"""The reason such an answer is written down with: the incident itself says what it said."""


@dataclass(frozen=True, slots=True)
class TouchedCondition:
    """A live condition an incident may touch: its words, whether the order surely held, and if it is ticked.

    It is named by its ``id``: what is shown may stand there without names, and is never what is kept.
    """

    id: str
    words: str
    sure: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class AfterNoting:
    """The questions asked about an incident once it was noted.

    ``about`` says which incident; ``events`` are those it may make so, by id and words, the likelier first, and
    ``chosen_events`` those it was said to; ``conditions`` were live on its day.
    """

    entry: str
    case: str
    about: str
    events: tuple[tuple[str, str], ...]
    likely: int
    chosen_events: tuple[str, ...]
    conditions: tuple[TouchedCondition, ...]
    plan_change: bool | None
    level_up: bool | None


@dataclass(frozen=True, slots=True)
class AfterAnswers:
    """The answers to the four questions, conditions by their ids; ``None`` was not answered."""

    events: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    plan_change: bool | None = None
    level_up: bool | None = None


def after_noting(session: Session, entry: str) -> AfterNoting:
    """The questions about one incident; NotFound when there is no such entry."""
    record = session.read(ledger.entry(session.vault, entry))
    incident, product = read_incident(record), session.product
    likely = events_asked(product.behaviours, incident.behaviours)
    chosen = tuple(dict.fromkeys((*likely, *incident.triggers)))
    rest = [one for one, _label in product.choices("trigger") if one not in chosen]
    when = moment_in_words(incident.when)
    return AfterNoting(
        entry=entry,
        case=record.case or "",
        about=f"{when}: {with_labels(session, line_of(record))}" if when else with_labels(session, line_of(record)),
        events=tuple((one, product.label(one)) for one in (*chosen, *rest)),
        likely=len(chosen),
        chosen_events=incident.triggers,
        conditions=_conditions(session, record.case or "", incident),
        plan_change=incident.plan_change,
        level_up=incident.level_up,
    )


def _conditions(session: Session, case: str, incident: Incident) -> tuple[TouchedCondition, ...]:
    """The conditions live on the incident's day, of a span on any day of it; what was ticked before stays ticked."""
    held, ends = incident.conditions, [text for text in (incident.when.start, incident.when.end) if text]
    days = {date.fromisoformat(text[:10]) for text in ends} or {session.now().date()}
    begin, end = min(days), max(days)
    if begin < end:  # what changed is looked for in a span alone
        days |= {day for day in days_of_change(session, case) if begin < day < end}
    at = clock_of(incident.when)
    lines = [line for day in sorted(days) for line in conditions_live(session, case, day, at)]
    ticked = {one: _ticked(one, lines) for one in held}
    chosen = {line.id for those in ticked.values() for line in those}
    found: dict[str, TouchedCondition] = {}
    first: dict[tuple[str, str], str] = {}
    for line in lines:
        id_ = first.setdefault((line.order, _kept_words(line)), line.id)
        if id_ not in found or (line.sure and not found[id_].sure):
            found[id_] = TouchedCondition(id_, _kept_words(line), line.sure, chosen=line.id in chosen)
    before = (f"kept {number}" for number in range(len(held)))
    kept = [TouchedCondition(next(before), one, sure=True, chosen=True) for one in held if not ticked[one]]
    return (*found.values(), *kept)


def _kept_words(line: ConditionLine) -> str:
    return f"{line.order_words}: {line.words}"


def _ticked(held: str, lines: Sequence[ConditionLine]) -> list[ConditionLine]:
    """The conditions that words kept before mean: in the same words, or of the one order whose days were changed."""
    same = [line for line in lines if _kept_words(line) == held]
    named = [line for line in lines if held.startswith(line.order_name) and held.endswith(f": {line.words}")]
    return same or (named if len({line.order for line in named}) == 1 else [])


def answer_after(session: Session, entry: str, answers: AfterAnswers) -> Saved:
    """Keep the answers as a correction of the incident, with its reason; what it says itself stays as it was.

    Raises:
        NotCorrectable, Disagreement, NotFound, InvalidAnswer: nothing was saved.
    """
    record = one_that_stands(session, entry)
    live = {one.id: one.words for one in _conditions(session, record.case or "", read_incident(record))}
    if not set(answers.conditions) <= set(live):
        raise InvalidAnswer("conditions", "One of the conditions was not live that day. Nothing was saved; look again.")
    asked: dict[str, object] = {
        "triggers": list(answers.events) or None,
        "conditions": [{"condition": live[one]} for one in answers.conditions] or None,
        "plan_change": answers.plan_change,
        "level_up": answers.level_up,
    }
    raw: dict[str, object] = {field: answer for field, answer in record.answers.items() if field not in asked}
    raw |= {field: Answer("answered", value) if value is not None else None for field, value in asked.items()}
    given = {field: value for field, value in raw.items() if value is not None}
    return save(session, FORM, given, corrects=(entry,), reason=ASKED_AFTER)
