"""A colleague's laptop, for the tests of the page of laptops."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.cards import written_card
from tests.casework.open_sessions import session_at, worked_by


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Session]:
    """A colleague's laptop, with its card in a file."""
    with session_at(tmp_path / "other") as opened:
        worked_by(opened, f"Kim {opened.device.device_id[:6]}")  # the vault on show is one for all tests of a module
        (tmp_path / "theirs.card").write_bytes(written_card(opened, "sergeant"))
        yield opened
