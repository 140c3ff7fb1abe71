"""Disclosures of a made-up story: something said to a partner, and a request that waits for its answer."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from hru_advocate.demo.cast import Raw, Telling
from hru_advocate.demo.step import StoryStep, ready


def disclosures(telling: Telling) -> Iterator[StoryStep]:
    """Every entry about disclosure, where the story is an accepted one; drawn by a lot of its own."""
    if telling.story.referral.decision != "accept":
        return
    rng = random.Random(f"disclosed {telling.words['victim']} {telling.turn}")  # noqa: S311 - made-up people, no secret
    at = telling.start + timedelta(hours=50)
    if at + timedelta(days=8) >= telling.last:
        return
    if rng.random() < 0.35:
        yield StoryStep(at, "disclosure", ready(_told_housing(telling, rng, at)))
    if rng.random() < 0.15:
        yield StoryStep(at + timedelta(hours=2), "material_request", ready(_asked(telling, rng, at)))


def _told_housing(telling: Telling, rng: random.Random, at: datetime) -> Raw:
    until = telling.now.date() + timedelta(days=rng.randint(-3, 40))
    return {
        "recipient": "housing",
        "agency": "Made-up Housing Office",
        "conflict": "no",
        "what": "That a safer home is needed, and by when. No name of anybody else.",
        "purpose": "A safer home",
        "basis": ["consent"],
        "necessary": "They need no more than this to begin.",
        "consent": "yes",
        "authorised_by": telling.fill("{officer_full}"),
        "channel": "spoken",
        "on": at.date().isoformat(),
        "state": "with_them",
        "back_how": "destroy",
        "back_by": max(until, at.date()).isoformat(),
    }


def _asked(telling: Telling, rng: random.Random, at: datetime) -> Raw:
    until = telling.now.date() + timedelta(days=rng.randint(-2, 20))
    return {
        "kind": "of_us",
        "from_whom": "Made-up Solicitors LLP",
        "what": "The notes of two contacts.",
        "reason": "Made up: they say that the notes tell of a call.",
        "asked_on": at.date().isoformat(),
        "answer_by": max(until, at.date()).isoformat(),
        "notice": "not_yet",
        "state": "asked",
    }
