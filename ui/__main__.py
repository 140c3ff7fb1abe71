"""``python -m ui``: opens the program, or with ``--self-check`` proves that it works here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hru_advocate.errors import DeviceError
from hru_advocate.process import guard_process
from ui.arguments import read
from ui.loading import load

if TYPE_CHECKING:
    from pathlib import Path

    from hru_advocate.demo.self_check import Say


def main() -> int:
    """Start; the exit code."""
    guard_process()
    words = sys.argv[1:]
    asked = read(words)
    if asked.self_check:
        from hru_advocate.demo import self_check

        return self_check.run(_trial, self_check.tell)
    try:
        load()
    except DeviceError as error:
        print(error.message, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    from ui.app import run

    return run(asked, words)


def _trial(folder: Path, say: Say) -> None:
    """Loads all of the program only here, where whatever is missing of it can be told."""
    load(in_memory=True)
    from ui.self_check import whole

    whole(folder, say)


if __name__ == "__main__":
    sys.exit(main())
