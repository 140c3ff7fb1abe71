"""Every figure of Today, Late, Supervision, the rail and the overviews equals a recount of the entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.counter import counts
from hru_advocate.casework.due import EVERY
from hru_advocate.casework.late import late
from hru_advocate.casework.outcomes.standing import standing
from hru_advocate.casework.overview import overview
from hru_advocate.casework.session import Session
from hru_advocate.casework.supervision import supervision
from hru_advocate.casework.today import MOST, look
from hru_advocate.demo.years.years import fill_years
from hru_advocate.domain.actions.action import read_action
from hru_advocate.domain.forms.answers import value_of
from tests.casework.open_sessions import session_at
from tests.demo.years_recount import UnitTold, grouped

pytestmark = pytest.mark.xdist_group("years")  # what the module makes is made once

SHORT = 0.25


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with session_at(tmp_path_factory.mktemp("recounted") / "vault") as opened:
        fill_years(opened, SHORT, 11)
        yield opened


def today_equals(session: Session, unit: UnitTold) -> None:
    """Hold every list of Today against the recount, uncut, and its numbers as the page shows them."""
    page, today = look(session, EVERY), unit.today
    assert Counter((one.label.case, one.due.day) for one in page.contacts) == Counter(unit.contacts())
    assert {one.action.entry for one in page.actions} == {one.entry for one in unit.actions()}
    assert Counter((one.label.case, one.due.day) for one in page.dates) == Counter(unit.dates())
    assert Counter((one.label.case, one.due.day) for one in page.reviews) == Counter(unit.reviews())
    assert {one.entry for one in page.visits} == {one.entry for one in unit.visits()}
    assert {one.label.case: one.days for one in page.not_reached} == {
        case: (today - day).days for case, day in unit.not_reached()
    }
    assert {one.label.case for one in page.paused} == unit.paused
    assert (
        [one.due.day for one in page.reminders] == sorted(unit.reminders(page.reminders[-1].due.day))
        if (page.reminders)
        else not unit.reminders(today)
    )
    shown = look(session)
    assert (shown.late, shown.to_ask_after) == (page.late, page.to_ask_after) == numbers(unit)
    for name in ("contacts", "dates", "actions", "reviews"):
        assert getattr(shown, name) == getattr(page, name)[:MOST]


def numbers(unit: UnitTold) -> tuple[int, int]:
    """How much is late, and how many other actions are to be asked after."""
    days = [day for _case, day in (*unit.contacts(), *unit.dates(), *unit.reviews())]
    actions = [read_action(one.entry, one.answers) for one in unit.actions()]
    over = sum(one.late_days(unit.today) > 0 for one in actions)
    chased = sum(one.to_chase(unit.today) and not one.late_days(unit.today) for one in actions)
    return sum(day < unit.today for day in days) + over + not_back(unit), chased


def not_back(unit: UnitTold) -> int:
    now = unit.session.now().replace(tzinfo=None).isoformat(timespec="minutes")
    out = [one for one in unit.visits() if value_of(one.answers, "state") != "back"]
    returns = [(value_of(one.answers, "on"), value_of(one.answers, "returns")) for one in out]
    return sum(f"{day}T{at}" < now for day, at in returns if day and at)


def supervision_and_late_equal(session: Session, unit: UnitTold) -> None:
    """Hold what is late of each case, and who is named on the supervisor's page, against the recount."""
    seen, (over, chased) = supervision(session), numbers(unit)
    assert seen.late == over == sum(one.count for one in seen.overdue)
    assert len(late(session)) == over + chased
    expected = Counter(grouped((*unit.contacts(), *unit.dates(), *unit.reviews()), lambda day: day < unit.today))
    for one in unit.actions():
        expected[one.case or ""] += read_action(one.entry, one.answers).late_days(unit.today) > 0
    for visit in seen.not_back:
        expected[visit.label.case] += 1
    assert {one.label.case: one.count for one in seen.overdue} == {case: one for case, one in expected.items() if one}
    assert (len(seen.without_level), seen.paused) == (unit.without_level(), len(unit.paused))
    assert {one.label.case for one in seen.not_reached} == {case for case, _day in unit.not_reached()}


def rail_equals(session: Session, unit: UnitTold) -> None:
    today, days = unit.today, [day for _case, day in (*unit.dates(), *unit.reviews())]
    asks = [read_action(one.entry, one.answers).asks_on for one in unit.actions()]
    now = len(unit.contacts()) + len(unit.visits()) + len(unit.reminders(today)) + sum(day <= today for day in days)
    found = counts(session)
    assert found.today == now + sum(day is not None and day <= today for day in asks)
    assert found.open_cases == len(unit.open)


def overviews_equal(session: Session, unit: UnitTold, cases: int) -> None:
    for case in unit.open[:cases]:
        shown = overview(session, case.case)
        assert {one.entry for one in shown.actions} == {one.entry for one in case.of("action")}
        assert {one.entry for one in shown.people} == {one.entry for one in case.of("person")}
        out = sum((value_of(one.answers, "state") or "out") == "out" for one in case.of("paper"))
        assert (shown.paper_words == "No paper out") is (out == 0)


def standing_equals(session: Session, unit: UnitTold) -> None:
    """Hold the open work of the figures against the recount, in the full fives it is told in."""
    (table,) = standing(session).tables
    told = {row.words: row.figures[0].count for row in table.rows}
    assert told == {words: count // 5 * 5 or None for words, count in unit.standing().items()}


def everything_equals(session: Session, cases: int) -> None:
    unit = UnitTold(session)
    today_equals(session, unit)
    supervision_and_late_equal(session, unit)
    rail_equals(session, unit)
    standing_equals(session, unit)
    overviews_equal(session, unit, cases)


def test_every_figure_of_the_day_equals_a_recount(session: Session) -> None:
    everything_equals(session, 12)


@pytest.mark.soak
def test_every_figure_of_the_day_equals_a_recount_after_ten_years(tmp_path: Path) -> None:
    with session_at(tmp_path / "vault") as session:
        fill_years(session, 10, 11)
        everything_equals(session, 200)
