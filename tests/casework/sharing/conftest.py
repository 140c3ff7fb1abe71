"""Two laptops that met, for each test that sends something from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.session import Session
from tests.casework.sharing.two_laptops import laptops, meet


@pytest.fixture
def both(tmp_path: Path) -> Iterator[list[Session]]:
    with laptops(tmp_path) as opened:
        meet(*opened)
        yield opened
