"""A contact outside the safe contact rules: said while typed, saved with a reason only, in the short form too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.checks.contact_checks import REASON
from hru_advocate.casework.records import entries, records
from hru_advocate.errors import InvalidAnswer
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.made_up_case import REFERRAL, write
from ui.case.lists import ContactsTab
from ui.case.screen import CaseScreen
from ui.form.question.field_frame import FieldFrame
from ui.shell.destinations import CaseDestination, form_page

DEAF: dict[str, object] = {
    "may_contact": "yes",
    "confirmed": "2026-11-22",
    "ways": [{"method": "text", "number": "07700 900123", "days": ["mon"]}],
    "never": "Never a voice call; he is deaf.",
    "never_ways": ["voice"],
}
RANG: dict[str, object] = {"happened": "today, 09:30", "method": "phone", "direction": "out", "with_whom": "victim"}


def short_form(room: CaseRoom, rules: dict[str, object] | None = None) -> ContactsTab:
    write(room.worker, "safe_contact", rules or DEAF, room.case)
    screen = room.show(CaseScreen, CaseDestination(room.case, log_contact=True))
    assert isinstance(screen.part, ContactsTab)
    return screen.part


def frame(tab: ContactsTab, field: str) -> FieldFrame:
    assert tab.page is not None
    found = tab.page.frame_of(field)
    assert found is not None
    return found


def fill(room: CaseRoom, tab: ContactsTab, raw: dict[str, object]) -> None:
    for field, value in raw.items():
        frame(tab, field).fill(value)
        frame(tab, field).editor.changed.emit()
    room.rest()


def contacts(room: CaseRoom) -> int:
    return len(room.worker.ask(records.record_lines, room.case, ("contact",)).result())


def test_ringing_a_deaf_man_stops_and_asks_for_one_line_which_is_kept(room: CaseRoom) -> None:
    tab, before = short_form(room), contacts(room)
    assert frame(tab, REASON).isHidden()
    fill(room, tab, RANG)
    assert "never a telephone call" in frame(tab, REASON).warning.text()
    tab.save_button.click()
    room.settle()
    assert contacts(room) == before
    assert frame(tab, REASON).complaint() == "Nothing was saved; say in one line why, or correct the contact."
    assert "never a telephone call" in frame(tab, REASON).warning.text()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert frame(tab, REASON).isAncestorOf(focus)
    type_words("The house was on fire")
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert contacts(room) == before + 1
    line = room.worker.ask(records.record_lines, room.case, ("contact",)).result()[0]
    view = room.worker.ask(records.open_record, line.entry).result()
    assert "The house was on fire" in [answer.words for section in view.sections for answer in section.answers]


@pytest.mark.parametrize("change", [{"direction": "in"}, {"method": "text"}, {"with_whom": "officer"}])
def test_what_breaks_no_rule_is_saved_without_a_word(room: CaseRoom, change: dict[str, object]) -> None:
    tab, before = short_form(room), contacts(room)
    fill(room, tab, RANG | change)
    assert frame(tab, REASON).isHidden()
    tab.save_button.click()
    room.settle()
    assert contacts(room) == before + 1


def test_nothing_moves_when_the_rules_speak_and_the_reason_is_asked(room: CaseRoom) -> None:
    tab = short_form(room)
    fill(room, tab, RANG | {"direction": "in", "next_contact": "2026-11-30"})
    watched = [frame(tab, field) for field in ("with_whom", "fact", "next_contact")] + [tab.save_button]
    stood = [widget.mapTo(tab, QPoint()).y() for widget in watched]
    fill(room, tab, {"direction": "out", "next_contact": "2026-11-24"})
    assert frame(tab, REASON).isVisible()
    assert frame(tab, "with_whom").warning.text()
    assert frame(tab, "next_contact").warning.text()
    assert [widget.mapTo(tab, QPoint()).y() for widget in watched] == stood
    offer = frame(tab, "with_whom").warning.offer_button
    assert offer is not None
    offer.click()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert frame(tab, REASON).isAncestorOf(focus)


def test_the_same_is_refused_where_there_is_no_screen(room: CaseRoom) -> None:
    write(room.worker, "safe_contact", DEAF, room.case)
    with pytest.raises(InvalidAnswer) as refused:
        room.worker.ask(entries.save, "contact", RANG, case=room.case).result()
    assert refused.value.field == REASON
    assert room.worker.ask(entries.save, "contact", RANG | {REASON: "Fire"}, case=room.case).result().entry


def test_a_next_contact_outside_the_rules_is_said_while_typed_and_the_next_safe_day_offered(room: CaseRoom) -> None:
    tab = short_form(room)
    fill(room, tab, {"next_contact": "2026-11-24"})
    warning = frame(tab, "next_contact").warning
    assert warning.isVisible()
    assert "Monday 30 Nov 2026" in warning.text()
    assert warning.offer_button is not None
    warning.offer_button.click()
    room.rest()
    assert warning.text() == ""
    assert tab.page is not None
    assert "2026-11-30" in str(tab.page.raw()["next_contact"])


SHOWN: dict[str, object] = {
    "may_contact": "yes",
    "confirmed": "2026-11-22",
    "ways": [{"method": "mobile", "number": "07700 900123", "withheld": False, "voicemail": "any"}],
}


@pytest.mark.parametrize(
    ("withheld", "refused"), [(True, True), ({"state": "not_known"}, True), (False, False), (None, False)], ids=str
)
def test_a_call_from_a_number_not_shown_is_held_against_the_rules(
    room: CaseRoom, withheld: object, *, refused: bool
) -> None:
    write(room.worker, "safe_contact", SHOWN, room.case)
    raw = RANG if withheld is None else RANG | {"withheld": withheld}
    if not refused:
        assert room.worker.ask(entries.save, "contact", raw, case=room.case).result().entry
        return
    with pytest.raises(InvalidAnswer, match="never withhold the number") as caught:
        room.worker.ask(entries.save, "contact", raw, case=room.case).result()
    assert caught.value.field == REASON


def test_the_short_form_asks_whether_our_number_was_withheld_only_of_our_calls(room: CaseRoom) -> None:
    tab = short_form(room, SHOWN)
    assert frame(tab, "withheld").isHidden()
    fill(room, tab, RANG)
    assert frame(tab, "withheld").isVisible()
    fill(room, tab, {"direction": "in"})
    assert frame(tab, "withheld").isHidden()


def test_where_a_withheld_number_is_fine_nobody_is_asked_about_it(room: CaseRoom) -> None:
    tab = short_form(room, SHOWN | {"ways": [{"method": "mobile", "number": "07700 900123", "withheld": True}]})
    fill(room, tab, RANG)
    assert frame(tab, "withheld").isHidden()


def test_a_first_contact_without_any_rules_asks_for_them_or_for_one_line(room: CaseRoom) -> None:
    """Nothing is held against rules that are not there: it must not pass as if it were safe."""
    referral = room.worker.ask(entries.save, "referral", dict(REFERRAL)).result()
    assert referral.case is not None
    screen = room.show(CaseScreen, CaseDestination(referral.case, log_contact=True))
    tab = screen.part
    assert isinstance(tab, ContactsTab)
    fill(room, tab, RANG)
    warning = frame(tab, REASON).warning
    assert "No safe contact rules are recorded for this case yet" in warning.text()
    assert warning.offer_button is not None
    warning.offer_button.setFocus()
    press(Qt.Key.Key_Space)
    assert room.visits[-1] == form_page("safe_contact", referral.case)
    frame(tab, REASON).editor.take_focus()
    type_words("She rang the desk and asked for a call back")
    press_save(room)
    lines = room.worker.ask(records.record_lines, referral.case, ("contact",)).result()
    assert len(lines) == 1, screen.banner.text()


def test_a_contact_of_theirs_asks_for_no_rules(room: CaseRoom) -> None:
    referral = room.worker.ask(entries.save, "referral", dict(REFERRAL)).result()
    assert room.worker.ask(entries.save, "contact", RANG | {"direction": "in"}, case=referral.case).result().entry


def press_save(room: CaseRoom) -> None:
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.settle()
