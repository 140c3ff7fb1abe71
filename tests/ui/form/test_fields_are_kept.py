"""Words typed into a card, a wish, a reason or a setting: there again after a lock, gone once they are saved."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hru_advocate.casework.typed_words import fields_typed
from tests.ui.conftest import settle
from tests.ui.made_up_case import write_case
from ui.directory.screen import DirectoryScreen
from ui.form.fields_keeper import Field, words_in
from ui.legal.screen import LegalScreen
from ui.plan.offer import Refused
from ui.plan.screen import PlanScreen
from ui.shell.destinations import (
    DirectoryDestination,
    LegalDestination,
    PlanDestination,
    SettingsDestination,
    UnitDestination,
)
from ui.shell.screen import AnyScreen, ScreenContext
from ui.unit.measure_page import ReasonCard, RewordCard
from ui.unit.measures import MeasuresPart
from ui.unit.screen import UnitScreen
from ui.vault.settings import SettingsScreen

WORDS = "quokka "
Show = Callable[[AnyScreen], AnyScreen]
Place = tuple[Callable[[ScreenContext, str], AnyScreen], Callable[[AnyScreen, Callable[[], None]], Field], str]


def on_a_card(what: str, screen: AnyScreen, calm: Callable[[], None]) -> Field:
    assert isinstance(screen, UnitScreen)
    assert isinstance(screen.part, MeasuresPart)
    screen.part.both.go_to("sm_call_999")
    calm()
    screen.part.view.wanted.emit(what)
    calm()
    card = screen.part.open_action()
    assert isinstance(card, RewordCard | ReasonCard)
    return card.text if isinstance(card, RewordCard) else card.reason


def in_the_confirmation(screen: AnyScreen, _calm: Callable[[], None]) -> Field:
    assert isinstance(screen, DirectoryScreen)
    return screen.confirming.value


def in_what_has_changed(screen: AnyScreen, _calm: Callable[[], None]) -> Field:
    assert isinstance(screen, LegalScreen)
    return screen.confirming.changed


def in_who_checked_the_law(screen: AnyScreen, _calm: Callable[[], None]) -> Field:
    assert isinstance(screen, LegalScreen)
    return screen.confirming.by


def in_a_wish(screen: AnyScreen, _calm: Callable[[], None]) -> Field:
    assert isinstance(screen, PlanScreen)
    screen.known.wish_button.click()
    return screen.known.wish_line


def in_a_reason(screen: AnyScreen, _calm: Callable[[], None]) -> Field:
    assert isinstance(screen, PlanScreen)
    assert screen.board is not None
    row = next(
        one
        for one in screen.board.suggestions
        if one.suggestion.refused and not one.suggestion.stands and not one.suggestion.in_plan
    )
    screen.choose(row.suggestion.answers[0])
    screen.middle.offers.unfold(refused=True)
    refused = next(
        one
        for one in screen.middle.offers.findChildren(Refused)
        if one.row.suggestion.measure == row.suggestion.measure
    )
    assert refused.open is not None
    refused.open.click()
    return refused.reason


def in_the_unit_name(screen: AnyScreen, _calm: Callable[[], None]) -> Field:
    assert isinstance(screen, SettingsScreen)
    return screen._unit


def in_the_own_name(screen: AnyScreen, _calm: Callable[[], None]) -> Field:
    assert isinstance(screen, SettingsScreen)
    return screen._name


def unit(context: ScreenContext, _case: str) -> AnyScreen:
    return UnitScreen(context, UnitDestination())


def directory(context: ScreenContext, _case: str) -> AnyScreen:
    return DirectoryScreen(context, DirectoryDestination("national_stalking_helpline"))


def legal(context: ScreenContext, _case: str) -> AnyScreen:
    return LegalScreen(context, LegalDestination("nmo"))


def plan(context: ScreenContext, case: str) -> AnyScreen:
    return PlanScreen(context, PlanDestination(case))


def set_up(context: ScreenContext, _case: str) -> AnyScreen:
    return SettingsScreen(context, SettingsDestination())


PLACES: dict[str, Place] = {
    "reword": (unit, lambda screen, calm: on_a_card("reword", screen, calm), "unit"),
    "retire": (unit, lambda screen, calm: on_a_card("retire", screen, calm), "unit"),
    "confirm": (directory, in_the_confirmation, "directory"),
    "what has changed": (legal, in_what_has_changed, "legal"),
    "checked by": (legal, in_who_checked_the_law, "legal"),
    "wish": (plan, in_a_wish, "plan "),
    "reason": (plan, in_a_reason, "plan "),
    "unit name": (set_up, in_the_unit_name, "settings"),
    "own name": (set_up, in_the_own_name, "settings"),
}


def type_at_the_start(qtbot: QtBot, field: Field, words: str = WORDS) -> None:
    field.window().activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClick(field, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, words)


@pytest.mark.parametrize("name", PLACES)
def test_what_is_typed_is_kept_by_its_screen_and_is_there_again(
    qtbot: QtBot, context: ScreenContext, show: Show, calm: Callable[[], None], name: str
) -> None:
    make, find, place = PLACES[name]
    case = write_case(context.worker)  # type: ignore[arg-type]  # the real one
    place += case if place.endswith(" ") else ""
    screen = make(context, case)
    show(screen)
    field = find(screen, calm)
    calm()
    type_at_the_start(qtbot, field)
    typed = words_in(field)
    assert any(keeper.unkept for keeper in screen.keepers()), name
    answers: list[object] = []
    for keeper in screen.keepers():
        keeper.flush(answers.append)
    settle(qtbot, context.bridge)
    assert set(answers) == {None}
    assert typed in context.worker.ask(fields_typed, place).result(timeout=20).values()
    again = make(context, case)
    show(again)
    shown = find(again, calm)
    qtbot.waitUntil(lambda: words_in(shown) == typed)


def test_a_wish_that_was_entered_is_kept_no_more(
    qtbot: QtBot, context: ScreenContext, show: Show, calm: Callable[[], None]
) -> None:
    case = write_case(context.worker)  # type: ignore[arg-type]  # the real one
    screen = plan(context, case)
    show(screen)
    line = in_a_wish(screen, calm)
    type_at_the_start(qtbot, line, "to sleep")
    QTest.keyClick(line, Qt.Key.Key_Return)
    for keeper in screen.keepers():
        keeper.flush(lambda _error: None)
    settle(qtbot, context.bridge)
    assert context.worker.ask(fields_typed, f"plan {case}").result(timeout=20) == {}


def test_a_retired_measure_asks_for_nothing_kept(
    qtbot: QtBot, context: ScreenContext, show: Show, calm: Callable[[], None]
) -> None:
    screen = unit(context, "")
    show(screen)
    field = on_a_card("retire", screen, calm)
    type_at_the_start(qtbot, field, "Wrong since May")
    assert isinstance(screen, UnitScreen)
    assert isinstance(screen.part, MeasuresPart)
    card = screen.part.open_action()
    assert card is not None
    card.keep.setFocus()
    QTest.keyClick(card.keep, Qt.Key.Key_Space)
    settle(qtbot, context.bridge)
    for keeper in screen.keepers():
        keeper.flush(lambda _error: None)
    settle(qtbot, context.bridge)
    assert context.worker.ask(fields_typed, "unit").result(timeout=20) == {}


def test_another_service_begins_with_its_own_number_and_the_first_keeps_its_words(
    qtbot: QtBot, context: ScreenContext, show: Show, calm: Callable[[], None]
) -> None:
    screen = directory(context, "")
    show(screen)
    assert isinstance(screen, DirectoryScreen)
    type_at_the_start(qtbot, screen.confirming.value)
    typed = screen.confirming.value.text()
    number = screen.list.currentIndex().row()
    screen.list.choose(0 if number else 1)
    calm()
    assert WORDS not in screen.confirming.value.text()
    screen.list.choose(number)
    calm()
    qtbot.waitUntil(lambda: screen.confirming.value.text() == typed)
    screen.refresh()
    calm()
    assert screen.confirming.value.text() == typed
