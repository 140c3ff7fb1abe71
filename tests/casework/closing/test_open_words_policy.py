"""Each open thing in the words it is told in at closing: what it is, its day, and what is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.casework.checks.open_matters import open_matters
from hru_advocate.casework.records.entries import Saved, keep_draft, save
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, id_of, new_case
from tests.casework.vault.apart import write_apart

ACTION: dict[str, Any] = {"what": "Ring the landlord", "owner": "us", "state": "open"}
ORDER: dict[str, Any] = {"kind": "nmo", "stage": "made", "made_on": "2026-10-01", "there": True}
SERVICE: dict[str, Any] = {"service": ["sv_national_stalking_helpline"], "consent": "given", "why": "She asked"}
MARAC: dict[str, Any] = {"kind": "marac", "basis": ["judgement"], "why": "It gets worse.", "state": "planned"}
FLAG: dict[str, Any] = {
    "kind": "not_alone", "agreed_by": "Sgt", "agreed_on": "2026-11-10", "review": "2026-12-10", "told": "yes",
}  # fmt: skip
COPY: dict[str, Any] = {"document": "pocket_card", "copy_number": 3, "how": "printed", "kept_where": "her bag"}
CALL: dict[str, Any] = {
    "happened": "2026-11-20", "method": "phone", "direction": "out", "with_whom": "victim", "fact": "x",
    "outside_rules": "The first call.",
}  # fmt: skip


def told(session: Session, case: Saved) -> list[str]:
    return [one.words for one in open_matters(session, id_of(case)) if one.kind != "risk"]


@pytest.mark.parametrize(
    ("form", "raw", "words"),
    [
        ("hearing", {"what_for": "trial", "on": "2026-12-14"}, "Hearing, Trial on 14 Dec 2026"),
        ("hearing", {"what_for": "trial", "on": "2026-11-23"}, "Hearing, Trial on 23 Nov 2026"),
        ("hearing", {"what_for": "trial", "on": "2026-11-22"},
         "Hearing, Trial on 22 Nov 2026: nobody wrote how it went"),
        ("hearing", {"what_for": "trial", "on": "2026-11-20", "until_on": "2026-11-24"},
         "Hearing, Trial on 24 Nov 2026"),
        ("hearing", {"what_for": "trial", "state": "ahead", "on": "2026-12-14"}, "Hearing, Trial on 14 Dec 2026"),
        ("hearing", {"what_for": "trial", "state": "adjourned", "on": "2026-11-20"}, None),
        ("criminal_case", {"stage": "charged"}, "Criminal case: "),
        ("criminal_case", {"stage": "charged", "offences": [{"offence": "Stalking"}, {"offence": "Harassment"}]},
         "Stalking, Harassment: "),
        ("action", ACTION | {"due": "2026-11-30"}, "Action: Ring the landlord (due 30 Nov)"),
        ("action", ACTION, "Action: Ring the landlord (no day set)"),
        ("action", ACTION | {"state": "done_on_paper", "because": "Nothing came.", "chase_on": "2026-12-01"},
         "Action: Ring the landlord (done on paper only)"),
        ("action", ACTION | {"state": "done_on_paper", "because": "Nothing came."}, None),
        ("signposting", SERVICE | {"state": "waiting"}, "Referral to National Stalking Helpline: Waiting"),
        ("signposting", SERVICE | {"state": "offered"}, "Referral to National Stalking Helpline: Offered"),
        ("signposting", SERVICE | {"state": "declined"}, None),
        ("signposting", SERVICE | {"state": "finished"}, None),
        ("signposting", SERVICE | {"state": "not_suitable"}, None),
        ("meeting", MARAC | {"on": "2026-11-30"}, "MARAC, 30 Nov 2026"),
        ("meeting", MARAC | {"chase_on": "2026-11-27"}, "MARAC: ask after it, 27 Nov 2026"),
        ("meeting", MARAC | {"on": "2026-11-20", "state": "held", "outcome": "x", "review": "2026-12-20"},
         "MARAC: look again, 20 Dec 2026"),
        ("meeting", MARAC | {"on": "2026-11-20", "state": "held", "outcome": "x"}, None),
        ("flag", FLAG, "Flag: Do not visit alone"),
        ("paper", COPY, "Copy 3 is out: "),
        ("paper", COPY | {"state": "lost"}, "Copy 3 is out, lost: "),
        ("paper", COPY | {"state": "returned"}, None),
        ("paper", COPY | {"state": "destroyed"}, None),
        ("contact", CALL | {"next_contact": "2026-11-27", "next_for": "Weekly call"},
         "Contact 27 Nov 2026, Weekly call"),
        ("contact", CALL | {"next_contact": "2026-11-27"}, "Contact 27 Nov 2026"),
        ("order", ORDER | {"until": "2027-10-01"}, "Non-molestation order, last day 1 Oct 2027"),
        ("order", ORDER, "Non-molestation order, no last day known"),
        ("order", ORDER | {"until": "2026-11-22"},
         "Non-molestation order, ended 22 Nov 2026; its end is not written down"),
        ("order", ORDER | {"until": "2027-10-01", "conditions": [
            {"kind": "direct", "words": "Not to ring.", "lifted_on": "2026-11-01"}]},
         "Non-molestation order, last day 1 Oct 2027; every condition was lifted or is over"),
        ("order", {"kind": "nmo", "stage": "refused"}, None),
        # days that end with the work on the case are no open things of it
        ("pause", {"until": "2026-11-30", "because": "She is abroad."}, None),
        ("judgement", {"level": "high", "reason": "x", "made_on": "2026-11-20", "review": "2026-12-20"}, None),
        ("order", ORDER | {"stage": "ended", "ended_on": "2026-11-01"}, None),
    ],
)  # fmt: skip
def test_an_open_thing_is_told_in_its_words(shared: Session, form: str, raw: dict[str, Any], words: str | None) -> None:
    case = new_case(shared)
    add(shared, case, form, raw)
    found = told(shared, case)
    if words is None:
        assert found == []
    elif words.endswith(": "):
        (line,) = found
        assert line.startswith(words)
        assert len(line) > len(words)
    else:
        assert found == [words]


@pytest.mark.parametrize(("letters", "whole"), [(279, True), (280, False)])
def test_words_longer_than_three_hundred_letters_are_cut(shared: Session, letters: int, *, whole: bool) -> None:
    case = new_case(shared)
    add(shared, case, "contact", CALL | {"next_contact": "2026-11-27", "next_for": "x" * letters})
    (line,) = told(shared, case)  # *Contact 27 Nov 2026, * and what it is for
    assert line.startswith("Contact 27 Nov 2026, xxx")
    assert len(line) == min(len("Contact 27 Nov 2026, ") + letters, 300)
    assert line.endswith("…") is not whole


def test_versions_that_disagree_and_drafts_are_named_by_their_form(session: Session, case: Saved) -> None:
    first = add(session, case, "action", ACTION)
    save(session, "action", ACTION | {"what": "Fit a lock"}, corrects=[first.entry], reason="x")
    keep_draft(session, session.new_id(), "risk_conversation", {}, case=id_of(case))
    assert told(session, case) == ["Action: Fit a lock (no day set)", "Draft: Risk conversation"]


def test_an_order_whose_versions_disagree_names_no_last_day(session: Session, case: Saved) -> None:
    first = add(session, case, "order", ORDER | {"until": "2027-10-01"})
    save(session, "order", ORDER | {"until": "2027-03-01"}, case=id_of(case), corrects=[first.entry], reason="x")
    write_apart(session, first.entry, ORDER | {"until": "2027-10-01", "ring": "101"}, "A call")
    said = "Two versions disagree: Order, bail or licence"
    assert told(session, case) == ["Non-molestation order: two versions disagree", said, said]


@pytest.mark.parametrize(("reached", "owed"), [("2026-11-21", True), ("2026-11-22", False), ("2026-11-23", False)])
def test_a_promise_is_open_until_the_person_is_reached_on_its_day(
    session: Session, case: Saved, reached: str, *, owed: bool
) -> None:
    add(session, case, "contact", CALL | {"next_contact": "2026-11-22"})
    add(session, case, "contact", CALL | {"happened": reached})
    assert bool(told(session, case)) is owed
