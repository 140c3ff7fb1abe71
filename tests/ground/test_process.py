"""A crash leaves nothing behind, from the first thing that either program does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

_ASK: Final = "from hru_advocate.process import guarded; told = guarded(); print(told.no_core_file, told.not_dumpable)"
_STARTS: Final = {
    "window": "import ui.__main__ as begun\n"
    f"def load():\n    {_ASK}\n    raise SystemExit\nbegun.load = load\nbegun.main()",
    "hru-vault": "import sys\nfrom hru_advocate.cli import hru_vault as begun\n"
    f"def main():\n    {_ASK}\nbegun.main = main\nbegun.run()",
}


@pytest.mark.skipif(sys.platform != "linux", reason="Linux' own switches")
@pytest.mark.parametrize("start", _STARTS)
def test_no_core_file_and_no_reading_by_others_from_the_start_on(start: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _STARTS[start]], capture_output=True, text=True, check=False, cwd=Path.cwd()
    )
    assert done.stdout.strip() == "True True", done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="Linux' own switches")
def test_without_the_guard_the_system_says_so() -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import resource; {_ASK}"], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert done.stdout.split()[1] == "False"
