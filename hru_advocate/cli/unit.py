"""The commands of ``hru-vault`` about the unit's own content: its measures, its number, its directory of services."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hru_advocate.casework.services import directory
from hru_advocate.casework.unit import unit_measures
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, as_data, print_json, print_list, unlocked


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    measures = add("measures", _measures, "List the measures with what the unit says of each; add measure changes one.")
    measures.add_argument("--section", type=inputs.ref, default="", metavar="S", help="only this part of the plan")
    measures.add_argument("--state", choices=unit_measures.STATES, default="", help="only these")
    services = add("services", _services, "List the services with what the unit confirmed of each, or show one.")
    services.add_argument("service", nargs="?", type=inputs.ref, default="", metavar="ID", help="one, whole")
    services.add_argument("--words", type=inputs.said, default="", metavar="-", help="only those with these words")
    services.add_argument("--need", type=inputs.ref, default="", metavar="ID", help="only for this need")
    services.add_argument("--area", type=inputs.ref, default="", metavar="ID", help="only those that serve this area")
    services.add_argument("--open", action="store_true", help="only those that are open now, or may be")
    ours = add("unit", _unit, "Say how to reach the unit; add unit_number fills it in.")
    ours.add_argument("--number", type=inputs.said, default="", metavar="-", help="keep this duty number")
    ours.add_argument("--name", type=inputs.said, default="", metavar="-", help="the unit's name, for the office")
    ours.add_argument("--label", type=inputs.said, default="", metavar="-", help="the name beside it on paper")
    ours.add_argument("--when", type=inputs.said, default="", metavar="-", help="when somebody answers")
    ours.add_argument("--texts", choices=("yes", "no"), help="whether it takes text messages that somebody reads")
    ours.add_argument("--by", type=inputs.said, default="", metavar="-", help="who confirmed it")
    ours.add_argument("--on", type=inputs.when, default="", metavar="DAY", help="on which day; else today")
    ours.add_argument("--against", choices=("rang", "in_person", "written"), default="rang", help="against what")


def _unit(options: Arguments) -> None:
    from hru_advocate.casework.unit.our_number import keep_our_number, our_number

    fields = ("number", "name", "label", "when", "by", "against")
    with unlocked(options) as session:
        if options.number:
            on = options.on or f"{session.now():%Y-%m-%d}"
            texts = options.texts == "yes" if options.texts else None
            answers = {field: getattr(options, field) for field in fields}
            keep_our_number(session, {**answers, "texts": texts, "on": on})
        ours = our_number(session)
    print_json({"unit": as_data(ours) if ours else None})


def _services(options: Arguments) -> None:
    wanted = directory.DirectoryFilter(options.words, options.need, options.area, open_now=options.open)
    with unlocked(options) as session:
        page = directory.page_listed(session, options.service) if options.service else None
        rows = [page] if page else directory.listed(session, wanted)
    if page and not getattr(options, "json", False):
        for one in (_service(page), *page["confirmations"], *page["questions"], *page["do_not_print"]):
            print(one)
        return
    print_list(options, rows, _service)


def _service(row: Mapping[str, Any]) -> str:
    numbers = ", ".join(row["numbers"]) or "no number"
    return f"{row['id']}: {row['name']} · {numbers} · {row['number_words']} · {row['open_words']}"


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
