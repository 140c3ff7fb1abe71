"""The pictures of a case as plain values: its time line, how needs changed, what the plan covers.

The screen and the paper draw the same values. Nothing in them is added up over different things, and none is a score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Final, Literal

from hru_advocate.domain.forms.answers import answer_to, value_of
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.forms.rich_kinds import Rating
from hru_advocate.domain.incidents.pattern import reach_of
from hru_advocate.domain.law.due import happened_to
from hru_advocate.domain.law.orders import by_the_clock, read_order
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import Moment
from hru_advocate.domain.plan.coverage import Coverage, Subject
from hru_advocate.domain.projecting import line_of

LaneKind = Literal["incident", "contact", "visit", "attempt"]
MilestoneKind = Literal["event", "order", "court", "judgement", "plan", "letter", "paper"]
PicturePeriod = Literal["", "week", "month"]
"""The time of one bar in a time line: a week, a month, or ``""`` for the shortest that can be told apart."""
LANES: Final[tuple[LaneKind, ...]] = ("incident", "contact", "visit", "attempt")
MILESTONES: Final[tuple[MilestoneKind, ...]] = ("event", "order", "court", "judgement", "plan", "letter", "paper")
"""From the gravest to the quietest: where several fall together, the first gives the shape."""
SUBJECTS: Final[tuple[Subject, ...]] = ("factor", "trigger", "need", "wish")


@dataclass(frozen=True, slots=True)
class TimeLineRow:
    """A row of what happened again and again: the day of each, in order.

    ``spans`` are the first and last days of what is told over several, ``undated`` how many name no day: they are no
    bar, because nobody said on which days.
    """

    kind: LaneKind
    days: tuple[date, ...]
    spans: tuple[tuple[date, date], ...] = ()
    undated: int = 0

    @property
    def count(self) -> int:
        """Everything of this kind, placed or not."""
        return len(self.days) + len(self.spans) + self.undated


@dataclass(frozen=True, slots=True)
class Milestone:
    """An event that happened once and may explain what came before or after it."""

    day: date
    kind: MilestoneKind
    words: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Contacts and incidents with the moments that matter beside them, up to ``until`` (today)."""

    until: date
    lanes: tuple[TimeLineRow, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    period: PicturePeriod = ""

    @property
    def days(self) -> tuple[date, ...]:
        """Every day on which anything happened, in order."""
        return tuple(
            sorted(
                [
                    *(day for lane in self.lanes for day in lane.days),
                    *(day for lane in self.lanes for span in lane.spans for day in span),
                    *(one.day for one in self.milestones),
                ]
            )
        )

    def since(self, first: date) -> TimeLine:
        """The part of it that reaches to a day or lies after it; what names no day may, so it stays counted."""
        lanes = (
            replace(
                lane,
                days=tuple(day for day in lane.days if day >= first),
                spans=tuple((max(begin, first), end) for begin, end in lane.spans if end >= first),
            )
            for lane in self.lanes
        )
        return replace(
            self,
            lanes=tuple(lane for lane in lanes if lane.count),
            milestones=tuple(one for one in self.milestones if one.day >= first),
        )


@dataclass(frozen=True, slots=True)
class NeedStep:
    """One person's ratings of one need: at first and now, ``None`` where there is no such rating."""

    first: int | None
    now: int | None

    @property
    def direction(self) -> str:
        """``better``, ``worse`` or ``the same``; empty where there is nothing to compare."""
        if self.first is None or self.now is None:
            return ""
        return "better" if self.now < self.first else "worse" if self.now > self.first else "the same"

    def in_words(self) -> str:
        """The change in words: ``4 at first, 2 now: better``."""
        if self.first is None:
            return f"{self.now}, rated once"
        if self.now is None:
            return f"{self.first} at first, not rated since"
        return f"{self.first} at first, {self.now} now: {self.direction}"


@dataclass(frozen=True, slots=True)
class NeedChange:
    """One need: the person's own ratings, and the advocate's beside them where there are any."""

    need: str
    label: str
    own: NeedStep
    advocate: NeedStep | None = None


@dataclass(frozen=True, slots=True)
class NeedChanges:
    """Every need with something to compare; never a total."""

    rows: tuple[NeedChange, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverRow:
    """Of one sort of known thing, how many a live measure answers and how many stand open."""

    subject: Subject
    covered: int
    open: int
    open_high_harm: int = 0


@dataclass(frozen=True, slots=True)
class PlanCover:
    """The cover a plan gives, sort by sort; empty where nothing is known."""

    rows: tuple[CoverRow, ...] = ()


def time_line_of(
    records: Iterable[Record],
    plans: Iterable[Record],
    now: datetime,
    label: Callable[[str], str],
    behaviour: str = "",
) -> TimeLine:
    """The time line of a case up to now from its current records and every version of its plan.

    Of incidents it shows those with a behaviour, where one is given; what else happened stands beside them. What two
    versions of one record say alike stands there once.
    """
    today = now.date()
    rows: dict[LaneKind, dict[tuple[str, Moment | None], Record]] = {kind: {} for kind in LANES}
    told: dict[tuple[str, Milestone], None] = {}
    for record in records:
        if record.erased or value_of(record.answers, "taken_back"):
            continue
        lane = _lane_of(record, today)
        if lane == "incident" and behaviour and behaviour not in (value_of(record.answers, "behaviours") or ()):
            continue
        if lane is not None:
            rows[lane].setdefault((record.record, record.happened), record)
        moments = chain(_milestones_in(record, now, label), court_moments(record))
        told |= dict.fromkeys((record.record, one) for one in moments if one.day <= today)
    versions = sorted((record for record in plans if not record.erased), key=lambda one: (one.recorded.utc, one.entry))
    milestones = [one for _record, one in told]
    milestones += [
        Milestone(day_of(record), "plan", f"Plan, version {number}") for number, record in enumerate(versions, start=1)
    ]
    return TimeLine(
        today,
        tuple(_row_of(kind, found.values()) for kind, found in rows.items() if found),
        tuple(sorted(milestones, key=lambda one: (one.day, MILESTONES.index(one.kind), one.words))),
    )


def _row_of(kind: LaneKind, records: Iterable[Record]) -> TimeLineRow:
    """The row of one kind: an incident stands where it may have been, a contact on its day."""
    days: list[date] = []
    spans: list[tuple[date, date]] = []
    undated = 0
    for record in records:
        reach = reach_of(record.happened) if record.happened is not None else None
        if kind != "incident" or (reach is not None and reach.once):
            days.append(day_of(record))
        elif reach is None:
            undated += 1
        else:
            spans.append((reach.first, reach.last))
    return TimeLineRow(kind, tuple(sorted(days)), tuple(sorted(spans)), undated)


_LANE_OF: Final[Mapping[str, LaneKind]] = {"contact": "contact", "incident": "incident", "visit": "visit"}


def _lane_of(record: Record, today: date) -> LaneKind | None:
    lane = _LANE_OF.get(_sort_of(record))
    if lane == "visit":
        return lane if _went(record, today) else None
    if lane == "contact" and value_of(record.answers, "direction") == "attempt":
        return "attempt"
    return lane


def _went(record: Record, today: date) -> bool:
    """Say whether somebody went on a visit: one that nobody called off counts as gone on once its day is over."""
    state, day = value_of(record.answers, "state"), day_of(record)
    return day <= today and (state in ("out", "back") or (state == "planned" and day < today))


def _sort_of(record: Record) -> str:
    """The subject of a record; a form of no purpose of its own is known by its id."""
    return record.form.id if record.form.purpose == "general" else record.form.purpose


def _milestones_in(record: Record, now: datetime, label: Callable[[str], str]) -> Iterator[Milestone]:
    day, sort = day_of(record), _sort_of(record)
    if sort == "judgement" and "level" in record.form.by_id:
        level = answer_in_words(record.form.by_id["level"], answer_to(record.answers, "level"))
        yield Milestone(day, "judgement", f"Judgement: {level}")
    if sort == "order":
        yield from _milestones_of_order(record, now)
    if sort == "letter":
        yield from _milestones_of_letter(record)
    if sort == "paper" and (made := record.happened) is not None and made.day is not None:
        yield Milestone(made.day, "paper", _copy_in_words(record))
    if sort in ("contact", "incident"):
        for trigger in value_of(record.answers, "triggers") or ():
            yield Milestone(day, "event", label(trigger))


def _milestones_of_letter(record: Record) -> Iterator[Milestone]:
    """The days a letter went and was answered; one that never went has none."""
    title = value_of(record.answers, "title") or ""
    sort = "Statement" if value_of(record.answers, "kind") == "statement" else "Letter"
    if value_of(record.answers, "state") not in ("sent", "answered", "withdrawn"):
        return
    for field, words in (("sent_on", sort), ("answered_on", "Answered")):
        if day := value_of(record.answers, field):
            yield Milestone(day, "letter", f"{words}: {title}")


def _copy_in_words(record: Record) -> str:
    document = answer_in_words(record.form.by_id["document"], answer_to(record.answers, "document"))
    number = value_of(record.answers, "copy_number")
    return f"Copy {number}: {document}" if number else document


_STAGES: Final = (("reported_on", "Reported to the police"), ("charged_on", "Charged"), ("sentenced_on", "Sentence"))


def court_moments(record: Record) -> Iterator[Milestone]:
    """The stages of a criminal case and the hearings that were not taken off the list."""
    if record.form.purpose == "hearing" and value_of(record.answers, "state") != "vacated":
        what = answer_in_words(record.form.by_id["what_for"], answer_to(record.answers, "what_for"))
        yield Milestone(day_of(record), "court", f"Hearing: {what}")
    if record.form.purpose != "criminal_case":
        return
    for field, words in _STAGES:
        if day := value_of(record.answers, field):
            yield Milestone(day, "court", words)
    if (day := value_of(record.answers, "decided_on")) and value_of(record.answers, "decision") != "charged":
        decision = answer_in_words(record.form.by_id["decision"], answer_to(record.answers, "decision"))
        yield Milestone(day, "court", f"Decision: {decision}")


def _milestones_of_order(record: Record, now: datetime) -> Iterator[Milestone]:
    """The days of an order: asked for, made, served, changed, ended; where none is known, the day it was noted."""
    order = by_the_clock(read_order(record), now) if record.form.purpose == "order" else None
    days = list(happened_to(order, now.date())) if order else []
    for day, words in days or [(day_of(record), line_of(record))]:
        yield Milestone(day, "order", words)


def day_of(record: Record) -> date:
    """The day something happened as told, or else the day it was written down, where it was written."""
    happened = record.happened
    if happened is not None and happened.day is not None:
        return happened.day
    return record.recorded.day


def need_changes_of(records: Iterable[Record], label: Callable[[str], str]) -> NeedChanges:
    """The needs that were rated at least twice, or by both people, the most pressing first."""
    ratings: dict[str, dict[str, Rating]] = {}
    for record in sorted(records, key=lambda one: (one.sort, one.recorded.utc, one.entry)):
        if record.form.purpose != "needs" or record.erased:
            continue
        for field in record.form.asked(record.answers):
            value = value_of(record.answers, field.id)
            if field.kind == "rating" and isinstance(value, Rating):
                # Between two versions of one conversation that disagree, the graver stands: it is the safer.
                said = ratings.setdefault(field.fact, {})
                said[record.record] = max(said.get(record.record, value), value, key=_weight)
    rows = [_need_change(need, label(need), list(said.values())) for need, said in ratings.items()]
    told = [row for row in rows if row.own.first is not None or row.advocate is not None]
    return NeedChanges(tuple(sorted(told, key=lambda row: (-_pressing(row), row.label))))


def _weight(rating: Rating) -> int:
    return max(rating.value, rating.advocate or 0)


def _need_change(need: str, label: str, said: list[Rating]) -> NeedChange:
    """The first and the newest of several ratings, the oldest first."""
    before = said[:-1]
    own = NeedStep(before[0].value if before else None, said[-1].value)
    first = next((one.advocate for one in before if one.advocate is not None), None)
    now = said[-1].advocate
    return NeedChange(need, label, own, None if first is None and now is None else NeedStep(first, now))


def _pressing(row: NeedChange) -> int:
    return max(row.own.now or 0, (row.advocate.now or 0) if row.advocate else 0)


def plan_cover_of(coverage: Coverage) -> PlanCover:
    """Count what a plan answers and what stands open, sort by sort; the sorts are never added together."""
    if not coverage.rows:
        return PlanCover()
    rows = []
    for subject in SUBJECTS:
        here = [row for row in coverage.rows if row.subject == subject]
        bare = [row for row in here if row.state != "covered"]
        rows.append(CoverRow(subject, len(here) - len(bare), len(bare), sum(row.high_harm for row in bare)))
    return PlanCover(tuple(rows))
