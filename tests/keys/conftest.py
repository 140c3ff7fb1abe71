"""A cheap vault, its files and its keychain."""

from __future__ import annotations

from pathlib import Path

import pytest

from hru_advocate.keys.envelope import OpenedEnvelope
from hru_advocate.keys.header_files import HeaderFiles
from tests.keys.stand_ins import MemoryKeychain, new_vault


@pytest.fixture
def files(tmp_path: Path) -> HeaderFiles:
    return HeaderFiles(tmp_path)


@pytest.fixture
def keychain() -> MemoryKeychain:
    return MemoryKeychain()


@pytest.fixture
def vault(files: HeaderFiles, keychain: MemoryKeychain) -> OpenedEnvelope:
    return new_vault(files, keychain)
