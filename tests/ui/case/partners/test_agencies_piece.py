"""Agencies and professionals on the case page: who has which part, who may not know, and the steps by real keys."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.case.opened_case import opened, piece_on
from tests.ui.case.test_case_screen import button, words_on
from tests.ui.case_room import CaseRoom, press
from ui.case.partners.agencies import AgenciesPiece
from ui.shell.destinations import FormDestination, RecordDestination

WORKER: dict[str, object] = {
    "role": "professional",
    "name": "Jo Example",
    "agency": "Harbour Trust",
    "post": "Key worker",
    "may_know": "nothing",
}
MEETING: dict[str, object] = {
    "kind": "strategy",
    "basis": ["judgement"],
    "why": "It gets worse.",
    "on": "2026-11-12",
    "state": "held",
    "came": [{"agency": "Housing Example", "who": "Lee Example"}],
}


def piece(room: CaseRoom, *written: tuple[str, dict[str, object]]) -> AgenciesPiece:
    return piece_on(opened(room, "partners", *written), AgenciesPiece)


def test_somebody_is_added_by_one_key_as_a_professional(room: CaseRoom) -> None:
    page = piece(room)
    button(page, "Add somebody").setFocus()
    press(Qt.Key.Key_Return)
    (there,) = room.visits
    assert isinstance(there, FormDestination)
    assert (there.request.form, there.request.answers) == ("person", {"role": "professional"})


def test_who_is_to_know_nothing_is_said_at_the_agency(room: CaseRoom) -> None:
    page = piece(room, ("person", WORKER))
    words = words_on(page)
    assert "Harbour Trust" in words
    assert "The person wants nothing known here, not even that there is a case." in words
    start = next(text for text in words.splitlines() if "Key worker" in text)
    assert start.endswith("Key worker")


def test_those_with_nothing_going_on_are_one_key_away_and_who_works_there_is_asked(room: CaseRoom) -> None:
    page = piece(room, ("meeting", MEETING))
    assert "Housing Example" not in words_on(page)
    link = next(one for one in page.card.findChildren(type(page.add_button)) if one.text().startswith("Show "))
    link.setFocus()
    press(Qt.Key.Key_Return)
    assert "came to the Strategy meeting on 12 Nov 2026" in words_on(page)
    button(page, "Note who works there").setFocus()
    press(Qt.Key.Key_Return)
    there = room.visits[-1]
    assert isinstance(there, FormDestination)
    assert there.request.answers == {"role": "professional", "agency": "Housing Example"}
    opened = next(
        one for one in page.card.findChildren(type(page.add_button)) if "Strategy meeting" in one.accessibleName()
    )
    opened.setFocus()
    press(Qt.Key.Key_Return)
    assert isinstance(room.visits[-1], RecordDestination)
