from __future__ import annotations

import weakref
from datetime import timedelta
from typing import ClassVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.session import Session
from hru_advocate.errors import InvalidAnswer
from tests.fixed_clock import FixedClock
from tests.ui.conftest import settle
from ui.controls.announcements import sentence_for
from ui.controls.buttons import Button
from ui.shell.collecting import collect
from ui.shell.destinations import (
    CaseDestination,
    CasesDestination,
    Destination,
    FormDestination,
    HelpDestination,
    SearchDestination,
    TodayDestination,
    form_page,
)
from ui.shell.frame import Frame
from ui.shell.frame_parts import RailEntry
from ui.shell.locked_page import LockedPage
from ui.shell.main_window import MainWindow
from ui.shell.screen import ResultsScreen, Screen, ScreenContext
from ui.shell.screen_makers import ScreenMakers
from ui.shell.wall_clock_timer import WallClockTimer

REFUSED = InvalidAnswer("on", "Say when it was.")
RAIL = (RailEntry(TodayDestination(), "Today", "today"), RailEntry(CasesDestination(), "Cases", "cases"))


class Page(Screen[Destination]):
    """Remembers what happened to it."""

    title: ClassVar[str] = "Page"

    def __init__(self, context: ScreenContext, destination: Destination) -> None:
        super().__init__(context, destination)
        self.did: list[str] = []
        self.opens = False
        self.field = QLineEdit()
        self.field.setAccessibleName("Field")
        self.body.addWidget(self.field)

    def refresh(self) -> None:
        self.did.append("refresh")

    def leave(self) -> None:
        self.did.append("leave")

    def step_back(self) -> bool:
        opened, self.opens = self.opens, False
        return opened


class Found(ResultsScreen):
    """Remembers what was looked for."""

    def __init__(self, context: ScreenContext, destination: SearchDestination) -> None:
        super().__init__(context, destination)
        self.heard = [destination.words]

    def look_for(self, words: str) -> None:
        self.heard.append(words)

    def walk(self) -> None:
        self.heard.append("walk")

    def open_first(self) -> None:
        self.heard.append("open")


MAKERS = (
    ScreenMakers()
    .add(TodayDestination, Page)
    .add(CasesDestination, Page)
    .add(CaseDestination, Page)
    .add(FormDestination, Page)
    .add(HelpDestination, Page)
    .add(SearchDestination, Found)
)


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    return window


@pytest.fixture
def frame(qtbot: QtBot, window: MainWindow, context: ScreenContext) -> Frame:
    frame = Frame(context, MAKERS, RAIL)
    window.show_frame(frame)
    window.show()
    frame.go_to(TodayDestination())
    settle(qtbot, context.bridge)
    return frame


def here(frame: Frame) -> Page:
    screen = frame.here()
    assert isinstance(screen, Page)
    return screen


def test_the_way_back_leads_to_the_same_page(frame: Frame) -> None:
    today = here(frame)
    frame.go_to(CaseDestination("one"))
    case = here(frame)
    frame.go_to(form_page("contact", "one"))
    frame.back()
    assert frame.here() is case
    frame.step_back()
    assert frame.here() is today
    frame.back()
    assert frame.here() is today


@pytest.mark.parametrize(("words", "left"), [("Draft saved 10:00", ""), ("Contact saved", "Contact saved")])
def test_that_a_draft_was_kept_is_not_said_of_the_next_page(frame: Frame, words: str, left: str) -> None:
    here(frame).show_status(words)
    assert frame.status._notice.text() == words
    frame.go_to(CaseDestination("one"))
    assert frame.status._notice.text() == left


def test_a_page_that_is_done_is_replaced(frame: Frame) -> None:
    frame.go_to(form_page("referral"))
    frame.go_to(CaseDestination("new"), replacing=True)
    frame.back()
    assert here(frame).destination == TodayDestination()


def test_going_on_hands_over_drafts_first(frame: Frame) -> None:
    frame.go_to(form_page("contact"))
    form = here(frame)
    frame.go_to(CaseDestination("one"))
    assert form.did[-1] == "leave"


def test_a_place_of_the_rail_begins_a_new_way_and_is_kept(frame: Frame) -> None:
    today = here(frame)
    frame.go_to(CaseDestination("one"))
    frame.rail.buttons[CasesDestination].click()
    assert here(frame).destination == CasesDestination()
    assert frame.rail.buttons[CasesDestination].isChecked()
    frame.rail.buttons[TodayDestination].click()
    assert frame.here() is today
    frame.back()
    assert frame.here() is today


