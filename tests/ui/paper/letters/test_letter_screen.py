"""The builder of a letter by real keys: begun, finished, ticked, printed, copied; what must not go does not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.letters.letters import letter_lines
from hru_advocate.casework.paper import copies
from tests.ui.case.test_case_screen import button, words_on
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import write
from tests.ui.paper.printer import printer_for
from ui.case.legal.letters import LettersCard
from ui.case.screen import CaseScreen
from ui.form.question.name_veil import NameVeil
from ui.paper.letters.screen import LetterScreen
from ui.paper.preview.page_preview import PagePicture
from ui.paper.screen import PaperScreen
from ui.shell.destinations import CaseDestination, LetterDestination, PaperDestination

READY: dict[str, object] = {
    "title": "Safety at home",
    "kind": "letter",
    "to_name": "Housing team",
    "greeting": "Dear Sir or Madam",
    "subject": "New locks",
    "text": "Please fit new locks.",
    "consent": "yes",
    "goes_by": "post",
    "state": "draft",
}


def settle(room: CaseRoom, screen: LetterScreen) -> None:
    """Wait for the pause in typing, then for the look at the letter."""
    room.qtbot.waitUntil(lambda: not screen._pause.isActive())
    room.settle()


def put(room: CaseRoom, screen: LetterScreen, **answers: object) -> None:
    assert screen.page is not None
    screen.page.put(answers)
    settle(room, screen)


def written(room: CaseRoom, **more: object) -> str:
    return write(room.worker, "letter", READY | more, room.case).entry


def test_a_letter_goes_from_its_template_to_the_printer_by_keys(room: CaseRoom) -> None:
    case = room.show(CaseScreen, CaseDestination(room.case, "legal"))
    card = case.findChild(LettersCard)
    assert card is not None
    assert "No letter yet" in words_on(card)
    card.template.setFocus()
    press(Qt.Key.Key_H)
    press(Qt.Key.Key_Down)
    assert card.template.chosen() == "housing_safety"
    button(card, "Write a letter from this template").setFocus()
    press(Qt.Key.Key_Return)
    there = LetterDestination(room.case, "housing_safety")
    assert room.visits == [there]

    screen = room.show(LetterScreen, there)
    settle(room, screen)
    assert screen.page is not None
    assert screen.look is not None
    assert not screen.print_button.isEnabled()
    assert "what is needed, such as locks" in words_on(screen.checks)
    assert "Mary" not in words_on(screen), "no name before it is asked for"
    text = str(screen.page.raw()["text"])
    mended = text.replace("[[what is needed, such as locks, lights, a door viewer]]", "new locks").replace(
        "[[a day]]", "Friday"
    )
    put(room, screen, text=mended, to_name="Housing team", consent="yes", goes_by="post")
    (tick,) = screen.checks.ticks
    assert tick.accessibleName().startswith("Leave in: M.")
    assert not screen.print_button.isEnabled()
    tick.setFocus()
    press(Qt.Key.Key_Space)
    settle(room, screen)
    assert screen.print_button.isEnabled()
    screen.print_button.setFocus()
    press(Qt.Key.Key_Return)
    room.settle()
    (line,) = room.worker.ask(letter_lines, room.case).result()
    assert room.visits[-1] == PaperDestination(room.case, "letter", record=line.entry)


def test_an_item_taken_out_and_put_in_again_is_ticked_again_only_for_its_words(room: CaseRoom) -> None:
    screen = room.show(LetterScreen, LetterDestination(room.case, corrects=(written(room),)))
    settle(room, screen)
    assert screen.print_button.isEnabled()
    put(room, screen, text="Please fit new locks for Mary.")
    assert not screen.print_button.isEnabled()
    put(room, screen, text="Please fit new locks for them.")
    assert screen.print_button.isEnabled()


def test_a_letter_is_copied_as_text_and_leaves_the_clipboard(room: CaseRoom) -> None:
    screen = room.show(LetterScreen, LetterDestination(room.case, corrects=(written(room),)))
    settle(room, screen)
    screen.copy_button.setFocus()
    press(Qt.Key.Key_Return)
    room.settle()
    text = QGuiApplication.clipboard().text()
    assert "Please fit new locks." in text
    assert "Yours faithfully" in text
    (copy,) = [one for one in room.worker.ask(copies.copies, room.case).result() if one.document == "letter"]
    assert copy.out
    screen.clipboard._timer.timeout.emit()
    assert QGuiApplication.clipboard().text() == ""
    screen.clipboard.hold("ours")
    QGuiApplication.clipboard().setText("somebody's own")
    screen.clipboard.clear()
    assert QGuiApplication.clipboard().text() == "somebody's own"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"to_name": "Darren Holt"}, "no letter goes there"),
        ({"text": "The restraining order is in force."}, "none is known to hold"),
        ({"consent": "not_yet"}, "Ask the person about this letter"),
        ({"text": "Please ring [[number]]."}, "number"),
    ],
)
def test_what_must_not_go_says_why_and_cannot_be_printed(room: CaseRoom, more: dict[str, object], said: str) -> None:
    screen = room.show(LetterScreen, LetterDestination(room.case, corrects=(written(room),)))
    settle(room, screen)
    write(room.worker, "person", {"role": "perpetrator", "name": "Darren Holt"}, room.case)
    screen.names.show()
    put(room, screen, **more)
    assert said in words_on(screen.checks)
    assert not screen.print_button.isEnabled()
    assert not screen.copy_button.isEnabled()


def test_a_statement_shows_its_prompts_and_keeps_the_words(room: CaseRoom) -> None:
    screen = room.show(LetterScreen, LetterDestination(room.case, "personal_statement"))
    settle(room, screen)
    assert "How have you been since it began?" in words_on(screen.checks)
    words = "I  dont sleep.\n\n i look behind me"
    put(room, screen, words=words, consent="yes", goes_by="person")
    assert screen.page is not None
    assert screen.page.raw()["words"] == words
    assert screen.print_button.isEnabled()
    screen.save_button.setFocus()
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    (line,) = room.worker.ask(letter_lines, room.case).result()
    assert (line.title, line.document, line.to) == ("Personal statement", "letter_in_hand", "")


def test_typing_goes_on_where_it_was_after_the_letter_is_saved(room: CaseRoom) -> None:
    screen = room.show(LetterScreen, LetterDestination(room.case, "housing_safety"))
    settle(room, screen)
    put(room, screen, **READY)
    assert screen.page is not None
    frame = screen.page.frame_of("text")
    assert frame is not None
    frame.take_focus()
    press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    type_words(" At once")
    room.settle()
    type_words(", please.")
    room.settle()
    assert screen.page.raw()["text"] == "Please fit new locks. At once, please."
    assert screen.page.collect()[1] == "Gone on with the letter"
    assert screen.page.keeper.unkept, "what was typed while it was saved is kept too"
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    (line,) = room.worker.ask(letter_lines, room.case).result()
    assert screen.entry == line.entry
    assert not screen.page.keeper.touched


def test_a_letter_that_is_gone_on_with_gets_the_keyboard_where_it_is_seen(room: CaseRoom) -> None:
    screen = room.show(LetterScreen, LetterDestination(room.case, corrects=(written(room),)))
    settle(room, screen)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.isVisible()
    assert screen.page is not None
    assert not screen.page.reason_frame.isAncestorOf(focus)


def test_the_page_is_seen_beside_the_words_once_names_are_shown(room: CaseRoom) -> None:
    screen = room.show(LetterScreen, LetterDestination(room.case, corrects=(written(room, text="Mary needs locks."),)))
    settle(room, screen)
    assert not screen.preview.findChildren(PagePicture)
    button(screen.preview, "Show name and preview").setFocus()
    press(Qt.Key.Key_Return)
    room.settle()
    assert screen.preview.findChildren(PagePicture)
    assert not [one for one in screen.findChildren(NameVeil) if one.fallen]


def test_a_letter_is_printed_by_the_road_of_every_paper(room: CaseRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = printer_for(monkeypatch, copies=1)
    screen = room.show(PaperScreen, PaperDestination(room.case, "letter", record=written(room)))
    assert screen.print_button.text() == "Print copy 1"
    screen.print_button.setFocus()
    press(Qt.Key.Key_Return)
    room.settle()
    assert len(sent) == 1
    (copy,) = room.worker.ask(copies.copies, room.case).result()
    assert (copy.document, copy.copy_number, copy.out) == ("letter", 1, True)


def test_paper_the_person_takes_along_is_asked_about_before_it_prints(
    room: CaseRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = printer_for(monkeypatch, copies=1)
    entry = written(room, goes_by="person")
    screen = room.show(PaperScreen, PaperDestination(room.case, "letter_in_hand", record=entry))
    assert not screen.print_button.isEnabled()
    assert "Ask first" in screen.unsafe.text()
    assert "No name, address" not in words_on(screen.on_paper)
    assert sent == []
