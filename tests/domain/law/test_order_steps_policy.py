"""An order step by step, its days in words, its hour, and what is asked of a hearing to come."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from hru_advocate.domain.forms.answers import Answer
from hru_advocate.domain.law.current_orders import one_of
from hru_advocate.domain.law.due import happened_to, line_of_order, order_due
from hru_advocate.domain.law.hearings import PRESSING, open_questions, read_hearing
from hru_advocate.domain.law.order_head import head_words
from hru_advocate.domain.law.order_history import order_steps, terms_on
from hru_advocate.domain.law.order_parts import OrderCondition
from hru_advocate.domain.law.orders import Order, by_the_clock
from hru_advocate.domain.ledger.projection import CLOSED, REOPENED, status_of_heads
from tests.documents.composed_cases import record
from tests.domain.law.test_orders import TODAY, day, lifted, order

Steps = list[tuple[int, str, bool]]


def steps(*versions: Order, today: int = 0) -> Steps:
    found = order_steps(versions, TODAY + timedelta(days=today))
    return [((one.day - TODAY).days, one.what, one.terms) for one in found]


@pytest.mark.parametrize(
    ("versions", "today", "expected"),
    [
        # each day that is known, in order of time, up to today
        (
            [order(-30, -2, applied_on=-40, served_on=-28, aware_on=-29, aware_how="rang")],
            0,
            [
                (-40, "asked for", False),
                (-30, "made", True),
                (-29, "they were told of it", False),
                (-28, "they were served with it", False),
                (-2, "its last day", False),
            ],
        ),
        ([order(-30, 5)], 0, [(-30, "made", True), (-30, "they were served with it", False)]),
        (
            [order(-30, 0)],
            0,
            [(-30, "made", True), (-30, "they were served with it", False), (0, "its last day", False)],
        ),
        # the court's hour stands beside its last day
        (
            [order(-30, 0, until_at="16:00", served_on=None)],
            0,
            [(-30, "made", True), (0, "its last day, until 16:00", False)],
        ),
        ([order(0, 5)], -1, []),
        # lifted as somebody said, before its last day
        (
            [order(-30, 5, stage="ended", ended_on=-3, served_on=None)],
            0,
            [(-30, "made", True), (-3, "lifted or ended", False)],
        ),
        ([order(-30, None, stage="ended", served_on=None)], 0, [(-30, "made", True)]),
        ([order(-30, -9, stage="ended", served_on=None)], 0, [(-30, "made", True), (-9, "its last day", False)]),
        # only asked for: no last day of what is not there
        ([order(None, -2, stage="applied", applied_on=-9)], 0, [(-9, "asked for", False)]),
        ([order(None, -2, stage="refused", applied_on=-9)], 0, [(-9, "asked for (refused or withdrawn since)", False)]),
        ([order(None, None)], 0, []),
        # a condition that was lifted
        (
            [order(-30, 5, served_on=None, conditions=(lifted(-4), lifted(None)))],
            0,
            [(-30, "made", True), (-4, "a condition was lifted: No contact.", False)],
        ),
        # changed once: of its first terms nobody noted any
        (
            [order(-30, 5, served_on=None, varied_on=-10)],
            0,
            [(-30, "made", False), (-10, "its terms were changed", True)],
        ),
        # changed from a version that is kept: both stand
        (
            [order(-30, 5, served_on=None, varied_on=-10), order(-30, 5, served_on=None)],
            0,
            [(-30, "made", True), (-10, "its terms were changed", True)],
        ),
        # a correction takes the place of what it corrects
        ([order(-30, 5, served_on=None), order(-31, 5, served_on=None)], 0, [(-30, "made", True)]),
        # a full order after an interim one
        (
            [order(-10, 5, served_on=None), order(-30, None, stage="interim", served_on=None)],
            0,
            [(-30, "made", True), (-10, "made", True)],
        ),
        (
            [order(-30, 5, served_on=None), order(-30, None, stage="interim", served_on=None)],
            0,
            [(-30, "made", True)],
        ),
    ],
)
def test_an_order_step_by_step(versions: list[Order], today: int, expected: Steps) -> None:
    assert steps(*versions, today=today) == expected


def test_a_step_says_how_we_know_it_and_the_order_as_it_stood_then() -> None:
    first = order(-30, 5, aware_on=-29, aware_how="at court", served_on=-28, served_how="by an officer", entry="first")
    changed = order(-30, 9, varied_on=-10, served_on=None, entry="changed")
    found = order_steps([changed, first], TODAY)
    assert [(one.how, one.order.entry) for one in found] == [
        ("", "first"),
        ("at court", "first"),
        ("by an officer", "first"),
        ("", "changed"),
    ]
    assert [terms_on([changed, first], TODAY - timedelta(days=away)).entry for away in (11, 10)] == ["first", "changed"]


@pytest.mark.parametrize(
    ("newer", "older", "holds"),
    [
        ({"stage": "made"}, {"stage": "interim"}, "older"),  # a full order, from the day it was made
        ({"stage": "interim"}, {"stage": "interim"}, "newer"),  # its day was put right
        ({"stage": "made"}, {"stage": "made"}, "newer"),
        ({"stage": "interim"}, {"stage": "made"}, "newer"),
        ({"stage": "made", "varied_on": -5}, {"stage": "made"}, "older"),
        ({"stage": "made", "varied_on": -5}, {"stage": "made", "varied_on": -5}, "newer"),
    ],
)
def test_a_correction_holds_from_the_beginning_and_new_terms_from_their_day(
    newer: dict[str, Any], older: dict[str, Any], holds: str
) -> None:
    versions = [order(-10, 5, entry="newer", **newer), order(-30, 5, entry="older", **older)]
    assert terms_on(versions, TODAY - timedelta(days=20)).entry == holds


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (order(-30, 5, applied_on=-40, served_on=-28), ["-40 asked for", "-30 made", "-28 served"]),
        (order(-30, 0), ["-30 made", "-30 served"]),  # through its last day it holds
        (order(-30, -1, served_on=None), ["-30 made", "-1 ended"]),
        (order(-30, -1, served_on=None, varied_on=-20), ["-30 made", "-20 terms changed", "-1 ended"]),
        (order(-30, -1, served_on=None, stage="ended", ended_on=-5), ["-30 made", "-5 ended"]),
        (order(-30, -1, served_on=None, stage="ended"), ["-30 made"]),
        (order(0, 5, served_on=1), ["0 made"]),
        (order(None, None), []),
        (order(-30, 0, served_on=None, until_at="16:00"), ["-30 made"]),
        (order(-30, 0, served_on=None, until_at="16:00", hour_came=True), ["-30 made", "0 ended"]),
        (order(-30, -1, served_on=None, stage="applied"), ["-30 made"]),  # asked for only, it never held
    ],
)
def test_the_days_that_mattered_to_an_order(one: Order, said: list[str]) -> None:
    found = [
        f"{(on - TODAY).days} {words.removeprefix('Non-molestation order ')}" for on, words in happened_to(one, TODAY)
    ]
    assert found == said


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (order(None, stage="applied", applied_on=-3), "asked for 20 Nov 2026"),
        (order(None, stage="applied"), "asked for"),
        (order(None, stage="refused", applied_on=-3), "refused or withdrawn"),
        (order(-30, 5, stage="ended", ended_on=-5), "ended 18 Nov 2026"),
        (order(-30, 5, stage="ended"), "ended"),
        (order(-5, 5), "made 18 Nov 2026, last day 28 Nov 2026"),
        (order(-5, 5, until_at="16:00"), "made 18 Nov 2026, last day 28 Nov 2026, 16:00"),
        (order(None, 5), "made, last day 28 Nov 2026"),
        (order(-5, no_end=True), "made 18 Nov 2026, no last day set"),
        (order(-5), "made 18 Nov 2026, last day not noted"),
    ],
)
def test_the_line_of_an_order_says_nothing_that_is_true_only_today(one: Order, line: str) -> None:
    assert line_of_order(one) == f"Non-molestation order: {line}"


def iso(one: date) -> str:
    return one.isoformat()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, ["made 2026-11-13", "served 2026-11-13"]),
        ({"court": "Chester"}, ["Chester", "made 2026-11-13", "served 2026-11-13"]),
        ({"against": "D", "protects": "A"}, ["against D", "for A", "made 2026-11-13", "served 2026-11-13"]),
        (
            {"applied_on": -20, "aware_on": -9, "aware_how": "rang", "served_how": "officer", "varied_on": -1},
            [
                "asked for 2026-11-03",
                "made 2026-11-13",
                "told of it 2026-11-14 (rang)",
                "served 2026-11-13 (officer)",
                "terms changed 2026-11-22",
            ],
        ),
        ({"until": 5, "until_at": "16:00"}, ["made 2026-11-13", "served 2026-11-13", "last day 2026-11-28 (16:00)"]),
        ({"ended_on": -1}, ["made 2026-11-13", "served 2026-11-13"]),
        ({"ended_on": -1, "stage": "ended"}, ["made 2026-11-13", "served 2026-11-13", "lifted or ended 2026-11-22"]),
        (
            {"served_on": None, "was_there": True, "without_notice": True},
            ["made 2026-11-13", "they were there when it was made", "made without notice"],
        ),
        ({"served_on": None, "without_notice": False}, ["made 2026-11-13"]),
    ],
)
def test_everything_known_of_an_order(more: dict[str, Any], words: list[str]) -> None:
    assert list(order(-10, more.pop("until", None), **more).known_words(iso)) == words


@pytest.mark.parametrize(
    ("until", "lifted_on", "last", "words"),
    [
        (5, None, None, "until 2026-11-28"),
        (5, None, 6, "until 2026-11-28"),
        (5, None, 5, ""),  # with its order
        (5, None, 4, ""),
        (0, None, 9, "until 2026-11-23"),
        (-1, None, 9, "ended 2026-11-22"),
        (-1, None, -1, ""),
        (None, -1, 9, "lifted 2026-11-22"),
        (None, 0, 9, "lifted 2026-11-23"),
        (None, 1, 9, ""),
        (5, 1, 9, "until 2026-11-28"),
        (5, -1, 9, "lifted 2026-11-22"),
        (5, -1, 5, "lifted 2026-11-22"),
        (None, None, 9, ""),
    ],
)
def test_a_condition_says_its_own_end(until: int | None, lifted_on: int | None, last: int | None, words: str) -> None:
    one = OrderCondition(0, "area", "", "Mill Street", day(until), day(lifted_on))
    assert one.own_end(TODAY, day(last), iso) == words


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"{TODAY.isoformat()}T{clock}")


@pytest.mark.parametrize(
    ("one", "clock", "came"),
    [
        (order(-9, 0, until_at="16:00"), "15:59", False),
        (order(-9, 0, until_at="16:00"), "16:00", True),
        (order(-9, 0, until_at="16:00"), "23:59", True),
        (order(-9, 0), "23:59", False),
        (order(-9, 1, until_at="16:00"), "23:59", False),
        (order(-9, -1, until_at="16:00"), "00:00", False),
        (order(-9, until_at="16:00"), "23:59", False),
    ],
)
def test_an_order_that_ends_at_an_hour_of_today_has_ended_from_it(one: Order, clock: str, *, came: bool) -> None:
    read = by_the_clock(one, at(clock))
    assert read.hour_came is came
    assert (read.state_on(TODAY) == "ended") is (came or one.last_day == day(-1))


@pytest.mark.parametrize(
    ("orders", "hour"),
    [
        ([order(-9, 0, until_at="16:00")], "16:00"),
        ([order(-9, 0, until_at="16:30"), order(-9, 0, until_at="09:05", entry="e2", record="r2")], "09:05"),
        ([order(-9, 1, until_at="16:00")], None),
        ([order(-9, 0)], None),
        ([by_the_clock(order(-9, 0, until_at="09:00"), at("10:00"))], None),
        ([order(-9, 0, until_at="16:00", served_on=None)], "16:00"),
        ([order(-9, 0, until_at="16:00", conditions=(lifted(-1),))], "16:00"),
        ([order(None, 0, until_at="16:00", stage="applied")], None),
        ([one_of([order(-9, 0, until_at="16:00", served_on=on) for on in (-9, None)], TODAY)], "16:00"),
        ([one_of([order(-9, 0, served_on=-9), order(-9, 0, until_at="16:00")], TODAY)], "16:00"),
        ([one_of([order(-9, 0, served_on=on) for on in (-9, None)], TODAY)], None),
    ],
)
def test_the_head_is_asked_again_at_the_hour_an_order_ends(orders: list[Order], hour: str | None) -> None:
    now = datetime(TODAY.year, TODAY.month, TODAY.day, 10, 7, 9, 5, tzinfo=UTC)
    found = head_words(orders, TODAY, now).changes_at
    assert (found.isoformat() if found else None) == (f"{TODAY.isoformat()}T{hour}:00+00:00" if hour else None)
    assert head_words(orders, TODAY).changes_at is None


HEARING: dict[str, object] = {"what_for": "trial", "on": "2026-12-10"}
BE_THERE, TO_BE_TOLD = "Does the person want to be there?", "Does the person want to be told how it went?"
WHO_GOES, MEASURES = "Who goes with the person?", "Were special measures asked for?"
ENTRANCE = "Is there a separate entrance?"
ALL = (BE_THERE, WHO_GOES, MEASURES, ENTRANCE)


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ({}, ALL),
        ({"wants_to_be_there": True}, ALL[1:]),
        ({"wants_to_be_there": {"state": "not_known"}}, ALL[1:]),
        ({"wants_to_be_there": False}, (TO_BE_TOLD,)),
        ({"wants_to_be_there": False, "wants_to_be_told": False}, ()),
        ({"wants_to_be_there": False, "wants_to_be_told": {"state": "declined"}}, ()),
        ({"goes_with": [{"who": {"name": "Una"}}]}, (BE_THERE, MEASURES, ENTRANCE)),
        ({"goes_alone": True}, (BE_THERE, MEASURES, ENTRANCE)),
        ({"goes_alone": False}, ALL),
        ({"measures_wanted": "no"}, (BE_THERE, WHO_GOES, ENTRANCE)),
        ({"measures_wanted": "yes"}, ALL),
        ({"entrance": {"state": "not_known"}}, ALL[:3]),
    ],
)
def test_what_nobody_has_answered_of_a_hearing_to_come(more: dict[str, object], asked: tuple[str, ...]) -> None:
    assert open_questions(read_hearing(record("hearing", HEARING | more, 20))) == asked
    assert {WHO_GOES, MEASURES} == PRESSING


OPEN = "accepted"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ([], None),
        ([OPEN], OPEN),
        (["pending", OPEN], OPEN),
        ([OPEN, "pending"], "pending"),
        ([OPEN, CLOSED], CLOSED),
        ([CLOSED, OPEN], CLOSED),  # a closure outlasts what a referral says
        ([OPEN, CLOSED, REOPENED], OPEN),  # two versions that disagree: the case is open
        ([OPEN, REOPENED], OPEN),
        ([OPEN, None], None),
    ],
)
def test_the_status_of_a_case(said: list[str | None], status: str | None) -> None:
    columns: list[dict[str, str | None]] = [{"status": one} for one in said]
    assert status_of_heads([*columns, {"other": "x"}]) == {"status": status}


@pytest.mark.parametrize(("written", "due"), [("2026-05-31", "2026-06-01"), ("2026-06-01", "2026-12-01")])
def test_lists_find_a_licence_by_the_release_that_lay_ahead_when_it_was_written(written: str, due: str) -> None:
    raw = {"kind": "licence_conditions", "made_on": date(2026, 6, 1), "until": date(2026, 12, 1)}
    answers = {field: Answer("answered", value) for field, value in raw.items()}
    assert order_due(answers, date.fromisoformat(written))[0] == due
