"""The commands of ``hru-vault`` about what was promised: actions, what is late, and the supervisor's view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from hru_advocate.casework.actions.actions import ActionLine, actions_of_case
from hru_advocate.casework.cases.cases import CaseFilter, find_case, list_cases
from hru_advocate.casework.late import Settling, late, settle
from hru_advocate.casework.session import Session
from hru_advocate.casework.supervision import plans_without_cover, supervision
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, print_list, unlocked

_ALL: Final = 100_000


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    actions = add("actions", _actions, "List the actions of open cases, or of one: late ones first, none left out.")
    actions.add_argument("ref", type=inputs.words, nargs="?", default="", metavar="REF")
    actions.add_argument("--owed", action="store_true", help="only those that are still owed")
    add("late", _late, "List what is late over all cases: actions, promises of contact, reviews, dates.")
    ended = add("settle", _settle, "Say how something late stands; it is written as an entry of its own.")
    ended.add_argument("entry", type=inputs.words, metavar="ENTRY")
    ended.add_argument("choice", type=inputs.words, metavar="STATE", help="a state of an action, or put_off")
    ended.add_argument("--because", type=inputs.words, default="", metavar="WORDS", help="why")
    ended.add_argument("--day", type=inputs.words, default="", metavar="DAY", help="the true day, or the new one")
    add("supervision", _supervision, "Show what is overdue, without a level, without cover, and not reached.")


def _actions(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = _rows(session, options.ref, owed=options.owed)
    print_list(
        options, rows, lambda row: f"{row['ref']}  {row['entry']}  {row['words']}: {row['what']} ({row['owner']})"
    )


def _rows(session: Session, ref: str, *, owed: bool) -> list[dict[str, Any]]:
    if ref:
        cases = [(ref, find_case(session, ref))]
    else:
        cases = [(line.label.ref, line.label.case) for line in list_cases(session, CaseFilter(), _ALL)]
    found = [(case, line) for case, one in cases for line in actions_of_case(session, one)]
    return [_plain(case, line) for case, line in found if not owed or line.standing != "ended"]


def _plain(ref: str, line: ActionLine) -> dict[str, Any]:
    return {"ref": ref} | asdict(line) | {"asks_on": line.asks_on.isoformat() if line.asks_on else None}


def _late(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = [
            asdict(line)
            | {"ref": line.label.ref, "label": line.label.initials, "choices": [one for one, _ in line.choices]}
            for line in late(session)
        ]
    print_list(options, rows, lambda row: f"{row['ref']}  {row['entry'] or '-'}  {row['words']}: {row['what']}")


def _settle(options: Arguments) -> None:
    with unlocked(options) as session:
        saved = settle(session, options.entry, Settling(options.choice, options.because, options.day))
    print_json({"entry": saved.entry, "record": saved.record, "ref": saved.ref})


def _supervision(options: Arguments) -> None:
    with unlocked(options) as session:
        seen, bare = supervision(session), plans_without_cover(session)
    rows: list[Mapping[str, Any]] = [
        {"about": about, "ref": one.label.ref, "words": one.words}
        for about, held in (
            ("overdue", seen.overdue),
            ("without level", seen.without_level),
            ("without cover", bare),
            ("not reached", seen.not_reached),
        )
        for one in held
    ]
    print_list(options, rows, lambda row: f"{row['about']:14} {row['ref']}  {row['words']}")
