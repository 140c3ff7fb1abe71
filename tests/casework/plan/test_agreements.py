"""An answer to the whole plan and a countersign hold for the one version they name, and say so when another follows."""

from __future__ import annotations

import pytest

from hru_advocate.casework.late import Settling, late, settle
from hru_advocate.casework.paper import papers
from hru_advocate.casework.paper.copies import head_code
from hru_advocate.casework.paper.papers import PaperRequest
from hru_advocate.casework.plan.current import plan_now, said_of_plan
from hru_advocate.casework.plan.versions import versions
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.records import history
from hru_advocate.casework.records.searching import find
from hru_advocate.casework.session import Session
from hru_advocate.casework.today import look
from hru_advocate.casework.vault.head_codes import check_code
from hru_advocate.errors import InvalidAnswer
from tests.casework.open_sessions import AUTHOR, add, id_of, new_case
from tests.casework.plan.test_plan_asks import PLAN
from tests.documents.checking import read_aloud

YES: dict[str, object] = {"on": "2026-11-20", "answer": "yes"}
SIGNED: dict[str, object] = {"by": "Sgt Ola Example", "role": "Detective sergeant", "on": "2026-11-21"}


@pytest.mark.parametrize(
    ("form", "answers", "field"),
    [
        ("agreement", YES, ""),
        ("agreement", {"on": "2026-11-20", "answer": "no"}, "because"),
        ("agreement", {"on": "2026-11-20", "answer": "no", "because": {"state": "declined"}}, ""),
        ("agreement", {"on": "2026-11-20", "answer": "no", "because": "The alarm frightens her."}, ""),
        ("agreement", {"on": "2026-11-20", "answer": "could_not", "because": "In hospital."}, "again_by"),
        (
            "agreement",
            {"on": "2026-11-20", "answer": "could_not", "because": "In hospital.", "again_by": "2026-11-20"},
            "again_by",
        ),
        (
            "agreement",
            {"on": "2026-11-20", "answer": "could_not", "because": "In hospital.", "again_by": "2026-11-21"},
            "",
        ),
        ("agreement", YES | {"on": "2026-11-24"}, "on"),
        ("agreement", YES | {"plan": "01M0000000000000000000000"}, "plan"),
        ("countersign", SIGNED, ""),
        ("countersign", SIGNED | {"by": AUTHOR}, "by"),
        ("countersign", SIGNED | {"by": f" {AUTHOR.lower()} "}, "by"),
        ("countersign", {"by": "Ola Example", "on": "2026-11-21"}, "role"),
        ("countersign", SIGNED | {"on": "2026-11-24"}, "on"),
    ],
)
def test_what_is_missing_or_wrong_is_refused(
    session: Session, case: Saved, form: str, answers: dict[str, object], field: str
) -> None:
    plan = add(session, case, "safety_plan", PLAN)
    if not field:
        kept = add(session, case, form, answers)
        line = versions(session, id_of(case)).lines[0]
        assert kept.entry in {one.entry for one in (line.agreed, *line.countersigned) if one}
        assert line.entry == plan.entry
        return
    with pytest.raises(InvalidAnswer) as caught:
        add(session, case, form, answers)
    assert caught.value.field == field


@pytest.mark.parametrize(("form", "answers"), [("agreement", YES), ("countersign", SIGNED)])
def test_without_a_plan_or_for_another_cases_there_is_nothing_to_answer(
    session: Session, case: Saved, form: str, answers: dict[str, object]
) -> None:
    with pytest.raises(InvalidAnswer):
        add(session, case, form, answers)
    other = add(session, new_case(session), "safety_plan", PLAN)
    add(session, case, "safety_plan", PLAN)
    with pytest.raises(InvalidAnswer):
        add(session, case, form, answers | {"plan": other.entry})
    with pytest.raises(InvalidAnswer, match="no version"):
        add(session, case, form, answers | {"plan": case.entry})  # of this case, and the referral


def test_each_stands_beside_its_version_and_an_older_one_is_said_to_be_older(session: Session, case: Saved) -> None:
    first = add(session, case, "safety_plan", PLAN)
    add(session, case, "agreement", YES)
    add(session, case, "countersign", SIGNED)
    now = plan_now(session, id_of(case))
    assert now.current[0].agreed is not None
    assert (now.answered_before, now.countersigned_before) == (None, None)
    save(session, "safety_plan", PLAN | {"review": "2026-12-10"}, corrects=[first.entry], reason="A wrong day")
    now = plan_now(session, id_of(case))
    assert (now.current[0].agreed, now.current[0].countersigned) == (None, ())
    assert now.answered_before is not None
    assert now.countersigned_before is not None
    assert (now.answered_before[0], now.countersigned_before[0]) == (1, 1)
    assert now.countersigned_before[1].sentence == "Sgt Ola Example, Detective sergeant, 21 Nov 2026"
    add(session, case, "agreement", YES | {"answer": "no", "because": "Too much.", "on": "2026-11-23"})
    newer, older = versions(session, id_of(case)).lines
    assert newer.agreed is not None
    assert older.agreed is not None
    assert newer.agreed.sentence == "No, 23 Nov 2026, because: Too much."
    assert older.agreed.sentence == "Yes, 20 Nov 2026"
    assert plan_now(session, id_of(case)).answered_before is None


