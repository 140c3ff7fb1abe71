"""A fresh vault, open, and a case in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Desk
from tests.casework.desks import desk_at, new_case


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_at(tmp_path / "vault") as opened:
        yield opened


@pytest.fixture
def case(desk: Desk) -> Saved:
    return new_case(desk)