def test_esc_closes_what_is_open_before_it_goes_back(frame: Frame) -> None:
    frame.go_to(CaseDestination("one"))
    case = here(frame)
    case.opens = True
    QTest.keyClick(frame, Qt.Key.Key_Escape)
    assert frame.here() is case
    QTest.keyClick(frame, Qt.Key.Key_Escape)
    assert here(frame).destination == TodayDestination()


def test_a_page_that_asks_to_leave_is_left(qtbot: QtBot, frame: Frame) -> None:
    frame.go_to(CaseDestination("one"))
    here(frame).back_requested.emit()
    qtbot.waitUntil(lambda: here(frame).destination == TodayDestination())
    here(frame).go_to(CaseDestination("two"))
    qtbot.waitUntil(lambda: here(frame).destination == CaseDestination("two"))


@pytest.mark.parametrize("gone", [False, True])
def test_what_a_page_asked_for_and_did_not_get_is_said_where_one_is_by_then(
    qtbot: QtBot, frame: Frame, context: ScreenContext, gone: bool
) -> None:
    frame.go_to(CaseDestination("one"))
    page = here(frame)
    page.ask(_refuse, page.did.append)
    frame.back() if gone else frame.go_to(form_page("contact", "one"))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle(qtbot, context.bridge)
    assert frame.banner.text() == f"Of a page you have left: {sentence_for(REFUSED)}"
    here(frame).ask(_refuse, page.did.append)
    frame.banner.clear()
    settle(qtbot, context.bridge)
    assert (frame.banner.text(), here(frame).banner.text()) == ("", sentence_for(REFUSED))


def _refuse(_session: Session) -> str:
    raise REFUSED


def test_a_page_that_ends_after_it_was_left_takes_nobody_away_from_another(qtbot: QtBot, frame: Frame) -> None:
    frame.go_to(CaseDestination("one"))
    frame.go_to(form_page("contact", "one"))
    form = here(frame)
    frame.go_to(HelpDestination())
    form.back_requested.emit()
    form.go_to(CaseDestination("two"), replacing=True)
    qtbot.wait(20)
    assert here(frame).destination == HelpDestination()
    frame.back()
    assert here(frame).destination == CaseDestination("one"), "what is done is no step of the way back"


def test_news_reaches_the_page_on_show_and_waits_for_the_others(frame: Frame) -> None:
    today = here(frame)
    frame.go_to(CaseDestination("one"))
    case = here(frame)
    before = len(case.did), len(today.did)
    frame.context.notifier.notify(Changed(frozenset({"contact"}), frozenset({"one"})))
    assert len(case.did) == before[0] + 1
    assert len(today.did) == before[1]
    assert today.stale
    frame.context.notifier.notify(Changed(frozenset({"contact"}), frozenset({"another"})))
    assert len(case.did) == before[0] + 1


def test_typing_in_the_search_box_shows_results_and_esc_gives_them_up(qtbot: QtBot, frame: Frame) -> None:
    search = frame.header.search
    QTest.keyClicks(search, "park")
    qtbot.waitUntil(lambda: isinstance(frame.here(), Found))
    found = frame.here()
    assert isinstance(found, Found)
    QTest.keyClicks(search, "s")
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert found.heard == ["park", "parks", "walk", "open"]
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert here(frame).destination == TodayDestination()


def test_f6_walks_rail_head_and_page(frame: Frame) -> None:
    window = frame.window()
    window.activateWindow()
    seen = []
    for _step in range(4):
        frame.next_pane()
        focus = frame.focusWidget()
        seen.append(next(name for name, pane in panes(frame) if pane is focus or pane.isAncestorOf(focus)))
    assert seen[:3] in (["rail", "head", "page"], ["head", "page", "rail"], ["page", "rail", "head"])
    assert seen[3] == seen[0]


def panes(frame: Frame) -> list[tuple[str, QWidget]]:
    return [("rail", frame.rail), ("head", frame.header), ("page", frame.pages)]


