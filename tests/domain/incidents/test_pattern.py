"""The pattern: what is counted in which weeks, what is only said as told, what is new; a recount says the same."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hru_advocate.domain.incidents.incident import Incident
from hru_advocate.domain.incidents.pattern import (
    HowMany,
    Pattern,
    Reach,
    how_many,
    pattern_of,
    reach_of,
    recent_weeks,
    weeks_before,
)
from hru_advocate.domain.moments import Moment, read_moment

TODAY = date(2026, 11, 29)
NOW = datetime(2026, 11, 29, 10, 0)  # noqa: DTZ001  # local time without zone, as moments are read
EDGE = date(2026, 11, 2)
"""The first day of the last four weeks: it and today are 28 days."""


def incident(when: Moment | str, number: int = 1, *, done: tuple[str, ...] = (), **more: object) -> Incident:
    moment = when if isinstance(when, Moment) else read_moment(when, NOW)
    times, told = more.get("times"), more.get("told", "")
    return Incident(
        entry=f"e{number}.{more.get('version', 0)}", record=f"r{number}", when=moment, behaviours=done, what="",
        words="", basis="", times=times if isinstance(times, int) else None, times_told=str(told), where="", by=(),
        seen_by="", reported_to=(), reference="", items=(), signs=(), triggers=(), conditions=(), plan_change=None,
        level_up=None, taken_back=bool(more.get("taken_back")),
    )  # fmt: skip


def span(first: date, last: date) -> Moment:
    return Moment(f"from {first} to {last}", first.isoformat(), last.isoformat())


@pytest.mark.parametrize(("told", "reach"), [
    ("3 Nov 2026", Reach(date(2026, 11, 3), date(2026, 11, 3), once=True)),
    ("3 Nov 2026, 15:00", Reach(date(2026, 11, 3), date(2026, 11, 3), once=True)),
    ("last night", Reach(date(2026, 11, 28), date(2026, 11, 28), once=True)),
    ("between 3 Nov and 10 Nov 2026", Reach(date(2026, 11, 3), date(2026, 11, 10), once=False)),
    ("some time or other", None),
])  # fmt: skip
def test_the_days_something_may_have_been_on(told: str, reach: Reach | None) -> None:
    assert reach_of(read_moment(told, NOW)) == reach


@pytest.mark.parametrize(("start", "end", "once"), [
    ("2026-11-03T22:00", "2026-11-04T06:00", True),
    ("2026-11-03T22:00", "2026-11-04T22:00", True),
    ("2026-11-03T22:00", "2026-11-04T22:01", False),
    ("2026-11-03", "2026-11-04", False),
    ("2026-11-03", "2026-11-04T00:00", False),
    ("2026-11-03T22:00", "2026-11-04", False),
])  # fmt: skip
def test_a_night_is_once_and_two_days_are_not(start: str, end: str, *, once: bool) -> None:
    reach = reach_of(Moment("x", start, end))
    assert reach is not None
    assert (reach.last, reach.once) == (date(2026, 11, 4), once)


DAY = timedelta(days=1)


@pytest.mark.parametrize(("one", "recent", "before"), [
    (incident(span(TODAY, TODAY)), HowMany(1), HowMany()),
    (incident(span(EDGE, EDGE)), HowMany(1), HowMany()),
    (incident(span(EDGE - DAY, EDGE - DAY)), HowMany(), HowMany(1)),
    (incident(span(date(2026, 10, 5), date(2026, 10, 5))), HowMany(), HowMany(1)),
    (incident(span(date(2026, 10, 4), date(2026, 10, 4))), HowMany(), HowMany()),
    (incident(span(EDGE, TODAY), times=40), HowMany(40), HowMany()),
    (incident(span(EDGE - DAY, TODAY), times=40), HowMany(unplaced=1), HowMany(unplaced=1)),
    (incident(span(date(2026, 10, 5), EDGE - DAY), times=7), HowMany(), HowMany(7)),
    (incident(span(date(2026, 10, 4), EDGE - DAY), times=7), HowMany(), HowMany(unplaced=1)),
    (incident(span(EDGE, EDGE + DAY)), HowMany(unplaced=1), HowMany()),
    (incident(span(EDGE, EDGE), times=3), HowMany(3), HowMany()),
    (incident(span(EDGE, EDGE), told="all day"), HowMany(told=("“all day” (2 Nov 2026)",)), HowMany()),
    (incident(span(EDGE, TODAY), told="every day"), HowMany(told=("“every day” (2 Nov to 29 Nov 2026)",)), HowMany()),
    (incident("some time or other"), HowMany(), HowMany()),
    (incident("some time or other", times=9), HowMany(), HowMany()),
])  # fmt: skip
def test_what_is_counted_in_which_weeks(one: Incident, recent: HowMany, before: HowMany) -> None:
    found = pattern_of([one], TODAY)
    assert (found.recent, found.before) == (recent, before)


def test_what_was_taken_back_counts_nowhere() -> None:
    assert pattern_of([incident("3 Nov 2026", taken_back=True, done=("bh_called",))], TODAY) == Pattern()


def test_two_versions_of_one_record_count_once_and_only_where_they_count_alike() -> None:
    one = incident("3 Nov 2026", version=1)
    assert pattern_of([one, incident("4 Nov 2026", version=2)], TODAY).recent == HowMany(1)
    assert pattern_of([one, incident("1 Nov 2026", version=2)], TODAY).recent == HowMany(unplaced=1)
    assert pattern_of([one, incident("3 Nov 2026", version=2, times=5)], TODAY).recent == HowMany(unplaced=1)


OLD = incident("1 Oct 2026", 1, done=("bh_called",))


@pytest.mark.parametrize(("others", "new"), [
    ([incident("3 Nov 2026", 2, done=("bh_watched",))], (("bh_watched", date(2026, 11, 3)),)),
    ([incident(span(EDGE, EDGE), 2, done=("bh_watched",))], (("bh_watched", EDGE),)),
    ([incident(span(EDGE - DAY, EDGE - DAY), 2, done=("bh_watched",))], ()),
    ([incident(span(EDGE - DAY, TODAY), 2, done=("bh_watched",))], ()),
    ([incident("3 Nov 2026", 2, done=("bh_called",))], ()),
    ([incident("3 Nov 2026", 2, done=("bh_other",))], ()),
    ([incident("3 Nov 2026", 2, done=("bh_watched",)), incident("once upon a time", 3, done=("bh_watched",))], ()),
    (
        [incident("9 Nov 2026", 2, done=("bh_watched",)), incident("5 Nov 2026", 3, done=("bh_followed",)),
         incident("7 Nov 2026", 4, done=("bh_watched",))],
        (("bh_followed", date(2026, 11, 5)), ("bh_watched", date(2026, 11, 7))),
    ),
])  # fmt: skip
def test_what_is_new(others: list[Incident], new: tuple[tuple[str, date], ...]) -> None:
    assert pattern_of([OLD, *others], TODAY).widened == new


def test_nothing_is_new_where_there_was_nothing_before_to_compare_with() -> None:
    assert pattern_of([incident("3 Nov 2026", done=("bh_watched",))], TODAY).widened == ()
    assert pattern_of([incident("1 Oct 2026"), incident("3 Nov 2026", 2, done=("bh_watched",))], TODAY).widened == ()


def said(*incidents: Incident) -> tuple[str, ...]:
    return pattern_of(incidents, TODAY).sentences(TODAY, lambda one: one.removeprefix("bh_"))


SOME = " and some that cannot be placed"


def test_the_sentences() -> None:
    assert said() == ()
    counted = [incident(f"{day} Nov 2026", day) for day in range(5, 16)]
    earlier = [incident(f"{day} Oct 2026", 100 + day, done=("bh_called",)) for day in range(6, 10)]
    assert said(*counted, *earlier) == (
        "11 times in the last 4 weeks, 4 in the 4 weeks before.",
        "The last: 15 Nov 2026, 14 days ago.",
    )
    more = (
        incident(span(EDGE - DAY, EDGE), 201, times=9),
        incident(span(EDGE, EDGE + DAY), 202, told="too many to count"),
        incident("some day", 203),
        incident("27 Nov 2026", 204, done=("bh_watched",)),
    )
    assert said(*counted, *earlier, *more) == (
        f"12 times in the last 4 weeks{SOME}, 4 in the 4 weeks before{SOME}.",
        "What cannot be placed reaches over the edge of those weeks, has no number for its days, or has two versions.",
        "Told, and not counted: “too many to count” (2 Nov to 3 Nov 2026).",
        "The last: 27 Nov 2026, 2 days ago.",
        "1 incident names no day and is counted nowhere.",
        "New since 27 Nov 2026: watched (27 Nov).",
    )


@pytest.mark.parametrize(("one", "says"), [
    (incident(span(EDGE, EDGE + DAY)), True),
    (incident(span(date(2026, 10, 4), EDGE - DAY), times=7), True),
    (incident(span(EDGE, EDGE)), False),
])  # fmt: skip
def test_what_cannot_be_placed_in_either_weeks_says_why(one: Incident, *, says: bool) -> None:
    assert any(line.startswith("What cannot be placed reaches") for line in said(one)) is says


@pytest.mark.parametrize(("incidents", "first"), [
    ([incident("29 Nov 2026")], "Once in the last 4 weeks, none counted in the 4 weeks before."),
    ([incident("1 Oct 2026")], "None counted in the last 4 weeks, none counted in the 4 weeks before."),
    ([incident("28 Nov 2026", times=1200)], "1,200 times in the last 4 weeks, none counted in the 4 weeks before."),
])  # fmt: skip
def test_few_and_many_are_said_in_words(incidents: list[Incident], first: str) -> None:
    assert said(*incidents)[0] == first


@pytest.mark.parametrize(("day", "words"), [
    ("29 Nov 2026", ", today."), ("28 Nov 2026", ", yesterday."), ("27 Nov 2026", ", 2 days ago."),
    ("between 20 Nov and 28 Nov 2026", "between 20 Nov and 28 Nov 2026."),
])  # fmt: skip
def test_how_long_ago_is_said_of_one_day_alone(day: str, words: str) -> None:
    assert said(incident(day))[-1].endswith(words)


def test_paper_counts_no_day_from_that_of_writing() -> None:
    found = pattern_of([incident("28 Nov 2026"), incident("some day", 2)], TODAY)
    assert found.sentences(TODAY, str, on_paper=True) == (
        "Once in the 4 weeks to 29 Nov 2026, none counted in the 4 weeks before.",
        "The last: 28 Nov 2026.",
        "1 incident names no day and is counted nowhere.",
    )
    assert pattern_of([], TODAY).sentences(TODAY, str, on_paper=True) == ()


DAYS = st.integers(-70, 0).map(lambda back: TODAY + timedelta(days=back))
TIMES = st.none() | st.integers(1, 50)


@st.composite
def any_incidents(draw: st.DrawFn) -> list[Incident]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        first, last = sorted((draw(DAYS), draw(DAYS))) if draw(st.booleans()) else [draw(DAYS)] * 2
        when = span(first, last) if draw(st.integers(0, 5)) else Moment("some day")
        times = draw(TIMES)
        told = "" if times is not None else draw(st.sampled_from(["", "", "every day"]))
        made.append(incident(when, number, times=times, told=told, taken_back=draw(st.integers(0, 6)) == 0))
    return made


@given(any_incidents())
def test_a_recount_day_by_day_says_the_same(incidents: list[Incident]) -> None:
    for weeks, found in (
        (recent_weeks(TODAY), pattern_of(incidents, TODAY).recent),
        (weeks_before(TODAY), pattern_of(incidents, TODAY).before),
    ):
        days = {weeks.first + timedelta(days=one) for one in range(28)}
        times = told = unplaced = 0
        for one in incidents:
            if one.taken_back or one.when.start is None or one.when.end is None:
                continue
            first, last = date.fromisoformat(one.when.start), date.fromisoformat(one.when.end)
            lived = {first + timedelta(days=at) for at in range((last - first).days + 1)}
            if not lived & days:
                continue
            if one.times_told:
                told += 1
            elif lived <= days and (one.times or len(lived) == 1):
                times += one.times or 1
            else:
                unplaced += 1
        assert max(days) == weeks.last
        assert (found.times, len(found.told), found.unplaced) == (times, told, unplaced)


@given(any_incidents(), any_incidents())
def test_figures_of_two_halves_add_up_to_those_of_the_whole(one: list[Incident], other: list[Incident]) -> None:
    apart = [incident(two.when, 100 + at, times=two.times, told=two.times_told) for at, two in enumerate(other)]
    weeks = recent_weeks(TODAY)
    halves = (how_many(one, weeks), how_many(apart, weeks))
    whole = how_many([*one, *apart], weeks)
    assert whole.times == sum(half.times for half in halves)
    assert whole.unplaced == sum(half.unplaced for half in halves)
