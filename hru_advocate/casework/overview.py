"""A case at a glance: what is new, what is not covered, what comes next, the plan and its paper."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.cases import NextLine, PersonLine, SinceLine, next_dates, people, plan_words, since_last_time
from hru_advocate.casework.copies import copies
from hru_advocate.casework.desk import Desk
from hru_advocate.casework.planning import KnownRow, uncovered


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview of a case shows."""

    since_words: str
    since: tuple[SinceLine, ...]
    uncovered: tuple[KnownRow, ...]
    next: tuple[NextLine, ...]
    plan_words: str
    paper_words: str
    people: tuple[PersonLine, ...]


def overview(desk: Desk, case: str) -> Overview:
    """The overview of a case."""
    since_words, since = since_last_time(desk, case)
    return Overview(
        since_words=since_words,
        since=since,
        uncovered=uncovered(desk, case),
        next=next_dates(desk, case),
        plan_words=plan_words(desk, case),
        paper_words=_paper_words(desk, case),
        people=people(desk, case),
    )


def _paper_words(desk: Desk, case: str) -> str:
    out = [copy for copy in copies(desk, case) if copy.state == "out"]
    if not out:
        return "No paper out"
    return "; ".join(copy.words for copy in out[:3]) + ("; …" if len(out) > 3 else "")
