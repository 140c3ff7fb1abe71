"""Visits of a made-up story: one that is over, and one planned for today or tomorrow."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from hru_advocate.demo.cast import Raw, Telling
from hru_advocate.demo.step import StoryStep, ready

_VISITS: Final = 4
"""The hours two apart at which one day's visits begin."""
_LATEST: Final = 19
"""The hour after which nobody plans a visit for the same day."""


def visits(telling: Telling) -> Iterator[StoryStep]:
    """Every visit, where the story is an accepted one; drawn by a lot of its own."""
    if telling.story.referral.decision != "accept":
        return
    rng = random.Random(f"visits {telling.words['victim']} {telling.turn}")  # noqa: S311 - made-up people, no secret
    past = (telling.start + timedelta(days=4)).replace(hour=14, minute=20)
    if past + timedelta(days=3) < telling.last and rng.random() < 0.5:
        on = past.date()
        checked = {"state": "back", "checked_in": f"{on.isoformat()} 12:{rng.randint(10, 50)}"}
        words = "Made up: ring before you turn into the road."
        yield StoryStep(past, "visit", ready(_visit(on, "10:00", "13:00") | checked | {"afterwards": words}))
    if rng.random() < 0.3:
        at = telling.now - timedelta(minutes=90)
        later = 2 * rng.randrange(_VISITS)
        soon = telling.now.hour + later < _LATEST
        hour = (telling.now.hour if soon else 9) + 1 + later
        out, back = f"{hour:02}:00", f"{hour + 2:02}:00"
        on = telling.now.date() if soon else telling.now.date() + timedelta(days=1)
        yield StoryStep(at, "visit", ready(_visit(on, out, back) | {"state": "planned"}))


def _visit(on: date, out: str, back: str) -> Raw:
    return {
        "who": "Made-up advocate",
        "company": "colleague",
        "with_name": "Made-up colleague",
        "on": on.isoformat(),
        "out": out,
        "back": back,
        "outside_rules": "Made up: the person asked for this time.",
        "place": "home",
        "address_in": "person",
        "reach": "07700 900456",
        "signal_reference": "Word 2",
        "told": "Made-up duty desk",
    }
