"""The unit's duties done at the screen by keys alone; ``tests/cli/test_duties.py`` does each of them by ``hru-vault``.

Here are the three that come every day: taking a person on or not, support that is given, and how it is going with her.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.outcomes.lines import outcome_page
from tests.ui.by_keys import Keyboard
from tests.ui.case.test_case_screen import words_on
from tests.ui.test_referral_to_erasure import CONTACT, REFERRAL, refer
from ui.shell.destinations import CaseDestination, TodayDestination
from ui.workspace import Workspace

Key = Qt.Key
EVERY_ANSWER = ("safer", "in_control", "own_safety", "kept_informed", "support_investigation", "satisfied")


@pytest.fixture
def hands(qtbot: QtBot, inside: Workspace) -> Keyboard:
    """A keyboard at Today."""
    hands = Keyboard(qtbot, inside)
    qtbot.waitUntil(inside.frame.window().isActiveWindow)
    inside.frame.go_to(TodayDestination())
    hands.wait()
    return hands


def intake(hands: Keyboard) -> None:
    """Access by area, behaviour and added value: taken on, advised or declined, each with its reason read back."""
    for number, (name, area, decision, reason) in enumerate(
        (
            ("Ida Quill", "cheshire_east", "accept", "A joint plan with health."),
            ("Wren Sands", "halton", "advise", "Advice to the officer."),
            ("Otto Moss", "outside", "decline", "Lives in another county."),
        )
    ):
        if number:
            hands.lead(Key.Key_1, TodayDestination)
        hands.push("New referral")
        said = {"added_value": reason} if decision == "accept" else {"decision_reason": reason}
        hands.answer(REFERRAL | {"victim": name, "area": area, "decision": decision} | said)
        hands.ctrl(Key.Key_S)
        assert isinstance(hands.page().destination, CaseDestination), words_on(hands.page())
        hands.tab("History")
        hands.push("Open: Referral and intake")
        assert reason in words_on(hands.page())
    worker = hands.inside.context.worker
    lines = worker.ask(list_cases, CaseFilter(status="")).result(timeout=20)
    taken = {(line.label.initials, line.status, line.area_words) for line in lines}
    assert {("I. Q.", "open", "Cheshire East"), ("W. S.", "advised", "Halton")} <= taken
    assert ("O. M.", "declined", "Outside the four areas") in taken


def support(hands: Keyboard) -> None:
    """What was said, the support given and what the next contact is for are read back."""
    refer(hands)
    hands.push("Log contact")
    hands.answer(CONTACT)
    hands.push("All questions")
    hands.answer({"words": "I slept for once.", "support": "listened"})
    hands.answer({"next_contact": "26 Nov 2026", "next_for": "The locks"})
    hands.ctrl(Key.Key_S)
    hands.tab("History")
    hands.push("Open: Contact")
    told = words_on(hands.page())
    for words in ("Quillword rang.", "I slept for once.", "Listening and emotional support", "The locks"):
        assert words in told


def how_it_is_going(hands: Keyboard) -> None:
    """Asked at the start: safer, in control, kept informed, able to support the investigation, satisfied."""
    case = refer(hands)
    hands.tab("Needs")
    hands.push("Ask how it is going")
    hands.answer({"stage": "start", "on": "23 Nov 2026"} | dict.fromkeys(EVERY_ANSWER, "yes"))
    hands.ctrl(Key.Key_S)
    assert "Kept informed" in words_on(hands.page())
    page = hands.inside.context.worker.ask(outcome_page, case).result(timeout=20)
    assert len(page.lines) == 1
    assert {one.answers for one in page.answers} == {("Yes",)}


@pytest.mark.qt_log_ignore("This plugin does not support")  # a menu asks more of a platform than offscreen has
@pytest.mark.parametrize("do", [intake, support, how_it_is_going])
def test_the_duty_is_done_by_keys_and_read_back(hands: Keyboard, do: Callable[[Keyboard], None]) -> None:
    do(hands)
