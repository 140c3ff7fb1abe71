"""``hru-hub``: for whoever keeps a mailbox in PostgreSQL: set up, let in, shut out, watch, prune. No vault is opened.

It prints one JSON object. Exit 0: done. 1: something you can mend, said in one sentence on standard error. 2: usage.
"""

from __future__ import annotations

import os
import re
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from hru_advocate import __version__
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Arguments, print_json
from hru_advocate.errors import AdvocateError
from hru_advocate.hub.card import CardNotWritten, card_in, write_card
from hru_advocate.logs import quieten_libraries
from hru_advocate.process import guard_process

if TYPE_CHECKING:
    from hru_advocate.hub.connecting import HubLine

DONE: Final = 0
MEND: Final = 1
_USER: Final = re.compile("(laptop|watcher)_[0-9a-f]{8}")


class StoppedHere(AdvocateError):
    """Stopped as you asked. What the mailbox holds is safe."""


class UnforeseenHere(AdvocateError):
    """The command met something it did not foresee. What the mailbox holds is safe; tell whoever looks after it."""


def run() -> None:
    """Run as a program of its own."""
    guard_process()
    quieten_libraries()
    sys.exit(main())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    os.umask(0o077)
    options = _parser().read(arguments)
    command: Callable[[Arguments], None] = options.run
    try:
        command(options)
    except KeyboardInterrupt:
        return _say(StoppedHere().message)
    except AdvocateError as error:
        return _say(error.message)
    except Exception as error:  # noqa: BLE001 - the edge: a person reads a sentence, never a traceback
        return _say(f"{UnforeseenHere().message} It was: {type(error).__name__}.")
    return DONE


def _say(message: str) -> int:
    print(message, file=sys.stderr)
    return MEND


def _parser() -> inputs.UsageParser:
    parser = inputs.UsageParser(prog="hru-hub", description="Keep a mailbox for sealed packages in PostgreSQL.")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument(
        "--as", dest="card", type=Path, required=True, metavar="CARD", help="the card of whoever keeps the mailbox"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[[Arguments], None], about: str) -> inputs.UsageParser:
        made = commands.add_parser(name, help=about, description=about)
        made.set_defaults(run=command)
        return made

    add("set-up", _set_up, "Make the database a mailbox, or bring one up to date; twice changes nothing.")
    let_in = add("let-in", _let_in, "Let one more laptop in, or who watches, and write the card for it.")
    let_in.add_argument("--for", dest="asked", type=Path, required=True, metavar="CARD",
                        help="a card that says where laptops find the mailbox: host, port, certificate")  # fmt: skip
    let_in.add_argument("--out", type=Path, required=True, metavar="FILE", help="a new file; it holds a password")
    let_in.add_argument("--watcher", action="store_true", help="for somebody who may see counts and nothing else")
    shut_out = add("shut-out", _shut_out, "Let a laptop in no more; what it put there stays until it is pruned.")
    shut_out.add_argument("user", type=_user, metavar="NAME", help="as let-in named it")
    add("watch", _watch, "Say how many packages lie there, how large, from which days: no content, for whom nor which.")
    prune = add("prune", _prune, "Take away packages that no laptop can open any more.")
    prune.add_argument("--days", type=inputs.count, default=90, metavar="N", help="older than so many days; at least 1")
    return parser


def _user(text: str) -> str:
    if not _USER.fullmatch(text):
        raise ArgumentTypeError("it is none that let-in gives")
    return text


@contextmanager
def _line(options: Arguments) -> Iterator[HubLine]:
    from hru_advocate.hub.connecting import connected

    with connected(card_in(options.card)) as line:
        yield line


def _set_up(options: Arguments) -> None:
    from hru_advocate.hub import keeping

    with _line(options) as line:
        print_json({"steps": keeping.set_up(line), "ready": keeping.is_set_up(line)})


def _let_in(options: Arguments) -> None:
    from hru_advocate.hub import keeping

    asked = card_in(options.asked)
    if os.path.lexists(options.out):
        raise CardNotWritten
    with _line(options) as line:
        made = keeping.let_in(line, asked, watcher=options.watcher)
        try:
            # The certificate goes along with the card, and lies beside it.
            write_card(options.out, msgspec.structs.replace(made, certificate=Path(made.certificate).name))
        except CardNotWritten:
            keeping.shut_out(line, made.user)
            raise
    print_json({"user": made.user, "out": str(options.out)})


def _shut_out(options: Arguments) -> None:
    from hru_advocate.hub import keeping

    with _line(options) as line:
        keeping.shut_out(line, options.user)
    print_json({"user": options.user})


def _watch(options: Arguments) -> None:
    from hru_advocate.hub import keeping

    with _line(options) as line:
        print_json(keeping.watched(line))


def _prune(options: Arguments) -> None:
    from hru_advocate.hub import keeping

    with _line(options) as line:
        gone = keeping.prune(line, max(1, options.days))
    print_json({"pruned": gone})
