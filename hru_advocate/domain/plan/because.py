"""The reason a measure is suggested, in one sentence an advocate can say aloud.

It is made of our own labels, of where we know a thing from and of days: never of what somebody typed, and it says
neither he nor she.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.domain.moments import month_in_words
from hru_advocate.domain.plan.case_facts import Known

NAMED: Final = 3
"""Reasons named in one sentence; more than that nobody can follow by ear, so the rest is only counted."""

_TOLD: Final[Mapping[str, str]] = {
    "victim_said": "you told us on {day}",
    "police_record": "it is on a police record, noted on {day}",
    "advocate_saw": "we saw it ourselves, noted on {day}",
    "partner_agency": "another service told us, noted on {day}",
    "document_or_device": "a document or a device shows it, noted on {day}",
    "family_or_friend": "somebody close to you told us, noted on {day}",
}
"""Sources of a finding, the surest to say aloud first."""
_FORMS: Final[Mapping[str, str]] = {
    "risk": "we talked about it on {day}",
    "needs": "we looked on {day} at where help is needed",
    "situation": "this is how things were on {day}",
    "incident": "an incident was noted on {day}",
    "contact": "it came up when we were in touch on {day}",
    "referral": "the referral of {day} says so",
    "judgement": "the judgement of {day} says so",
    "order": "the order of {day} says so",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """The way one fact is known: the words after *because*, and when it last happened, or an empty text."""

    how: str
    last: str = ""


def reason_of(known: Known, today: date) -> Reason:
    """The way a fact is known, in words for this day."""
    day = spoken_day(date.fromisoformat(known.on), today)
    told = next((words for how, words in _TOLD.items() if how in known.how), "")
    words = told or _FORMS.get(known.purpose, "we wrote it down on {day}")
    last = spoken_day(date.fromisoformat(known.last), today) if known.last and not known.spanned else ""
    return Reason(words.format(day=day), f"last on {last}" if last else "")


def because(named: Iterable[tuple[str, str]], reasons: Mapping[str, Reason]) -> str:
    """One sentence for some facts, each an id and its words, the weightiest first."""
    facts = list(named)
    clauses: dict[str, list[str]] = {}
    for one, words in facts[:NAMED]:
        reason = reasons.get(one, Reason("we know this"))
        clauses.setdefault(reason.how, []).append(f"{words} ({reason.last})" if reason.last else words)
    parts = [f"because {how}: {_listed(words)}" for how, words in clauses.items()]
    more = len(facts) - NAMED
    if more > 0:
        parts.append(f"for {more} more reason{'s' if more > 1 else ''}")
    said = "; and ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."


def spoken_day(day: date, today: date) -> str:
    """A day as it is said aloud: 12 November, with the year when it is another one."""
    words = f"{day.day} {month_in_words(day)}"
    return words if day.year == today.year else f"{words} {day.year}"


def _listed(words: list[str]) -> str:
    """Things one after the other; a label that has a comma of its own is parted by semicolons."""
    if len(words) < 2:
        return "".join(words)
    gap = "; " if any("," in one for one in words) else ", "
    return f"{gap.join(words[:-1])}{';' if gap == '; ' else ''} and {words[-1]}"
