"""Made-up vaults that commands run on, a case in each, and files of answers; a module says in ``CASES`` how many."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.casework.open_sessions import REFERRAL
from tests.cli.commands import Run, fill_folder, make_cheap, runner


@pytest.fixture(scope="module")
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_folder(tmp_path_factory.mktemp("vault"), cases=getattr(request.module, "CASES", 1))


@pytest.fixture
def run(filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Commands on the one vault of a module: what a test adds is there for the next."""
    make_cheap(monkeypatch)
    return runner(filled, capsys)


@pytest.fixture
def ref(run: Run) -> str:
    """The first open case of that vault."""
    return str(run("cases", "--status", "open", "--json").json()[0]["ref"])


@pytest.fixture
def vault(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Commands on a copy of the vault, which no other test sees."""
    folder = shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    make_cheap(monkeypatch)
    return runner(folder, capsys)


@pytest.fixture
def fresh_ref(vault: Run, written: Callable[[object], str]) -> str:
    """A case of the copy that holds nothing but its referral."""
    return str(vault("add", "referral", written(REFERRAL)).json()["ref"])


@pytest.fixture
def written(tmp_path: Path) -> Callable[[object], str]:
    """Writes answers to a file, over those before, and gives its path."""

    def write(raw: object) -> str:
        path = tmp_path / "answers.json"
        path.write_text(json.dumps(raw), encoding="utf-8")
        return str(path)

    return write
