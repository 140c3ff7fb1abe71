"""A name that is also a word of an id: it is hidden from the eye, and what is written into the plan stays as it is."""

from __future__ import annotations

import pytest

from tests.ui.case_room import CaseRoom
from tests.ui.made_up_case import write
from tests.ui.plan.test_plan_open import wait_for_board
from ui.controls.labels import TextLabel
from ui.controls.pills import Pill
from ui.plan.known import FIRST_TEN, KnownButton, mark_of
from ui.plan.offer import Refused
from ui.plan.screen import PlanScreen
from ui.shell.destinations import PlanDestination

NAMED_BY_IDS = ("Wei He", "Jo Watching", "Sam Home", "Lee Call", "Dee None", "Kit Covered", "Pat General", "Ann Device")


@pytest.fixture
def screen(room: CaseRoom) -> PlanScreen:
    """The plan of a case whose people are called by words that ids have in them, one of them by *he*."""
    write(room.worker, "person", {"role": "victim", "name": "Mary Kowalska", "pronoun": "he"}, room.case)
    for name in NAMED_BY_IDS:
        write(room.worker, "person", {"role": "family", "name": name, "relation": "a friend"}, room.case)
    return room.show(PlanScreen, PlanDestination(room.case))


def test_what_is_suggested_for_a_thing_is_found_and_added_with_its_true_ids(room: CaseRoom, screen: PlanScreen) -> None:
    assert screen.board is not None
    true = {row.suggestion.measure: row.suggestion.answers for row in screen.board.suggestions}
    screen.choose("rf_watching_following")
    offered = screen.middle.offers.offers()
    assert {one.row.suggestion.measure for one in offered if one.stop} <= {
        measure for measure, answers in true.items() if "rf_watching_following" in answers
    }
    offer = next(one for one in offered if one.stop is not None and not one.asks)
    offer.add.click()
    wait_for_board(room)
    row = screen.plan_draft.sheet.rows[-1]
    assert (row["measure"], row["answers"]) == (
        [offer.row.suggestion.measure],
        list(true[offer.row.suggestion.measure]),
    )


def test_the_first_ten_are_all_there(screen: PlanScreen) -> None:
    assert screen.board is not None
    screen.choose(FIRST_TEN)
    assert tuple(one.row.suggestion.measure for one in screen.middle.offers.offers()) == screen.board.first_ten
    assert len(screen.board.first_ten) == 10


def test_a_situation_adds_the_true_ids(room: CaseRoom, screen: PlanScreen) -> None:
    assert screen.board is not None
    template, named = next(
        (template, row.suggestion.measure)
        for template in screen.board.templates
        for row in template.offers
        if "rf_watching_following" in row.suggestion.answers
        and row.suggestion.refused is None
        and not row.suggestion.in_plan
        and not row.suggestion.advice_first
    )
    true = {row.suggestion.measure: list(row.suggestion.answers) for row in template.offers}
    screen.middle.show_situations()
    screen.middle.situations.open(template.id)
    offer = next(one for one in screen.middle.situations.offers if one.row.suggestion.measure == named)
    offer.add.click()
    wait_for_board(room)
    row = screen.plan_draft.sheet.rows[-1]
    assert (row["measure"], row["answers"]) == ([offer.row.suggestion.measure], true[offer.row.suggestion.measure])


def test_how_a_known_thing_stands_is_marked_as_it_is(screen: PlanScreen) -> None:
    assert screen.board is not None
    buttons = {str(one.property("known")): one for one in screen.known.findChildren(KnownButton)}
    for row in screen.board.known:
        pill = buttons[row.id].findChild(Pill)
        assert isinstance(pill, Pill)
        assert pill.text() == mark_of(row)[0]
    assert [row.id for row in screen.strip._open] == [row.id for row in screen.board.known if row.mark != "covered"]


def test_a_refused_measure_shows_its_rule_without_ids(screen: PlanScreen) -> None:
    assert screen.board is not None
    row = next(row for row in screen.board.suggestions if "ci_device_monitored" in (row.suggestion.refused or ""))
    screen.choose(row.suggestion.answers[0])
    shown = next(
        one
        for one in screen.middle.offers.findChildren(Refused)
        if one.row.suggestion.measure == row.suggestion.measure
    )
    words = " ".join(label.text() for label in shown.findChildren(TextLabel))
    assert "Not offered while this is so: D. or account may be watched." in words
    assert "_" not in words
