"""The commands of ``hru-vault`` about the end of a case: open things, records kept, erasure, people, who looked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.cases.review_days import kept_cases
from hru_advocate.casework.closing.closing_page import closing_page
from hru_advocate.casework.closing.erasing import erase, finish, preview, stubs, unfinished
from hru_advocate.casework.closing.figures import kept_sums
from hru_advocate.casework.closing.looks import looks
from hru_advocate.casework.closing.people import roster
from hru_advocate.casework.people.restricted import guarded
from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, print_list, row_about, unlocked

_GROUNDS: Final = ("review", "request", "in_error")


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    closing = add("closing", _closing, "List what is open in a case, or what became of it once it is closed.")
    closing.add_argument("ref", type=inputs.ref, metavar="REF")
    kept = add("kept", _kept, "List the closed cases to be reviewed today, or all of them, by their day of review.")
    kept.add_argument("--all", action="store_true", dest="every", help="with those whose day lies ahead")
    gone = add("erase", _erase, "Erase a closed case by authority; without the four answers it says what would go.")
    gone.add_argument("ref", type=inputs.ref, metavar="REF")
    gone.add_argument("--ground", choices=_GROUNDS, default="", help="on which ground")
    gone.add_argument("--asked-by", type=inputs.said, default="", metavar="-", help="who asks for it")
    gone.add_argument("--authorised-by", type=inputs.said, default="", metavar="-", help="who authorises it")
    gone.add_argument("--reference", type=inputs.said, default="", metavar="-", help="of the authority")
    asked = add("erase-asked", _erase_asked, "List the cases colleagues ask to be erased; carry one out, or keep it.")
    answer = asked.add_mutually_exclusive_group()
    answer.add_argument("--carry-out", type=inputs.ref, metavar="REF", help="erase it here too, by the same authority")
    answer.add_argument("--keep", type=inputs.ref, metavar="REF", help="keep it on; needs --because")
    asked.add_argument("--because", type=inputs.said, default="", metavar="-", help="why it is kept")
    told = add("erase-told", _erase_told, "List who has heard of each case that was erased here; or write the notice.")
    told.add_argument("ref", type=inputs.ref, nargs="?", default="", metavar="REF")
    told.add_argument("--out", type=Path, metavar="FILE|FOLDER", help="write the sealed notice of this case there")
    erased = add("erased", _erased, "List what was erased, each with its proof held against the ledger.")
    erased.add_argument("--figures", action="store_true", help="the figures that are kept, in sums that name nobody")
    erased.add_argument("--finish", action="store_true", help="write the file anew where an erasure found no room")
    add("people", _people, "List the unit's people: role, number, who is on leave.")
    looked = add("looked", _looked, "List who has looked at cases, records and numbers, the newest first.")
    looked.add_argument("ref", type=inputs.ref, nargs="?", default="", metavar="REF")
    looked.add_argument("--limit", type=inputs.count, default=200, metavar="N")


def _closing(options: Arguments) -> None:
    with unlocked(options) as session:
        page = closing_page(session, find_case(session, options.ref))
    if getattr(options, "json", False):
        print_json(page)
        return
    if page.closed_line:
        print(page.closed_line)
    for kind in page.open:
        print(f"{kind.title}:")
        for matter in kind.matters:
            print(f"  {matter.key}  {matter.words}")
    for one in page.became:
        print(f"{one.what}: {one.how.replace('_', ' ')}, {one.said}")
    for line in (page.kept_words, *(f"Countersigned: {one.sentence}" for one in page.countersigned)):
        if line:
            print(line)


def _kept(options: Arguments) -> None:
    with unlocked(options) as session:
        until = None if options.every else session.now().date()
        found = guarded(session, None, kept_cases, until)
    rows = [row_about(one.label, asdict(one) | {"day": one.day.isoformat()}) for one in found]
    print_list(
        options, rows, lambda row: f"{row['day']}  {row['ref']}  closed {row['closed']} · {row['retention_class']}"
    )


def _erase(options: Arguments) -> None:
    given = {
        "ground": options.ground,
        "asked_by": options.asked_by,
        "authorised_by": options.authorised_by,
        "reference": options.reference,
    }
    with unlocked(options) as session:
        if not any(given.values()):
            print_json(preview(session, options.ref))
            return
        done = erase(session, options.ref, {field: said for field, said in given.items() if said})
    print_json({"entry": done.saved.entry, "entries": done.entries, "thorough": done.thorough})


def _erase_asked(options: Arguments) -> None:
    from hru_advocate.casework.sharing.erased.answering import carry_out, erasures_asked, keep_on

    with unlocked(options) as session:
        if options.carry_out:
            done = carry_out(session, options.carry_out)
            print_json({"entry": done.saved.entry, "entries": done.entries, "thorough": done.thorough})
            return
        if options.keep:
            keep_on(session, options.keep, options.because)
        rows = [asdict(one) | {"about": one.about} for one in erasures_asked(session)]
    print_list(options, rows, lambda row: " ".join((row["words"], row["about"], *row["holds"])))


def _erase_told(options: Arguments) -> None:
    from hru_advocate.casework.sharing.erased.opening import write_notice
    from hru_advocate.casework.sharing.erased.telling import erasures_told

    with unlocked(options) as session:
        if options.out is not None:
            made = write_notice(session, options.ref, options.out)
            print_json({"out": made.place, "ref": made.ref, "recipients": made.recipients})
            return
        rows = [asdict(one) for one in erasures_told(session) if options.ref in ("", one.ref)]
    print_list(options, rows, lambda row: f"{row['ref']}  {'; '.join(row['words'])}")


def _erased(options: Arguments) -> None:
    with unlocked(options) as session:
        if options.finish:
            print_json({"thorough": finish(session)})
            return
        if options.figures:
            print_json(kept_sums(session))
            return
        rows = [asdict(one) for one in stubs(session)]
        left = unfinished(session)
    print_list(options, rows, _stub_line)
    if left and not getattr(options, "json", False):
        print("An erasure is not finished: run erased --finish once there is room.")


def _stub_line(row: Mapping[str, Any]) -> str:
    proven = "proven" if row["proven"] else "DOES NOT FIT THE LEDGER"
    return (
        f"{row['on']}  {row['ref']}  {row['entries']} entries, asked by {row['asked_by']}, "
        f"authorised by {row['authorised_by']}, {row['reference']}: {proven}"
    )


def _people(options: Arguments) -> None:
    with unlocked(options) as session:
        rows = [asdict(line) for line in roster(session)]
    print_list(
        options,
        rows,
        lambda row: " · ".join(
            part for part in (row["name"], row["role"], row["collar"], row["phone"], row["days"], row["away"]) if part
        ),
    )


def _looked(options: Arguments) -> None:
    with unlocked(options) as session:
        case = find_case(session, options.ref) if options.ref else None
        found = guarded(session, case, looks, case, limit=options.limit)
    rows = [row_about(one.label, asdict(one)) if one.label else {"ref": "Unit", **asdict(one)} for one in found]
    print_list(options, rows, lambda row: f"{row['when']}  {row['ref']}  {row['author']}: {row['words']}")
