"""The summary of risk and needs tells every risk that is known, from whatever record: it never says none beside one."""

from __future__ import annotations

from hru_advocate.casework.paper.office_papers import OFFICE_PAPERS
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.documents.blocks import AnswerBlock, Paragraph, plain
from tests.casework.open_sessions import add, id_of, new_case

NONE = "None is recorded as present"
FOLLOWED = {"happened": "2026-11-20", "what": "He followed her.", "behaviours": ["bh_followed"]}


def summary(session: Session, case: Saved) -> tuple[str, list[str]]:
    """The paragraphs of the page, and what stands under the risks of other records."""
    blocks = OFFICE_PAPERS["risk_needs_summary"](session, id_of(case), 1, "").blocks
    known = [one.text for one in blocks if isinstance(one, AnswerBlock) and one.label == "Known from other records"]
    return "\n".join(plain(one.runs) for one in blocks if isinstance(one, Paragraph)), known


def test_what_an_incident_shows_is_no_none(session: Session) -> None:
    case = new_case(session)
    assert NONE in summary(session, case)[0]
    add(session, case, "incident", FOLLOWED)
    words, other = summary(session, case)
    assert other == ["Followed or watched (high harm)"]
    assert NONE not in words


def test_what_a_conversation_tells_stands_there_once(session: Session) -> None:
    case = new_case(session)
    add(session, case, "incident", FOLLOWED)
    add(session, case, "risk_conversation", {"held_on": "2026-11-21", "rf_watching_following": {"present": True}})
    assert summary(session, case)[1] == []
