"""``python -m ui``: opens the program, or with ``--self-check`` proves that it works here."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Start; the exit code."""
    os.umask(0o077)
    arguments = sys.argv[1:]
    if "--self-check" in arguments:
        from ui.self_check import check

        return check()
    from ui.app import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
