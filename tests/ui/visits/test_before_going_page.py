"""Visits outside visit mode, by real keys: chosen from Today, gone out on, overdue first on Today, raised, back."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.typed_words import fields_typed
from hru_advocate.casework.vault.opening import Home
from hru_advocate.casework.visits.raising import overdue_steps
from hru_advocate.casework.visits.steps import go_out
from hru_advocate.casework.visits.visits import VisitLine, visits_of_case
from hru_advocate.domain.ledger.ids import case_ref
from tests.casework.closing.test_restricted import FLAG
from tests.casework.open_sessions import worked_by
from tests.fixed_clock import FixedClock
from tests.ui.conftest import settle
from tests.ui.looking import settle_layout
from tests.ui.looks.faults import faults
from tests.ui.visits.visit_room import tell
from ui.case.screen import CaseScreen
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.form.screen import FormScreen
from ui.paper.screen import PaperScreen
from ui.shell.destinations import BeforeVisitDestination, CaseDestination, TodayDestination, UnitDestination
from ui.shell.screen import AnyScreen
from ui.today.late import LateScreen
from ui.today.screen import TodayScreen
from ui.unit.overdue import OverduePart
from ui.unit.screen import UnitScreen
from ui.unit.supervision import SupervisionPart
from ui.visits.before_screen import BeforeVisitScreen
from ui.visits.choosing import VisitsScreen
from ui.visits.overdue_monitor import OverdueMonitor
from ui.workspace import Workspace


class Walk:
    """Keys on one workspace, and the page one comes to."""

    def __init__(self, qtbot: QtBot, space: Workspace) -> None:
        self.qtbot, self.space = qtbot, space

    def here(self) -> AnyScreen:
        page = self.space.frame.here()
        assert page is not None
        return page

    def settle(self) -> None:
        settle(self.qtbot, self.space.context.bridge)

    def press(self, key: Qt.Key) -> AnyScreen:
        QTest.keyClick(self.here(), key)
        self.settle()
        self.settle()  # a way that was taken is gone in the next turn, and only then asked about
        return self.here()


def line_of(walk: Walk, case: str) -> VisitLine:
    lines = walk.space.context.worker.ask(visits_of_case, case).result(timeout=20)
    return next(line for line in lines if line.who.startswith("Robin"))


def test_a_visit_from_today_to_the_check_in(qtbot: QtBot, inside: Workspace, home: Home) -> None:
    walk = Walk(qtbot, inside)
    case, _entry = inside.context.worker.ask(tell).result(timeout=60)
    inside.begin()
    walk.settle()
    today = walk.here()
    assert isinstance(today, TodayScreen)
    assert today.visits.isVisible()
    page = walk.press(Qt.Key.Key_1)
    assert isinstance(page, BeforeVisitScreen)
    assert page.steps.begin.isVisible()
    settle_layout()
    assert faults(page) == []
    assert not page.raising.isVisible()
    walk.press(Qt.Key.Key_O)
    assert page.destination.case == case, page.banner.text()
    assert line_of(walk, case).standing == "out", page.banner.text()
    assert not page.steps.out.isVisible()
    paper = walk.press(Qt.Key.Key_S)
    assert isinstance(paper, PaperScreen)
    assert paper.choice.document == "visit_slip"
    inside.frame.go_to(TodayDestination())
    walk.settle()
    overdue_on_today(walk, home, case)


def overdue_on_today(walk: Walk, home: Home, case: str) -> None:
    """The clock alone makes it overdue; it stands first, leads to how it is raised, and ends with the check-in."""
    assert isinstance(home.clock, FixedClock)
    home.clock.advance(timedelta(hours=13, minutes=20))
    walk.space.frame.time.look()
    (watch,) = walk.space.frame.findChildren(OverdueMonitor)
    watch.look()
    walk.settle()
    assert "overdue by" in walk.space.frame.banner.text()
    walk.space.frame.banner.clear()
    for _ in range(2):
        watch.look()
        walk.settle()
    today = walk.here()
    assert isinstance(today, TodayScreen)
    assert today.visits.property("tone") == "danger"
    among_what_is_late(walk, case)
    page = walk.press(Qt.Key.Key_1)
    assert isinstance(page, BeforeVisitScreen)
    assert page.raising.isVisible()
    settle_layout()
    assert faults(page) == []
    said = " ".join(label.text() for label in page.raising.card.findChildren(type(page.when)) if label.isVisible())
    assert "999" in said
    assert "07700 900123" in said
    assert "Unconfirmed" in said
    page.raising.done.setFocus()
    QTest.keyClicks(page.raising.done, "Rang twice")
    QTest.keyClick(page.raising.done, Qt.Key.Key_Return)
    walk.settle()
    assert any("Rang twice" in one.text() for one in page.raising.card.findChildren(type(page.when)))
    page.setFocus()
    walk.press(Qt.Key.Key_M)
    assert line_of(walk, case).standing == "out"
    walk.press(Qt.Key.Key_B)
    assert line_of(walk, case).standing == "back"
    assert "two minutes" in page.banner.text()
    next(one for one in page.banner.findChildren(QPushButton) if one.isVisible()).click()
    walk.settle()
    walk.settle()  # the page is left once what was typed on it is kept
    assert isinstance(walk.here(), CaseScreen)


def restrict(session: Session, case: str) -> None:
    """Restrict a case; then somebody works here whom it does not name."""
    save(session, "flag", FLAG, case=case)
    worked_by(session, "Ash Stranger")


def test_the_overdue_banner_names_a_restricted_case_by_its_reference(
    qtbot: QtBot, inside: Workspace, home: Home
) -> None:
    walk = Walk(qtbot, inside)
    worker = inside.context.worker
    case, entry = worker.ask(tell).result(timeout=60)
    worker.ask(go_out, entry).result(timeout=20)
    worker.ask(restrict, case).result(timeout=20)
    assert isinstance(home.clock, FixedClock)
    home.clock.advance(timedelta(hours=13, minutes=20))
    (watch,) = walk.space.frame.findChildren(OverdueMonitor)
    watch.look()
    walk.settle()
    assert walk.space.frame.banner.text() == (
        f"Not back from a visit: {case_ref(case)}, a restricted case. In danger ring 999."
    )


def before_going(walk: Walk, case: str, entry: str) -> BeforeVisitScreen:
    """Come to the page of a visit from Today."""
    if walk.space.frame.here() is None:
        walk.space.begin()
        walk.settle()
    walk.space.frame.go_to(BeforeVisitDestination(case, entry))
    walk.settle()
    walk.settle()
    page = walk.here()
    assert isinstance(page, BeforeVisitScreen)
    return page


def test_esc_folds_the_reason_to_call_a_visit_off_and_loses_no_word(qtbot: QtBot, inside: Workspace) -> None:
    walk = Walk(qtbot, inside)
    case, entry = inside.context.worker.ask(tell).result(timeout=60)
    page = before_going(walk, case, entry)
    page.steps.off.click()
    QTest.keyClicks(page.steps.because, "She is at her sister's")
    assert walk.press(Qt.Key.Key_Escape) is page
    assert not page.steps.because.isVisible()
    assert page.steps.off.hasFocus()
    assert isinstance(walk.press(Qt.Key.Key_Escape), TodayScreen)
    page = before_going(walk, case, entry)
    page.steps.off.click()
    walk.settle()
    assert page.steps.because.text() == "She is at her sister's"
    next(one for one in page.steps.findChildren(Button) if one.text() == "Call it off").click()
    walk.settle()
    assert line_of(walk, case).standing == "called_off"
    for keeper in page.keepers():
        keeper.flush(lambda _error: None)
    walk.settle()
    place = f"visit {case} {entry}"
    assert inside.context.worker.ask(fields_typed, place).result(timeout=20) == {}


def test_what_was_done_about_an_overdue_visit_is_there_again(qtbot: QtBot, inside: Workspace, home: Home) -> None:
    walk = Walk(qtbot, inside)
    case, entry = inside.context.worker.ask(tell).result(timeout=60)
    assert isinstance(home.clock, FixedClock)
    inside.context.worker.ask(go_out, entry).result(timeout=20)
    home.clock.advance(timedelta(hours=13, minutes=20))
    page = before_going(walk, case, entry)
    page.raising.done.setFocus()
    QTest.keyClicks(page.raising.done, "Rang twice")
    assert isinstance(walk.press(Qt.Key.Key_Escape), TodayScreen)
    assert before_going(walk, case, entry).raising.done.text() == "Rang twice"


def among_what_is_late(walk: Walk, case: str) -> None:
    """It stands first among what is late, leads to the visit from there, and is on the supervisor's page."""
    late = walk.press(Qt.Key.Key_L)
    assert isinstance(late, LateScreen)
    assert "Visit: Robin, with Ben" in late.page.what.text()
    assert late.page.words.text().startswith("Not back · ")
    assert not late.page.save_button.isVisible()
    settle_layout()
    assert faults(late) == []
    QTest.keyClick(late, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    walk.settle()
    page = walk.here()
    assert isinstance(page, BeforeVisitScreen)
    assert page.destination.case == case
    walk.space.frame.go_to(UnitDestination("supervision"))
    walk.settle()
    unit = walk.here()
    assert isinstance(unit, UnitScreen)
    assert isinstance(unit.part, SupervisionPart)
    assert unit.part.not_back.isVisible()
    assert any("Robin, with Ben" in one.text() for one in unit.part.not_back.findChildren(TextLabel))
    walk.space.frame.go_to(TodayDestination())
    walk.settle()


def test_a_visit_is_planned_from_today_and_stands_on_the_case(qtbot: QtBot, inside: Workspace) -> None:
    walk = Walk(qtbot, inside)
    case, _entry = inside.context.worker.ask(tell).result(timeout=60)
    inside.begin()
    walk.settle()
    page = walk.press(Qt.Key.Key_V)
    assert isinstance(page, VisitsScreen)
    QTest.keyClicks(page.search, "nobody has these")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("No case has these" in one.text() for one in page.findChildren(TextLabel)))
    assert walk.here() is page
    page.search.clear()
    QTest.keyClicks(page.search, "vexmoor2")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    walk.settle()
    qtbot.waitUntil(lambda: isinstance(walk.here(), FormScreen))
    walk.settle()
    form = walk.here()
    assert isinstance(form, FormScreen)
    assert form.destination.request.form == "visit"
    assert form.destination.case not in (None, case)
    inside.frame.go_to(CaseDestination(case, "contacts"))
    walk.settle()
    rows = [one.text() for one in walk.here().findChildren(type(form.head)) if "09:00 to 23:00" in one.text()]
    assert rows
    inside.frame.go_to(TodayDestination())
    inside.frame.go_to(UnitDestination("overdue"))
    walk.settle()
    unit = walk.here()
    assert isinstance(unit, UnitScreen)
    part = unit.part
    assert isinstance(part, OverduePart)
    part.steps.setFocus()
    QTest.keyClicks(part.steps, "Ring twice")
    part.keep.click()
    walk.settle()
    assert "who confirmed" in unit.banner.text()
    part.by.setText("Sgt Desk")
    part.keep.click()
    walk.settle()
    assert inside.context.worker.ask(overdue_steps).result(timeout=20) == ("Ring twice", "Sgt Desk")
