"""Today by keys: a digit goes to the line, the rules and what is late are one key away, nothing widens the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hru_advocate.casework.actions.actions import actions_of_case
from hru_advocate.casework.actions.pauses import paused_cases
from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.late import late
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.today import look
from hru_advocate.casework.vault import rebuilding
from tests.ui.case_room import press, type_words
from tests.ui.conftest import settle
from ui.case.record_screen import RecordScreen
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.controls.theme import apply_theme
from ui.shell.destinations import Destination, LateDestination, RecordDestination, TodayDestination
from ui.shell.screen import AnyScreen, ScreenContext
from ui.today.late import LateScreen
from ui.today.screen import TodayScreen

Show = Callable[..., AnyScreen]
Key = Qt.Key
PROMISE: dict[str, object] = {"what": "Ring the housing officer about the lock", "owner": "us", "state": "open"}


def cases_of(context: ScreenContext) -> list[str]:
    return [line.label.case for line in context.worker.ask(list_cases, CaseFilter()).result(timeout=20)]


def promise(context: ScreenContext, case: str, **more: object) -> Saved:
    return context.worker.ask(save, "action", PROMISE | more, case=case).result(timeout=20)


def visits_of(screen: AnyScreen) -> list[Destination]:
    visits: list[Destination] = []
    screen.visit_requested.connect(lambda visit: visits.append(visit.destination))
    return visits


def words_of(screen: AnyScreen) -> str:
    return "\n".join(words.text() for words in screen.findChildren(TextLabel) if words.isVisible())


@pytest.fixture
def today(context: ScreenContext, show: Show) -> TodayScreen:
    case = cases_of(context)[0]
    promise(context, case, due="2026-11-20")
    promise(context, case, what="Ask the school", due="2026-11-26")
    screen = show(TodayScreen(context, TodayDestination()))
    assert isinstance(screen, TodayScreen)
    screen._new.setFocus()
    return screen


def test_each_digit_goes_to_the_line_that_carries_it(today: TodayScreen) -> None:
    keyed = list(today.lines.keyed)
    assert keyed
    assert [one.accessibleName().rpartition("key ")[2] for one in keyed] == [str(n + 1) for n in range(len(keyed))]
    visits = visits_of(today)
    for number in range(1, len(keyed) + 1):
        QTest.keyClick(today._new, getattr(Key, f"Key_{number}"))
        assert len(visits) == number
    assert any(isinstance(one, RecordDestination) for one in visits) or len(keyed) == 9


def test_each_line_of_lately_opens_what_was_written(context: ScreenContext, show: Show, today: TodayScreen) -> None:
    recent = context.worker.ask(look).result(timeout=20).recent
    visits = visits_of(today)
    for link in today.recent.findChildren(Button):
        if link.text() == "Look":
            link.click()
    assert visits == [RecordDestination(line.entry, line.label.case) for line in recent]
    assert isinstance(visits[0], RecordDestination)
    record = show(RecordScreen(context, visits[0]))
    assert "Ask the school" in words_of(record)


def test_the_rules_are_one_key_away_and_folded_again_by_the_same(today: TodayScreen) -> None:
    assert not any(one.isVisible() for one in today.lines.rules)
    press(Key.Key_R)
    assert today.lines.rules
    assert all(one.isVisible() for one in today.lines.rules)
    press(Key.Key_R)
    assert not any(one.isVisible() for one in today.lines.rules)


def test_what_is_late_is_one_key_away(today: TodayScreen) -> None:
    visits = visits_of(today)
    assert today.late.isVisible()
    press(Key.Key_L)
    assert visits == [LateDestination()]


def test_paused_cases_are_folded_and_one_key_opens_them(
    qtbot: QtBot, context: ScreenContext, show: Show, today: TodayScreen
) -> None:
    lines = context.worker.ask(list_cases, CaseFilter()).result(timeout=20)
    paused = {one.label.case for one in context.worker.ask(paused_cases).result(timeout=20)}
    case = next(line.label.case for line in lines if line.level != "high" and line.label.case not in paused)
    raw = {"until": "2026-11-30", "because": "Abroad with her sister."}
    context.worker.ask(save, "pause", raw, case=case).result(timeout=20)
    today.refresh()
    settle(qtbot, context.bridge)
    count = len(paused) + 1
    assert ("1 case paused" if count == 1 else f"{count} cases paused") in words_of(today)
    assert "Abroad with her sister." not in today.paused.findChildren(TextLabel)[-1].text()
    today._new.setFocus()
    press(Key.Key_P)
    settle(qtbot, context.bridge)
    assert any("Abroad" in words.text() for words in today.paused.findChildren(TextLabel) if words.isVisible())


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_scrolls_sideways_in_a_small_window(
    qapp: QApplication, qtbot: QtBot, context: ScreenContext, show: Show, size: int
) -> None:
    apply_theme(qapp, "light", size)
    long = "Ask the housing association's antisocial behaviour team to change the communal entrance code at once"
    for case in cases_of(context):
        promise(context, case, what=long, due="2026-11-02", chase_on="2026-11-01")
    room = 1024 - (349 if size == 200 else 200)
    screen = show(TodayScreen(context, TodayDestination()), room, 700)
    assert screen.area is not None
    assert screen.area.horizontalScrollBar().maximum() == 0


# ------------------------------------------------------------------------------------------- going through what is late


def test_what_is_late_is_gone_through_by_keys_each_saved_as_its_own_entry(
    qtbot: QtBot, context: ScreenContext, show: Show
) -> None:
    first, second = cases_of(context)[:2]
    promise(context, first, what="Long ago", due="2026-01-05")
    promise(context, second, what="Also long ago", due="2026-01-06")
    screen = show(LateScreen(context, LateDestination()))
    assert isinstance(screen, LateScreen)
    before = len(context.worker.ask(late).result(timeout=20))
    assert screen.page.line is not None
    assert screen.page.line.what == "Long ago"
    screen.both.list.setFocus()
    press(Key.Key_Return)
    press(Key.Key_3)  # refused
    type_words("The landlord said no.")
    press(Key.Key_Return)
    settle(qtbot, context.bridge)
    screen.refresh()
    settle(qtbot, context.bridge)
    assert screen.page.line.what == "Also long ago"
    press(Key.Key_1)  # done
    type_words("2026-01-09")
    press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, context.bridge)
    told = [context.worker.ask(actions_of_case, case).result(timeout=20) for case in (first, second)]
    said = {line.what: (line.words, line.because) for lines in told for line in lines}
    assert said["Long ago"] == ("refused", "The landlord said no.")
    assert said["Also long ago"] == ("done late on 9 Jan", "")
    assert len(context.worker.ask(late).result(timeout=20)) == before - 2


def test_a_state_without_its_reason_is_refused_and_nothing_is_saved(
    qtbot: QtBot, context: ScreenContext, show: Show
) -> None:
    case = cases_of(context)[0]
    promise(context, case, what="Long ago", due="2026-01-05")
    screen = show(LateScreen(context, LateDestination()))
    assert isinstance(screen, LateScreen)
    screen.both.list.setFocus()
    press(Key.Key_Return)
    press(Key.Key_3)
    press(Key.Key_Return)
    settle(qtbot, context.bridge)
    assert "needs its reason" in screen.banner.text()
    lines = context.worker.ask(actions_of_case, case).result(timeout=20)
    assert [line.words for line in lines if line.what == "Long ago"] == ["322 days late"]


def test_where_lists_could_not_be_made_nobody_is_told_that_nothing_is_due(
    qtbot: QtBot, context: ScreenContext, today: TodayScreen
) -> None:
    assert today._page is not None
    empty = replace(today._page, contacts=(), dates=(), actions=(), reviews=())
    today._show(empty)
    settle(qtbot, context.bridge)
    calm = ("Nobody is due", "Nothing promised falls due", "Nothing falls due", "No hearing, no end")
    assert [words for words in calm if words not in words_of(today)] == []
    context.worker.ask(rebuilding.not_made).result(timeout=20)
    page = context.worker.ask(look).result(timeout=20)
    today._show(replace(empty, lists_made=page.lists_made))
    settle(qtbot, context.bridge)
    assert words_of(today).count("What is due cannot be said") == len(calm)
    assert [words for words in calm if words in words_of(today)] == []
