"""The answer of the safe contact rules at one moment: what they allow, by which way, and when that changes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal

import msgspec

from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.people.safe_contact import Means, SafeContact, Way, never_in_words, rules_in_words

Safety = Literal["now", "later", "not_now", "ask_first", "never", "unknown"]

MEANS_WORDS: Final[dict[Means, str]] = {
    "ring": "ring",
    "text": "text",
    "email": "e-mail",
    "video": "video call",
    "post": "post",
    "meet": "meet",
    "through": "through someone",
}
CONFIRM_FIRST: Final = "confirm first"
_NEVER: Final = {"no": "do not contact", "they_ring": "they ring us"}
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Telling:
    """The words for a time from which it is safe again, seen from a moment; by its date where ``dated``."""

    at: datetime
    holidays: Container[date]
    dated: bool

    def first_of(self, starts: Sequence[tuple[datetime, Way]]) -> str:
        """Say the first of some openings; who is out on its day of the week may be at home where it is a holiday."""
        first = min(start for start, _way in starts)
        chosen = any(start == first and way.of_chosen_days for start, way in starts)
        said = dated_start(first, self.at) if self.dated else start_in_words(first, self.at)
        return f"{said} (bank holiday)" if chosen and first.date() in self.holidays else said


@dataclass(frozen=True, slots=True)
class SafeNow:
    """The rules' answer for one moment.

    ``word`` names the way that is open (*Text now*) or says why none is; ``limit`` what not to do all the same
    (*do not ring before Mon 09:00*); ``rules`` are the whole sentence. ``open`` are the means that may be used now,
    ``next_start`` when the next way opens, and ``changes_at`` the moment from which this answer may be another.
    ``closed`` says that nobody works on the case any more, whatever the rules allow.
    """

    safety: Safety
    word: str
    rules: str
    limit: str = ""
    open: tuple[Means, ...] = ()
    next_start: datetime | None = None
    changes_at: datetime | None = None
    closed: bool = False
    read_first: bool = False
    """True while the way is open by its hours and something else decides: words of the rules, a bank holiday."""
    never: str = ""
    """The part of ``rules`` that says what is never to be done."""

    @property
    def short(self) -> str:
        """The answer in short: which way is safe now, and what is not."""
        return f"{self.word} · {self.limit}" if self.limit else self.word


def judge_now(
    versions: Iterable[SafeContact],
    at: datetime,
    *,
    calls_work: bool | None = None,
    dated: bool = False,
    holidays: Container[date] = (),
) -> SafeNow:
    """Judge what may be done now. Two versions that disagree: nothing until it is settled (the safer value).

    ``calls_work`` is what the case knows of hearing and speech: ``False`` where a voice call does not work.
    ``dated`` tells the time from which it is safe again by its date, for words that outlive the week. On one of the
    ``holidays`` whoever is out on the days that were agreed may be at home.
    """
    found = tuple(versions)
    if not found:
        words = "No safe contact rules are recorded. Agree them before any contact."
        return SafeNow("unknown", "no rules yet", words, changes_at=next_midnight(at))
    if len(found) > 1:
        return SafeNow(
            "never",
            "two versions",
            "Two versions of the safe contact rules disagree. Do not get in touch until it is settled.",
            changes_at=next_midnight(at),
        )
    rules = with_calls(found[0], calls_work=calls_work)
    tell = _Telling(at, holidays, dated)
    judged = replace(_judge(rules, at, tell), changes_at=next_change(rules.ways, at), never=never_in_words(rules))
    return _but_read(judged, rules, at, holidays) if judged.safety == "now" else judged


def _but_read(found: SafeNow, rules: SafeContact, at: datetime, holidays: Container[date]) -> SafeNow:
    """The answer with what the days and hours do not say: what *Never do this* hangs on, and a bank holiday."""
    chosen = any(way.of_chosen_days for way in rules.usable if way.covers(at))
    never = "read “never” first" if rules.hangs_on_words else ""
    holiday = "bank holiday: check first" if chosen and at.date() in holidays else ""
    words = ", ".join(filter(None, (found.limit, never, holiday)))
    return replace(found, limit=words, read_first=bool(never or holiday))


def confirm_first(found: SafeNow, because: str) -> SafeNow:
    """The answer where something was told after the rules were confirmed: no way is open until they are agreed anew."""
    return SafeNow(
        "ask_first", CONFIRM_FIRST, f"{because} {found.rules}", changes_at=found.changes_at, never=found.never
    )


def with_calls(rules: SafeContact, *, calls_work: bool | None) -> SafeContact:
    """The rules with what the case knows of hearing and speech, unless they say themselves that calls work."""
    if calls_work is not False or not {"no_voice", "voice_works"}.isdisjoint(rules.needs):
        return rules
    return msgspec.structs.replace(rules, needs=(*rules.needs, "no_voice"))


def _judge(rules: SafeContact, at: datetime, tell: _Telling) -> SafeNow:
    words = rules_in_words(rules, at.date(), dated=tell.dated)
    if rules.may_contact in _NEVER:
        return SafeNow("never", _NEVER[rules.may_contact], words)
    if rules.may_contact not in ("yes", "through_someone"):
        return SafeNow("ask_first", "not agreed", words)
    if not rules.ways:
        return SafeNow("ask_first", "no way agreed", words)
    if not rules.usable:
        nobody = rules.may_contact == "through_someone"
        return SafeNow("ask_first", "no go-between named" if nobody else "no safe way", words)
    if rules.stale(at.date()):
        return SafeNow("ask_first", CONFIRM_FIRST, words)
    return _judge_windows(rules, at, words, tell)


def _judge_windows(rules: SafeContact, at: datetime, words: str, tell: _Telling) -> SafeNow:
    open_ways = [way for way in rules.usable if way.covers(at)]
    if open_ways and all(way.leads_nowhere for way in open_ways):
        missing = _either(list(dict.fromkeys(way.leads_nowhere for way in open_ways)))
        return SafeNow("ask_first", missing, words)
    open_ways = [way for way in open_ways if not way.leads_nowhere]
    if open_ways:
        doing = list(dict.fromkeys(_doing(way, rules) for way in open_ways))
        means = tuple(dict.fromkeys(way.means for way in open_ways if way.means))
        return SafeNow("now", f"{_first_upper(_either(doing))} now", words, _limit(rules, means, at, tell), means)
    starts = [(start, way) for way in rules.usable if (start := way.next_start(at)) is not None]
    if not starts:
        return SafeNow("not_now", "not now", words)
    first = min(start for start, _way in starts)
    opening = [(start, way) for start, way in starts if start == first]
    doing = list(dict.fromkeys(_doing(way, rules) for _start, way in opening))
    return SafeNow("later", f"not before {tell.first_of(opening)}", words, f"then {_either(doing)}", next_start=first)


def _limit(rules: SafeContact, means: Sequence[Means], at: datetime, tell: _Telling) -> str:
    """Say what must not be done although a way is open: above all ringing, which nobody may read out of another way."""
    if rules.may_contact == "through_someone":
        return "never directly"
    if "ring" in means:
        return ""
    starts = [(begin, way) for way in rules.usable if way.means == "ring" and (begin := way.next_start(at)) is not None]
    return f"do not ring before {tell.first_of(starts)}" if starts else "do not ring"


def _doing(way: Way, rules: SafeContact) -> str:
    if way.means == "ring" and "relay" in rules.needs:
        return "ring by relay"
    return MEANS_WORDS[way.means] if way.means else way.method


def _either(doing: Sequence[str]) -> str:
    return doing[0] if len(doing) == 1 else f"{', '.join(doing[:-1])} or {doing[-1]}"


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def start_in_words(start: datetime, at: datetime) -> str:
    """The time from which it is safe again: 16:00 today, Mon 09:00 this week, Mon 7 Dec 09:00 where that is a week."""
    if start.date() == at.date():
        return f"{start:%H:%M}"
    day = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[start.weekday()]
    far = (start.date() - at.date()).days >= 7
    return f"next {day} {start:%H:%M}" if far else f"{day} {start:%H:%M}"


def dated_start(start: datetime, at: datetime) -> str:
    """The time from which it is safe again, so that it means the same on any day it is read: 23 Nov 2026, 16:00."""
    del at
    return f"{day_in_words(start.date())}, {start:%H:%M}"


def next_midnight(at: datetime) -> datetime:
    """The beginning of the next day: what is due, how old rules are and how a day is called change then."""
    return (at + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)


def next_change(ways: Iterable[Way], at: datetime) -> datetime:
    """The next moment at which the answer may change: a window opens or closes, the day ends, the clocks change."""
    found = [next_midnight(at)]
    for way in ways:
        for edge in filter(None, (way.start, way.end)):
            hour, minute = (int(part) for part in edge.split(":"))
            found.append(at.replace(hour=hour, minute=minute, second=0, microsecond=0))
    if found[0].utcoffset() != at.utcoffset():
        found += _clock_changes(at, found[0])
    return min((moment for moment in found if moment.astimezone(UTC) > at.astimezone(UTC)), default=found[0])


def _clock_changes(at: datetime, until: datetime) -> list[datetime]:
    """The hour at which the clocks go forward or back between two moments."""
    hour = at.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + _HOUR
    while hour < until.astimezone(UTC):
        if hour.astimezone(at.tzinfo).utcoffset() != at.utcoffset():
            return [hour.astimezone(at.tzinfo)]
        hour += _HOUR
    return []
