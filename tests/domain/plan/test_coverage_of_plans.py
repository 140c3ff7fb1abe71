from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from hru_advocate.casework.product import shipped
from hru_advocate.domain.plan.coverage import Covered, Promised, coverage
from hru_advocate.domain.plan.suggestions import Facts, offered, suggest
from tests.domain.plan.ways_of_living import FACTS_OF

LIBRARY = shipped().library
GENERAL = next(one.id for one in LIBRARY.measures.measures if "ci_all" in one.when)


@dataclass(frozen=True)
class Line:
    id: str
    answers: Sequence[str] = ()
    measure: str | None = None
    live: bool = True
    wording: str = ""
    discreet: str = ""


def rows(facts: Facts, *lines: Line) -> dict[str, Covered]:
    return {row.id: row for row in coverage(LIBRARY, facts, lines).rows}


def known(*present: str, absent: tuple[str, ...] = ()) -> Facts:
    return Facts(present=frozenset(present), absent=frozenset(absent))


def test_a_risk_is_covered_only_by_a_live_line_that_names_it() -> None:
    facts = known("rf_watching_following", "rf_strangulation")
    found = rows(facts, Line("a", ["rf_watching_following"]), Line("b", ["rf_strangulation"], live=False))
    assert found["rf_watching_following"].state == "covered"
    assert found["rf_watching_following"].by == ("a",)
    assert found["rf_watching_following"].sentence == "1 live measure answers this."
    assert found["rf_strangulation"].state == "no live measure"
    assert found["rf_strangulation"].high_harm


def test_needs_triggers_and_wishes_are_held_against_the_plan_and_circumstances_are_not() -> None:
    facts = Facts(
        present=frozenset({"nd_pets", "tr_arrest", "ci_has_pet", "rf_isolated"}), wishes={"w1": "to walk the dog again"}
    )
    found = coverage(LIBRARY, facts, [Line("a", ["w1"])])
    assert [(row.id, row.subject) for row in found.rows] == [
        ("rf_isolated", "factor"),
        ("tr_arrest", "trigger"),
        ("nd_pets", "need"),
        ("w1", "wish"),
    ]
    assert found.rows[-1].state == "covered"
    assert found.rows[-1].label == "to walk the dog again"
    assert {row.state for row in found.rows[:3]} == {"no live measure"}


def test_a_wish_without_a_measure_asks_for_their_own_words() -> None:
    row = rows(Facts(wishes={"w1": "<b>be & left alone"}))["w1"]
    assert row.state == "no live measure"
    assert row.label == "<b>be & left alone"
    assert "own words" in row.sentence


def test_open_and_high_harm_rows_come_first() -> None:
    facts = known("rf_isolated", "rf_strangulation", "rf_constant_contact")
    order = [row.id for row in coverage(LIBRARY, facts, [Line("a", ["rf_constant_contact"])]).rows]
    assert order == ["rf_strangulation", "rf_isolated", "rf_constant_contact"]


def test_a_line_that_could_answer_but_does_not_name_it_is_shown_and_does_not_count() -> None:
    row = rows(known("rf_threat_to_kill"), Line("a", ["ci_all"], measure="sm_call_999"))["rf_threat_to_kill"]
    assert row.state == "no live measure"
    assert row.could == ("a",)
    assert "could answer it" in row.sentence


@pytest.mark.parametrize(
    ("line", "could"),
    [
        (Line("a", [], measure="sm_call_999"), ("a",)),
        (Line("a", [], measure="sm_pet_walk"), ()),  # the library has it for something else
        (Line("a", []), ()),  # her or his own words answer what they name
        (Line("a", [], measure="sm_call_999", live=False), ()),
        (Line("a", ["rf_threat_to_kill"], measure="sm_call_999"), ()),
    ],
)
def test_only_a_live_measure_the_library_has_for_it_could_answer_a_risk(line: Line, could: tuple[str, ...]) -> None:
    assert rows(known("rf_threat_to_kill"), line)["rf_threat_to_kill"].could == could


def test_what_this_edition_does_not_hold_is_said() -> None:
    row = rows(known("rf_of_an_older_edition"))["rf_of_an_older_edition"]
    assert row.state == "nothing in the library"
    assert row.label == "rf_of_an_older_edition"
    assert "Nothing in the library" in row.sentence


def test_when_every_measure_is_refused_that_is_said() -> None:
    row = rows(Facts(frozenset({"rf_extreme_jealousy"}) | FACTS_OF["living_with"]))["rf_extreme_jealousy"]
    assert row.state == "no live measure"
    assert row.offered == 0
    assert row.sentence == "No live measure; every measure in the library for it is refused by a rule."


