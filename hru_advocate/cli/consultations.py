"""The commands of ``hru-vault`` about the consultation service: its list, its figures, one of them, the next step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from hru_advocate.casework.unit.consultations import (
    ConsultationFilter,
    figures_listed,
    listed,
    page_listed,
    refer,
)
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, print_list, unlocked
from hru_advocate.domain.consultations import BEHAVIOURS

_STANDINGS: Final = ("waiting", "advised", "reminder", "referral")


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    every = add("consultations", _consultations, "List the consultations, those to be answered first; or count them.")
    every.add_argument("--behaviour", choices=tuple(BEHAVIOURS), default="", help="only about this behaviour")
    every.add_argument("--standing", choices=_STANDINGS, default="", help="only these")
    every.add_argument("--text", type=inputs.said, default="", metavar="-", help="only those that hold these words")
    every.add_argument("--figures", action="store_true", help="count all by behaviour, month and days to an answer")
    one = add("consultation", _consultation, "Show one consultation, or begin a case from it.")
    one.add_argument("entry", type=inputs.ref, metavar="ENTRY")
    one.add_argument(
        "--refer",
        default="",
        type=inputs.file_name,
        metavar="ANSWERS.json",
        help="begin a case: the referral's answers beside what the consultation knows; prints its ids",
    )


def _consultations(options: Arguments) -> None:
    wanted = ConsultationFilter(options.text, options.behaviour, options.standing)
    with unlocked(options) as session:
        if options.figures:
            print_json(figures_listed(session))
            return
        rows = listed(session, wanted)
    print_list(options, rows, _line)


def _line(row: Mapping[str, Any]) -> str:
    if row["asked_on"] is None:
        return f"{row['became']}  restricted"
    return f"{row['asked_on']}  {row['behaviour_words']} · {row['who']} · {row['standing_words']}\n    {row['entry']}"


def _consultation(options: Arguments) -> None:
    answers = inputs.answers(options.refer) if options.refer else None
    with unlocked(options) as session:
        if answers is not None:
            saved = refer(session, options.entry, answers)
            print_json({"entry": saved.entry, "record": saved.record, "ref": saved.ref})
            return
        page = page_listed(session, options.entry)
    if getattr(options, "json", False):
        print_json(page)
        return
    for one in page["said"]:
        print(f"{one['label']}: {one['words']}")
    print(f"How it stands: {page['standing_words']}")
