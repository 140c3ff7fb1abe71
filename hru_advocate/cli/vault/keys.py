"""The commands of ``hru-vault`` about what opens the vault: passphrase, recovery code, and all keys made anew."""

from __future__ import annotations

import sys

from hru_advocate.casework.vault import codes, opening
from hru_advocate.casework.vault.opening import Opened
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, opened_vault, passphrase, print_json
from hru_advocate.errors import AdvocateError


class NotTypedBack(AdvocateError):
    """The new code was not typed back, so it counts for nothing. What opened the vault before opens it as it did."""


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    change = add("passphrase", _passphrase, "Set a new passphrase; without a keychain the vault is written anew.")
    change.add_argument(
        "--new-file", required=True, type=inputs.file_name, metavar="FILE", help="where the new passphrase is read from"
    )
    code = add("code", _code, "Say how the recovery code stands; make a new one, or note that it was found.")
    what = code.add_mutually_exclusive_group()
    what.add_argument("--new", action="store_true", help="make a new one; it counts once it is typed back")
    what.add_argument("--found", action="store_true", help="note that it was found in its envelope")
    code.add_argument("--halves", action="store_true", help="the new one in two halves, for two people")
    suspected = add("suspected", _suspected, "Make every key anew, because somebody may know one.")
    suspected.add_argument(
        "--new-file", required=True, type=inputs.file_name, metavar="FILE", help="where the new passphrase is read from"
    )
    suspected.add_argument("--halves", action="store_true", help="the new recovery code in two halves")


def _passphrase(options: Arguments) -> None:
    new, old = inputs.passphrase(options.new_file, needed=True), passphrase(options)
    with opened_vault(options, old) as opened:
        notices = opening.change_passphrase(opened, old, new, _tell)
    print_json({"changed": True, "notices": notices})


def _code(options: Arguments) -> None:
    old = passphrase(options)
    with opened_vault(options, old) as opened:
        if options.new:
            _type_back(opened, codes.new_code(opened, old, halves=options.halves))
        elif options.found:
            codes.code_found(opened.session)
        standing = codes.code_standing(opened.session)
    print_json({"words": standing.words, "ask": standing.ask})


def _suspected(options: Arguments) -> None:
    new, old = inputs.passphrase(options.new_file, needed=True), passphrase(options)
    with opened_vault(options, old) as opened:
        _type_back(opened, codes.suspect(opened, old, new, halves=options.halves))
    print_json({"renewed": True})


def _type_back(opened: Opened, shown: str) -> None:
    """Show a code and wait for a line with it."""
    print(shown, flush=True)
    print("Write it down, then type it back (of halves one after the other):", file=sys.stderr, flush=True)
    notices = codes.confirm(opened, sys.stdin.readline(), _tell)
    if notices is None:
        raise NotTypedBack
    for notice in notices:
        print(notice, file=sys.stderr)


def _tell(left: int, total: int) -> None:
    if total:
        print(f"\rWritten anew: {100 * (total - left) // total} %", end="" if left else "\n", file=sys.stderr)
