"""The mailbox on screen, by keys: chosen by its card, looked into, shared through, and forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import roster
from hru_advocate.casework.sharing.erased.opening import open_sealed
from hru_advocate.casework.sharing.sending import seal
from tests.casework.open_sessions import id_of
from tests.casework.sharing.mailbox.posted import choose, post
from tests.casework.sharing.two_laptops import told_case
from tests.hub_cluster import Cluster
from tests.ui.case_room import CaseRoom, press
from tests.ui.unit.devices_page import met, pictured, shown
from tests.ui.unit.unit_page import said
from ui.controls.buttons import Button

pytestmark = pytest.mark.xdist_group("hub")


def _press(button: Button) -> None:
    button.setFocus()
    press(Qt.Key.Key_Space)


def test_a_mailbox_is_chosen_by_its_card_and_a_case_leaves_through_it_by_keys_alone(
    room: CaseRoom, other: Session, chosen: Callable[[Path], None], tmp_path: Path, hub: Cluster
) -> None:
    met(room, other, tmp_path)
    choose(other, hub, tmp_path)
    case = told_case(other)
    mine = room.worker.ask(roster.devices_shown).result(timeout=20).device
    made = seal(other, id_of(case), [mine], tmp_path)
    room.worker.ask(open_sealed, Path(made.place)).result(timeout=20)
    room.worker.ask(save, "notes", {"lines": [{"text": "Rang her."}]}, case=id_of(case)).result(timeout=20)
    screen, part = shown(room)
    assert not part.sharing.ask_mailbox.isVisibleTo(screen)
    pictured(screen, "mailbox_none")
    chosen(tmp_path / "theirs.card")
    _press(part.sharing.choose_mailbox)
    room.settle()
    assert "This file is no card of a mailbox" in screen.banner.text()
    chosen(hub.card_file(tmp_path))
    press(Qt.Key.Key_Space)
    room.settle()
    assert screen.banner.text() == ""
    assert f"Mailbox: {hub.folder}, as laptop_" in said(screen)
    _press(part.sharing.ask_mailbox)
    assert part.sharing.note.text() == "Asking the mailbox\u2026"
    room.settle()
    assert f"{case.ref} for {other.author}" == part.sharing.boxes[case.ref].text()
    pictured(screen, "mailbox_before")
    assert QApplication.focusWidget() is part.sharing.share
    press(Qt.Key.Key_Space)
    room.settle()
    assert f"{case.ref} left. Sealed: " in said(screen)
    assert QApplication.focusWidget() is part.sharing.ask_mailbox
    pictured(screen, "mailbox_after")
    assert [one.ref for one in post(other).came] == [case.ref]
    _press(part.sharing.forget)
    room.settle()
    _press(part.sharing.forgetting.confirm)
    room.settle()
    assert QApplication.focusWidget() is part.sharing.choose_mailbox
    assert "No mailbox chosen." in said(screen)
    assert not part.sharing.ask_mailbox.isVisibleTo(screen)


def test_a_mailbox_that_does_not_answer_is_said_and_the_buttons_are_there_again(
    room: CaseRoom, chosen: Callable[[Path], None], tmp_path: Path, hub: Cluster
) -> None:
    card = hub.card_file(tmp_path)
    card.write_text(card.read_text(encoding="utf-8").replace('password = "', 'password = "x'), encoding="utf-8")
    screen, part = shown(room)
    chosen(card)
    part.sharing.choose_mailbox.click()
    room.settle()
    part.sharing.ask_mailbox.click()
    room.settle()
    assert "The mailbox cannot be reached, or does not answer." in screen.banner.text()
    assert part.sharing.ask_mailbox.isEnabled()
    assert not part.sharing.share.isVisibleTo(screen)
    part.sharing.forget.click()
    part.sharing.forgetting.confirm.click()
    room.settle()
    assert not part.sharing.ask_mailbox.isVisibleTo(screen)


def test_a_mailbox_is_forgotten_with_a_second_press_and_escape_lets_it_be(
    room: CaseRoom, chosen: Callable[[Path], None], tmp_path: Path, hub: Cluster, announced: list[str]
) -> None:
    """The card it came from was to be destroyed: a slip would leave nobody anything to choose it by again."""
    screen, part = shown(room)
    chosen(hub.card_file(tmp_path))
    part.sharing.choose_mailbox.click()
    room.settle()
    part.sharing.forget.setFocus()
    for _ in range(2):
        press(Qt.Key.Key_Space)
        room.settle()
    assert part.sharing.ask_mailbox.isVisibleTo(screen)
    assert f"Forget the mailbox {hub.folder}, with its password? What lies there stays" in announced[-1]
    pictured(screen, "mailbox_forgetting")
    assert screen.step_back()
    assert QApplication.focusWidget() is part.sharing.forget
    assert not part.sharing.forgetting.isVisibleTo(screen)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Space):
        press(key)
    room.settle()
    assert not part.sharing.ask_mailbox.isVisibleTo(screen)
    assert QApplication.focusWidget() is part.sharing.choose_mailbox
