from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.cases.cases import CaseLine
from hru_advocate.domain.people.contact_now import SafeNow
from ui.case_head.safe_contact_strip import safety_look
from ui.cases.table import COLUMNS, CasesModel, CaseTable
from ui.controls.lists.line_list import LineList, LinesModel, ListLine
from ui.controls.theme import apply_theme, theme


def case(number: int, **changes: object) -> CaseLine:
    given: dict[str, object] = {
        "label": CaseLabel(f"case-{number}", f"HRU-0000-000{number}", "M. K."), "name": "Mary Kowalska",
        "status": "open", "status_words": "Open", "area_words": "Warrington", "level": "high", "level_words": "High",
        "living_words": "lives apart", "last_contact_words": "20 Nov", "next_contact": date(2026, 11, 21),
        "next_words": "2 days over", "next_reason": "Weekly call", "overdue": True,
        "safe": SafeNow("now", "safe now", "weekdays 10:00–14:00 · mobile ending 417. Confirmed 3 days ago."),
        "review_due": None, "disputed": False,
    } | changes  # fmt: skip
    return CaseLine(**given)  # type: ignore[arg-type]  # a row put together for a test


def test_the_model_of_cases_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = CasesModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt leaves it untyped
    model.set_cases([case(1), case(2, level="", level_words="", next_words="", overdue=False, next_contact=None)])
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]  # pytest-qt leaves it untyped


def test_the_model_of_lines_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = LinesModel()
    model.set_lines([ListLine("A"), ListLine("B", "note", ("not confirmed", "caution"))])
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]  # pytest-qt leaves it untyped


def test_a_row_is_heard_with_its_column_and_every_word(qtbot: QtBot) -> None:
    model = CasesModel()
    model.set_cases([case(1)])
    heard = [model.data(model.index(0, place), Qt.ItemDataRole.AccessibleTextRole) for place in range(len(COLUMNS))]
    assert heard[0] == "Case: M. K., High, HRU-0000-0001"
    assert heard[2] == "Safe to contact: safe now"
    assert heard[3] == "Next contact: Weekly call, 2 days over"


def test_a_closed_case_is_never_the_colour_of_go_on() -> None:
    safe = SafeNow("now", "Text now", "any day")
    assert safety_look(safe) == ("fine", "tick")
    assert safety_look(replace(safe, closed=True))[0] != "fine"
    assert safety_look(replace(safe, closed=True))[1] != "tick"
    assert safety_look(replace(safe, read_first=True))[0] != "fine"
    assert safety_look(replace(safe, read_first=True))[1] != "tick"


def test_no_list_shows_a_name(qtbot: QtBot) -> None:
    model = CasesModel()
    model.set_cases([case(1)])
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
    shown = [str(model.data(model.index(0, place), role)) for place in range(len(COLUMNS)) for role in roles]
    assert not any("Kowalska" in words for words in shown)


def test_enter_opens_the_case_one_stands_on(qtbot: QtBot) -> None:
    table = CaseTable()
    qtbot.addWidget(table)
    table.resize(1100, 400)
    table.show_cases([case(1), case(2)])
    table.show()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["case-2"]
    table.show_cases([case(2), case(1)])
    assert table.currentIndex().row() == 0
    assert not table.grab().isNull()


def test_a_narrow_table_lets_go_of_what_matters_least(qtbot: QtBot) -> None:
    table = CaseTable()
    qtbot.addWidget(table)
    table.resize(1200, 300)
    table.show_cases([case(1)])
    table.show()
    assert not any(table.isColumnHidden(place) for place in range(len(COLUMNS)))
    table.resize(480, 300)
    hidden = {COLUMNS[place].head for place in range(len(COLUMNS)) if table.isColumnHidden(place)}
    assert hidden == {"Situation", "Area", "Last contact", "Level"}
    assert sum(table.columnWidth(place) for place in range(len(COLUMNS))) <= table.viewport().width()
    assert not table.grab().isNull()


