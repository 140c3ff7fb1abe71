"""A bundle of two devices, made once: tests of what reads it damage copies."""

from __future__ import annotations

import pytest

from tests.casework.open_sessions import NewVault, copied_session, id_of
from tests.casework.proof.bags import Files, made, two_devices


@pytest.fixture(scope="session")
def whole_bag(new_vault: NewVault, tmp_path_factory: pytest.TempPathFactory) -> Files:
    place = tmp_path_factory.mktemp("bag")
    with copied_session(new_vault, place / "vault") as session:
        return made(session, id_of(two_devices(session)), place / "bag")


@pytest.fixture
def bag(whole_bag: Files) -> Files:
    return dict(whole_bag)
