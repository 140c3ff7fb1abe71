"""The conversations of a made-up case: the situation, the risks, the needs, and what the advocate judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from hru_advocate.demo.cast import Raw, Telling
from hru_advocate.demo.step import StoryStep, ready
from hru_advocate.demo.stories import Need, StoryFactor, StoryRisk

_FIRST_VISIT: Final = 0.08


def conversations(telling: Telling) -> Iterator[StoryStep]:
    """The conversations of the first visit and of later ones, with the judgements that followed."""
    story = telling.story
    visit = telling.at(_FIRST_VISIT)
    if story.situation is not None:
        asked = story.situation
        states = {"not_known": asked.not_known, "declined": asked.declined, "unsafe_to_ask": asked.unsafe}
        raw: Raw = {"asked_on": telling.told(visit), "lives_together": story.lives}
        raw |= dict.fromkeys(asked.yes, True) | dict.fromkeys(asked.no, False)
        raw |= {one: telling.happens(0.5) for one in asked.maybe}
        raw |= {one: {"state": state} for state, ids in states.items() for one in ids}
        raw |= _orders(asked.orders)
        if asked.note:
            raw["note"] = telling.say(asked.note)
        yield StoryStep(visit + timedelta(minutes=15), "situation", ready(raw))
        if asked.orders == "in_force":
            yield StoryStep(visit + timedelta(minutes=25), "order", ready(_order(visit)))
    if story.risk is not None:
        yield StoryStep(visit + timedelta(minutes=40), "risk_conversation", ready(risk(telling, story.risk, visit)))
    if story.needs:
        yield StoryStep(visit + timedelta(minutes=70), "needs_assessment", ready(needs(telling, visit)))
    if story.later is not None:
        at = telling.at(story.later.at)
        yield StoryStep(at, "risk_conversation", ready(risk(telling, story.later, at)))
    if any(one.later is not None for one in story.needs):
        at = telling.at(0.72)
        yield StoryStep(at, "needs_assessment", ready(needs(telling, at, later=True)))
    yield from _judgements(telling)


def _orders(which: str) -> Raw:
    """The answer about orders: none at all, or that there is one, which stands noted on its own."""
    return {"any_order": "some" if which == "in_force" else which} if which else {}


def _order(visit: datetime) -> Raw:
    """An order made three weeks ago for a year, as it was noted from the paper on the table."""
    made = visit.date() - timedelta(days=21)
    return {
        "kind": "nmo",
        "stage": "made",
        "court": "Family court, Warrington",
        "made_on": made.isoformat(),
        "without_notice": True,
        "served_on": (made + timedelta(days=2)).isoformat(),
        "until": (made + timedelta(days=365)).isoformat(),
        "conditions": [
            {"kind": "direct", "words": "No contact, in person, by phone or by message."},
            {"kind": "through_others", "words": "Not to send anybody else."},
            {"kind": "place", "words": "Not to come within 100 metres of the home."},
        ],
        "ring": "999 in danger, 101 with the crime number otherwise",
        "copies": [{"who": "person"}, {"who": "us"}],
    }


def risk(telling: Telling, told: StoryRisk, at: datetime) -> Raw:
    """The answers of one risk conversation; what is not among them was not asked."""
    raw: Raw = {"held_on": telling.told(at), "worries_most": telling.say(told.worries)}
    raw["happened_last"] = telling.say(told.last)
    if told.helps:
        raw["helps_already"] = telling.say(told.helps)
    raw |= dict.fromkeys(told.absent, False)
    states = {"not_known": told.not_known, "declined": told.declined, "unsafe_to_ask": told.unsafe}
    raw |= {one: {"state": state} for state, ids in states.items() for one in ids}
    raw |= {one.id: _finding(telling, one, at) for one in told.factors if telling.happens(one.chance)}
    if told.seen:
        raw["seen"] = telling.say(told.seen)
    if told.opinion:
        raw["opinion"] = telling.say(told.opinion)
    return raw


def _finding(telling: Telling, factor: StoryFactor, at: datetime) -> Raw:
    finding: Raw = {"present": factor.present, "how": list(factor.how)}
    if factor.last:
        finding["last"] = telling.vague(factor.last, at)
    if factor.words:
        finding["words"] = telling.say(factor.words)
    if factor.fact:
        finding["fact"] = telling.say(factor.fact)
    return finding


def needs(telling: Telling, at: datetime, *, later: bool = False) -> Raw:
    """The answers of one needs assessment; a later one rates again what had a reason to change."""
    story = telling.story
    raw: Raw = {"held_on": telling.told(at)}
    if not later:
        if story.wish:
            raw["first_wish"] = telling.say(story.wish.first)
        raw["start_with"] = [need.id for need in story.needs[:3]]
    for need in story.needs:
        if not later:
            raw |= _rating(telling, need)
        elif need.later is not None:
            raw[need.id] = {"value": need.later}
    return raw


def _rating(telling: Telling, need: Need) -> Raw:
    rating: Raw = {"value": need.me}
    if need.us is not None:
        rating["advocate"] = need.us
    if need.words:
        rating["words"] = telling.say(need.words)
    raw: Raw = {need.id: rating}
    if need.wanted:
        raw[f"{need.id}_wanted"] = telling.say(need.wanted)
    return raw


def _judgements(telling: Telling) -> Iterator[StoryStep]:
    last = len(telling.story.judged) - 1
    for number, judged in enumerate(telling.story.judged):
        at = telling.at(judged.at) + timedelta(minutes=95)
        review = at.date() + timedelta(days=28)
        if number == last:
            review = telling.now.date() + timedelta(days=telling.rng.randint(-4, 24))
        raw: Raw = {
            "made_on": telling.told(at),
            "level": judged.level,
            "reason": telling.say(judged.reason),
            "because": list(judged.because),
            "review": review.isoformat(),
        }
        if judged.prompted:
            raw["prompted_by"] = list(judged.prompted)
        yield StoryStep(at, "judgement", ready(raw))
