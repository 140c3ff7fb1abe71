"""The commands of ``hru-vault`` about incidents: noting, listing, evidence, the list of behaviours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, print_list, unlocked

_MOST_ROWS: Final = 20 * 1024 * 1024


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    note = add("incident", _incident, "Note an incident from one line: yesterday 3 pm, what was done.")
    note.add_argument("ref", type=inputs.ref, metavar="REF")
    note.add_argument("line", type=inputs.said, metavar="-", nargs="?", default="", help="when, a comma, what")
    note.add_argument(
        "--rows",
        type=inputs.file_name,
        metavar="FILE",
        default="",
        help="many at once: cells parted by tabs; - is standard input",
    )
    note.add_argument("--behaviour", type=inputs.ref, metavar="ID", action="append", default=[], help="what was done")
    note.add_argument("--where", type=inputs.said, default="", metavar="-")
    note.add_argument("--take-back", type=inputs.ref, metavar="ENTRY", action="append", default=[], help="by mistake")
    held = add("incidents", _incidents, "List the incidents of a case, the newest first.")
    held.add_argument("ref", type=inputs.ref, metavar="REF")
    held.add_argument("--behaviour", type=inputs.ref, default="", metavar="ID", help="only what was noted with this")
    counted = add("pattern", _pattern, "Say how often, when last and what is new, from what is counted.")
    counted.add_argument("ref", type=inputs.ref, metavar="REF")
    counted.add_argument("--behaviour", type=inputs.ref, default="", metavar="ID", help="only what was noted with it")
    shows = add("evidence", _evidence, "Note what shows an incident, with the SHA-256 of a file that is kept nowhere.")
    shows.add_argument("entry", type=inputs.ref, metavar="ENTRY")
    shows.add_argument("file", type=Path, metavar="FILE", nargs="?", help="read here to its end, never kept")
    shows.add_argument("--what", type=inputs.said, required=True, metavar="-", help="what it is")
    shows.add_argument("--held-by", type=inputs.said, default="", metavar="-", help="who has it, and where")
    after = add("afterwards", _after, "Say what an incident asks for: a new look, conditions, the plan, the level.")
    after.add_argument("entry", type=inputs.ref, metavar="ENTRY")
    after.add_argument("--event", type=inputs.ref, metavar="ID", action="append", default=[])
    after.add_argument("--condition", type=inputs.ref, metavar="ID", action="append", default=[])
    after.add_argument("--plan", choices=("yes", "no"), help="does the plan change?")
    after.add_argument("--level", choices=("yes", "no"), help="does the level go up?")
    known = add("behaviours", _behaviours, "List what incidents are noted with; add our own, hide what is not used.")
    known.add_argument("--add", type=inputs.said, default="", metavar="-", help="put one of our own on the list")
    known.add_argument("--factor", type=inputs.ref, default="", metavar="ID", help="the risk factor it may point to")
    known.add_argument("--hide", type=inputs.ref, default="", metavar="ID")
    known.add_argument("--show", type=inputs.ref, default="", metavar="ID")


def _incident(options: Arguments) -> None:
    from hru_advocate.casework.cases.cases import find_case
    from hru_advocate.casework.incidents import noting
    from hru_advocate.domain.incidents.rows import pasted_rows

    rows = inputs.file(options.rows, _MOST_ROWS) if options.rows else b""
    with unlocked(options) as session:
        case = find_case(session, options.ref)
        if options.take_back:
            noting.take_back(session, options.take_back)
            print_json({"taken_back": options.take_back})
        elif options.rows:
            saved = noting.note_rows(session, case, pasted_rows(inputs.text(rows)))
            print_json({"entries": saved.entries})
        else:
            given = {"behaviours": options.behaviour, "where": options.where}
            more: dict[str, object] = {field: value for field, value in given.items() if value}
            one = noting.note_line(session, case, options.line, more)
            print_json({"entry": one.entry, "record": one.record, "ref": one.ref})


def _incidents(options: Arguments) -> None:
    from hru_advocate.casework.cases.cases import find_case
    from hru_advocate.casework.incidents.lines import listed

    with unlocked(options) as session:
        rows = listed(session, find_case(session, options.ref), options.behaviour)
    print_list(options, rows, _line)


def _line(row: Mapping[str, Any]) -> str:
    times = row["times"]
    often = f"{times} time{'' if times == 1 else 's'}" if times else str(row["times_told"] or "")
    told = " · ".join(
        str(part) for part in (row["done"], often, " ".join(str(row["what"]).split()), row["where"]) if part
    )
    return f"{row['when']}: {'taken back: ' if row['taken_back'] else ''}{told}\n    {row['entry']}"


def _pattern(options: Arguments) -> None:
    from hru_advocate.casework.cases.cases import find_case
    from hru_advocate.casework.cases.pattern import pattern_listed

    with unlocked(options) as session:
        found = pattern_listed(session, find_case(session, options.ref), options.behaviour)
    print_json(found)


def _evidence(options: Arguments) -> None:
    from hru_advocate.casework.incidents.evidence import add_evidence, fingerprint

    sha256 = fingerprint(options.file) if options.file else ""
    with unlocked(options) as session:
        saved = add_evidence(session, options.entry, what=options.what, held_by=options.held_by, sha256=sha256)
    print_json({"entry": saved.entry, "record": saved.record, "sha256": sha256 or None})


def _after(options: Arguments) -> None:
    from hru_advocate.casework.incidents.after_noting import AfterAnswers, after_noting, answer_after
    from hru_advocate.casework.people.restricted import check_open

    said = {"yes": True, "no": False}
    answers = AfterAnswers(
        tuple(options.event), tuple(options.condition), said.get(options.plan), said.get(options.level)
    )
    with unlocked(options) as session:
        if answers == AfterAnswers():
            asks = after_noting(session, options.entry)
            check_open(session, asks.case)
            print_json(asks)
            return
        saved = answer_after(session, options.entry, answers)
    print_json({"entry": saved.entry, "record": saved.record})


def _behaviours(options: Arguments) -> None:
    from hru_advocate.casework.unit import unit_behaviours

    with unlocked(options) as session:
        if options.add:
            unit_behaviours.add_behaviour(session, options.add, options.factor)
        if options.hide:
            unit_behaviours.set_hidden(session, options.hide, hidden=True)
        if options.show:
            unit_behaviours.set_hidden(session, options.show, hidden=False)
        rows = unit_behaviours.listed(session)
    print_list(
        options,
        rows,
        lambda row: (
            f"{row['id']}: {row['label']}{' · ours' if row['own'] else ''}{' · hidden' if row['hidden'] else ''}"
        ),
    )
