"""What tests of the page of laptops share: it on show, a picture of it, and another laptop that was met."""

from __future__ import annotations

import os
from pathlib import Path

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import roster
from hru_advocate.casework.sharing.cards import read_card, written_card
from tests.ui.case_room import CaseRoom
from tests.ui.looks.faults import faults
from ui.case.closing.proof_screen import ProofScreen
from ui.shell.destinations import UnitDestination
from ui.unit.devices.part import DevicesPart
from ui.unit.screen import UnitScreen


def pictured(screen: UnitScreen | ProofScreen, name: str) -> None:
    if folder := os.environ.get("HRU_PICTURES"):
        screen.grab().save(str(Path(folder) / f"{name}.png"))
    found = faults(screen)
    assert found == [], found


def shown(room: CaseRoom) -> tuple[UnitScreen, DevicesPart]:
    screen = room.show(UnitScreen, UnitDestination("devices"))
    assert isinstance(screen.part, DevicesPart)
    return screen, screen.part


def met(room: CaseRoom, other: Session, tmp_path: Path) -> None:
    """Both laptops know each other."""
    mine = read_card(room.worker.ask(written_card, "advocate").result(timeout=20))
    theirs = read_card((tmp_path / "theirs.card").read_bytes())
    words = " ".join(roster.words_with(other, mine))
    roster.enrol(other, mine, words)
    room.worker.ask(roster.enrol, theirs, words).result(timeout=20)
