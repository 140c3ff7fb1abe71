"""Tells what stays counted of cases that were erased by authority: months and choices, and nobody named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.outcomes.facts import Closed, CountedCase

_FORM: Final = "kept_figures"
ADDED: Final[Mapping[str, str]] = {"yes": "yes", "in_part": "partly", "no": "no"}
"""What the unit added as a closure says it, by the words figures have for it; anything else is not stated."""


def kept_facts(session: Session) -> tuple[CountedCase, ...]:
    """Every erased case as it is still counted; of its days only the month is known."""
    return tuple(_counted(one.answers) for one in session.heads(None, [_FORM]) if not one.erased)


def _counted(answers: Answers) -> CountedCase:
    closed = _month(value_of(answers, "closed"))
    return CountedCase(
        area=value_of(answers, "area") or "",
        referred=_month(value_of(answers, "opened")),
        source=value_of(answers, "source") or "",
        behaviours=tuple((value_of(answers, "behaviours") or "").split()),
        decision=value_of(answers, "decision") or "",
        closed=Closed(closed, ADDED.get(value_of(answers, "value_added") or "", "")) if closed else None,
    )


def _month(month: str | None) -> date | None:
    return date.fromisoformat(f"{month}-01") if month else None
