"""Safeguarding referrals on the case page: what they say, and the steps by real keys."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.case.opened_case import opened, piece_on
from tests.ui.case.test_case_screen import button, words_on
from tests.ui.case_room import CaseRoom, press
from ui.case.partners.safeguarding import SafeguardingPiece
from ui.shell.destinations import DirectoryDestination, FormDestination, FormRequest

MADE: dict[str, object] = {
    "who": "child",
    "whom": {"name": "Kim Kowalska", "relation": "daughter"},
    "born": "2014-05-02",
    "authority": "halton",
    "why": "She says that the little one hides under the bed.",
    "consent": "yes",
    "state": "made",
    "referred_on": "2026-11-10",
    "chase_on": "2026-11-20",
}
CHILD: dict[str, object] = {"role": "child", "name": "Kim Kowalska", "born": "2014-05-02"}


def piece(room: CaseRoom, *written: tuple[str, dict[str, object]]) -> SafeguardingPiece:
    return piece_on(opened(room, "partners", *written), SafeguardingPiece)


def test_without_a_referral_the_card_says_what_to_do(room: CaseRoom) -> None:
    page = piece(room)
    assert "No referral of a child or an adult at risk." in words_on(page)
    button(page, "Note a safeguarding referral").setFocus()
    press(Qt.Key.Key_Return)
    assert room.visits == [FormDestination(FormRequest("safeguarding", room.case))]


def test_a_late_referral_says_so_and_no_name_before_it_is_asked_for(room: CaseRoom) -> None:
    page = piece(room, ("safeguarding", MADE), ("person", CHILD))
    words = words_on(page)
    assert "Child to Halton" in words
    assert "Ask after it 20 Nov, 3 days over" in words
    assert "12 years old" in words
    assert "Under 18 in this case:" in words
    assert "Kowalska" not in words


def test_the_front_door_and_what_came_back_are_one_key_away(room: CaseRoom) -> None:
    page = piece(room, ("safeguarding", MADE))
    for start in ("Front door", "What came back"):
        button(page, start).setFocus()
        press(Qt.Key.Key_Return)
    door, back = room.visits
    assert door == DirectoryDestination("halton_icart")
    assert isinstance(back, FormDestination)
    assert (back.request.form, len(back.request.corrects)) == ("safeguarding", 1)


def test_outside_the_four_authorities_there_is_no_front_door_to_offer(room: CaseRoom) -> None:
    page = piece(room, ("safeguarding", MADE | {"authority": "elsewhere", "elsewhere": "A made-up council"}))
    assert "Child to A made-up council" in words_on(page)
    assert "Front door" not in words_on(page)
    assert not [one for one in page.findChildren(type(page.add_button)) if one.text() == "Front door"]


def test_danger_now_is_said_on_the_line(room: CaseRoom) -> None:
    assert "In danger now: 999 first" in words_on(piece(room, ("safeguarding", MADE | {"now": True})))
