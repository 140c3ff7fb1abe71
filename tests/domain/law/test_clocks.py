"""Every clock of the file on every day: both sides of its last day, met, late, not begun, not to be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.casework.product import shipped
from hru_advocate.domain.law.clocks import Beginning, ClockReading, ClockState, days_of, last_day, read_clock
from hru_advocate.domain.law.victims_code import ClockUnit, CodeClock
from hru_advocate.domain.law.working_days import is_working
from tests.effort import random_cases

PRODUCT = shipped()
HOLIDAYS = PRODUCT.bank_holidays
CODE = PRODUCT.victims_code
COUNTED = [clock for clock in CODE.clocks if clock.days]
BEFORE = [clock for clock in CODE.clocks if clock.unit == "before"]
DAYS = st.dates(date(2024, 1, 1), date(2037, 6, 30))
ONE = timedelta(days=1)
NAMED = pytest.mark.parametrize("clock", COUNTED, ids=lambda clock: clock.id)


def begun(clock: CodeClock, day: date | None, met: date | None = None) -> Beginning:
    return Beginning(clock.starts, day, happened=True, met={clock.met_by: met}, because="nobody wrote it down")


def read(
    clock: CodeClock, start: date | None, today: date, met: date | None = None, *, enhanced: bool = False
) -> ClockReading:
    return read_clock(clock, begun(clock, start, met), today, HOLIDAYS, enhanced=enhanced)


@NAMED
@random_cases(40)
@given(start=DAYS, enhanced=st.booleans())
def test_a_clock_runs_up_to_its_last_day_and_is_late_from_the_next(
    clock: CodeClock, start: date, *, enhanced: bool
) -> None:
    last = last_day(clock, start, days_of(clock, enhanced=enhanced), HOLIDAYS)
    assert last > start
    if clock.unit == "working_days":
        assert is_working(last, HOLIDAYS)
    states = {day: read(clock, start, day, enhanced=enhanced) for day in (start, last - ONE, last, last + ONE)}
    assert states[last].state == "due_today"
    assert states[start].state == "running"
    assert states[last - ONE].state == "running"
    assert states[last + ONE].state == ("late" if clock.sort == "duty" else "over")
    assert {one.last for one in states.values()} == {last}


@NAMED
@random_cases(40)
@given(start=DAYS)
def test_a_later_beginning_never_ends_earlier_and_enhanced_rights_never_later(clock: CodeClock, start: date) -> None:
    last, next_one = (read(clock, day, day).last for day in (start, start + ONE))
    assert last is not None
    assert next_one is not None
    assert next_one >= last
    quicker = read(clock, start, start, enhanced=True).last
    assert quicker is not None
    assert quicker <= last


@NAMED
@random_cases(40)
@given(start=DAYS, gap=st.integers(0, 1200))
def test_what_is_met_stays_met_and_says_if_it_was_late(clock: CodeClock, start: date, gap: int) -> None:
    met = start + timedelta(days=gap)
    found = [read(clock, start, today, met) for today in (met, met + ONE, met + timedelta(days=4000))]
    last = found[0].last
    assert last is not None
    assert {one.state for one in found} == {"met" if met <= last else "met_late"}
    assert {one.met_on for one in found} == {met}


@NAMED
@random_cases(40)
@given(start=DAYS, gaps=st.tuples(st.integers(0, 900), st.integers(0, 900)))
def test_days_left_only_fall_and_days_late_only_rise(clock: CodeClock, start: date, gaps: tuple[int, int]) -> None:
    early, later = (read(clock, start, start + timedelta(days=gap)) for gap in sorted(gaps))
    order = ["running", "due_today", "late", "over"]
    assert order.index(early.state) <= order.index(later.state)
    if early.state == later.state == "running":
        assert later.gap <= early.gap
    elif early.state == later.state:
        assert later.gap >= early.gap


@pytest.mark.parametrize(
    ("unit", "days", "start", "last"),
    [
        ("days", 1, "2026-11-30", "2026-12-01"),
        ("working_days", 1, "2026-11-27", "2026-11-30"),  # a Friday
        ("working_days", 2, "2026-12-24", "2026-12-30"),  # past Christmas, a weekend and the day in lieu
        ("months", 1, "2026-11-30", "2026-12-30"),
        ("months", 3, "2026-11-30", "2027-02-28"),  # no later than its month
        ("years", 1, "2026-11-30", "2027-11-30"),
        ("years", 2, "2024-02-29", "2026-02-28"),
    ],
)
def test_the_last_day_is_counted_in_the_unit_of_its_clock(unit: ClockUnit, days: int, start: str, last: str) -> None:
    clock = msgspec.structs.replace(COUNTED[0], unit=unit)
    assert last_day(clock, date.fromisoformat(start), days, HOLIDAYS).isoformat() == last


MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("state", "gap", "words"),
    [
        ("not_started", 0, "Has not begun"),
        ("running", 2, "Runs: the last day is Mon 23 Nov 2026, 2 days left"),
        ("running", 1, "Runs: the last day is Mon 23 Nov 2026, 1 day left"),
        ("running", 0, "Runs: the last day is Mon 23 Nov 2026, no working day left before it"),
        ("due_today", 0, "Due today, Mon 23 Nov 2026"),
        ("late", 3, "Late by 3 days: the last day was Mon 23 Nov 2026"),
        ("late", 0, "Late: the last day was Mon 23 Nov 2026"),
        ("over", 3, "The last day was Mon 23 Nov 2026: ask whether it can still be done"),
        ("met", 0, "Told on Tue 24 Nov 2026"),
        ("met_late", 1, "Told on Tue 24 Nov 2026, 1 day late: the last day was Mon 23 Nov 2026"),
        ("set_aside", 0, "Not wanted, or unsafe: a reason stands in the record"),
        ("open", 0, "Not yet: nobody said"),
        ("cannot_tell", 0, "Cannot be told: nobody said"),
    ],
)
def test_a_clock_says_its_state_in_words(state: ClockState, gap: int, words: str) -> None:
    clock = msgspec.structs.replace(COUNTED[0], unit="days", done="Told")
    last, met = MONDAY, MONDAY + ONE
    reading = ClockReading(clock, begun(clock, None), state, last, met, gap, "nobody said")
    assert reading.words == words


@pytest.mark.parametrize("clock", CODE.clocks, ids=lambda clock: clock.id)
def test_every_clock_says_why_it_cannot_be_told_or_has_not_begun(clock: CodeClock) -> None:
    today = date(2026, 11, 23)
    unknown = read(clock, None, today)
    assert (unknown.state, unknown.words) == ("cannot_tell", "Cannot be told: nobody wrote it down")
    nothing = read_clock(clock, replace(begun(clock, None), happened=False), today, HOLIDAYS, enhanced=False)
    assert (nothing.state, nothing.waits, nothing.last) == ("not_started", False, None)
    aside = read_clock(
        clock, replace(begun(clock, today), aside=frozenset({clock.met_by})), today, HOLIDAYS, enhanced=False
    )
    assert (aside.state, aside.waits) == ("set_aside", False)


@pytest.mark.parametrize("clock", BEFORE, ids=lambda clock: clock.id)
@pytest.mark.parametrize(("days", "state"), [(-1, "running"), (0, "due_today"), (1, "over")])
def test_what_is_owed_before_a_day_ends_with_it(clock: CodeClock, days: int, state: str) -> None:
    until = date(2026, 12, 14)
    beginning = replace(begun(clock, date(2026, 11, 2)), until=until)
    today = until + timedelta(days=days)
    expected = "late" if state == "over" and clock.sort == "duty" else state
    assert read_clock(clock, beginning, today, HOLIDAYS, enhanced=False).state == expected
    open_end = replace(beginning, until=None)
    found = read_clock(clock, open_end, today, HOLIDAYS, enhanced=False)
    assert (found.state, found.words) == ("open", f"Not yet: the day of the {clock.until} is not written down")


ARREST = CODE.clock_by_id["arrest_told"]


@pytest.mark.parametrize(("start", "today", "met", "enhanced", "words"), [
    ("2026-11-23", "2026-11-23", None, False, "Runs: the last day is Mon 30 Nov 2026, 5 working days left"),
    ("2026-11-23", "2026-11-27", None, False, "Runs: the last day is Mon 30 Nov 2026, 1 working day left"),
    ("2026-11-23", "2026-11-30", None, False, "Due today, Mon 30 Nov 2026"),
    ("2026-11-23", "2026-12-01", None, False, "Late by 1 working day: the last day was Mon 30 Nov 2026"),
    ("2026-11-20", "2026-11-28", None, False, "Late: the last day was Fri 27 Nov 2026"),
    ("2026-11-23", "2026-12-09", None, False, "Late by 7 working days: the last day was Mon 30 Nov 2026"),
    ("2026-11-23", "2026-11-23", None, True, "Runs: the last day is Tue 24 Nov 2026, 1 working day left"),
    ("2026-12-24", "2026-12-28", None, True, "Runs: the last day is Tue 29 Dec 2026, 1 working day left"),
    ("2026-11-23", "2026-12-24", "2026-11-24", False, "Told on Tue 24 Nov 2026"),
    ("2026-11-23", "2026-12-24", "2026-12-02", False,
     "Told on Wed 2 Dec 2026, 2 working days late: the last day was Mon 30 Nov 2026"),
    ("2026-11-23", "2026-12-24", "2026-11-23", True, "Told on Mon 23 Nov 2026"),
    ("2026-11-23", "2026-12-24", "2026-11-22", False,
     "Cannot be told: the day written for it, 22 Nov 2026, lies before 23 Nov 2026, when it began"),
])  # fmt: skip
def test_the_state_is_said_in_words(start: str, today: str, met: str | None, words: str, *, enhanced: bool) -> None:
    found = read(
        ARREST,
        date.fromisoformat(start),
        date.fromisoformat(today),
        date.fromisoformat(met) if met else None,
        enhanced=enhanced,
    )
    assert found.words == words


def test_twenty_eight_days_are_days_of_the_calendar() -> None:
    """Over Christmas too: a sentence of 1 December ends on the 29th, a Tuesday; of 27 November on Christmas Day."""
    lenient = CODE.clock_by_id["lenient_sentence"]
    assert read(lenient, date(2026, 12, 1), date(2026, 12, 1)).last == date(2026, 12, 29)
    on_christmas = read(lenient, date(2026, 11, 27), date(2026, 12, 25))
    assert (on_christmas.last, on_christmas.state) == (date(2026, 12, 25), "due_today")
    assert read(lenient, date(2026, 11, 27), date(2026, 12, 26)).state == "over"


@pytest.mark.parametrize(("clock", "state"), [
    ("support_referral", "met"), ("statement_made", "met"), ("review_cps", "met"),
    ("arrest_told", "cannot_tell"), ("warrant_reached", "cannot_tell"),
])  # fmt: skip
def test_help_may_come_before_its_day_and_news_may_not(clock: str, state: str) -> None:
    """Support was found before the report; nobody is told of an arrest that has not happened."""
    today = date(2026, 11, 23)
    assert read(CODE.clock_by_id[clock], today, today, today - ONE).state == state


@pytest.mark.parametrize(("start", "since", "met", "last", "state"), [
    ("2026-11-02", None, "2026-11-06", "2026-11-03", "met_late"),  # nobody wrote down since when
    ("2026-11-02", "2026-10-20", "2026-11-06", "2026-11-03", "met_late"),
    ("2026-11-02", "2026-11-02", "2026-11-06", "2026-11-03", "met_late"),
    ("2026-11-02", "2026-11-03", "2026-11-06", "2026-11-04", "met_late"),
    ("2026-11-02", "2026-11-20", "2026-11-06", "2026-11-09", "met"),  # within the five days it had then
    ("2026-11-19", "2026-11-20", None, "2026-11-23", "due_today"),  # over a weekend
    ("2026-11-19", "2026-11-25", None, "2026-11-26", "running"),  # never later than without them
    ("2026-11-19", "2026-11-26", None, "2026-11-26", "running"),
])  # fmt: skip
def test_enhanced_rights_found_later_make_nobody_late_before_they_were_found(
    start: str, since: str | None, met: str | None, last: str, state: str
) -> None:
    days = [date.fromisoformat(day) if day else None for day in (start, since, met)]
    beginning = begun(ARREST, days[0], days[2])
    found = read_clock(ARREST, beginning, date(2026, 11, 23), HOLIDAYS, enhanced=True, since=days[1])
    assert (found.last, found.state) == (date.fromisoformat(last), state)
    without = read_clock(ARREST, beginning, date(2026, 11, 23), HOLIDAYS, enhanced=False, since=days[1])
    assert without.last == last_day(ARREST, date.fromisoformat(start), 5, HOLIDAYS)
