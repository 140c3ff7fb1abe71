"""Work with partners of a made-up story: a flag, and a MARAC to come."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from hru_advocate.demo.cast import Raw, Telling
from hru_advocate.demo.step import StoryStep, ready

_FLAGS: Final = ("urgent", "address_marker", "not_alone")


def partners(telling: Telling) -> Iterator[StoryStep]:
    """Every entry about partners, where the story is an accepted one; drawn by a lot of its own."""
    if telling.story.referral.decision != "accept":
        return
    rng = random.Random(f"partners {telling.words['victim']} {telling.turn}")  # noqa: S311 - made-up people, no secret
    at = telling.start + timedelta(hours=30)
    if at + timedelta(days=8) >= telling.last:
        return
    if rng.random() < 0.4:
        yield StoryStep(at, "flag", ready(_flag(telling, rng, at)))
    if rng.random() < 0.4:
        yield StoryStep(at + timedelta(hours=1), "meeting", ready(_marac(telling, at.date())))


def _flag(telling: Telling, rng: random.Random, at: datetime) -> Raw:
    kind = rng.choice(_FLAGS)
    raw: Raw = {
        "kind": kind,
        "agreed_by": telling.fill("{officer_full}"),
        "agreed_on": at.date().isoformat(),
        "review": (telling.now.date() + timedelta(days=rng.randint(-3, 30))).isoformat(),
        "told": "yes",
    }
    return raw | ({"reference": f"MADEUP{rng.randint(1000, 9999)}"} if kind == "address_marker" else {})


def _marac(telling: Telling, referred: date) -> Raw:
    return {
        "kind": "marac",
        "basis": ["judgement"],
        "why": "Made up: it happens more often, and the person is afraid of what comes next.",
        "referred_on": referred.isoformat(),
        "knows": "yes",
        "consent": "yes",
        "state": "planned",
        "on": (max(referred, telling.now.date()) + timedelta(days=9)).isoformat(),
    }
