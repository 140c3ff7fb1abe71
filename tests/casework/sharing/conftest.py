"""Two laptops that met, for each test that sends something from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.receiving import open_package
from tests.casework.every_form import fill_every_form
from tests.casework.open_sessions import id_of, new_case
from tests.casework.sharing.signed_nonsense import BadDevice
from tests.casework.sharing.two_laptops import laptops, meet, package
from tests.casework.test_every_answer_on_every_page import example


@pytest.fixture
def both(tmp_path: Path) -> Iterator[list[Session]]:
    with laptops(tmp_path) as opened:
        meet(*opened)
        yield opened


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BadDevice]:
    """A case in which everything was answered has come from a colleague's laptop, as it should."""
    folder = tmp_path_factory.mktemp("laptops")
    with laptops(folder) as (here, there):
        meet(here, there)
        case = new_case(here)
        fill_every_form(here, id_of(case), example, "Made up")
        opened = open_package(there, package(here, case, folder, there))
        assert opened.new == opened.entries
        yield BadDevice(here, there, id_of(case))


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A folder that both come to."""
    (tmp_path / "share").mkdir()
    return tmp_path / "share"
