"""Fills a case between the steps of its story: calls, tries, talks about it, and incidents again and again."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from msgspec import structs

from hru_advocate.clock import ZONE
from hru_advocate.demo.cast import Raw
from hru_advocate.demo.contacts import contact
from hru_advocate.demo.step import StoryStep, ready
from hru_advocate.demo.stories import Event, Said, StoryPhrases
from hru_advocate.demo.years.year_book import OftenDone, YearBook
from hru_advocate.demo.years.year_cases import YearCase
from hru_advocate.demo.years.year_telling import told_at

_A_WEEK: Final = (1.2, 0.45)
"""The middle number of contacts a week beside the story's, and how far it spreads."""
_INCIDENTS: Final = (1.5, 0.7)
"""The same for incidents."""
_TRIED, _ABOUT = 0.22, 0.52
"""Of contacts: the share that reached nobody, and up to where it is one about the case with somebody else."""
_OUTSIDE: Final = 0.08
"""The share of incidents in a week of Christmas that are told before it is over."""


def daily(
    case: YearCase, phrases: StoryPhrases, words: YearBook, begin: datetime, end: datetime
) -> Iterator[StoryStep]:
    """Every contact and incident beside the story's, from one moment to another."""
    rng, telling = case.rng, case.telling
    weeks = max((end - begin) / timedelta(weeks=1), 0.0)
    if weeks < 0.3 or telling.story.plan is None:
        return
    for _number in range(_drawn(rng, weeks, *_A_WEEK)):
        at = telling.working(begin + (end - begin) * rng.random())
        if begin < at < end:
            yield StoryStep(at, "contact", ready(_contact(case, phrases, words, at)))
    fitting = _fitting(case, words.incidents)
    for _number in range(_drawn(rng, weeks, *_INCIDENTS)):
        day = (begin + (end - begin) * rng.random()).date()
        noted = telling.calendar.worked(day if rng.random() < _OUTSIDE else day + timedelta(days=1))
        at = datetime.combine(noted, time(rng.randint(9, 16), rng.randrange(60)), ZONE)
        if begin < at < end and at < telling.now - timedelta(minutes=40):
            yield StoryStep(at, "incident", ready(_incident(case, rng.choice(fitting), day, at)))


def _drawn(rng: random.Random, weeks: float, middle: float, spread: float) -> int:
    """A number for so many weeks: much of it in some cases, little in others."""
    return min(int(weeks * middle * rng.lognormvariate(0.0, spread) + rng.random()), int(weeks * 7) + 1)


def _contact(case: YearCase, phrases: StoryPhrases, words: YearBook, at: datetime) -> Raw:
    telling, lot = case.telling, case.rng.random()
    if lot < _TRIED:
        return contact(telling, Event(1.0, way="attempt", fact=phrases.attempts), at)
    if lot < _ABOUT:
        talk = case.rng.choice(words.talks)
        known = "safe" if talk.who == "safe_person" and "safe" in telling.cast else ""
        if talk.who == "safe_person" and not known:
            talk = words.talks[0]
        person = known or ("officer" if talk.who == "officer" else "")
        event = Event(
            1.0, way=case.rng.choice(("out", "in")), who=talk.who, person=person, fact=case.rng.choice(talk.fact)
        )
        return contact(telling, event, at)
    event = case.rng.choice(phrases.checkins)
    return contact(telling, structs.replace(event, fact=_one(case, event.fact), words=_one(case, event.words)), at)


def _one(case: YearCase, said: Said) -> str:
    return said if isinstance(said, str) else case.rng.choice(said)


def _fitting(case: YearCase, known: Sequence[OftenDone]) -> list[OftenDone]:
    """The incidents that come again in this case: four sorts, those its story tells of first."""
    told = {done for one in case.telling.story.incidents for done in one.done}
    lot = random.Random(f"done {case.telling.words['victim']} {case.telling.turn}")  # noqa: S311 - made up, no secret
    shuffled = lot.sample(known, len(known))
    return sorted(shuffled, key=lambda one: told.isdisjoint(one.done))[:4]


def _incident(case: YearCase, often: OftenDone, day: date, noted: datetime) -> Raw:
    telling, rng = case.telling, case.rng
    at = min(
        datetime.combine(day, time(rng.randint(6, 23), rng.randrange(0, 60, 5)), ZONE), noted - timedelta(minutes=9)
    )
    raw: Raw = {
        "happened": told_at(at),
        "behaviours": list(often.done),
        "what": telling.fill(rng.choice(often.what)),
        "where": rng.choice(often.where),
        "basis": rng.choice(("report", "report", "report", "fact")),
    }
    if often.most > 1 and rng.random() < 0.5:
        raw["times"] = rng.randint(1, often.most)
    if rng.random() < 0.35:
        raw["reported_to"] = [rng.choice(("police", "us", "platform", "employer"))]
    return raw
