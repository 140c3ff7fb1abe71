"""The part of a case about partners, and the flags in its head: what they say, and the steps by real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.case.opened_case import opened, piece_on
from tests.ui.case.test_case_screen import button, words_on
from tests.ui.case_room import CaseRoom, press
from tests.ui.made_up_case import write
from ui.case.partners.flags import FlagsPiece
from ui.case.screen import CaseScreen
from ui.case_head.case_head import CaseHead
from ui.case_head.said_pills import FLAG_LOOKS
from ui.controls.theme import apply_theme
from ui.plan.screen import PlanScreen
from ui.shell.destinations import FormDestination, FormRequest, PlanDestination

FLAG: dict[str, object] = {
    "kind": "not_alone",
    "what": "A dog that bites.",
    "agreed_by": "Sgt Example",
    "agreed_on": "2026-11-10",
    "review": "2026-11-20",
    "told": "yes",
}


def partners(room: CaseRoom, *records: tuple[str, dict[str, object]]) -> CaseScreen:
    return opened(room, "partners", *records)


def piece_of(screen: CaseScreen) -> FlagsPiece:
    return piece_on(screen, FlagsPiece)


def shown_flags(head: CaseHead) -> list[str]:
    return [pill.text() for pill in head.said.flags.values() if not pill.isHidden()]


def test_without_a_flag_the_card_says_what_to_do_and_the_head_says_nothing(room: CaseRoom) -> None:
    screen = partners(room)
    assert "No flag." in words_on(piece_of(screen))
    assert shown_flags(screen.head) == []
    button(screen, "Set a flag").setFocus()
    press(Qt.Key.Key_Return)
    assert room.visits == [FormDestination(FormRequest("flag", room.case))]


def test_flags_stand_in_the_head_by_word_and_shape(room: CaseRoom) -> None:
    address = FLAG | {"kind": "address_marker", "review": "2026-12-20"}
    screen = partners(room, ("flag", address), ("flag", address), ("flag", FLAG))
    assert shown_flags(screen.head) == ["Do not visit alone", "Address marker · 2"]
    heard = screen.head.said.flags["not_alone"].accessibleName()
    assert heard == (
        "Do not visit alone. A dog that bites. agreed by Sgt Example on 10 Nov 2026. look again 20 Nov, 3 days over"
    )
    assert len({shape for _tone, shape in FLAG_LOOKS.values()}) == len(FLAG_LOOKS)


def test_a_flag_is_looked_at_again_by_keys_alone(room: CaseRoom) -> None:
    screen = partners(room, ("flag", FLAG))
    assert "Look again 20 Nov, 3 days over" in words_on(piece_of(screen))
    again = button(piece_of(screen), "Look again or end")
    again.setFocus()
    press(Qt.Key.Key_Return)
    (visit,) = room.visits
    assert isinstance(visit, FormDestination)
    assert (visit.request.form, len(visit.request.corrects)) == ("flag", 1)


def test_what_has_ended_is_one_press_away(room: CaseRoom) -> None:
    screen = partners(room, ("flag", FLAG | {"ended_on": "2026-11-21", "ended_because": "He moved away."}))
    assert "He moved away." not in words_on(piece_of(screen))
    button(piece_of(screen), "Show the one that has ended").setFocus()
    press(Qt.Key.Key_Return)
    assert "ended on 21 Nov 2026: He moved away." in words_on(piece_of(screen))


@pytest.mark.parametrize("size", [100, 200])
def test_where_room_is_short_the_gravest_flag_stays_in_the_head(room: CaseRoom, qapp: QApplication, size: int) -> None:
    apply_theme(qapp, "light", size)
    write(room.worker, "flag", FLAG | {"kind": "address_marker"}, room.case)
    write(room.worker, "flag", FLAG, room.case)
    screen = room.show(PlanScreen, PlanDestination(room.case), width=1010, height=580)
    head = screen.findChild(CaseHead)
    assert head is not None
    assert shown_flags(head) == ["Do not visit alone"]
    assert "Address marker" in head.said.more.accessibleName()
