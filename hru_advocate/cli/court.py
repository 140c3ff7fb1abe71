"""Police and court from the command line: the criminal cases of a case with their clocks, and its hearings."""

from __future__ import annotations

from dataclasses import asdict

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.law.criminal import clock_of, criminal_cases, meet_clock
from hru_advocate.casework.law.hearings import hearing_lines
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, print_list, unlocked


def describe(add: Add) -> None:
    """Describe the commands."""
    clocks = add("clocks", _clocks, "List the clocks of a case: what police and court owe, last days of rights.")
    clocks.add_argument("ref", type=inputs.ref, metavar="REF")
    clocks.add_argument("--all", action="store_true", dest="every", help="with those that were met")
    hearings = add("hearings", _hearings, "List the hearings of a case, the next one first.")
    hearings.add_argument("ref", type=inputs.ref, metavar="REF")
    met = add("met", _met, "Write the day that meets a clock into its record; prints the new entry.")
    met.add_argument("ref", type=inputs.ref, metavar="REF")
    met.add_argument("clock", type=inputs.ref, metavar="CLOCK", help="its id, as 'clocks --json' lists it")
    met.add_argument("day", type=inputs.when, metavar="DAY", help="such as 2026-11-23")


def _clocks(options: Arguments) -> None:
    with unlocked(options) as session:
        case = find_case(session, options.ref)
        titled = [(one.title, line) for one in criminal_cases(session, case) for line in one.clocks]
        titled += [
            (f"{one.what}, {one.when_words}", line) for one in hearing_lines(session, case) for line in one.clocks
        ]
    rows = [asdict(line) | {"of": title} for title, line in titled if options.every or line.waits]
    print_list(
        options,
        rows,
        lambda row: (
            f"{row['label']} ({row['owed_by']}): {row['words']}" + (f" · {row['confirm']}" if row["confirm"] else "")
        ),
    )


def _hearings(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = [asdict(line) for line in hearing_lines(session, find_case(session, options.ref))]
    print_list(
        options,
        rows,
        lambda row: " · ".join(
            part
            for part in (
                f"{row['when_words']}: {row['what']}",
                row["where"],
                row["support"],
                "How did it go?" if row["kind"] == "unanswered" else row["state_words"],
                row["outcome"],
                *row["questions"],
            )
            if part
        ),
    )


def _met(options: Arguments) -> None:
    with unlocked(options) as session:
        case = find_case(session, options.ref)
        saved = meet_clock(session, clock_of(session, case, options.clock), options.day)
        print_json({"entry": saved.entry, "record": saved.record, "ref": options.ref})
