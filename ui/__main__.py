"""``python -m ui``: opens the program, or with ``--self-check`` proves that it works here."""

from __future__ import annotations

import sys

from hru_advocate.errors import DeviceError
from hru_advocate.process import guard_process
from ui.arguments import read
from ui.loading import load


def main() -> int:
    """Start; the exit code."""
    guard_process()
    words = sys.argv[1:]
    asked = read(words)
    try:
        load()
    except DeviceError as error:
        print(error.message, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    if asked.self_check:
        from ui.self_check import check

        return check()
    from ui.app import run

    return run(asked, words)


if __name__ == "__main__":
    sys.exit(main())
