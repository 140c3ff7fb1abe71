"""The contacts of a made-up case: what the story tells, calls in between, and tries that reached nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, Literal

from msgspec import structs

from hru_advocate.demo.cast import Raw, Telling
from hru_advocate.demo.step import StoryStep, ready
from hru_advocate.demo.stories import Event, Said, StoryPhrases

Pace = Literal["over", "today", "ahead"]
"""The next contact's due day: some days ago, today, or in the days to come."""

_LONGEST_GAP: Final = timedelta(days=13)

Happening = tuple[datetime, Event]


def contacts(telling: Telling, phrases: StoryPhrases, pace: Pace, *, they_ring: bool) -> Iterator[StoryStep]:
    """Every contact in order; each with the victim promises the next one, and the last promise sets the pace."""
    happenings = _happenings(telling, phrases, they_ring=they_ring)
    reached = [place for place, (_at, event) in enumerate(happenings) if _reaches(event)]
    promised = telling.story.referral.decision == "accept"
    for place, (at, event) in enumerate(happenings):
        raw = contact(telling, event, at)
        if promised and place in reached:
            after = next((happenings[other][0] for other in reached if other > place), None)
            due = _due(telling, at, pace) if after is None else after + timedelta(days=telling.rng.choice((0, 0, 1)))
            raw["next_contact"] = due.date().isoformat()
            raw["next_for"] = telling.say(event.next) or "how things have been"
        yield StoryStep(at, "contact", ready(raw), key=f"contact {place}" if place in reached else "")
    if promised and telling.happens(0.6) and len(reached) > 2:
        before, after = happenings[reached[-2]][0], happenings[reached[-1]][0]
        yield _attempt(telling, phrases, telling.working(before + (after - before) * 0.7))
    if promised and pace == "over" and telling.happens(0.6):
        yield _attempt(telling, phrases, telling.working(telling.now - timedelta(days=1)))


def _reaches(event: Event) -> bool:
    return event.who == "victim" and event.way != "attempt"


def _happenings(telling: Telling, phrases: StoryPhrases, *, they_ring: bool) -> list[Happening]:
    """The contacts the story tells, two things that fit any story, and calls in between where it was quiet for long."""
    events = [event for event in telling.story.events if telling.happens(event.chance)]
    if telling.story.plan is None:
        return list(zip(sorted(telling.at(event.at) for event in events), events, strict=True))
    events += telling.rng.sample(phrases.events, k=2)
    events.sort(key=lambda event: event.at)
    told = list(zip(sorted(telling.at(event.at) for event in events), events, strict=True))
    return sorted((*told, *_between(telling, phrases, told, they_ring=they_ring)), key=lambda one: one[0])


def _between(telling: Telling, phrases: StoryPhrases, told: list[Happening], *, they_ring: bool) -> Iterator[Happening]:
    rng = telling.rng
    fitting = [event for event in phrases.checkins if event.way == "in" or not they_ring]
    rng.shuffle(fitting)
    moments = [at for at, event in told if _reaches(event)]
    for begin, end in pairwise(moments):
        at = begin + timedelta(days=rng.randint(5, 11))
        while end - at > timedelta(days=3) and end - begin > _LONGEST_GAP and fitting:
            yield telling.working(at), _mixed(telling, fitting.pop())
            at += timedelta(days=rng.randint(6, 12))


def _mixed(telling: Telling, event: Event) -> Event:
    """A call in between with one of its wordings by lot: such calls come in every case."""
    rng = telling.rng

    def one(said: Said) -> str:
        return said if isinstance(said, str) else rng.choice(said)

    words = one(event.words) if telling.happens(0.7) else ""
    return structs.replace(event, fact=one(event.fact), words=words, report=one(event.report), next=one(event.next))


def _due(telling: Telling, at: datetime, pace: Pace) -> datetime:
    gap = max((telling.now.date() - at.date()).days - 1, 1)
    days = {
        "over": -telling.rng.randint(1, min(6, gap)),
        "today": 0,
        "ahead": telling.rng.choice((1, 1, 2, 2, 3, 4, 5, 7, 9, 12)),
    }[pace]
    return telling.now + timedelta(days=days)


def _attempt(telling: Telling, phrases: StoryPhrases, at: datetime) -> StoryStep:
    return StoryStep(at, "contact", ready(contact(telling, Event(1.0, way="attempt", fact=phrases.attempts), at)))


def contact(telling: Telling, event: Event, at: datetime) -> Raw:
    """The answers of one contact: fact, report, opinion and her or his own words apart."""
    raw: Raw = {
        "happened": telling.told(at),
        "method": event.how,
        "direction": event.way,
        "with_whom": event.who,
    }
    if event.way != "attempt":
        raw["minutes"] = telling.rng.choice((45, 60, 75, 90) if event.how == "visit" else (5, 8, 10, 15, 20, 25, 35))
    if event.person:
        named = telling.cast[event.person]
        relation = telling.words.get(f"{event.person}_relation", "officer in the case")
        raw["person"] = {"name": named.full, "relation": relation}
    for part in ("fact", "report", "opinion", "words"):
        if said := getattr(event, part):
            raw[part] = telling.say(said)
    if event.triggers:
        raw["triggers"] = list(event.triggers)
    if event.support:
        raw["support"] = list(event.support)
    if event.change or (event.who == "victim" and event.way != "attempt"):
        raw["risk_change"] = event.change or "no"
    return raw
