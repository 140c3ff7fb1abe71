"""A check whether a contact was, or will be, outside the safe contact rules, and when the next safe time is."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from hru_advocate.domain.forms.answers import Answers, answer_to, value_of
from hru_advocate.domain.moments import Moment, day_in_words
from hru_advocate.domain.people.contact_now import MEANS_WORDS
from hru_advocate.domain.people.safe_contact import DAY_WORDS, Means, SafeContact, Way, days_in_words

_MEANS: Final[dict[str, Means]] = {
    "phone": "ring",
    "text": "text",
    "email": "email",
    "video": "video",
    "letter": "post",
    "visit": "meet",
    "meeting": "meet",
}
"""The way of each kind of contact. At court nobody chose the way; another way is none that was agreed."""
_DOING: Final[dict[Means, str]] = {
    "ring": "a telephone call",
    "text": "a text message",
    "email": "an e-mail",
    "video": "a video call",
    "post": "a letter",
    "meet": "a visit or meeting",
    "through": "contact through somebody",
}
NO_WAY: Final = "ask first, no way is agreed yet"
"""The rule while the person may be contacted and nobody has agreed how."""
_STEP: Final = timedelta(minutes=5)
_MOST_AHEAD: Final = 15
"""Days ahead that are looked at: a way of one day of the week is open within two weeks, a bank holiday or not."""


@dataclass(frozen=True, slots=True)
class ContactMade:
    """A contact we made or tried with the person: how, when, and whether a voicemail was left.

    ``withheld`` is true where our number was not shown, and where it is said that nobody knows.
    """

    method: str
    when: Moment | None
    voicemail: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class NextSafe:
    """The next day on which contact is safe, and from when by which way in words."""

    day: date
    words: str


def contact_made(answers: Answers) -> ContactMade | None:
    """The contact as the rules see it; ``None`` for one that breaks none: theirs, with somebody else, or at court."""
    ours = value_of(answers, "direction") in ("out", "attempt") and value_of(answers, "with_whom") == "victim"
    method = value_of(answers, "method")
    if not ours or not method or method == "court":
        return None
    tried = value_of(answers, "direction") == "attempt"
    voicemail = tried and value_of(answers, "voicemail") is True
    shown = answer_to(answers, "withheld")
    withheld = method == "phone" and shown.stated and shown.value is not False
    return ContactMade(method, value_of(answers, "happened"), voicemail, withheld)


def broken_rule(rules: SafeContact, contact: ContactMade) -> str:
    """The rule a contact breaks, as a clause after *the rules say*; empty when it breaks none.

    Rules that are due to be confirmed hold on: asking again is what a contact may be for.
    """
    means = _MEANS.get(contact.method)
    whole = {"no": "do not get in touch", "they_ring": "do not ring, they ring us"}.get(rules.may_contact, "")
    if whole:
        return whole
    if rules.may_contact == "through_someone":
        return "only through somebody else"
    if means is not None and means in rules.forbidden_means:
        return f"never {_DOING[means]}"
    if not rules.ways:
        return NO_WAY
    ways = [way for way in rules.usable if way.means == means]
    if means is None or not ways:
        return f"nothing of {_DOING[means]}: it is not among the ways" if means else "nothing of this way"
    inside = [way for way in ways if _may_have_been_in(way, contact.when)]
    if not inside:
        return f"{MEANS_WORDS[means]} only {' or '.join(dict.fromkeys(_window(way) for way in ways))}"
    return _broken_in_the_call(rules, contact, inside)


def _broken_in_the_call(rules: SafeContact, contact: ContactMade, inside: list[Way]) -> str:
    """The rule broken by how a call was made, in a way and at a time that were agreed."""
    if contact.withheld and all(way.withheld is False for way in inside):
        return "never withhold the number"
    if contact.voicemail and ("voicemail" in rules.forbidden or all(way.voicemail == "none" for way in inside)):
        return "no voicemail"
    return ""


def _window(way: Way) -> str:
    days, hours = days_in_words(way.days), ""
    if way.start and way.end:
        hours = f" {way.start}–{way.end}"
    elif way.start or way.end:
        hours = f" from {way.start}" if way.start else f" until {way.end}"
    return days + hours


def _may_have_been_in(way: Way, when: Moment | None) -> bool:
    """Say whether some moment of the time as told lies in the window; a time nobody can place may always have."""
    return when is None or when.start is None or any(way.covers(moment) for moment in _moments(when))


def _moments(when: Moment) -> Iterator[datetime]:
    first, last = when.start or "", when.end or when.start or ""
    begin = datetime.fromisoformat(first)
    end = datetime.fromisoformat(last)
    if len(last) == len("2026-11-23"):
        end += timedelta(days=1)
    yield begin
    moment = begin + _STEP
    while moment < min(end, begin + timedelta(days=8)):
        yield moment
        moment += _STEP


def next_contact_fault(rules: SafeContact, day: date, now: datetime, holidays: Container[date] = ()) -> str:
    """The fault of a next contact on that day, as a sentence; empty when some agreed way is open then.

    On one of the ``holidays`` whoever is out on the days of the week that were agreed may be at home.
    """
    if rules.may_contact in ("no", "they_ring"):
        asked = "not to be contacted" if rules.may_contact == "no" else "to ring us themselves"
        return f"Outside the safe contact rules: they asked {asked}."
    if not rules.ways:
        return f"Outside the safe contact rules: {NO_WAY}."
    found = [way for way in rules.usable if _opening(way, day, now) is not None]
    if found and all(way.leads_nowhere for way in found):
        return f"Check first: {found[0].leads_nowhere} for what is agreed on {_day(day)}."
    if found and day in holidays and all(way.of_chosen_days for way in found):
        return f"Check first: {_day(day)} is a bank holiday, and whoever is out on the agreed days may be at home."
    if found:
        return ""
    if not rules.usable:
        return "Outside the safe contact rules: no agreed way can be used."
    return f"Outside the safe contact rules: no agreed way is open on {_day(day)}."


def next_safe(rules: SafeContact, day: date, now: datetime, holidays: Container[date] = ()) -> NextSafe | None:
    """The first day from that one on which an agreed way is open, the earliest way of it first.

    A way without its number or address is not offered, nor one of chosen days of the week for one of the ``holidays``.
    """
    usable = [way for way in rules.usable if not way.leads_nowhere]
    for ahead in range(_MOST_AHEAD):
        then = day + timedelta(days=ahead)
        ways = [way for way in usable if not (way.of_chosen_days and then in holidays)]
        found = [(begin, way) for way in ways if (begin := _opening(way, then, now)) is not None]
        if found:
            begin, way = min(found, key=lambda one: one[0])
            doing = MEANS_WORDS[way.means] if way.means else way.method
            clock = f" from {begin:%H:%M}" if begin.time() != time() else ""
            return NextSafe(then, f"{_day(then)}{clock}, {doing}")
    return None


def _day(day: date) -> str:
    return f"{DAY_WORDS[day.weekday()]} {day_in_words(day)}"


def _opening(way: Way, day: date, now: datetime) -> datetime | None:
    """The first moment of that day, not gone by, at which a way is open."""
    begin = datetime.combine(day, time(), tzinfo=now.tzinfo)
    edges = [begin]
    if way.start:
        hour, minute = (int(part) for part in way.start.split(":"))
        edges.append(begin.replace(hour=hour, minute=minute))
    if day == now.date():
        edges = [max(edge, now) for edge in edges]
    return next((edge for edge in edges if edge.date() == day and way.covers(edge)), None)