def test_how_many_could_be_offered_is_counted_without_the_refused() -> None:
    free, bound = (
        rows(Facts(frozenset({"rf_reluctant_contact"}) | living))["rf_reluctant_contact"].offered
        for living in (frozenset[str](), FACTS_OF["living_with"])
    )
    assert 0 < bound < free


def test_a_measure_whose_reason_has_gone_is_shown() -> None:
    found = coverage(
        LIBRARY,
        known("rf_isolated", absent=("rf_loiters",)),
        [Line("a", ["rf_loiters"]), Line("b", ["rf_loiters", "rf_isolated"]), Line("c", ["w9"]), Line("d", ["ci_all"])],
    )
    assert [gone.item for gone in found.reason_gone] == ["a", "c"]
    assert "Hangs around your places is known not to be so now" in found.reason_gone[0].sentence
    assert "the wish it answered" in found.reason_gone[1].sentence


def test_a_line_that_answers_nothing_is_shown() -> None:
    found = coverage(LIBRARY, known(), [Line("a"), Line("b", live=False)])
    assert [line.item for line in found.without_reason] == ["a"]
    assert found.reason_gone == ()  # it never had one


def test_a_live_measure_that_a_rule_now_refuses_is_shown() -> None:
    facts = Facts(frozenset({"rf_entered_home"}) | FACTS_OF["living_with"])
    found = coverage(LIBRARY, facts, [Line("a", ["rf_entered_home"], "sm_change_locks"), Line("b", ["x"], "sm_gone")])
    assert [line.item for line in found.now_refused] == ["a"]
    assert "ci_lives_with" in found.now_refused[0].sentence


def test_an_empty_case_has_no_rows() -> None:
    assert coverage(LIBRARY, Facts(), []).rows == ()


OURS = Promised(("rf_strangulation",), "an action of ours is open, due Fri", covers=True)
ELSEWHERE = Promised(("rf_isolated",), "an action of ours is open", covers=True)
LATE = Promised(("rf_strangulation",), "an action of the police is 2 days late and covers nothing", covers=False)


@pytest.mark.parametrize(
    ("lines", "promised", "state", "says"),
    [
        ([], [OURS], "only an action",
         "No measure of the plan answers this; an action of ours is open, due Fri."),
        ([], [LATE], "no live measure", "An action of the police is 2 days late and covers nothing."),
        ([], [LATE, OURS], "only an action", "an action of ours is open, due Fri."),
        ([], [ELSEWHERE], "no live measure", "No live"),
        ([Line("a", ["rf_strangulation"])], [OURS], "covered",
         "1 live measure answers this. An action of ours is open, due Fri."),
        ([Line("a", ["rf_strangulation"])], [LATE], "covered", "2 days late and covers nothing."),
        ([Line("a", ["rf_strangulation"], live=False)], [OURS], "only an action", "No measure of the plan"),
        ([Line("a", ["rf_strangulation"], GENERAL)], [OURS], "only an action", "Only general advice of"),
        ([Line("a", ["rf_strangulation"], GENERAL)], [LATE], "only general advice", "covers nothing."),
    ],
)  # fmt: skip
def test_an_open_action_covers_its_risk_and_is_never_counted_as_a_measure(
    lines: list[Line], promised: list[Promised], state: str, says: str
) -> None:
    found = coverage(LIBRARY, known("rf_strangulation"), lines, promised).rows[0]
    assert found.state == state
    assert says in found.sentence
    assert found.by == tuple(line.id for line in lines if line.live)


def test_an_action_covers_a_wish_and_stands_behind_what_is_open() -> None:
    facts = Facts(frozenset({"rf_strangulation", "rf_isolated"}), wishes={"w1": "walk the dog"})
    both = Promised(("w1", "rf_strangulation"), "an action of ours is open", covers=True)
    found = coverage(LIBRARY, facts, [], [both])
    assert [(row.id, row.state) for row in found.rows] == [
        ("rf_isolated", "no live measure"),
        ("rf_strangulation", "only an action"),
        ("w1", "only an action"),
    ]


def test_what_could_be_offered_is_what_is_suggested_and_not_refused() -> None:
    facts = known(*sorted({one for measure in LIBRARY.measures.measures for one in measure.when})[::2])
    suggested = {one.measure: one.answers for one in suggest(LIBRARY, facts) if one.refused is None}
    assert dict(offered(LIBRARY, facts)) == suggested
    assert len(suggested) > 50
    assert len(suggested) < len(suggest(LIBRARY, facts)), "some are refused"
