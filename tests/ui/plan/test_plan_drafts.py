"""A draft of a plan is said and gone on with wherever the plan is spoken of, and a plan has one draft, not two."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from hru_advocate.casework.records import entries
from hru_advocate.casework.records.plan_drafts import PlanDraftLine, plan_drafts
from tests.ui.case_room import CaseRoom, press
from tests.ui.made_up_case import PLAN, REFERRAL
from tests.ui.plan.test_plan_screen import words_on
from ui.case.screen import CaseScreen
from ui.paper.screen import PaperScreen
from ui.plan.screen import PlanScreen
from ui.shell.destinations import CaseDestination, PaperDestination, PlanDestination

SAID = "1 measure, last written Mon 23 Nov 2026"


@pytest.fixture
def fresh(room: CaseRoom) -> str:
    """A case that has no plan yet."""
    case = room.worker.ask(entries.save, "referral", dict(REFERRAL)).result(timeout=20).case
    assert case is not None
    return case


def drafts_of(room: CaseRoom, case: str) -> tuple[PlanDraftLine, ...]:
    return room.worker.ask(plan_drafts, case).result(timeout=20)


def begin(room: CaseRoom, case: str) -> PlanScreen:
    """Add the first measure offered, by keys, and leave the page."""
    screen = room.show(PlanScreen, PlanDestination(case))
    add_next(room, screen)
    screen.leave()
    room.settle()
    return screen


def add_next(room: CaseRoom, screen: PlanScreen) -> None:
    offer = next(one for one in screen.middle.offers.offers() if not one.row.suggestion.in_plan and one.add.isVisible())
    offer.add.setFocus()
    press(Qt.Key.Key_Return)
    room.rest()


def go_on_button(page: QWidget) -> QPushButton:
    found = [one for one in page.findChildren(QPushButton) if one.text() == "Go on with it" and one.isVisible()]
    return next(one for one in found if "measure" in one.accessibleName())


@pytest.mark.parametrize("part", ["plan", "overview"])
def test_the_case_page_says_the_draft_and_goes_on_with_it(room: CaseRoom, fresh: str, part: str) -> None:
    begin(room, fresh)
    page = room.show(CaseScreen, CaseDestination(fresh, part))  # type: ignore[arg-type]  # one of its parts
    assert SAID in words_on(page)
    assert "No signed-off plan yet" in words_on(page)
    button = go_on_button(page)
    assert button.property("kind") == "primary"
    button.setFocus()
    press(Qt.Key.Key_Space)
    (draft,) = drafts_of(room, fresh)
    room.settle()
    assert room.visits[-1] == PlanDestination(fresh, draft=draft.id)


def test_the_next_steps_say_how_many_measures_the_draft_holds(room: CaseRoom, fresh: str) -> None:
    begin(room, fresh)
    page = room.show(CaseScreen, CaseDestination(fresh))
    (step,) = [one for one in page.findChildren(QPushButton) if one.accessibleName().startswith("Plan: ")]
    assert f"a draft of {SAID}" in step.accessibleName()


def test_paper_says_there_is_no_signed_plan_and_leads_to_the_draft(room: CaseRoom, fresh: str) -> None:
    begin(room, fresh)
    page = room.show(PaperScreen, PaperDestination(fresh, "full_plan"))
    assert "There is no signed-off plan yet." in words_on(page.beside)
    assert SAID in words_on(page.beside)
    go_on_button(page.beside).setFocus()
    press(Qt.Key.Key_Space)
    room.settle()
    assert room.visits[-1] == PlanDestination(fresh, draft=drafts_of(room, fresh)[0].id)
    page.choice.forms.choose("contact_log")
    room.settle()
    assert page.beside.isHidden(), "a paper that holds no plan says nothing of one"


@pytest.mark.parametrize(("changed", "said"), [(False, ""), (True, "This is the plan as it was signed off.")])
def test_paper_of_a_signed_plan_says_only_a_draft_beside_it(room: CaseRoom, changed: bool, said: str) -> None:
    if changed:
        begin(room, room.case)
    page = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    assert (said in words_on(page.beside), page.beside.isHidden()) == (True, not changed)


def test_a_preview_of_the_draft_itself_leads_to_no_draft(room: CaseRoom) -> None:
    begin(room, room.case)
    assert room.show(PaperScreen, PaperDestination(room.case, "full_plan", plan=PLAN)).beside.isHidden()


def test_the_plan_begun_again_goes_on_with_its_draft_and_no_second_one_comes_of_it(room: CaseRoom, fresh: str) -> None:
    first = begin(room, fresh)
    again = room.show(PlanScreen, PlanDestination(fresh))
    assert again.plan_draft.sheet.measures() == first.plan_draft.sheet.measures()
    assert again.banner.text() == ""
    add_next(room, again)
    again.leave()
    room.settle()
    (draft,) = drafts_of(room, fresh)
    assert draft.measures == 2


def test_a_page_one_comes_back_to_holds_what_another_wrote_meanwhile(room: CaseRoom, fresh: str) -> None:
    first = begin(room, fresh)
    first.hide()
    second = begin(room, fresh)
    second.hide()
    first.show()
    first.begin()
    room.rest()
    assert len(first.plan_draft.sheet.rows) == 2
    add_next(room, first)
    first.leave()
    room.settle()
    assert [one.measures for one in drafts_of(room, fresh)] == [3]


def test_a_page_one_comes_back_to_keeps_what_can_be_undone(room: CaseRoom, fresh: str) -> None:
    first = begin(room, fresh)
    first.begin()
    room.rest()
    assert len(first.plan_draft.history.done) == 1


def test_an_untouched_page_one_comes_back_to_takes_up_the_draft_begun_elsewhere(room: CaseRoom, fresh: str) -> None:
    first = room.show(PlanScreen, PlanDestination(fresh))
    first.leave()
    first.hide()
    begin(room, fresh).hide()
    first.show()
    first.begin()
    room.rest()
    assert len(first.plan_draft.sheet.rows) == 1
    assert len(drafts_of(room, fresh)) == 1


def test_a_page_one_comes_back_to_after_the_sign_off_begins_from_what_was_signed(room: CaseRoom, fresh: str) -> None:
    first = begin(room, fresh)
    (draft,) = drafts_of(room, fresh)
    answers = {**first.plan_draft.sheet.raw(), "review": "2026-12-07", "own_words": "Signed elsewhere."}
    room.worker.ask(entries.save, "safety_plan", answers, case=fresh, draft=draft.id).result(timeout=20)
    first.begin()
    room.rest()
    assert first.plan_draft.sheet.raw()["own_words"] == "Signed elsewhere."
    assert first.plan_draft.beginning is not None
    assert first.plan_draft.beginning.start.draft != draft.id
