"""A page comes on show whole: its first answers are in it, it is painted once, and what it may never need is not made.

What is counted here is what costs time; the milliseconds themselves are counted by ``make bench``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import ui.shell.frame as frames
import ui.shell.screen as screens
from hru_advocate.errors import VaultLocked
from tests.ui.conftest import settle
from tests.ui.every_page import destination_of
from ui.case.overview import OverviewTab
from ui.case.screen import CaseScreen
from ui.case_head.case_head import CaseHead
from ui.controls.keyboard import reading_order
from ui.controls.keyboard.reading_order import each_stop, position_of, stops_in
from ui.controls.layout import in_good_time
from ui.controls.layout.flow_layout import Flow
from ui.controls.layout.in_good_time import still_to_come
from ui.controls.pills import Pill
from ui.shell.async_bridge import AsyncBridge
from ui.shell.destinations import CaseDestination, TodayDestination
from ui.shell.screen import AnyScreen, take_answers
from ui.workspace import Workspace

PATIENT = 20_000
TURNS = 10


class Paints(QObject):
    """Counts the paintings of each kind of widget."""

    def __init__(self) -> None:
        super().__init__()
        self.of: Counter[type] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.of[type(watched)] += 1
        return False


@pytest.fixture
def case_page(qtbot: QtBot, inside: Workspace, monkeypatch: pytest.MonkeyPatch) -> CaseDestination:
    """A case, and all the patience that a busy computer needs."""
    monkeypatch.setattr(screens, "_AT_ONCE", PATIENT)
    qtbot.waitUntil(inside.frame.window().isActiveWindow)
    settle(qtbot, inside.context.bridge)
    there = destination_of("case", inside)
    assert isinstance(there, CaseDestination)
    return there


def here(inside: Workspace) -> CaseScreen:
    screen = inside.frame.here()
    assert isinstance(screen, CaseScreen)
    return screen


def test_the_answers_are_in_a_page_as_it_comes_on_show(inside: Workspace, case_page: CaseDestination) -> None:
    inside.frame.go_to(case_page)
    part = here(inside).part
    assert inside.context.bridge._first_of(here(inside)) is None
    assert isinstance(part, OverviewTab)
    assert part.since.rows.count() > 0
    assert here(inside).head.initials.text()


def test_a_part_of_a_case_is_whole_as_well(inside: Workspace, case_page: CaseDestination) -> None:
    inside.frame.go_to(case_page)
    for part in ("contacts", "risk", "plan"):
        here(inside).open_part(part)
        shown = here(inside).part
        assert inside.context.bridge._first_of(here(inside)) is None, part
        assert shown is not None
        assert shown.isVisible(), part


def at_rest(qapp: QApplication, screen: AnyScreen) -> None:
    """Let everything that was posted come, and what comes of that: layouts ask for further ones."""
    for _ in range(TURNS):
        qapp.processEvents()
    assert still_to_come() > 0, f"{screen.title}: what lies below its first screenful is not made meanwhile"


@pytest.mark.parametrize("after", ["", "today"], ids=["the first page of all", "after Today"])
def test_a_page_is_painted_once_as_it_opens(
    qtbot: QtBot,
    qapp: QApplication,
    inside: Workspace,
    case_page: CaseDestination,
    monkeypatch: pytest.MonkeyPatch,
    after: str,
) -> None:
    monkeypatch.setattr(in_good_time, "REST_MS", PATIENT)  # what lies below is painted too as it comes
    if after:
        inside.frame.go_to(destination_of(after, inside))
        settle(qtbot, inside.context.bridge)
    paints = Paints()
    qapp.installEventFilter(paints)
    inside.frame.go_to(case_page)
    qtbot.waitUntil(lambda: paints.of[OverviewTab] > 0)
    at_rest(qapp, here(inside))
    qapp.removeEventFilter(paints)
    assert paints.of[CaseHead] == 1
    assert paints.of[OverviewTab] == 1


def test_no_page_is_in_sight_before_its_answers_are_in_it(
    qtbot: QtBot, inside: Workspace, case_page: CaseDestination, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, bool]] = []

    def looked(screen: AnyScreen) -> None:
        seen.append((screen.title, screen.isVisible()))
        take_answers(screen)

    monkeypatch.setattr(frames, "take_answers", looked)
    record, help_page = destination_of("record", inside), destination_of("help", inside)
    ways: list[Callable[[], object]] = [
        partial(inside.frame.go_to, TodayDestination()),
        partial(inside.frame.go_to, case_page),
        partial(inside.frame.go_to, record),
        inside.frame.back,
        partial(inside.frame.go_to, help_page, replacing=True),
        inside.frame.back,
        partial(inside.frame.go_to, record),
        partial(inside.frame.go_to, TodayDestination()),
    ]
    for go in ways:
        go()
        settle(qtbot, inside.context.bridge)
    titles = ["Today", "Case", "Record", "Case", "Help", "Today", "Record", "Today"]
    assert seen == [(title, False) for title in titles]


def test_what_a_page_may_never_need_is_made_when_it_does(inside: Workspace, case_page: CaseDestination) -> None:
    inside.frame.go_to(case_page)
    screen = here(inside)
    assert screen.banner.findChildren(QWidget) == []
    assert screen.head.because.findChildren(QWidget) == []
    screen.banner.show_message("It is saved.")
    screen.head.because.open()
    assert len(screen.banner.findChildren(QPushButton)) == 2
    assert len(screen.head.because.findChildren(QLineEdit)) == 1


def answered(bridge: AsyncBridge, owner: QObject, got: list[object], answer: object = None) -> Future[object]:
    """A question whose answer goes into a list; answered already where there is one."""
    future: Future[object] = Future()
    bridge.when_done(future, owner, got.append, got.append)
    if answer is not None:
        future.set_result(answer)
    return future


def test_answers_are_handed_over_once_and_in_order(qtbot: QtBot, bridge: AsyncBridge) -> None:
    owner, other = QObject(), QObject()
    got, elsewhere = list[object](), list[object]()
    answered(bridge, owner, got, 1)
    answered(bridge, other, elsewhere, 3)
    answered(bridge, owner, got, 2)
    bridge.hand_over(owner, PATIENT)
    assert (got, elsewhere) == ([1, 2], [])
    qtbot.waitUntil(lambda: bool(elsewhere))
    assert (got, elsewhere) == ([1, 2], [3])


def test_what_is_not_there_in_time_comes_as_always(qtbot: QtBot, bridge: AsyncBridge) -> None:
    owner, got = QObject(), list[object]()
    late = answered(bridge, owner, got)
    answered(bridge, owner, got, 2)
    bridge.hand_over(owner, 1)
    assert got == [], "one after the other"
    late.set_result(1)
    qtbot.waitUntil(lambda: len(got) == 2)


def test_an_error_comes_as_always(qtbot: QtBot, bridge: AsyncBridge) -> None:
    owner, got = QObject(), list[object]()
    answered(bridge, owner, got).set_exception(VaultLocked())
    bridge.hand_over(owner, PATIENT)
    assert got == []
    qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0], VaultLocked)


def page_of_buttons(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    for number in range(30):
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.addWidget(QPushButton(f"{number} first"))
        inner.addWidget(QPushButton(f"{number} second"))
        column.addWidget(holder)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_who_wants_the_first_stop_looks_no_further(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of_buttons(qtbot)
    every = stops_in(page)
    assert list(each_stop(page)) == every
    assert [position_of(stop, page) for stop in every] == list(range(60))
    assert position_of(page, page) == 0
    looked: list[QWidget] = []
    within = reading_order._within

    def counted(widget: QWidget) -> list[QWidget]:
        looked.append(widget)
        return within(widget)

    monkeypatch.setattr(reading_order, "_within", counted)
    assert next(each_stop(page)) is every[0]
    assert position_of(every[3], page) == 3
    assert len(looked) < 12


def test_a_flow_measures_its_widgets_once_until_one_changes(qtbot: QtBot) -> None:
    asked: list[str] = []

    class Counted(Pill):
        def sizeHint(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as the widget's own
            asked.append(self.text())
            return super().sizeHint()

    holder = QWidget()
    qtbot.addWidget(holder)
    flow, pill = Flow(holder), Counted("high")
    flow.addWidget(pill)
    wide = flow.sizeHint().width()
    asked.clear()
    assert [flow.sizeHint().width() for _ in range(20)] == [wide] * 20
    assert flow.minimumSize().width() <= wide
    assert asked == []
    pill.set_pill("very much higher")
    assert flow.sizeHint().width() > wide