@pytest.mark.parametrize(("form", "answers"), [("agreement", YES), ("countersign", SIGNED)])
def test_nothing_is_said_of_a_version_before_it_was_made(
    session: Session, case: Saved, form: str, answers: dict[str, object]
) -> None:
    """A yes of last month is no yes to what was written since."""
    first = add(session, case, "safety_plan", PLAN | {"made_on": "2026-11-20"})
    with pytest.raises(InvalidAnswer, match="before 20 Nov 2026") as refused:
        add(session, case, form, answers | {"on": "2026-11-19"})
    assert refused.value.field == "on"
    add(session, case, form, answers | {"on": "2026-11-20"})
    later = PLAN | {"review": "2026-12-10"}
    save(session, "safety_plan", later, corrects=[first.entry], reason="Looked at again")
    with pytest.raises(InvalidAnswer, match="before 23 Nov 2026"):  # the one before was written down that day
        add(session, case, form, answers | {"on": "2026-11-22"})
    add(session, case, form, answers | {"on": "2026-11-22", "plan": first.entry})
    add(session, case, form, answers | {"on": "2026-11-23"})


def test_who_could_not_answer_is_asked_again_on_today_until_answered(session: Session, case: Saved) -> None:
    add(session, case, "safety_plan", PLAN | {"review": "2027-12-07"})
    later = {"on": "2026-11-20", "answer": "could_not", "because": "In hospital.", "again_by": "2026-11-23"}
    asked = add(session, case, "agreement", later)
    due = [(line.what, line.due.over_days, line.entry) for line in look(session).reviews]
    assert due == [("Ask again: the whole plan", 0, asked.entry)]
    add(session, case, "agreement", YES | {"on": "2026-11-23"})
    assert look(session).reviews == ()


def test_the_day_to_ask_again_is_moved_with_a_reason(session: Session, case: Saved) -> None:
    add(session, case, "safety_plan", PLAN | {"review": "2027-12-07"})
    later = {"on": "2026-11-19", "answer": "could_not", "because": "In hospital.", "again_by": "2026-11-20"}
    add(session, case, "agreement", later)
    (line,) = late(session)
    settle(session, line.entry, Settling("put_off", "Still there", "2026-12-20"))
    assert late(session) == ()
    assert versions(session, id_of(case)).lines[0].agreed is not None


def test_an_answer_of_yes_keeps_no_day_that_was_typed_before(session: Session, case: Saved) -> None:
    add(session, case, "safety_plan", PLAN | {"review": "2027-12-07"})
    add(session, case, "agreement", YES | {"again_by": "2026-11-24"})
    assert look(session).reviews == ()


def test_it_stands_on_the_file_copy_in_search_and_in_the_history(session: Session, case: Saved) -> None:
    add(session, case, "safety_plan", PLAN)
    assert [words for _what, words in said_of_plan(session, id_of(case))] == ["not asked yet", "nobody yet"]
    add(session, case, "agreement", YES | {"answer": "no", "because": "The alarm frightens her."})
    add(session, case, "countersign", SIGNED | {"remarks": "The lock"})
    printed = read_aloud(papers.preview(session, PaperRequest(id_of(case), "file_copy")).pdf)
    for words in ("version 1", "because: The alarm frightens her.", "Sgt Ola Example", "To be looked at: The lock"):
        assert words in " ".join(printed.split())
    for paper in ("full_plan", "plain_sheet"):
        assert "alarm" not in read_aloud(papers.preview(session, PaperRequest(id_of(case), paper)).pdf)
    assert [hit.title for hit in find(session, "alarm frightens")] == ["Answer to the plan"]
    lines, _more = history(session, id_of(case))
    titles = [line.title for line in lines]
    assert "Answer to the plan" in titles
    assert "Countersign" in titles


def test_a_countersign_holds_the_code_of_the_copy_that_was_read(session: Session, case: Saved) -> None:
    """The third anchor: whoever signs keeps a paper whose code the record has to answer for."""
    before = head_code(session)
    add(session, case, "safety_plan", PLAN)
    printed = head_code(session)
    for wrong, said in (
        ("0123 4567 89AB CDEF", "No entry here"),
        ("a made-up word", "no chain head"),
        (before, "before this version"),
    ):
        with pytest.raises(InvalidAnswer) as refused:
            add(session, case, "countersign", SIGNED | {"head": wrong})
        assert refused.value.field == "head"
        assert said in refused.value.sentence
        assert wrong not in refused.value.sentence
    add(session, case, "countersign", SIGNED | {"head": f"chain head {printed.lower()}"})
    (signed,) = versions(session, id_of(case)).lines[0].countersigned
    assert "from a copy with the chain head" in signed.sentence
    assert check_code(session, printed).faults == ()
