"""The commands of ``hru-vault`` about work with partners: flags, meetings, repeats, safeguarding."""

from __future__ import annotations

from dataclasses import asdict

from hru_advocate.casework.cases.cases import CaseFilter, find_case, list_cases
from hru_advocate.casework.partners.flags import flags_of_case
from hru_advocate.casework.partners.meetings import meetings_page
from hru_advocate.casework.partners.repeats import repeat_question
from hru_advocate.casework.partners.safeguarding import safeguarding_page
from hru_advocate.casework.session import Session
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_list, unlocked

_ALL = 100_000


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    flags = add("flags", _flags, "List the flags of open cases, or of one: what everybody must see at once.")
    flags.add_argument("ref", type=inputs.words, nargs="?", default="", metavar="REF")
    flags.add_argument("--all", action="store_true", dest="every", help="with those that have ended")

    meetings = add(
        "meetings", _meetings, "List the partner meetings of a case with their actions, those to come first."
    )
    meetings.add_argument("ref", type=inputs.words, metavar="REF")
    repeats = add("repeats", _repeats, "List what may be a repeat after a MARAC, of open cases or of one; a question.")
    repeats.add_argument("ref", type=inputs.words, nargs="?", default="", metavar="REF")

    referrals = add("safeguarding", _safeguarding, "List the safeguarding referrals of a case, those owed first.")
    referrals.add_argument("ref", type=inputs.words, metavar="REF")


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


def _repeats(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = [
            {"ref": ref} | asdict(found) | {"since": found.since.isoformat()}
            for ref, case in _cases(session, options.ref)
            if (found := repeat_question(session, case)) is not None
        ]
    print_list(options, rows, lambda row: f"{row['ref']}  {row['words']}")


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
