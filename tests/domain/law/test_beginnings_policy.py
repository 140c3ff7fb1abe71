"""What the clocks of a hearing and of a criminal case begin with, and what is asked of a hearing: one row a rule."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hru_advocate.casework.product import shipped
from hru_advocate.domain.law.clocks import Beginning
from hru_advocate.domain.law.criminal_case import CriminalCase, case_beginnings, edition_for, read_criminal_case
from hru_advocate.domain.law.hearings import HearingView, hearing_beginnings, read_hearing
from tests.documents.composed_cases import record

WRITTEN = date(2026, 11, 9)
SENTENCE = date(2026, 12, 14)
GONE = {"on": "2026-11-16"}
ASKED = {"measure": "screens", "asked_on": "2026-11-18"}
LISTED = "listed_on 2026-11-10"
TOLD = ASKED | {"answer": "granted", "told_on": "2026-11-20"}


def hearing(**more: object) -> HearingView:
    return read_hearing(
        record("hearing", {"what_for": "trial", "on": "2026-12-10", "listed_on": "2026-11-10"} | more, 20)
    )


def short(found: Beginning, *fields: str) -> str:
    """The event, its day, and the day that meets it: ``listed_on 2026-11-10 ✓2026-11-12``."""
    met = next((found.met[field] for field in fields if found.met.get(field)), None)
    until = f" until {found.until}" if found.until else ""
    return f"{found.event} {found.day or '?'}{f' ✓{met}' if met else ''}{until}"


MET = ("told_on", "reached_on", "outcome_told_on", "measures_asked", "measures_told")


@pytest.mark.parametrize(
    ("more", "begins"),
    [
        ({}, [LISTED, "measures_open 2026-11-09 until 2026-12-10"]),
        ({"told_on": "2026-11-12"}, [f"{LISTED} ✓2026-11-12", "measures_open 2026-11-09 until 2026-12-10"]),
        ({"listed_on": None}, ["listed_on ?", "measures_open 2026-11-09 until 2026-12-10"]),
        # held or put off it was listed all the same, where the day is written; taken off the list it was not
        ({"state": "held", **GONE}, [LISTED]),
        ({"state": "adjourned", **GONE}, [LISTED]),
        ({"state": "held", **GONE, "listed_on": None}, []),
        ({"state": "vacated"}, []),
        ({"state": "ahead"}, [LISTED, "measures_open 2026-11-09 until 2026-12-10"]),
        # not the Code's: no criminal court
        ({"what_for": "family"}, []),
        ({"what_for": "tribunal"}, []),
        ({"what_for": "breach"}, [LISTED, "measures_open 2026-11-09 until 2026-12-10"]),
        # special measures: asked for, answered and told, every one of them
        ({"measures_wanted": "no"}, [LISTED]),
        ({"wants_to_be_there": False}, [LISTED]),
        ({"wants_to_be_there": True}, [LISTED, "measures_open 2026-11-09 until 2026-12-10"]),
        (
            {"measures": [ASKED]},
            [
                LISTED,
                "measures_open 2026-11-09 ✓2026-11-18 until 2026-12-10",
                "measures_asked 2026-11-18",
            ],
        ),
        (
            {"measures": [TOLD, ASKED | {"asked_on": "2026-11-17"}]},
            [
                LISTED,
                "measures_open 2026-11-09 ✓2026-11-17 until 2026-12-10",
                "measures_asked 2026-11-17",
            ],
        ),
        (
            {"measures": [TOLD, TOLD | {"told_on": "2026-11-21"}, {"measure": "breaks"}]},
            [
                LISTED,
                "measures_open 2026-11-09 ✓2026-11-18 until 2026-12-10",
                "measures_asked 2026-11-18 ✓2026-11-21",
            ],
        ),
        # bail: its outcome reaches Witness Care, and then the person
        ({"what_for": "bail"}, [LISTED, "measures_open 2026-11-09 until 2026-12-10"]),
        (
            {"what_for": "bail", "state": "held", **GONE},
            [LISTED, "bail_held 2026-11-16", "reached_on.bail ?"],
        ),
        (
            {
                "what_for": "bail",
                "state": "adjourned",
                **GONE,
                "reached_on": "2026-11-17",
                "outcome_told_on": "2026-11-18",
            },
            [LISTED, "bail_held 2026-11-16 ✓2026-11-17", "reached_on.bail 2026-11-17 ✓2026-11-18"],
        ),
        (
            {"what_for": "bail", "state": "adjourned", **GONE},
            [LISTED, "bail_held 2026-11-16", "reached_on.bail ?"],
        ),
        ({"what_for": "bail", "state": "vacated"}, []),
    ],
)
def test_what_the_clocks_of_a_hearing_begin_with(more: dict[str, object], begins: list[str]) -> None:
    given = {field: value for field, value in more.items() if value is not None}
    view = hearing(**given)
    if more.get("listed_on", "") is None:
        view = read_hearing(record("hearing", {"what_for": "trial", "on": "2026-12-10"} | given, 20))
    found = list(hearing_beginnings(view, WRITTEN))
    assert [short(one, *MET) for one in found] == begins
    assert all(one.happened for one in found)
    assert all(one.day or one.because.endswith("is not written down") for one in found)


@pytest.mark.parametrize(
    ("more", "today", "comes", "unanswered"),
    [
        ({}, "2026-12-10", True, False),
        ({}, "2026-12-11", False, True),
        ({"until_on": "2026-12-12"}, "2026-12-12", True, False),
        ({"until_on": "2026-12-12"}, "2026-12-13", False, True),
        ({"state": "ahead"}, "2026-12-11", False, True),
        ({"state": "held"}, "2026-12-11", False, False),
        ({"state": "adjourned"}, "2026-12-09", False, False),
        ({"state": "vacated"}, "2026-12-09", False, False),
    ],
)
def test_a_hearing_comes_through_its_last_day_and_is_asked_about_from_the_next(
    more: dict[str, object], today: str, *, comes: bool, unanswered: bool
) -> None:
    view, day = hearing(**more), date.fromisoformat(today)
    assert (view.comes(day), view.unanswered(day)) == (comes, unanswered)


def test_a_hearing_is_read_answer_by_answer() -> None:
    view = hearing(
        at="10:00", court="Chester Crown Court", room="2", sentence_on="2026-12-20", state="held", outcome="Guilty",
        goes_with=[{"who": {"name": "Robin Example"}}],
    )  # fmt: skip
    assert (view.day, view.last_day, view.at, view.what_for, view.what) == (
        date(2026, 12, 10), None, "10:00", "trial", "Trial",
    )  # fmt: skip
    assert (view.court, view.room, view.state, view.outcome) == ("Chester Crown Court", "2", "held", "Guilty")
    assert (view.goes_with, view.criminal) == (("Robin Example",), True)


def crime(**more: object) -> CriminalCase:
    return read_criminal_case(record("criminal_case", {"stage": "reported", "reported_on": "2026-11-02"} | more, 20))


def told(case: CriminalCase, *, all_of_them: bool = False) -> list[str]:
    """The beginnings that happened, but for the three that every case has."""
    found = [one for one in case_beginnings(case, WRITTEN, SENTENCE) if one.happened]
    usual = () if all_of_them else ("opened", "crime_on", "reported_on")
    return [f"{one.event} {one.day or '?'}" for one in found if one.event not in usual]


def test_every_criminal_case_begins_with_being_written_down_the_crime_and_the_report() -> None:
    assert told(crime(), all_of_them=True) == ["opened 2026-11-09", "crime_on ?", "reported_on 2026-11-02"]
    found = {one.event: one for one in case_beginnings(crime(), WRITTEN, SENTENCE)}
    assert {event: one.until for event, one in found.items() if one.happened} == dict.fromkeys(
        ("opened", "crime_on", "reported_on"), SENTENCE
    )
    assert found["crime_on"].because == "the day of the crime is not written down"
    assert not found["charged_on"].happened
    assert told(crime(reported_on={"state": "not_known"}), all_of_them=True)[2] == "reported_on ?"


@pytest.mark.parametrize(
    ("more", "edition"),
    [
        ({}, "code_2020"),
        ({"reported_on": {"state": "not_known"}}, "code_2020"),  # in force when it was written down
        ({"reported_on": "1990-01-01"}, None),
        ({"reported_on": "1990-01-01", "edition": "code_2020"}, "code_2020"),
    ],
)
def test_a_case_is_worked_under_the_edition_written_down_or_that_of_its_report(
    more: dict[str, object], edition: str | None
) -> None:
    found = edition_for(shipped().victims_code, crime(**more), WRITTEN)
    assert (found.id if found else None) == edition


DECIDED: dict[str, Any] = {"decided_on": "2026-11-16"}
WARRANT = {"what": "warrant", "on": {"state": "not_known"}, "reached_on": "2026-11-13"}
ENDED: dict[str, Any] = {"stage": "ended", "sentenced_on": "2026-11-16"}


@pytest.mark.parametrize(
    ("more", "begins"),
    [
        ({"decision": "charged", **DECIDED}, ["decided_on 2026-11-16", "charged_on ?"]),
        ({"stage": "charged"}, ["charged_on ?"]),
        ({"stage": "court"}, ["charged_on ?"]),
        ({"stage": "charged", "charged_on": "2026-11-10"}, ["charged_on 2026-11-10"]),
        ({"decision": "cps_none", **DECIDED}, ["decided_on 2026-11-16", "cps_decision_told ?"]),
        (
            {"decision": "cps_stopped", **DECIDED, "decision_told_on": "2026-11-18"},
            ["decided_on 2026-11-16", "cps_decision_told 2026-11-18"],
        ),
        (
            {"decision": "police_none", **DECIDED, "decision_told_on": "2026-11-18"},
            ["decided_on 2026-11-16", "police_decision_told 2026-11-18"],
        ),
        ({"decision": "out_of_court", **DECIDED, "decision_told_on": "2026-11-18"}, ["decided_on 2026-11-16"]),
        ({"expenses_claimed_on": "2026-11-12", "stage": "court"}, ["charged_on ?", "expenses_claimed_on 2026-11-12"]),
        ({"property_free_on": "2026-11-12"}, ["property_free_on 2026-11-12"]),
        ({"complaint_on": "2026-11-12"}, ["complaint_on 2026-11-12"]),
        (ENDED | {"sentence_court": "crown"}, ["sentenced_on 2026-11-16", "crown_sentence 2026-11-16"]),
        (ENDED, ["sentenced_on 2026-11-16", "crown_sentence 2026-11-16"]),
        (ENDED | {"sentence_court": "magistrates"}, ["sentenced_on 2026-11-16"]),
        (ENDED | {"sentence_court": "youth"}, ["sentenced_on 2026-11-16"]),
        (
            ENDED | {"sentence_court": "youth", "sentence_long": True},
            ["sentenced_on 2026-11-16", "long_sentence 2026-11-16"],
        ),
        (ENDED | {"sentence_court": "youth", "sentence_long": False}, ["sentenced_on 2026-11-16"]),
        (
            {
                "events": [
                    {"what": "arrest", "on": "2026-11-12"},
                    WARRANT,
                ]
            },
            ["events.arrest 2026-11-12", "events.warrant ?", "events.warrant.reached 2026-11-13"],
        ),
    ],
)
def test_what_the_clocks_of_a_criminal_case_begin_with(more: dict[str, object], begins: list[str]) -> None:
    assert told(crime(**more)) == begins


def test_a_sentence_of_a_court_nobody_wrote_down_says_what_its_clock_rests_on() -> None:
    for court, rests in (({}, True), ({"sentence_court": "crown"}, False)):
        found = {one.event: one for one in case_beginnings(crime(**ENDED, **court), WRITTEN, None)}
        assert bool(found["crown_sentence"].rest) is rests


def test_what_is_not_wanted_or_unsafe_is_set_aside_and_a_row_has_its_own_place() -> None:
    case = crime(
        support_on={"state": "declined"}, language_on={"state": "unsafe_to_ask"}, confirmed_on={"state": "not_known"},
        events=[{"what": "arrest", "on": "2026-11-12", "told_on": "2026-11-13"},
                {"what": "warrant", "on": "2026-11-14", "told_on": {"state": "declined"}}],
    )  # fmt: skip
    found = {one.event: one for one in case_beginnings(case, WRITTEN, None)}
    assert found["reported_on"].aside == {"support_on", "language_on"}
    assert (found["events.arrest"].place, found["events.arrest"].met.get("told_on")) == ("events.1", date(2026, 11, 13))
    for event in ("events.warrant", "events.warrant.reached"):
        assert (found[event].place, found[event].aside) == ("events.2", frozenset({"told_on"}))
    assert found["reported_on"].met["reported_on"] == date(2026, 11, 2)
