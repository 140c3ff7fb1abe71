"""The room of the tests of visits."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from hru_advocate.casework.vault.opening import Home
from tests.fixed_clock import FixedClock
from tests.ui.visits.visit_room import Room, tell
from ui.shell.vault_access import VaultAccess
from ui.workspace import Workspace


@pytest.fixture
def room(qtbot: QtBot, inside: Workspace, home: Home, open_door: VaultAccess) -> Room:
    assert isinstance(home.clock, FixedClock)
    room = Room(qtbot, inside, home.clock, open_door)
    window = inside.frame.window()
    inside.framed.connect(lambda: window.show_frame(inside.frame))  # type: ignore[attr-defined]  # the main window
    room.case, room.entry = inside.context.worker.ask(tell).result(timeout=60)
    return room
