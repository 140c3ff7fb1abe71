"""The page of figures by real keys: a period, an area, a table with its picture and numbers; saved as a file."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from hru_advocate.casework.outcomes import figures as figures_of_unit
from hru_advocate.casework.outcomes.counting import CountedSoFar
from hru_advocate.casework.session import Session
from hru_advocate.domain.outcomes.facts import CountedCase
from hru_advocate.domain.outcomes.report import Figure, FigureRow, FigureTable
from tests.ui.looking import settle_layout
from tests.ui.looks.faults import faults
from tests.ui.unit.unit_page import said
from ui.controls.chart_view import ChartView
from ui.controls.theme import LookName, apply_theme
from ui.figures import screen as screen_of_figures
from ui.figures.numbers_table import NumbersTable
from ui.figures.screen import FiguresScreen
from ui.shell.destinations import FiguresDestination
from ui.shell.screen import ScreenContext

Show = Callable[..., object]
Asked = tuple[Callable[..., object], Callable[[object], object], tuple[object, ...]]
BEHAVIOUR = "behaviour"


def kept(_session: Session) -> tuple[CountedCase, ...]:
    """Three hundred cases of last year that were erased: what stays counted of them."""
    rng, first = random.Random(4), date(2025, 1, 1)
    return tuple(
        CountedCase(
            area=rng.choice(("warrington", "halton")),
            referred=first + timedelta(days=rng.randrange(365)),
            source=rng.choice(("police_officer", "self")),
            behaviours=tuple(rng.sample(["stalking", "harassment", "domestic_abuse"], 2)),
            decision=rng.choice(("accept", "advise")),
            reached=first + timedelta(days=400),
        )
        for _ in range(300)
    )


@pytest.fixture
def page(context: ScreenContext, show: Show, monkeypatch: pytest.MonkeyPatch) -> FiguresScreen:
    monkeypatch.setattr(figures_of_unit, "kept_facts", kept)
    screen = FiguresScreen(context, FiguresDestination())
    show(screen)
    return screen


def table_of(screen: FiguresScreen) -> NumbersTable:
    return screen.findChildren(NumbersTable)[-1]


def settled(screen: FiguresScreen) -> None:
    waiting = screen.context.bridge
    deadline = 0
    while waiting.waiting and deadline < 2000:
        QApplication.processEvents()
        QTest.qWait(5)
        deadline += 1
    QApplication.processEvents()


def test_a_table_is_walked_to_and_read_with_its_numbers(page: FiguresScreen) -> None:
    assert page.period.chosen() == "2025"
    assert page._page is not None
    every = [table.id for section in page._page.sections for table in section.tables]
    assert sorted(every) == sorted(set(every)), "a table is found by its id alone, whichever section it stands in"
    assert page.both.list.model().rowCount() == len(every)
    page.both.list.setFocus(Qt.FocusReason.TabFocusReason)
    page.both.go_to("source")
    while page.both.shown != BEHAVIOUR:
        before = page.both.shown
        QTest.keyClick(page.both.list, Qt.Key.Key_Down)
        settled(page)
        assert page.both.shown != before
    words = said(page)
    assert "Referrals by problem behaviour" in words
    assert "they do not add up" in words
    chart = page.findChildren(ChartView)[-1]
    assert "Stalking: taken on" in chart.accessibleDescription()
    numbers = table_of(page)
    cell = numbers.item(0, 1)
    assert cell is not None
    assert cell.text().endswith(" %)")
    spoken = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Stalking, Taken on: ")
    assert spoken.endswith("per cent)")
    hidden = numbers.item(3, 1)
    assert hidden is not None
    assert hidden.data(Qt.ItemDataRole.AccessibleTextRole).endswith("not shown")


def choose(screen: FiguresScreen, box: str, wanted: str) -> None:
    """Choose in a drop-down by keys: down until it stands there."""
    dropdown = screen.period if box == "period" else screen.where
    dropdown.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(dropdown, Qt.Key.Key_Home)
    settled(screen)
    while dropdown.chosen() != wanted:
        before = dropdown.chosen()
        QTest.keyClick(dropdown, Qt.Key.Key_Down)
        settled(screen)
        assert dropdown.chosen() != before, "it is not offered"


def test_one_area_is_offered_for_a_year_and_not_for_a_quarter(page: FiguresScreen) -> None:
    choose(page, "area", "halton")
    page.both.go_to(BEHAVIOUR)
    settled(page)
    assert "2025, Halton" in said(page)
    choose(page, "period", "2025-2")
    assert [page.where.itemText(at) for at in range(page.where.count())] == ["The whole unit"]
    assert "April to June 2025, The whole unit" in said(page)


@pytest.mark.parametrize("kind", ["pdf", "csv"])
def test_it_is_saved_where_the_person_says(
    page: FiguresScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    target = tmp_path / f"figures.{kind}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(target), ""))
    button = page.save_pdf if kind == "pdf" else page.save_csv
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    settled(page)
    assert target.read_bytes().startswith(b"%PDF" if kind == "pdf" else '\ufeff"2025, The whole unit'.encode())


def test_open_work_counts_the_plans_when_it_is_looked_at(page: FiguresScreen) -> None:
    page.both.go_to("standing")
    settled(page)
    numbers = table_of(page)
    words = [item.text() for at in range(numbers.rowCount()) if (item := numbers.item(at, 0)) is not None]
    assert words[-1] == "Plans that leave something known without cover"


@pytest.mark.parametrize(("look", "size", "width"), [("light", 100, 1190), ("light", 200, 1040), ("dark", 100, 760)])
def test_the_page_fits(page: FiguresScreen, look: LookName, size: int, width: int) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, look, size)
    page.resize(width, 683)
    page.both.go_to(BEHAVIOUR)
    settled(page)
    settle_layout()
    assert faults(page) == []
    numbers = table_of(page)
    assert numbers.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("columns", [("Taken on", "Not taken on"), ("Able to look after own safety", "All")])
def test_no_head_of_a_column_is_cut_off_where_every_number_is_hidden(qtbot: QtBot, columns: tuple[str, ...]) -> None:
    rows = tuple(FigureRow(words, tuple(Figure(None) for _ in columns)) for words in ("Stalking", "Fire setting"))
    table = NumbersTable()
    qtbot.addWidget(table)
    table.resize(640, 300)
    table.show()
    table.show_table(FigureTable("made_up", "Made up", columns, rows))
    metrics, heads = QFontMetrics(table.font()), table.horizontalHeader()
    for column, words in enumerate(columns, start=1):
        head = table.horizontalHeaderItem(column)
        assert head is not None
        lines = head.text().splitlines()
        assert max(metrics.horizontalAdvance(line) for line in lines) <= table.columnWidth(column) - 8
        assert len(lines) * metrics.height() <= heads.height()
        assert head.data(Qt.ItemDataRole.AccessibleTextRole) == words


@pytest.fixture
def counted_in_pieces(context: ScreenContext, show: Show, monkeypatch: pytest.MonkeyPatch) -> FiguresScreen:
    """The page of a unit whose cases were never counted: each piece waits until it is let go."""
    pieces = [CountedSoFar(40, 120, over=False), CountedSoFar(80, 120, over=False), CountedSoFar(120, 120, over=True)]
    monkeypatch.setattr(screen_of_figures, "count_some", lambda _session, _most: pieces.pop(0))
    screen = FiguresScreen(context, FiguresDestination())
    monkeypatch.setattr(screen, "ask", lambda function, done, *args: asked.append((function, done, args)))
    asked: list[Asked] = []
    screen.asked = asked  # type: ignore[attr-defined]  # what waits to be answered
    show(screen)
    return screen


def answer(screen: FiguresScreen) -> None:
    """Answer what the page has asked, as the vault's thread would."""
    function, done, args = screen.asked.pop(0)  # type: ignore[attr-defined]  # as above
    done(screen.context.worker.ask(function, *args).result(timeout=20))


