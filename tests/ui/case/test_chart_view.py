"""Charts on screen: the drawing that paper prints, whole at every width and text size, readable in both looks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hru_advocate.documents.blocks import Bar, Label, SignShape, Tint
from hru_advocate.documents.charts.charts import ChartSpace, chart_of
from tests.documents.charts.chart_values import COVER, NEEDS, PICTURES, USUAL
from tests.ui.case_room import CaseRoom
from tests.ui.contrast import contrast
from tests.ui.looking import settle_layout
from tests.ui.made_up_case import write
from ui.case.screen import CaseScreen
from ui.controls.chart_view import ChartView, Pictured, ink_of, label_font, scale_of
from ui.controls.theme import DARK, LIGHT, Theme, apply_theme, theme
from ui.shell.destinations import CaseDestination

LOOKS = [("light", 100), ("dark", 100), ("light", 200), ("dark", 150)]


def shown(qtbot: QtBot, name: str, width: int = 700) -> ChartView:
    view = ChartView(PICTURES[name])
    qtbot.addWidget(view)
    view.resize(width, view.height_for(width))
    view.show()
    settle_layout()
    return view


def painted(view: ChartView) -> QImage:
    return view.grab().toImage()


@pytest.mark.parametrize("name", PICTURES)
def test_the_screen_paints_the_drawing_of_the_paper(qtbot: QtBot, name: str) -> None:
    view = shown(qtbot, name)
    drawing = view.chart().drawing
    room = ChartSpace(
        drawing.width, lambda text: QFontMetricsF(theme().font(13)).horizontalAdvance(text) / scale_of(theme())
    )
    assert drawing == chart_of(PICTURES[name], room).drawing
    paper = chart_of(PICTURES[name]).drawing
    kinds = (Bar, SignShape) if name in ("needs", "cover") else ()
    for kind in kinds:
        assert sum(isinstance(mark, kind) for mark in drawing.marks) == sum(
            isinstance(mark, kind) for mark in paper.marks
        )


def test_it_is_named_and_described_for_who_listens(qtbot: QtBot) -> None:
    view = shown(qtbot, "time line")
    heard = QAccessible.queryAccessibleInterface(view)
    assert heard.text(QAccessible.Text.Name) == "Time line"
    assert heard.text(QAccessible.Text.Description) == chart_of(USUAL).alternative


@pytest.mark.parametrize(("look", "size"), LOOKS)
@pytest.mark.parametrize("width", [1100, 620, 330])
@pytest.mark.parametrize("name", ["time line", "needs", "cover", "time line of 300 weeks"])
def test_every_word_is_whole_at_any_width_and_text_size(
    qtbot: QtBot, qapp: QApplication, name: str, width: int, look: str, size: int
) -> None:
    apply_theme(qapp, "dark" if look == "dark" else "light", size)
    view = shown(qtbot, name, width)
    scale = scale_of(theme())
    for label in view.chart().drawing.labels:
        wide = QFontMetricsF(label_font(theme(), label)).horizontalAdvance(label.text)
        assert wide <= label.room * scale + 0.7, label.text
        left = label.x * scale - {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * wide
        assert left >= -0.5
        assert left + wide <= width
        assert label.y * scale <= view.height()
        assert label_font(theme(), label).pixelSize() >= theme().px(12)


def test_it_is_as_high_as_its_width_needs(qtbot: QtBot) -> None:
    view = shown(qtbot, "cover of very many")
    for width in (240, 900):
        view.resize(width, view.height())
        assert view.height() == view.height_for(width)
    assert view.height_for(240) > view.height_for(900)


def label_tints() -> Iterator[Tint]:
    for picture in PICTURES.values():
        yield from (mark.tint for mark in chart_of(picture).drawing.marks if isinstance(mark, Label))


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_inks_stand_out_from_the_surface(tokens: object) -> None:
    worn = Theme(DARK if tokens is DARK else LIGHT)
    for tint in set(label_tints()):
        assert contrast(ink_of(worn, tint).name(), worn.tokens.surface) >= 4.5, tint
    for tint in get_args(Tint):
        least = 1.2 if tint == "hair" else 3.0
        assert contrast(ink_of(worn, tint).name(), worn.tokens.surface) >= least, tint


def test_bars_and_signs_are_really_painted(qtbot: QtBot) -> None:
    view = shown(qtbot, "time line")
    picture, scale = painted(view), scale_of(theme())
    ratio = picture.devicePixelRatio()
    for mark in view.chart().drawing.marks:
        if isinstance(mark, Bar) and mark.filled:
            x, y = mark.x + mark.width / 2, mark.y + mark.height - 2
        elif isinstance(mark, SignShape):
            x, y = mark.x, mark.y
        else:
            continue
        at = QPoint(round((x * scale + 1) * ratio), round((y * scale + 1) * ratio))
        wanted = ink_of(theme(), mark.tint).name() if mark.filled else theme().tokens.surface.lower()
        assert picture.pixelColor(at).name() == wanted, mark


def test_it_follows_a_change_of_look(qtbot: QtBot, qapp: QApplication) -> None:
    view = shown(qtbot, "cover")
    before = painted(view)
    apply_theme(qapp, "dark", 100)
    assert painted(view) != before
    assert painted(view).size() == before.size()


def test_the_words_are_one_key_away(qtbot: QtBot) -> None:
    held = Pictured(NEEDS)
    qtbot.addWidget(held)
    held.show()
    assert held.words.isHidden()
    assert held.button.accessibleName() == "In words: How needs have changed"
    held.button.click()
    assert not held.words.isHidden()
    assert held.words.text() == chart_of(NEEDS).alternative
    held.button.click()
    assert held.words.isHidden()


def test_a_title_stands_over_it_where_nothing_else_names_it(qtbot: QtBot) -> None:
    held = Pictured(COVER, titled=True)
    qtbot.addWidget(held)
    assert "What the live measures of the plan answer" in [label.text() for label in held.findChildren(QLabel)]


def test_the_case_page_shows_its_time_line_and_what_the_plan_covers(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case))
    views = {view.accessibleName(): view for view in screen.findChildren(ChartView) if view.isVisibleTo(screen)}
    assert set(views) == {"Time line", "What the live measures of the plan answer"}
    line = views["Time line"].accessibleDescription()
    assert "12 Nov 2026, Judgement: High" in line
    assert "12 Nov 2026, Plan, version 1" in line
    assert "1 contact." in line
    cover = views["What the live measures of the plan answer"].accessibleDescription()
    assert "Risks that are present: 1 has a measure of its own, 3 have none" in cover


def test_a_case_without_a_day_shows_no_time_line(room: CaseRoom) -> None:
    from hru_advocate.casework.records.entries import save
    from tests.ui.made_up_case import REFERRAL

    case = room.worker.ask(save, "referral", dict(REFERRAL)).result(timeout=20).case
    assert case is not None
    screen = room.show(CaseScreen, CaseDestination(case))
    assert [view for view in screen.findChildren(ChartView) if view.isVisibleTo(screen)] == []


def test_needs_show_how_they_changed_once_there_is_a_change(room: CaseRoom) -> None:
    write(room.worker, "needs_assessment", {"held_on": "22 Nov 2026", "nd_housing": 1}, room.case)
    screen = room.show(CaseScreen, CaseDestination(room.case, "needs"))
    (view,) = [view for view in screen.findChildren(ChartView) if view.isVisibleTo(screen)]
    said = view.accessibleDescription()
    assert "Somewhere to live: own rating 3 at first, 1 now: better." in said
    assert "Safety at home: own rating 2, rated once; advocate's rating 3, rated once." in said
