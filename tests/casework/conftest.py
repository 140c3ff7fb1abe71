"""A fresh vault, open, and a case in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import new_case, session_at


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_at(tmp_path / "vault") as opened:
        yield opened


@pytest.fixture
def case(session: Session) -> Saved:
    return new_case(session)
