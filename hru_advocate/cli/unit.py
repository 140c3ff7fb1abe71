"""The commands of ``hru-vault`` about the unit's own content: measures with what the unit says of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hru_advocate.casework.unit import unit_measures
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_list, unlocked


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    measures = add("measures", _measures, "List the measures with what the unit says of each; add measure changes one.")
    measures.add_argument("--section", type=inputs.words, default="", metavar="S", help="only this part of the plan")
    measures.add_argument("--state", choices=unit_measures.STATES, default="", help="only these")


def _measures(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = unit_measures.listed(session, options.section, options.state)
    print_list(options, rows, _line)


def _line(row: Mapping[str, Any]) -> str:
    marks = [words for key, words in _MARKS.items() if row[key]]
    return f"{row['id']}: {row['text']}" + (f"\n    {', '.join(marks)}" if marks else "")


_MARKS = {
    "needs_sign_off": "practice point, needs sign-off",
    "signed_off": "signed off",
    "reworded": "reworded by the unit",
    "own": "the unit's own",
    "retired": "retired",
}
