"""The answer to the whole plan and its countersign by keys, beside the version each is of."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.plan.versions import versions
from tests.ui.case.test_case_screen import words_on
from tests.ui.case.test_versions_screen import second
from tests.ui.case_room import CaseRoom, press
from tests.ui.looking import settle_layout
from tests.ui.looks.faults import faults
from tests.ui.made_up_case import write
from ui.case.agreed_card import AgreedCard
from ui.case.plan import PlanTab
from ui.case.screen import CaseScreen
from ui.case.versions_screen import VersionsScreen
from ui.controls.buttons import Button
from ui.controls.pills import Pill
from ui.controls.theme import LookName, apply_theme
from ui.form.screen import FormScreen
from ui.shell.destinations import (
    CaseDestination,
    FormDestination,
    RecordDestination,
    TodayDestination,
    VersionsDestination,
)
from ui.today.screen import TodayScreen

NO: dict[str, object] = {
    "on": "2026-11-20",
    "answer": "no",
    "because": "The alarm frightens her.",
    "words": "I jump each time.",
}
SIGNED: dict[str, object] = {"by": "Ola Example", "role": "Detective sergeant", "on": "2026-11-21"}


def card_of(room: CaseRoom) -> AgreedCard:
    screen = room.show(CaseScreen, CaseDestination(room.case, "plan"))
    return screen.findChildren(PlanTab)[0].agreed


def press_button(card: AgreedCard, words: str) -> None:
    found = next(one for one in card.findChildren(Button) if one.text() == words and one.isVisible())
    found.setFocus()
    press(Qt.Key.Key_Space)


def current(room: CaseRoom) -> str:
    return room.worker.ask(versions, room.case).result().lines[0].entry


def test_an_answer_is_noted_by_keys_for_the_version_on_show(room: CaseRoom) -> None:
    card = card_of(room)
    assert "Version 1 was not answered as a whole yet." in words_on(card)
    press_button(card, "Note the answer")
    there = room.visits[-1]
    assert isinstance(there, FormDestination)
    form = room.show(FormScreen, there)
    assert form.page is not None
    yes = next(one for one in form.findChildren(Button) if one.text() == "Yes" and one.isVisible())
    yes.setFocus()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    card = card_of(room)
    assert "Yes, 23 Nov 2026" in words_on(card)
    assert [pill.text() for pill in card.findChildren(Pill)] == ["agrees"]


def test_answering_anew_begins_without_what_was_answered_before(room: CaseRoom) -> None:
    write(room.worker, "agreement", NO, room.case)
    second(room)
    card = card_of(room)
    assert "Version 1 was answered: No, 20 Nov 2026" in words_on(card)
    press_button(card, "Note the answer")
    there = room.visits[-1]
    assert isinstance(there, FormDestination)
    assert there.request.answers["plan"] == current(room)
    form = room.show(FormScreen, there)
    assert "The alarm frightens her." not in words_on(form)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert room.worker.ask(versions, room.case).result().lines[0].agreed is None  # nothing is answered by itself


def test_a_countersign_of_the_version_before_is_said_to_be_of_that_one(room: CaseRoom) -> None:
    write(room.worker, "countersign", SIGNED, room.case)
    assert "Ola Example, Detective sergeant, 21 Nov 2026" in words_on(card_of(room))
    second(room)
    card = card_of(room)
    assert "Nobody has countersigned version 2." in words_on(card)
    assert "The countersign was of version 1: Ola Example, Detective sergeant, 21 Nov 2026" in words_on(card)
    press_button(card, "Countersign")
    there = room.visits[-1]
    assert isinstance(there, FormDestination)
    assert (there.request.form, there.request.answers["plan"]) == ("countersign", current(room))


def test_what_was_said_is_opened_and_stands_in_the_versions(room: CaseRoom) -> None:
    kept = write(room.worker, "agreement", NO, room.case)
    write(room.worker, "countersign", SIGNED, room.case)
    card = card_of(room)
    assert "“I jump each time.”" in words_on(card)
    press_button(card, "Open")
    assert room.visits[-1] == RecordDestination(kept.entry, room.case)
    screen = room.show(VersionsScreen, VersionsDestination(room.case))
    spoken = screen.list.buttons[1].accessibleName()
    assert "Answer to the whole plan: No, 20 Nov 2026, because: The alarm frightens her." in spoken
    assert "Countersigned: Ola Example" in spoken


def test_today_leads_to_where_the_person_is_asked_again(room: CaseRoom) -> None:
    later = {"on": "2026-11-20", "answer": "could_not", "because": "In hospital.", "again_by": "2026-11-22"}
    write(room.worker, "agreement", later, room.case)
    today = room.show(TodayScreen, TodayDestination())
    look = next(
        one
        for one in today.reviews.findChildren(Button)
        if one.accessibleName().startswith("Look at Ask again: the whole")
    )
    look.setFocus()
    press(Qt.Key.Key_Space)
    assert CaseDestination(room.case, "plan") in room.visits
    press_button(card_of(room), "Ask again")
    there = room.visits[-1]
    assert isinstance(there, FormDestination)
    assert there.request.form == "agreement"


@pytest.mark.parametrize(("look", "size"), [("light", 100), ("dark", 100), ("light", 200)])
def test_nothing_is_cut_off_or_without_a_name(qapp: QApplication, room: CaseRoom, look: LookName, size: int) -> None:
    apply_theme(qapp, look, size)
    write(room.worker, "agreement", NO, room.case)
    write(room.worker, "countersign", SIGNED, room.case)
    card = card_of(room)
    settle_layout()
    assert faults(card) == []
