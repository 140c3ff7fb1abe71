"""A draft is gone once its words are an entry or thrown away: also when it is kept once more, late."""

from __future__ import annotations

import pytest

from hru_advocate.casework.records import entries
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answer
from hru_advocate.errors import InvalidAnswer, NotFound
from tests.casework.open_sessions import add, id_of, new_case

TYPED: dict[str, object] = {
    "made_on": "2026-11-23",
    "level": "high",
    "reason": "Followed twice.",
    "review": "2026-12-01",
}


def keep(session: Session, case: Saved, draft: str) -> None:
    entries.keep_draft(session, draft, "judgement", TYPED, case=case.case)


def kept(session: Session, case: Saved) -> list[str]:
    return [line.id for line in entries.drafts(session, case=case.case)]


@pytest.mark.parametrize("early", [0, 1, 2])
@pytest.mark.parametrize("late", [0, 1, 2])
def test_no_draft_is_left_of_what_was_saved(session: Session, case: Saved, early: int, late: int) -> None:
    start = entries.start(session, "judgement", case=case.case)
    for _ in range(early):
        keep(session, case, start.draft)
    assert kept(session, case) == [start.draft][:early]
    entries.save(session, "judgement", TYPED, case=case.case, draft=start.draft)
    assert kept(session, case) == []
    for _ in range(late):
        keep(session, case, start.draft)
    assert kept(session, case) == []


def test_no_draft_is_left_of_what_was_thrown_away(session: Session, case: Saved) -> None:
    start = entries.start(session, "judgement", case=case.case)
    keep(session, case, start.draft)
    entries.discard_draft(session, start.draft)
    keep(session, case, start.draft)
    assert kept(session, case) == []


def test_what_is_refused_stays_a_draft_and_goes_on_being_kept(session: Session, case: Saved) -> None:
    start = entries.start(session, "judgement", case=case.case)
    keep(session, case, start.draft)
    with pytest.raises(InvalidAnswer):
        entries.save(session, "judgement", TYPED | {"review": "never"}, case=case.case, draft=start.draft)
    keep(session, case, start.draft)
    assert kept(session, case) == [start.draft]


def test_the_end_of_one_draft_ends_no_other(session: Session, case: Saved) -> None:
    one, other = (entries.start(session, "judgement", case=id_of(case)) for _ in range(2))
    keep(session, case, one.draft)
    entries.save(session, "judgement", TYPED, case=case.case, draft=one.draft)
    keep(session, case, other.draft)
    assert kept(session, case) == [other.draft]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Followed", Answer("answered", "Followed")),
        (Answer("answered", "Followed"), Answer("answered", "Followed")),
        (Answer("declined"), Answer("declined")),
        ({"state": "not_known"}, Answer("not_known")),
    ],
)
def test_a_draft_is_begun_again_as_it_was_typed(session: Session, case: Saved, typed: object, expected: Answer) -> None:
    begun = entries.start(session, "judgement", case=case.case)
    assert (begun.from_draft, begun.reason) == (False, "")
    entries.keep_draft(session, begun.draft, "judgement", {"reason": typed}, case=case.case, reason="A slip")
    again = entries.start(session, "judgement", draft=begun.draft)
    assert again.raw["reason"] == expected
    assert (again.from_draft, again.reason, again.draft, again.case) == (True, "A slip", begun.draft, case.case)


def test_a_page_of_one_case_begins_nothing_of_another(session: Session, case: Saved) -> None:
    other = new_case(session, victim="Another Example", not_same_person="Made up")
    written = {"happened": "2026-11-20", "what": "The gate", "basis": "report"}
    theirs = add(session, other, "incident", written)
    entries.keep_draft(session, "theirs", "incident", {"what": "The gate"}, case=id_of(other))
    with pytest.raises(NotFound):
        entries.start(session, "incident", case=case.case, draft="theirs")
    with pytest.raises(NotFound):
        entries.start(session, "incident", case=case.case, corrects=(theirs.entry,))
    assert entries.start(session, "incident", draft="theirs").case == other.case


@pytest.mark.parametrize(
    ("form", "raw", "overtaken"),
    [
        ("safe_contact", {"may_contact": "yes", "confirmed": "2026-11-20"}, True),
        ("judgement", TYPED, False),  # of these a case has several
        (
            "unit_number",
            {"name": "Unit", "number": "01632 960500", "by": "Ada", "on": "2026-11-20", "against": "rang"},
            True,
        ),
    ],
)
def test_a_draft_of_what_there_is_one_of_says_that_a_version_was_signed_since(
    session: Session, case: Saved, form: str, raw: dict[str, object], *, overtaken: bool
) -> None:
    of = None if form == "unit_number" else case.case
    entries.keep_draft(session, "before", form, raw, case=of)
    assert [line.overtaken for line in entries.drafts(session, case=of)] == [""]
    entries.save(session, form, raw, case=of)
    entries.keep_draft(session, "before", form, raw, case=of)  # typing on
    entries.keep_draft(session, "after", form, raw, case=of)
    said = {line.id: line.overtaken for line in entries.drafts(session, case=of)}
    assert (bool(said["before"]), bool(said["after"])) == (overtaken, False)
