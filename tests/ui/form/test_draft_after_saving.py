"""No screen leaves a draft behind what it saved, whenever its timer rings: before, during or after the saving."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hru_advocate.casework.records import entries
from tests.ui.case_room import CaseRoom, type_words
from tests.ui.made_up_case import CONTACT
from ui.conversation.screen import ConversationScreen
from ui.form.draft_keeper import DraftKeeper
from ui.form.screen import FormScreen
from ui.plan.extras import SIGN_OFF
from ui.plan.screen import PlanScreen
from ui.shell.destinations import ConversationDestination, FormDestination, FormRequest, PlanDestination

Prepared = tuple[DraftKeeper, Callable[[], None]]


def on_a_page(room: CaseRoom) -> Prepared:
    screen = room.show(FormScreen, FormDestination(FormRequest("contact", room.case, answers=CONTACT)))
    assert screen.page is not None
    return screen.page.keeper, screen.save


def in_a_conversation(room: CaseRoom) -> Prepared:
    screen = room.show(ConversationScreen, ConversationDestination(FormRequest("risk_conversation", room.case)))
    assert screen.keeper is not None
    return screen.keeper, screen.save


def in_a_plan(room: CaseRoom) -> Prepared:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    part = screen.extras.part(SIGN_OFF)
    assert part is not None
    screen.plan_draft.sign_off()
    room.settle()
    part.frames["review"].editor.take_focus()
    type_words("7 Dec 2026")
    part.frames["what_changed"].editor.take_focus()
    type_words("Looked again.")
    assert screen.plan_draft._keeper is not None
    return screen.plan_draft._keeper, screen.plan_draft.sign_off


@pytest.mark.parametrize("begin", [on_a_page, in_a_conversation, in_a_plan])
@pytest.mark.parametrize("rings", ["before", "during", "after", "at each"])
def test_no_draft_is_left_behind(room: CaseRoom, begin: Callable[[CaseRoom], Prepared], rings: str) -> None:
    keeper, save = begin(room)
    keeper.touch()
    if rings in ("before", "at each"):
        keeper.keep()
    save()
    if rings in ("during", "at each"):
        keeper.keep()
    room.settle()
    if rings in ("after", "at each"):
        keeper.touch()
        keeper.keep()
    room.settle()
    assert not keeper.unkept
    assert room.worker.ask(entries.drafts, case=room.case).result() == ()


def test_what_was_refused_is_still_kept(room: CaseRoom) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest("judgement", room.case)))
    assert screen.page is not None
    screen.page.keeper.touch()
    screen.save()
    screen.page.keeper.keep()
    room.settle()
    assert len(room.worker.ask(entries.drafts, case=room.case).result()) == 1
