"""The drafts of a case's plan that stand open: said wherever the plan is spoken of, so that none looks lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from hru_advocate.casework.plan.sheet import LIVE
from hru_advocate.casework.records.entries import DraftBody, drafts
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.raw_answers import text_of
from hru_advocate.domain.moments import day_in_words
from hru_advocate.errors import NotFound
from hru_advocate.store import drafts as draft_rows
from hru_advocate.store.ledger import ledger

PLAN: Final = "safety_plan"


@dataclass(frozen=True, slots=True)
class PlanDraftLine:
    """One draft of a plan: how many measures it holds, when it was last written, and what it corrects.

    ``overtaken`` is when a version was signed that it knows nothing of, in words; empty where there is none.
    """

    id: str
    measures: int
    saved: datetime
    corrects: tuple[str, ...] = ()
    overtaken: str = ""

    @property
    def words(self) -> str:
        """The draft within a sentence or a list."""
        count = f"{self.measures or 'no'} measure{'' if self.measures == 1 else 's'}"
        return f"a draft of {count}, last written {day_in_words(self.saved.date(), weekday=True)}, {self.saved:%H:%M}"

    @property
    def sentence(self) -> str:
        """The draft as a sentence of its own."""
        said = f"{self.words[0].upper()}{self.words[1:]}, stands open: it is not signed off."
        if not self.overtaken:
            return said
        return f"{said} It was begun before the version of {self.overtaken} was signed."


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """The plan of a case as far as it is signed off, and its drafts, the newest first."""

    signed: bool
    drafts: tuple[PlanDraftLine, ...]

    @property
    def sentence(self) -> str:
        """Words for who looks at the signed plan on paper: that there is none yet, or that a draft stands beside it."""
        newest = next(iter(self.drafts), None)
        if self.signed:
            return f"This is the plan as it was signed off. {newest.sentence}" if newest else ""
        return " ".join(("There is no signed-off plan yet.", *([newest.sentence] if newest else [])))


def plan_standing(session: Session, case: str) -> PlanStanding:
    """Say whether a plan is signed off, and which drafts of it stand open."""
    return PlanStanding(bool(ledger.heads_of_case(session.vault, case, slot="plan")), plan_drafts(session, case))


def plan_drafts(session: Session, case: str) -> tuple[PlanDraftLine, ...]:
    """The drafts of a case's plan, newest first."""
    return tuple(
        PlanDraftLine(line.id, _measures(_body(session, line.id)), line.saved, line.corrects, line.overtaken)
        for line in drafts(session, case=case)
        if line.form == PLAN
    )


def draft_to_go_on_with(session: Session, case: str, corrects: tuple[str, ...] = ()) -> str | None:
    """The draft one goes on with when a plan is begun, so that no second one comes of it by accident.

    One that a newer version has overtaken is offered only: a person says which of the two it is to be.
    """
    same = (one for one in plan_drafts(session, case) if one.corrects == corrects)
    newest = next(same, None)
    return newest.id if newest is not None and not newest.overtaken else None


def kept_as(session: Session, draft: str) -> Mapping[str, object] | None:
    """The raw answers that the vault holds of a draft, or ``None`` where there is no such draft any more."""
    try:
        return _body(session, draft)
    except NotFound:
        return None


def _body(session: Session, draft: str) -> Mapping[str, object]:
    return msgspec.json.decode(draft_rows.load(session.vault, draft).body, type=DraftBody).raw


def _measures(raw: Mapping[str, object]) -> int:
    items = raw.get("items")
    rows = [row for row in items if isinstance(row, dict)] if isinstance(items, list) else []
    return sum(text_of(row.get("state")) in LIVE for row in rows)
