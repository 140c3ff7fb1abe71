"""F1: the page about where one is, read and walked by keys alone; a page for every screen; nothing of a case in it."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hru_advocate.casework.finding.help_lines import read_help
from hru_advocate.casework.product import Product
from tests.ui.case_room import press, type_words
from tests.ui.conftest import appear
from tests.ui.every_page import every_page, pages
from tests.ui.shell.test_focus_keeper import calm, go, on
from ui.case.screen import CaseScreen
from ui.controls.labels import TextLabel
from ui.controls.layout.cards import Card
from ui.controls.theme import apply_theme
from ui.help.about import KEYS_PAGE, page_about, page_of
from ui.help.keys import KEYS, keys_beside
from ui.help.screen import HelpScreen
from ui.shell.destinations import (
    BeforeVisitDestination,
    CaseDestination,
    CasePart,
    Destination,
    HelpDestination,
    TodayDestination,
    UnitDestination,
    UnitTab,
    VisitEndDestination,
    VisitModeDestination,
    form_page,
)
from ui.workspace import Workspace

Key = Qt.Key
BOOK = read_help(Product().folder)
EVERY: list[Destination] = [
    *pages("c", "e").values(),
    *(CaseDestination("c", part) for part in get_args(CasePart)),
    *(UnitDestination(tab) for tab in get_args(UnitTab)),
    BeforeVisitDestination("c", "e"),
    VisitModeDestination("c", "e"),
    VisitEndDestination("c", "e"),
]


def test_there_is_a_page_about_every_screen() -> None:
    assert {type(there) for there in EVERY} == set(get_args(Destination))
    missing = {str(there) for there in EVERY if page_about(there) not in BOOK.pages}
    assert missing == set()


def test_every_page_is_reached_from_a_screen_another_page_or_the_list() -> None:
    assert BOOK.groups[0][1][0] == "first_day"
    about = {page_about(there) for there in EVERY}
    tasks = {page for name, those in BOOK.groups for page in those if name in ("The five moments", "When it happens")}
    linked = {target for page in BOOK.pages.values() for _words, target in page.links}
    assert set(BOOK.pages) - about - tasks - linked <= {"words", "when_it_goes_wrong"}


def test_every_part_of_the_keys_stands_beside_a_page() -> None:
    beside = {name for page in BOOK.pages for name, _keys in keys_beside(page)}
    assert beside == set(KEYS)


def page_on(inside: Workspace) -> HelpScreen:
    screen = inside.frame.here()
    assert isinstance(screen, HelpScreen)
    return screen


def said(screen: HelpScreen) -> str:
    return "\n".join(one.text() for one in screen.view.findChildren(TextLabel))


def test_f1_opens_the_page_about_where_one_is_and_esc_comes_back(
    qtbot: QtBot, inside: Workspace, announced: list[str]
) -> None:
    appear(qtbot, inside.frame.window())
    for name in ("today", "plan", "contact", "legal"):
        there = every_page(inside)[name]
        go(qtbot, inside, there)
        announced.clear()
        press(Key.Key_F1)
        calm(qtbot, inside)
        page = BOOK.pages[page_about(there)]
        assert page_on(inside).both.shown == page.id
        assert page.sections[0].blocks[0].words in said(page_on(inside))
        assert f"{page.title}. {page.first}" in announced
        press(Key.Key_F1)
        press(Key.Key_Escape)
        calm(qtbot, inside)
        assert on(inside) == there, "the help opens over no other page of it"


@pytest.mark.parametrize("size", [100, 200])
def test_the_keyboard_is_on_the_help_also_where_the_page_takes_the_place_of_the_list(
    qtbot: QtBot, qapp: QApplication, inside: Workspace, size: int
) -> None:
    apply_theme(qapp, "light", size)
    inside.frame.fit()
    appear(qtbot, inside.frame.window())
    go(qtbot, inside, TodayDestination())
    press(Key.Key_F1)
    calm(qtbot, inside)
    screen = page_on(inside)
    assert screen.both.list.isVisible() is (size == 100)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert screen.isAncestorOf(focus)


def test_of_a_page_of_several_parts_it_is_about_the_one_on_show(qtbot: QtBot, inside: Workspace) -> None:
    there = every_page(inside)["case"]
    go(qtbot, inside, there)
    screen = inside.frame.here()
    assert isinstance(screen, CaseScreen)
    screen.open_part("partners")
    press(Key.Key_F1)
    calm(qtbot, inside)
    assert page_on(inside).both.shown == "case_partners"


def test_a_page_is_read_by_keys_and_each_section_says_all_of_itself(qtbot: QtBot, inside: Workspace) -> None:
    appear(qtbot, inside.frame.window())
    go(qtbot, inside, HelpDestination("moment_he_is_there"))
    sections = page_on(inside).view.sections
    while QApplication.focusWidget() is not sections[0]:
        press(Key.Key_Tab)
    for card, part in zip(sections, BOOK.pages["moment_he_is_there"].sections, strict=True):
        focus = QApplication.focusWidget()
        assert focus is card
        assert isinstance(focus, Card)
        assert (focus.accessibleName(), focus.accessibleDescription()) == (part.heading, part.spoken)
        press(Key.Key_Tab)


def test_the_help_is_searched_in_its_own_box_and_walked_by_the_arrows(qtbot: QtBot, inside: Workspace) -> None:
    appear(qtbot, inside.frame.window())
    go(qtbot, inside, HelpDestination())
    screen = page_on(inside)
    screen.filters.search.setFocus()
    type_words("slip office")
    press(Key.Key_Down)
    calm(qtbot, inside)
    assert screen.both._ids[0] == "before_visit"
    press(Key.Key_Home)
    calm(qtbot, inside)
    assert screen.both.shown == "before_visit"


def test_every_key_is_a_page_of_the_help(qtbot: QtBot, inside: Workspace) -> None:
    go(qtbot, inside, HelpDestination(KEYS_PAGE))
    words = said(page_on(inside))
    assert all(does in words for keys in KEYS.values() for _key, does in keys)


def test_a_link_leads_on_within_the_help(qtbot: QtBot, inside: Workspace) -> None:
    go(qtbot, inside, HelpDestination("first_day"))
    screen = page_on(inside)
    screen.filters.search.setText("zzzz")
    screen.view.wanted.emit("unit_reach")
    calm(qtbot, inside)
    assert screen.both.shown == "unit_reach"


@pytest.mark.parametrize(
    ("there", "page"),
    [
        (HelpDestination(), "first_day"),
        (HelpDestination("keys"), "keys"),
        (HelpDestination(about=TodayDestination()), "today"),
        (HelpDestination(about=form_page("referral")), "new_case"),
        (HelpDestination(about=form_page("action", "c")), "form"),
    ],
)
def test_which_page_is_opened(there: HelpDestination, page: str) -> None:
    assert page_of(there) == page


def test_the_help_finds_by_title_first_through_ctrl_k(qtbot: QtBot, inside: Workspace) -> None:
    appear(qtbot, inside.frame.window())
    go(qtbot, inside, TodayDestination())
    press(Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_words("paper may have been found")
    press(Key.Key_Return)
    calm(qtbot, inside)
    assert on(inside) == HelpDestination("moment_paper_found")
