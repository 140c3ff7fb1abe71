"""``hru-vault verify`` and ``rebuild``: prove the vault, quickly or in full, and work its lists out again."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from hru_advocate.casework.vault import checks, rebuilding
from hru_advocate.cli.running import Add, Arguments, print_json, unlocked
from hru_advocate.errors import AdvocateError


class DoesNotHold(AdvocateError):
    """The vault does not hold what it should. Nothing was changed; keep the file and tell your supervisor."""


class SelfCheck(argparse.Action):
    """``--self-check`` in place of a command: the program tried once, in a folder of its own."""

    def __call__(self, parser: argparse.ArgumentParser, *_given: object) -> None:
        from hru_advocate.demo import self_check  # loads every room; seldom asked for

        parser.exit(self_check.run(self_check.core, self_check.tell))


def describe(add: Add) -> None:
    """Describe the commands that check the vault."""
    verify = add(
        "verify",
        _verify,
        "Check every entry, the lists, the search, settings, devices, the file's own rules and the file.",
    )
    verify.add_argument(
        "--quick",
        action="store_true",
        help="only the last signature of each chain, and entries and lists against what they came to at the last check",
    )
    rebuild = add("rebuild", _rebuild, "Work all lists and the search out again from the entries.")
    rebuild.add_argument(
        "--anyway", action="store_true", help="also where entries are missing; what is missing is said and recorded"
    )


def _verify(options: Arguments) -> None:
    with unlocked(options) as session:
        verdict = checks.verify(session, "quick" if options.quick else "full", noted=True)
    if getattr(options, "json", False):
        told = asdict(verdict)
        print_json({"findings": told.pop("lines"), **told, "not_checked": verdict.not_checked})
    else:
        _say(verdict)
    if not verdict.fine:
        raise DoesNotHold
    if not getattr(options, "json", False):
        print(f"What was checked holds. {verdict.not_checked}" if verdict.not_checked else "Everything holds.")


def _say(verdict: checks.Verdict) -> None:
    print(verdict.how)
    print(f"{verdict.entries} entries checked")
    cases = "case is" if verdict.whole_cases == 1 else "cases are"
    print(f"{verdict.whole_cases} {cases} whole, up to the last entry that is here")
    for ref in verdict.partial_cases:
        print(f"{ref} is not whole")
    for line in (*verdict.notes, *verdict.lines):
        print(line)


def _rebuild(options: Arguments) -> None:
    with unlocked(options) as session:
        made = rebuilding.rebuild(session, anyway=options.anyway)
    print_json({"entries": made.entries, "missing": made.missing})
