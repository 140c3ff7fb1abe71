"""Orders on the page of a case, by keys: noted, served, varied, lifted; the head says which it is and how it stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.law.orders import orders_of
from hru_advocate.casework.records import entries, records
from hru_advocate.domain.forms.answers import value_of
from tests.ui.case_room import CaseRoom, press, type_words
from ui.case.legal.orders import DayAsked, OrdersPiece
from ui.case.legal.tab import LegalTab
from ui.case.screen import CaseScreen
from ui.controls.buttons import Button
from ui.controls.pills import Pill
from ui.form.screen import FormScreen
from ui.shell.destinations import CaseDestination, FormDestination

MADE: dict[str, Any] = {
    "kind": "nmo",
    "stage": "made",
    "made_on": "2026-10-01",
    "until": "2027-10-01",
    "ring": "999 in danger, else 101",
    "conditions": [{"kind": "direct", "words": "No contact of any sort."}],
}


def note(room: CaseRoom, **more: Any) -> str:
    return room.worker.ask(entries.save, "order", MADE | more, case=room.case).result().entry


def legal(room: CaseRoom) -> tuple[CaseScreen, OrdersPiece]:
    screen = room.show(CaseScreen, CaseDestination(room.case, "legal"))
    part = screen.part
    assert isinstance(part, LegalTab)
    piece = part.findChild(OrdersPiece)
    assert isinstance(piece, OrdersPiece)
    return screen, piece


def words_on(page: QWidget) -> str:
    labels = [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]
    return "\n".join([*labels, *[pill.text() for pill in page.findChildren(Pill) if not pill.isHidden()]])


def button(page: QWidget, name: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.accessibleName() == name and not one.isHidden())


def test_a_case_without_a_noted_order_says_what_was_told_and_the_head_says_nothing(room: CaseRoom) -> None:
    screen, piece = legal(room)
    assert "Not asked yet" in words_on(piece)
    assert screen.head.orders.isHidden()
    piece.note_button.click()
    visit = room.visits[-1]
    assert isinstance(visit, FormDestination)
    assert (visit.request.form, visit.request.case) == ("order", room.case)


@pytest.mark.parametrize(
    ("told", "head", "card"),
    [("none", "", "None at all, as told"), ("some", "An order was told of, none is noted", "There is one, as told")],
)
def test_what_a_conversation_told_of_orders_is_said_while_none_is_noted(
    room: CaseRoom, told: str, head: str, card: str
) -> None:
    room.worker.ask(entries.save, "situation", {"any_order": told, "asked_on": "today"}, case=room.case).result()
    screen, piece = legal(room)
    assert (screen.head.orders.text(), screen.head.orders.isHidden()) == (head, not head)
    assert card in words_on(piece)
    note(room, kind="child_arrangements")
    screen.refresh()
    room.settle()
    assert screen.head.orders.isHidden()


def test_served_is_noted_by_keys_and_the_head_follows(room: CaseRoom) -> None:
    entry = note(room)
    screen, piece = legal(room)
    assert screen.head.orders.text() == "Non-molestation order: made, not known to be served"
    assert "Nobody should rely on it yet" in words_on(piece)
    button(piece, "Served: Non-molestation order").setFocus()
    press(Qt.Key.Key_Space)
    asked = piece.findChild(DayAsked)
    assert isinstance(asked, DayAsked)
    assert QApplication.focusWidget() is asked.day
    type_words("3 Oct 2026")
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is asked.how
    type_words("PC Hill")
    press(Qt.Key.Key_Return)
    room.settle()
    assert screen.banner.isHidden(), words_on(screen.banner)
    order = room.worker.ask(orders_of, room.case).result()[0]
    assert (order.served_on, order.entry != entry) == (date(2026, 10, 3), True)
    assert screen.head.orders.text() == "Non-molestation order until 1 Oct 2027"
    assert "served 3 Oct (PC H.)" in words_on(piece)  # whoever served it is somebody of this case
    assert "2 versions" in words_on(piece)
    assert not [one for one in piece.findChildren(Button) if one.text() == "Served" and not one.isHidden()]


@pytest.mark.parametrize(("typed", "words"), [("yesterday", "ended 22 Nov"), ("24 Nov 2027", "")])
def test_lifted_or_ended_takes_a_day_gone_by_and_refuses_one_to_come(room: CaseRoom, typed: str, words: str) -> None:
    note(room, served_on="2026-10-02")
    screen, piece = legal(room)
    button(piece, "Lifted or ended: Non-molestation order").setFocus()
    press(Qt.Key.Key_Return)
    type_words(typed)
    press(Qt.Key.Key_Return)
    room.settle()
    assert (words or "until 1 Oct 2027") in screen.head.orders.text()
    assert bool(screen.banner.isVisible()) is not bool(words)


def test_what_was_noted_is_told_to_all_and_an_earlier_error_goes(room: CaseRoom) -> None:
    note(room, served_on="2026-10-02")
    screen, piece = legal(room)
    told: list[Changed] = []
    room.context.notifier.listen(told.append)
    button(piece, "Lifted or ended: Non-molestation order").click()
    type_words("24 Nov 2027")
    press(Qt.Key.Key_Return)
    room.settle()
    assert screen.banner.isVisible()
    assert told == []
    asked = piece.asked
    assert asked is not None
    asked.day.setText("yesterday")
    press(Qt.Key.Key_Return)
    room.settle()
    assert not screen.banner.isVisible()
    assert all(one.isHidden() for one in piece.findChildren(DayAsked))
    assert [(set(one.kinds), set(one.cases)) for one in told] == [({"order"}, {room.case})]
    assert "ended 22 Nov" in screen.head.orders.text()


def test_escape_puts_a_step_away_and_nothing_is_written(room: CaseRoom) -> None:
    entry = note(room, served_on="2026-10-02")
    _screen, piece = legal(room)
    button(piece, "Lifted or ended: Non-molestation order").setFocus()
    press(Qt.Key.Key_Space)
    assert piece.findChild(DayAsked) is not None
    press(Qt.Key.Key_Escape)
    assert all(one.isHidden() for one in piece.findChildren(DayAsked))
    assert room.worker.ask(orders_of, room.case).result()[0].entry == entry


def test_vary_opens_the_form_with_its_reason_and_the_earlier_version_stays_readable(room: CaseRoom) -> None:
    entry = note(room, served_on="2026-10-02")
    _screen, piece = legal(room)
    button(piece, "Vary: Non-molestation order").click()
    visit = room.visits[-1]
    assert isinstance(visit, FormDestination)
    form = room.show(FormScreen, visit)
    assert form.page is not None
    assert form.page.reason.words() == "varied"
    assert form.page.raw()["stage"] == "varied"
    form.page.save()
    room.settle()
    newest = room.worker.ask(records.record_lines, room.case, ("order",)).result()[0]
    view = room.worker.ask(records.open_record, newest.entry).result()
    assert [version.reason for version in view.versions] == ["varied", ""]
    assert room.worker.ask(records.open_record, entry).result().head is False


def test_an_interim_order_that_is_varied_stays_an_interim_order(room: CaseRoom) -> None:
    note(room, stage="interim", there=True)
    _screen, piece = legal(room)
    button(piece, "Vary: Interim non-molestation order").click()
    visit = room.visits[-1]
    assert isinstance(visit, FormDestination)
    form = room.show(FormScreen, visit)
    assert form.page is not None
    assert form.page.raw()["stage"] == "interim"


def test_a_full_order_begins_afresh_with_its_own_days(room: CaseRoom) -> None:
    note(room, kind="spo_interim", there=True, until=None, no_end=True)
    _screen, piece = legal(room)
    button(piece, "Full order made: Interim stalking protection order").click()
    visit = room.visits[-1]
    assert isinstance(visit, FormDestination)
    form = room.show(FormScreen, visit)
    assert form.page is not None
    raw = form.page.raw()
    assert (raw["kind"], raw["stage"]) == ("spo_full", "made")
    assert all(
        raw.get(field) in (None, {"state": "not_asked"}) for field in ("made_on", "served_on", "until", "no_end")
    )
    assert raw["conditions"]
    assert value_of({}, "until") is None


def test_orders_stand_what_holds_first_and_what_ended_says_so(room: CaseRoom) -> None:
    note(room, kind="police_bail", until="2026-11-12")
    note(room, served_on="2026-10-02", until="2026-11-28")
    screen, piece = legal(room)
    pills = [pill.text() for pill in piece.findChildren(Pill) if "Police bail" in pill.text() or "order" in pill.text()]
    assert pills == ["Non-molestation order ends in 5 days", "Police bail ended 12 Nov"]
    assert "It has ended. Tell the person" in words_on(piece)
    assert screen.head.orders.text() == "Non-molestation order ends in 5 days · 1 more"
    assert "Police bail ended 12 Nov" in screen.head.orders.toolTip()
