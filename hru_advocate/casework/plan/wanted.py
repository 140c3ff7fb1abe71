"""The ratings a person gave and the needs to start with, and the facts that lie longer back: they order suggestions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.forms.rich_kinds import Rating
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.plan.case_facts import Known

RECENT: Final = timedelta(days=31)
START_WITH: Final = "start_with"
"""The question in which the person picks the needs to begin with."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The newest rating of each need (the graver of the person's and the advocate's), and the needs picked first."""

    ratings: dict[str, int]
    first: frozenset[str]


def wanted_in(records: Iterable[Record]) -> Wanted:
    """The needs assessments of a case read together, each need by its newest rating."""
    ratings: dict[str, int] = {}
    first = frozenset[str]()
    for record in sorted(records, key=lambda one: (one.sort, one.recorded.utc, one.entry)):
        if record.form.purpose != "needs":
            continue
        picked = value_of(record.answers, START_WITH)
        first = frozenset(picked) if picked else first
        for field in record.form.fields:
            rating = value_of(record.answers, field.id) if field.kind == "rating" else None
            if isinstance(rating, Rating):
                ratings[field.fact] = max(rating.value, rating.advocate or 0)
    return Wanted(ratings, first)


def long_ago(known: Iterable[Known], today: date) -> frozenset[str]:
    """The facts that are so and last happened, as told, longer ago than a month."""
    return frozenset(
        one.fact for one in known if one.present and one.last and today - date.fromisoformat(one.last) > RECENT
    )
