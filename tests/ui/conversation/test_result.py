"""After a conversation its result: what is present, high harm first, what was not asked, the level, what to find."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel

from hru_advocate.casework.records import records
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from tests.fixed_clock import FixedClock
from tests.ui.case_room import CaseRoom
from ui.controls.buttons import Button
from ui.controls.layout.cards import Card
from ui.controls.pills import Pill
from ui.conversation.result import ResultScreen
from ui.shell.destinations import (
    CaseDestination,
    ConversationDestination,
    FormRequest,
    PlanDestination,
    ResultDestination,
    form_page,
)


def shown(room: CaseRoom, purpose: str = "risk") -> ResultScreen:
    line = room.worker.ask(records.record_lines, room.case, (purpose,)).result()[0]
    return room.show(ResultScreen, ResultDestination(room.case, line.entry))


def words_in(card: Card) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if not label.isHidden()]


def button(card: Card, words: str) -> Button:
    return next(one for one in card.findChildren(Button) if one.accessibleName().startswith(words))


def test_what_is_present_stands_first_with_high_harm_on_top(room: CaseRoom) -> None:
    screen = shown(room)
    pills = [pill.text() for pill in screen.present.findChildren(Pill)]
    assert pills
    assert set(pills) == {"high harm"}
    words = words_in(screen.present)
    assert "He was in the car park again. He just waved." in words
    assert "of high harm" in screen.present.note.text()


def test_what_was_declined_or_unsafe_was_asked_and_the_rest_was_not(room: CaseRoom) -> None:
    screen = shown(room)
    said = " ".join(words_in(screen.left))
    assert "What is not asked is never a no" in said
    labels = words_in(screen.left)
    assert "Threat to kill that was believed" in labels, "of high harm, and nobody asked"
    assert "Sexual harm or pressure" not in labels, "declined is an answer"
    button(screen.left, "Go on").click()
    room.settle()
    assert room.visits == [ConversationDestination(FormRequest("risk_conversation", room.case))]


def a_minute_later(session: Session) -> None:
    assert isinstance(session.clock, FixedClock)
    session.clock.advance(timedelta(minutes=1))


@pytest.mark.parametrize("judged_after", [False, True])
def test_a_level_from_before_the_conversation_is_asked_for_again(room: CaseRoom, *, judged_after: bool) -> None:
    room.worker.ask(a_minute_later).result()
    room.worker.ask(save, "risk_conversation", {"rf_threat_to_kill": True}, case=room.case).result()
    if judged_after:
        raw = {"level": "high", "reason": "The car park again.", "review": "2026-12-01"}
        room.worker.ask(save, "judgement", raw, case=room.case).result()
    screen = shown(room)
    assert ("Judge it again" in " ".join(words_in(screen.level))) is not judged_after
    button(screen.level, "Judge the level").click()
    room.settle()
    assert room.visits == [form_page("judgement", room.case)]


def test_what_no_measure_answers_leads_to_the_builder(room: CaseRoom) -> None:
    screen = shown(room)
    button(screen.open, "Find measures").click()
    room.settle()
    destination = room.visits[0]
    assert isinstance(destination, PlanDestination)
    assert destination.known.startswith(("rf_", "nd_", "tr_", "ci_"))


def test_the_way_on_leads_to_the_case_and_not_back_into_the_questions(room: CaseRoom) -> None:
    screen = shown(room, "needs")
    assert screen.first_focus() is screen.done
    screen.done.click()
    room.settle()
    assert room.visits == [CaseDestination(room.case, "risk")]
