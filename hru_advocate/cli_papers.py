"""The commands of ``hru-vault`` that make paper: documents of a case, and forms for handwriting."""

from __future__ import annotations

from pathlib import Path

from hru_advocate import cli_input
from hru_advocate.casework import listing
from hru_advocate.cli_run import Add, Arguments, print_json, unlocked, write


def describe(add: Add) -> None:
    """Add these commands to the command line."""
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


def _blank(options: Arguments) -> None:
    from hru_advocate.casework import papers

    data = papers.blank_of(listing.catalogue(), options.form)
    write(options.out, data)
    print_json({"out": str(options.out), "bytes": len(data)})


def _document(options: Arguments) -> None:
    from hru_advocate.casework import copies, papers

    with unlocked(options) as desk:
        view = papers.make(desk, options.ref, options.name, frozenset(options.tick))
        write(options.out, view.pdf)
        copies.note_saved(desk, view)
    print_json({"out": str(options.out), "pages": view.pages, "copy": view.copy_number, "left_out": view.warnings})
