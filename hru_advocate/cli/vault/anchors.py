"""``hru-vault accept`` and ``check-code``: whether the vault is as it was left, and as paper says it was."""

from __future__ import annotations

from hru_advocate.casework.vault import accepting
from hru_advocate.casework.vault.head_codes import check_code
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, unlocked
from hru_advocate.errors import AdvocateError

_MOST = 16 * 1024


class NotUnchanged(AdvocateError):
    """The record up to this code is not as it was. Nothing was changed; keep paper and vault as they are."""


def describe(add: Add) -> None:
    """Add the commands about the anchor and printed head codes."""
    accept = add("accept", _accept, "Accept, with a reason, that the vault is not as it was left; an entry says so.")
    accept.add_argument("reason", type=inputs.file_name, metavar="REASON.txt", help="a file with the reason")
    check = add("check-code", _check, "Compare the head code printed in the foot of a file copy with the record.")
    check.add_argument("code", type=inputs.head_code, nargs="+", metavar="CODE")


def _accept(options: Arguments) -> None:
    reason = inputs.text(inputs.file(options.reason, _MOST))
    with unlocked(options) as session:
        print_json({"accepted": accepting.accept_doubts(session, reason, "passphrase")})


def _check(options: Arguments) -> None:
    with unlocked(options) as session:
        found = check_code(session, " ".join(options.code))
    if getattr(options, "json", False):
        print_json({name: getattr(found, name) for name in found.__slots__})
    else:
        print(found.words)
    if found.faults:
        raise NotUnchanged
