"""The criminal case of a made-up story, where the police were told, and a hearing where one is coming."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from hru_advocate.demo.cast import Raw, Telling
from hru_advocate.demo.step import StoryStep, ready

_OFFENCES: Final = (
    "Stalking involving fear of violence",
    "Stalking",
    "Harassment",
    "Controlling or coercive behaviour",
    "Criminal damage",
)
_LONG: Final = 12
"""Days after which somebody has chased what was owed."""

_COURTS: Final = ("Exampleton Magistrates' Court", "Exampleton Crown Court")


def court(telling: Telling) -> Iterator[StoryStep]:
    """Every entry about police and court, where the story has a report; drawn by a lot of its own."""
    story = telling.story
    known = story.situation.yes if story.situation else ()
    if story.referral.decision != "accept" or not story.referral.crime or "ci_police_not_told" in known:
        return
    rng = random.Random(f"court {telling.words['victim']} {telling.turn}")  # noqa: S311 - made-up people, no secret
    written = telling.start + timedelta(hours=26)
    if written >= telling.last:
        return
    at_court = "ci_court_coming" in known
    yield StoryStep(written, "criminal_case", ready(_crime(telling, rng, written, at_court=at_court)))
    if at_court:
        yield StoryStep(telling.last - timedelta(minutes=25), "hearing", ready(_hearing(telling, rng)))


def _crime(telling: Telling, rng: random.Random, written: datetime, *, at_court: bool) -> Raw:
    day = written.date()
    reported = day - timedelta(days=rng.randint(3, 6))
    arrested = reported + timedelta(days=1)
    settled = (telling.now.date() - arrested).days > _LONG
    told = {"told_on": _iso(arrested + timedelta(days=1)), "told_how": telling.fill("{officer}, by telephone")}
    raw: Raw = {
        "stage": "charged" if at_court else "investigating",
        "offences": [{"offence": offence} for offence in rng.sample(_OFFENCES, rng.choice((1, 1, 2)))],
        "crime_on": _iso(reported - timedelta(days=rng.randint(0, 9))),
        "references": [{"kind": "crime_number", "reference": f"{rng.randint(10, 99)}MADEUP{rng.randint(1000, 9999)}"}],
        "officers": [{"role": "in_case", "who": {"name": telling.fill("{officer_full}")}}],
        "reported_on": _iso(reported),
        "recorded_on": _iso(reported),
        "support_on": _iso(reported + timedelta(days=rng.randint(1, 3))),
        "events": [
            {"what": what, "on": _iso(arrested)} | (told if settled or what == "arrest" else {})
            for what in ("arrest", "bail_given")
        ],
    }
    if rng.random() < 0.7:
        raw |= {"enhanced": ["targeted"], "enhanced_on": _iso(day)}
    if at_court:
        charged = day - timedelta(days=1)
        raw |= {"decision": "charged", "decided_on": _iso(charged), "decision_told_on": _iso(day)}
        raw |= {"charged_on": _iso(charged), "statement_offered_on": _iso(day)}
    return raw


def _hearing(telling: Telling, rng: random.Random) -> Raw:
    """A hearing to come, counted from today, so that it is ahead whenever the cases are told."""
    told = telling.last.date()
    raw: Raw = {
        "what_for": rng.choice(("first", "plea", "trial")),
        "on": _iso(telling.now.date() + timedelta(days=rng.randint(3, 40))),
        "at": rng.choice(("09:30", "10:00", "14:00")),
        "court": rng.choice(_COURTS),
        "listed_on": _iso(told - timedelta(days=1)),
        "told_on": _iso(told),
    }
    if rng.random() < 0.5:
        raw |= {"wants_to_be_there": True, "measures": [{"measure": "screens", "asked_on": _iso(told)}]}
    return raw


def _iso(day: date) -> str:
    return day.isoformat()
