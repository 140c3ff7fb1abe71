"""Safe contact on the unit's own paper: the rules, and what they allowed at the moment they were worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hru_advocate.documents.blocks import AnswerBlock, Block, Heading, KeepTogether, Paragraph, Run
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.people.contact_now import SafeNow


@dataclass(frozen=True, slots=True)
class SafeAt:
    """The answer of a case's safe contact rules, and the moment it is for."""

    found: SafeNow
    at: datetime


def safe_contact(safe: SafeAt | None) -> Iterator[Block]:
    """The rules first. Paper ages, so what they allowed is told with its moment and promises nothing."""
    if safe is None:
        return
    found = safe.found
    allowed = f"{found.word.removesuffix(' now')} was allowed" if found.safety == "now" else found.word
    said = "; ".join(filter(None, (allowed, found.limit)))
    worked_out = f"Worked out {day_in_words(safe.at.date())}, {safe.at:%H:%M}, for that moment alone: {said}."
    yield KeepTogether(
        (
            Heading("Safe contact"),
            AnswerBlock("The rules", found.rules),
            Paragraph((Run(worked_out, "strong"), Run(" Look at the rules again before any contact.", "quiet"))),
        )
    )
