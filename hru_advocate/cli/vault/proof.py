"""The commands of ``hru-vault`` by which something leaves as proof: one case as a bundle, the whole vault as files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from hru_advocate.casework.proof import bundle
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, unlocked
from hru_advocate.errors import AdvocateError


class NoteNeeded(AdvocateError):
    """A bundle leaves with the answers of the form disclosure. Nothing was made; name a file of them with --answers."""


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    made = add(
        "bundle", _bundle, "Count what one case's bundle would hold; make it, not encrypted, with --answers and --out."
    )
    made.add_argument("ref", type=inputs.words, metavar="REF")
    made.add_argument("--answers", default="", metavar="ANSWERS.json", help="the answers of the form disclosure")
    made.add_argument(
        "--out", type=Path, metavar="FOLDER|ZIP", help="a new folder, or a new file whose name ends in .zip"
    )


def _bundle(options: Arguments) -> None:
    if options.out is None:
        with unlocked(options) as session:
            seen = bundle.preview(session, options.ref)
        told = {name: value for name, value in asdict(seen).items() if name != "case"}
        print_json(told)
        return
    if not options.answers:
        raise NoteNeeded
    raw = inputs.answers(options.answers)
    with unlocked(options) as session:
        made = bundle.make_by_ref(session, options.ref, raw, options.out)
    told = {name: value for name, value in asdict(made).items() if name not in ("changed", "place")}
    print_json({"out": made.place, "encrypted": False, **told})
