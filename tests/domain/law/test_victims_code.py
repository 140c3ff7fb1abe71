"""The file of the clocks: every clock of the process notes is there, named fields exist, a faulty file is refused."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from hru_advocate.casework.product import shipped_forms
from hru_advocate.domain.law.victims_code import CodeClock, InvalidVictimsCode, read_victims_code

DATA = (files("resources") / "victims_code.toml").read_bytes()
CODE = read_victims_code(DATA)
FORMS = {form.id: form for form in shipped_forms().current()}

COUNTS = {
    "support_referral": (4, "police", "working_days", 2, 0),
    "arrest_told": (6, "police", "working_days", 5, 1),
    "interview_told": (6, "police", "working_days", 5, 1),
    "released_told": (6, "police", "working_days", 5, 1),
    "bail_given_told": (6, "police", "working_days", 5, 1),
    "bail_changed_told": (6, "police", "working_days", 5, 1),
    "not_investigated_told": (6, "police", "working_days", 5, 1),
    "decision_told": (6, "police", "working_days", 5, 1),
    "hearing_told": (8, "witness_care", "working_days", 1, 0),
    "witness_told": (8, "witness_care", "working_days", 1, 0),
    "bail_outcome_reached": (8, "court", "working_days", 5, 0),
    "bail_outcome_told": (8, "witness_care", "working_days", 5, 1),
    "warrant_reached": (8, "court", "working_days", 5, 0),
    "warrant_told": (8, "witness_care", "working_days", 5, 1),
    "rearrest_reached": (8, "court", "working_days", 5, 0),
    "rearrest_told": (8, "witness_care", "working_days", 5, 1),
    "verdict_told": (9, "witness_care", "working_days", 5, 1),
    "sentence_told": (9, "witness_care", "working_days", 5, 1),
    "appeal_told": (9, "witness_care", "working_days", 5, 1),
    "expenses_paid": (10, "cps", "working_days", 10, 0),
    "complaint_answered": (12, "body", "working_days", 10, 0),
    "review_cps_soon": (0, "person", "working_days", 10, 0),
    "review_cps": (0, "person", "months", 3, 0),
    "review_police": (0, "person", "months", 3, 0),
    "lenient_sentence": (0, "person", "days", 28, 0),
    "compensation_claim": (5, "person", "years", 2, 0),
    "statement_offered": (7, "police", "before", 0, 0),
    "statement_made": (7, "person", "before", 0, 0),
    "measures_asked": (8, "person", "before", 0, 0),
}


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_the_clocks_are_as_long_as_the_notes_say(name: str) -> None:
    clock = CODE.clock_by_id[name]
    assert (clock.right, clock.owed_by, clock.unit, clock.days, clock.enhanced_days) == COUNTS[name]


def test_what_has_no_number_in_the_notes_has_none_here() -> None:
    assert {clock.id for clock in CODE.clocks if clock.unit == "none"} == {
        "needs_written_down", "crime_recorded", "written_confirmation", "compensation_told", "contact_agreed",
        "needs_assessed", "measures_told", "visit_offered", "property_back", "contact_scheme",
    }  # fmt: skip
    assert {clock.id for clock in CODE.clocks} == COUNTS.keys() | {
        clock.id for clock in CODE.clocks if clock.unit == "none"
    }
    assert {clock.right for clock in CODE.clocks} == set(range(13))


def test_nothing_is_surer_than_its_source() -> None:
    """No clock's source was rated high: each is to be confirmed by the unit."""
    assert [clock.id for clock in CODE.clocks if clock.confirmed] == []
    unverified = {clock.id for clock in CODE.clocks if clock.confidence == "unverified"}
    assert unverified == {"decision_told", "verdict_told", "sentence_told", "appeal_told", "complaint_answered"}
    assert {clock.id for clock in CODE.clocks if clock.confidence == "low"} == {"support_referral", "expenses_paid"}


@pytest.mark.parametrize("clock", CODE.clocks, ids=lambda clock: clock.id)
def test_a_clock_begins_and_ends_with_questions_of_its_form(clock: CodeClock) -> None:
    form = FORMS[clock.form]
    rows = {inner.id: inner for field in form.fields for inner in field.fields}
    assert clock.met_by in form.by_id or clock.met_by in rows or clock.met_by in ("measures_asked", "measures_told")
    if clock.starts.startswith("events."):
        what = clock.starts.split(".")[1]
        assert what in {choice.id for choice in rows["what"].choices}


def test_the_form_offers_every_edition_and_no_other() -> None:
    assert {choice.id for choice in FORMS["criminal_case"].by_id["edition"].choices} == {e.id for e in CODE.editions}


@pytest.mark.parametrize(
    ("day", "edition"), [("2021-03-31", None), ("2021-04-01", "code_2020"), ("2026-11-23", "code_2020")]
)
def test_the_edition_of_a_day(day: str, edition: str | None) -> None:
    found = CODE.edition_on(date.fromisoformat(day))
    assert (found.id if found else None) == edition


@pytest.mark.parametrize(("old", "new"), [
    (b'owed_by = "police"', b'owed_by = "nobody"'),
    (b'sources = ["P14"]', b'sources = ["P999"]'),
    (b'sources = ["P14"]\n', b""),
    (b"days = 2\n", b""),
    (b"enhanced_days = 1\n", b"enhanced_days = 6\n"),
    (b'id = "support_referral"', b'id = "crime_recorded"'),
    (b'until = "sentence"\n', b""),
    (b'follows = "bail_outcome_reached"', b'follows = "gone"'),
    (b"right = 4", b'right = "four"'),
    (b"file_kind", b"\xfffile_kind"),
])  # fmt: skip
def test_a_faulty_file_is_refused_with_a_sentence(old: bytes, new: bytes) -> None:
    assert old in DATA
    with pytest.raises(InvalidVictimsCode, match=r"^victims_code\.toml cannot be used: .*install the program again\.$"):
        read_victims_code(DATA.replace(old, new, 1))
