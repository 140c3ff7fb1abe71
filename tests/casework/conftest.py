"""A fresh vault, open, and a case in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import NewVault, copied_session, new_case, new_vault_at


@pytest.fixture(scope="session")
def new_vault(tmp_path_factory: pytest.TempPathFactory) -> NewVault:
    """Made once: nearly every test wants one."""
    return new_vault_at(tmp_path_factory.mktemp("new") / "vault")


@pytest.fixture
def session(new_vault: NewVault, tmp_path: Path) -> Iterator[Session]:
    with copied_session(new_vault, tmp_path / "vault") as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(new_vault: NewVault, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """One open vault for all rows of a file: each row makes cases of its own in it."""
    with copied_session(new_vault, tmp_path_factory.mktemp("shared") / "vault") as opened:
        yield opened


@pytest.fixture
def case(session: Session) -> Saved:
    return new_case(session)
