"""A page of a form one comes back to: another page may have gone on with its draft, ended it, or begun one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hru_advocate.casework.records import entries
from tests.ui.case_room import CaseRoom, type_words
from ui.case.incidents.quick import QuickNote
from ui.case.lists import ContactsTab
from ui.case.screen import CaseScreen
from ui.conversation.screen import ConversationScreen
from ui.form.screen import FormScreen
from ui.paper.letters.screen import LetterScreen
from ui.shell.destinations import (
    CaseDestination,
    ConversationDestination,
    FormDestination,
    FormRequest,
    LetterDestination,
)


def page_of(screen: FormScreen) -> Any:
    assert screen.page is not None
    return screen.page


def form(room: CaseRoom, draft: str | None = None) -> FormScreen:
    return room.show(FormScreen, FormDestination(FormRequest("contact", room.case, draft)))


def talk(room: CaseRoom, draft: str | None = None) -> ConversationScreen:
    return room.show(ConversationScreen, ConversationDestination(FormRequest("needs_assessment", room.case, draft)))


def write(room: CaseRoom, screen: FormScreen, words: str) -> None:
    screen.activateWindow()
    room.qtbot.waitUntil(screen.isActiveWindow)
    frame = page_of(screen).frame_at("fact")
    frame.editor.take_focus()
    type_words(words)
    screen.leave()
    room.rest()


def come_back(room: CaseRoom, screen: FormScreen | ConversationScreen) -> None:
    screen.begin()
    room.rest()


def facts(room: CaseRoom) -> list[object]:
    lines = room.worker.ask(entries.drafts, case=room.case).result()
    held = [room.worker.ask(entries.start, line.form, case=room.case, draft=line.id).result() for line in lines]
    return [start.raw["fact"].value for start in held if "fact" in start.raw]


def test_what_another_page_wrote_in_the_same_draft_is_taken_up_and_never_written_over(room: CaseRoom) -> None:
    first = form(room)
    write(room, first, "Rang. ")
    second = form(room, page_of(first).start.draft)
    write(room, second, "She came to the door.")
    come_back(room, first)
    assert page_of(first).raw()["fact"] == page_of(second).raw()["fact"]
    write(room, first, " And left.")
    (kept,) = facts(room)
    assert "She came to the door." in str(kept)
    assert "And left." in str(kept)


def test_a_page_whose_draft_became_an_entry_begins_anew(room: CaseRoom) -> None:
    first = form(room)
    write(room, first, "Rang.")
    draft = page_of(first).start.draft
    answers = {
        "fact": "Rang.",
        "happened": "today, 9:30",
        "method": "visit",
        "direction": "in",
        "with_whom": "safe_person",
    }
    room.worker.ask(entries.save, "contact", answers, case=room.case, draft=draft).result()
    come_back(room, first)
    assert not page_of(first).raw().get("fact")
    assert page_of(first).start.draft != draft
    write(room, first, "Typed after that.")  # what is typed here would else be kept by nothing
    assert facts(room) == ["Typed after that."]


def test_a_page_whose_draft_was_thrown_away_begins_anew(room: CaseRoom) -> None:
    first = form(room)
    write(room, first, "Rang.")
    room.worker.ask(entries.discard_draft, page_of(first).start.draft).result()
    come_back(room, first)
    assert not page_of(first).raw().get("fact")
    assert room.notices[-1] == "What stood here was saved, or thrown away, on another page"


def test_a_page_nothing_was_typed_on_offers_the_draft_that_was_begun_since(room: CaseRoom) -> None:
    first = form(room)
    write(room, form(room), "Rang.")
    come_back(room, first)
    assert "There is a draft of this" in first.banner.text()


@pytest.mark.parametrize("words", ["", "Rang."], ids=["untouched", "typed"])
def test_a_page_nobody_else_touched_stays_as_it_is(room: CaseRoom, words: str) -> None:
    first = form(room)
    if words:
        write(room, first, words)
    page = page_of(first)
    come_back(room, first)
    assert page_of(first) is page
    assert (page.raw().get("fact") or "") == words
    assert not first.banner.isVisible()


def _quick_contact(room: CaseRoom) -> tuple[CaseScreen, Any]:
    screen = room.show(CaseScreen, CaseDestination(room.case, "contacts"))
    room.rest()
    return screen, lambda: screen.findChildren(ContactsTab)[0].page


def _quick_incident(room: CaseRoom) -> tuple[CaseScreen, Any]:
    screen = room.show(CaseScreen, CaseDestination(room.case, "incidents"))
    room.rest()
    return screen, lambda: screen.findChildren(QuickNote)[0].page


def _letter(room: CaseRoom) -> tuple[LetterScreen, Any]:
    screen = room.show(LetterScreen, LetterDestination(room.case, template=""))
    return screen, lambda: screen.page


@pytest.mark.parametrize(
    ("show", "form_id", "field"),
    [
        (_quick_contact, "contact", "fact"),
        (_quick_incident, "incident", "what"),
        (_letter, "letter", "text"),
    ],
    ids=["contacts", "incidents", "letter"],
)
@pytest.mark.parametrize("ends", [False, True], ids=["written", "ended"])
def test_pages_with_a_form_inside_are_held_against_their_drafts_too(
    room: CaseRoom, show: Callable[[CaseRoom], tuple[Any, Any]], form_id: str, field: str, *, ends: bool
) -> None:
    screen, page = show(room)
    page().put({field: "Typed here."})
    page().keeper.touch()
    screen.leave()
    room.rest()
    draft, other = page().start.draft, page().raw() | {field: "Typed elsewhere."}
    if ends:
        room.worker.ask(entries.discard_draft, draft).result()
    else:
        room.worker.ask(entries.keep_draft, draft, form_id, other, case=room.case).result()
    come_back(room, screen)
    assert page().raw().get(field) == (None if ends else "Typed elsewhere.")
    assert (page().start.draft == draft) is not ends


def _written(room: CaseRoom, draft: str) -> None:
    raw = {"nd_housing": 2, "held_on": "today, 9:30"}
    room.worker.ask(entries.keep_draft, draft, "needs_assessment", raw, case=room.case).result()


def _ended(room: CaseRoom, draft: str) -> None:
    room.worker.ask(entries.discard_draft, draft).result()


@pytest.mark.parametrize(
    ("meanwhile", "answers"), [(_written, {"nd_housing": 2}), (_ended, {})], ids=["written", "ended"]
)
def test_a_conversation_is_held_against_its_draft_too(
    room: CaseRoom, meanwhile: Callable[[CaseRoom, str], None], answers: dict[str, object]
) -> None:
    first = talk(room)
    assert first.talk is not None
    assert first.keeper is not None
    field = first.talk.field.id
    first.talk.answer("nd_money", 1)
    first.keeper.touch()
    first.leave()
    room.rest()
    assert first._begun is not None
    meanwhile(room, first._begun.start.draft)
    come_back(room, first)
    assert first.talk.raw.get("nd_housing") == answers.get("nd_housing")
    assert "nd_money" not in first.talk.raw
    assert field


def _lines(room: CaseRoom) -> list[list[object]]:
    """The notes of the case that are a draft, and those that are a record, each as its lines."""
    notes = [line for line in room.worker.ask(entries.drafts, case=room.case).result() if line.form == "notes"]
    starts = [room.worker.ask(entries.start, "notes", case=room.case, draft=line.id).result() for line in notes]
    return [[row["text"] for row in list(start.raw["lines"].value)] for start in starts]


def _note(room: CaseRoom, screen: ConversationScreen, words: str) -> None:
    screen.activateWindow()
    room.qtbot.waitUntil(screen.isActiveWindow)
    room.qtbot.waitUntil(screen.notes.line.isEnabled)
    screen.notes.line.setFocus()
    type_words(words)
    screen.notes.add("")
    screen.leave()
    room.rest()


@pytest.mark.parametrize("before", [True, False], ids=["typed before", "untouched before"])
def test_two_conversations_of_a_case_share_their_notes_and_neither_writes_over_the_other(
    room: CaseRoom, *, before: bool
) -> None:
    first = talk(room)
    if before:
        _note(room, first, "He rang twice.")
    other = room.show(ConversationScreen, ConversationDestination(FormRequest("situation", room.case, None)))
    _note(room, other, "Her sister has a key.")
    come_back(room, first)
    assert [note["text"] for note in first.notes.lines] == [note["text"] for note in other.notes.lines]
    _note(room, first, "The car was followed.")
    said = ["He rang twice."] * before + ["Her sister has a key.", "The car was followed."]
    assert _lines(room) == [said]


def test_a_line_half_typed_is_there_once_after_the_other_conversation(room: CaseRoom) -> None:
    first = talk(room)
    room.qtbot.waitUntil(first.notes.line.isEnabled)
    first.activateWindow()
    room.qtbot.waitUntil(first.isActiveWindow)
    first.notes.line.setFocus()
    type_words("He rang")
    first.leave()
    room.rest()
    other = room.show(ConversationScreen, ConversationDestination(FormRequest("situation", room.case, None)))
    _note(room, other, "Her sister has a key.")
    come_back(room, first)
    assert [note["text"] for note in first.notes.lines] == ["He rang", "Her sister has a key."]
    assert not first.notes.line.text()


def test_notes_that_became_a_record_are_not_kept_again(room: CaseRoom) -> None:
    first = talk(room)
    _note(room, first, "He rang twice.")
    other = room.show(ConversationScreen, ConversationDestination(FormRequest("situation", room.case, None)))
    room.qtbot.waitUntil(other.notes.line.isEnabled)
    other.notes.save()
    room.rest()
    come_back(room, first)
    assert not first.notes.lines
    _note(room, first, "The car was followed.")
    assert _lines(room) == [["The car was followed."]]
