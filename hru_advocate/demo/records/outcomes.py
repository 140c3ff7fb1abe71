"""Tells how it is going in a made-up story: at the start and at reviews, and equality monitoring."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from hru_advocate.demo.cast import Raw, Telling
from hru_advocate.demo.step import StoryStep, ready
from hru_advocate.domain.outcomes.outcome import QUESTIONS

_START: Final = (("no", 5), ("partly", 3), ("yes", 1), ("declined", 1))
_LATER: Final = (("yes", 5), ("partly", 4), ("no", 1), ("not_known", 1))
_HELPED: Final = ("Knowing who to ring.", "You rang when you said you would.", "The police knew my address at last.")
_EQUAL: Final = {
    "age": ("18_24", "25_34", "25_34", "35_44", "45_54"),
    "sex": ("female", "female", "female", "female", "male"),
    "gender": ("same",),
    "orientation": ("heterosexual", "heterosexual", "gay_lesbian", "bisexual"),
    "ethnicity": ("white_british", "white_british", "white_british", "asian", "white_other", "black"),
    "religion": ("none", "none", "christian", "muslim"),
    "disability": ("yes", "no", "no"),
    "pregnancy": ("no", "no", "no", "no", "yes"),
    "caring": ("yes", "no"),
    "language": ("yes", "yes", "yes", "no"),
}
_REASONS: Final = ("declined", "unsafe_to_ask", "not_known")


def outcomes(telling: Telling) -> Iterator[StoryStep]:
    """Tells what was asked of how it is going, where the story is an accepted one; drawn by a lot of its own."""
    if telling.story.referral.decision != "accept":
        return
    rng = random.Random(f"outcomes {telling.words['victim']} {telling.turn}")  # noqa: S311 - made-up people, no secret
    start = telling.start + timedelta(days=6, hours=2)
    if start >= telling.last or rng.random() < 0.2:
        return
    yield StoryStep(start, "outcome", ready(asked_how(rng, "start", start)))
    if rng.random() < 0.7:
        yield StoryStep(start + timedelta(minutes=20), "equality", ready(_equality(rng)))
    review = start + timedelta(days=28)
    if review < telling.last:
        raw = asked_how(rng, "review", review) | {"helped": rng.choice(_HELPED), "again_told": rng.random() < 0.4}
        again = telling.now.date() + timedelta(days=rng.randint(-2, 40))
        if again > review.date():
            raw["ask_again"] = again.isoformat()
        if rng.random() < 0.5:
            raw |= {"again_police": rng.random() < 0.3, "again_police_on": review.date().isoformat()}
        yield StoryStep(review, "outcome", ready(raw))


def asked_how(rng: random.Random, stage: str, at: datetime) -> Raw:
    """The answers at one stage, drawn by lot."""
    said = _START if stage == "start" else _LATER
    answers, weights = [one for one, _weight in said], [weight for _one, weight in said]
    raw: Raw = {"stage": stage, "on": at.date().isoformat()}
    for question in QUESTIONS:
        answer = rng.choices(answers, weights)[0]
        raw[question] = {"state": answer} if answer in _REASONS else answer
    return raw


def _equality(rng: random.Random) -> Raw:
    return {
        field: {"state": "declined"} if rng.random() < 0.12 else rng.choice(choices)
        for field, choices in _EQUAL.items()
    }
