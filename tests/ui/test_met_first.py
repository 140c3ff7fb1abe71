"""What is met first on a page: the gravest in sight, nothing cut off, the keyboard where work begins."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault.opening import Home
from hru_advocate.casework.visits.visits import visits_of_case
from tests.casework.visits.test_visit_mode_begun import VISIT
from tests.fixed_clock import FixedClock
from tests.ui.case.test_case_screen import words_on
from tests.ui.conftest import settle
from tests.ui.looking import clipped, settle_layout
from tests.ui.visits.visit_room import tell
from ui.case.closing.erasure_screen import ErasureScreen
from ui.case.closing.screen import ClosingScreen
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Row
from ui.controls.pills import Pill
from ui.controls.theme import LookName, apply_theme
from ui.shell.destinations import (
    BeforeVisitDestination,
    ClosingDestination,
    Destination,
    ErasureDestination,
    VisitsDestination,
)
from ui.shell.screen import AnyScreen
from ui.visits.before_screen import BeforeVisitScreen
from ui.visits.choosing import VisitsScreen
from ui.workspace import Workspace

LONG = "No national figure was found for records of advocacy or of a unit alone; the unit says the day."


def go(qtbot: QtBot, inside: Workspace, there: Destination) -> AnyScreen:
    """The page of a destination, once it has come to rest."""
    inside.frame.go_to(there)
    for _ in range(2):
        settle(qtbot, inside.context.bridge)
    settle_layout()
    here = inside.frame.here()
    assert here is not None
    return here


def visits(session: Session) -> tuple[str, str]:
    """One visit as the tests of visit mode plan it, and six more of the same case on the same day."""
    case, entry = tell(session)
    for hour in range(12, 18):
        times = {"on": session.now().date().isoformat(), "out": f"{hour}:00", "back": f"{hour + 1}:00"}
        save(session, "visit", VISIT | times, case=case)
    return case, entry


@pytest.mark.parametrize(("look", "size"), [("light", 100), ("light", 200)])
def test_todays_visits_can_be_read_however_many_there_are(
    qtbot: QtBot, qapp: QApplication, inside: Workspace, look: LookName, size: int
) -> None:
    inside.context.worker.ask(visits).result(timeout=60)
    apply_theme(qapp, look, size)
    page = go(qtbot, inside, VisitsDestination())
    assert isinstance(page, VisitsScreen)
    assert "12:00 to 13:00" in words_on(page)
    assert clipped(page) == []
    assert page.search.hasFocus()


def test_before_a_visit_the_keyboard_is_on_its_first_step_and_overdue_where_it_is_raised(
    qtbot: QtBot, inside: Workspace, home: Home
) -> None:
    case, entry = inside.context.worker.ask(tell).result(timeout=60)
    page = go(qtbot, inside, BeforeVisitDestination(case, entry))
    assert isinstance(page, BeforeVisitScreen)
    qtbot.waitUntil(page.steps.begin.hasFocus)
    page.steps.out.click()
    settle(qtbot, inside.context.bridge)
    assert isinstance(home.clock, FixedClock)
    home.clock.advance(timedelta(hours=14))
    lines = inside.context.worker.ask(visits_of_case, case).result(timeout=20)
    late = next(line for line in lines if line.who.startswith("Robin"))
    page = go(qtbot, inside, BeforeVisitDestination(case, late.entry))
    assert isinstance(page, BeforeVisitScreen)
    qtbot.waitUntil(page.raising.done.hasFocus)


@pytest.mark.parametrize("size", [100, 200])
def test_erasing_and_closing_begin_above_what_one_does_and_fit_the_window(
    qtbot: QtBot, qapp: QApplication, inside: Workspace, size: int
) -> None:
    case, _entry = inside.context.worker.ask(tell).result(timeout=60)
    apply_theme(qapp, "light", size)
    page = go(qtbot, inside, ErasureDestination(case))
    assert isinstance(page, ErasureScreen)
    assert page.asked.questions is not None
    ground = page.asked.questions.frames["ground"]
    qtbot.waitUntil(lambda: ground.isAncestorOf(QApplication.focusWidget() or page))
    area = page.area
    assert area is not None
    assert area.horizontalScrollBar().maximum() == 0
    assert clipped(page) == []
    page = go(qtbot, inside, ClosingDestination(case))
    assert isinstance(page, ClosingScreen)
    qtbot.waitUntil(page.open.findChildren(Button)[0].hasFocus)


def test_words_beside_other_things_have_more_than_a_word_in_a_line(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, "light", 200)
    words = TextLabel(LONG)
    row = Row().add(Button("HRU-8VF9-CS12", "name"), width=150).add_words(words, quiet(LONG)).add(Pill("today"))
    row.add(Button("Keep on", "link")).add(Button("Erase", "link"))
    qtbot.addWidget(row)
    row.resize(910, 300)
    row.show()
    settle_layout()
    assert words.width() > 600
