"""A conversation by single keys, with notes beside it, that can stop anywhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from hru_advocate.casework.records import entries, records
from hru_advocate.casework.records.conversation import Conversation
from hru_advocate.domain.forms.fields import Field
from tests.ui.case_room import CaseRoom, press, type_words
from ui.conversation import question_card
from ui.conversation import screen as conversation_screen
from ui.conversation.screen import ConversationScreen
from ui.form.editor import Editor, EditorContext
from ui.form.editors.every_kind import make_editor
from ui.form.editors.rich import FindingEditor
from ui.form.words_keeper import PAUSE
from ui.shell.destinations import ConversationDestination, FormRequest, ResultDestination


def talk(screen: ConversationScreen) -> Conversation:
    assert screen.talk is not None
    return screen.talk


def begin(room: CaseRoom, form: str = "risk_conversation", at: str = "fear_and_voice") -> ConversationScreen:
    screen = room.show(ConversationScreen, ConversationDestination(FormRequest(form, room.case)))
    screen._go(Conversation.enter, at)
    room.settle()
    return screen


def test_one_key_answers_and_the_next_question_comes(room: CaseRoom) -> None:
    screen = begin(room)
    first = talk(screen).front
    press(Qt.Key.Key_2)
    room.settle()
    assert talk(screen).raw[first] == {"present": False}
    assert talk(screen).front != first
    press(Qt.Key.Key_5)
    room.settle()
    assert list(talk(screen).raw.values())[-1] == {"state": "unsafe_to_ask"}
    press(Qt.Key.Key_B)
    room.settle()
    press(Qt.Key.Key_B)
    room.settle()
    assert talk(screen).front == first


def test_no_key_is_shown_that_would_be_typed_into_her_words(room: CaseRoom) -> None:
    """The button said S while an s went into the answer and was saved."""
    screen = room.show(ConversationScreen, ConversationDestination(FormRequest("risk_conversation", room.case)))
    box = QApplication.focusWidget()
    assert isinstance(box, QPlainTextEdit)
    with_text = screen.card.skip.grab().toImage()
    press(Qt.Key.Key_S)
    assert box.toPlainText() == "s"
    asked = talk(screen).front
    screen.card.skip.setFocus()
    screen.card.back.setFocus()
    assert screen.card.skip.grab().toImage() != with_text, "its key is shown again"
    press(Qt.Key.Key_S)
    room.settle()
    assert talk(screen).front != asked


def test_a_yes_goes_on_too_and_what_there_is_to_say_of_it_is_one_key_away(room: CaseRoom) -> None:
    screen = begin(room)
    first = talk(screen).front
    press(Qt.Key.Key_1)
    room.settle()
    assert talk(screen).front != first
    assert screen.card.last.words.text().startswith("Yes · ")
    press(Qt.Key.Key_M)
    room.settle()
    assert talk(screen).front == first
    type_words("about 3 am Tuesday")
    raw = talk(screen).raw[first]
    assert isinstance(raw, dict)
    assert raw["last"]["start"] == "2026-11-17T03:00"
    press(Qt.Key.Key_Return)
    room.settle()
    assert talk(screen).front != first


def test_every_digit_answers_and_the_last_answer_can_be_taken_back(room: CaseRoom) -> None:
    screen = begin(room)
    before = dict(talk(screen).raw)
    asked = []
    for digit in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_1):
        asked.append(talk(screen).front)
        press(digit)  # at once: no waiting for the event loop between two digits
    assert len(set(asked)) == 4
    assert [talk(screen).raw[field] for field in asked] == [
        {"present": True},
        {"present": False},
        {"state": "not_known"},
        {"present": True},
    ]
    for field in reversed(asked):
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        room.settle()
        assert field not in talk(screen).raw
        assert talk(screen).front == field
    assert talk(screen).raw == before
    assert not screen.card.last.undo.isVisible()


def test_an_enter_that_ends_a_digit_passes_over_no_question(room: CaseRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger ended every answer with Enter: every second question was counted as not asked, and never seen."""
    screen = begin(room)
    first = talk(screen).front
    for digit in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_2):
        press(digit)
        press(Qt.Key.Key_Return)
    road = talk(screen).road()
    start = road.index(first)
    assert [one in talk(screen).raw for one in road[start : start + 4]] == [True, True, True, False]
    assert talk(screen).front == road[start + 3]
    monkeypatch.setattr(conversation_screen, "_OF_THE_DIGIT", 0)
    room.qtbot.wait(5)
    press(Qt.Key.Key_Return)
    assert talk(screen).front == road[start + 4]


