"""The commands of ``hru-vault`` that make paper: documents of a case, and forms for handwriting."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from hru_advocate.casework.paper import copies
from hru_advocate.casework.paper.document_kinds import DOCUMENT_IDS, PaperView
from hru_advocate.casework.session import Session
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, as_data, new_file, print_json, print_list, unlocked, write
from hru_advocate.errors import AdvocateError


class QuestionsOfPaperOpen(AdvocateError):
    """It was not asked whether paper is safe. Nothing was made; answer with --searched, --watched, --family-danger."""


class UnitNumberMissing(AdvocateError):
    """This paper speaks of us, and our number is missing. Nothing was made; say it with: unit --number - --by -."""


@contextmanager
def asked_by_options() -> Iterator[None]:
    """Name the option or the command for whatever the window would ask before a paper is made."""
    from hru_advocate.casework.paper.safety import HowToReachUsMissing, NotAskedYet

    try:
        yield
    except NotAskedYet as error:
        raise QuestionsOfPaperOpen from error
    except HowToReachUsMissing as error:
        raise UnitNumberMissing from error


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    blank = add("blank", _blank, "Print a form for handwriting as PDF.")
    blank.add_argument("form", type=inputs.ref, metavar="FORM")
    blank.add_argument("--out", type=Path, required=True, metavar="FILE")
    _describe_document(add)
    record = add("record", _record, "Make one record of a case as PDF, with its questions and answers.")
    record.add_argument("entry", type=inputs.ref, metavar="ENTRY")
    record.add_argument("--out", type=Path, required=True, metavar="FILE")
    held = add("copies", _copies, "List the copies on paper, those to come back first, and what on them has changed.")
    held.add_argument("--case", type=inputs.ref, default="", metavar="REF", help="only copies of this case")
    held.add_argument("--number", type=inputs.said, default="", metavar="-", help="only copies with this number")
    held.add_argument("--service", type=inputs.ref, default="", metavar="ID", help="only copies with this service")
    held.add_argument("--measure", type=inputs.ref, default="", metavar="ID", help="only copies with this measure")
    held.add_argument("--out-only", action="store_true", help="only copies that somebody may still find")
    spoken = add("languages", _languages, "List the languages of paper, with how much is checked.")
    spoken.add_argument(
        "--template", type=inputs.tag, metavar="TAG", help="print an empty translation file for a language instead"
    )
    translation = add("translation", _translation, "Take a translation file into the vault; it is used from now on.")
    translation.add_argument("file", type=inputs.file_name, metavar="FILE", help="TOML, or gettext PO (its name: .po)")
    po = add("translation-po", _translation_po, "Write a language as gettext PO, for translators' own programs.")
    po.add_argument("language", type=inputs.tag, metavar="TAG")
    po.add_argument("--out", type=Path, required=True, metavar="FILE", help="a new file")


def _describe_document(add: Add) -> None:
    document = add("document", _document, f"Make one document of a case as PDF: {', '.join(DOCUMENT_IDS)}.")
    document.add_argument("name", metavar="NAME", choices=DOCUMENT_IDS)
    document.add_argument("ref", type=inputs.ref, metavar="REF")
    document.add_argument("--out", type=Path, required=True, metavar="FILE")
    document.add_argument(
        "--tick", type=inputs.ref, action="append", default=[], metavar="ID", help="print this item after all"
    )
    document.add_argument(
        "--language",
        type=inputs.tag,
        default="",
        metavar="TAG",
        help="the language, such as pl; else English",
    )
    document.add_argument(
        "--for", dest="for_whom", type=inputs.said, default="", metavar="-", help="whose copy safe_person is"
    )
    document.add_argument(
        "--hearing",
        type=inputs.ref,
        default="",
        metavar="ENTRY",
        help="the hearing chronology_since_hearing begins with; else the newest that was held",
    )
    document.add_argument("--agreed", action="store_true", help="the person whose plan it is agreed to that copy")
    for question, words in _QUESTIONS.items():
        document.add_argument(f"--{question.replace('_', '-')}", choices=_ANSWERS, default="", help=words)
    document.add_argument(
        "--because", type=inputs.said, default="", metavar="-", help="why a copy where paper is dangerous"
    )
    document.add_argument("--kept-where", type=inputs.said, default="", metavar="-", help="where it will be kept")
    document.add_argument("--only-say", action="store_true", help="say what is on it and left off; make nothing")


def write_copy(session: Session, view: PaperView, answers: Mapping[str, object], out: Path, text: str = "") -> None:
    """Write a copy, or its ``text``, and keep that it was made; where nothing can be saved it stays, and it is said."""
    how = "copied" if text else "saved"
    with new_file(copies.CopyNotWritten):
        saved = copies.save_copy(session, view, answers, how, out, over=False, text=text)
    if saved is None:
        print(copies.not_noted(view.copy_number), file=sys.stderr)


def _copies(options: Arguments) -> None:
    from hru_advocate.casework.cases.cases import find_case
    from hru_advocate.casework.people.restricted import hidden_from_us

    wanted = copies.Carrying(options.number, options.service, options.measure, options.out_only)
    with unlocked(options) as session:
        case = find_case(session, options.case) if options.case else ""
        hidden = hidden_from_us(session)
        lines = [line for line in copies.recall_list(session, wanted) if case in ("", line.case)]
        shut = sorted({line.ref for line in lines if line.case in hidden})
        rows = [{**as_data(line), "out": line.out} for line in lines if line.case not in hidden]
    print_list(
        options,
        [*rows, *({"ref": ref, "restricted": True} for ref in shut)],
        lambda row: "\n    ".join((f"{row['ref']}  {row['state']:9} {row['words']}", *row["changed"])),
    )


def _languages(options: Arguments) -> None:
    from hru_advocate.casework.product import shipped
    from hru_advocate.casework.unit import languages

    if options.template:
        print(languages.template(shipped(), options.template), end="")
        return
    with unlocked(options) as session:
        lines = languages.languages(session)
    print_list(
        options,
        [as_data(line) for line in lines],
        lambda row: (
            f"{row['language']:8} {row['name']}: {row['texts']} of {row['of']} texts, {row['checked']} checked"
            + (f", {row['outdated']} out of date" if row["outdated"] else "")
        ),
    )


def _translation(options: Arguments) -> None:
    from hru_advocate.casework.unit import languages
    from hru_advocate.casework.unit.translators import bring_in_po

    data = inputs.file(options.file, languages.MOST)
    with unlocked(options) as session:
        if options.file.lower().endswith(".po"):
            taken = bring_in_po(session, data)
            told = {"entry": taken.saved and taken.saved.entry, "texts": taken.texts, "refused": taken.refused}
        else:
            told = {"entry": languages.bring_in(session, "The translation", data).entry}
        print_json(told | {"languages": [as_data(one) for one in languages.languages(session)]})


def _translation_po(options: Arguments) -> None:
    from hru_advocate.casework.unit.translators import export_po

    with unlocked(options) as session:
        write(options.out, export_po(session, options.language).encode(), session)
    print_json({"out": str(options.out)})


def _blank(options: Arguments) -> None:
    from hru_advocate.casework.paper import papers
    from hru_advocate.casework.product import shipped_forms

    data = papers.blank_of(shipped_forms(), options.form)
    write(options.out, data)
    print_json({"out": str(options.out), "bytes": len(data)})


def _record(options: Arguments) -> None:
    from hru_advocate.casework.paper import papers

    with unlocked(options) as session:
        view = papers.make_record(session, options.entry)
        write_copy(session, view, {}, options.out)
    print_json({"out": str(options.out), "pages": view.pages, "copy": view.copy_number})


_ANSWERS = ("yes", "no", "not_known")
_QUESTIONS = {
    "lives_with": "does the person live with who causes harm?",
    "searched": "are things, post or phone looked through?",
    "watched": "may a phone, computer or account be watched?",
    "family_danger": "is family or community part of the danger?",
}
"""The questions about paper, where the record does not answer them."""


def _answers_of(options: Arguments) -> dict[str, object]:
    given = {question: getattr(options, question) for question in _QUESTIONS}
    answers: dict[str, object] = {
        question: {"state": "not_known"} if answer == "not_known" else answer == "yes"
        for question, answer in given.items()
        if answer
    }
    return answers | {
        field: text for field, text in (("override", options.because), ("kept_where", options.kept_where)) if text
    }


def _document(options: Arguments) -> None:
    from hru_advocate.casework.paper import papers, safety

    with unlocked(options) as session:
        wanted = papers.PaperRequest(
            case="",
            document=options.name,
            ticks=frozenset(options.tick),
            language=options.language,
            for_whom=options.for_whom,
            agreed=options.agreed,
            hearing=options.hearing,
        )
        view = papers.make(session, options.ref, wanted)
        papers.check_ticks(view, wanted.ticks)
        for line in view.warnings:
            print(line, file=sys.stderr)
        if not options.only_say:
            answers = _answers_of(options)
            with asked_by_options():
                safety.may_be_made(session, view, answers, wanted.ticks)
            write_copy(session, view, answers, options.out)
    out = {} if options.only_say else {"out": str(options.out), "copy": view.copy_number}
    may_tick = papers.may_be_ticked(view, wanted.ticks)
    print_json({**out, "pages": view.pages, "left_out": view.warnings, "may_tick": may_tick})
