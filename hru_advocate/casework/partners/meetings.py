"""The partner meetings of a case in words, what is to come first; each with its threshold and its actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hru_advocate.casework.actions.actions import ActionLine, actions_of_case
from hru_advocate.casework.repeats import RepeatQuestion, repeat_question, thresholds
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import near_day_in_words
from hru_advocate.domain.forms.answers import answer_to, value_of
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.incidents.incident import read_incident
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.partners.meetings import BASIS_WORDS, Meeting, MeetingState, read_meeting
from hru_advocate.domain.partners.thresholds import Thresholds
from hru_advocate.domain.time_words.frame import months_on
from hru_advocate.store.ledger import ledger


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting in words. ``near`` says its day beside today, ``over`` that it has gone by with nothing written."""

    entry: str
    kind: str
    title: str
    state: MeetingState
    state_words: str
    when: str
    near: str
    over: bool
    basis: str
    points: str
    why: str
    outcome: str
    to_do: tuple[str, ...]
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """The meetings of a case, the repeat question if there is one, and what the unit's thresholds say."""

    lines: tuple[MeetingLine, ...]
    question: RepeatQuestion | None
    numbers: tuple[str, ...]


def meetings_page(session: Session, case: str) -> MeetingsPage:
    """The meetings of a case: those to come by their day, then the rest, the newest first."""
    unit, today = thresholds(session), session.now().date()
    meetings = [read_meeting(record) for record in session.heads(case, ["meeting"]) if not record.erased]
    actions = _actions(session, case) if meetings else {}
    lines = [
        _line(session, one, unit, actions.get(one.record, ()))
        for one in sorted(meetings, key=lambda one: _order(one, today))
    ]
    return MeetingsPage(tuple(lines), repeat_question(session, case), tuple(_numbers(session, case, unit)))


def _order(meeting: Meeting, today: date) -> tuple[bool, int, str]:
    planned = meeting.state == "planned"
    day = (meeting.asks[0] if meeting.asks else meeting.on) or meeting.on or meeting.referred_on or today
    return not planned, day.toordinal() if planned else -(meeting.on or day).toordinal(), meeting.entry


def _actions(session: Session, case: str) -> dict[str, tuple[ActionLine, ...]]:
    """The actions of a case by the record they came from, whichever of its versions they name."""
    origins = {
        record.entry: value_of(record.answers, "from_entry")
        for record in session.heads(case, ["action"])
        if not record.erased and value_of(record.answers, "from_entry")
    }
    found: dict[str, tuple[ActionLine, ...]] = defaultdict(tuple)
    named = ledger.entries(session.vault, sorted(set(origins.values())))  # one may be missing: on another laptop alone
    record_of = {one.header.id: one.header.record for one in named}
    for line in actions_of_case(session, case) if origins else ():
        if (record := record_of.get(origins.get(line.entry, ""))) is not None:
            found[record] += (line,)
    return found


def _line(session: Session, meeting: Meeting, unit: Thresholds, actions: tuple[ActionLine, ...]) -> MeetingLine:
    today, answers = session.now().date(), meeting.answers
    form = session.forms.newest("meeting")
    day = day_in_words(meeting.on, weekday=True) if meeting.on else "no day yet"
    parts = [day, value_of(answers, "at"), value_of(answers, "place")]
    basis = [words for one, words in BASIS_WORDS.items() if one in meeting.basis]
    points = _points(meeting, unit)
    tool = " ".join(part for part in (value_of(answers, "tool"), value_of(answers, "tool_version")) if part)
    return MeetingLine(
        entry=meeting.entry,
        kind=meeting.kind,
        title=meeting.title,
        state=meeting.state,
        state_words=answer_in_words(form.by_id["state"], answer_to(answers, "state")),
        when=", ".join(part for part in parts if part),
        near=near_day_in_words(meeting.on, today) if meeting.on else "",
        over=meeting.state == "planned" and meeting.on is not None and meeting.on < today,
        basis=", ".join(basis),
        points=f"{tool or 'Risk tool'}: {points}" if points else "",
        why=" ".join(meeting.why.split()),
        outcome=value_of(answers, "outcome") or "",
        to_do=tuple(_to_do(meeting, actions, today)),
        actions=actions,
    )


def _points(meeting: Meeting, unit: Thresholds) -> str:
    """The points of a risk tool; held against the unit's number for a MARAC, which is of no other meeting."""
    points, questions = (value_of(meeting.answers, field) for field in ("tool_points", "tool_questions"))
    if meeting.kind == "marac" or points is None:
        return unit.points_words(points, questions)
    return f"{points} of {questions}" if questions else str(points)


def _to_do(meeting: Meeting, actions: tuple[ActionLine, ...], today: date) -> Iterable[str]:
    """Say what is still to be asked before a meeting, and to be done after it."""
    answers = meeting.answers
    if meeting.state == "planned":
        yield from _before(meeting, today)
        return
    if meeting.state == "held" and not actions:
        yield "No action is noted. Each thing somebody is to do has an owner and a day."
    if not value_of(answers, "told_on") and not (value_of(answers, "not_told_because") or "").strip():
        yield "Tell the person what came of it, or say why not."


def _before(meeting: Meeting, today: date) -> Iterable[str]:
    answers = meeting.answers
    if meeting.on is not None and meeting.on < today:
        yield "Its day has gone by: how did it go?"
        return
    if meeting.on is None and meeting.chase_on is not None:
        yield f"No day yet: ask after it {near_day_in_words(meeting.chase_on, today)}."
    if not value_of(answers, "wants") and value_of(answers, "knows") != "no":
        yield "What does she or he want the meeting to hear?"
    if not answer_to(answers, "knows").stated:
        yield "Does the person know of it? If not, why not?"
    if not answer_to(answers, "consent").stated:
        yield "May what we know be shared, or why without consent?"


def _numbers(session: Session, case: str, unit: Thresholds) -> Iterable[str]:
    yield f"A further incident within {unit.repeat_words} after a MARAC may be a repeat"
    if unit.escalation_incidents is None or unit.escalation_months is None:
        yield "the unit has set no number for escalation"
        return
    today = session.now().date()
    months = unit.escalation_months
    incidents = [read_incident(record) for record in session.heads(case, ["incident"]) if not record.erased]
    reported = [one.day for one in incidents if "police" in one.reported_to and not one.taken_back]
    count = sum(day is not None and today <= months_on(day, months) for day in reported)
    undated = sum(day is None for day in reported)
    more = f", and {undated} without a day" if undated else ""
    yield (
        f"{count} reported to the police within {months} month{'' if months == 1 else 's'}{more}; "
        f"the unit's number for escalation is {unit.escalation_incidents}"
    )
