"""``hru-vault``: the same casework without screens, for scripts and for IT.

Commands that make something print one JSON object; listings print plain lines, or JSON with ``--json``.
Exit 0: done. 1: something you can mend, said in one sentence on standard error. 2: usage. 3: cannot unlock.
4: somebody is overdue from a visit.
"""

from __future__ import annotations

import argparse
import getpass
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from hru_advocate import __version__
from hru_advocate.casework import listing
from hru_advocate.casework.vault import checks, opening
from hru_advocate.cli import (
    actions,
    closing,
    consultations,
    court,
    diary,
    disclosure,
    figures,
    incidents,
    inputs,
    legal,
    letters,
    orders,
    papers,
    partners,
    running,
    unit,
    versions,
    visits,
)
from hru_advocate.cli.running import Add, Arguments, FileNotWritten, passphrase, print_json, print_list, unlocked
from hru_advocate.cli.vault import anchors, backups, checking, devices, keys, packs, proof
from hru_advocate.errors import AdvocateError, CannotUnlock
from hru_advocate.logs import quieten_libraries
from hru_advocate.process import guard_process

DONE: Final = 0
MEND: Final = 1
LOCKED: Final = 3
OVERDUE: Final = 4


class Stopped(AdvocateError):
    """Stopped as you asked. What was saved is safe."""


class Unforeseen(AdvocateError):
    """The program met something it did not foresee. What was saved is safe; tell whoever looks after it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    options = _parser().read(arguments)
    try:
        return _run(options)
    except KeyboardInterrupt:
        return _say(Stopped(), MEND)
    except Exception as error:  # noqa: BLE001 - the edge: a person reads a sentence, never a traceback with their words
        message = f"{Unforeseen().message} It was: {type(error).__name__}."
        return _say(Unforeseen(message), MEND)


def _run(options: Arguments) -> int:
    command: Callable[[Arguments], None] = options.run
    try:
        inputs.hear(options)
        command(options)
        sys.stdout.flush()
    except CannotUnlock as error:
        return _say(error, LOCKED)
    except visits.VisitOverdue as error:
        return _say(error, OVERDUE)
    except AdvocateError as error:
        return _say(error, MEND)
    except BrokenPipeError:
        _discard_output()
    except OSError:
        _discard_output()
        return _say(FileNotWritten("What was found could not be printed. What was saved is safe; try again."), MEND)
    return DONE


def _discard_output() -> None:
    """Nobody reads standard output any more, so that nothing is left to be written when the program ends."""
    with suppress(OSError):
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open until the program ends


def run() -> None:
    """Run as a program of its own: guarded before anything is read, and the libraries' messages stay unsaid."""
    guard_process()
    quieten_libraries()
    sys.exit(main())


def _say(error: AdvocateError, code: int) -> int:
    print(error.message, file=sys.stderr)
    return code


@cache
def _parser() -> inputs.UsageParser:
    """The reader of a hundred commands: made once, since to make it costs more than a question to the vault."""
    shared = _shared()
    parser = inputs.UsageParser(
        prog="hru-vault",
        description="The casework of HRU Advocate without screens.",
        epilog="Exit: 0 done, 1 something you can mend, 2 usage, 3 cannot unlock, 4 somebody is overdue from a visit. "
        "See docs/hru-vault.md.",
        parents=[shared],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"hru-vault {__version__}")
    parser.add_argument(
        "--self-check", action=checking.SelfCheck, nargs=0, help="try everything once with a made-up case, and end"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[Arguments], None], about: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=about, description=about, parents=[shared], allow_abbrev=False)
        command.set_defaults(run=run)
        return command

    _describe_making(add)
    _describe_subjects(add)
    _describe_reading(add)
    court.describe(add)
    versions.describe(add)
    orders.describe(add)
    visits.describe(add)
    anchors.describe(add)
    proof.describe(add)
    backups.describe(add)
    keys.describe(add)
    devices.describe(add)
    packs.describe(add)
    return parser


