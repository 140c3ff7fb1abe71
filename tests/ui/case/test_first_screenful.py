"""What a page makes before it shows anything, pinned by counts: no clock is asked, the widgets are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.records.records import record_lines
from tests.ui.case_room import CaseRoom, press
from ui.case.closing.screen import ClosingScreen
from ui.case.lists import QUICK, ContactsTab
from ui.case.overview import OverviewTab
from ui.case.record_screen import RecordScreen
from ui.case.screen import CaseScreen
from ui.controls.keyboard.reading_order import stops_in
from ui.controls.labels import TextLabel
from ui.controls.layout.in_good_time import InGoodTime, still_to_come
from ui.controls.theme import apply_theme, style_sheet, theme
from ui.form.beginning import Beginning, FormStart
from ui.form.page import FormPage
from ui.form.question.field_frame import FieldFrame
from ui.form.screen import FormScreen
from ui.shell.destinations import (
    CaseDestination,
    CasePart,
    ClosingDestination,
    FormRequest,
    RecordDestination,
    form_page,
)
from ui.shell.main_window import MainWindow
from ui.shell.screen import AnyScreen


@pytest.mark.parametrize(("part", "most"), [("overview", 215), ("contacts", 300), ("plan", 190), ("risk", 190)])
def test_a_page_holds_no_more_widgets_than_its_first_screenful_needs(room: CaseRoom, part: CasePart, most: int) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case, part))
    assert len(screen.findChildren(QWidget)) <= most


def contact_page(room: CaseRoom) -> FormPage:
    """The short form of a contact as it is before its page has rested."""
    screen = room.show(CaseScreen, CaseDestination(room.case, "overview"))
    begun: list[Beginning] = []
    FormStart(screen, FormRequest("contact", room.case, answers={"words": "She was afraid."}), begun.append).ask()
    room.settle()
    page = FormPage(screen, begun[0], only=QUICK, at_once=1)
    assert screen.part is not None
    screen.part.column.insertWidget(0, page)
    return page


def made(page: FormPage) -> set[str]:
    return {frame.asked.id for frame in page.findChildren(FieldFrame)}


def test_a_contact_form_is_made_as_far_as_it_is_in_sight_and_whole_once_the_page_rests(room: CaseRoom) -> None:
    page = contact_page(room)
    assert made(page) == {"happened", "method", "direction", "with_whom", "voicemail"}
    assert page.raw()["words"] == "She was afraid.", "what is not made yet is answered all the same"
    told: list[bool] = []
    page.whole.connect(lambda: told.append(True))
    room.settle()
    assert (made(page), told) == (set(QUICK), [True])
    words = page.frame_of("words")
    assert words is not None
    assert words.editor.raw() == "She was afraid."


@pytest.mark.parametrize("asks", ["put", "save", "keyboard"])
def test_whoever_asks_for_the_rest_of_a_form_has_it_at_once(room: CaseRoom, asks: str) -> None:
    page = contact_page(room)
    if asks == "put":
        page.put({"fact": "Rang at nine."})
        assert page.raw()["fact"] == "Rang at nine."
    elif asks == "save":
        page.save()
    else:
        last = page.frame_of("with_whom")
        assert last is not None
        last.take_focus()
    assert made(page) == set(QUICK)


def test_two_tabs_that_came_at_once_go_on_to_the_questions_just_made(room: CaseRoom) -> None:
    """Keys pressed while a page is busy are handed over together, with nothing else between them."""
    page = contact_page(room)
    page.show()
    last = page.frame_of("with_whom")
    assert last is not None
    last.take_focus()
    press(Qt.Key.Key_Tab)
    fact, held = page.frame_of("fact"), QApplication.focusWidget()
    assert fact is not None
    assert held is not None
    assert fact.isAncestorOf(held)


def test_the_keys_of_a_contact_form_go_through_its_questions_in_order(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case, "contacts"))
    assert isinstance(screen.part, ContactsTab)
    page = screen.part.page
    assert page is not None
    assert made(page) == set(QUICK)
    stops = stops_in(screen)
    order: list[str] = []
    for stop in stops:
        frame = next((one for one in page.findChildren(FieldFrame) if one.isAncestorOf(stop)), None)
        name = frame.asked.id if frame is not None else "save" if stop is screen.part.save_button else ""
        if name and name not in order:
            order.append(name)
    asked = [field for field in QUICK if field in order]
    assert order == [*asked, "save"]
    assert stops.index(screen.part.save_button) < stops.index(screen.part.search)


def test_what_stands_further_down_comes_once_the_page_rests_and_then_at_once(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case))
    assert isinstance(screen.part, OverviewTab)
    assert still_to_come() == 0
    filled: list[str] = []
    rest = InGoodTime(screen)
    rest.fill(lambda: filled.append("first"))
    rest.fill(lambda: filled.append("second"))
    assert (filled, still_to_come()) == ([], 1)
    room.settle()
    assert filled == ["second"], "the last call counts, and it counts once"
    rest.fill(lambda: filled.append("at once"))
    assert (filled, still_to_come()) == (["second", "at once"], 0)


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


@pytest.mark.parametrize("form", ["closure", "criminal_case", "hearing", "meeting", "incident", "visit", "outcome"])
def test_a_long_form_opens_with_its_first_sections_and_asks_every_question_once_it_rests(
    room: CaseRoom, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first: list[set[str]] = []
    take_focus = FormPage.take_focus

    def look(page: FormPage) -> None:
        first.append(made(page))
        take_focus(page)

    monkeypatch.setattr(FormPage, "take_focus", look)
    screen = room.show(FormScreen, form_page(form, room.case))
    assert screen.page is not None
    asked = [field.id for field in screen.page.form.fields if not field.by_program]
    assert set(asked) <= made(screen.page)
    sections = [{field.id for field in one.fields if not field.by_program} for one in screen.page.form.sections]
    assert sections[0] <= first[0]
    assert not sections[-1] & first[0]


def test_what_was_answered_in_a_section_that_does_not_stand_yet_is_kept_and_shown(room: CaseRoom) -> None:
    answers = {"what": "Ask the landlord", "owner": "us", "state": "open", "because": "It is broken."}
    screen = room.show(FormScreen, form_page("action", room.case, **answers))
    assert screen.page is not None
    given = screen.page.raw()
    assert {key: given.get(key) for key in answers} == answers


def test_a_page_shown_again_stands_as_far_as_it_stood_and_nobody_loses_the_place(room: CaseRoom) -> None:
    """News, or names shown, made the end of the page come a moment later: who stood there was thrown up."""
    entry = room.worker.ask(record_lines, room.case, ("risk",)).result(timeout=20)[0].entry
    record = room.show(RecordScreen, RecordDestination(entry, room.case))
    assert record.view is not None
    before = labels(record.pages)
    record._show(record.view)
    assert labels(record.pages) == before
    closing = room.show(ClosingScreen, ClosingDestination(room.case))
    assert closing._page is not None
    long = replace(closing._page, open=closing._page.open * 2)
    closing._show(long)
    room.settle()
    before = labels(closing.open.rows)
    closing._show(long)
    assert labels(closing.open.rows) == before


def labels(column: QBoxLayout) -> list[str]:
    """The words that stand in a column now."""
    items = [column.itemAt(place) for place in range(column.count())]
    parts = [part for one in items if one is not None and (part := one.widget()) is not None]
    within = [label for part in parts for label in (part, *part.findChildren(TextLabel))]
    return [label.text() for label in within if isinstance(label, TextLabel)]
