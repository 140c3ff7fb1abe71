"""The words ``hru-advocate`` understands on its command line; read before Qt is, so that a wrong one costs nothing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

if TYPE_CHECKING:
    import argparse

MADE_UP: Final = "--made-up"


class Arguments(NamedTuple):
    """The request of the command line: a vault other than one's own, or a trial of the program itself."""

    home: Path | None = None
    made_up: bool = False
    self_check: bool = False


def read(words: Sequence[str]) -> Arguments:
    """Read a command line; ends the process with a sentence where it makes no sense (2), or was a question (0)."""
    if not words:
        return Arguments()  # as the program nearly always starts; argparse alone would cost it six milliseconds
    parser = _parser()
    if any(word.startswith("-h") and word != "-h" for word in words):
        parser.error("")  # argparse of Python 3.11.9 and later takes -h out of it and answers with the help
    told = parser.parse_args(words)
    return Arguments(home=told.home, made_up=told.made_up, self_check=told.self_check)


def _folder(text: str) -> Path:
    if not text:
        raise ValueError  # an empty name would mean the folder one stands in
    return Path(text)


def _parser() -> argparse.ArgumentParser:
    import argparse

    from hru_advocate import __version__

    class Parser(argparse.ArgumentParser):
        """Refuses without repeating what was typed."""

        def error(self, message: str) -> NoReturn:
            self.print_usage(sys.stderr)
            self.exit(2, "hru-advocate: error: these words are not understood, so nothing was opened; see --help\n")

    parser = Parser(
        prog="hru-advocate",
        description="The workplace of a Specialist Victim Advocate. Without an option it opens your own vault.",
        epilog="hru-vault does the same work without a window. "
        "Exit: 0 done, 1 no window can open here or the self-check found a fault, 2 usage.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"hru-advocate {__version__}")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--home", type=_folder, metavar="FOLDER", help="open the vault in this folder, not your own")
    one.add_argument(MADE_UP, action="store_true", help="open made-up cases, to look around")
    one.add_argument("--self-check", action="store_true", help="try the whole program once with a made-up case")
    return parser
