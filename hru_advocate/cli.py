"""``hru-vault``: the same casework without screens, for scripts and for IT.

Commands that make something print one JSON object; listings print plain lines, or JSON with ``--json``.
Exit 0: done. 1: something you can mend, said in one sentence on standard error. 2: usage. 3: cannot unlock.
"""

from __future__ import annotations

import argparse
import getpass
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from hru_advocate import __version__, cli_input
from hru_advocate.casework import checks, listing, opening
from hru_advocate.casework.desk import Desk
from hru_advocate.casework.opening import Home
from hru_advocate.errors import AdvocateError, CannotUnlock, DeviceError

DONE: Final = 0
MEND: Final = 1
LOCKED: Final = 3

Arguments = argparse.Namespace


class NotOpened(CannotUnlock):
    """The vault could not be opened. Nothing was changed."""


class Stopped(AdvocateError):
    """Stopped as you asked. What was saved is safe."""


class Unforeseen(AdvocateError):
    """The program met something it did not foresee. What was saved is safe; tell whoever looks after it."""


class FileNotWritten(DeviceError):
    """The file could not be written. The vault is safe; choose another place and try again."""


class WouldOverwrite(AdvocateError):
    """There is a file of that name already. Nothing was written; choose another name or move it away."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
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
        command(options)
        sys.stdout.flush()
    except CannotUnlock as error:
        return _say(error, LOCKED)
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
    """Run as a program."""
    sys.exit(main())


def _say(error: AdvocateError, code: int) -> int:
    print(error.message, file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    shared = cli_input.UsageParser(add_help=False)
    shared.add_argument("--home", type=cli_input.folder, default=argparse.SUPPRESS, help="the vault's folder")
    shared.add_argument(
        "--passphrase-file",
        metavar="FILE|-",
        default=argparse.SUPPRESS,
        help="where the passphrase is read from; - is standard input",
    )
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")
    parser = cli_input.UsageParser(
        prog="hru-vault",
        description="The casework of HRU Advocate without screens.",
        epilog="Exit: 0 done, 1 something you can mend, 2 usage, 3 cannot unlock. See docs/hru-vault.md.",
        parents=[shared],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"hru-vault {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[Arguments], None], about: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=about, description=about, parents=[shared], allow_abbrev=False)
        command.set_defaults(run=run)
        return command

    _describe_making(add)
    _describe_reading(add)
    return parser


Add = Callable[[str, Callable[[Arguments], None], str], argparse.ArgumentParser]


def _describe_making(add: Add) -> None:
    init = add("init", _init, "Make a vault; prints its recovery code, and its passphrase if it was generated.")
    init.add_argument("--no-keychain", action="store_true", help="a vault that opens by its passphrase alone")
    init.add_argument(
        "--author", type=cli_input.name, default="", help="the name entries are written under (default: the login name)"
    )
    demo = add("demo", _demo, "Fill the vault with believable made-up cases.")
    demo.add_argument("--cases", type=cli_input.count, default=12, metavar="N")
    demo.add_argument("--seed", type=cli_input.seed, default=1, metavar="S")
    demo.add_argument("--lived", action="store_true", help="record each entry at its moment in the story, not now")
    entry = add("add", _add, "Save one filled-in form as an entry; prints its ids.")
    entry.add_argument("form", type=cli_input.words, metavar="FORM")
    entry.add_argument("answers", metavar="ANSWERS.json", help="an object of answers by field id; - is standard input")
    entry.add_argument(
        "--case", type=cli_input.words, metavar="REF", help="the case; a referral without one opens a case"
    )
    entry.add_argument(
        "--corrects", type=cli_input.words, metavar="ENTRY", action="append", default=[], help="the entry this corrects"
    )
    entry.add_argument("--reason", type=cli_input.words, default="", metavar="TEXT", help="why it is corrected")
    blank = add("blank", _blank, "Print a form for handwriting as PDF.")
    blank.add_argument("form", type=cli_input.words, metavar="FORM")
    blank.add_argument("--out", type=Path, required=True, metavar="FILE")
    document = add("document", _document, f"Make one document of a case as PDF: {', '.join(listing.DOCUMENT_IDS)}.")
    document.add_argument("name", metavar="NAME", choices=listing.DOCUMENT_IDS)
    document.add_argument("ref", type=cli_input.words, metavar="REF")
    document.add_argument("--out", type=Path, required=True, metavar="FILE")
    document.add_argument(
        "--tick", type=cli_input.words, action="append", default=[], metavar="ID", help="print this item after all"
    )


def _describe_reading(add: Add) -> None:
    add("forms", _forms, "List the forms with their fields.")
    cases = add("cases", _cases, "List the cases.")
    cases.add_argument(
        "--text", type=cli_input.words, default="", help="only cases whose reference, initials or name hold this"
    )
    cases.add_argument("--status", default="", choices=("open", "advised", "declined", "deciding"), help="only these")
    show = add("show", _show, "Show what stands in a case now.")
    show.add_argument("ref", type=cli_input.words, metavar="REF")
    show.add_argument("--protected", action="store_true", help="with addresses, numbers and code words")
    suggest = add(
        "suggest", _suggest, "List the measures that fit a case, with why, and the refused ones with their rule."
    )
    suggest.add_argument("ref", type=cli_input.words, metavar="REF")
    search = add("search", _search, "Find entries by words.")
    search.add_argument("text", type=cli_input.words, metavar="TEXT")
    search.add_argument("--limit", type=cli_input.count, default=50, metavar="N")
    add("verify", _verify, "Check every entry's chain, signature and content, the lists, and the file.")
    add("rebuild", _rebuild, "Work all lists and the search out again from the entries.")
    add("doctor", _doctor, "Look at the machine and the vault's folder without opening anything.")


def _home(options: Arguments) -> Home:
    folder: Path | None = getattr(options, "home", None)
    return Home(folder) if folder is not None else Home.default()


def _passphrase(options: Arguments, *, needed: bool = True) -> str:
    return cli_input.passphrase(getattr(options, "passphrase_file", None), needed=needed)


@contextmanager
def _unlocked(options: Arguments) -> Iterator[Desk]:
    """Open the vault for one command, say on standard error what needs a look, lock it again."""
    passphrase = _passphrase(options)
    try:
        opened, unlocked = opening.unlock(_home(options), passphrase)
    except AdvocateError as error:
        raise NotOpened(error.message) from error
    for warning in unlocked.warnings:
        print(warning, file=sys.stderr)
    try:
        yield opened.desk
    finally:
        opening.lock(opened)


def _print(value: object) -> None:
    print(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2))


def _list(options: Arguments, rows: Sequence[Mapping[str, Any]], line: Callable[[Mapping[str, Any]], str]) -> None:
    """Print a listing: JSON when asked, else a line a row."""
    if getattr(options, "json", False):
        _print(rows)
        return
    for row in rows:
        print(line(row))


def _write(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read; never over another."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise WouldOverwrite from None
    except OSError:
        raise FileNotWritten from None


def _init(options: Arguments) -> None:
    home, author = _home(options), options.author or getpass.getuser()
    alone: bool = options.no_keychain
    given = _passphrase(options, needed=False)
    passphrase = given or opening.suggest_passphrase(6 if alone else 4, author)
    opened, created = opening.create(home, passphrase, author=author, with_keychain=not alone)
    opening.lock(opened)
    made = {"recovery_code": created.recovery_code}
    _print(made if given else made | {"passphrase": passphrase})


def _demo(options: Arguments) -> None:
    from hru_advocate.casework.demo import fill  # only this command needs the made-up people

    with _unlocked(options) as desk:
        _print({"cases": fill(desk, options.cases, options.seed, lived=options.lived)})


def _forms(options: Arguments) -> None:
    _list(
        options,
        listing.forms(),
        lambda row: f"{row['id']} (version {row['version']}): {row['title']}, {len(row['fields'])} fields",
    )


def _blank(options: Arguments) -> None:
    from hru_advocate.casework import papers

    data = papers.blank_of(listing.catalogue(), options.form)
    _write(options.out, data)
    _print({"out": str(options.out), "bytes": len(data)})


def _add(options: Arguments) -> None:
    if options.answers == "-" and getattr(options, "passphrase_file", None) == "-":
        _parser().error("only one of the passphrase and the answers can come from standard input")
    raw = cli_input.answers(options.answers)
    with _unlocked(options) as desk:
        _print(listing.add(desk, options.form, raw, ref=options.case, corrects=options.corrects, reason=options.reason))


def _cases(options: Arguments) -> None:
    with _unlocked(options) as desk:
        rows = listing.cases(desk, text=options.text, status=options.status)
    _list(options, rows, lambda row: f"{row['ref']}  {row['initials']:8} {row['status_words']:10} {row['level_words']}")


def _show(options: Arguments) -> None:
    with _unlocked(options) as desk:
        shown = listing.show(desk, options.ref, protected=options.protected)
    if getattr(options, "json", False):
        _print(shown)
        return
    print(f"{shown['ref']}  {shown['initials']}  {shown['status_words']}  {shown['level_words']}")
    print(shown["safe_contact"])
    for record in shown["records"]:
        print(f"\n{record['title']} · {record['recorded_words']} · {record['entry']}")
        for answer in record["said"]:
            print(f"  {answer['label']}: {answer['words']}")


def _suggest(options: Arguments) -> None:
    with _unlocked(options) as desk:
        rows = listing.suggestions(desk, options.ref)
    _list(
        options,
        rows,
        lambda row: f"{row['measure']}: {row['text']}\n    {row['refused'] or row['why']}",
    )


def _document(options: Arguments) -> None:
    from hru_advocate.casework import papers

    with _unlocked(options) as desk:
        view = papers.make(desk, options.ref, options.name, frozenset(options.tick))
        _write(options.out, view.pdf)
        papers.note_saved(desk, view)
    _print({"out": str(options.out), "pages": view.pages, "copy": view.copy_number, "left_out": view.warnings})


def _search(options: Arguments) -> None:
    with _unlocked(options) as desk:
        rows = listing.search(desk, options.text, options.limit)
    _list(options, rows, lambda row: f"{row['ref']}  {row['entry']}  {row['title']}: {row['snippet']}")


def _verify(options: Arguments) -> None:
    with _unlocked(options) as desk:
        verdict = checks.verify(desk)
    if getattr(options, "json", False):
        _print({"fine": verdict.fine, "entries": verdict.entries, "findings": verdict.lines})
    else:
        print(f"{verdict.entries} entries checked")
        for line in verdict.lines:
            print(line)
    if not verdict.fine:
        message = "The vault does not hold what it should. Nothing was changed; keep the file and tell your supervisor."
        raise AdvocateError(message)
    if not getattr(options, "json", False):
        print("Everything holds.")


def _rebuild(options: Arguments) -> None:
    with _unlocked(options) as desk:
        _print({"entries": checks.rebuild(desk)})


def _doctor(options: Arguments) -> None:
    rows = [{"fine": fine, "says": says} for fine, says in checks.doctor(_home(options))]
    _list(options, rows, lambda row: f"{'fine' if row['fine'] else 'look'}  {row['says']}")


if __name__ == "__main__":
    run()
