"""The command of ``hru-vault`` that fills a vault with made-up cases, or with whole years of a made-up unit."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, unlocked

if TYPE_CHECKING:
    from hru_advocate.demo.years.years import SoFar

_A_LINE: Final = 10.0
"""The seconds between two lines where nobody sees them as they come, as in a log."""


def describe(add: Add) -> None:
    """Add this command to the command line."""
    demo = add("demo", _demo, "Fill the vault with believable made-up cases, or with years of a made-up unit.")
    many = demo.add_mutually_exclusive_group()
    many.add_argument("--cases", type=inputs.count, default=12, metavar="N")
    many.add_argument(
        "--years", type=inputs.years, metavar="N", help="so many years of a unit of two advocates, ending today"
    )
    demo.add_argument("--seed", type=inputs.seed, default=1, metavar="S")
    demo.add_argument("--lived", action="store_true", help="record each entry at its moment in the story, not now")


def _demo(options: Arguments) -> None:
    if options.years is not None:
        _years(options)
        return
    from hru_advocate.demo.filling import fill  # only this command needs the made-up people

    with unlocked(options) as session:
        print_json({"cases": fill(session, options.cases, options.seed, lived=options.lived)})


def _years(options: Arguments) -> None:
    from hru_advocate.demo.years.years import entries_of, fill_years  # as above

    with unlocked(options) as session:
        about = entries_of(options.years)
        print(
            f"About {about:,} entries. How long it takes is said after a moment; it can be stopped with Ctrl C, and "
            "nothing of it is kept then.",
            file=sys.stderr,
            flush=True,
        )
        made = fill_years(session, options.years, options.seed, tell=_Words())
    print_json({"entries": made.entries, "seconds": round(made.seconds, 1), "written": dict(made.written)})


class _Words:
    """Says how far it has come: one line that changes where somebody looks on, else a line now and then."""

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()
        self._said = time.monotonic()

    def __call__(self, far: SoFar) -> None:
        """Say it."""
        line = f"{far.day}: {far.entries:,} entries of about {far.about:,}, {in_words(far.seconds_left)} to go"
        if self._seen:
            print(f"\r{line:<78}", end="", file=sys.stderr, flush=True)
            return
        if time.monotonic() - self._said >= _A_LINE:
            self._said = time.monotonic()
            print(line, file=sys.stderr, flush=True)


def in_words(seconds: float) -> str:
    """A length of time as somebody who waits says it."""
    if seconds < 90:
        return f"about {max(round(seconds / 10) * 10, 10)} seconds"
    return f"about {round(seconds / 60)} minutes"
