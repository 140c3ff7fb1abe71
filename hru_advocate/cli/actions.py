"""The commands of ``hru-vault`` about what was promised: actions, what is late, and the supervisor's view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from hru_advocate.casework.actions.actions import actions_of_case
from hru_advocate.casework.late import Settling, late, settle
from hru_advocate.casework.people.restricted import guarded
from hru_advocate.casework.session import Session
from hru_advocate.casework.supervision import plans_without_cover, supervision
from hru_advocate.cli import inputs
from hru_advocate.cli.running import (
    Add,
    Arguments,
    Row,
    print_json,
    print_list,
    row_about,
    rows_of_cases,
    unlocked,
)


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    actions = add("actions", _actions, "List the actions of open cases, or of one: late ones first, none left out.")
    actions.add_argument("ref", type=inputs.ref, nargs="?", default="", metavar="REF")
    actions.add_argument("--owed", action="store_true", help="only those that are still owed")
    add("late", _late, "List what is late over all cases: visits, actions, promises of contact, reviews, dates.")
    ended = add("settle", _settle, "Say how something late stands; it is written as an entry of its own.")
    ended.add_argument("entry", type=inputs.ref, metavar="ENTRY")
    ended.add_argument("choice", type=inputs.ref, metavar="STATE", help="a state of an action, or put_off")
    ended.add_argument("--because", type=inputs.said, default="", metavar="-", help="why")
    ended.add_argument("--day", type=inputs.when, default="", metavar="DAY", help="the true day, or the new one")
    add(
        "supervision",
        _supervision,
        "Show who is not back, what is overdue, without a level or cover, and not reached.",
    )


def _actions(options: Arguments) -> None:
    with unlocked(options) as session:
        found = rows_of_cases(session, options.ref, _of_case)
    rows = [row for row in found if not options.owed or row.get("standing") != "ended"]
    print_list(
        options, rows, lambda row: f"{row['ref']}  {row['entry']}  {row['words']}: {row['what']} ({row['owner']})"
    )


def _of_case(session: Session, case: str) -> list[Row]:
    lines = actions_of_case(session, case)
    return [asdict(line) | {"asks_on": line.asks_on.isoformat() if line.asks_on else None} for line in lines]


def _late(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = [
            row_about(
                line.label,
                asdict(line) | {"label": line.label.initials, "choices": [one for one, _ in line.choices]},
            )
            for line in guarded(session, None, late)
        ]
    print_list(options, rows, lambda row: f"{row['ref']}  {row['entry'] or '-'}  {row['words']}: {row['what']}")


def _settle(options: Arguments) -> None:
    with unlocked(options) as session:
        saved = settle(session, options.entry, Settling(options.choice, options.because, options.day))
    print_json({"entry": saved.entry, "record": saved.record, "ref": saved.ref})


def _supervision(options: Arguments) -> None:
    with unlocked(options) as session:
        seen, bare = guarded(session, None, supervision), guarded(session, None, plans_without_cover)
    rows: list[Mapping[str, Any]] = [
        row_about(one.label, {"about": about, "words": one.words})
        for about, held in (
            ("not back", seen.not_back),
            ("overdue", seen.overdue),
            ("without level", seen.without_level),
            ("without cover", bare),
            ("not reached", seen.not_reached),
        )
        for one in held
    ]
    print_list(options, rows, lambda row: f"{row['about']:14} {row['ref']}  {row['words']}")
