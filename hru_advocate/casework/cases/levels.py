"""The level of a case: what was judged last, when, and whether a conversation has been held since."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import LEVELS, sort_in_words
from hru_advocate.domain.forms.answers import value_of


@dataclass(frozen=True, slots=True)
class JudgedLevel:
    """The level in force: its label, when it was judged in words, and ``stale`` while a later conversation asks anew.

    ``label`` and ``when_words`` are empty while no level has been judged.
    """

    label: str = ""
    when_words: str = ""
    stale: bool = False


def level_of(session: Session, case: str) -> JudgedLevel:
    """The level of a case. It is stale once a risk conversation was recorded after the last judgement."""
    judged = session.heads(case, ["judgement"])
    talked = max((record.recorded.utc for record in session.heads(case, ["risk"])), default="")
    if not judged:
        return JudgedLevel(stale=bool(talked))
    newest = max(judged, key=lambda record: record.sort)
    return JudgedLevel(
        LEVELS.get(value_of(newest.answers, "level") or "", ""),
        sort_in_words(newest.sort, session.now().date()),
        talked > max(record.recorded.utc for record in judged),
    )
