"""The level of a case: what was judged last, when, and whether a conversation has been held since."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import LEVELS, sort_in_words
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.store import views
from hru_advocate.store.views import CaseRow


@dataclass(frozen=True, slots=True)
class JudgedLevel:
    """The level in force: its label, when it was judged in words, and ``stale`` while a later conversation asks anew.

    ``label`` and ``when_words`` are empty while no level has been judged.
    """

    label: str = ""
    when_words: str = ""
    stale: bool = False


def judgement_in_force(session: Session, row: CaseRow) -> Record | None:
    """The newest judgement of a case; while versions of it disagree, the one that tells the level of its row."""
    judged = session.heads(row.case, ["judgement"])
    versions = [one for one in judged if one.record == judged[0].record]
    return next((one for one in versions if value_of(one.answers, "level") == row.level), next(iter(judged), None))


def level_of(session: Session, case: str) -> JudgedLevel:
    """The level of a case. It is stale once a risk conversation was recorded after the last judgement."""
    judged = session.heads(case, ["judgement"])
    talked = max((record.recorded.utc for record in session.heads(case, ["risk"])), default="")
    if not judged:
        return JudgedLevel(stale=bool(talked))
    counts = judgement_in_force(session, views.case_row(session.vault, case)) or judged[0]
    return JudgedLevel(
        LEVELS.get(value_of(counts.answers, "level") or "", ""),
        sort_in_words(counts.sort, session.now().date()),
        talked > max(record.recorded.utc for record in judged),
    )
