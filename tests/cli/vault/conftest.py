"""Another laptop that met the one of the command line, for tests of sealed packages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import Run, Said


@pytest.fixture
def other(vault: Run, tmp_path: Path) -> tuple[str, ...]:
    """Another laptop that met this one, and its device's id beside what commands are given to run there."""
    given = ("--home", str(tmp_path / "other"))
    assert vault(*given, "init", "--no-keychain", "--author", "Kim Colleague").code == 0
    mine, theirs = str(tmp_path / "mine.card"), str(tmp_path / "theirs.card")
    vault("device-card", "--out", mine)
    vault(*given, "device-card", "--out", theirs)
    words = " ".join(vault("device-words", theirs).json()["words"])
    vault(*given, "device-enrol", mine, Said(words)).json()
    return (*given, vault("device-enrol", theirs, Said(words)).json()["device"])
