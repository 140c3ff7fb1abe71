"""Every clock of a record on a day: which edition's, at the very latest when, which asks; and when a check is old."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import msgspec.structs
import pytest

from hru_advocate.casework.product import shipped, shipped_forms
from hru_advocate.domain.forms.answers import Answer
from hru_advocate.domain.law.clocks import Beginning, ClockReading, ClockState
from hru_advocate.domain.law.legal_talks import OptionCheck, newest_checks, read_check, read_talk
from hru_advocate.domain.law.readings import Reckoning, asking, counted, read_clocks
from tests.documents.composed_cases import record

CODE = shipped().victims_code
MONDAY = date(2026, 11, 23)


def by(*, edition: str = "code_2020", enhanced: bool = False) -> Reckoning:
    return Reckoning(MONDAY, shipped().bank_holidays, edition, enhanced=enhanced)


def warrant(day: date | None, place: int) -> list[Beginning]:
    row = Beginning("events.warrant", day, happened=True, met={}, because="B", place=f"events.{place}")
    return [row, replace(row, event="events.warrant.reached", day=None)]


@pytest.mark.parametrize(
    ("edition", "found"), [("code_2020", ["warrant_reached", "warrant_told"]), ("", []), ("another", [])]
)
def test_clocks_are_those_of_the_edition_and_of_the_form(edition: str, found: list[str]) -> None:
    begun = warrant(MONDAY, 1)
    assert [one.clock.id for one in read_clocks(CODE, "criminal_case", begun, by(edition=edition))] == found
    assert read_clocks(CODE, "hearing", begun, by(edition=edition)) == ()


@pytest.mark.parametrize(("enhanced", "latest"), [(False, date(2026, 12, 7)), (True, date(2026, 12, 1))])
def test_what_follows_in_the_same_row_begins_no_later_than_the_last_day_before_it(
    latest: date, *, enhanced: bool
) -> None:
    begun = [*warrant(MONDAY, 1), *warrant(date(2026, 11, 9), 2), *warrant(None, 3)]
    found = read_clocks(CODE, "criminal_case", begun, by(enhanced=enhanced))
    told = {one.beginning.place: one for one in found if one.clock.id == "warrant_told"}
    assert {one.state for one in told.values()} == {"cannot_tell"}
    assert told["events.1"].latest == latest
    second = told["events.2"].latest
    assert second is not None
    assert second < latest
    assert told["events.3"].latest is None


@pytest.mark.parametrize(("place", "field"), [("", "told_on"), ("events.2", "events.2.told_on")])
def test_a_clock_knows_the_field_its_day_is_written_in(place: str, field: str) -> None:
    clock = msgspec.structs.replace(CODE.clock_by_id["warrant_told"], met_by="told_on")
    begun = replace(warrant(MONDAY, 1)[0], place=place)
    assert ClockReading(clock, begun, "running").place == field


@pytest.mark.parametrize("state", get_args(ClockState))
def test_a_clock_asks_while_it_waits_and_a_right_that_is_over_asks_no_more(state: ClockState) -> None:
    clock = CODE.clock_by_id["warrant_told"]
    reading = ClockReading(clock, warrant(MONDAY, 1)[0], state, last=MONDAY)
    asks = state in ("running", "due_today", "late", "open", "cannot_tell")
    assert [day for day, _one in asking([reading])] == ([MONDAY] if asks else [])
    assert reading.waits == (asks or state == "over")
    latest = replace(reading, last=None, latest=MONDAY)
    assert [day for day, _one in asking([latest])] == ([MONDAY] if asks else [])
    assert list(asking([replace(reading, last=None)])) == []


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("warrant_reached", "5 working days"),
        ("warrant_told", "5 working days, 1 with enhanced rights"),
        ("statement_made", "before the sentence"),
    ],
)
def test_the_length_of_a_clock_is_said(clock: str, words: str) -> None:
    assert counted(CODE.clock_by_id[clock]) == words


def test_one_day_is_one_day() -> None:
    clock = msgspec.structs.replace(CODE.clock_by_id["warrant_reached"], days=1)
    assert counted(clock) == "1 working day"


@pytest.mark.parametrize(("today", "old"), [("2027-05-23", False), ("2027-05-24", True), ("2026-11-23", False)])
def test_a_check_is_fresh_for_six_months_to_the_day(today: str, *, old: bool) -> None:
    check = OptionCheck("nmo", "Asha", MONDAY, "", right=True, words="", entry="e")
    assert check.old(date.fromisoformat(today)) is old


RIGHT = {"option": "nmo", "right": True, "on": "2026-11-20", "by": "Asha", "against": "law"}
CHECK = {"option": "nmo", "right": False, "words": "Another rule", "on": "2026-11-20", "by": "Asha", "against": "law"}


def test_the_check_of_the_latest_day_decides_and_of_one_day_the_one_recorded_last() -> None:
    first, later = record("legal_check", CHECK, 20), record("legal_check", CHECK | {"on": "2026-11-19"}, 22)
    assert newest_checks([later, first])["nmo"].entry == first.entry
    same = record("legal_check", RIGHT, 21)
    assert newest_checks([same, first])["nmo"].entry == same.entry
    assert newest_checks([replace(same, erased=True), first])["nmo"].entry == first.entry
    read = read_check(first)
    assert (read.by, read.on, read.right, read.words) == ("Asha", date(2026, 11, 20), False, "Another rule")
    assert read_check(same).right


TALKS = next(form for form in shipped_forms().current() if form.purpose == "legal_option")


@pytest.mark.parametrize("stands", [one.id for one in TALKS.by_id["stands"].choices])
def test_a_talk_is_over_once_it_was_refused_or_is_not_wanted(stands: str) -> None:
    answers = {"stands": Answer(value=stands)}
    made = replace(record("legal_check", CHECK, 20), form=TALKS, answers=answers)
    assert read_talk(made).over is (stands in ("refused", "not_wanted"))