def test_undo_gives_back_the_answer_that_stood_there_before(room: CaseRoom) -> None:
    screen = begin(room)
    first = talk(screen).front
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_B)
    press(Qt.Key.Key_4)
    assert talk(screen).raw[first] == {"state": "declined"}
    screen.card.last.undo.click()
    assert talk(screen).raw[first] == {"present": False}


def test_undo_in_a_text_is_the_texts_own(room: CaseRoom) -> None:
    screen = begin(room)
    first = talk(screen).front
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_M)
    type_words("Tuesday")
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert talk(screen).front == first
    assert talk(screen).raw[first] == {"present": True}


def test_digits_never_land_in_the_text_of_a_question_they_led_to(room: CaseRoom) -> None:
    screen = begin(room, form="needs_assessment", at="housing")
    press(Qt.Key.Key_3)
    assert talk(screen).front == "nd_housing_wanted"
    for key in (Qt.Key.Key_2, Qt.Key.Key_4):
        press(key)
    assert "nd_housing_wanted" not in talk(screen).raw
    assert screen.card.write.hasFocus()
    press(Qt.Key.Key_W)
    type_words("2 rooms by 4 May")
    assert talk(screen).raw["nd_housing_wanted"] == "2 rooms by 4 May"


@pytest.mark.parametrize("arrows", [1, 2, 3, 4])
def test_arrows_choose_and_stay(room: CaseRoom, arrows: int) -> None:
    screen = begin(room)
    first = talk(screen).front
    for _ in range(arrows):
        press(Qt.Key.Key_Right)
    assert talk(screen).front == first
    given = ({"present": False}, {"state": "not_known"}, {"state": "declined"}, {"state": "unsafe_to_ask"})
    assert talk(screen).raw[first] == given[arrows - 1]
    press(Qt.Key.Key_Return)
    room.settle()
    assert talk(screen).front != first


def test_the_line_of_the_last_answer_keeps_its_room(room: CaseRoom) -> None:
    screen = begin(room)
    before = screen.card.last.height()
    press(Qt.Key.Key_1)
    room.settle()
    assert screen.card.last.height() == before


def test_digits_and_letters_typed_into_words_are_words(room: CaseRoom) -> None:
    screen = begin(room)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_M)
    room.settle()
    frame = screen.card.frame
    assert frame is not None
    assert isinstance(frame.editor, FindingEditor)
    frame.editor.details.words.setFocus()
    first = talk(screen).front
    type_words("2 men, 3 times before school, four F")
    assert talk(screen).front == first
    raw = talk(screen).raw[first]
    assert isinstance(raw, dict)
    assert raw["words"] == "2 men, 3 times before school, four F"


def test_skipping_leaves_it_not_asked_and_visible(room: CaseRoom) -> None:
    screen = begin(room)
    first = talk(screen).front
    left = {line.id: line.left for line in talk(screen).themes()}
    press(Qt.Key.Key_S)
    room.settle()
    assert first not in talk(screen).raw
    assert {line.id: line.left for line in talk(screen).themes()} == left


def test_a_folded_question_is_shown_and_one_key_away(room: CaseRoom) -> None:
    screen = begin(room, form="situation", at="family")
    names = [line.button.accessibleName() for line in screen.card._lines]
    assert any("under seven" in name for name in names)
    press(Qt.Key.Key_F)
    room.settle()
    assert talk(screen).front == "ci_child_under_7"


def test_a_rating_is_one_key_in_the_persons_words(room: CaseRoom) -> None:
    screen = begin(room, form="needs_assessment", at="housing")
    press(Qt.Key.Key_3)
    room.settle()
    assert talk(screen).raw["nd_housing"] == {"value": 3}
    assert talk(screen).front == "nd_housing_wanted"


