"""The plain data for scripts: its keys, what is protected, and what a field is said to take."""

from __future__ import annotations

from typing import Any

import pytest

from hru_advocate.casework import listing
from hru_advocate.casework.people.safe_contact import OutsideRules
from hru_advocate.casework.records.entries import ReasonNeeded, Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.unit import languages, unit_measures
from hru_advocate.errors import NotFound
from tests.casework.open_sessions import add, new_case

NOTE = {
    "happened": "2026-11-22T10:00",
    "method": "phone",
    "direction": "out",
    "with_whom": "victim",
    "fact": "Marmalade.",
    "outside_rules": "The rules are asked for in this very contact.",
}
RULES = {
    "may_contact": "yes", "confirmed": "2026-11-20", "code_word": "Kumquat", "say": "Say it is the library.",
    "ways": [{"method": "mobile", "number": "01632 960411", "days": ["sun"]}],
}  # fmt: skip


def described() -> dict[tuple[str, str], dict[str, Any]]:
    return {(form["id"], field["id"]): field for form in listing.forms() for field in form["fields"]}


@pytest.mark.parametrize(
    ("form", "field", "key", "value"),
    [
        ("referral", "victim", "required", True),
        ("referral", "consent", "required", False),
        ("referral", "victim", "kind", "text"),
        ("risk_conversation", "rf_threat_to_kill", "fact", "rf_threat_to_kill"),
        ("risk_conversation", "rf_threat_to_kill", "label", None),
        ("signposting", "service", "link", "service"),
        ("safe_contact", "code_word", "protected", True),
    ],
)
def test_a_field_says_what_it_takes(form: str, field: str, key: str, value: object) -> None:
    assert described()[form, field][key] == value if value is not None else described()[form, field][key]


def test_a_form_says_what_it_is_and_a_field_nothing_that_is_not_so() -> None:
    forms = {one["id"]: one for one in listing.forms()}
    assert len(forms) == len(listing.forms()) > 10
    plan = forms["safety_plan"]
    assert (plan["purpose"], plan["records"], plan["about"], plan["version"]) == ("plan", "one", "case", 2)
    assert forms["confirmation"]["about"] == "unit"
    assert plan["states"] == ["not_asked", "not_known", "declined", "unsafe_to_ask"]
    victim = described()["referral", "victim"]
    assert not {"fact", "link", "ask_if", "fields", "protected"} & victim.keys()
    items = described()["safety_plan", "items"]
    assert {"measure", "text", "state", "carry"} <= {one["id"] for one in items["fields"]}
    asked = [one for one in described().values() if "ask_if" in one]
    assert asked
    assert all(one["ask_if"] for one in asked)
    choices = described()["judgement", "level"]["choices"]
    assert {"id": "high", "label": "High"} in choices
    assert all("example" in one for one in described().values())


def test_an_entry_is_added_to_its_case_and_corrected_with_a_reason(session: Session, case: Saved) -> None:
    row = listing.add(session, "contact", NOTE, ref=case.ref, corrects=(), reason="")
    assert row.keys() == {"entry", "record", "ref"}
    assert row["ref"] == case.ref
    with pytest.raises(ReasonNeeded):
        listing.add(session, "contact", NOTE, ref=case.ref, corrects=[row["entry"]], reason="")
    second = listing.add(session, "contact", NOTE, ref=None, corrects=[row["entry"]], reason="The day was wrong")
    assert second["record"] == row["record"]
    unit = {"name": "Unit", "number": "01632 960500", "by": "Ada", "on": "2026-11-20", "against": "rang"}
    assert listing.add(session, "unit_number", unit, ref=None, corrects=(), reason="")["ref"] is None
    with pytest.raises(NotFound):
        listing.add(session, "contact", NOTE, ref="no such", corrects=(), reason="")


def test_cases_come_open_ones_first_and_fit_what_is_asked(session: Session, case: Saved) -> None:
    closed = new_case(session, victim="Second Sample", decision="decline", decision_reason="Elsewhere.")
    rows = listing.cases(session)
    assert [row["ref"] for row in rows] == [case.ref, closed.ref]
    assert rows[0]["status"] == "open"
    assert [row["ref"] for row in listing.cases(session, status=rows[1]["status"])] == [closed.ref]
    assert [row["ref"] for row in listing.cases(session, text="Second")] == [closed.ref]
    row = rows[0]
    assert (row["initials"], row["disputed"], row["overdue"], row["next_contact"]) == ("M. E.", False, False, None)
    assert row["safe"].keys() == {"safety", "short"}


def test_a_case_keeps_what_is_protected_until_it_is_asked_for_with_a_reason(session: Session, case: Saved) -> None:
    add(session, case, "safe_contact", RULES)
    shown = listing.show(session, case.ref, protected=False)
    for secret in ("960411", "Kumquat"):
        assert secret not in str(shown)
    record = next(one for one in shown["records"] if one["form"] == "safe_contact")
    assert record["answers"]["ways"]["state"] == "answered"
    assert record["answers"]["ways"]["value"][0].keys() == {"method", "days"}
    assert "code_word" not in record["answers"]
    assert any(one["words"] == "Say it is the library." for one in record["said"])
    assert not any(one["field"] == "ways" for one in record["said"])
    with pytest.raises(OutsideRules):
        listing.show(session, case.ref, protected=True)
    whole = listing.show(session, case.ref, protected=True, because="Asked for")
    assert "960411" in whole["safe_contact"]
    record = next(one for one in whole["records"] if one["form"] == "safe_contact")
    assert "960411" in str(record["answers"])
    assert any(one["field"] == "ways" for one in record["said"])