def _shared() -> inputs.UsageParser:
    """The options every command has."""
    shared = inputs.UsageParser(add_help=False)
    shared.add_argument("--home", type=inputs.folder, default=argparse.SUPPRESS, help="the vault's folder")
    shared.add_argument(
        "--passphrase-file",
        type=inputs.file_name,
        metavar="FILE|-",
        default=argparse.SUPPRESS,
        help="where the passphrase is read from; - is standard input",
    )
    shared.add_argument(
        "--restricted-because",
        type=inputs.said,
        metavar="-",
        default=argparse.SUPPRESS,
        help="why a restricted case is opened that is not yours to open; it is recorded",
    )
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")
    return shared


def _describe_subjects(add: Add) -> None:
    actions.describe(add)
    partners.describe(add)
    disclosure.describe(add)
    closing.describe(add)
    papers.describe(add)
    unit.describe(add)
    consultations.describe(add)
    figures.describe(add)
    incidents.describe(add)
    legal.describe(add)
    letters.describe(add)
    diary.describe(add)


def _describe_making(add: Add) -> None:
    init = add("init", _init, "Make a vault; prints its recovery code, and its passphrase if it was generated.")
    init.add_argument("--no-keychain", action="store_true", help="a vault that opens by its passphrase alone")
    init.add_argument(
        "--author",
        type=inputs.own_name,
        default="",
        help="the name entries are written under (default: the login name)",
    )
    demo = add("demo", _demo, "Fill the vault with believable made-up cases, or with years of a made-up unit.")
    many = demo.add_mutually_exclusive_group()
    many.add_argument("--cases", type=inputs.count, default=12, metavar="N")
    many.add_argument("--years", type=inputs.years, metavar="N", help="so many years of a unit, ending today")
    demo.add_argument("--seed", type=inputs.seed, default=1, metavar="S")
    demo.add_argument("--lived", action="store_true", help="record each entry at its moment in the story, not now")
    entry = add("add", _add, "Save one filled-in form as an entry; prints its ids.")
    entry.add_argument("form", type=inputs.ref, metavar="FORM")
    entry.add_argument(
        "answers",
        type=inputs.file_name,
        metavar="ANSWERS.json",
        help="an object of answers by field id; - is standard input",
    )
    entry.add_argument("--case", type=inputs.ref, metavar="REF", help="the case; a referral without one opens a case")
    entry.add_argument(
        "--corrects", type=inputs.ref, metavar="ENTRY", action="append", default=[], help="the entry this corrects"
    )
    entry.add_argument("--reason", type=inputs.said, default="", metavar="-", help="why it is corrected")


def _describe_reading(add: Add) -> None:
    add("forms", _forms, "List the forms with their fields.")
    cases = add("cases", _cases, "List the cases.")
    cases.add_argument(
        "--text",
        type=inputs.said,
        default="",
        metavar="-",
        help="only cases whose reference, initials or name hold this",
    )
    cases.add_argument(
        "--status", default="", choices=("open", "advised", "declined", "deciding", "closed"), help="only these"
    )
    show = add("show", _show, "Show what stands in a case now.")
    show.add_argument("ref", type=inputs.ref, metavar="REF")
    show.add_argument("--protected", action="store_true", help="with addresses, numbers and code words")
    show.add_argument(
        "--because",
        type=inputs.said,
        default="",
        metavar="-",
        help="why numbers are shown although the safe contact rules do not allow it now; it is recorded",
    )
    steps = add("steps", _steps, "List the next steps of a case: done, begun or not asked.")
    steps.add_argument("ref", type=inputs.ref, metavar="REF")
    suggest = add(
        "suggest", _suggest, "List the measures that fit a case, with why, and the refused ones with their rule."
    )
    suggest.add_argument("ref", type=inputs.ref, metavar="REF")
    plan = add("plan", _plan, "Show where to begin: the first ten measures, what stands open, what was not asked.")
    plan.add_argument("ref", type=inputs.ref, metavar="REF")
    search = add("search", _search, "Find entries by words.")
    search.add_argument("text", type=inputs.said, metavar="-")
    search.add_argument("--limit", type=inputs.count, default=50, metavar="N")
    checking.describe(add)
    add("doctor", _doctor, "Look at the machine and the vault's folder without opening anything.")


