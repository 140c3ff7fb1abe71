"""Everything else that can be open when a case closes, each told once while it is, and gone once it has ended."""

from __future__ import annotations

import pytest

from hru_advocate.casework.checks.open_matters import open_matters
from hru_advocate.casework.records.entries import Saved, discard_draft, keep_draft, save
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, id_of

Raw = dict[str, object]
MARAC: Raw = {
    "kind": "marac",
    "basis": ["judgement"],
    "why": "He follows her to work.",
    "referred_on": "2026-11-10",
    "on": "2026-11-30",
    "state": "planned",
}
CHILD: Raw = {
    "who": "child",
    "born": "2014-05-02",
    "authority": "halton",
    "why": "The little one hides under the bed.",
    "consent": "yes",
    "state": "made",
    "referred_on": "2026-11-20",
    "chase_on": "2026-11-27",
}
BACK: Raw = {"state": "no_further", "came_back_on": "2026-11-23", "came_back": "Known there already."}
COPY: Raw = {"document": "full_plan", "copy_number": 1, "made_on": "2026-11-10", "kept_where": "bag", "state": "out"}
ENDED: Raw = {"stage": "ended", "ended_on": "2026-11-22"}
ACTION: Raw = {"what": "Fit the chain", "owner": "service", "due": "2026-11-20", "state": "open"}
NOT_YET = ACTION | {"state": "not_yet", "because": "No key."}
ASKED_FOR = MARAC | {"on": None, "chase_on": "2026-11-27"}
TALK: Raw = {
    "option": "spo_full",
    "stands": "talked_about",
    "wants": "not_now",
    "next_on": "2026-12-02",
    "next_step": "Ask again",
}


@pytest.mark.parametrize(
    ("form", "raw", "ends", "kind"),
    [
        ("meeting", MARAC, {"on": "2026-11-20", "state": "held", "outcome": "Marker."}, "meeting"),
        (
            "meeting",
            MARAC | {"on": None, "chase_on": "2026-11-27"},
            {"state": "cancelled", "outcome": "Moved."},
            "meeting",
        ),
        ("criminal_case", {"stage": "investigating"}, {"stage": "ended"}, "criminal_case"),
        ("criminal_case", {"stage": "charged"}, {"stage": "ended"}, "criminal_case"),
        ("safeguarding", CHILD, BACK, "safeguarding"),
        ("paper", COPY, {"state": "destroyed"}, "paper"),
        ("paper", COPY | {"state": "lost"}, {"state": "returned"}, "paper"),
        ("action", ACTION, {"state": "refused", "because": "They will not."}, "action"),
        ("action", ACTION | {"due": None}, {"state": "moved_on", "because": "To housing."}, "action"),
        (
            "action",
            ACTION | {"state": "not_yet", "because": "No key."},
            {"state": "done", "done_on": "2026-11-20"},
            "action",
        ),
        ("legal_talk", TALK, {"stands": "not_wanted", "decided_because": "Not now.", "next_on": None}, "date"),
        ("order", {"kind": "nmo", "stage": "applied"}, {"stage": "refused"}, "order"),
        ("order", {"kind": "nmo", "stage": "made", "made_on": "2026-10-01"}, ENDED, "order"),
        ("order", {"kind": "nmo", "stage": "made", "made_on": "2026-10-01", "until": "2026-11-22"}, ENDED, "order"),
        ("hearing", {"what_for": "trial", "on": "2026-12-14"}, {"state": "vacated"}, "hearing"),
        ("hearing", {"what_for": "trial", "on": "2026-11-20"}, {"state": "adjourned"}, "hearing"),
    ],
)
def test_an_open_thing_is_told_once_and_ends_by_its_own_record(
    session: Session, case: Saved, form: str, raw: Raw, ends: Raw, kind: str
) -> None:
    given = {key: value for key, value in raw.items() if value is not None}
    saved = add(session, case, form, given)
    found = [(one.kind, one.entry) for one in open_matters(session, id_of(case)) if one.kind != "risk"]
    assert found == [(kind, saved.entry)]
    after = {key: value for key, value in (given | ends).items() if value is not None}
    save(session, form, after, corrects=[saved.entry], reason="It ended.")
    assert [one.kind for one in open_matters(session, id_of(case)) if one.kind != "risk"] == []


