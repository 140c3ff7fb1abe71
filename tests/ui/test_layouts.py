"""One answer to where a form is filled in: by its layout, from wherever one comes to it."""

from __future__ import annotations

import pytest

from hru_advocate.casework.product import shipped_forms
from hru_advocate.casework.records import entries, records
from hru_advocate.domain.forms.definition import FormDefinition, Layout
from hru_advocate.domain.ledger.ids import new_id
from tests.ui.case_room import CaseRoom
from tests.ui.made_up_case import WRITTEN
from ui.case.record_screen import RecordScreen
from ui.case.screen import PARTS, CaseScreen
from ui.case.versions_screen import VersionsScreen
from ui.controls.buttons import Button
from ui.shell.destinations import (
    CaseDestination,
    ConversationDestination,
    Destination,
    FillingIn,
    FormDestination,
    FormRequest,
    LetterDestination,
    PlanDestination,
    RecordDestination,
    TodayDestination,
    VersionsDestination,
    filling_in,
)
from ui.today.screen import TodayScreen

FORMS = {form.id: form for form in shipped_forms().current()}
OF_A_CASE = [form for form in FORMS.values() if form.about == "case"]
DESTINATION: dict[Layout, type[FillingIn]] = {
    "page": FormDestination,
    "conversation": ConversationDestination,
    "plan": PlanDestination,
    "letter": LetterDestination,
}


def form_of(there: Destination) -> str | None:
    """The form that is filled in there, if any is."""
    if isinstance(there, FormDestination | ConversationDestination):
        return there.request.form
    if isinstance(there, LetterDestination):
        return "letter"
    return "safety_plan" if isinstance(there, PlanDestination) else None


def where(form: FormDefinition) -> type[FillingIn]:
    return DESTINATION[form.layout]


def keep_draft(room: CaseRoom, form: str) -> str:
    draft = new_id(1_795_000_000_000, form.encode().ljust(10, b"x")[:10]) + room.case[-4:]
    room.worker.ask(entries.keep_draft, draft, form, {}, case=room.case).result()
    return draft


def test_the_forms_that_are_talked_through_or_built_say_so() -> None:
    others = {form.id: form.layout for form in shipped_forms().all() if form.layout != "page"}
    assert others == {
        "risk_conversation": "conversation",
        "needs_assessment": "conversation",
        "situation": "conversation",
        "safety_plan": "plan",
        "letter": "letter",
    }


@pytest.mark.parametrize("layout", DESTINATION)
def test_a_form_without_a_case_is_filled_in_on_a_page(layout: Layout) -> None:
    request = FormRequest("any", draft="d", corrects=("a", "b"))
    assert filling_in(layout, request) == FormDestination(request)


@pytest.mark.parametrize("layout", DESTINATION)
def test_draft_and_corrections_go_along(layout: Layout) -> None:
    request = FormRequest("any", "case", "d", ("a", "b"), {"fact": "x"})
    there = filling_in(layout, request)
    if isinstance(there, PlanDestination | LetterDestination):
        assert there == type(there)("case", draft="d", corrects=("a", "b"))
    else:
        assert there.request is request
        assert there.case == "case"


def test_a_draft_is_gone_on_with_on_the_same_screen_from_today_and_from_its_case(room: CaseRoom) -> None:
    expected = []
    for form in OF_A_CASE:
        there = filling_in(form.layout, FormRequest(form.id, room.case, draft=keep_draft(room, form.id)))
        assert isinstance(there, where(form)), form.id
        expected.append(there)
    today = room.show(TodayScreen, TodayDestination())
    for button in today.drafts.findChildren(Button):
        if button.text() == "Finish":
            button.click()
    assert [there for there in expected if there not in room.visits] == []
    room.visits.clear()
    case = room.show(CaseScreen, CaseDestination(room.case))
    for button in case.findChildren(Button):
        if button.text() == "Go on":
            button.click()
    assert sorted(room.visits, key=str) == sorted(expected, key=str)


def test_a_record_is_corrected_where_its_form_is_filled_in(room: CaseRoom) -> None:
    lines = room.worker.ask(records.record_lines, room.case).result()
    for form_id in dict(WRITTEN):
        room.visits.clear()
        entry = next(line.entry for line in lines if line.form == form_id)
        screen = room.show(RecordScreen, RecordDestination(entry, room.case))
        screen.correct_button.click()
        request = FormRequest(form_id, room.case, corrects=(entry,))
        assert room.visits == [filling_in(FORMS[form_id].layout, request)], form_id
        assert isinstance(room.visits[0], where(FORMS[form_id])), form_id


def test_versions_that_disagree_are_settled_where_the_plan_is_built(room: CaseRoom) -> None:
    screen = room.show(VersionsScreen, VersionsDestination(room.case))
    assert screen.held is not None
    screen._settle(screen.held.lines[0], [screen.held.lines[0]])
    assert isinstance(room.visits[0], where(FORMS["safety_plan"]))


def test_every_way_to_a_form_on_the_page_of_a_case_leads_to_its_screen(room: CaseRoom) -> None:
    for part in PARTS:
        screen = room.show(CaseScreen, CaseDestination(room.case, part))
        assert screen.part is not None
        for button in [*screen.part.findChildren(Button), *screen.head.findChildren(Button)]:  # the head changes parts
            if button.isEnabled() and button.isVisibleTo(screen) and button.property("kind") != "tab":
                button.click()
        room.settle()
    reached = {(form, type(there)) for there in room.visits if (form := form_of(there)) is not None}
    assert {form for form, _kind in reached} >= {
        "contact", "person", "safe_contact", "judgement", "signposting", "situation", "risk_conversation",
        "needs_assessment", "safety_plan",
    }  # fmt: skip
    assert reached == {(form, where(FORMS[form])) for form, _kind in reached}
