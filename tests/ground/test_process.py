"""A crash leaves nothing behind, from the first thing that either program does."""

from __future__ import annotations

import ast
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


_STREAMS: Final = """
import os, sys
from hru_advocate.process import guard_process
guard_process()
print("nobody reads this"); print("nor this", file=sys.stderr)
with open(sys.argv[1], "w") as file:
    file.write(f"{file.fileno()} {os.readlink('/proc/self/fd/2')} {sys.stdin.read()!r}")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="told by Linux' list of a process's files")
def test_where_no_streams_were_handed_on_no_file_takes_their_numbers(tmp_path: Path) -> None:
    """What a library writes to standard error would be written into it, and it may be the vault."""
    told = tmp_path / "told"
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" -c "$@" <&- >&- 2>&-', sys.executable, _STREAMS, told],
        check=False, cwd=Path.cwd(),
    )  # fmt: skip
    assert done.returncode == 0
    number, error, read = told.read_text("utf-8").split()
    assert (int(number) > 2, error, read) == (True, "/dev/null", "''")


_HANDED_ON: Final = """
import os, sys
sys.frozen = FROZEN
from hru_advocate.process import guard_process
guard_process()
print({name: value for name, value in os.environ.items() if name.startswith(("_PYI", "LD_"))})
"""
_STARTER: Final = {"_PYI_ARCHIVE_FILE": "ours", "LD_LIBRARY_PATH": "ours"}


@pytest.mark.parametrize(
    ("frozen", "before", "after"),
    [
        (True, {}, {}),
        (True, {"LD_LIBRARY_PATH_ORIG": "theirs"}, {"LD_LIBRARY_PATH": "theirs"}),
        (False, {}, _STARTER),
    ],
)
def test_what_the_bundle_tells_itself_reaches_no_other_program(
    frozen: bool, before: dict[str, str], after: dict[str, str]
) -> None:
    """A print queue's program would load the bundle's libraries, and the one that a lock starts would be its child."""
    done = subprocess.run(
        [sys.executable, "-c", _HANDED_ON.replace("FROZEN", str(frozen))],
        env={**_STARTER, **before}, capture_output=True, text=True, check=True, cwd=Path.cwd(),
    )  # fmt: skip
    assert ast.literal_eval(done.stdout) == after