def test_the_first_count_says_how_far_it_is_and_is_stopped_and_gone_on_with_by_a_key(
    counted_in_pieces: FiguresScreen,
) -> None:
    page = counted_in_pieces
    answer(page)
    assert "Counting the cases for the first time: 40 of 120" in said(page)
    page.stop.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.stop, Qt.Key.Key_Space)
    answer(page)  # the piece that was in hand
    assert "Counting was stopped. Nothing is lost" in said(page)
    assert page.asked == []  # type: ignore[attr-defined]  # as above
    QTest.keyClick(page.stop, Qt.Key.Key_Space)
    answer(page)
    answer(page)
    assert page.stop.isHidden()
    assert page.both.list.model().rowCount() > 0
    assert QApplication.focusWidget() is page.period


def test_who_goes_elsewhere_ends_the_count(counted_in_pieces: FiguresScreen) -> None:
    counted_in_pieces.leave()
    answer(counted_in_pieces)
    assert counted_in_pieces.asked == []  # type: ignore[attr-defined]  # as above


def test_a_count_that_was_stopped_stays_so_when_something_is_written_or_the_day_turns(
    counted_in_pieces: FiguresScreen,
) -> None:
    page = counted_in_pieces
    answer(page)
    page.stop.click()
    answer(page)
    page.move_with_time(other_day=True)
    page.refresh()
    assert page.asked == []  # type: ignore[attr-defined]  # as above
    assert page.stop.text() == "Count on"
    page.leave()
    page.begin()
    answer(page)
    assert page.stop.text() == "Stop counting", "who comes back asks for the figures"


def test_figures_follow_the_vault_once_the_last_piece_was_in_hand_as_it_was_stopped(
    counted_in_pieces: FiguresScreen,
) -> None:
    page = counted_in_pieces
    answer(page)
    answer(page)
    page.stop.click()
    answer(page)
    answer(page)
    assert page.stop.isHidden()
    page.refresh()
    assert len(page.asked) == 1  # type: ignore[attr-defined]  # as above
