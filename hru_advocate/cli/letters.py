"""The commands of ``hru-vault`` about letters: templates, the letters of a case, one made as PDF or text."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.letters import templates
from hru_advocate.casework.letters.letters import begin_letter, letter_lines, look_at, make_letter
from hru_advocate.cli import inputs
from hru_advocate.cli.papers import asked_by_options, write_copy
from hru_advocate.cli.running import Add, Arguments, as_data, print_json, print_list, unlocked


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    held = add("templates", _templates, "List the letter templates with what the unit says of each, or show one.")
    held.add_argument("template", type=inputs.ref, nargs="?", default="", metavar="ID")
    held.add_argument("--text", type=inputs.said, default="", metavar="-", help="only those that hold these words")
    every = add("letters", _letters, "List the letters of a case, those that ask for something first.")
    every.add_argument("ref", type=inputs.ref, metavar="REF")
    one = add("letter", _letter, "Make a letter of a case as PDF or text from a template and a file of answers.")
    one.add_argument("template", type=inputs.ref, metavar="TEMPLATE")
    one.add_argument("ref", type=inputs.ref, metavar="REF")
    one.add_argument(
        "--answers",
        default="",
        type=inputs.file_name,
        metavar="ANSWERS.json",
        help="answers over those the template fills in",
    )
    one.add_argument("--out", type=Path, metavar="FILE", help="the PDF, or with a name that ends in .txt the text")
    one.add_argument("--tick", type=inputs.said, action="append", default=[], metavar="-", help="leave this in")
    one.add_argument("--only-say", action="store_true", help="say what is blank and what tells who; make nothing")
    for question in ("lives-with", "searched", "watched", "family-danger"):
        one.add_argument(f"--{question}", choices=("yes", "no", "not_known"), default="", help="as for document")
    one.add_argument("--because", type=inputs.said, default="", metavar="-", help="why where paper is dangerous")


def _templates(options: Arguments) -> None:
    with unlocked(options) as session:
        if options.template:
            page = templates.template_page(session, options.template)
            print_json({**asdict(page.line), "paragraphs": page.paragraphs, "note": page.note, "answers": page.answers})
            return
        rows = templates.listed(session, options.text)
    print_list(options, rows, _line)


def _line(row: Any) -> str:  # noqa: ANN401 - a row of a listing
    marks = [words for key, words in (("own", "our own"), ("changed", "changed"), ("retired", "retired")) if row[key]]
    return f"{row['id']}: {row['title']} ({row['to']})" + (f"\n    {', '.join(marks)}" if marks else "")


def _letters(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = [asdict(line) for line in letter_lines(session, find_case(session, options.ref))]
    print_list(
        options,
        rows,
        lambda row: (
            f"{row['entry']}  "
            + " · ".join(
                part
                for part in (
                    row["title"],
                    row["to"],
                    row["state_words"].lower(),
                    row["when"],
                    row["due"],
                    row["answer"],
                )
                if part
            )
        ),
    )


def _letter(options: Arguments) -> None:
    given = inputs.answers(options.answers) if options.answers else {}
    with unlocked(options) as session:
        case = find_case(session, options.ref)
        raw = begin_letter(session, case, options.template).answers | given
        look = look_at(session, case, raw)
        ticked = [{"kind": one.kind, "what": one.words} for one in look.items if one.words in options.tick]
        if ticked:
            raw = raw | {"kept": ticked}
            look = look_at(session, case, raw)
        said = {
            "ready": look.ready,
            "blanks": look.blanks,
            "identifying": look.items,
            "not_so": look.not_so,
            "fault": look.fault,
            "prompts": look.prompts,
            "note": look.note,
            "pages": look.pages,
        }
        if options.only_say or options.out is None:
            print_json({**said, "answers": raw})
            return
        with asked_by_options():
            made = make_letter(session, case, raw, _answers_of(options))
        write_copy(session, made.view, made.paper, options.out, made.text if options.out.suffix == ".txt" else "")
    print_json({**as_data(said), "out": str(options.out), "entry": made.entry, "copy": made.view.copy_number})


def _answers_of(options: Arguments) -> dict[str, object]:
    """The answers about paper."""
    given = {one: getattr(options, one) for one in ("lives_with", "searched", "watched", "family_danger")}
    answers: dict[str, object] = {
        one: {"state": "not_known"} if answer == "not_known" else answer == "yes"
        for one, answer in given.items()
        if answer
    }
    return answers | ({"override": options.because} if options.because else {})
