"""Hearings on the case page and in scripts: the next first, then those without an outcome, then the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from hru_advocate.casework.law.clock_lines import ClockLine, clock_lines
from hru_advocate.casework.law.court import HearingInCourt, court_of
from hru_advocate.casework.law.legal_options import checks_of
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import near_day_in_words
from hru_advocate.domain.forms.answers import Answer, answer_to, value_of
from hru_advocate.domain.forms.definition import FormDefinition
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.law.hearings import HearingView, open_questions
from hru_advocate.domain.moments import day_in_words

_PAST: Final = frozenset({"over", "cannot_tell"})
"""States that help nobody once the hearing is over."""

HearingPlace = Literal["ahead", "unanswered", "gone"]


@dataclass(frozen=True, slots=True)
class HearingLine:
    """One hearing: when, what for, where, who goes along, what is still to be asked, and its clocks."""

    entry: str
    kind: HearingPlace
    day: date | None
    near: str
    when_words: str
    what: str
    where: str
    support: str
    state_words: str
    outcome: str
    questions: tuple[str, ...]
    clocks: tuple[ClockLine, ...]


def hearing_lines(session: Session, case: str) -> tuple[HearingLine, ...]:
    """The hearings of a case: those without an outcome that have gone by, the next one first, then what is over."""
    form, today = session.forms.newest("hearing"), session.now().date()
    checks = checks_of(session)
    lines = [_line(form, one, clock_lines(session, one, checks), today) for one in court_of(session, case).hearings]
    ahead = [line for line in lines if line.kind == "ahead"]
    unanswered = [line for line in lines if line.kind == "unanswered"]
    gone = [line for line in lines if line.kind == "gone"]
    return (*_by_day(ahead), *_by_day(unanswered), *reversed(_by_day(gone)))


def _by_day(lines: list[HearingLine]) -> list[HearingLine]:
    return sorted(lines, key=lambda line: (line.day or date.min, line.when_words, line.entry))


def _line(form: FormDefinition, court: HearingInCourt, clocks: tuple[ClockLine, ...], today: date) -> HearingLine:
    one = court.hearing
    kind: HearingPlace = "ahead" if one.comes(today) else "unanswered" if one.unanswered(today) else "gone"
    until = f" to {day_in_words(one.last_day)}" if one.last_day and one.last_day != one.day else ""
    day = f"{day_in_words(one.day, weekday=True)}{until}" if one.day else ""
    then = f"next on {day_in_words(one.next_set, weekday=True)}" if one.next_set else ""
    return HearingLine(
        entry=one.entry,
        kind=kind,
        day=one.day,
        near=near_day_in_words(one.day, today) if one.day else "",
        when_words=", ".join(part for part in (day, one.at) if part),
        what=one.what,
        where=", ".join(part for part in (one.court, one.room) if part),
        support=_support(form, one),
        state_words=", ".join(filter(None, (_choice(form, one, "state"), then))),
        outcome=one.outcome,
        questions=open_questions(one) if kind == "ahead" else (),
        clocks=tuple(line for line in clocks if kind == "ahead" or line.state not in _PAST),
    )


def _choice(form: FormDefinition, one: HearingView, field: str) -> str:
    answer = answer_to(one.answers, field)
    return answer_in_words(form.by_id[field], answer) if answer.given else ""


def _support(form: FormDefinition, one: HearingView) -> str:
    """Say whether the person comes, with whom, by which entrance, with which measures."""
    parts = []
    if value_of(one.answers, "wants_to_be_there") is False:
        parts.append("does not want to be there")
    if one.goes_with:
        parts.append(f"goes with {', '.join(one.goes_with)}")
    elif value_of(one.answers, "goes_alone"):
        parts.append("wants to go without company")
    if entrance := _choice(form, one, "entrance"):
        parts.append(f"separate entrance: {entrance.lower()}")
    if interpreter := _choice(form, one, "interpreter"):
        parts.append(f"interpreter: {interpreter.lower()}")
    parts += _measures(form, one)
    return " · ".join(parts)


def _measures(form: FormDefinition, one: HearingView) -> list[str]:
    if value_of(one.answers, "measures_wanted") == "no":
        return ["no special measures wanted"]
    inner = {field.id: field for field in form.by_id["measures"].fields}
    said = []
    for row in value_of(one.answers, "measures") or ():
        measure: Answer = row["measure"]
        words = answer_in_words(inner["measure"], measure).lower()
        answer = answer_to(row, "answer")
        stands = answer_in_words(inner["answer"], answer).lower() if answer.given else ""
        asked = "asked for" if value_of(row, "asked_on") else "wanted"
        said.append(f"{words} {stands or asked}")
    return said
