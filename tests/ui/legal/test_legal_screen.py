"""The Legal page by real keys: found, filtered, read, confirmed in three keys, noted in a case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from hru_advocate.casework.law.confirmable import law_page
from hru_advocate.casework.law.legal_options import confirm_option, option_page
from hru_advocate.casework.typed_words import fields_typed
from tests.ui.case.test_case_screen import button, words_on
from tests.ui.case_room import CaseRoom, press, type_words
from ui.legal.screen import LegalScreen
from ui.makers import RAIL
from ui.shell.destinations import LegalDestination

CONFIRMED = 3
# The vault is one for all tests here: each that confirms takes an option of its own.


def legal(room: CaseRoom, option: str = "", **size: int) -> LegalScreen:
    return room.show(LegalScreen, LegalDestination(option), **size)


def ids(screen: LegalScreen) -> list[str]:
    model = screen.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_legal_stands_in_the_rail_after_the_directory() -> None:
    assert [entry.words for entry in RAIL] == ["Today", "Cases", "Directory", "Legal", "Unit", "Figures", "Settings"]


def test_words_narrow_the_list_and_enter_opens_an_option(room: CaseRoom) -> None:
    screen = legal(room)
    assert len(ids(screen)) == 63
    screen.filters.search.setFocus()
    type_words("clare")
    room.qtbot.waitUntil(lambda: len(ids(screen)) == 2)
    press(Qt.Key.Key_Down)
    screen.list.setFocus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    room.settle()
    words = words_on(screen)
    assert "Clare's Law" in words
    assert "Is there, or was there, an intimate relationship?" in words


@pytest.mark.parametrize(("box", "choice", "has", "lacks"), [
    (0, "nd_money", "Criminal injuries compensation (CICA)", "Non-molestation order"),
    (1, "council", "Emergency rehousing (priority need)", "Non-molestation order"),
    (2, "pilot_check_area", "Domestic abuse protection order", "Non-molestation order"),
    (3, "fee", "Harassment injunction (civil claim)", "Non-molestation order"),
    (4, "court_quick", "Non-molestation order", "Child arrangements order"),
])  # fmt: skip
def test_each_filter_narrows_the_list(room: CaseRoom, box: int, choice: str, has: str, lacks: str) -> None:
    screen = legal(room)
    screen.filters._boxes[box].choose(choice)
    room.settle()
    assert has in ids(screen)
    assert lacks not in ids(screen)


def test_what_can_be_relied_on_stands_above_the_rest(room: CaseRoom) -> None:
    words = words_on(legal(room, "dapo"))
    order = ["Not legal advice.", "Not yet confirmed by the unit", "Some areas only: check this one",
             "Known change: DAPO and DAPN pilot", "Check before relying on it", "What it can do", "To ask",
             "Days to watch", "Where this comes from"]  # fmt: skip
    places = [words.index(part) for part in order]
    assert places == sorted(places)


def test_an_option_is_confirmed_in_three_keys(room: CaseRoom, qapp: QApplication) -> None:
    screen = legal(room, "nmo")
    count = 0
    check = button(screen.view, "Confirm it for the unit")
    QTest.mouseClick(check, Qt.MouseButton.LeftButton)
    count += 1
    for key, held in (
        (Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
    ):
        focus = qapp.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, held)
        count += 1
    room.settle()
    line = room.worker.ask(option_page, "nmo").result(timeout=20).line
    assert line.confirmed
    assert "against: The law as it stands today" in words_on(screen)
    assert count <= CONFIRMED


def test_a_clock_is_found_by_words_and_confirmed_in_three_keys(room: CaseRoom, qapp: QApplication) -> None:
    screen = legal(room)
    screen.filters.search.setFocus()
    type_words("support service")
    room.qtbot.waitUntil(lambda: "Referral to a support service, needs assessed" in ids(screen))
    screen = legal(room, "clock_support_referral")
    assert "Its source is weak: check before relying on it" in words_on(screen)
    assert "Note in a case" not in words_on(screen.view)
    QTest.mouseClick(button(screen.view, "Confirm it for the unit"), Qt.MouseButton.LeftButton)
    for key, held in (
        (Qt.Key.Key_2, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
    ):
        focus = qapp.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, held)
    room.settle()
    assert room.worker.ask(law_page, "clock_support_referral").result(timeout=20).line.confirmed
    assert "against: Official guidance" in words_on(screen)


def test_nothing_is_kept_until_it_is_said_against_what(room: CaseRoom) -> None:
    screen = legal(room, "spo_full")
    button(screen.view, "Confirm it for the unit").click()
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert not room.worker.ask(option_page, "spo_full").result(timeout=20).line.confirmed
    assert screen.confirming.problem.isVisible()


def test_what_has_changed_is_kept_beside_our_words(room: CaseRoom) -> None:
    screen = legal(room, "dapn")
    button(screen.view, "Confirm it for the unit").click()
    press(Qt.Key.Key_5)
    screen.confirming.changed.setFocus()
    type_words("Made here now.")
    assert screen.confirming.keep.text().startswith("Keep what has changed")
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    words = words_on(screen)
    assert "Made here now." in words
    assert "Changed, says the unit" in words
    assert "What it can do" in words


def test_words_typed_for_one_option_stay_with_it_until_they_are_kept(room: CaseRoom) -> None:
    screen = legal(room, "spo_interim")
    card = screen.confirming
    card.changed.setFocus()
    type_words("Asked of court officers.")
    places = [ids(screen).index(name) for name in ("Occupation order", "Stalking protection order (interim)")]
    seen = []
    for place in places:
        screen.list.setCurrentIndex(screen.list.model().index(place, 0))
        room.settle()
        seen.append(card.changed.words())
    assert seen == ["", "Asked of court officers."]
    assert card.against is not None
    card.against.take_focus()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert card.changed.words() == ""
    for keeper in screen.keepers():
        keeper.flush(lambda _fault: None)
    room.settle()
    assert room.worker.ask(fields_typed, "legal").result(timeout=20) == {}


def test_an_old_confirmation_says_so(room: CaseRoom) -> None:
    room.worker.ask(confirm_option, "cica", by="A. Sergeant", against="law", on="2026-05-22").result(timeout=20)
    assert "older than 6 months: check again" in words_on(legal(room, "cica"))


def test_an_option_is_noted_in_a_case(room: CaseRoom) -> None:
    screen = legal(room, "nmo")
    button(screen.view, "Note in a case").click()
    room.settle()
    screen.picker.case.choose(room.case)
    screen.picker.go.setFocus()
    press(Qt.Key.Key_Return)
    (visit,) = room.visits
    request = getattr(visit, "request")  # noqa: B009 - a form's destination, of which the request is looked at
    assert (request.form, request.case) == ("legal_talk", room.case)
    assert request.answers == {"option": "nmo", "stands": "talked_about"}


def test_a_narrow_window_shows_one_after_the_other(room: CaseRoom) -> None:
    screen = legal(room, "nmo", width=700)
    assert not screen.list.isVisible()
    assert screen.step_back()
    assert screen.list.isVisible()


def test_after_the_list_a_window_made_wide_shows_no_option_that_was_left(room: CaseRoom) -> None:
    screen = legal(room, "nmo", width=700)
    button(screen, "Back to the list").click()
    screen.resize(1190, 683)
    room.settle()
    assert screen.list.isVisible()
    assert not screen.view.isVisible()
    assert not screen.confirming.isVisible()
    assert "Choose an option." in words_on(screen)


def test_another_option_is_read_from_its_beginning(room: CaseRoom) -> None:
    screen = legal(room, "nmo")
    area = next(one for one in screen.findChildren(QScrollArea) if one.isAncestorOf(screen.view))
    area.verticalScrollBar().setValue(400)
    assert area.verticalScrollBar().value() == 400
    screen.list.setCurrentIndex(screen.list.model().index(ids(screen).index("Occupation order"), 0))
    room.settle()
    assert "Occupation order" in words_on(screen.view)
    assert area.verticalScrollBar().value() == 0


def test_an_option_of_many_lines_is_laid_out_as_few(room: CaseRoom) -> None:
    """A label to each line took a tenth of a second for a long option: its lines stand together in one."""
    screen = legal(room, "nmo")
    page = room.worker.ask(option_page, "spo_full").result(timeout=20)
    longer = replace(
        page, **{name: getattr(page, name) * 20 for name in ("prompts", "dates", "evidence", "to_confirm", "sources")}
    )
    counts = []
    for one in (page, longer):
        screen.view.show_page(one)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what was shown before
        counts.append(len(screen.view.findChildren(QWidget)))
    assert len(page.prompts) > 2
    assert counts[0] == counts[1]
