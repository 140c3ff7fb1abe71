"""The case page: safe contact first, every part says what is known, and nothing shows a number by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from hru_advocate.casework.records import entries, records
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import CONTACT, write
from ui.case.lists import ContactsTab, HistoryTab
from ui.case.plan import PlanTab
from ui.case.screen import PARTS, CaseScreen
from ui.case_head.case_head import CaseHead
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.controls.pills import Pill
from ui.controls.theme import apply_theme
from ui.plan.screen import PlanScreen
from ui.shell.destinations import (
    CaseDestination,
    CasePart,
    FormDestination,
    FormRequest,
    PlanDestination,
    RecordDestination,
)

NUMBER = "07700 900417"


def words_on(page: QWidget) -> str:
    """Everything a page says."""
    labels = [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]
    return "\n".join([*labels, *[pill.text() for pill in page.findChildren(Pill)]])


def button(page: QWidget, start: str) -> Button:
    """A button by the beginning of its accessible name."""
    return next(one for one in page.findChildren(Button) if one.accessibleName().startswith(start))


def test_the_head_says_who_how_safe_and_how_high(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case))
    words = words_on(screen.head)
    assert "M. K." in words
    assert "Kowalska" not in words
    assert "High · advocate's judgement, 12 Nov" in words
    assert "lives apart" in words
    assert "mobile ending 417" in words


def test_large_type_leaves_half_the_page_to_the_work(room: CaseRoom, qapp: QApplication) -> None:
    """A laptop's 1366 by 768 pixels without rail, header and status line."""
    apply_theme(qapp, "light", 200)
    screen = room.show(PlanScreen, PlanDestination(room.case), width=1010, height=580)
    head = screen.findChild(CaseHead)
    assert head is not None
    assert head.height() < 580 / 2
    tops = {one.mapTo(head, one.rect().topLeft()).y() for one in head.tabs.findChildren(Button)}
    assert len(tops) == 1
    rules = head.strip.findChildren(TextLabel)[-1]
    assert rules.isHidden()
    button(head.strip, "Show rules").click()
    assert "no voicemail" in rules.text()
    assert rules.isVisible()
    button(head.strip, "Hide rules").click()
    head.reveal.click()
    room.settle()
    assert NUMBER in rules.text()
    assert rules.isVisible()


def test_the_name_is_shown_and_hidden_again(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case))
    screen.head.name.click()
    assert screen.head.initials.text() == "Mary Kowalska"
    screen.leave()
    assert screen.head.initials.text() == "M. K."


def test_the_builder_shows_no_number(room: CaseRoom) -> None:
    assert NUMBER not in words_on(room.show(PlanScreen, PlanDestination(room.case)))


@pytest.mark.parametrize("tab", PARTS)
def test_no_part_shows_a_number(room: CaseRoom, tab: CasePart) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case, tab))
    assert NUMBER not in words_on(screen)
    assert NUMBER.replace(" ", "") not in words_on(screen)


def test_the_number_comes_only_on_request_and_with_its_rules(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case))
    screen.head.reveal.click()
    room.settle()
    shown = next(label.text() for label in screen.head.findChildren(QLabel) if NUMBER in label.text())
    assert "weekdays 10:00–14:00" in shown
    assert "no voicemail" in shown
    lines, _more = room.worker.ask(records.history, room.case).result()
    assert any("show" in line.title.lower() or "reveal" in line.title.lower() for line in lines)
    screen.leave()
    assert NUMBER not in words_on(screen)


def test_the_overview_leads_to_measures_people_and_drafts(room: CaseRoom) -> None:
    room.worker.ask(entries.keep_draft, "d1" + room.case[2:], "contact", {"fact": "x"}, case=room.case).result()
    screen = room.show(CaseScreen, CaseDestination(room.case))
    words = words_on(screen)
    assert "Followed or watched" in words
    assert "Contact · Weekly call, ask about the hearing" in words
    assert "A. K. (sister)" in words
    assert "Kowalska" not in words
    screen.head.name.click()
    room.settle()
    assert "Anna Kowalska (sister)" in words_on(screen)
    button(screen, "Find measures: Followed").click()
    assert room.visits[-1:] == [PlanDestination(room.case, "rf_watching_following")]
    button(screen, "Go on: Contact").click()
    assert room.visits[-1:] == [FormDestination(FormRequest("contact", room.case, "d1" + room.case[2:]))]
    button(screen, "Open: Safe person").click()
    assert isinstance(room.visits[-1], RecordDestination)
    assert room.visits[-1].case == room.case


def test_tabs_are_walked_by_keys(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case))
    press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert isinstance(screen.part, ContactsTab)


def test_the_plan_stands_behind_its_tab_and_the_builder_behind_its_button(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case))
    screen.open_part("plan")
    assert isinstance(screen.part, PlanTab)
    plans = [one for one in screen.head.findChildren(Button) if one.accessibleName() == "Plan"]
    next(one for one in plans if one.property("kind") == "primary").click()
    assert room.visits == [PlanDestination(room.case)]


