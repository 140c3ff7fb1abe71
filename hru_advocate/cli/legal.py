"""Legal options from the command line: find one, read it, hold it against a case, confirm it for the unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.law.confirmable import confirm_law, find_law, is_there, law_page
from hru_advocate.casework.law.legal_options import FILTERS, OptionFilter
from hru_advocate.casework.law.legal_talks import fit_of, fits_of, talks_of
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, print_list, unlocked
from hru_advocate.errors import NotFound


def describe(add: Add) -> None:
    """Describe the commands."""
    legal = add(
        "legal",
        _legal,
        "Find legal options (and clocks, by words) by words and filters, or read one by its id; never advice.",
    )
    legal.add_argument("option", type=inputs.ref, nargs="?", default="", metavar="OPTION", help="its id")
    legal.add_argument("--text", type=inputs.said, default="", metavar="-", help="only those that hold these words")
    legal.add_argument("--need", type=inputs.ref, default="", metavar="N", help="only for this need, such as nd_money")
    for name, values in FILTERS.items():
        legal.add_argument(f"--{name}", choices=values, default="", help="only these")
    legal.add_argument("--case", type=inputs.ref, default="", metavar="REF", help="with what this case answers")
    legal.add_argument(
        "--by", type=inputs.said, default="", metavar="-", help="confirm the option or clock: who checked it"
    )
    legal.add_argument(
        "--against", choices=("law", "guidance", "own_page", "lawyer", "force"), default="", help="against what"
    )
    legal.add_argument("--on", type=inputs.when, default="", metavar="DAY", help="on which day; else today")
    legal.add_argument("--changed", type=inputs.said, default="", metavar="-", help="what is no longer right")
    talks = add("talks", _talks, "List the legal options talked about in a case; add legal_talk notes one.")
    talks.add_argument("ref", type=inputs.ref, metavar="REF")


def _legal(options: Arguments) -> None:
    about: str = options.option
    with unlocked(options) as session:
        case = find_case(session, options.case) if options.case else ""
        if options.by or options.against or options.changed:
            said = {"by": options.by, "against": options.against, "on": options.on, "changed": options.changed}
            confirm_law(session, about, **said)
        if about:
            if not is_there(session, about):
                raise NotFound
            page = asdict(law_page(session, about))
            if case and page["talk"]:
                page["case"] = asdict(fit_of(session, case, about))
            print_json(page)
            return
        wanted = OptionFilter(options.text, need=options.need, **{name: getattr(options, name) for name in FILTERS})
        rows = [asdict(line) for line in find_law(session, wanted)]
        if case:
            fits = {one.line.id: one for one in fits_of(session, case)}
            rows = [
                row | ({"fit": fit.fit_words, "because": fit.because} if (fit := fits.get(row["id"])) else {})
                for row in rows
            ]
    print_list(options, rows, _line)


def _line(row: Mapping[str, Any]) -> str:
    fit = " · ".join(part for part in (row.get("fit"), row.get("because")) if part)
    about = (row["who_words"], row["cost_words"], row["speed_words"], row["note"], row["confirmed_words"], fit)
    return f"{row['id']}: {row['name']}\n    {' · '.join(part for part in about if part)}"


def _talks(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = [asdict(line) for line in talks_of(session, find_case(session, options.ref))]
    print_list(
        options,
        rows,
        lambda row: " · ".join(
            part for part in (row["name"], row["wants_words"], row["stands_words"], row["next_words"]) if part
        ),
    )
