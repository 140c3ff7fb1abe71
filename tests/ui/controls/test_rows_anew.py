"""Rows made anew in a column, and what stands in cards: counted is how often each is measured, no clock is asked."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.looking import settle_layout
from ui.controls.labels import TextLabel
from ui.controls.layout.as_one import as_one
from ui.controls.layout.cards import Card, CardColumn, Columns, Row
from ui.controls.layout.kept_heights import ByWidth, KeptColumn
from ui.controls.layout.rows_anew import RowsAnew

ROWS = 40


class Measured(TextLabel):
    asked = 0

    def heightForWidth(self, width: int) -> int:
        Measured.asked += 1
        return super().heightForWidth(width)


def page_with(rows: RowsAnew, qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(rows)
    page.show()
    settle_layout()
    return page


def fill(rows: RowsAnew, words: str) -> None:
    with rows.made() as column:
        for number in range(ROWS):
            column.addWidget(Measured(f"{words} {number}"))


def test_rows_are_measured_a_few_times_and_not_once_for_each_of_the_others(qapp: QApplication, qtbot: QtBot) -> None:
    rows = RowsAnew()
    page = page_with(rows, qtbot)
    Measured.asked = 0
    fill(rows, "A row")
    settle_layout()
    assert page.isVisible()
    assert Measured.asked <= ROWS * 10


def test_rows_that_were_there_go_and_the_new_ones_are_on_show_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    rows = RowsAnew()
    page = page_with(rows, qtbot)
    fill(rows, "Before")
    with rows.made() as column:
        button = QPushButton("After")
        column.addWidget(button)
    button.setFocus()
    assert button.isVisible()
    assert page.focusWidget() is button
    settle_layout()
    assert [one.text() for one in rows.findChildren(TextLabel) if one.isVisible()] == []


def changed(part: QWidget) -> None:
    """Show and hide what stands in a part, as answers do that come to it."""
    for one in part.findChildren(Measured):
        one.setVisible(False)
        one.setVisible(True)
        one.setText(f"{one.text()} anew")


def test_a_part_that_is_changed_as_one_is_laid_out_once(qapp: QApplication, qtbot: QtBot) -> None:
    counted, pages = [], []
    for together in (False, True):
        rows = RowsAnew()
        pages.append(page_with(rows, qtbot))
        fill(rows, "A row")
        settle_layout()
        Measured.asked = 0
        with as_one(rows) if together else nullcontext():
            changed(rows)
        settle_layout()
        assert rows.isVisible()
        counted.append(Measured.asked)
    assert counted[1] * 5 < counted[0]


def test_a_part_that_the_keyboard_is_in_is_changed_where_it_stands(qapp: QApplication, qtbot: QtBot) -> None:
    rows = RowsAnew()
    page = page_with(rows, qtbot)
    with rows.made() as column:
        button = QPushButton("Here")
        column.addWidget(button)
    button.setFocus()
    with as_one(rows):
        assert button.isVisible()
    assert page.focusWidget() is button


def test_a_part_is_on_show_again_whatever_went_wrong_in_it(qapp: QApplication, qtbot: QtBot) -> None:
    rows = RowsAnew()
    page = page_with(rows, qtbot)

    def go_wrong() -> None:
        with as_one(rows):
            assert not rows.isVisible()
            raise KeyError

    with pytest.raises(KeyError):
        go_wrong()
    assert (page.isVisible(), rows.isVisible()) == (True, True)


def test_a_part_that_was_hidden_stays_so(qapp: QApplication, qtbot: QtBot) -> None:
    rows = RowsAnew()
    page = page_with(rows, qtbot)
    rows.hide()
    with as_one(rows):
        assert rows.isHidden()
    assert (page.isVisible(), rows.isHidden()) == (True, True)


class Asked(QWidget):
    """Something that keeps the widths it was measured at."""

    def __init__(self) -> None:
        super().__init__()
        self.widths: list[int] = []
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(40, 20)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self.widths.append(width)
        return 20


def in_card(asked: Asked) -> QWidget:
    card = Card("Head")
    card.add_row(Row().add_words(asked))
    return card


def in_columns(asked: Asked) -> QWidget:
    columns = Columns()
    columns.first.addWidget(asked)
    return columns


def in_page(asked: Asked) -> QWidget:
    page = ByWidth()
    KeptColumn(page).addWidget(asked)
    return page


@pytest.mark.parametrize("put", [in_card, in_columns, in_page, CardColumn])
def test_saying_what_size_it_would_like_measures_nothing(qtbot: QtBot, put: type[QWidget]) -> None:
    asked = Asked()
    place = put(asked)
    qtbot.addWidget(place)
    hint = place.sizeHint()
    assert asked.widths == []
    assert hint.width() >= 40
    assert hint.height() >= 20
    place.resize(300, 200)
    place.show()
    settle_layout()
    assert asked.widths
    assert {width for width in asked.widths if width > 300} == set()
