"""The commands of ``hru-vault`` about work with partners: the flags of cases."""

from __future__ import annotations

from dataclasses import asdict

from hru_advocate.casework.cases.cases import CaseFilter, find_case, list_cases
from hru_advocate.casework.partners.flags import flags_of_case
from hru_advocate.casework.session import Session
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_list, unlocked

_ALL = 100_000


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    flags = add("flags", _flags, "List the flags of open cases, or of one: what everybody must see at once.")
    flags.add_argument("ref", type=inputs.words, nargs="?", default="", metavar="REF")
    flags.add_argument("--all", action="store_true", dest="every", help="with those that have ended")


def _flags(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = [
            {"ref": ref} | asdict(line)
            for ref, case in _cases(session, options.ref)
            for line in flags_of_case(session, case)
            if line.live or options.every
        ]
    print_list(
        options,
        rows,
        lambda row: (
            f"{row['ref']}  {row['entry']}  "
            + " · ".join(
                part for part in (row["words"], row["agreed"], row["review"], row["told"], row["ended"]) if part
            )
        ),
    )


def _cases(session: Session, ref: str) -> list[tuple[str, str]]:
    if ref:
        return [(ref, find_case(session, ref))]
    return [(line.label.ref, line.label.case) for line in list_cases(session, CaseFilter(), _ALL)]
