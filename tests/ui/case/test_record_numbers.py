"""A safe contact record read back shows no way to reach somebody: a number is seen beside its rules, on request."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from hru_advocate.casework.records import entries, records
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import write
from ui.case.record_screen import RecordScreen
from ui.controls.pills import Pill
from ui.shell.destinations import RecordDestination

RULES: dict[str, object] = {
    "may_contact": "yes",
    "confirmed": "2026-11-22",
    "ways": [
        {"method": "mobile", "number": "07700 900417", "days": ["mon"]},
        {"method": "email", "email": "mo@example.org"},
        {"method": "post", "address": "1 Example Row, Widnes"},
    ],
    "say": "The library",
}
SECRETS = ("900417", "900 417", "mo@example.org", "Example Row")


def words_on(page: QWidget) -> str:
    labels = [f"{label.text()} {label.accessibleName()}" for label in page.findChildren(QLabel)]
    return "\n".join([*labels, *[pill.text() for pill in page.findChildren(Pill)]])


@pytest.mark.parametrize("older", [False, True], ids=["as it stands", "an older version"])
def test_a_record_of_safe_contact_shows_no_number_and_no_address(room: CaseRoom, *, older: bool) -> None:
    write(room.worker, "safe_contact", RULES, room.case)
    entry = room.worker.ask(records.record_lines, room.case, ("safe_contact",)).result()[0].entry
    if older:
        raw = RULES | {"say": "The dentist"}
        room.worker.ask(entries.save, "safe_contact", raw, case=room.case, corrects=(entry,), reason="A slip.").result()
    words = words_on(room.show(RecordScreen, RecordDestination(entry, room.case)))
    assert "The library" in words
    assert [secret for secret in SECRETS if secret in words] == []
    assert "ending 417" in words


def address_page(room: CaseRoom, day: str) -> RecordScreen:
    """The victim's own record with an address, where only one day of the week is safe."""
    way = {"method": "mobile", "number": "07700 900417", "days": [day]}
    write(room.worker, "safe_contact", {"may_contact": "yes", "confirmed": "2026-11-22", "ways": [way]}, room.case)
    person = {"role": "victim", "name": "Mo Example", "address": "1 Example Row, Widnes"}
    saved = room.worker.ask(entries.save, "person", person, case=room.case).result()
    return room.show(RecordScreen, RecordDestination(saved.entry, room.case))


def test_the_victims_address_is_shown_on_request_and_hidden_again_when_left(room: CaseRoom) -> None:
    screen = address_page(room, "mon")  # today
    assert "Widnes" not in words_on(screen)
    screen.reveal.button.click()
    room.settle()
    assert "Widnes" in words_on(screen)
    assert screen.reveal.isHidden()
    screen.leave()
    screen.begin()
    room.settle()
    assert "Widnes" not in words_on(screen)


def test_outside_the_rules_the_address_waits_for_a_reason(room: CaseRoom) -> None:
    screen = address_page(room, "sun")
    screen.reveal.button.click()
    room.settle()
    assert "Widnes" not in words_on(screen)
    assert screen.reveal.because.line.hasFocus()
    type_words("The locksmith asks for it")
    press(Qt.Key.Key_Return)
    room.settle()
    assert "Widnes" in words_on(screen)
    assert screen.reveal.because.isHidden()