def test_a_draft_is_open_until_it_is_thrown_away_but_not_the_closure_itself(session: Session, case: Saved) -> None:
    one = id_of(case)
    for form in ("contact", "closure"):
        keep_draft(session, f"{session.new_id()}", form, {}, case=one)
    (draft,) = open_matters(session, one)
    assert (draft.kind, draft.words) == ("draft", "Draft: Contact")
    discard_draft(session, draft.key.removeprefix("draft:"))
    assert open_matters(session, one) == ()


def test_a_consultation_that_became_this_case_is_open_while_it_reminds(session: Session, case: Saved) -> None:
    asked: Raw = {
        "asked_on": "2026-11-16",
        "who": "Ward manager, Exampleton",
        "from": "health",
        "behaviour": "other",
        "question": "What first?",
        "became": case.ref,
        "remind_on": "2026-11-30",
        "remind_for": "Ask what came of it",
    }
    saved = save(session, "consultation", asked)
    assert [one.kind for one in open_matters(session, id_of(case))] == ["consultation"]
    left = {key: value for key, value in asked.items() if not key.startswith("remind")}
    save(session, "consultation", left, corrects=[saved.entry], reason="Asked.")
    assert open_matters(session, id_of(case)) == ()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({}, ["Plan: nobody has asked yet whether she or he agrees to it"]),
        ({"answer": "no", "because": "No alarm."}, ["Plan: she or he did not agree to it (20 Nov 2026)"]),
        ({"answer": "could_not", "because": "In hospital.", "again_by": "2026-12-01"},
         ["Plan: she or he could not say whether it is right (20 Nov 2026)"]),
        ({"answer": "yes"}, []),
    ],
)  # fmt: skip
def test_a_plan_that_was_not_agreed_to_is_open(session: Session, case: Saved, answer: Raw, words: list[str]) -> None:
    plan = add(session, case, "safety_plan", {"made_on": "2026-11-20", "review": "2026-12-04", "items": []})
    if answer:
        add(session, case, "agreement", {"on": "2026-11-20"} | answer)
    found = open_matters(session, id_of(case))
    assert [(one.kind, one.words, one.entry) for one in found] == [("plan", one, plan.entry) for one in words]


def test_the_question_whether_it_is_a_repeat_is_open_until_it_is_answered(session: Session, case: Saved) -> None:
    held = MARAC | {"referred_on": "2025-11-03", "on": "2025-11-23", "state": "held", "outcome": "Marker."}
    add(session, case, "meeting", held)
    raw = {"happened": "2026-11-12", "behaviours": ["bh_called"], "basis": "report", "what": "Rang."}
    noted = add(session, case, "incident", raw)
    (found,) = [one for one in open_matters(session, id_of(case)) if one.kind == "repeat"]
    assert found.words.startswith("An incident on 12 Nov 2026 after the MARAC of 23 Nov 2025")
    assert found.entry == ""  # it is answered where the meetings of a case stand
    answer = {"decision": "not_repeat", "because": "By somebody else.", "decided_on": "2026-11-23"}
    add(session, case, "repeat_look", answer | {"incidents": noted.entry})
    assert [one for one in open_matters(session, id_of(case)) if one.kind == "repeat"] == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "Safeguarding referral of a child: made, nothing came back yet"),
        ({"who": "adult", "born": "40", "whom": {"name": "Lee Sample"}, "state": "to_make", "referred_on": None},
         "Safeguarding referral of an adult, Lee Sample: to be made"),
        ({"state": "accepted", "came_back": "A worker rings."}, "Safeguarding referral of a child: taken on"),
        ({"now": True}, "Safeguarding referral of a child: made, nothing came back yet. In danger now: 999 first"),
    ],
)  # fmt: skip
def test_a_safeguarding_referral_says_of_whom_it_is_and_how_it_stands(
    session: Session, case: Saved, more: Raw, words: str
) -> None:
    add(session, case, "safeguarding", {key: value for key, value in (CHILD | more).items() if value is not None})
    assert [one.words for one in open_matters(session, id_of(case))] == [words]


def test_a_known_risk_without_a_measure_is_open(session: Session, case: Saved) -> None:
    talk = {"held_on": "2026-11-20", "rf_very_frightened": {"present": True, "how": ["victim_said"]}}
    add(session, case, "risk_conversation", talk)
    assert [one.key for one in open_matters(session, id_of(case)) if one.kind == "risk"] == ["risk:rf_very_frightened"]