def test_ctrl_k_and_the_number_keys_of_the_rail(qtbot: QtBot, frame: Frame) -> None:
    frame.window().activateWindow()
    QTest.keyClick(frame, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert frame.focusWidget() is frame.header.search
    QTest.keyClick(frame, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: here(frame).destination == CasesDestination())


def test_ctrl_l_and_the_button_ask_to_lock(qtbot: QtBot, frame: Frame) -> None:
    with qtbot.waitSignal(frame.locking):
        QTest.keyClick(frame, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(frame.locking):
        frame.header.lock.click()
    with qtbot.waitSignal(frame.covering):
        frame.header.cover.click()


def test_the_warning_before_the_lock_can_be_answered(qtbot: QtBot, frame: Frame) -> None:
    frame.warn(30)
    assert "locks in 30 seconds" in frame.banner.text()
    stay = next(one for one in frame.banner.findChildren(Button) if one.text() == "Stay")
    with qtbot.waitSignal(frame.staying):
        stay.click()


def test_counts_stand_in_the_rail(qtbot: QtBot, frame: Frame) -> None:
    frame.count()
    settle(qtbot, frame.context.bridge)
    assert frame.rail.buttons[CasesDestination].accessibleName().startswith("Cases, ")


def test_the_title_never_holds_more_than_the_name_of_the_program(window: MainWindow, frame: Frame) -> None:
    frame.go_to(CaseDestination("one"))
    assert window.windowTitle() == "HRU Advocate"
    assert window.toolTip() == ""


def test_closing_the_window_asks_the_program_first(qtbot: QtBot, window: MainWindow, frame: Frame) -> None:
    with qtbot.waitSignal(window.closing):
        window.close()
    assert window.isVisible()


def test_the_door_goes_when_the_frame_comes(qtbot: QtBot, window: MainWindow, context: ScreenContext) -> None:
    access = LockedPage("Unlock")
    window.show_locked(access)
    frame = Frame(context, MAKERS, RAIL)
    window.show_frame(frame)
    assert window.page() is frame


def test_a_vault_of_made_up_cases_says_so_on_every_page(
    qtbot: QtBot, window: MainWindow, context: ScreenContext
) -> None:
    made_up = ScreenContext(context.worker, context.bridge, context.notifier, context.now, made_up=True)
    frame = Frame(made_up, MAKERS, RAIL)
    window.show_frame(frame)
    words = [one.text() for one in frame.findChildren(type(frame.rail._unit))]
    assert any(word.startswith("MADE-UP CASES") for word in words)


@pytest.mark.parametrize("leave", ["hit", "cover", "rail"])
def test_the_search_box_forgets_what_was_typed(qtbot: QtBot, frame: Frame, leave: str) -> None:
    search = frame.header.search
    QTest.keyClicks(search, "kowalska")
    qtbot.waitUntil(lambda: isinstance(frame.here(), Found))
    if leave == "hit":
        frame.go_to(CaseDestination("one"))
    elif leave == "cover":
        frame.forget_search()
    else:
        frame.go_to(CasesDestination())
    assert search.text() == ""
    assert not isinstance(frame.here(), Found)
    frame.back()
    assert not isinstance(frame.here(), Found)


def test_apart_nothing_leads_to_another_case(qtbot: QtBot, frame: Frame) -> None:
    frame.go_to(CaseDestination("one"))
    frame.window().activateWindow()
    frame.set_apart(apart=True)
    assert not frame.rail.isVisible()
    assert not frame.header.search.isVisible()
    assert frame.header.cover.isVisible()
    assert frame.header.lock.isVisible()
    ctrl, none, alt = (
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.AltModifier,
    )
    rail = [(getattr(Qt.Key, f"Key_{number}"), ctrl) for number in range(1, 6)]
    for key, modifiers in (*rail, (Qt.Key.Key_K, ctrl), (Qt.Key.Key_F1, none), (Qt.Key.Key_Left, alt)):
        QTest.keyClick(frame, key, modifiers)
        settle(qtbot, frame.context.bridge)
        assert here(frame).destination == CaseDestination("one")
        assert frame.focusWidget() is not frame.header.search
    frame.set_apart(apart=False)
    QTest.keyClick(frame, Qt.Key.Key_K, ctrl)
    assert frame.focusWidget() is frame.header.search


def test_the_page_on_show_asks_again_when_its_moment_comes_and_at_midnight(
    frame: Frame, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = here(frame)
    counted: list[bool] = []
    monkeypatch.setattr(frame, "count", lambda: counted.append(True))
    watch = WallClockTimer(clock.now)
    watch.moved.connect(frame._move_with_time)
    watch.expect(clock.now() + timedelta(minutes=1))
    asked: list[int] = []
    for step in (timedelta(seconds=59), timedelta(seconds=1), timedelta(seconds=30), timedelta(hours=14)):
        clock.advance(step)
        before = page.did.count("refresh")
        watch.look()
        asked.append(page.did.count("refresh") - before)
    assert asked == [0, 1, 0, 1]
    assert counted == [True]
    clock.advance(timedelta(minutes=-3))
    before = page.did.count("refresh")
    watch.look()
    assert page.did.count("refresh") == before + 1, "the clock went back"


def test_a_frame_that_has_gone_is_kept_by_nothing_that_goes_on(qtbot: QtBot, context: ScreenContext) -> None:
    window, frame = MainWindow(), Frame(context, MAKERS, RAIL)
    window.show_frame(frame)
    window.show()
    frame.go_to(TodayDestination())
    settle(qtbot, context.bridge)
    gone = weakref.ref(frame)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del window, frame
    collect()
    assert gone() is None
