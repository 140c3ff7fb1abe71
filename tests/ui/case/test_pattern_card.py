"""The pattern on the Incidents page: sentences, one time line by week or month by keys, of one behaviour or all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hru_advocate.casework.incidents.noting import note_rows
from hru_advocate.documents.blocks import plain
from hru_advocate.domain.incidents.rows import TableRow
from tests.ui.case.test_incidents_tab import tab_of
from tests.ui.case_room import CaseRoom
from tests.ui.looking import settle_layout
from tests.ui.looks.faults import faults
from ui.case.incidents.pattern_card import PatternCard
from ui.controls.chart_view import ChartView
from ui.controls.labels import TextLabel

ROWS = (
    *(TableRow(f"{day} Oct 2026", "rang", "rang") for day in range(6, 10)),
    *(TableRow(f"{day} Nov 2026", "rang", "rang") for day in range(5, 15)),
    TableRow("16 Nov 2026", "stood there", "watched"),
    TableRow("between 2 Nov and 9 Nov 2026", "wrote", "rang", "every day"),
)


def card_of(room: CaseRoom) -> PatternCard:
    room.worker.ask(note_rows, room.case, ROWS).result(timeout=20)
    card = tab_of(room, note=False).pattern
    settle_layout()
    return card


def sentences(card: PatternCard) -> list[str]:
    return [label.text() for label in card.findChildren(TextLabel) if label.isVisible() and label.text().endswith(".")]


def shown(card: PatternCard) -> ChartView:
    (view,) = [view for view in card.findChildren(ChartView) if view.isVisible()]
    return view


def unit(card: PatternCard) -> str:
    return next(label.text for label in shown(card).chart().drawing.labels if label.text.startswith("by "))


def test_it_says_how_often_when_last_and_what_is_new(room: CaseRoom) -> None:
    card = card_of(room)
    assert sentences(card)[:4] == [
        "11 times in the last 4 weeks, 4 in the 4 weeks before.",
        "Told, and not counted: “every day” (2 Nov to 9 Nov 2026).",
        "The last: 16 Nov 2026, 7 days ago.",
        "New since 16 Nov 2026: Watched them (16 Nov).",
    ]
    assert "16 incidents" in plain(shown(card).chart().alternative)
    assert faults(card) == []


def test_keys_choose_weeks_or_months_and_the_keyboard_stays_there(room: CaseRoom) -> None:
    card = card_of(room)
    card.period.setFocus(Qt.FocusReason.TabFocusReason)
    said = [unit(card)]
    for _press in range(2):
        QTest.keyClick(card.period, Qt.Key.Key_Down)
        settle_layout()
        said.append(unit(card))
        assert card.period.hasFocus()
    assert said == ["by week", "by week", "by month"]


def test_it_follows_the_filter_by_what_was_done(room: CaseRoom) -> None:
    card = card_of(room)
    tab = room.screens[-1].part  # type: ignore[attr-defined]  # the case screen, as tab_of has checked
    tab.behaviour.choose("bh_watched")
    room.settle()
    settle_layout()
    assert card.head.text() == "Pattern: Watched them"
    assert sentences(card)[:2] == [
        "Once in the last 4 weeks, none counted in the 4 weeks before.",
        "The last: 16 Nov 2026, 7 days ago.",
    ]
    assert "1 incident and 1 contact" in plain(shown(card).chart().alternative)
    tab.behaviour.choose("")
    room.settle()
    assert card.head.text() == "Pattern"


def test_a_case_without_incidents_has_no_sentence(room: CaseRoom) -> None:
    assert sentences(tab_of(room, note=False).pattern) == []
