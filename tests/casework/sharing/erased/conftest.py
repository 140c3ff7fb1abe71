"""Three laptops of which each met the others, and a folder between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.session import Session
from tests.casework.sharing.two_laptops import laptops, meet


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Session]]:
    with laptops(tmp_path, 3) as opened:
        for one in range(3):
            for other in range(one):
                meet(opened[one], opened[other])
        yield opened


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "place").mkdir()
    return tmp_path / "place"
