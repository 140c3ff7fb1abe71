"""Accepting what does not fit, and comparing a printed code, from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.commands import Run, fill_folder, make_cheap, runner


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill_folder(tmp_path_factory.mktemp("vault"), 1)


@pytest.fixture
def run(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    make_cheap(monkeypatch)
    return runner(place, capsys)


def test_an_older_copy_is_said_by_every_command_until_it_is_accepted(run: Run, place: Path, tmp_path: Path) -> None:
    run("cases")
    vault = next(place.rglob("vault.db"))
    shutil.copy(vault, tmp_path / "older")
    assert "older copy" not in run("cases").err
    shutil.copy(tmp_path / "older", vault)
    for _time in range(2):
        assert "older copy" in run("cases").err
    verified = run("verify")
    assert verified.code == 1
    assert "older copy" in verified.out
    reason = tmp_path / "reason.txt"
    reason.write_text("", encoding="utf-8")
    assert run("accept", str(reason)).code == 1
    reason.write_text("Put back by force IT on 20 November.\n", encoding="utf-8")
    assert run("accept", str(reason)).json() == {"accepted": 1}
    assert run("cases").err == ""
    assert run("verify").code == 0
    assert run("accept", str(reason)).code == 1


def test_a_printed_code_is_compared(run: Run) -> None:
    lanes = run("verify", "--json").json()["lanes"]
    head = next(lane["head"] for lane in lanes if lane["ref"])
    found = run("check-code", head[:4], head[4:8], head[8:12], head[12:16])
    assert found.code == 0
    assert "are unchanged" in found.out
    told = run("check-code", head[:16], "--json").json()
    assert (told["faults"], told["code"].replace(" ", "")) == ([], head[:16].upper())
    unknown = run("check-code", "0123 4567 89ab cdef")
    assert (unknown.code, "No entry here" in unknown.err) == (1, True)