def test_a_list_keeps_its_place_and_opens_with_enter(qtbot: QtBot) -> None:
    lines = LineList("Found")
    qtbot.addWidget(lines)
    lines.resize(300, 300)
    lines.show_lines([ListLine("A", "a note " * 30), ListLine("B", "", ("fine", "fine"))])
    lines.show()
    lines.choose(1)
    lines.show_lines([ListLine("C"), ListLine("D")])
    assert lines.currentIndex().row() == 1
    with qtbot.waitSignal(lines.activated):
        QTest.keyClick(lines, Qt.Key.Key_Return)
    assert not lines.grab().isNull()


@pytest.mark.parametrize("size", [100, 125, 150, 200])
def test_a_note_of_two_lines_is_written_over_both(qtbot: QtBot, qapp: QApplication, size: int) -> None:
    apply_theme(qapp, "light", size)
    lines = LineList("Found")
    qtbot.addWidget(lines)
    lines.resize(theme().px(300), theme().px(200))
    lines.show_lines([ListLine("A", "kept in the glove box, under the manual, until the first")])
    lines.show()
    image = lines.viewport().grab(lines.visualRect(lines.model().index(0, 0)).adjusted(8, 0, -8, -2)).toImage()
    inked = [any(image.pixelColor(x, y).lightness() < 200 for x in range(image.width())) for y in range(image.height())]
    assert sum(now and not before for before, now in pairwise([False, *inked])) == 3


LIMITS = (
    ("then ring", 1),
    ("do not ring before 09:30, read “never” first", 2),
    ("do not ring before Mon 09:30, read “never” first, bank holiday: check first", 3),
)


@pytest.mark.parametrize("size", [100, 125, 150, 200])
def test_what_is_not_to_be_done_is_written_whole_in_the_list_of_cases(
    qtbot: QtBot, qapp: QApplication, size: int
) -> None:
    apply_theme(qapp, "light", size)
    table = CaseTable()
    qtbot.addWidget(table)
    table.resize(theme().px(480), theme().px(400))  # at its least width
    rows = [case(at, safe=SafeNow("now", "Text now", "", limit)) for at, (limit, _lines) in enumerate(LIMITS)]
    table.show_cases(rows[:2])
    table.show()
    table.add_cases(rows[2:])
    for at, (limit, lines) in enumerate(LIMITS):
        cell = table.visualRect(table.model().index(at, 2))
        image = table.viewport().grab(cell.adjusted(8, theme().px(28), -2, -2)).toImage()
        inked = [
            any(image.pixelColor(x, y).lightness() < 190 for x in range(image.width())) for y in range(image.height())
        ]
        assert sum(now and not before for before, now in pairwise([False, *inked])) == lines, limit
        assert not inked[-1], limit


@pytest.mark.parametrize(
    ("key", "moved", "stands"), [(None, 0, "case-6"), (Qt.Key.Key_Down, 2, "case-8"), (Qt.Key.Key_Up, 1, "case-5")]
)
def test_who_walks_while_the_cases_come_again_goes_on_from_where_they_stood(
    qtbot: QtBot, key: Qt.Key | None, moved: int, stands: str
) -> None:
    table = CaseTable()
    qtbot.addWidget(table)
    table.resize(1100, 400)
    cases = [case(number) for number in range(1, 9)]
    table.show_cases(cases)
    table.show()
    table.selectRow(5)
    for _twice in range(2):  # asked again before all had come
        table.show_cases(cases[:4])
    for _ in range(moved):
        QTest.keyClick(table, key or Qt.Key.Key_Down)
    assert not table.currentIndex().isValid()
    table.add_cases(cases[4:])
    table.end()
    assert table.cases.case_at(table.currentIndex().row()).label.case == stands


def test_a_case_that_has_left_the_list_is_waited_for_no_longer(qtbot: QtBot) -> None:
    table = CaseTable()
    qtbot.addWidget(table)
    table.show_cases([case(1), case(2), case(3)])
    table.show()
    table.selectRow(2)
    table.show_cases([case(1), case(2)])
    QTest.keyClick(table, Qt.Key.Key_Down)
    table.end()
    assert table.currentIndex().row() == 0
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
