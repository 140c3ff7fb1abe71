"""Somebody who is named while a page stands open is hidden on that page as well, on the next look at it."""

from __future__ import annotations

import pytest

from hru_advocate.casework.plan import changes
from tests.ui.case_room import CaseRoom
from tests.ui.made_up_case import CONTACT, write
from tests.ui.named_case import surnames_on
from ui.form.screen import FormScreen
from ui.plan.screen import PlanScreen
from ui.shell.destinations import FormDestination, FormRequest, PlanDestination

NAME, SURNAME = "Kasper Blenkinsop", ("blenkinsop",)
BY_THEM = {"happened": "21 Nov 2026", "what": "Stood there.", "basis": "report", "by": [{"who": {"name": NAME}}]}


def test_a_wish_in_an_open_plan(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    screen.plan_draft.make(changes.wishing(f"to be rid of {NAME}"))
    room.rest()
    assert surnames_on(screen, SURNAME)
    write(room.worker, "incident", BY_THEM, room.case)
    screen.begin()
    room.rest()
    assert surnames_on(screen, SURNAME) == []
    assert NAME in str(screen.plan_draft.sheet.raw()["wishes"]), "what is written keeps its true words"


@pytest.mark.parametrize("field", ["fact", "words"])
def test_words_in_an_open_form(room: CaseRoom, field: str) -> None:
    answers = {**CONTACT, field: f"{NAME} rang her."}
    screen = room.show(FormScreen, FormDestination(FormRequest("contact", room.case, answers=answers)))
    room.rest()
    assert screen.page is not None
    assert surnames_on(screen, SURNAME)
    write(room.worker, "incident", BY_THEM, room.case)
    screen.begin()
    room.rest()
    assert surnames_on(screen, SURNAME) == []
    assert screen.page.raw()[field] == answers[field], "what is written keeps its true words"
