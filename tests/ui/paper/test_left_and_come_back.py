"""A page of paper that is left for a moment: its answers are there again, and what it waits for is filled in on it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from hru_advocate.casework.unit.our_number import our_number
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import PLAN
from tests.ui.paper.printer import printer_for
from tests.ui.paper.test_paper_screen import questions, words_on
from ui.paper.screen import PaperScreen
from ui.shell.destinations import PaperDestination

NAMED = "Leila, 01632 960482, waits at the side door."


def plan_of(*texts: str) -> dict[str, object]:
    items = [{"section": "home", "text": text, "state": "chosen", "carry": "carry"} for text in texts]
    return {**PLAN, "own_words": "", "own_numbers": [], "items": items}


def press_button(page: PaperScreen, words: str) -> None:
    button = next(one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisible())
    button.setFocus()
    press(Qt.Key.Key_Space)


def show(room: CaseRoom, document: str = "full_plan", *texts: str) -> PaperScreen:
    plan = plan_of(*(texts or ("Lock the door.", NAMED)))
    return room.show(PaperScreen, PaperDestination(room.case, document, plan=plan))


def answer_by_keys(room: CaseRoom, page: PaperScreen) -> None:
    """No to whatever is asked, why all the same, where it is kept, and a tick."""
    for name in ("lives_with", "searched", "family_danger"):
        frame = questions(page).frames.get(name)
        if frame is not None and frame.isVisible():
            frame.take_focus()
            press(Qt.Key.Key_2)
    for name, words in (("override", "Talked about"), ("kept_where", "In her locker")):
        questions(page).frames[name].take_focus()
        type_words(words)
    press(Qt.Key.Key_Tab)
    room.rest()
    tick = next(one for key, one in page.on_paper.ticks.items() if key.startswith("found"))
    tick.setFocus()
    press(Qt.Key.Key_Space)
    room.rest()


def test_answers_and_ticks_are_there_again_after_a_trip_elsewhere(room: CaseRoom) -> None:
    first = show(room)
    answer_by_keys(room, first)
    given, ticks = first.asked.given(), first._ticks
    assert given["kept_where"] == "In her locker"
    assert ticks
    first.leave()
    again = show(room)
    assert (again.asked.given(), again._ticks) == (given, ticks)
    assert again.print_button.isEnabled()
    assert show(room, "large_print").asked.given() == {}, "another form of paper is asked about anew"


def test_a_form_of_paper_one_comes_back_to_on_the_same_page_keeps_what_was_answered_last(room: CaseRoom) -> None:
    page = show(room)
    answer_by_keys(room, page)
    for document in ("contact_log", "full_plan"):
        page.choice.forms.choose(document)
        room.rest()
    assert page.asked.given()["kept_where"] == "In her locker"
    assert page._ticks == frozenset(), "a tick is given again where the paper changed meanwhile"


def test_after_a_copy_the_next_is_asked_about_anew(room: CaseRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    printer_for(monkeypatch, copies=1)
    first = show(room)
    answer_by_keys(room, first)
    press_button(first, first.print_button.text())
    room.rest()
    first.leave()
    assert show(room).asked.given() == {}


def test_how_to_reach_us_is_filled_in_beside_the_paper_that_waits_for_it(room: CaseRoom) -> None:
    page = show(room, "full_plan", "Tell us when he writes.", "Lock the door.")
    for name in ("lives_with", "searched", "family_danger"):
        frame = questions(page).frames.get(name)
        if frame is not None and frame.isVisible():
            frame.take_focus()
            press(Qt.Key.Key_2)
    questions(page).frames["override"].take_focus()
    type_words("Talked about")
    assert "Fill it in here" in page.unsafe.text()
    press_button(page, "Fill in how to reach us")
    room.rest()
    assert page.step_back(), "Esc puts it away and shows the pages again"
    assert (page.preview.isVisible(), page.reach_here.isHidden(), page.step_back()) == (True, True, False)
    press_button(page, "Fill in how to reach us")
    room.rest()
    form = page.reach_here.form
    assert form is not None
    assert form.asked.questions is not None
    assert page.preview.isHidden()
    held = QApplication.focusWidget()
    assert held is not None
    assert form.asked.questions.frames["name"].isAncestorOf(held), "the keyboard stands at the first question"
    typed = {"number": "01632 960811", "label": "Joan", "by": "DS Example", "on": "23 Nov 2026"}
    for name, words in typed.items():
        form.asked.questions.frames[name].take_focus()
        type_words(words)
    form.asked.questions.frames["against"].take_focus()
    press(Qt.Key.Key_1)
    form.button.setFocus()
    press(Qt.Key.Key_Space)
    room.rest()
    kept = room.worker.ask(our_number).result(timeout=20)
    assert kept is not None
    assert (kept.number, kept.label) == ("01632 960811", "Joan")
    assert page.reach_here.isHidden()
    assert page.preview.isVisible()
    assert page.print_button.isEnabled()
    assert "How to reach us is kept." in page.banner.text()
    assert questions(page).raw()["override"] == "Talked about"


@pytest.mark.parametrize(
    ("document", "headline", "said"),
    [
        ("full_plan", "1 of 2 measures is on it; 1 left off.", "It holds a number that nobody has confirmed."),
        ("large_print", "1 of 2 measures is on it; 1 left off.", "It holds a number that nobody has confirmed."),
        ("easy_words", "1 of 2 measures is on it; 1 left off.", "It holds a number that nobody has confirmed."),
        ("plain_sheet", "1 of 2 measures is on it; 1 left off.", "It holds a number that nobody has confirmed."),
        ("pocket_card", "0 of 2 measures are on it in short words; 2 left off.", "It has no short words for a card."),
    ],
)
def test_what_is_left_off_is_counted_and_said_above_print_and_led_to(
    room: CaseRoom, document: str, headline: str, said: str
) -> None:
    page = show(room, document)
    assert headline in words_on(page.on_paper)
    assert page.before.left_off.isVisible()
    assert said in page.before.left_off.text()
    assert page.before.left_off.mapTo(page, page.rect().topLeft()).y() < page.height() - page.print_button.height()
    press_button(page, "Show it" if document != "pocket_card" else "Show the first")
    room.rest()
    if document != "pocket_card":
        held = QApplication.focusWidget()
        assert held is not None
        assert held in page.on_paper.ticks.values()
        QTest.keyClick(held, Qt.Key.Key_Space)
        room.rest()
        assert "2 of 2 measures are on it." in words_on(page.on_paper)
        assert page.before.left_off.isHidden()


def test_a_paper_that_leaves_nothing_off_says_nothing(room: CaseRoom) -> None:
    page = show(room, "full_plan", "Lock the door.")
    assert "1 of 1 measures is on it." in words_on(page.on_paper)
    assert page.before.left_off.isHidden()
    assert page.before.show_left.isHidden() or not page.before.show_left.isVisible()