def test_only_the_question_in_front_has_an_editor_and_comes_at_once(
    room: CaseRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step makes the one editor that is answered next, and has put it there when it returns."""
    screen = begin(room)
    made: list[str] = []

    def counted(field: Field, around: EditorContext) -> Editor:
        made.append(field.id)
        return make_editor(field, around)

    monkeypatch.setattr(question_card, "make_editor", counted)
    for number in range(1, 21):
        screen.step(1)
        assert len(made) == number
        assert screen.card.frame is not None
        assert screen.card.frame.asked.id == made[-1] == talk(screen).front
        assert screen.card.frame.isVisible()
    room.settle()
    assert len(made) == 20
    assert len([one for one in screen.card.findChildren(Editor) if one.isVisible()]) == 1


def test_it_stops_anywhere_and_goes_on_next_time(room: CaseRoom) -> None:
    screen = begin(room)
    asked = talk(screen).front
    press(Qt.Key.Key_4)
    screen.notes.line.setText("ring her manager")
    screen.notes.add("promise")
    screen.leave()
    room.settle()
    lines = room.worker.ask(entries.drafts, case=room.case).result()
    assert {line.form for line in lines} == {"risk_conversation", "notes"}
    draft = next(line.id for line in lines if line.form == "risk_conversation")
    again = room.show(
        ConversationScreen, ConversationDestination(FormRequest("risk_conversation", room.case, draft=draft))
    )
    assert talk(again).raw[asked] == {"state": "declined"}
    assert again.notes.lines[0]["text"] == "ring her manager"
    assert again.notes.lines[0]["mark"] == "promise"


def test_saving_makes_an_entry_and_one_of_the_notes(room: CaseRoom) -> None:
    screen = begin(room)
    press(Qt.Key.Key_1)
    room.settle()
    screen.notes.line.setText("Sat car park, 8ish, waved")
    press_in_notes(screen, Qt.Key.Key_3)
    screen.save()
    room.settle()
    lines = room.worker.ask(records.record_lines, room.case, ("notes",)).result()
    view = room.worker.ask(records.open_record, lines[0].entry).result()
    assert "Sat car park, 8ish, waved" in view.sections[0].answers[-1].words
    assert "Incident" in view.sections[0].answers[-1].words
    assert room.worker.ask(entries.drafts, case=room.case).result() == ()
    newest = room.worker.ask(records.record_lines, room.case, ("risk",)).result()[0]
    assert room.visits == [ResultDestination(room.case, newest.entry, "risk")]


def press_in_notes(screen: ConversationScreen, key: Qt.Key) -> None:
    screen.notes.line.setFocus()
    press(key, Qt.KeyboardModifier.AltModifier)


def choose_in_menu(screen: ConversationScreen, words: str) -> None:
    """Choose in the menu of the only note; a row shown before it may still wait to be deleted."""
    button = [one for one in screen.notes.findChildren(QPushButton) if one.menu() is not None][-1]
    (action,) = [one for one in button.menu().actions() if one.text() == words]
    action.trigger()


def test_a_note_is_marked_anew_and_taken_away(room: CaseRoom) -> None:
    screen = begin(room)
    screen.notes.line.setText("She rings on Friday")
    press_in_notes(screen, Qt.Key.Key_1)
    choose_in_menu(screen, "Mark as promise")
    room.settle()
    assert screen.notes.lines[0]["mark"] == "promise"
    choose_in_menu(screen, "Take away")
    room.settle()
    assert not screen.notes.lines
    assert not screen.notes._rows.count()


def test_a_note_is_filed_word_for_word_and_keeps_its_time(room: CaseRoom) -> None:
    screen = begin(room)
    screen.notes.line.setText("“I look behind me & run”")
    press_in_notes(screen, Qt.Key.Key_5)
    choose_in_menu(screen, "Into her or his words here")
    room.settle()
    front = talk(screen).raw[talk(screen).front]
    assert front == {"present": True, "words": "“I look behind me & run”"}
    assert screen.notes.lines[0]["at"] == "10:04"
    assert screen.notes.lines[0]["filed"] == talk(screen).field.label
    shown = [box.toPlainText() for box in screen.card.findChildren(QPlainTextEdit) if box.isVisible()]
    assert "“I look behind me & run”" in shown


def test_a_wrong_answer_brings_its_question_back_in_front(room: CaseRoom) -> None:
    screen = begin(room)
    talk(screen).answer("held_on", "x" * 300)
    screen.save()
    room.settle()
    assert talk(screen).front == "held_on"
    assert screen.card.frame is not None
    assert "longer than" in screen.card.frame.complaint()


def test_correcting_a_conversation_asks_why(room: CaseRoom) -> None:
    old = room.worker.ask(records.record_lines, room.case, ("risk",)).result()[0]
    screen = room.show(
        ConversationScreen, ConversationDestination(FormRequest("risk_conversation", room.case, corrects=(old.entry,)))
    )
    screen.save()
    room.settle()
    assert room.visits == []
    assert QApplication.focusWidget() is screen.reason
    screen.reason.insertPlainText("She remembered the day.")
    screen.save()
    room.settle()
    newest = room.worker.ask(records.record_lines, room.case, ("risk",)).result()[0]
    assert room.visits == [ResultDestination(room.case, newest.entry, "risk")]


def test_the_draft_is_kept_in_time() -> None:
    assert PAUSE <= 1500


def test_a_line_of_notes_is_kept_before_it_is_entered(room: CaseRoom) -> None:
    screen = begin(room)
    screen.notes.line.setFocus()
    QTest.keyClicks(screen.notes.line, "he has a key to the shed")
    assert screen.notes.keeper is not None
    assert screen.notes.keeper in screen.keepers()
    assert screen.notes.keeper.unkept
    screen.notes.keeper.flush()
    room.settle()
    again = begin(room)
    assert [line["text"] for line in again.notes.lines] == ["he has a key to the shed"]
