"""The commands of ``hru-vault`` by which something leaves as proof: one case as a bundle, the whole vault as files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Final

from hru_advocate.casework.proof import bundle
from hru_advocate.casework.proof.export import export
from hru_advocate.casework.vault import opening
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, opened_vault, print_json, unlocked
from hru_advocate.errors import AdvocateError

_MOST_REASON: Final = 4_000


class NoteNeeded(AdvocateError):
    """A bundle leaves with the answers of the form disclosure. Nothing was made; name a file of them with --answers."""


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    made = add(
        "bundle", _bundle, "Count what one case's bundle would hold; make it, not encrypted, with --answers and --out."
    )
    made.add_argument("ref", type=inputs.ref, metavar="REF")
    made.add_argument(
        "--answers",
        default="",
        type=inputs.file_name,
        metavar="ANSWERS.json",
        help="the answers of the form disclosure",
    )
    made.add_argument(
        "--out", type=Path, metavar="FOLDER|ZIP", help="a new folder, or a new file whose name ends in .zip"
    )

    whole = add(
        "export", _export, "Write the whole vault, not encrypted, as JSON lines and CSV; asks for the passphrase again."
    )
    whole.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="a new folder")
    whole.add_argument(
        "--again-file",
        type=inputs.file_name,
        metavar="FILE|-",
        help="where the passphrase is read from a second time; - is standard input",
    )
    whole.add_argument(
        "--because-file",
        type=inputs.file_name,
        metavar="FILE",
        required=True,
        help="a file that says why in one line; it is recorded",
    )


def _export(options: Arguments) -> None:
    reason = inputs.text(inputs.file(options.because_file, _MOST_REASON))
    with opened_vault(options) as opened:
        opening.proves_itself(opened, inputs.passphrase(options.again_file, needed=True))
        made = export(opened.session, options.to, reason)
    print_json({**asdict(made), "encrypted": False})


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
