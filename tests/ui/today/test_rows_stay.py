"""Today after news: a card that shows what it showed keeps its rows, and the page reads as one that was made anew."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.today import TodayPage, look
from tests.ui.conftest import settle
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.controls.layout.cards import Card
from ui.controls.pills import Pill
from ui.controls.theme import apply_theme
from ui.shell.destinations import TodayDestination
from ui.shell.screen import AnyScreen, ScreenContext
from ui.today.screen import TodayScreen

Show = Callable[..., AnyScreen]
PARTS = ("visits", "contacts", "dates", "actions", "reviews", "not_reached", "reminders", "paused", "drafts", "recent")
CARDS = ("visits", "contacts", "dates", "promises", "reviews", "unreached", "reminders", "paused", "drafts", "recent")


@pytest.fixture
def page(context: ScreenContext) -> TodayPage:
    """Today of the made-up cases, with promises and a pause besides, so that no part of it is small."""
    cases = [line.label.case for line in context.worker.ask(list_cases, CaseFilter()).result(timeout=20)]
    for number, case in enumerate(cases[:6]):
        promised = {
            "what": f"Ring about door {number}",
            "owner": "us",
            "state": "open",
            "due": f"2026-11-{20 + number}",
        }
        context.worker.ask(save, "action", promised, case=case).result(timeout=20)
    resting = {"until": "2026-11-30", "because": "Abroad."}
    context.worker.ask(save, "pause", resting, case=cases[-1]).result(timeout=20)
    return context.worker.ask(look).result(timeout=20)


@pytest.fixture
def today(context: ScreenContext, show: Show, page: TodayPage) -> TodayScreen:
    screen = show(TodayScreen(context, TodayDestination()))
    assert isinstance(screen, TodayScreen)
    screen._show(page)
    return screen


def cards(screen: TodayScreen) -> dict[str, Card]:
    return {name: getattr(screen, name) for name in CARDS}


def rows(card: Card) -> list[QWidget]:
    items = (card.rows.itemAt(place) for place in range(card.rows.count()))
    return [row for item in items if item is not None and (row := item.widget()) is not None]


def reads(screen: TodayScreen) -> dict[str, object]:
    """All that each card says and leads to, row by row; what the digits press; whose rules are folded."""

    def said(row: QWidget) -> list[str]:
        parts = [row, *row.findChildren(QWidget)]
        words = [part.text() for part in parts if isinstance(part, TextLabel) and not part.isHidden()]
        keys = [f"{part.text()}|{part.accessibleName()}|{part._keys}" for part in parts if isinstance(part, Button)]
        return words + keys + [part.accessibleName() for part in parts if isinstance(part, Pill)]

    whole: dict[str, object] = {
        name: (
            card.isHidden(),
            card.head.text(),
            card.note.text(),
            card.property("tone"),
            [said(r) for r in rows(card)],
        )
        for name, card in cards(screen).items()
    }
    return whole | {
        "keyed": [one.accessibleName() for one in screen.lines.keyed],
        "rules": [(one.property("text"), one.isHidden()) for one in screen.lines.rules],
    }


def less(page: TodayPage, chance: random.Random) -> TodayPage:
    """The page with some lines of one or two parts gone, or all of it."""
    parts = chance.sample(PARTS, chance.choice([1, 1, 2]))
    changed: dict[str, object] = {
        part: tuple(line for line in getattr(page, part) if chance.random() < 0.6) for part in parts
    }
    return replace(page, **changed, lists_made=chance.random() < 0.9)  # type: ignore[arg-type]  # parts by their names


@pytest.mark.parametrize("seed", range(4))
def test_after_any_news_it_reads_as_a_page_made_anew(
    qtbot: QtBot, context: ScreenContext, today: TodayScreen, page: TodayPage, seed: int
) -> None:
    chance = random.Random(seed)
    for _step in range(6):
        if chance.random() < 0.3:
            chance.choice([today.toggle_paused, today.toggle_rules])()
        news = page if chance.random() < 0.2 else less(page, chance)
        today._show(news)
        fresh = TodayScreen(context, TodayDestination())
        qtbot.addWidget(fresh)
        fresh._paused_shown, fresh._rules_shown = today._paused_shown, today._rules_shown
        fresh._show(news)
        settle(qtbot, context.bridge)
        assert reads(today) == reads(fresh)


def test_what_shows_the_same_keeps_its_rows_and_what_does_not_is_made_anew(today: TodayScreen, page: TodayPage) -> None:
    before = {name: rows(card) for name, card in cards(today).items()}
    assert len(before["recent"]) > 1
    today._show(replace(page, recent=page.recent[1:], late=page.late + 1))
    after = {name: rows(card) for name, card in cards(today).items()}
    assert [name for name in CARDS if after[name] != before[name]] == ["recent"]


def test_where_a_line_goes_the_digits_behind_it_move_up(today: TodayScreen, page: TodayPage) -> None:
    assert len(page.contacts) > 1
    news = replace(page, contacts=page.contacts[1:])
    today._show(news)
    digits = [one.accessibleName().rpartition("key ")[2] for one in today.lines.keyed]
    assert digits == [str(number + 1) for number in range(len(digits))]


def test_in_another_size_every_row_is_made_anew(qapp: QApplication, today: TodayScreen, page: TodayPage) -> None:
    before = [row for card in cards(today).values() for row in rows(card)]
    apply_theme(qapp, "light", 200)
    today._show(page)
    after = [row for card in cards(today).values() for row in rows(card)]
    assert before
    assert [row for row in after if row in before] == []
