"""The command of ``hru-vault`` that brings in a diary somebody kept."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, unlocked
from hru_advocate.domain.incidents.diary.columns import ROLES, Role
from hru_advocate.domain.incidents.diary.letters import ENCODINGS
from hru_advocate.domain.incidents.diary.rows import KIND_WORDS

if TYPE_CHECKING:
    from hru_advocate.domain.incidents.diary.preview import DiaryPreview

_SHOWN: Final = {"ready": "", "duplicate": "twice: ", "undecided": "undecided: "}


def describe(add: Add) -> None:
    """Add this command to the command line."""
    taken = add("diary", _diary, "Bring in a diary: CSV, plain text, exported messages or a calendar.")
    taken.add_argument("file", type=Path, metavar="FILE", help="read here, kept nowhere")
    taken.add_argument("--case", type=inputs.ref, required=True, metavar="REF")
    taken.add_argument("--preview", action="store_true", help="say what would be taken, and take nothing")
    taken.add_argument("--map", type=_map, default=None, metavar="MAP", help="which column is what: when=1,what=3")
    taken.add_argument("--as", dest="kind", choices=tuple(KIND_WORDS), help="what kind of file it is")
    taken.add_argument("--encoding", choices=tuple(ENCODINGS), default="", help="how its letters are written")
    taken.add_argument("--header", choices=("yes", "no"), help="does the first row name the columns?")
    taken.add_argument("--order", choices=("day-first", "month-first"), default="", help="how 03/11 is read")
    taken.add_argument("--year", type=_year, metavar="YEAR", help="for days without a year")
    taken.add_argument("--only-by", type=inputs.said, default="", metavar="-", help="of messages: what one wrote")
    taken.add_argument("--twice", type=inputs.count, action="append", default=[], metavar="ROW", help="take it too")
    taken.add_argument("--leave", type=inputs.count, action="append", default=[], metavar="ROW", help="leave it out")
    taken.add_argument("--behaviour", type=inputs.ref, action="append", default=[], metavar="ID", help="of every row")


def _map(text: str) -> dict[Role, int]:
    """A mapping as an argument: what each column answers, columns counted from 1."""
    found: dict[Role, int] = {}
    for part in text.split(","):
        name, _sign, column = part.partition("=")
        role = cast("Role", name.strip())
        if role not in ROLES or role in found:
            raise argparse.ArgumentTypeError(f"each of {', '.join(ROLES)} once at most, then = and a column")
        found[role] = inputs.count(column.strip()) - 1
    return found


def _year(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1950 <= int(text[:9]) <= 2100:
        raise argparse.ArgumentTypeError("a year from 1950 to 2100")
    return int(text)


def _diary(options: Arguments) -> None:
    from hru_advocate.casework.cases.cases import find_case
    from hru_advocate.casework.incidents import importing
    from hru_advocate.domain.incidents.diary.preview import HowToTake
    from hru_advocate.domain.incidents.diary.reading import HowToRead

    how = HowToRead(options.kind, options.encoding, {"yes": True, "no": False}.get(options.header or ""))
    taken = HowToTake(options.map, options.order.replace("-", "_"), options.year, options.only_by)
    with unlocked(options) as session:
        case, now = find_case(session, options.case), session.now()
        opened = importing.open_diary(options.file, now, how)
        preview = importing.look_over(opened, taken, now, noted=importing.noted_already(session, case))
        if options.preview:
            if getattr(options, "json", False):
                print_json(importing.listed_diary(preview, opened.sha256))
            else:
                _print_preview(preview)
            return
        every = tuple(options.behaviour)
        done = {row.number: every for row in preview.rows} if every else {}
        noted = importing.take_diary(
            session, case, opened, preview, importing.Taking(options.twice, options.leave, done)
        )
    if not opened.file.letters.sure:
        letters = f"Its letters were read as {opened.file.letters.words}, which is not sure"
        print(f"{letters}: look at the words, or say --encoding.", file=sys.stderr)
    left = len(preview.rows) - len(noted.entries)
    if left:
        print(f"{left:,} rows were left out; --preview says which, and why.", file=sys.stderr)
    print_json({"entries": noted.entries, "sha256": opened.sha256, "taken": len(noted.entries), "left": left})


def _print_preview(preview: DiaryPreview) -> None:
    file = preview.file
    print(f"{KIND_WORDS[file.kind]}; letters: {file.letters.words}{'' if file.letters.sure else ' (not sure: look)'}")
    if file.letters.samples:
        print(f"Look at these words: {' · '.join(file.letters.samples)}")
    if preview.order_asked:
        print("Is day or month first? Say --order day-first or --order month-first.")
    elif preview.order_found.any:
        print("Dates are read month first." if preview.order == "month_first" else "Dates are read day first (UK).")
    if preview.left_out:
        print(f"Columns left out: {' · '.join(preview.left_out)}")
    for row in preview.rows:
        read = f"{row.written} = {row.read_as}" if row.read_as else row.written
        print(f"{row.number}. {_SHOWN[row.state]}{f'{read}: ' if read else ''}{' '.join(row.what.split())}")
        if row.why:
            print(f"    {row.why}")
