"""The commands of ``hru-vault`` that make, list and bring back backups, and save what is left of a damaged vault."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hru_advocate.casework.vault import backups
from hru_advocate.casework.vault.backups import BackupLine
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, Row, print_json, print_list, unlocked_with_keys


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    made = add("backup", _backup, "Make an encrypted backup; it counts once it was opened, checked and counted.")
    made.add_argument("--to", type=inputs.folder, metavar="DIR", help="this once to another folder than the one chosen")
    made.add_argument(
        "--choose", type=inputs.folder, metavar="DIR", help="the folder backups go to from now on, at each lock too"
    )
    listed = add("backups", _backups, "List the backups: each is opened, checked page by page and counted.")
    listed.add_argument("--to", type=inputs.folder, metavar="DIR", help="look into another folder than the one chosen")


def _backup(options: Arguments) -> None:
    with unlocked_with_keys(options) as opened:
        if options.choose is not None:
            backups.keep_backup_folder(opened.session, str(options.choose))
        made = backups.back_up(opened, options.to)
    print_json(
        {
            "backup": str(made.path),
            "made": made.made.isoformat(timespec="seconds"),
            "entries": made.entries,
            "cases": made.cases,
            "removed": made.removed,
        }
    )


def _backups(options: Arguments) -> None:
    where: Path | None = options.to
    with unlocked_with_keys(options) as opened:
        lines = backups.backups(opened, where)
    print_list(options, [_row(line) for line in lines], _in_words)


def _row(line: BackupLine) -> Row:
    return {
        "backup": str(line.path),
        "made": line.made.isoformat(timespec="seconds"),
        "words": line.words,
        "proven": line.proven,
        "entries": line.entries,
        "cases": line.cases,
    }


def _in_words(row: Mapping[str, Any]) -> str:
    found = f"{row['entries']} entries, {row['cases']} cases" if row["proven"] else "DOES NOT OPEN: it is no backup"
    return f"{row['backup']}  {row['words']}  {found}"
