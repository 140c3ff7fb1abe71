"""The incidents of a made-up case: single ones and spans, counted or as told, each noted some hours afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from hru_advocate.demo.cast import Raw, Telling, placed
from hru_advocate.demo.step import StoryStep, ready
from hru_advocate.demo.stories import Incidence
from hru_advocate.domain.moments import day_in_words, read_moment, short_day_in_words

_NOTED: Final = timedelta(hours=20)


def incidents(telling: Telling) -> Iterator[StoryStep]:
    """Every incident the story tells, in order."""
    for one in telling.story.incidents:
        at = telling.start + (telling.last - telling.start) * one.at
        noted = min(
            at.replace(hour=11, minute=20, second=0, microsecond=0) + _NOTED, telling.now - timedelta(minutes=50)
        )
        yield StoryStep(noted, "incident", ready(_raw(telling, one)))


def _raw(telling: Telling, one: Incidence) -> Raw:
    day = (telling.start + (telling.last - telling.start) * one.at).date()
    if one.days:
        text = f"between {short_day_in_words(day - timedelta(days=one.days))} and {day_in_words(day)}"
    else:
        text = f"{day_in_words(day)}, about {one.hour % 12 or 12} {'am' if one.hour < 12 else 'pm'}"
    raw: Raw = {
        "happened": placed(read_moment(text, telling.now)),
        "behaviours": list(one.done),
        "what": telling.say(one.what),
        "basis": one.basis,
    }
    if one.times is not None:
        raw["times"] = one.times
    if one.times_told:
        raw["times_told"] = one.times_told
    if one.where:
        raw["where"] = telling.say(one.where)
    if one.words:
        raw["words"] = telling.say(one.words)
    if one.told_to:
        raw["reported_to"] = list(one.told_to)
    return raw
