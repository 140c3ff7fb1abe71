"""Packs on the screen: chosen, read line by line, each number ticked by a key, taken; and whose signatures count."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.packs.pack_file import PackFile, read_pack, written_pack
from hru_advocate.casework.packs.shown import packs_shown
from hru_advocate.casework.packs.signers import end_trust, signers
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.roster import words_with
from hru_advocate.domain.services.directory import Service
from hru_advocate.keys.signing import DeviceKey
from tests.casework.packs.pack_desk import ALEX, BOTH, HELPLINE, KIM, Person, service_of, signed, trusting
from tests.domain.packs.made_up_pack import changed, made_up, pack, ring
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.looks.faults import faults
from tests.ui.unit.unit_page import button, said
from ui.directory.packs_screen import PacksScreen
from ui.directory.screen import DirectoryScreen
from ui.shell.destinations import DirectoryDestination, PacksDestination

NEW, MORE = "01632 960 131", "01632 960 132"


@pytest.fixture
def unit(room: CaseRoom) -> CaseRoom:
    """A unit that trusts two, and nobody else: the vault is one for all tests of the module."""

    def alone(session: Session) -> None:
        for device in signers(session):
            end_trust(session, device, "Another test.")
        trusting(session, *BOTH)

    room.worker.ask(alone).result(timeout=20)
    return room


def _helpline(room: CaseRoom) -> Service:
    return room.worker.ask(service_of, HELPLINE).result(timeout=20)


def _laid(folder: Path, made: PackFile) -> Path:
    place = folder / "pack"
    place.write_bytes(written_pack(made))
    return place


def pictured(screen: PacksScreen, name: str) -> None:
    if folder := os.environ.get("HRU_PICTURES"):
        screen.grab().save(str(Path(folder) / f"{name}.png"))
    assert faults(screen) == []


def test_a_pack_is_chosen_read_ticked_and_taken_by_keys_alone(
    unit: CaseRoom, chosen: Callable[[Path], None], tmp_path: Path, announced: list[str]
) -> None:
    ours = _helpline(unit)
    theirs = changed(ours, phones=(ring(NEW), ring(MORE)), summary="It listens, made up.")
    chosen(_laid(tmp_path, signed(pack(theirs, name="keys_list"), *BOTH)))
    screen = unit.show(PacksScreen, PacksDestination())
    assert QApplication.focusWidget() is screen.pack.choose
    press(Qt.Key.Key_Space)
    unit.settle()
    assert "Winter 2026, version 1 of keys_list, from Harbour Unit" in said(screen)
    assert "It listens, made up." in said(screen)
    assert announced[-1].endswith("2 changes to tick.")
    first, second = screen.pack.boxes.values()
    assert QApplication.focusWidget() is first
    assert [one.isChecked() for one in (first, second)] == [False, False]
    pictured(screen, "pack_looked_at")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is screen.pack.take
    press(Qt.Key.Key_Space)
    unit.settle()
    assert _helpline(unit).phones[0].number == NEW
    assert len(_helpline(unit).phones) == 1
    assert "Changes that stay open: 1." in announced[-1]
    assert QApplication.focusWidget() is screen.pack.choose
    assert f"would become {MORE}" in said(screen)
    pictured(screen, "pack_taken")
    button(screen, "Look at it again").setFocus()
    press(Qt.Key.Key_Space)
    unit.settle()
    (left,) = screen.pack.boxes.values()
    assert QApplication.focusWidget() is left, "the keyboard goes to what was asked for"
    assert announced[-1].endswith("1 change to tick.")
    press(Qt.Key.Key_Space)
    screen.pack.take.click()
    unit.settle()
    assert [one.number for one in _helpline(unit).phones] == [NEW, MORE]
    assert f"would become {MORE}" not in said(screen)


@pytest.mark.parametrize(
    ("people", "sentence"), [((KIM,), "Fewer than two of those this unit trusts"), (BOTH, ""), ((KIM, ALEX), "Fewer")]
)
def test_what_cannot_be_taken_says_why_and_cannot_be_pressed(
    unit: CaseRoom, tmp_path: Path, people: tuple[Person, ...], sentence: str
) -> None:
    screen = unit.show(PacksScreen, PacksDestination())
    screen.pack.look_into(_laid(tmp_path, signed(pack(made_up(), name="why_list"), *people)))
    unit.settle()
    assert screen.pack.take.isEnabled() is not bool(sentence)
    assert sentence in said(screen)
    pictured(screen, "pack_refused")


def test_a_file_that_is_no_pack_is_said_and_a_pack_gets_a_second_signature(
    unit: CaseRoom, chosen: Callable[[Path], None], tmp_path: Path
) -> None:
    screen = unit.show(PacksScreen, PacksDestination())
    (tmp_path / "wrong").write_text("{}", encoding="utf-8")
    chosen(tmp_path / "wrong")
    screen.pack.choose.click()
    unit.settle()
    assert "This is no pack of directory and law" in screen.banner.text()
    assert screen.pack.choose.isEnabled()
    chosen(_laid(tmp_path, signed(pack(made_up(), name="sign_list"), KIM)))
    screen.pack.choose.click()
    unit.settle()
    chosen(tmp_path / "both")
    screen.pack.sign.click()
    unit.settle()
    assert len(read_pack((tmp_path / "both").read_bytes()).signatures) == 2


def test_somebody_is_trusted_by_the_words_and_no_longer_with_a_reason(
    unit: CaseRoom, chosen: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Person("Sam Signer", DeviceKey.generate())
    monkeypatch.setattr("hru_advocate.casework.sharing.roster.card_in", lambda _path: other.card)
    screen = unit.show(PacksScreen, PacksDestination())
    assert "Kim Colleague" in said(screen)
    chosen(tmp_path / "their.card")
    screen.meeting.choose.click()
    unit.settle()
    words = unit.worker.ask(words_with, other.card).result(timeout=20)
    type_words(" ".join(words))
    screen.meeting.enrol.click()
    unit.settle()
    assert "Sam Signer" in said(screen)
    pictured(screen, "pack_signers")
    next(one for one in screen.signers._enders.values() if one.accessibleName() == "End: Sam Signer").click()
    type_words("Left")
    screen.signers.confirm.click()
    unit.settle()
    assert "Sam Signer" not in said(screen)
    screen.signers.own.click()
    unit.settle()
    shown = unit.worker.ask(packs_shown).result(timeout=20)
    assert shown.device in {one.device for one in shown.signers}
    assert not screen.signers.own.isVisibleTo(screen)


def test_the_directory_leads_to_packs(room: CaseRoom) -> None:
    screen = room.show(DirectoryScreen, DirectoryDestination())
    button(screen, "Packs").click()
    assert room.visits[-1] == PacksDestination()
