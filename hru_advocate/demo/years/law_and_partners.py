"""Orders and partner meetings of the years: made, varied, breached; referred, held, looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from hru_advocate.demo.cast import Raw
from hru_advocate.demo.step import StoryStep, ready
from hru_advocate.demo.years.year_book import YearBook
from hru_advocate.demo.years.year_cases import YearCase

_AN_ORDER, _A_SECOND, _VARIED = 0.72, 0.35, 0.25
_A_MEETING, _A_REPEAT = 0.38, 0.25


class _Kind(NamedTuple):
    """A kind of order: for how many days it is made."""

    id: str
    days: int


_KINDS: Final = (
    _Kind("nmo", 365),
    _Kind("spo_interim", 90),
    _Kind("spo_full", 730),
    _Kind("restraining_order_conviction", 1095),
    _Kind("police_bail", 84),
    _Kind("post_charge_bail", 150),
    _Kind("dvpo", 28),
)
_CONDITIONS: Final = (
    ("direct", "No contact, in person, by phone or by message."),
    ("through_others", "Not to send anybody else."),
    ("online", "Nothing about the person on any site."),
    ("place", "Not to come within 100 metres of the home."),
)


def orders(case: YearCase, words: YearBook) -> Iterator[StoryStep]:
    """The orders of a case that was taken on."""
    rng, telling = case.rng, case.telling
    part = 0.15
    for number, chance in enumerate((_AN_ORDER, _A_SECOND)):
        if rng.random() > chance:
            return
        at = telling.at(part + 0.35 * rng.random()) + timedelta(minutes=12)
        raw = _order(case, words, at.date())
        key = f"order {number}"
        yield StoryStep(at, "order", ready(raw), key=key)
        later = telling.at(0.9)
        if rng.random() < _VARIED and later > at + timedelta(days=1):
            varied = raw | {"stage": "varied", "varied_on": later.date().isoformat()}
            reason = "Varied by the court; the paper was seen."
            yield StoryStep(later, "order", ready(varied), corrects=key, reason=reason)
        part = 0.5


def _order(case: YearCase, words: YearBook, day: date) -> Raw:
    rng = case.rng
    kind = rng.choice(_KINDS)
    made = day - timedelta(days=rng.randint(1, 12))
    raw: Raw = {
        "kind": kind.id,
        "stage": "interim" if kind.id == "spo_interim" else "made",
        "court": rng.choice(words.meeting.courts),
        "made_on": made.isoformat(),
        "until": (made + timedelta(days=kind.days)).isoformat(),
        "conditions": [{"kind": sort, "words": said} for sort, said in _CONDITIONS[: rng.randint(2, 4)]],
        "ring": "999 in danger, 101 with the crime number otherwise",
        "copies": [{"who": "person"}, {"who": "us"}],
    }
    if rng.random() < 0.85:
        raw["served_on"] = (made + timedelta(days=rng.randint(0, 1))).isoformat()
    return raw


def meetings(case: YearCase, words: YearBook) -> Iterator[StoryStep]:
    """Partner meetings that were held, and now and then one that comes again."""
    rng, telling = case.rng, case.telling
    if rng.random() > _A_MEETING:
        return
    at = telling.at(0.12) + timedelta(minutes=37)
    kind = rng.choice(("marac", "marac", "marac", "strategy", "professionals", "mappa"))
    yield from _meeting(case, words, kind, at, ["judgement"])
    if kind == "marac" and rng.random() < _A_REPEAT:
        again = telling.at(0.6) + timedelta(minutes=41)
        yield from _meeting(case, words, kind, again, ["repeat", "escalation"])


def _meeting(case: YearCase, words: YearBook, kind: str, at: datetime, basis: list[str]) -> Iterator[StoryStep]:
    rng, telling = case.rng, case.telling
    held = telling.calendar.worked((at + timedelta(days=rng.randint(8, 20))).date())
    key = f"meeting {at:%m%d}"
    raw: Raw = {
        "kind": kind,
        "basis": basis,
        "why": rng.choice(words.meeting.why),
        "referred_on": at.date().isoformat(),
        "knows": "yes",
        "consent": "yes",
        "state": "planned",
        "on": held.isoformat(),
        "at": "10:00",
    }
    if kind == "mappa":
        raw |= {"mappa_category": "two", "mappa_level": "two"}
    yield StoryStep(at, "meeting", ready(raw), key=key)
    written = datetime.combine(held, at.timetz()) + timedelta(hours=3)
    if written < telling.now - timedelta(hours=1):
        came = [{"agency": one} for one in rng.sample(words.meeting.agencies, 4)]
        after = raw | {
            "state": "held",
            "came": came,
            "narrative": rng.choice(words.meeting.narrative),
            "outcome": rng.choice(words.meeting.outcome),
            "told_on": held.isoformat(),
        }
        yield StoryStep(written, "meeting", ready(after), corrects=key, reason="It was held.")
        due = telling.calendar.worked(held + timedelta(days=10))
        action: Raw = {
            "what": rng.choice(("Put the marker on the address", "Fit the new lock", "Tell the school")),
            "owner": rng.choice(("police", "service", "us")),
            "agreed_at": "meeting",
            "due": due.isoformat(),
            "state": "open",
        }
        yield StoryStep(written + timedelta(minutes=8), "action", ready(action))
