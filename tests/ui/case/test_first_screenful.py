"""What a page makes before it shows anything, pinned by counts: no clock is asked, the widgets are."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.case_room import CaseRoom
from ui.case.overview import OverviewTab
from ui.case.screen import CaseScreen
from ui.controls.labels import TextLabel
from ui.controls.layout.in_good_time import InGoodTime, still_to_come
from ui.controls.theme import apply_theme, style_sheet, theme
from ui.shell.destinations import CaseDestination, CasePart
from ui.shell.main_window import MainWindow
from ui.shell.screen import AnyScreen


@pytest.mark.parametrize(("part", "most"), [("overview", 215), ("contacts", 300), ("plan", 190), ("risk", 190)])
def test_a_page_holds_no_more_widgets_than_its_first_screenful_needs(room: CaseRoom, part: CasePart, most: int) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case, part))
    assert len(screen.findChildren(QWidget)) <= most


def test_what_stands_further_down_comes_once_the_page_rests_and_then_at_once(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case))
    assert isinstance(screen.part, OverviewTab)
    assert still_to_come() == 0
    made: list[str] = []
    rest = InGoodTime(screen)
    rest.fill(lambda: made.append("first"))
    rest.fill(lambda: made.append("second"))
    assert (made, still_to_come()) == ([], 1)
    room.settle()
    assert made == ["second"], "the last call counts, and it counts once"
    rest.fill(lambda: made.append("at once"))
    assert (made, still_to_come()) == (["second", "at once"], 0)


def test_a_label_is_measured_once_for_a_width(room: CaseRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    measure = TextLabel._height_for

    def counted(label: TextLabel, width: int) -> int:
        asked.append((id(label), width))
        return measure(label, width)

    screen: AnyScreen = room.show(CaseScreen, CaseDestination(room.case))
    screen.resize(screen.width() - 40, screen.height())
    room.settle()
    monkeypatch.setattr(TextLabel, "_height_for", counted)
    screen.resize(screen.width() - 60, screen.height())
    room.settle()
    assert len(asked) <= 6 * len(screen.findChildren(TextLabel))


def test_the_window_wears_the_style_sheet_and_follows_another_look(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    before = window.styleSheet()
    assert before == style_sheet(theme())
    apply_theme(qapp, "dark", 150)
    assert window.styleSheet() == style_sheet(theme()) != before
