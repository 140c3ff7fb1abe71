"""Sharing on screen: said before, done by a key, and said after; through a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import roster
from hru_advocate.casework.sharing.erased.opening import open_sealed
from hru_advocate.casework.sharing.sending import seal
from tests.casework.open_sessions import add, id_of
from tests.casework.sharing.two_laptops import share, told_case
from tests.ui.case_room import CaseRoom, press
from tests.ui.unit.devices_page import met, pictured, shown
from tests.ui.unit.unit_page import said


def test_a_folder_says_before_and_after_what_leaves_and_comes_and_a_case_not_ticked_stays(
    room: CaseRoom, other: Session, chosen: Callable[[Path], None], tmp_path: Path, announced: list[str]
) -> None:
    """By keys alone, from the button that asks for the folder to the one that shares."""
    met(room, other, tmp_path)
    cases = [told_case(other), told_case(other)]
    mine = room.worker.ask(roster.devices_shown).result(timeout=20).device
    for case in cases:
        made = seal(other, id_of(case), [mine], tmp_path)
        room.worker.ask(open_sealed, Path(made.place)).result(timeout=20)
    (tmp_path / "share").mkdir()
    add(other, cases[0], "notes", {"lines": [{"text": "Rang back."}]})
    share(other, tmp_path / "share", [cases[0].ref])
    note = {"lines": [{"text": "Rang her."}]}
    for case in cases:
        room.worker.ask(save, "notes", note, case=id_of(case)).result(timeout=20)
    screen, part = shown(room)
    chosen(tmp_path / "share")
    part.sharing.choose.setFocus()
    press(Qt.Key.Key_Space)
    room.settle()
    before = len(list((tmp_path / "share").iterdir()))
    assert {case.ref for case in cases} <= set(part.sharing.boxes)
    assert part.sharing.boxes[cases[0].ref].text() == f"{cases[0].ref} for {other.author}"
    assert "1 file there is to be looked at." in said(screen)
    assert f"Would leave: {cases[0].ref} for {other.author}." in announced[-1]
    assert before == 1, "nothing leaves by itself"
    pictured(screen, "sharing_before")
    for ref, box in part.sharing.boxes.items():
        if ref != cases[0].ref:
            box.setFocus()
            press(Qt.Key.Key_Space)
    part.sharing.share.setFocus()
    press(Qt.Key.Key_Space)
    room.settle()
    assert f"new in {cases[0].ref}, from {other.author}" in said(screen)
    assert f"{cases[0].ref} left. Sealed: " in said(screen)
    assert f"{cases[1].ref} left" not in said(screen)
    assert f"{cases[0].ref} left. Sealed: " in announced[-1]
    assert QApplication.focusWidget() is part.sharing.choose
    pictured(screen, "sharing_after")
    assert [one.ref for one in share(other, tmp_path / "share").came] == [cases[0].ref]


def test_a_folder_that_will_not_do_is_said_and_the_button_is_there_again(
    room: CaseRoom, chosen: Callable[[Path], None], tmp_path: Path
) -> None:
    screen, part = shown(room)
    chosen(tmp_path / "none")
    part.sharing.choose.click()
    room.settle()
    assert "This folder cannot be read." in screen.banner.text()
    assert part.sharing.choose.isEnabled()
    chosen(tmp_path)
    part.sharing.choose.click()
    room.settle()
    assert screen.banner.text() == ""
    assert "Nothing there is new." in said(screen)
    assert part.sharing.share.isVisibleTo(screen)
    for box in part.sharing.boxes.values():  # other tests share cases of this vault
        box.setChecked(False)
    part.sharing.share.click()
    room.settle()
    assert "Nothing left: nobody is known to lack anything." in said(screen)


def test_what_was_said_of_one_folder_is_not_shared_into_another(
    room: CaseRoom, chosen: Callable[[Path], None], tmp_path: Path, announced: list[str]
) -> None:
    screen, part = shown(room)
    chosen(tmp_path)
    part.sharing.choose.click()
    assert announced[-1] == part.sharing.note.text() == "Looking into the folder\u2026"
    room.settle()
    assert part.sharing.share.isVisibleTo(screen)
    assert part.sharing.note.text() == ""
    chosen(tmp_path / "none")
    part.sharing.choose.click()
    assert not part.sharing.share.isVisibleTo(screen), "not while the other is being looked into"
    room.settle()
    assert not part.sharing.share.isVisibleTo(screen)
    assert str(tmp_path) not in said(screen)


def test_while_it_shares_nothing_else_is_begun_and_who_works_elsewhere_stays_there(
    room: CaseRoom, chosen: Callable[[Path], None], tmp_path: Path, announced: list[str]
) -> None:
    screen, part = shown(room)
    chosen(tmp_path)
    part.sharing.choose.click()
    part.meeting.save.setFocus()
    room.settle()
    assert part.sharing.share.isVisibleTo(screen)
    assert QApplication.focusWidget() is part.meeting.save
    for box in part.sharing.boxes.values():  # other tests share cases of this vault
        box.setChecked(False)
    part.sharing.share.click()
    assert announced[-1] == part.sharing.note.text() == "Sharing\u2026"
    assert not part.sharing.choose.isEnabled()
    room.settle()
    assert part.sharing.choose.isEnabled()
    assert part.sharing.note.text() == ""
    assert QApplication.focusWidget() is part.meeting.save


def test_it_ends_after_the_package_in_hand_where_somebody_stops_it(
    room: CaseRoom, other: Session, chosen: Callable[[Path], None], tmp_path: Path, announced: list[str]
) -> None:
    met(room, other, tmp_path)
    mine = room.worker.ask(roster.devices_shown).result(timeout=20).device
    for _ in range(2):
        case = told_case(other)
        room.worker.ask(open_sealed, Path(seal(other, id_of(case), [mine], tmp_path).place)).result(timeout=20)
        room.worker.ask(save, "notes", {"lines": [{"text": "Rang her."}]}, case=id_of(case)).result(timeout=20)
    (tmp_path / "share").mkdir()
    screen, part = shown(room)
    chosen(tmp_path / "share")
    part.sharing.choose.setFocus()
    press(Qt.Key.Key_Space)
    room.settle()
    held = Event()
    room.worker.ask(lambda _session: held.wait(20))
    press(Qt.Key.Key_Space)
    assert part.sharing.stop.isVisibleTo(screen)
    part.sharing.stop.setFocus()
    press(Qt.Key.Key_Space)
    assert announced[-1] == "Stopping after the package in hand."
    held.set()
    room.settle()
    assert len(list((tmp_path / "share").iterdir())) == 1
    assert "Stopped as you asked. What came and left before is kept; the rest goes the next time." in said(screen)
    assert not part.sharing.stop.isVisibleTo(screen)
    assert QApplication.focusWidget() is part.sharing.choose
