"""Cautions and notes about a suggested measure come by a press, below the button and whole, and go by the next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.case_room import CaseRoom
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.plan.offer import Offer
from ui.plan.screen import PlanScreen
from ui.shell.destinations import PlanDestination


def seen(offer: Offer) -> list[str]:
    labels = [label for label in offer.findChildren(TextLabel) if label.isVisible()]
    return [label.text() for label in sorted(labels, key=lambda label: label.y())]


def test_notes_of_a_measure_come_and_go_by_the_button_above_them(room: CaseRoom) -> None:
    screen = room.show(PlanScreen, PlanDestination(room.case))
    offer, more = next(
        (offer, button)
        for offer in screen.middle.offers.offers()
        for button in offer.findChildren(Button)
        if button.text() == "Cautions and notes"
    )
    said, before = offer.row.suggestion, seen(offer)
    point = "Practice point, needs sign-off by the unit." if said.needs_sign_off else ""
    notes = [one for one in (said.note, said.reminder, point) if one]
    for shown in (notes, [], notes):
        more.setFocus()
        QTest.keyClick(more, Qt.Key.Key_Space)
        room.settle()
        assert seen(offer) == before + shown
        assert all(label.y() > more.y() for label in offer.findChildren(TextLabel) if label.text() in shown)
