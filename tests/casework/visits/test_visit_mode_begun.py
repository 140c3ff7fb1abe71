"""Visit mode that could not be begun: nothing of it is remembered."""

from __future__ import annotations

import pytest

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.visits import mode
from hru_advocate.store.faults import DiskFailed
from tests.casework.open_sessions import add

VISIT: dict[str, object] = {
    "who": "Robin",
    "company": "colleague",
    "with_name": "Ben",
    "on": "2026-11-23",
    "out": "09:00",
    "back": "23:00",
    "outside_rules": "Agreed",
    "place": "home",
    "reach": "07700 900123",
    "signal_reference": "Word 3",
    "told": "Desk",
    "state": "planned",
}


def test_a_mode_whose_case_could_not_be_read_was_not_begun(
    session: Session, case: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = add(session, case, "visit", VISIT).entry

    def broken(_session: Session) -> None:
        raise DiskFailed

    with monkeypatch.context() as patched:
        patched.setattr(mode, "settings", broken)
        with pytest.raises(DiskFailed):
            mode.begin_mode(session, entry)
    assert mode.mode_now(session) is None
    begun, _changed = mode.begin_mode(session, entry)
    assert mode.mode_now(session) == begun
