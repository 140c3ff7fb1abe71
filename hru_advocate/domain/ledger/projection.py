"""The contribution of one entry to the views: the list line, the case row, due dates and search.

Made by the domain from a form and its answers, applied by the store in the same transaction
as the entry. Replaying every entry's projection in ledger order rebuilds the views exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from hru_advocate.domain.ledger.entry import Entry

CASE_COLUMNS = (
    "initials",
    "name",
    "status",
    "area",
    "living",
    "level",
    "level_on",
    "safe",
    "calls",
    "last_contact",
    "last_reached",
    "next_contact",
    "next_reason",
    "review_due",
    "review_asks",
)
"""The columns of a case row that records may set."""

OF_REVIEW = frozenset({"review_due", "review_asks"})
"""The columns of the plan's review: the day it is due, and the events that ask for it as a list in JSON.

They are worked out from several heads together (``review_of_heads``).
"""

BY_DAY = frozenset({"living"})
"""The columns set by the newest day, and within one day by what was recorded last, as the facts of a case are.

She says in the afternoon that she went back to him: the day alone is told, and no hour of the morning outlasts it.
"""

FROM_ALL_HEADS = OF_REVIEW | BY_DAY | {"status", "level"}
"""The columns that no single head decides by its own place."""

GRAVEST_FIRST = ("high", "medium", "standard", "not_graded_yet")
"""The levels of a judgement."""

CLOSED, REOPENED = "closed", "reopened"
"""The status that follows from a closure: nothing but its own newer version opens a case again."""


@dataclass(frozen=True, slots=True)
class Projection:
    """One record entry as the views see it.

    ``slot`` names what the entry speaks for (``referral``, ``victim``, ``safe_contact``, ``contact``,
    ``risk``, ``needs``, ``plan``, ``judgement`` …). For each column a case row takes the value of the
    newest head of the slot *that has the column in* ``columns`` (newest by ``sort``, then by recorded
    time); a value of ``None`` empties the column, a column that is not mentioned is left to older heads.
    Those of ``OF_REVIEW`` come from ``review_of_heads``, those of ``BY_DAY`` go by day and then by recorded time, and
    the status comes from ``status_of_heads``, the level from ``level_of_heads``.
    A contact is due while ``next_contact`` lies after the day of ``last_reached``.
    Search finds it by ``search_text``, what was typed, and by ``search_labels``, the program's own words for what was
    chosen: those are the same in very many entries.
    """

    slot: str
    line: str
    sort: str
    search_text: str
    columns: Mapping[str, str | None] = field(default_factory=dict)
    due: str | None = None
    due_label: str = ""
    opens_case: bool = False
    search_labels: tuple[str, ...] = ()


Project = Callable[[Entry], Projection | None]
"""Gives what an entry contributes to the views; ``None`` for one in no list. Never asked of erased bodies."""


def review_of_heads(said: Iterable[Mapping[str, str | None]]) -> dict[str, str | None]:
    """Work out when a case's plan is due and which events ask for it, from what its heads say, first recorded first.

    A plan answers what was recorded before it was signed off, whenever that happened. While two versions of it stand
    beside each other, whatever one of them could not know of asks, and the earliest day holds.
    """
    days: list[str] = []
    events: list[str] = []
    planned = False
    for columns in said:
        if OF_REVIEW.isdisjoint(columns):
            continue
        day, asks = columns.get("review_due"), columns.get("review_asks")
        if asks is None and not planned:
            planned = True
            days.clear()
            events.clear()
        if day is not None:
            days.append(day)
        if asks is not None:
            events += events_in_row(asks)
    return {"review_due": min(days, default=None), "review_asks": review_asks(dict.fromkeys(events))}


def status_of_heads(said: Iterable[Mapping[str, str | None]]) -> dict[str, str | None]:
    """Work out the status of a case from what its heads say, by day and then by recorded time.

    A closure outlasts whatever the referral says, however late that is corrected. While one version closes and one
    opens again, the case is open: its reminders are not lost to a disagreement.
    """
    told = [columns["status"] for columns in said if "status" in columns]
    if CLOSED in told and REOPENED not in told:
        return {"status": CLOSED}
    return {"status": next((one for one in reversed(told) if one not in (CLOSED, REOPENED)), None)}


def level_of_heads(said: Iterable[tuple[str, Mapping[str, str | None]]]) -> dict[str, str | None]:
    """Work out the level of a case from what its heads say, each with its record, the newest last.

    The newest judgement counts. While versions of it disagree, the graver level does: nothing is filtered away, put
    lower or left to rest by the other.
    """
    told = [(record, columns["level"]) for record, columns in said if "level" in columns]
    record, level = told[-1] if told else ("", None)
    levels = {one for of, one in told if of == record}
    return {"level": next((one for one in GRAVEST_FIRST if one in levels), level)}


def review_asks(events: Iterable[str]) -> str | None:
    """The column ``review_asks`` for some events; ``None`` for none."""
    named = list(events)
    return msgspec.json.encode(named).decode() if named else None


def events_in_row(asks: str | None) -> tuple[str, ...]:
    """The events that a column ``review_asks`` names."""
    return msgspec.json.decode(asks, type=tuple[str, ...]) if asks else ()