def _init(options: Arguments) -> None:
    folder, author = running.home(options), options.author or getpass.getuser()
    alone: bool = options.no_keychain
    given = passphrase(options, needed=False)
    words = given or opening.suggest_passphrase(6 if alone else 4, author)
    opened, created = opening.create(folder, words, author=author, with_keychain=not alone)
    opening.lock(opened)
    made = {"recovery_code": created.recovery_code}
    print_json(made if given else made | {"passphrase": words})


def _demo(options: Arguments) -> None:
    if options.years is not None:
        _years(options)
        return
    from hru_advocate.demo.filling import fill  # only this command needs the made-up people

    with unlocked(options) as session:
        print_json({"cases": fill(session, options.cases, options.seed, lived=options.lived)})


def _years(options: Arguments) -> None:
    from hru_advocate.demo.years.progress_line import ProgressLine  # as above
    from hru_advocate.demo.years.years import entries_of, fill_years

    with unlocked(options) as session:
        begun = f"About {entries_of(options.years):,} entries; how long it takes is said after a moment."
        print(f"{begun} After Ctrl C nothing of it is kept.", file=sys.stderr, flush=True)
        made = fill_years(session, options.years, options.seed, tell=ProgressLine())
    print_json({"entries": made.entries, "seconds": round(made.seconds, 1), "written": dict(made.written)})


def _forms(options: Arguments) -> None:
    print_list(
        options,
        listing.forms(),
        lambda row: f"{row['id']} (version {row['version']}): {row['title']}, {len(row['fields'])} fields",
    )


def _add(options: Arguments) -> None:
    if options.answers == "-" and getattr(options, "passphrase_file", None) == "-":
        _parser().error("only one of the passphrase and the answers can come from standard input")
    raw = inputs.answers(options.answers)
    with unlocked(options) as session:
        print_json(
            listing.add(session, options.form, raw, ref=options.case, corrects=options.corrects, reason=options.reason)
        )


def _cases(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = listing.cases(session, text=options.text, status=options.status)
    print_list(
        options,
        rows,
        lambda row: (
            f"{row['ref']}  {row['initials']:8} {row['status_words']:10} {row['level_words'] or '-':16} "
            f"{row['safe']['short']}"
        ),
    )


def _show(options: Arguments) -> None:
    with unlocked(options) as session:
        shown = listing.show(session, options.ref, protected=options.protected, because=options.because)
    if getattr(options, "json", False):
        print_json(shown)
        return
    print(f"{shown['ref']}  {shown['initials']}  {shown['status_words']}  {shown['level_words']}")
    print(f"{shown['safe']['short']}: {shown['safe_contact']}")
    for record in shown["records"]:
        print(f"\n{record['title']} · {record['recorded_words']} · {record['entry']}")
        for answer in record["said"]:
            print(f"  {answer['label']}: {answer['words']}")


def _steps(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = listing.steps(session, options.ref)
    print_list(options, rows, lambda row: f"{row['state']:10}{row['title']}: {row['words']}")


def _suggest(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = listing.suggestions(session, options.ref)
    print_list(
        options,
        rows,
        lambda row: f"{row['measure']}: {row['text']}\n    {row['refused'] or row['why']}",
    )


def _plan(options: Arguments) -> None:
    with unlocked(options) as session:
        found = listing.plan(session, options.ref)
    if getattr(options, "json", False):
        print_json(found)
        return
    for number, row in enumerate(found["first_ten"], start=1):
        print(f"{number}. {row['measure']}: {row['text']}\n    {row['advice'] or row['why']}")
    for row in found["uncovered"]:
        print(f"Open: {row['label']}. {row['sentence']}")
    for row in found["covered_by_action"]:
        print(f"Action: {row['label']}. {row['sentence']}")
    if found["not_asked"]:
        print(f"{found['not_asked']}.")


def _search(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = listing.search(session, options.text, options.limit)
    print_list(options, rows, lambda row: f"{row['ref']}  {row['entry']}  {row['title']}: {row['snippet']}")


def _doctor(options: Arguments) -> None:
    rows = [{"fine": fine, "says": says} for fine, says in checks.doctor(running.home(options))]
    print_list(options, rows, lambda row: f"{'fine' if row['fine'] else 'look'}  {row['says']}")


if __name__ == "__main__":
    run()
