"""Partner meetings on the case page and the repeat question: their words, and real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.case.opened_case import opened, piece_on
from tests.ui.case.test_case_screen import button, words_on
from tests.ui.case_room import CaseRoom, press
from ui.case.partners.meetings import MeetingsPiece
from ui.case.screen import CaseScreen
from ui.controls.buttons import Button
from ui.form.screen import FormScreen
from ui.shell.destinations import CaseDestination, FormDestination, TodayDestination
from ui.today.screen import TodayScreen

MARAC: dict[str, object] = {
    "kind": "marac",
    "basis": ["facts", "escalation"],
    "why": "He follows her to work.",
    "tool": "A made-up tool",
    "tool_points": 14,
    "referred_on": "2026-11-10",
    "on": "2026-11-30",
    "state": "planned",
}
HELD = MARAC | {"referred_on": "2026-03-12", "on": "2026-04-02", "state": "held", "outcome": "Marker on the address."}
INCIDENT: dict[str, object] = {"happened": "2026-11-12", "behaviours": ["bh_called"], "basis": "report", "what": "x"}


def piece(room: CaseRoom, *written: tuple[str, dict[str, object]]) -> MeetingsPiece:
    return piece_on(opened(room, "partners", *written), MeetingsPiece)


def choose(page: MeetingsPiece, start: str) -> None:
    button(page, start).setFocus()
    press(Qt.Key.Key_Return)


def gone_to(room: CaseRoom) -> FormDestination:
    (visit,) = room.visits
    assert isinstance(visit, FormDestination)
    return visit


def test_without_a_meeting_the_card_says_what_to_do_and_that_no_number_is_confirmed(room: CaseRoom) -> None:
    words = words_on(piece(room))
    assert "No meeting yet." in words
    assert "within 12 months (to be confirmed by the unit) after a MARAC may be a repeat." in words
    assert "The unit has set no number for escalation." in words


def test_a_meeting_to_come_says_its_threshold_and_what_is_still_to_be_asked(room: CaseRoom) -> None:
    page = piece(room, ("meeting", MARAC))
    words = words_on(page)
    assert "MARAC · Mon 30 Nov 2026" in words
    assert "Threshold: facts, escalation · A made-up tool: 14; the unit has set no threshold" in words
    assert "What does she or he want the meeting to hear?" in words
    choose(page, "Go on")
    assert gone_to(room).request.form == "meeting"
    assert len(gone_to(room).request.corrects) == 1


def test_a_meeting_gone_by_is_asked_how_it_went(room: CaseRoom) -> None:
    page = piece(room, ("meeting", MARAC | {"on": "2026-11-20"}))
    assert "no outcome yet" in words_on(page).splitlines()
    choose(page, "How did it go?")
    assert gone_to(room).request.form == "meeting"


def test_an_action_of_a_meeting_is_begun_by_keys_and_stands_with_it(room: CaseRoom) -> None:
    page = piece(room, ("meeting", HELD))
    assert "No action is noted." in words_on(page)
    choose(page, "Note an action")
    request = gone_to(room).request
    assert (request.form, request.answers["agreed_at"], request.answers["state"]) == ("action", "meeting", "open")
    told = {"what": "Marker on the address", "owner": "police", "due": "2026-11-20"}
    again = piece(room, ("action", told | dict(request.answers)))
    assert "Marker on the address (Police)" in words_on(again)
    assert "3 days late" in words_on(again)


@pytest.mark.parametrize(
    ("start", "form", "answers"),
    [
        ("Refer again", "meeting", {"kind": "marac", "basis": ["repeat"], "state": "planned"}),
        ("Not referred again", "repeat_look", None),
    ],
)
def test_the_repeat_question_is_answered_by_keys(
    room: CaseRoom, start: str, form: str, answers: dict[str, object] | None
) -> None:
    page = piece(room, ("meeting", HELD), ("incident", INCIDENT))
    screen = page.owner
    assert isinstance(screen, CaseScreen)
    assert "An incident on 12 Nov 2026 after the MARAC of 2 Apr 2026" in words_on(page)
    assert screen.head.said.repeat.text() == "MARAC: a repeat?"
    choose(page, start)
    request = gone_to(room).request
    assert request.form == form
    assert answers is None or request.answers == answers
    if answers is None:
        sent = {"decision": "not_repeat", "because": "By another.", "decided_on": "2026-11-23"}
        again = piece(room, (form, sent | dict(request.answers)))
        assert "Is it a repeat?" not in words_on(again)


def test_the_form_that_says_why_not_keeps_which_incidents_it_is_about(room: CaseRoom) -> None:
    page = piece(room, ("meeting", HELD), ("incident", INCIDENT))
    choose(page, "Not referred again")
    form = room.show(FormScreen, gone_to(room))
    assert form.page is not None
    assert form.page.raw()["incidents"] == gone_to(room).request.answers["incidents"]


def test_the_question_on_today_leads_to_the_partners_of_the_case(room: CaseRoom) -> None:
    piece(room, ("meeting", HELD), ("incident", INCIDENT))
    today = room.show(TodayScreen, TodayDestination())
    for step in today.findChildren(Button):  # the vault holds cases of other tests too
        if "Is it a repeat?" in step.accessibleName():
            step.click()
    assert CaseDestination(room.case, "partners") in room.visits
