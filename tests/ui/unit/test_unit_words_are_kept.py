"""Words typed on the unit's page, outside any form: kept while typed, there again after a lock, gone once saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.typed_words import typed
from ui.controls.buttons import Button
from ui.shell.destinations import UnitDestination
from ui.shell.screen import AnyScreen, ScreenContext
from ui.unit.give_away_words import WordsPart
from ui.unit.languages import LanguagesPart
from ui.unit.screen import UnitScreen

Show = Callable[[AnyScreen], AnyScreen]


def kept(context: ScreenContext, place: str) -> str:
    return context.worker.ask(typed, place).result(timeout=20)


def words_part(screen: UnitScreen, calm: Callable[[], None]) -> WordsPart:
    screen.open_tab("words")
    calm()
    assert isinstance(screen.part, WordsPart)
    return screen.part


def polish_part(screen: UnitScreen, calm: Callable[[], None]) -> LanguagesPart:
    screen.open_tab("languages")
    calm()
    assert isinstance(screen.part, LanguagesPart)
    next(one for one in screen.part.findChildren(Button) if one.accessibleName() == "Open: Polish").click()
    calm()
    screen.part.texts.both.go_to("plan.title")
    calm()
    return screen.part


def type_at_the_end(qtbot: QtBot, field: QWidget, words: str) -> None:
    field.window().activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, words)


def test_give_away_words_that_were_not_saved_are_there_again(
    qtbot: QtBot, unit: UnitScreen, context: ScreenContext, show: Show, calm: Callable[[], None]
) -> None:
    part = words_part(unit, calm)
    type_at_the_end(qtbot, part.words, "quokka ")
    assert part.keeper.unkept
    qtbot.waitUntil(lambda: "quokka" in kept(context, "give-away words"))
    again = UnitScreen(context, UnitDestination())
    show(again)
    shown = words_part(again, calm)
    assert "quokka" in shown.words.words()
    said: list[str] = []
    context.notifier.status.connect(said.append)
    shown.keep.click()
    calm()
    shown.keeper.flush()
    calm()
    assert "Draft saved" not in " ".join(said)
    assert not kept(context, "give-away words")


def test_give_away_words_typed_while_others_are_saved_stay_and_are_kept(
    qtbot: QtBot, unit: UnitScreen, context: ScreenContext, calm: Callable[[], None]
) -> None:
    part = words_part(unit, calm)
    type_at_the_end(qtbot, part.words, "quokka")
    QTest.keyClick(part.words, Qt.Key.Key_Return)
    part.keep.click()
    QTest.keyClicks(part.words, "wombat")  # before the answer has come
    QTest.keyClick(part.words, Qt.Key.Key_Return)
    calm()
    assert part.words.words().startswith("quokka\nwombat\n")
    assert "wombat" in kept(context, "give-away words")
    assert part.keep.isEnabled()
    part.keep.click()
    calm()
    assert not kept(context, "give-away words")
    assert part.words.words().startswith("quokka\nwombat\n")


def test_a_text_left_for_another_one_is_kept_as_it_was_typed(
    qtbot: QtBot, unit: UnitScreen, context: ScreenContext, show: Show, calm: Callable[[], None]
) -> None:
    texts = polish_part(unit, calm).texts
    before = texts.page.words.words()
    type_at_the_end(qtbot, texts.page.words, "Nowy ")
    texts.both.go_to("plan.made")  # at once: before any pause
    calm()
    assert kept(context, "translation pl plan.title") == f"Nowy {before}"
    assert not kept(context, "translation pl plan.made")
    texts.both.go_to("plan.title")
    calm()
    assert texts.page.words.words() == f"Nowy {before}"
    again = UnitScreen(context, UnitDestination())
    show(again)
    shown = polish_part(again, calm).texts
    assert shown.page.words.words() == f"Nowy {before}"
    shown.page.keep.click()
    calm()
    assert not kept(context, "translation pl plan.title")


def test_words_that_are_refused_stay_kept(
    qtbot: QtBot, unit: UnitScreen, context: ScreenContext, calm: Callable[[], None]
) -> None:
    texts = polish_part(unit, calm).texts
    texts.both.go_to("plan.made")
    calm()
    type_at_the_end(qtbot, texts.page.words, "{wrong} ")
    texts.keeper.flush()
    calm()
    texts.page.keep.click()
    calm()
    assert kept(context, "translation pl plan.made").startswith("{wrong} ")