KEYS = {
    "cases": "ref initials status status_words area level level_words living next_contact overdue safe review_due"
    " disputed",
    "show": "ref initials name status status_words level level_words level_line safe safe_contact next_contact disputes"
    " uncovered covered_by_action not_asked records",
    "record": "entry record form version title author recorded recorded_words reason corrects disputed answers said",
    "said": "field label words quote",
    "suggestion": "measure text discreet section answers why advice_first advice check_first refused refused_for_good"
    " priority priority_words practice_point needs_sign_off in_plan",
    "plan": "first_ten uncovered covered_by_action not_asked",
    "uncovered": "id label sentence",
    "hit": "entry ref title snippet when",
}
"""The keys that scripts read, by what they are keys of."""


def test_every_row_has_the_keys_that_scripts_read(session: Session, case: Saved) -> None:
    add(session, case, "risk_conversation", {"held_on": "2026-11-21", "rf_watching_following": True})
    add(session, case, "contact", NOTE | {"triggers": ["tr_new_incident"]})
    show, plan = listing.show(session, case.ref, protected=False), listing.plan(session, case.ref)
    rows = {
        "cases": listing.cases(session)[0],
        "show": show,
        "record": show["records"][0],
        "said": show["records"][0]["said"][0],
        "suggestion": listing.suggestions(session, case.ref)[0],
        "plan": plan,
        "uncovered": plan["uncovered"][0],
        "hit": listing.search(session, "marmalade", 1)[0],
    }
    assert {name: sorted(row) for name, row in rows.items()} == {
        name: sorted(keys.split()) for name, keys in KEYS.items()
    }


def test_a_record_says_who_wrote_it_when_and_what_it_corrects(session: Session, case: Saved) -> None:
    first = add(session, case, "contact", NOTE)
    second = save(session, "contact", NOTE | {"fact": "Tea."}, corrects=[first.entry], reason="It was tea")
    record = next(
        one for one in listing.show(session, case.ref, protected=False)["records"] if one["form"] == "contact"
    )
    assert (record["entry"], record["record"], list(record["corrects"])) == (second.entry, first.record, [first.entry])
    assert (record["author"], record["reason"], record["version"]) == ("Robin Example", "It was tea", 1)
    assert record["recorded"].startswith("2026-11-23T10:00:00")
    assert "23 Nov" in record["recorded_words"]
    assert record["answers"]["fact"] == {"state": "answered", "value": "Tea."}


def test_a_search_says_where_a_word_stands(session: Session, case: Saved) -> None:
    saved = add(session, case, "contact", NOTE)
    (row,) = listing.search(session, "marmalade", 10)
    assert (row["entry"], row["ref"], row["title"]) == (saved.entry, case.ref, "Contact")
    assert "Marmalade" in row["snippet"]
    assert row["when"]
    add(session, case, "contact", NOTE)
    assert len(listing.search(session, "marmalade", 1)) == 1


def test_steps_suggestions_and_the_first_ten_are_a_cases_own(session: Session, case: Saved) -> None:
    add(session, case, "risk_conversation", {"held_on": "2026-11-21", "rf_watching_following": True})
    assert listing.steps(session, case.ref)[0]["title"] == "Safe contact"
    rows = listing.suggestions(session, case.ref)
    answering = [one for one in rows if "rf_watching_following" in one["answers"]]
    assert answering
    assert all(one["why"] for one in answering)
    plan = listing.plan(session, case.ref)
    assert 0 < len(plan["first_ten"]) <= 10
    assert {one["measure"] for one in plan["first_ten"]} <= {one["measure"] for one in rows if not one["refused"]}
    assert "rf_watching_following" in {one["id"] for one in plan["uncovered"]}
    assert plan["not_asked"]


def test_measures_of_the_unit_as_plain_data(session: Session) -> None:
    light = {"done": "add", "text": "Leave the porch light on.", "short": "Light", "section": "home",
             "when": ["rf_watching_following"], "priority": "soon"}  # fmt: skip
    saved = save(session, "measure", light)
    (row,) = [one for one in unit_measures.listed(session, "home", "") if one["own"]]
    assert row == {
        "id": "sm_unit_leave_the_porch_light", "text": "Leave the porch light on.", "section": "home",
        "practice_point": row["practice_point"], "needs_sign_off": True, "signed_off": False, "reworded": False,
        "retired": False, "own": True, "entry": saved.entry,
    }  # fmt: skip
    others = [one for one in unit_measures.listed(session, "home", "") if not one["own"]]
    assert others
    assert {one["section"] for one in others} == {"home"}
    assert {one["entry"] for one in others} == {None}
    assert not [one for one in unit_measures.listed(session, "emergency", "") if one["own"]]


def test_languages_that_say_a_text_say_it_in_its_english_of_today(session: Session) -> None:
    before = languages.languages_with(session, "plan.title")
    assert {"Polish", "Welsh"} <= set(before)
    assert list(before) == sorted(before)
    assert not any("easy" in one.lower() for one in before)
    assert languages.languages_with(session, "no.such") == ()
