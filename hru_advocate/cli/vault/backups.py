"""The commands of ``hru-vault`` that make, list and bring back backups, and save what is left of a damaged vault."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from hru_advocate.casework.vault import backups, opening, restoring, salvaging
from hru_advocate.casework.vault.backups import OF_BEFORE, BackupLine
from hru_advocate.cli import inputs, running
from hru_advocate.cli.running import Add, Arguments, Row, opened_vault, passphrase, print_json, print_list
from hru_advocate.errors import CannotUnlock

_MOST_CODE: Final = 1000


class CodeMissing(CannotUnlock):
    """No recovery code was given. Name a file with --code-file, or - to read it from standard input."""


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    made = add("backup", _backup, "Make an encrypted backup; it counts once it was opened, checked and counted.")
    made.add_argument("--to", type=inputs.folder, metavar="DIR", help="this once to another folder than the one chosen")
    made.add_argument(
        "--choose", type=inputs.folder, metavar="DIR", help="the folder backups go to from now on, at each lock too"
    )
    listed = add("backups", _backups, "List the backups: each is opened, checked page by page and counted.")
    listed.add_argument("--to", type=inputs.folder, metavar="DIR", help="look into another folder than the one chosen")
    back = add("restore", _restore, "Bring a vault back from a backup by its recovery code, with a new passphrase.")
    back.add_argument("backup", type=inputs.folder, metavar="BACKUP", help="the folder with vault.db and vault.header")
    back.add_argument("--to", type=inputs.folder, metavar="HOME", help="the vault's folder; one there is kept aside")
    back.add_argument(
        "--code-file",
        type=inputs.file_name,
        metavar="FILE|-",
        help="where the recovery code is read from; - is a line of standard input",
    )
    saved = add("salvage", _salvage, "Save what can still be read of a damaged vault into a new one, with a report.")
    saved.add_argument("--to", type=inputs.folder, metavar="DIR", help="make it in another folder, not in its place")
    saved.add_argument(
        "--code-file", type=inputs.file_name, metavar="FILE|-", help="open with the recovery code, read from there"
    )


def _backup(options: Arguments) -> None:
    with opened_vault(options) as opened:
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
    with opened_vault(options) as opened:
        lines = backups.backups(opened, where)
    print_list(options, [_row(line) for line in lines], _in_words)


def _restore(options: Arguments) -> None:
    if options.to is not None:
        options.home = options.to
    home, code = running.home(options), _code(options.code_file)
    given = passphrase(options, needed=False)
    words = given or opening.suggest_passphrase(restoring.words_needed(home, options.backup))
    try:
        opened, restored = restoring.restore(home, options.backup, code, words)
    except restoring.InPlaceUnopened:  # nobody else knows the words that may open it
        if not given:
            print_json({"passphrase": words})
        raise
    with running.locked_after(opened):  # only once the code and the words are out: nobody else knows them
        _say_restored(restored, "" if given else words)


def _say_restored(restored: restoring.Restored, made_words: str) -> None:
    for warning in restored.recovered.warnings:
        print(warning, file=sys.stderr)
    told = {
        "recovery_code": restored.recovered.recovery_code,
        "made": restored.made.isoformat(timespec="seconds"),
        "newest": restored.newest.isoformat(timespec="seconds") if restored.newest else None,
        "entries": restored.entries,
        "cases": restored.cases,
        "kept": str(restored.kept) if restored.kept else None,
        "newer": restored.newer,
    }
    print_json(told | {"passphrase": made_words} if made_words else told)


def _salvage(options: Arguments) -> None:
    home = running.home(options)
    code = _code(options.code_file) if options.code_file is not None else ""
    words = "" if code else passphrase(options)
    report = salvaging.salvage(home, passphrase=words, code=code, to=options.to)
    if getattr(options, "json", False):
        told = asdict(report)
        print_json(told | {"whole": report.whole, "kept": str(report.kept) if report.kept else None})
        return
    for line in salvaging.in_lines(report):
        print(line)


def _code(source: str | None) -> str:
    """The recovery code, from where the command line says, or asked for without showing it.

    Raises:
        CodeMissing: There is none.
    """
    if source == "-":
        return sys.stdin.readline(_MOST_CODE).strip()
    if source is not None:
        return inputs.text(inputs.file(source, _MOST_CODE)).strip()
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass("Recovery code: ")
    raise CodeMissing


def _row(line: BackupLine) -> Row:
    return {
        "backup": str(line.path),
        "made": line.made.isoformat(timespec="seconds"),
        "words": line.words,
        "proven": line.proven,
        "older_keys": line.older_keys,
        "entries": line.entries,
        "cases": line.cases,
    }


def _in_words(row: Mapping[str, Any]) -> str:
    found = f"{row['entries']} entries, {row['cases']} cases" if row["proven"] else "DOES NOT OPEN: it is no backup"
    if row["older_keys"]:
        found = f"not looked into: {OF_BEFORE}"
    return f"{row['backup']}  {row['words']}  {found}"
