"""The recovery holder on screen: enrolled with a tick, ticked for good where a case is sealed, and named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import roster
from hru_advocate.casework.sharing.cards import own_role, written_card
from hru_advocate.casework.sharing.recovery_holder import begin_holding
from tests.casework.open_sessions import session_at, worked_by
from tests.ui.case_room import CaseRoom
from tests.ui.unit.devices_page import pictured, shown
from tests.ui.unit.unit_page import said
from ui.case.closing.proof_screen import ProofScreen
from ui.shell.destinations import ProofDestination


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[Session]:
    """The recovery holder's laptop, with its card in a file."""
    with session_at(tmp_path / "holder") as opened:
        worked_by(opened, f"Jo {opened.device.device_id[:6]}")
        begin_holding(opened)
        (tmp_path / "holder.card").write_bytes(written_card(opened, own_role(opened)))
        yield opened


def test_it_is_enrolled_with_a_tick_and_every_case_that_is_sealed_says_so(
    room: CaseRoom, holder: Session, tmp_path: Path
) -> None:
    screen, part = shown(room)
    assert "No recovery holder is enrolled here" in said(screen)
    part.meeting._read(room.worker.ask(roster.meeting, tmp_path / "holder.card").result(timeout=20))
    assert part.meeting.holder.isVisibleTo(screen)
    assert not part.meeting.enrol.isEnabled()
    part.meeting.holder.setChecked(True)
    assert part.meeting.enrol.isEnabled()
    pictured(screen, "holder_met")
    met = part.meeting._met
    assert met is not None
    part.meeting.heard.setText(" ".join(met.words))
    part.meeting.enrol.click()
    room.settle()
    assert f"{holder.author}: what you seal goes to her or his laptop too." in said(screen)
    assert "Recovery holder" in said(screen)
    pictured(screen, "holder")
    page = room.show(ProofScreen, ProofDestination(room.case))
    room.settle()
    box = page.sealing.boxes[holder.device.device_id]
    assert box.isChecked()
    assert "Whoever it is for, the recovery holder can open it too" in said(page)
    pictured(page, "sealing_for_holder")
    (tmp_path / "stick").mkdir()
    page.sealing.seal_into(tmp_path / "stick")
    room.settle()
    assert f"for {holder.author} (recovery holder)" in said(page)


def test_a_computer_with_cases_is_not_made_the_holders(room: CaseRoom) -> None:
    screen, part = shown(room)
    part.holder.begin.click()
    room.settle()
    assert "Make this computer the recovery holder's?" in said(screen)
    part.holder.beginning.confirm.click()
    room.settle()
    assert "There are cases on this computer already" in said(screen)
    assert part.step_back()
