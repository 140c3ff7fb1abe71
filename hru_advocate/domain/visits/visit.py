"""A visit: who goes, out and back by the clock, how it stands at a moment, and what it needs and has not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.moments import Moment

VisitStanding = Literal["planned", "not_out", "out", "overdue", "back", "called_off"]
"""States of a visit by the clock; ``not_out`` is planned, its time out has come, and nobody said so."""

STANDING_WORDS: Final[Mapping[VisitStanding, str]] = {
    "planned": "planned",
    "not_out": "not said to be out",
    "out": "out",
    "overdue": "overdue",
    "back": "back",
    "called_off": "called off",
}

LONGEST: Final = timedelta(hours=24)
"""No visit is longer: whoever is away longer checks in between."""

_OPEN: Final = frozenset({"planned", "out"})


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit as it stands in its newest version. Times are wall times of the unit, without zone."""

    entry: str
    record: str
    who: str
    company: str
    state: str
    on: date | None
    leaves: datetime | None
    returns: datetime | None
    answers: Answers

    @property
    def open(self) -> bool:
        """True until somebody says that who went is back, or that nobody goes."""
        return self.state in _OPEN

    @property
    def asks_on(self) -> date | None:
        """The day it asks for something, until it is over."""
        return self.on if self.open else None

    def standing(self, now: datetime) -> VisitStanding:
        """Say how it stands at a moment. One that nobody called off counts as gone on, and may be overdue."""
        wall = now.replace(tzinfo=None)
        if self.state == "back":
            return "back"
        if self.state == "called_off":
            return "called_off"
        if self.returns is not None and wall >= self.returns:
            return "overdue"
        if self.state == "out":
            return "out"
        return "not_out" if self.leaves is not None and wall >= self.leaves else "planned"

    def overdue_minutes(self, now: datetime) -> int:
        """Whole minutes past the time it was to be back; 0 while it is not overdue."""
        if self.standing(now) != "overdue" or self.returns is None:
            return 0
        return int((now.replace(tzinfo=None) - self.returns).total_seconds() // 60)

    def changes_at(self, now: datetime) -> datetime | None:
        """The next wall time at which it stands otherwise by the clock alone."""
        wall = now.replace(tzinfo=None)
        ahead = [at for at in (self.leaves, self.returns) if at is not None and at > wall]
        return min(ahead, default=None) if self.open else None

    @property
    def with_person(self) -> Moment | None:
        """The time with the person as told; where nobody wrote it down, the whole time out."""
        if self.leaves is None or self.returns is None:
            return None
        begin = _at(self.leaves, value_of(self.answers, "there_from")) or self.leaves
        end = _at(self.leaves, value_of(self.answers, "there_until")) or self.returns
        return Moment("", f"{begin:%Y-%m-%dT%H:%M}", f"{max(begin, end):%Y-%m-%dT%H:%M}", exact=True)


def read_visit(entry: str, record: str, answers: Answers) -> Visit:
    """The typed view of a record of purpose ``visit``."""
    on: date | None = value_of(answers, "on")
    leaves = _clock(on, value_of(answers, "out"))
    return Visit(
        entry=entry,
        record=record,
        who=value_of(answers, "who") or "",
        company=value_of(answers, "company") or "",
        state=value_of(answers, "state") or "planned",
        on=on,
        leaves=leaves,
        returns=_clock(value_of(answers, "back_on") or on, value_of(answers, "back")),
        answers=answers,
    )


def gravest(versions: list[Visit], now: datetime) -> Visit:
    """Of versions that disagree, the one that is safer to believe: somebody is out rather than back."""
    order = ("overdue", "out", "not_out", "planned", "back", "called_off")
    wall = now.replace(tzinfo=None)
    return min(versions, key=lambda one: (order.index(one.standing(now)), one.returns or wall, one.entry))


def visit_fault(visit: Visit) -> tuple[str, str] | None:
    """Name the field and the sentence of what a visit needs and has not."""
    return _wrong_times(visit) or _missing(visit) or _wrong_check_in(visit)


def _wrong_times(visit: Visit) -> tuple[str, str] | None:
    if visit.leaves is None or visit.returns is None:
        return None
    if visit.returns <= visit.leaves:
        other_day = value_of(visit.answers, "back_on") is not None
        return (
            "back_on" if other_day else "back",
            "The time back lies before the time out. If it is after midnight, give the day back as well.",
        )
    if visit.returns - visit.leaves > LONGEST:
        return "back_on", "A visit takes at most a day: whoever is away longer checks in between."
    begin, end = (_at(visit.leaves, value_of(visit.answers, field)) for field in ("there_from", "there_until"))
    for field, at in (("there_from", begin), ("there_until", end)):
        if at is not None and at > visit.returns:
            return field, "This time lies outside the time out and back."
    if begin is not None and end is not None and end <= begin:
        return "there_until", "This time lies before the time the visit begins."
    return None


def _missing(visit: Visit) -> tuple[str, str] | None:
    answers = visit.answers
    if visit.company not in ("", "alone") and not _said(answers, "with_name"):
        return "with_name", "Say who goes along."
    if visit.state == "called_off" and not _said(answers, "called_off_because"):
        return "called_off_because", "A visit is called off with its reason."
    if visit.state == "back" and not isinstance(value_of(answers, "checked_in"), Moment):
        return "checked_in", "Who is back has checked in: say when."
    return None


def _wrong_check_in(visit: Visit) -> tuple[str, str] | None:
    checked: Moment | None = value_of(visit.answers, "checked_in") if visit.state == "back" else None
    if checked is None or visit.leaves is None:
        return None
    if checked.day is None:
        return "checked_in", "This time could not be placed: give the day and the time, such as today 15:40."
    end = checked.end or checked.start or ""
    if end < f"{visit.leaves:%Y-%m-%dT%H:%M}"[: len(end)]:
        return "checked_in", "This time lies before the time out."
    return None


def _said(answers: Answers, field: str) -> bool:
    return bool((value_of(answers, field) or "").strip())


def _clock(day: date | None, clock: str | None) -> datetime | None:
    """A day and a time of the clock such as 14:30."""
    return datetime.fromisoformat(f"{day.isoformat()}T{clock}") if day is not None and clock else None


def _at(leaves: datetime, clock: str | None) -> datetime | None:
    """A time of the clock after one leaves: on that day, or after midnight."""
    at = _clock(leaves.date(), clock)
    return at + timedelta(days=1) if at is not None and at < leaves else at
