"""The commands of ``hru-vault`` about disclosure: what would leave, making it with its receipt, the log, requests."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.disclosure.builder import DisclosureRequest, DisclosureView, build_for, templates
from hru_advocate.casework.disclosure.log import disclosure_page_of
from hru_advocate.casework.disclosure.receipts import NotWritten, disclose_to_file
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, new_file, print_json, print_list, unlocked
from hru_advocate.errors import AdvocateError


class AnswersNeeded(AdvocateError):
    """A disclosure needs its answers: to whom, why, on which basis. Nothing was made; name a file with --answers."""


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    command = add(
        "disclose", _disclose, "List every identifying item a recipient's paper would hold; make it with --out."
    )
    command.add_argument("ref", type=inputs.ref, metavar="REF")
    command.add_argument("--template", type=inputs.ref, required=True, metavar="ID", help="see disclosure-templates")
    command.add_argument(
        "--tick", type=inputs.ref, action="append", default=[], metavar="ID", help="let this item leave"
    )
    command.add_argument("--agency", type=inputs.said, default="", metavar="-", help="to whom it goes")
    command.add_argument(
        "--answers",
        default="",
        type=inputs.file_name,
        metavar="ANSWERS.json",
        help="the answers of the form disclosure; needed with --out",
    )
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="make the paper and its receipt; without it nothing is made"
    )
    add("disclosure-templates", _templates, "List the recipients' templates with the lawful bases they begin with.")
    log = add("disclosures", _log, "List what was disclosed of a case, what is to come back first.")
    log.add_argument("ref", type=inputs.ref, metavar="REF")
    asked = add("requests", _requests, "List the requests for material of a case, those to be answered first.")
    asked.add_argument("ref", type=inputs.ref, metavar="REF")


def _disclose(options: Arguments) -> None:
    wanted = DisclosureRequest("", options.template, frozenset(options.tick), options.agency)
    if options.out is None:
        with unlocked(options) as session:
            view = build_for(session, options.ref, wanted)
        print_json(_told(view))
        return
    if not options.answers:
        raise AnswersNeeded
    raw = inputs.answers(options.answers)
    with unlocked(options) as session:
        view = build_for(session, options.ref, wanted)
        given = {"agency": options.agency, **raw} if options.agency else raw
        with new_file(NotWritten):
            saved = disclose_to_file(session, view, given, options.out, over=False)
    print_json({"out": str(options.out), "entry": saved.entry, **_told(view)})


def _told(view: DisclosureView) -> dict[str, object]:
    return {
        "template": view.template,
        "pages": view.pages,
        "copy": view.copy_number,
        "sha256": view.fingerprint,
        "items": [asdict(one) for one in view.items],
        "missing": view.missing,
        "left_out": [{"what": what, "why": why} for what, why in view.left_out],
    }


def _templates(options: Arguments) -> None:
    with unlocked(options) as session:
        found = templates(session)
    print_list(
        options, [asdict(one) for one in found], lambda row: f"{row['id']:10} {row['label']}: {row['for_words']}"
    )


def _log(options: Arguments) -> None:
    with unlocked(options) as session:
        page = disclosure_page_of(session, find_case(session, options.ref))
    print_list(
        options,
        [asdict(line) for line in page.disclosed],
        lambda row: "\n    ".join(
            filter(
                None,
                (
                    f"{row['entry']}  {row['when']}  {row['whom']}: {row['what']} ({row['state_words'].lower()})",
                    row["owed"],
                    row["why"],
                    row["paper"],
                ),
            )
        ),
    )


def _requests(options: Arguments) -> None:
    with unlocked(options) as session:
        page = disclosure_page_of(session, find_case(session, options.ref))
    print_list(
        options,
        [asdict(line) for line in page.requests],
        lambda row: "\n    ".join(
            filter(
                None,
                (
                    f"{row['entry']}  {row['whom']}: {row['what']} ({row['state_words'].lower()})",
                    row["days"],
                    row["notice"],
                    row["answer"],
                ),
            )
        ),
    )
