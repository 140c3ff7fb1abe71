"""The eyes of the other tests are tested first: each fault they look for is really seen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.looking import clipped, doubled_access_keys, nameless, settle_layout, small
from ui.controls.labels import TextLabel
from ui.controls.layout.cards import Card
from ui.controls.layout.scrolling import scrolling


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page)
    page.resize(400, 300)
    return page


def put(page: QWidget, widget: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    layout.addWidget(widget)
    page.show()
    settle_layout()


def test_a_field_without_a_name_is_seen(page: QWidget) -> None:
    put(page, QLineEdit())
    assert len(nameless(page)) == 1
    page.findChild(QLineEdit).setAccessibleName("Name")  # type: ignore[union-attr]  # it was put there
    assert nameless(page) == []


def test_a_small_target_is_seen(page: QWidget) -> None:
    box = QCheckBox("tiny")
    box.setFixedHeight(16)
    put(page, box)
    assert len(small(page)) == 1


def test_words_that_do_not_fit_are_seen(page: QWidget) -> None:
    words = TextLabel("many words that need several lines in a space as narrow as this one is, and more of them " * 3)
    words.setFixedHeight(20)
    put(page, words)
    assert len(clipped(page)) == 1


def test_a_button_too_narrow_for_its_words_is_seen(page: QWidget) -> None:
    button = QPushButton("A long name for a button")
    button.setFixedWidth(40)
    put(page, button)
    assert len(clipped(page)) == 1


def test_a_widget_that_sticks_out_is_seen_inside_a_scrolling_page_too(page: QWidget) -> None:
    inner = QWidget()
    rows = QVBoxLayout(inner)
    card = Card("A card")
    rows.addWidget(card)
    area = scrolling(inner)
    put(page, area)
    assert clipped(page) == []
    card.setGeometry(0, 0, 5000, 100)
    assert any("sticks out" in found for found in clipped(page))


def test_one_access_key_for_two_buttons_is_seen(page: QWidget) -> None:
    put(page, QPushButton("&Save"))
    put(page, QPushButton("&Send"))
    assert doubled_access_keys(page) == ["Alt+S"]
