"""The commands of ``hru-vault`` about work with partners: flags, meetings, repeats, safeguarding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.partners.agencies import REFUSED_WORDS, agencies_of_case
from hru_advocate.casework.partners.flags import flags_of_case
from hru_advocate.casework.partners.meetings import meetings_page
from hru_advocate.casework.partners.safeguarding import safeguarding_page
from hru_advocate.casework.repeats import repeat_question
from hru_advocate.casework.session import Session
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, Row, print_list, rows_of_cases, unlocked


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    flags = add("flags", _flags, "List the flags of open cases, or of one: what everybody must see at once.")
    flags.add_argument("ref", type=inputs.ref, nargs="?", default="", metavar="REF")
    flags.add_argument("--all", action="store_true", dest="every", help="with those that have ended")

    meetings = add(
        "meetings", _meetings, "List the partner meetings of a case with their actions, those to come first."
    )
    meetings.add_argument("ref", type=inputs.ref, metavar="REF")
    repeats = add("repeats", _repeats, "List what may be a repeat after a MARAC, of open cases or of one; a question.")
    repeats.add_argument("ref", type=inputs.ref, nargs="?", default="", metavar="REF")

    agencies = add("agencies", _agencies, "List the agencies of a case: who is there, and what part each has.")
    agencies.add_argument("ref", type=inputs.ref, metavar="REF")
    referrals = add("safeguarding", _safeguarding, "List the safeguarding referrals of a case, those owed first.")
    referrals.add_argument("ref", type=inputs.ref, metavar="REF")


def _flags(options: Arguments) -> None:
    with unlocked(options) as session:
        found = rows_of_cases(session, options.ref, lambda *of: map(asdict, flags_of_case(*of)))
    rows = [row for row in found if options.every or row.get("live", True)]
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


def _meetings(options: Arguments) -> None:
    with unlocked(options) as session:
        page = meetings_page(session, find_case(session, options.ref))
    rows = [asdict(line) for line in page.lines]
    for row in rows:
        row["actions"] = [{**one, "asks_on": one["asks_on"] and one["asks_on"].isoformat()} for one in row["actions"]]
    print_list(
        options,
        rows,
        lambda row: "\n    ".join(
            part
            for part in (
                f"{row['entry']}  {row['title']}, {row['when']} ({row['state_words'].lower()})",
                f"threshold: {row['basis']}" if row["basis"] else "",
                row["points"],
                row["outcome"],
                *row["to_do"],
                *(f"{one['words']}: {one['what']} ({one['owner']})" for one in row["actions"]),
            )
            if part
        ),
    )


def _agencies(options: Arguments) -> None:
    with unlocked(options) as session:
        found = agencies_of_case(session, find_case(session, options.ref))
    rows = [
        {
            "name": one.name,
            "live": one.live,
            "refused": one.refused,
            "parts": [asdict(part) | {"day": part.day and part.day.isoformat()} for part in one.parts],
        }
        for one in found
    ]
    print_list(options, rows, lambda row: "\n    ".join(_of_agency(row)))


def _of_agency(row: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one agency: its name, what the person refused, and each part with its entry."""
    yield row["name"] if row["live"] else f"{row['name']} (nothing goes on)"
    if row["refused"]:
        yield REFUSED_WORDS
    yield from (f"{part['entry']}  {' · '.join(filter(None, (part['who'], part['words'])))}" for part in row["parts"])


def _repeats(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = rows_of_cases(session, options.ref, _asked)
    print_list(options, rows, lambda row: f"{row['ref']}  {row['words']}")


def _asked(session: Session, case: str) -> list[Row]:
    found = repeat_question(session, case)
    return [] if found is None else [asdict(found) | {"since": found.since.isoformat()}]


def _safeguarding(options: Arguments) -> None:
    with unlocked(options) as session:
        page = safeguarding_page(session, find_case(session, options.ref))
    print_list(
        options,
        [asdict(line) for line in page.lines],
        lambda row: (
            f"{row['entry']}  "
            + " · ".join(
                part
                for part in (
                    row["danger"],
                    f"{row['who']} to {row['authority']}",
                    row["about"],
                    row["state_words"].lower(),
                    row["chase"],
                    row["consent"],
                    row["came_back"],
                )
                if part
            )
        ),
    )
