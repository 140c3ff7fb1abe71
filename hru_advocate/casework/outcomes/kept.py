"""Tells what stays counted of cases that were erased by authority: months and choices, and nobody named.

Figures wait outside the ledger until those of several cases are written together: an entry written with its erasure
would tell, by its place and its time, which case it is of.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answer, Answers, value_of
from hru_advocate.domain.ledger.entry import canonical
from hru_advocate.domain.outcomes.facts import Closed, CountedCase
from hru_advocate.store import settings

FORM: Final = "kept_figures"
_WAITING: Final = "kept_figures_waiting"
ADDED: Final[Mapping[str, str]] = {"yes": "yes", "in_part": "partly", "no": "no"}
"""The value added as a closure says it, by the words figures have for it; anything else is not stated."""


def kept_facts(session: Session) -> tuple[CountedCase, ...]:
    """Every erased case as it is still counted; of its days only the month is known."""
    return tuple(map(_counted, every_kept(session)))


def every_kept(session: Session) -> tuple[Answers, ...]:
    """The figures of every erased case, those that wait included."""
    waiting = [{field: Answer("answered", said) for field, said in row.items()} for row in waiting_figures(session)]
    return (*written_figures(session), *waiting)


def written_figures(session: Session) -> tuple[Answers, ...]:
    """The figures that were written, several cases at a time."""
    return tuple(one.answers for one in session.heads(None, [FORM]) if not one.erased)


def waiting_figures(session: Session) -> list[dict[str, str | int]]:
    """The figures that wait for those of further cases, in no order that tells which came when."""
    return settings.read(session.vault, _WAITING, list[dict[str, str | int]]) or []


def let_wait(session: Session, rows: list[dict[str, str | int]]) -> None:
    """Keep figures waiting, in place of those that waited."""
    settings.keep(session.vault, _WAITING, sorted(rows, key=canonical))


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
