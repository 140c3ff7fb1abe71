"""Legal options on the case page: what was talked about, prompts answered from the record, the way to an order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.case.opened_case import opened, piece_on
from tests.ui.case.test_case_screen import button, words_on
from tests.ui.case_room import CaseRoom, press
from ui.case.legal.options import LegalOptionsPiece
from ui.shell.destinations import FormDestination, FormRequest, LegalDestination, RecordDestination

TALK: dict[str, object] = {
    "option": "nmo", "talked_on": "2026-11-20", "wants": "wants_time", "stands": "applied", "who_applies": "victim",
    "next_on": "2026-11-20", "next_step": "See the solicitor", "decided_because": "Wants to think first.",
}  # fmt: skip


def piece(room: CaseRoom, *talks: dict[str, object]) -> LegalOptionsPiece:
    return piece_on(opened(room, "legal", *(("legal_talk", raw) for raw in talks)), LegalOptionsPiece)


def push(widget: LegalOptionsPiece, words: str) -> None:
    step = button(widget, words)
    step.setFocus()
    press(Qt.Key.Key_Return)


def test_without_a_talk_it_says_what_to_note(room: CaseRoom) -> None:
    found = piece(room)
    assert "No option was noted yet." in words_on(found)
    push(found, "Note an option talked about")
    begun = FormRequest("legal_talk", room.case, answers={"stands": "talked_about"})
    assert room.visits == [FormDestination(begun)]


def test_a_talk_says_what_is_wanted_where_it_stands_and_what_comes_next(room: CaseRoom) -> None:
    found = piece(room, TALK)
    words = words_on(found)
    for part in ("Non-molestation order", "Wants time", "See the solicitor: 3 days over", "Wants to think first."):
        assert part in words
    push(found, "Note the order")
    (visit,) = room.visits
    assert isinstance(visit, FormDestination)
    assert (visit.request.form, visit.request.answers) == ("order", {"kind": "nmo", "stage": "applied"})


def test_prompts_are_opened_by_keys_and_say_where_the_answer_comes_from(room: CaseRoom, qapp: QApplication) -> None:
    found = piece(room)
    assert "Not legal advice." in words_on(found)
    assert "Are they associated" not in words_on(found)
    push(found, "Show the")
    press(Qt.Key.Key_Return) if "Prompts" in getattr(qapp.focusWidget(), "text", str)() else push(found, "Prompts")
    words = words_on(found)
    assert "Yes, as recorded:" in words
    assert "Not known: ask." in words
    assert "Hide" in getattr(qapp.focusWidget(), "text", str)()


def test_an_answer_leads_to_its_record_and_an_option_to_its_page(room: CaseRoom) -> None:
    found = piece(room)
    push(found, "Show the")
    push(found, "Read")
    push(found, "Prompts")
    push(found, "Open")
    assert [type(visit) for visit in room.visits] == [LegalDestination, RecordDestination]


def test_the_others_are_one_press_away(room: CaseRoom, qapp: QApplication) -> None:
    found = piece(room)
    before = words_on(found)
    assert "not known: ask" not in before
    found.others_step.setFocus()
    press(Qt.Key.Key_Return)
    assert "answered by the record" in words_on(found)
    focus = qapp.focusWidget()
    assert focus is found.others_step
    assert found.others_step.text() == "Hide the others"
    press(Qt.Key.Key_Return)
    assert found.others_step.text().startswith("Show the ")
