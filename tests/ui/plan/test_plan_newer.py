"""A draft that a newer version has overtaken says so, loses nothing, and a correction ends at the version it made."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from hru_advocate.casework.records import entries
from hru_advocate.casework.records.entries import Saved
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import PLAN, SAFE, Raw
from ui.form.screen import FormScreen
from ui.plan.screen import PlanScreen
from ui.shell.destinations import FormDestination, FormRequest, PlanDestination, VersionsDestination

NEW_WORDS = "I want to sleep with the window open."


def sign_newer(room: CaseRoom, form: str = "safety_plan", raw: Raw | None = None) -> Saved:
    return room.worker.ask(entries.save, form, raw or {**PLAN, "own_words": NEW_WORDS}, case=room.case).result()


def type_a_draft(room: CaseRoom) -> str:
    """Begin a plan, change a mark by its key, and leave it; gives the draft's id."""
    screen = room.show(PlanScreen, PlanDestination(room.case))
    screen.column.rows[0].setFocus()
    press(Qt.Key.Key_K)
    screen.leave()
    room.settle()
    (line,) = room.worker.ask(entries.drafts, case=room.case).result()
    return line.id


def press_in_banner(screen: PlanScreen | FormScreen, words: str) -> None:
    button = next(one for one in screen.banner.findChildren(QPushButton) if one.text() == words)
    assert button.isVisible()
    button.setFocus()
    press(Qt.Key.Key_Space)


def first_carry(screen: PlanScreen) -> object:
    return screen.plan_draft.sheet.rows[0]["carry"]


def test_opened_from_the_case_it_begins_from_the_newer_version_and_offers_the_draft(room: CaseRoom) -> None:
    type_a_draft(room)
    sign_newer(room)
    screen = room.show(PlanScreen, PlanDestination(room.case))
    assert "begun before the version of 23 Nov 2026" in screen.banner.text()
    assert screen.plan_draft.sheet.raw()["own_words"] == NEW_WORDS
    press_in_banner(screen, "Go on with the draft")
    room.settle()
    assert first_carry(screen) == "keep"
    assert screen.plan_draft.sheet.raw()["own_words"] == PLAN["own_words"]
    assert "A newer version was signed on 23 Nov 2026" in screen.banner.text()


@pytest.mark.parametrize("typed_on", [False, True], ids=["as it was", "typed on since"])
def test_an_overtaken_draft_opened_by_itself_offers_the_newer_version_and_stays(room: CaseRoom, typed_on: bool) -> None:
    draft = type_a_draft(room)
    sign_newer(room)
    if typed_on:  # a letter typed later does not bring in what was signed in between
        earlier = room.show(PlanScreen, PlanDestination(room.case, draft=draft))
        earlier.column.rows[0].setFocus()
        press(Qt.Key.Key_S)
        earlier.leave()
        room.settle()
    screen = room.show(PlanScreen, PlanDestination(room.case, draft=draft))
    assert "takes that version's place" in screen.banner.text()
    screen.column.rows[1].setFocus()
    press(Qt.Key.Key_C)
    press_in_banner(screen, "Begin from the newer version")
    room.settle()
    assert screen.plan_draft.sheet.raw()["own_words"] == NEW_WORDS
    assert first_carry(screen) == "carry"
    held = room.worker.ask(entries.start, "safety_plan", draft=draft).result()
    items = held.raw["items"].value
    assert [item["carry"] for item in items[:2]] == ["speak" if typed_on else "keep", "carry"]


def test_a_draft_begun_from_the_version_that_holds_is_no_matter(room: CaseRoom) -> None:
    draft = type_a_draft(room)
    assert room.show(PlanScreen, PlanDestination(room.case, draft=draft)).banner.text() == ""
    fresh = room.show(PlanScreen, PlanDestination(room.case))
    assert fresh.banner.text() == ""
    assert fresh.plan_draft.beginning is not None
    assert fresh.plan_draft.beginning.start.draft == draft, "it is gone on with: there is no second draft of one plan"
    assert "Going on with the draft" in room.notices


def test_a_page_that_a_newer_version_has_overtaken_says_so_too(room: CaseRoom) -> None:
    screen = room.show(FormScreen, FormDestination(FormRequest("safe_contact", room.case)))
    assert screen.page is not None
    draft = screen.page.start.draft
    say = screen.page.frame_at("say")
    assert say is not None
    say.editor.take_focus()
    type_words("Typed")
    screen.leave()
    room.settle()
    sign_newer(room, "safe_contact", dict(SAFE))
    again = room.show(FormScreen, FormDestination(FormRequest("safe_contact", room.case, draft=draft)))
    assert "A newer version was signed" in again.banner.text()
    press_in_banner(again, "Begin from the newer version")
    room.settle()
    assert again.page is not None
    assert not again.page.start.from_draft


def test_a_corrected_plan_ends_at_the_version_it_made(room: CaseRoom) -> None:
    signed = sign_newer(room)
    screen = room.show(PlanScreen, PlanDestination(room.case, corrects=(signed.entry,)))
    answers = {"review": "2026-12-07", "what_changed": "A word was wrong."}
    screen.plan_draft.sheet.take(answers, tuple(answers))
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    screen.plan_draft.sign_off()
    room.settle()
    assert "Plan signed off" in room.notices, screen.banner.text()
    there = room.visits[-1]
    assert isinstance(there, VersionsDestination)
    assert there.entry not in ("", signed.entry)
    assert room.worker.ask(entries.start, "safety_plan", case=room.case).result().raw["own_words"].value == NEW_WORDS