def test_a_contact_is_noted_in_the_quick_form(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case, "contacts"))
    part = screen.part
    assert isinstance(part, ContactsTab)
    page = part.page
    assert page is not None
    assert page.raw()["happened"] == {
        "told": "23 Nov 2026, 10:04", "start": "2026-11-23T10:04", "end": "2026-11-23T10:04", "exact": True,
    }  # fmt: skip
    for field, value in (("method", "phone"), ("direction", "attempt"), ("with_whom", "victim")):
        found = page.frame_at(field)
        assert found is not None
        found.editor.fill(value)
    fact = page.frame_at("fact")
    assert fact is not None
    fact.editor.take_focus()
    type_words("No answer, tried again.")
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert "No answer, tried again." in words_on(part.log)
    assert part.page is not page
    assert room.back_requests == []


def test_log_contact_goes_to_the_quick_form_however_often_it_is_pressed(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case))
    log = button(screen.head, "Log contact")
    for _press in range(3):
        log.click()
        screen.open_part("risk")
    log.click()
    room.settle()
    part = screen.part
    assert isinstance(part, ContactsTab)
    assert part.page is not None
    focus = screen.focusWidget()
    assert focus is not None
    assert part.page.isAncestorOf(focus)
    standing = screen.head.tabs.standing
    assert standing is not None
    assert standing.accessibleName() == "Contacts"
    log.click()
    assert screen.part is part


def test_the_log_is_filtered_by_words(room: CaseRoom) -> None:
    write(room.worker, "contact", {**CONTACT, "fact": "Met at the library café."}, room.case)
    screen = room.show(CaseScreen, CaseDestination(room.case, "contacts"))
    part = screen.part
    assert isinstance(part, ContactsTab)
    part.search.setText("CAFE")
    assert part.log.note.text() == "1 of 2"
    part.search.setText("zebra")
    room.settle()
    assert "No contact has these words." in words_on(part.log)


def test_all_questions_take_what_is_typed_along(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case, "contacts"))
    part = screen.part
    assert isinstance(part, ContactsTab)
    assert part.page is not None
    fact = part.page.frame_at("fact")
    assert fact is not None
    fact.editor.take_focus()
    type_words("half a sentence")
    part.all_button.click()
    room.settle()
    there = room.visits[-1]
    assert isinstance(there, FormDestination)
    assert there.request.draft
    start = room.worker.ask(entries.start, "contact", case=room.case, draft=there.request.draft).result()
    assert start.raw["fact"].value == "half a sentence"


def test_the_risk_picture_shows_words_not_numbers_of_points(room: CaseRoom) -> None:
    words = words_on(room.show(CaseScreen, CaseDestination(room.case, "risk")))
    assert "“He was in the car park again. He just waved.”" in words
    assert "high harm" in words
    assert "1 unsafe to ask" in words
    assert "Fire, fuel or petrol threats" in words
    assert "score" not in words.lower().replace("never a score", "")


def test_needs_show_both_ratings_and_the_direction(room: CaseRoom) -> None:
    write(room.worker, "needs_assessment", {"held_on": "22 Nov 2026", "nd_housing": 1}, room.case)
    words = words_on(room.show(CaseScreen, CaseDestination(room.case, "needs")))
    assert "advocate's rating 3 of 4" in words
    assert "before: 3 of 4" in words
    assert "better" in words


def test_history_holds_everything_and_can_show_looks(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case, "history"))
    part = screen.part
    assert isinstance(part, HistoryTab)
    before = len([one for one in part.card.findChildren(Button) if one.isVisibleTo(part)])
    rows = words_on(part.card).count("A. Advocate")
    part.events.setChecked(True)
    room.settle()
    assert before
    assert words_on(part.card).count("A. Advocate") > rows


def test_a_change_elsewhere_is_shown_at_once(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case))
    saved = write(room.worker, "person", {"role": "child", "name": "Zosia Made-Up"}, room.case)
    room.context.notifier.notify(saved.changed)
    room.settle()
    assert "Z. M." in words_on(screen)


def test_typed_words_are_never_read_as_markup(room: CaseRoom) -> None:
    hostile = "he said <he will> & <img src=x>"
    write(room.worker, "contact", {**CONTACT, "fact": hostile}, room.case)
    assert hostile in words_on(room.show(CaseScreen, CaseDestination(room.case, "contacts")))


LONG = "Made-up Recovery and Safety Service of the Whole County (Formerly the Harbour Trust)"


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("width", [1024, 1366])
@pytest.mark.parametrize("part", PARTS)
def test_no_part_of_a_case_scrolls_sideways(
    room: CaseRoom, qapp: QApplication, part: CasePart, width: int, size: int
) -> None:
    """The page beside the rail, as wide as a window of this width leaves it in this type."""
    if part == "partners":
        write(room.worker, "person", {"role": "professional", "name": "Jo Example", "agency": LONG}, room.case)
    apply_theme(qapp, "light", size)
    screen = room.show(CaseScreen, CaseDestination(room.case, part), width=width - (209 if size == 100 else 350))
    assert screen.area is not None
    assert screen.area.horizontalScrollBar().maximum() == 0
