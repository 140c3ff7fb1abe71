"""The command line of the program: a wrong word opens nothing, and least of all one's own vault."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hru_advocate import __version__
from ui.arguments import Arguments, read

_NO_QT = "import sys; sys.modules['PySide6'] = None; from ui.__main__ import main; sys.exit(main())"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """The program where Qt cannot be had at all."""
    return subprocess.run(
        [sys.executable, "-c", _NO_QT, *words], capture_output=True, text=True, check=False, timeout=500
    )  # fmt: skip


def test_each_option_is_understood() -> None:
    assert read([]) == Arguments()
    assert read(["--home", "some where"]) == Arguments(home=Path("some where"))
    assert read(["--made-up"]) == Arguments(made_up=True)
    assert read(["--self-check"]) == Arguments(self_check=True)


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["-h"], ["--home", "x", "--version"]])
def test_questions_are_answered_without_qt(words: list[str]) -> None:
    done = run(*words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"hru-advocate {__version__}" if "--version" in words else "usage: hru-advocate")


@pytest.mark.parametrize(
    "words",
    [
        ["--home"],
        ["--home", ""],
        ["--home="],
        ["--hom", "x"],
        ["--home", "--made-up"],
        ["--home", "x", "--made-up"],
        ["--self-check", "--made-up"],
        ["--Kowalska"],
        ["Kowalska"],
        ["-hKowalska"],
        ["--made-up", "Kowalska"],
    ],
)
def test_what_makes_no_sense_opens_nothing_and_is_not_repeated(words: list[str]) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "hru-advocate: error: " in done.stderr
    assert "Kowalska" not in done.stderr


def test_python_m_ui_is_the_same_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui", "--version"],
        capture_output=True, text=True, check=True, timeout=500, env=os.environ | {"DISPLAY": ":none"},
    )  # fmt: skip
    assert done.stdout == f"hru-advocate {__version__}\n"
