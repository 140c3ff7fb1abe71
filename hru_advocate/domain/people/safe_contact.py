"""Safe contact: the rules without which no number, address or e-mail is ever shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

import msgspec

from hru_advocate.domain.forms.answers import Answers, answer_to, value_of
from hru_advocate.domain.moments import day_in_words, weekday_in_words

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_WORDS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
STALE_AFTER: Final = timedelta(days=28)
"""After this long the rules are asked again before they are relied on. A working interval, not a national one."""

Safety = Literal["now", "later", "not_now", "ask_first", "never", "unknown"]
_METHODS: Final = {
    "mobile": "mobile",
    "landline": "landline",
    "text": "text message",
    "email": "e-mail",
    "post": "post",
    "in_person": "meet in person",
    "through": "through someone",
}
_NEVER: Final = {"no": "do not contact", "they_ring": "they ring us"}
_BY_NUMBER: Final = ("mobile", "landline", "text", "through")


class Way(msgspec.Struct, frozen=True, omit_defaults=True):
    """One way at one time. ``days`` empty means any day; times are HH:MM, empty means all day."""

    method: str
    number: str = ""
    email: str = ""
    address: str = ""
    through: str = ""
    days: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    withheld: bool | None = None
    voicemail: str = "none"

    def covers(self, at: datetime) -> bool:
        """Say whether this moment lies in the window; a window over midnight is understood."""
        now, day = f"{at:%H:%M}", DAYS[at.weekday()]
        if self.start and self.end and self.start > self.end:
            yesterday = DAYS[(at.weekday() - 1) % 7]
            return (self._on(day) and now >= self.start) or (self._on(yesterday) and now < self.end)
        return self._on(day) and (not self.start or now >= self.start) and (not self.end or now < self.end)

    def _on(self, day: str) -> bool:
        return not self.days or day in self.days

    def next_start(self, at: datetime) -> datetime | None:
        """The next opening of the window after this moment, within a week; ``None`` when it is always open."""
        if not self.start and not self.days:
            return None
        hour, minute = (int(part) for part in (self.start or "00:00").split(":"))
        for ahead in range(8):
            day = at + timedelta(days=ahead)
            begin = day.replace(hour=hour, minute=minute, second=0, microsecond=0)
            if begin > at and self._on(DAYS[day.weekday()]):
                return begin
        return None

    def in_words(self, *, reveal: bool = False) -> str:
        """The way in words; the number only as its last three digits unless revealed with its rules."""
        parts = [days_in_words(self.days) + (f" {self.start}–{self.end}" if self.start and self.end else "")]
        if self.start and not self.end:
            parts[0] += f" from {self.start}"
        elif self.end and not self.start:
            parts[0] += f" until {self.end}"
        method = f"through {self.through}" if self.through else _METHODS.get(self.method, self.method)
        if self.number and self.method in _BY_NUMBER:
            method += f" {self.number}" if reveal else f" ending {self.number.replace(' ', '')[-3:]}"
        elif reveal and (self.email or self.address):
            method += f" {self.email or self.address}"
        parts.append(method)
        if self.withheld is not None:
            parts.append("withheld number is fine" if self.withheld else "never withhold the number")
        if self.method in ("mobile", "landline", "through"):
            parts.append(
                {"agreed": "only the agreed voicemail", "any": "voicemail is fine"}.get(self.voicemail, "no voicemail")
            )
        return " · ".join(part for part in parts if part)


def days_in_words(days: Sequence[str]) -> str:
    """Days in words: weekdays, weekends, any day, or the days named."""
    chosen = [day for day in DAYS if day in days]
    if not chosen or len(chosen) == len(DAYS):
        return "any day"
    if chosen == list(DAYS[:5]):
        return "weekdays"
    if chosen == list(DAYS[5:]):
        return "weekends"
    return ", ".join(DAY_WORDS[DAYS.index(day)][:3] for day in chosen)


class SafeContact(msgspec.Struct, frozen=True, omit_defaults=True):
    """The rules agreed with the person. ``confirmed`` is the day they were last confirmed (ISO)."""

    may_contact: str
    ways: tuple[Way, ...] = ()
    say: str = ""
    ask_for: str = ""
    who_answers: str = ""
    never: str = ""
    confirmed: str = ""

    @property
    def confirmed_on(self) -> date | None:
        """The day of the last confirmation."""
        return date.fromisoformat(self.confirmed) if self.confirmed else None

    def stale(self, today: date) -> bool:
        """Say whether the rules are too old to rely on without asking again."""
        confirmed = self.confirmed_on
        return confirmed is None or today - confirmed > STALE_AFTER


@dataclass(frozen=True, slots=True)
class SafeNow:
    """The rules' answer for one moment: a short word, the sentence, and the next opening if any."""

    safety: Safety
    short: str
    rules: str
    next_start: datetime | None = None


