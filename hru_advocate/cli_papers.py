"""The commands of ``hru-vault`` that make paper: documents of a case, and forms for handwriting."""

from __future__ import annotations

from pathlib import Path

from hru_advocate import cli_input
from hru_advocate.casework import listing
from hru_advocate.casework.paper_kinds import DOCUMENT_IDS
from hru_advocate.cli_run import Add, Arguments, print_json, unlocked, write


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    blank = add("blank", _blank, "Print a form for handwriting as PDF.")
    blank.add_argument("form", type=cli_input.words, metavar="FORM")
    blank.add_argument("--out", type=Path, required=True, metavar="FILE")
    document = add("document", _document, f"Make one document of a case as PDF: {', '.join(DOCUMENT_IDS)}.")
    document.add_argument("name", metavar="NAME", choices=DOCUMENT_IDS)
    document.add_argument("ref", type=cli_input.words, metavar="REF")
    document.add_argument("--out", type=Path, required=True, metavar="FILE")
    document.add_argument(
        "--tick", type=cli_input.words, action="append", default=[], metavar="ID", help="print this item after all"
    )
    document.add_argument(
        "--language",
        type=cli_input.words,
        default="",
        metavar="TAG",
        help="the language, such as pl; else English",
    )
    document.add_argument(
        "--for", dest="for_whom", type=cli_input.words, default="", metavar="NAME", help="whose copy safe_person is"
    )
    document.add_argument("--agreed", action="store_true", help="the person whose plan it is agreed to that copy")


def _blank(options: Arguments) -> None:
    from hru_advocate.casework import papers

    data = papers.blank_of(listing.catalogue(), options.form)
    write(options.out, data)
    print_json({"out": str(options.out), "bytes": len(data)})


def _document(options: Arguments) -> None:
    from hru_advocate.casework import copies, papers

    with unlocked(options) as desk:
        wanted = papers.PaperRequest(
            case="",
            document=options.name,
            ticks=frozenset(options.tick),
            language=options.language,
            for_whom=options.for_whom,
            agreed=options.agreed,
        )
        view = papers.make(desk, options.ref, wanted)
        write(options.out, view.pdf)
        copies.note_saved(desk, view)
    print_json({"out": str(options.out), "pages": view.pages, "copy": view.copy_number, "left_out": view.warnings})
