"""The window goes on while a package is taken in: not between two packages alone, but in the middle of one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, get_ident

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import fitting, receiving, roster
from hru_advocate.casework.sharing.erased.opening import open_sealed
from hru_advocate.casework.sharing.sending import seal
from hru_advocate.domain.ledger.entry import Entry
from tests.casework.open_sessions import add, id_of
from tests.casework.sharing.two_laptops import share, told_case
from tests.ui.case_room import CaseRoom, press
from tests.ui.unit.devices_page import met, shown


class _Asked(QObject):
    """Has a key pressed on the window's thread, asked for on another."""

    key = Signal()


def test_a_key_is_answered_between_two_entries_of_a_package_that_is_being_taken_in(
    room: CaseRoom,
    other: Session,
    chosen: Callable[[Path], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    met(room, other, tmp_path)
    mine = room.worker.ask(roster.devices_shown).result(timeout=20).device
    case = told_case(other)
    room.worker.ask(open_sealed, Path(seal(other, id_of(case), [mine], tmp_path).place)).result(timeout=20)
    for number in range(8):
        add(other, case, "notes", {"lines": [{"text": f"Rang back {number}."}]})
    (tmp_path / "share").mkdir()
    share(other, tmp_path / "share", [case.ref])
    fits, asked, looked = fitting.check_fits, _Asked(), []
    answered = Event()

    def pressed() -> None:
        press(Qt.Key.Key_X)
        answered.set()

    def one_by_one(session: Session, entry: Entry) -> None:
        answered.clear()
        asked.key.emit()
        looked.append((get_ident(), answered.wait(20)))
        fits(session, entry)

    asked.key.connect(pressed, Qt.ConnectionType.QueuedConnection)
    monkeypatch.setattr(receiving, "check_fits", one_by_one)
    screen, part = shown(room)
    chosen(tmp_path / "share")
    part.sharing.choose.setFocus()
    press(Qt.Key.Key_Space)
    room.settle()
    for box in part.sharing.boxes.values():  # other tests share cases of this vault
        box.setChecked(False)
    part.sharing.share.setFocus()
    press(Qt.Key.Key_Space)
    line = QLineEdit(screen)
    line.show()
    line.setFocus()
    room.settle()
    assert len(looked) > 8
    assert {waited for _thread, waited in looked} == {True}
    assert get_ident() not in {thread for thread, _waited in looked}
    assert line.text() == "x" * len(looked)
