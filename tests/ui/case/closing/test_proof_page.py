"""The page by which a case leaves as proof: what leaves, the note it leaves with, and nothing without a tick."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from hru_advocate.casework.closing.erasing import erase
from hru_advocate.casework.typed_words import answers_typed
from hru_advocate.domain.ledger.ids import case_ref
from tests.casework.disclosure.told_case import DISCLOSED
from tests.casework.open_sessions import events_of
from tests.casework.proof.bags import ASKED, load_verifier
from tests.ui.case.closing.test_closing_pages import close, named
from tests.ui.case.test_case_screen import button, words_on
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.looks.faults import faults
from ui.case.closing.proof_screen import ProofScreen
from ui.case.closing.screen import ClosingScreen
from ui.case.screen import CaseScreen
from ui.shell.destinations import CaseDestination, ClosingDestination, ProofDestination, UnitDestination
from ui.unit.screen import UnitScreen

NOTE = {name: value for name, value in DISCLOSED.items() if name != "what"}


def shown(room: CaseRoom) -> ProofScreen:
    return room.show(ProofScreen, ProofDestination(room.case))


def fill(screen: ProofScreen, more: dict[str, object]) -> None:
    assert screen.asked.questions is not None
    screen.asked.questions.fill({**NOTE, **more})


def pictured(screen: ProofScreen, name: str) -> None:
    if folder := os.environ.get("HRU_PICTURES"):
        screen.grab().save(str(Path(folder) / f"{name}.png"))
    assert faults(screen) == []


def test_the_closing_page_and_the_history_lead_to_it(room: CaseRoom) -> None:
    closing = room.show(ClosingScreen, ClosingDestination(room.case))
    button(closing, "Leaving as proof").setFocus()
    press(Qt.Key.Key_Space)
    assert room.visits[-1] == ProofDestination(room.case)
    history = room.show(CaseScreen, CaseDestination(room.case, "history"))
    button(history, "Leaving as proof").click()
    assert room.visits[-1] == ProofDestination(room.case)


def test_it_says_plainly_that_it_is_not_encrypted_and_wants_that_read(room: CaseRoom) -> None:
    screen = shown(room)
    pictured(screen, "proof")
    assert "not encrypted" in words_on(screen)
    assert not screen.folder.isEnabled()
    assert not screen.zip.isEnabled()
    screen.sure.setFocus()
    press(Qt.Key.Key_Space)
    assert screen.folder.isEnabled()
    assert screen.zip.isEnabled()


@pytest.mark.parametrize(("way", "place"), [("folder", "bundle"), ("zip", "chosen.zip")])
def test_what_it_writes_is_whole_and_recorded(
    room: CaseRoom, chosen: Callable[[Path], None], tmp_path: Path, way: str, place: str
) -> None:
    screen = shown(room)
    fill(screen, {})
    screen.sure.click()
    chosen(tmp_path if way == "folder" else tmp_path / "chosen")
    getattr(screen, way).setFocus()
    getattr(screen, way).click()
    room.settle()
    assert load_verifier().verify(str(tmp_path / place)).faults == []
    assert "The record says that it left." in words_on(screen)
    assert "head code" in words_on(screen)
    assert not screen.sure.isChecked()  # the next one is another decision
    assert screen.sure.hasFocus()
    assert "bundle" in [name for name, _case, _body in room.worker.ask(events_of).result(timeout=20)]
    pictured(screen, f"proof_left_{way}")


def test_a_missing_answer_is_said_at_its_question_and_nothing_leaves(
    room: CaseRoom, chosen: Callable[[Path], None], tmp_path: Path
) -> None:
    screen = shown(room)
    fill(screen, {"agency": ""})
    screen.sure.click()
    chosen(tmp_path)
    screen.folder.click()
    room.settle()
    assert screen.asked.questions is not None
    assert screen.asked.questions.frames["agency"].isAncestorOf(screen.focusWidget())
    assert not (tmp_path / "bundle").exists()


def test_only_what_the_answers_ask_for_is_asked(room: CaseRoom) -> None:
    screen = shown(room)
    fill(screen, {})
    assert screen.asked.questions is not None
    frames = screen.asked.questions.frames
    frames["consent"].fill("yes")
    frames["consent"].changed.emit("consent")
    assert not frames["consent_because"].isVisibleTo(screen)
    assert not frames["back_by"].isVisibleTo(screen)  # nobody is asked for anything back yet
    frames["consent"].fill("without")
    frames["consent"].changed.emit("consent")
    assert frames["consent_because"].isVisibleTo(screen)


def test_what_is_answered_while_it_is_written_is_kept(
    room: CaseRoom, chosen: Callable[[Path], None], tmp_path: Path
) -> None:
    screen = shown(room)
    fill(screen, {})
    screen.sure.click()
    chosen(tmp_path)
    screen.folder.click()
    assert screen.asked.questions is not None
    screen.asked.questions.frames["purpose"].take_focus()
    type_words("For the next one: ")
    later = screen.asked.raw()
    room.settle()
    assert "The record says that it left." in words_on(screen)
    screen.asked.keeper.flush()
    room.settle()
    held = room.worker.ask(answers_typed, f"bundle {room.case}").result(timeout=20)
    assert held == later


def test_a_dialog_that_is_given_up_writes_nothing(
    room: CaseRoom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = room.worker.ask(events_of).result(timeout=20)
    screen = shown(room)
    fill(screen, {})
    screen.sure.click()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: ("", ""))
    screen.folder.click()
    screen.zip.click()
    room.settle()
    assert list(tmp_path.iterdir()) == []
    assert room.worker.ask(events_of).result(timeout=20) == before


def test_an_erased_case_leaves_as_its_proof_from_what_the_unit_keeps(
    room: CaseRoom, chosen: Callable[[Path], None], tmp_path: Path
) -> None:
    close(room)
    room.worker.ask(erase, case_ref(room.case), ASKED).result(timeout=20)
    unit = room.show(UnitScreen, UnitDestination("records_kept"))
    named(unit, f"Prove {case_ref(room.case)}").click()
    assert room.visits[-1] == ProofDestination(room.case)
    screen = shown(room)
    assert "This case was erased by authority." in words_on(screen)
    assert screen.asked.questions is not None
    assert set(screen.asked.questions.frames) == {"agency", "purpose"}
    screen.asked.questions.fill({"agency": "Made-up Commissioner", "purpose": "To show that it is gone"})
    screen.sure.click()
    chosen(tmp_path)
    screen.folder.click()
    room.settle()
    assert load_verifier().verify(str(tmp_path / "bundle")).faults == []
