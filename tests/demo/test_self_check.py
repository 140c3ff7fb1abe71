"""``--self-check``: it ends by itself with one last line and an exit code, whatever happens, and leaves nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hru_advocate.cli import hru_vault
from hru_advocate.demo import self_check
from hru_advocate.demo.self_check import Say
from hru_advocate.errors import DeviceError


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def _sound(folder: Path, say: Say) -> None:
    (folder / "vault").mkdir()
    say("fine    made up")


def _refused(_folder: Path, _say: Say) -> None:
    raise DeviceError


def _unforeseen(folder: Path, _say: Say) -> None:
    (folder / "Kowalska").read_bytes()


@pytest.mark.parametrize(
    ("trial", "code", "last"),
    [
        (_sound, 0, "Everything works here."),
        (_refused, 1, f"FAILED  {DeviceError().message}"),
        (_unforeseen, 1, f"FAILED  {self_check.NotSound().message} It was: FileNotFoundError."),
    ],
)
def test_the_last_line_and_the_exit_code_say_what_came_of_it(
    tmp_path: Path, trial: self_check.Trial, code: int, last: str
) -> None:
    said: list[str] = []
    assert self_check.run(trial, said.append) == code
    assert said[-1] == last
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_one_left_is_taken_away_by_the_next_and_nothing_else(tmp_path: Path) -> None:
    for name, hours in (("hru-self-check-old", 2), ("hru-self-check-young", 0), ("other", 2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "made-up.vault").touch()
        then = (tmp_path / name).stat().st_mtime - hours * 3600
        os.utime(tmp_path / name, (then, then))
    said: list[str] = []
    assert self_check.run(_sound, said.append) == 0
    assert {one.name for one in tmp_path.iterdir()} == {"hru-self-check-young", "other"}


def test_one_that_stands_still_is_ended(tmp_path: Path) -> None:
    said: list[str] = []
    ended = threading.Event()
    codes: list[int] = []

    def end(code: int) -> None:
        codes.append(code)
        ended.set()

    def stand_still(_folder: Path, _say: Say) -> None:
        ended.wait(60)

    self_check.run(stand_still, said.append, minutes=0, end=end)
    assert codes == [1]
    assert said[0] == f"FAILED  {self_check.NotEnded().message}"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("trial", "code"), [(_sound, 0), (_refused, 1)])
def test_the_command_line_takes_it_in_place_of_a_command(
    trial: self_check.Trial, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(self_check, "core", trial)
    with pytest.raises(SystemExit) as ended:
        hru_vault.main(["--self-check"])
    assert ended.value.code == code
    assert capsys.readouterr().out.splitlines()[-1].startswith("Everything" if code == 0 else "FAILED")


@pytest.mark.parametrize("answer", [OSError, ValueError])
def test_that_nobody_takes_its_lines_stops_it_not(answer: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def write(self, _text: str) -> int:
            raise answer

    monkeypatch.setattr(sys, "stdout", Gone())
    self_check.tell("fine    made up")


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed by the shell of another system")
def test_the_whole_program_is_tried_where_nothing_can_be_printed_and_leaves_nothing(tmp_path: Path) -> None:
    """As from an installer, and without a screen."""
    home, place = tmp_path / "home", tmp_path / "place"
    home.mkdir()
    place.mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m ui --self-check <&- >&- 2>&-', sys.executable],
        env={**kept, "HOME": str(home), "TMPDIR": str(place), "LANG": "C.UTF-8"},
        cwd=Path.cwd(), check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0
    assert [one for one in (*home.rglob("*"), *place.rglob("*")) if one.is_file()] == []