def read_safe_contact(answers: Answers) -> SafeContact:
    """The typed view of a record of purpose ``safe_contact``."""
    rows = value_of(answers, "ways") or ()
    confirmed = value_of(answers, "confirmed")
    return SafeContact(
        may_contact=value_of(answers, "may_contact") or "",
        ways=tuple(_read_way(row) for row in rows),
        say=value_of(answers, "say") or "",
        ask_for=value_of(answers, "ask_for") or "",
        who_answers=value_of(answers, "who_answers") or "",
        never=value_of(answers, "never") or "",
        confirmed=confirmed.isoformat() if confirmed else "",
    )


def _read_way(row: Answers) -> Way:
    through = value_of(row, "through")
    return Way(
        method=value_of(row, "method") or "",
        number=value_of(row, "number") or "",
        email=value_of(row, "email") or "",
        address=value_of(row, "address") or "",
        through=through.name if through else "",
        days=tuple(value_of(row, "days") or ()),
        start=value_of(row, "from") or "",
        end=value_of(row, "to") or "",
        withheld=value_of(row, "withheld") if answer_to(row, "withheld").given else None,
        voicemail=value_of(row, "voicemail") or "none",
    )


def judge_now(versions: Iterable[SafeContact], at: datetime) -> SafeNow:
    """Judge what may be done now. Two versions that disagree: nothing until it is settled (the safer value)."""
    found = tuple(versions)
    if not found:
        return SafeNow("unknown", "no rules yet", "No safe contact rules are recorded. Agree them before any contact.")
    if len(found) > 1:
        return SafeNow(
            "never",
            "two versions",
            "Two versions of the safe contact rules disagree. Do not get in touch until it is settled.",
        )
    rules = found[0]
    words = rules_in_words(rules, at.date())
    if rules.may_contact in _NEVER:
        return SafeNow("never", _NEVER[rules.may_contact], words)
    if not rules.ways:
        return SafeNow("ask_first", "no way agreed", words)
    if rules.stale(at.date()):
        return SafeNow("ask_first", "confirm first", words)
    return _judge_windows(rules, at, words)


def _judge_windows(rules: SafeContact, at: datetime, words: str) -> SafeNow:
    if any(way.covers(at) for way in rules.ways):
        return SafeNow("now", "safe now", words)
    starts = [start for way in rules.ways if (start := way.next_start(at)) is not None]
    if not starts:
        return SafeNow("not_now", "not now", words)
    return SafeNow("later", f"not before {start_in_words(min(starts), at)}", words, min(starts))


def start_in_words(start: datetime, at: datetime) -> str:
    """The time from which it is safe again: 16:00 today, otherwise the day and the time."""
    return f"{start:%H:%M}" if start.date() == at.date() else f"{weekday_in_words(start.date())[:3]} {start:%H:%M}"


def rules_in_words(rules: SafeContact, today: date, *, reveal: bool = False) -> str:
    """The rules in one line, as the strip at the head of a case says them. Never the code word."""
    opening = {
        "no": "Do not get in touch",
        "they_ring": "Do not ring; they ring us",
        "through_someone": "Only through somebody else",
    }.get(rules.may_contact, "")
    parts = [opening] if opening else []
    if rules.may_contact not in ("no", "they_ring"):
        parts.append(" or ".join(way.in_words(reveal=reveal) for way in rules.ways) or "no way agreed yet")
    if rules.say:
        parts.append(f"say “{rules.say}”")
    if rules.ask_for:
        parts.append(f"ask for {rules.ask_for}")
    if rules.who_answers:
        parts.append(f"may also answer: {rules.who_answers}")
    if rules.never:
        parts.append(f"never: {rules.never.strip().rstrip('.')}")
    return " · ".join(parts) + ". " + _say_confirmed(rules, today)


def _say_confirmed(rules: SafeContact, today: date) -> str:
    confirmed = rules.confirmed_on
    if confirmed is None:
        return "Not confirmed."
    days = (today - confirmed).days
    if days <= 0:
        return "Confirmed today."
    if days == 1:
        return "Confirmed yesterday."
    return f"Confirmed {days} days ago." if days < 100 else f"Confirmed {day_in_words(confirmed)}."
