"""After every step to a page, and back, the keyboard is on something sensible that can be seen."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.records.entries import keep_draft
from hru_advocate.casework.visits.visits import visits_of_case
from hru_advocate.domain.ledger.ids import new_id
from tests.ui.case_room import press
from tests.ui.conftest import settle
from tests.ui.every_page import destination_of, every_page
from tests.ui.visits.visit_room import tell
from ui.shell import screen as screens
from ui.shell.destinations import (
    BeforeVisitDestination,
    CaseDestination,
    CasesDestination,
    Destination,
    TodayDestination,
    conversation,
    form_page,
)
from ui.workspace import Workspace

Key = Qt.Key

pytestmark = pytest.mark.xdist_group("walks of the keyboard")  # long: none is left for the end


def calm(qtbot: QtBot, inside: Workspace) -> None:
    """Wait until every answer is there and the keyboard has been led, without the time between two looks for that."""
    settle(qtbot, inside.context.bridge)
    keeper = inside.frame._focus
    while keeper._timer.isActive():
        keeper._look()
        settle(qtbot, inside.context.bridge)
    QTest.qWait(1)


def seen(widget: QWidget) -> bool:
    """Say if a widget lies within everything it scrolls in, at least with its head."""
    rest, spot = QRect(widget.mapTo(widget.window(), QPoint()), widget.size()), widget.parentWidget()
    rest.setHeight(min(rest.height(), 24))
    while spot is not None and spot is not widget.window():
        area = QRect(spot.mapTo(spot.window(), QPoint()), spot.size())
        if not area.intersects(rest):
            return False
        spot = spot.parentWidget()
    return widget.isVisible()


def held(inside: Workspace, where: str = "") -> QWidget:
    """What has the keyboard: on the page, and in sight."""
    focus, screen = QApplication.focusWidget(), inside.frame.here()
    assert focus is not None, f"{where}: nothing has the keyboard"
    assert screen is not None, where
    assert screen.isAncestorOf(focus), f"{where}: the keyboard is outside the page, on {focus.accessibleName()}"
    assert seen(focus), f"{where}: out of sight: {focus.accessibleName()}"
    return focus


def on(inside: Workspace) -> Destination:
    """Where one is."""
    screen = inside.frame.here()
    assert screen is not None
    return screen.destination


def go(qtbot: QtBot, inside: Workspace, there: Destination) -> None:
    inside.frame.go_to(there)
    calm(qtbot, inside)


def stand(qtbot: QtBot, inside: Workspace, start: Destination, after: str = "") -> str:
    """Go where the ways begin, and two stops on from where the keyboard is led; the name of what is held then."""
    go(qtbot, inside, start)
    held(inside, f"begun anew after {after}")
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    assert inside.frame.window().isActiveWindow()
    return held(inside, f"two stops on after {after}").accessibleName()


@pytest.mark.parametrize("start", ["today", "case"])
def test_there_and_back_the_keyboard_is_on_the_page(qtbot: QtBot, inside: Workspace, start: str) -> None:
    """One after another in one window: every page is made for its visit, or is the one that the rail keeps.

    From a case one goes to the pages of cases, from Today to all others: each page is gone to once.
    """
    qtbot.waitUntil(inside.frame.window().isActiveWindow)
    inside.frame.window().setUpdatesEnabled(False)  # a hundred pages, and nobody looks at what they paint
    every = every_page(inside)
    left = stand(qtbot, inside, every[start])
    for name, there in every.items():
        if name == "search" or (start == "case") != bool(getattr(there, "case", None)):
            continue
        go(qtbot, inside, there)
        assert on(inside) == there, name
        held(inside, name)
        if there == inside.frame.rail.destination(type(there)):
            left = stand(qtbot, inside, every[start], name)
            continue
        press(Key.Key_Tab)
        press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        calm(qtbot, inside)
        assert on(inside) == every[start], name
        assert held(inside, f"back from {name}").accessibleName() == left, name


def test_today_keeps_its_place_when_one_comes_back_by_escape(qtbot: QtBot, inside: Workspace) -> None:
    qtbot.waitUntil(inside.frame.window().isActiveWindow)
    go(qtbot, inside, TodayDestination())
    for _ in range(3):
        press(Key.Key_Tab)
    left = held(inside).accessibleName()
    press(Key.Key_Return)
    calm(qtbot, inside)
    assert not isinstance(on(inside), TodayDestination)
    held(inside)
    press(Key.Key_Escape)
    calm(qtbot, inside)
    assert isinstance(on(inside), TodayDestination)
    assert held(inside).accessibleName() == left


def test_rows_made_anew_give_the_keyboard_to_the_row_of_the_same_name(
    qtbot: QtBot,
    inside: Workspace,
) -> None:
    qtbot.waitUntil(inside.frame.window().isActiveWindow)
    go(qtbot, inside, TodayDestination())
    screen = inside.frame.here()
    assert screen is not None
    begin_draft(inside, 1, "contact")
    screen.refresh()
    calm(qtbot, inside)
    while not (row := held(inside)).accessibleName().startswith("Finish"):
        press(Key.Key_Tab)
    name = row.accessibleName()
    begin_draft(inside, 2, "referral")  # something new for this card: what shows the same stays untouched
    screen.refresh()
    calm(qtbot, inside)
    assert held(inside) is not row
    assert held(inside).accessibleName() == name


def begin_draft(inside: Workspace, number: int, form: str) -> None:
    draft = new_id(1_795_000_000_000 + number, b"0123456789")
    inside.context.worker.ask(keep_draft, draft, form, {}, case=None).result(timeout=20)


def test_f6_goes_round_and_stays_in_sight(qtbot: QtBot, inside: Workspace) -> None:
    qtbot.waitUntil(inside.frame.window().isActiveWindow)
    inside.frame.window().setUpdatesEnabled(False)
    for name, there in every_page(inside).items():
        if name == "search":
            continue
        go(qtbot, inside, there)
        stood: list[QWidget] = []
        for _ in range(12):
            press(Key.Key_F6)
            focus = QApplication.focusWidget()
            assert focus is not None, name
            stands = partial(seen, focus)
            qtbot.waitUntil(stands)  # it is scrolled to once what has just come has its place
            stood.append(focus)
        assert len({id(focus) for focus in stood}) >= 3, name


def test_the_search_box_keeps_the_keyboard_while_results_come(qtbot: QtBot, inside: Workspace) -> None:
    qtbot.waitUntil(inside.frame.window().isActiveWindow)
    go(qtbot, inside, CasesDestination())
    left = held(inside).accessibleName()
    press(Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(inside.frame.header.search, "park")
    qtbot.waitUntil(lambda: type(inside.frame.here()).__name__ == "SearchScreen")
    calm(qtbot, inside)
    assert inside.frame.header.search.hasFocus()
    press(Key.Key_Escape)
    calm(qtbot, inside)
    assert held(inside).accessibleName() == left


def test_nobody_who_moves_meanwhile_is_taken_away(qtbot: QtBot, inside: Workspace) -> None:
    qtbot.waitUntil(inside.frame.window().isActiveWindow)
    case = destination_of("case", inside)
    assert isinstance(case, CaseDestination)
    inside.frame.go_to(form_page("contact", case.case))
    inside.frame.header.search.setFocus()
    settle(qtbot, inside.context.bridge)
    calm(qtbot, inside)
    held(inside)


def test_who_goes_to_the_search_as_a_page_opens_is_not_led_back_onto_it(qtbot: QtBot, inside: Workspace) -> None:
    qtbot.waitUntil(inside.frame.window().isActiveWindow)
    case, entry = inside.context.worker.ask(tell).result(timeout=60)
    go(qtbot, inside, CasesDestination())
    inside.frame.go_to(BeforeVisitDestination(case, entry))
    qtbot.waitUntil(lambda: inside.frame._focus._looks > 0)
    QTest.keyClick(inside.frame, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    press(Key.Key_R)
    calm(qtbot, inside)
    press(Key.Key_O)  # on the page it would be: out now
    settle(qtbot, inside.context.bridge)
    assert inside.frame.header.search.text() == "ro"
    lines = inside.context.worker.ask(visits_of_case, case).result(timeout=20)
    assert next(line.standing for line in lines if line.who.startswith("Robin")) == "not_out"


@pytest.mark.parametrize("within", [0, 5000], ids=["answers come later", "it comes on show whole"])
def test_a_page_of_questions_begins_at_its_first(
    qtbot: QtBot, inside: Workspace, monkeypatch: pytest.MonkeyPatch, within: int
) -> None:
    """What takes the keyboard while a page is filled has it once the page is on show, whenever that is."""
    monkeypatch.setattr(screens, "_AT_ONCE", within)
    qtbot.waitUntil(inside.frame.window().isActiveWindow)
    every = every_page(inside)
    case = destination_of("case", inside)
    assert isinstance(case, CaseDestination)
    begun = {
        "needs": (conversation("needs_assessment", case.case), "If one thing could be better by next week"),
        "conversation": (every["conversation"], "What worries you most"),
        "contact": (every["contact"], "When it happened"),
        "quick contact": (CaseDestination(case.case, "contacts", log_contact=True), "Telephone, key 1"),
        "letter": (every["letter"], "To whom"),
        "meeting": (every["meeting"], "MARAC, key 1"),
    }
    for name, (there, first) in begun.items():
        go(qtbot, inside, there)
        assert held(inside, name).accessibleName().startswith(first), name
