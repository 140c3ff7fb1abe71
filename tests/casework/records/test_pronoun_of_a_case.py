"""Whatever a case shows or prints in the program's own words speaks of the person as they asked."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping

import msgspec
import pytest

from hru_advocate.casework.paper.papers import PaperRequest, preview
from hru_advocate.casework.plan.asked import Asked
from hru_advocate.casework.plan.current import plan_now
from hru_advocate.casework.plan.planning import board, first_choice, suggest_for
from hru_advocate.casework.plan.versions import compare, version
from hru_advocate.casework.records.entries import Saved, save, start
from hru_advocate.casework.records.records import open_record
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import id_of

BOTH = re.compile(r"\b(?:she or he|her or his|her or him)\b", re.IGNORECASE)
TYPED = "She or he, her or his: as I said it."


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, msgspec.Struct):
        yield from _texts(msgspec.structs.asdict(value))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from _texts([getattr(value, field.name) for field in dataclasses.fields(value)])


def _plan(words: str, decision: str) -> dict[str, object]:
    item = {
        "measure": ["sm_call_999"], "section": "emergency", "text": "Ring 999.", "answers": ["ci_all"],
        "carry": "carry", "state": "already_do", "decision": decision,
        **({"words": words, "words_instead": True} if words else {}),
    }  # fmt: skip
    own = {"own_words": words} if words else {}
    return {"made_on": "20 Nov 2026", "review": "1 Dec 2026", "items": [item], **own}


def _shown(session: Session, case: str) -> list[str]:
    contact = save(session, "contact", {
        "happened": "today", "method": "visit", "direction": "out", "with_whom": "victim", "fact": "x", "words": TYPED,
        "outside_rules": "Met at the station.",
    }, case=case)  # fmt: skip
    risk = save(session, "risk_conversation", {"rf_very_frightened": {"present": True, "words": TYPED}}, case=case)
    save(session, "safety_plan", _plan("", "no"), case=case)
    plan = save(session, "safety_plan", _plan(TYPED, "yes"), case=case)
    forms = ("contact", "risk_conversation", "safety_plan", "needs_assessment")
    shown = [
        *(start(session, form, case=case).form for form in forms),
        *(open_record(session, one.entry) for one in (contact, risk, plan)),
        plan_now(session, case), version(session, case, 2), compare(session, case, 1, 2),
        dataclasses.replace(board(session, case), asked=Asked()),
        suggest_for(session, case), first_choice(session, case),
    ]  # fmt: skip
    papers = [preview(session, PaperRequest(case, one)).pages for one in ("file_copy", "contact_log")]
    return list(_texts([*shown, *papers]))


@pytest.mark.parametrize(
    ("pronoun", "own"), [("she", "In her own words"), ("he", "In his own words"), ("they", "In their own words")]
)
def test_screens_and_papers_of_a_case_say_the_pronoun(session: Session, case: Saved, pronoun: str, own: str) -> None:
    save(session, "person", {"role": "victim", "name": "Alex Example", "pronoun": pronoun}, case=id_of(case))
    found = _shown(session, id_of(case))
    assert {text for text in found if BOTH.search(text) and TYPED not in text} == set()
    assert own in found
    assert any(TYPED in text for text in found)


def test_nobody_asked_says_both(session: Session, case: Saved) -> None:
    assert "In her or his own words" in _shown(session, id_of(case))
