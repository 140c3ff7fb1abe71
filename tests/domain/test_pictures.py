"""What the pictures of a case are made from: days as told, first and newest ratings, what is covered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import msgspec
import pytest

from hru_advocate.domain.ledger.entry import Stamp
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.pictures import (
    CoverRow,
    Milestone,
    NeedChange,
    NeedChanges,
    NeedStep,
    PlanCover,
    TimeLine,
    TimeLineRow,
    day_of,
    need_changes_of,
    plan_cover_of,
    time_line_of,
)
from hru_advocate.domain.plan.coverage import Coverage, Covered, CoverState, Subject
from tests.documents.composed_cases import NOW, TODAY, record

CALL: Mapping[str, object] = {
    "happened": "2026-11-20 10:30",
    "method": "phone",
    "direction": "out",
    "with_whom": "victim",
}


def line_of_these(*records: Record, plans: tuple[Record, ...] = ()) -> TimeLine:
    return time_line_of(records, plans, NOW, lambda one: f"<{one}>")


def test_contacts_and_tries_are_lanes_of_their_own() -> None:
    line = line_of_these(
        record("contact", CALL, 20),
        record("contact", {**CALL, "direction": "attempt", "happened": "2026-11-18"}, 18),
        record("contact", {**CALL, "happened": "2026-11-02"}, 2),
    )
    assert line.lanes == (
        TimeLineRow("contact", (date(2026, 11, 2), date(2026, 11, 20))),
        TimeLineRow("attempt", (date(2026, 11, 18),)),
    )
    assert line.until == TODAY


VISIT: Mapping[str, object] = {
    "who": "Asha",
    "company": "alone",
    "on": "2026-11-10",
    "out": "10:00",
    "back": "11:00",
    "place": "home",
    "reach": "07700 900123",
    "signal_reference": "Word 3",
    "told": "Desk",
    "state": "back",
    "checked_in": "2026-11-10 11:00",
}


def test_visits_are_a_lane_of_their_own_when_somebody_went() -> None:
    line = line_of_these(
        record("contact", CALL, 20),
        record("visit", VISIT, 10),
        record("visit", {**VISIT, "on": "2026-11-17", "state": "out"}, 17),
        record("visit", {**VISIT, "on": "2026-11-18", "state": "planned"}, 17),
        record("visit", {**VISIT, "on": "2026-11-19", "state": "called_off", "called_off_because": "Ill"}, 17),
        record("visit", {**VISIT, "on": TODAY.isoformat(), "state": "planned"}, 20),
        record("visit", {**VISIT, "on": "2026-11-30", "state": "planned"}, 20),
    )
    assert line.lanes == (
        TimeLineRow("contact", (date(2026, 11, 20),)),
        TimeLineRow("visit", (date(2026, 11, 10), date(2026, 11, 17), date(2026, 11, 18))),
    )


def test_of_two_versions_of_a_record_what_both_say_stands_once() -> None:
    made = {"kind": "nmo", "stage": "made", "made_on": "2026-11-02", "served_on": "2026-11-03"}
    line = line_of_these(
        record("contact", CALL, 20),
        record("contact", {**CALL, "fact": "In other words."}, 20, entry="apart"),
        record("contact", CALL, 20, record="another", entry="another"),
        record("order", made, 4),
        record("order", {**made, "served_on": "2026-11-04"}, 4, entry="apart"),
    )
    assert line.lanes == (TimeLineRow("contact", (date(2026, 11, 20), date(2026, 11, 20))),)
    assert [(one.day.day, one.words.removeprefix("Non-molestation order ")) for one in line.milestones] == [
        (2, "made"),
        (3, "served"),
        (4, "served"),
    ]


LETTER: Mapping[str, object] = {"title": "Housing: a move", "kind": "letter", "state": "sent", "sent_on": "2026-11-12"}


def test_a_letter_is_a_moment_on_the_day_it_went_and_again_when_it_was_answered() -> None:
    line = line_of_these(
        record("letter", LETTER, 9),
        record("letter", {**LETTER, "state": "draft", "sent_on": None, "title": "Not sent"}, 9),
        record("letter", {**LETTER, "kind": "statement", "title": "Her words", "sent_on": "2026-11-14"}, 9),
        record("letter", {**LETTER, "state": "answered", "title": "School", "answered_on": "2026-11-16"}, 9),
        record("letter", {**LETTER, "title": "Today", "sent_on": TODAY.isoformat()}, 9),
        record("letter", {**LETTER, "state": "withdrawn", "title": "Taken back", "sent_on": None}, 9),
    )
    assert [(one.day.day, one.kind, one.words) for one in line.milestones] == [
        (12, "letter", "Letter: Housing: a move"),
        (12, "letter", "Letter: School"),
        (14, "letter", "Statement: Her words"),
        (16, "letter", "Answered: School"),
        (TODAY.day, "letter", "Letter: Today"),
    ]


def test_what_asks_for_a_new_look_is_a_moment_on_the_day_of_its_contact() -> None:
    line = line_of_these(record("contact", {**CALL, "triggers": ["tr_new_incident", "tr_release"]}, 20))
    assert [(one.day.day, one.kind, one.words) for one in line.milestones] == [
        (20, "event", "<tr_new_incident>"),
        (20, "event", "<tr_release>"),
    ]


def test_a_judgement_says_its_level_and_plans_their_version() -> None:
    judged = {"made_on": "2026-11-12", "level": "high", "reason": "Followed.", "review": "2026-12-01"}
    made = {"review": "2026-12-01", "items": {"state": "declined"}}
    first = record("safety_plan", {**made, "made_on": "2026-11-03"}, 3)
    second = record("safety_plan", {**made, "made_on": "2026-11-19"}, 19)
    line = line_of_these(record("judgement", judged, 12), plans=(second, first))
    assert [(one.day.day, one.words) for one in line.milestones] == [
        (3, "Plan, version 1"),
        (12, "Judgement: High"),
        (19, "Plan, version 2"),
    ]


TOLD: Mapping[str, object] = {"happened": "2026-11-20", "what": "Rang."}


def test_an_incident_stands_where_it_may_have_been_and_without_a_day_nowhere() -> None:
    line = line_of_these(
        record("incident", TOLD, 20),
        record("incident", {**TOLD, "happened": "between 2 Nov and 9 Nov 2026", "times": 40}, 20),
        record("incident", {**TOLD, "happened": "some time back"}, 20),
        record("incident", {**TOLD, "taken_back": True}, 20),
    )
    day = date(2026, 11, 20)
    assert line.lanes == (TimeLineRow("incident", (day,), ((date(2026, 11, 2), date(2026, 11, 9)),), 1),)
    assert line.lanes[0].count == 3


def test_of_one_behaviour_only_its_incidents_and_all_else() -> None:
    these = (
        record("incident", {**TOLD, "behaviours": ["bh_called"]}, 20),
        record("incident", {**TOLD, "happened": "2026-11-02", "behaviours": ["bh_called", "bh_watched"]}, 20),
        record("contact", CALL, 20),
    )
    line = time_line_of(these, (), NOW, str, "bh_watched")
    assert [(row.kind, row.count) for row in line.lanes] == [("incident", 1), ("contact", 1)]
    assert line.lanes[0].days == (date(2026, 11, 2),)


def test_a_copy_on_paper_is_a_moment_with_its_number() -> None:
    made = {"document": "full_plan", "copy_number": 3, "made_on": "2026-11-12 10:30", "how": "printed"}
    (one,) = line_of_these(record("paper", made, 12)).milestones
    assert (one.day.day, one.kind, one.words) == (12, "paper", "Copy 3: Full plan, A4")


def test_erased_records_leave_no_trace() -> None:
    gone = replace(record("contact", CALL, 20), erased=True)
    assert line_of_these(gone, plans=(replace(gone, erased=True),)).days == ()


def test_a_form_of_no_purpose_is_known_by_its_id() -> None:
    made = record("contact", CALL, 20)
    for form, shown in (("incident", "incident"), ("order", "order")):
        other = replace(made, form=msgspec.structs.replace(made.form, id=form, purpose="general"))
        line = line_of_these(other)
        assert [*(lane.kind for lane in line.lanes), *(one.kind for one in line.milestones)] == [shown]
    strange = replace(made, form=msgspec.structs.replace(made.form, id="other", purpose="general"))
    assert line_of_these(strange) == TimeLine(TODAY)


def test_words_that_name_no_day_stand_where_they_were_written_down() -> None:
    vague = record("contact", {**CALL, "happened": "some time back"}, 20)
    assert day_of(vague) == date(2026, 11, 20)
    late = replace(vague, recorded=Stamp("2026-06-30T23:30:00.000Z", 60, 1, "boot"))
    assert day_of(late) == date(2026, 7, 1)


def rated(day: int, **ratings: object) -> Record:
    return record("needs_assessment", {"held_on": f"2026-11-{day:02}", **ratings}, day)


def changes(*records: Record) -> NeedChanges:
    return need_changes_of(records, lambda one: one)


def test_a_need_is_shown_once_it_was_rated_twice_or_by_both() -> None:
    assert changes(rated(3, nd_housing=3)) == NeedChanges()
    assert changes(rated(9, nd_housing=1), rated(3, nd_housing=3)).rows == (
        NeedChange("nd_housing", "nd_housing", NeedStep(3, 1)),
    )
    assert changes(rated(3, nd_housing={"value": 3, "advocate": 4})).rows == (
        NeedChange("nd_housing", "nd_housing", NeedStep(None, 3), NeedStep(None, 4)),
    )


def test_the_advocate_s_rating_of_then_is_not_taken_for_one_of_now() -> None:
    (row,) = changes(rated(3, nd_housing={"value": 3, "advocate": 4}), rated(9, nd_housing=2)).rows
    assert row.advocate == NeedStep(4, None)
    assert row.advocate.in_words() == "4 at first, not rated since"


def test_the_most_pressing_need_stands_first() -> None:
    both = {"nd_housing": 2, "nd_home_safety": 1, "nd_digital": {"value": 0, "advocate": 4}}
    rows = changes(rated(3, **both), rated(9, **both)).rows
    assert [row.need for row in rows] == ["nd_digital", "nd_housing", "nd_home_safety"]


@pytest.mark.parametrize("before", [0, {"value": 0, "advocate": 1}])  # what the advocate said then presses no more
def test_a_need_that_is_not_pressing_any_more_stands_last(before: object) -> None:
    rows = changes(rated(3, nd_housing=2, nd_digital=before), rated(9, nd_housing=1, nd_digital=0)).rows
    assert [row.need for row in rows] == ["nd_housing", "nd_digital"]


def test_between_two_versions_that_disagree_the_graver_stands() -> None:
    one = rated(9, nd_housing=1)
    other = replace(rated(9, nd_housing=4), entry="zz")
    (row,) = changes(rated(3, nd_housing=2), one, other).rows
    assert row.own == NeedStep(2, 4)


def test_directions_are_said_in_words() -> None:
    assert [NeedStep(3, now).direction for now in (1, 3, 4)] == ["better", "the same", "worse"]
    assert NeedStep(None, 2).direction == NeedStep(2, None).direction == ""
    assert NeedStep(None, 2).in_words() == "2, rated once"


def covered(subject: Subject, state: CoverState, *, high_harm: bool = False) -> Covered:
    return Covered("x", subject, "x", state, "", high_harm=high_harm)


def test_cover_is_counted_sort_by_sort() -> None:
    rows = (
        covered("factor", "covered", high_harm=True),
        covered("factor", "no live measure", high_harm=True),
        covered("factor", "nothing in the library"),
        covered("wish", "covered"),
    )
    assert plan_cover_of(Coverage(rows)) == PlanCover(
        (CoverRow("factor", 1, 2, 1), CoverRow("trigger", 0, 0), CoverRow("need", 0, 0), CoverRow("wish", 1, 0))
    )
    assert plan_cover_of(Coverage(())) == PlanCover()


@pytest.mark.parametrize(
    ("first", "days", "spans", "moments"),
    [
        (1, [3, 9], [(2, 5), (9, 12)], [4, 9]),
        (3, [3, 9], [(3, 5), (9, 12)], [4, 9]),
        (4, [9], [(4, 5), (9, 12)], [4, 9]),
        (5, [9], [(5, 5), (9, 12)], [9]),
        (6, [9], [(9, 12)], [9]),
        (12, [], [(12, 12)], []),
        (13, [], [], []),
    ],
)
def test_the_part_of_a_line_from_a_day_on(
    first: int, days: list[int], spans: list[tuple[int, int]], moments: list[int]
) -> None:
    def on(day: int) -> date:
        return date(2026, 11, day)

    lanes = (
        TimeLineRow("incident", (on(3), on(9)), ((on(2), on(5)), (on(9), on(12)))),
        TimeLineRow("contact", (on(1),), undated=1),
        TimeLineRow("attempt", (on(1),)),
    )
    line = TimeLine(TODAY, lanes, (Milestone(on(4), "plan", "x"), Milestone(on(9), "plan", "y"))).since(on(first))
    found = {lane.kind: lane for lane in line.lanes}
    lane = found.get("incident", TimeLineRow("incident", ()))
    assert ([one.day for one in lane.days], [(one.day, two.day) for one, two in lane.spans]) == (days, spans)
    assert [one.day.day for one in line.milestones] == moments
    assert "contact" in found  # what names no day may lie there
    assert ("attempt" in found) is (first <= 1)


def test_the_days_of_a_line_are_in_order() -> None:
    line = TimeLine(
        TODAY, (TimeLineRow("contact", (date(2026, 5, 1),)),), (Milestone(date(2026, 4, 1), "plan", "Plan, version 1"),)
    )
    assert line.days == (date(2026, 4, 1), date(2026, 5, 1))
