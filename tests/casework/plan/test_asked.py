"""What was asked and what was not: said wherever a case might seem covered."""

from __future__ import annotations

from hru_advocate.casework import listing
from hru_advocate.casework.overview import overview
from hru_advocate.casework.plan import planning
from hru_advocate.casework.plan.asked import Asked
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, new_case
from tests.casework.unit.test_languages import words_of


def asked(session: Session, case: str) -> Asked:
    return planning.board(session, case).asked


def test_a_case_where_nothing_was_asked_says_so_everywhere(session: Session) -> None:
    case = new_case(session).case or ""
    found = asked(session, case)
    assert found.nothing
    assert found.words.startswith("Nothing has been asked yet: ")
    for title in ("The situation", "risk", "needs"):
        assert title.lower() in found.words.lower()
    assert found.short == "nothing asked yet"
    assert overview(session, case).unasked == found.words
    ref = listing.cases(session)[0]["ref"]
    assert listing.plan(session, ref)["not_asked"] == found.words
    assert listing.show(session, ref, protected=False)["not_asked"] == found.words


def test_each_answer_and_each_reason_counts_and_a_later_silence_takes_nothing_back(session: Session) -> None:
    case = new_case(session)
    add(
        session, case, "risk_conversation", {"rf_isolated": True, "rf_pregnant_or_new_baby": {"state": "unsafe_to_ask"}}
    )
    add(session, case, "risk_conversation", {"rf_loiters": {"state": "declined"}})
    found = asked(session, case.case or "")
    risk = next(talk for talk in found.talks if talk.form.id == "risk_conversation")
    assert (risk.held, risk.stated) == (True, 3)
    assert risk.words == f"{risk.form.title} ({risk.of - 3} of {risk.of} questions)"
    assert not found.nothing
    assert found.words.startswith("Not asked yet: ")
    assert found.short == f"{found.left} questions not asked"
    assert planning.board(session, case.case or "").not_asked == found.left == sum(talk.left for talk in found.talks)


def test_the_file_copy_says_what_was_not_asked_and_what_has_only_general_advice(session: Session) -> None:
    case = new_case(session)
    add(session, case, "risk_conversation", {"rf_believes_could_be_killed": True, "rf_isolated": True})
    lines = [
        {"measure": ["sm_trust_gut"], "text": "Trust your gut.", "answers": ["rf_believes_could_be_killed"],
         "state": "chosen", "carry": "keep"},
        {"measure": ["sm_safe_person"], "text": "One person.", "answers": ["rf_isolated"], "state": "chosen",
         "carry": "keep"},
    ]  # fmt: skip
    add(session, case, "safety_plan", {"review": "2026-12-07", "items": lines})
    rows = {row.id: row for row in planning.board(session, case.case or "").known}
    assert rows["rf_believes_could_be_killed"].mark == "general"
    assert rows["rf_believes_could_be_killed"].sentence.startswith("Only general advice answers this")
    assert rows["rf_isolated"].mark == "covered"
    assert [row.id for row in planning.still_open(session, case.case or "").rows] == ["rf_believes_could_be_killed"]
    paper = words_of(session, case, "file_copy", "en-GB")
    assert "Only general advice: measure 1" in paper
    assert "Not asked yet: " in paper
