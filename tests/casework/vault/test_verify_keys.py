"""Verifying proves the devices' keys too, says nothing whole of a damaged file, and is stopped by no odd id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.vault import checks
from hru_advocate.keys.signing import DeviceKey
from hru_advocate.store.ledger import lanes
from hru_advocate.store.ledger import verify as verifying
from hru_advocate.store.ledger.findings import Discrepancy, Report
from tests.casework.open_sessions import new_case, session_at


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_at(tmp_path / "vault") as opened:
        new_case(opened)
        yield opened


def test_a_key_put_in_place_of_a_devices_own_is_named(session: Session) -> None:
    assert checks.verify(session).fine
    with session.vault.write() as cursor:
        cursor.execute("UPDATE device SET public_key = ?", (DeviceKey.generate().public,))
    verdict = checks.verify(session)
    assert f"device {session.device.device_id}: its key is not the one it was named for" in verdict.lines
    assert (verdict.fine, verdict.whole_cases) == (False, 0)


def test_of_a_damaged_file_no_case_is_called_whole(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = Report((Discrepancy("file", "the file is damaged: part of it cannot be read"),), 3)
    monkeypatch.setattr(verifying.Verification, "finish", lambda _running: damaged)
    verdict = checks.verify(session)
    assert (verdict.fine, verdict.whole_cases, len(verdict.partial_cases)) == (False, 0, 1)


def test_an_id_nobody_could_have_given_stops_no_verifying(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = tuple(lanes.Lane(lane.device, "Mara Kent", *_rest(lane)) for lane in lanes.held(session.vault))
    monkeypatch.setattr(lanes, "held", lambda _vault: odd)
    verdict = checks.verify(session)
    assert {line.ref for line in verdict.lanes} == {"a case without a reference"}


def _rest(lane: lanes.Lane) -> tuple[int, int, str]:
    return lane.entries, lane.last, lane.head
