"""The course of one case through the years: its entries, its closing, taken up again, its review, its erasure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from hru_advocate.demo.case import steps_of
from hru_advocate.demo.cast import Raw
from hru_advocate.demo.records.outcomes import asked_how
from hru_advocate.demo.step import StoryStep
from hru_advocate.demo.stories import StoryBook
from hru_advocate.demo.years import keeping, settling
from hru_advocate.demo.years.batch_saving import BatchSaving, CaseInYears, forget
from hru_advocate.demo.years.daily import daily
from hru_advocate.demo.years.law_and_partners import meetings, orders
from hru_advocate.demo.years.retold import ToldBefore
from hru_advocate.demo.years.year_book import YearBook
from hru_advocate.demo.years.year_cases import YearCase
from hru_advocate.demo.years.year_telling import told_at

_NOT_OF_THE_PAST: Final = frozenset({"meeting", "pause"})
"""Steps told of today, and not of a case that is over: those come with days of their own."""
_REOPENED, _ASKED_AT_END, _ASKED_AFTER = 0.09, 0.55, 0.25
_AFTER: Final = timedelta(days=170)
_QUEUE: Final = 25
"""The most days a review waits until somebody has time for it."""


class Calls(Protocol):
    """Has something happen at a moment of the years."""

    def __call__(self, moment: datetime, act: CourseStep, /) -> None:
        """Have it happen then, unless that lies ahead of today."""
        ...


class CourseStep(Protocol):
    """Something that happens."""

    def __call__(self) -> None:
        """Let it happen."""
        ...


@dataclass(frozen=True, slots=True)
class SharedByCourses:
    """All that the courses of all cases share."""

    road: BatchSaving
    book: StoryBook
    words: YearBook
    told_before: ToldBefore
    at: Calls
    today: datetime


@dataclass
class CaseCourse:
    """One case on its way."""

    shared: SharedByCourses
    case: YearCase
    told: CaseInYears

    def begin(self) -> None:
        """Have every step of the case happen in its time, and its end."""
        for step in sorted(self._steps(), key=lambda one: one.at):
            self._later(step)
        self._ends()

    def _ends(self) -> None:
        if self.case.ending != "open":
            self.shared.at(self.case.telling.now, self._end)

    def _later(self, step: StoryStep) -> None:
        self.shared.at(step.at, lambda: self._write(step))

    def _steps(self) -> Iterator[StoryStep]:
        case, telling, words = self.case, self.case.telling, self.shared.words
        past = case.ending != "open"
        for step in steps_of(telling, self.shared.book, case.pace):
            if step.at <= telling.now and not (past and step.form in _NOT_OF_THE_PAST):
                yield step
        if telling.story.plan is None:
            return
        yield from daily(case, self.shared.book.phrases, words, telling.start + timedelta(days=3), telling.last)
        more = (*orders(case, words), *meetings(case, words))
        yield from (one for one in more if one.at < telling.now)

    def _write(self, step: StoryStep) -> None:
        raw = self._raw(step)
        if step.form == "visit" and raw.get("state") == "planned" and self.case.ending != "open":
            return
        if not step.corrects:
            self.shared.road.write(self.told, step.form, raw, step.key)
        elif before := self.told.kept.get(step.corrects):
            self.shared.road.correct(self.told, before, raw, step.reason, step.corrects)

    def _raw(self, step: StoryStep) -> Raw:
        """The answers of a step; a plan or a letter is worked out once and told again for others of its story."""
        session, told, telling = self.shared.road.session, self.told, self.case.telling
        if step.form not in ("safety_plan", "letter"):
            return step.make(session, told)
        which, on = f"{step.form} {'plan' in told.raws}", step.at.date()
        raw = self.shared.told_before.find(telling, which, on)
        if raw is None:
            self.shared.road.catch_up()
            raw = step.make(session, told)
            self.shared.told_before.keep(telling, which, on, raw)
        if step.form == "safety_plan":
            raw = raw | {"made_on": told_at(step.at)}
            told.raws["plan"] = raw
        return raw

    def _end(self) -> None:
        """Close the case; some are taken up again, all are looked at when their day of review has come."""
        shared, rng, taken = self.shared, self.case.rng, self.case.ending == "closed"
        if taken and rng.random() < _ASKED_AT_END:
            self._ask("close")
        day = settling.close(shared.road, self.told, self.case, shared.words)
        if self.case.ending == "entered_in_error":
            keeping.erase(shared.road, self.told, rng, "in_error")
            return
        again = self._now() + timedelta(days=rng.randint(60, 400))
        if taken and rng.random() < _REOPENED and again < shared.today - timedelta(days=20):
            shared.at(again, self._reopen)
            return
        self.told = forget(self.told)
        if taken and rng.random() < _ASKED_AFTER:
            shared.at(self._now() + _AFTER, lambda: self._ask("after"))
        self._review_on(day)

    def _reopen(self) -> None:
        """Take the case up again for some weeks: calls and incidents, until it is closed once more."""
        shared, rng, now = self.shared, self.case.rng, self._now()
        because = rng.choice(shared.words.reasons.reopened)
        self.told.author = self.case.author
        on = now.date().isoformat()
        shared.road.write(self.told, "closure", {"state": "reopened", "on": on, "reopened_because": because})
        end = now + timedelta(weeks=rng.uniform(4, 16))
        until = min(end, shared.today)
        telling = replace(self.case.telling, start=now, last=until - timedelta(days=4), now=until)
        self.case = replace(self.case, telling=telling, ending="closed" if end < shared.today else "open")
        for step in daily(self.case, shared.book.phrases, shared.words, now, telling.last):
            self._later(step)
        self._ends()

    def _review_on(self, day: date) -> None:
        wait = (day - self._now().date()).days + self.case.rng.randint(0, _QUEUE)
        self.shared.at(self._now() + timedelta(days=wait), self._review)

    def _review(self) -> None:
        again = keeping.review(self.shared.road, self.told, self.shared.words, self.case.rng)
        if again is not None:
            self._review_on(again)

    def _ask(self, stage: str) -> None:
        raw = asked_how(self.case.rng, stage, self._now()) | {"again_told": self.case.rng.random() < 0.2}
        self.shared.road.write(self.told, "outcome", raw)

    def _now(self) -> datetime:
        return self.shared.road.session.now()
