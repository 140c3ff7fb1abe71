"""From a case with assessments to a printed plan of twelve measures: every key and click counted."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from hru_advocate.casework.paper import copies
from hru_advocate.casework.plan import planning
from hru_advocate.casework.records.entries import save
from tests.ui.case_room import end_pauses
from tests.ui.conftest import settle
from tests.ui.made_up_case import REFERRAL, WRITTEN, write
from tests.ui.paper.printer import printer_for
from ui.controls.labels import TextLabel
from ui.help.screen import HelpScreen
from ui.paper.screen import PaperScreen
from ui.plan.offer import Offer
from ui.plan.screen import PlanScreen
from ui.shell.destinations import CaseDestination, HelpDestination
from ui.workspace import Workspace

MOST = 45
"""Keys and clicks from the page of a case to its printed plan, without what is typed as words."""


@dataclass
class Hands:
    """Presses and clicks as a person does, and counts them."""

    qtbot: QtBot
    inside: Workspace
    done: list[str] = field(default_factory=list)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None, self.done
        self.done.append(key.name)
        QTest.keyClick(focus, key, modifiers)
        self.wait()

    def click(self, words: str, nth: int = 0) -> None:
        screen = self.inside.frame.here()
        assert screen is not None
        found = [
            one
            for one in screen.findChildren(QAbstractButton)
            if one.isVisible() and one.isEnabled() and words in (one.text(), one.accessibleName())
        ]
        self.done.append(words)
        QTest.mouseClick(found[nth], Qt.MouseButton.LeftButton)
        self.wait()

    def write(self, words: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, words)

    def wait(self) -> None:
        settle(self.qtbot, self.inside.context.bridge)
        while (screen := self.inside.frame.here()) is not None and end_pauses(screen):
            settle(self.qtbot, self.inside.context.bridge)


@pytest.fixture
def hands(qtbot: QtBot, inside: Workspace) -> Hands:
    window = inside.frame.window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return Hands(qtbot, inside)


def case_without_plan(inside: Workspace) -> str:
    worker = inside.context.worker
    case = worker.ask(save, "referral", dict(REFERRAL)).result(timeout=20).case
    assert case is not None
    for form, raw in WRITTEN:
        if form != "safety_plan":
            write(worker, form, raw, case)  # type: ignore[arg-type]  # the worker behind the session
    return case


def offer_in_hand() -> Offer | None:
    focus = QApplication.focusWidget()
    while focus is not None and not isinstance(focus, Offer):
        focus = focus.parentWidget()
    return focus


def add_measures(hands: Hands, plan: PlanScreen, wanted: int) -> None:
    """For each open thing three measures that need no advice first, then on to the next open thing."""
    hands.press(Qt.Key.Key_Right)
    while len(plan.plan_draft.sheet.rows) < wanted:
        begun = len(plan.plan_draft.sheet.rows)
        while len(plan.plan_draft.sheet.rows) < min(begun + 3, wanted) and (offer := offer_in_hand()) is not None:
            hands.press(Qt.Key.Key_Down if offer.asks else Qt.Key.Key_Return)
        if len(plan.plan_draft.sheet.rows) < wanted:
            hands.press(Qt.Key.Key_N)


def test_twelve_measures_from_the_case_to_the_printer_in_few_keys(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = printer_for(monkeypatch, copies=1)
    inside = hands.inside
    case = case_without_plan(inside)
    inside.frame.go_to(CaseDestination(case))
    hands.wait()

    hands.click("Plan")
    plan = inside.frame.here()
    assert isinstance(plan, PlanScreen)
    add_measures(hands, plan, 12)
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    hands.write("The first plan.")
    hands.click("4 weeks")
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    hands.click("Preview and print")
    paper = inside.frame.here()
    assert isinstance(paper, PaperScreen)
    assert paper.choice.document == "spoken"  # a phone may be watched here: the record proposes nothing on paper
    paper.choice.forms.choose("full_plan")
    hands.wait()
    for question in (0, 1):
        hands.click("No, key 2", nth=question)
    assert paper.asked.questions is not None
    paper.asked.questions.frames["override"].editor.take_focus()
    hands.write("Kept at work.")
    hands.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    worker = inside.context.worker
    found = worker.ask(planning.board, case).result(timeout=20)
    assert len(found.plan.live) == 12
    assert len({one for item in found.plan.items for one in item.answers}) >= 3
    assert len(printed) == 1
    assert [one.copy_number for one in worker.ask(copies.copies, case).result(timeout=20)] == [1]
    assert len(hands.done) <= MOST, hands.done


def test_the_keys_of_the_plan_stand_on_the_page_of_keys(hands: Hands) -> None:
    hands.inside.frame.go_to(HelpDestination("plan"))
    hands.wait()
    page = hands.inside.frame.here()
    assert isinstance(page, HelpScreen)
    words = " ".join(label.text() for label in page.findChildren(TextLabel))
    assert "Keys: in a plan" in words
    for key in ("N", "W", "H", "C, K, S", "Ctrl Z", "Alt ↑ ↓"):
        assert key in words
