"""The commands of ``hru-vault`` about visits: listed, planned, out, back, called off, the slip, and who is overdue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.people.names import Masks, masks_of_cases
from hru_advocate.casework.people.restricted import check_open, only_references
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.visits.raising import DANGER, Raising, raising
from hru_advocate.casework.visits.steps import call_off, check_in, go_out, note_raised, stay_longer
from hru_advocate.casework.visits.visits import VisitLine, visits_of_case, visits_today
from hru_advocate.cli import inputs
from hru_advocate.cli.papers import write_copy
from hru_advocate.cli.running import Add, Arguments, print_json, print_list, unlocked
from hru_advocate.errors import AdvocateError, RestrictedCase

_FIELDS = {
    "who": "who goes",
    "with": "who goes along; without it the visit is alone",
    "on": "the day",
    "out-at": "the time out",
    "back-by": "the time back",
    "back-on": "the day back, if it is another",
    "there-from": "with the person from",
    "there-until": "with the person until",
    "place": "the kind of place: home, family, our_office, police_station, service, health, court, public, other",
    "reach": "the number of who goes",
    "code-word-reference": "which code word of the office's list",
    "told": "who in the office is told",
    "alone-because": "why alone although a flag says not to",
    "outside-rules": "why outside the safe contact rules",
}
_TIMES = frozenset({"on", "out-at", "back-by", "back-on", "there-from", "there-until"})
_NEEDED = frozenset({"who", "on", "out-at", "back-by", "place"})
_NAMES = {"out-at": "out", "back-by": "back", "with": "with_name", "code-word-reference": "signal_reference"}


class VisitOverdue(AdvocateError):
    """Somebody is overdue from a visit: see the list. If anybody may be in danger, ring 999."""


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    visits = add("visits", _visits, "List the visits of a case, or those of all cases that ask for something today.")
    visits.add_argument("ref", type=inputs.ref, nargs="?", default="", metavar="REF")
    overdue = add("overdue", _overdue, "List who is overdue from a visit and how to raise it; exit 4 if anybody is.")
    overdue.add_argument("--note", type=inputs.said, default="", metavar="-", help="write what was done; with ENTRY")
    overdue.add_argument("entry", type=inputs.ref, nargs="?", default="", metavar="ENTRY")

    plan = add("visit-plan", _plan, "Plan a visit; prints its ids.")
    plan.add_argument("ref", type=inputs.ref, metavar="REF")
    for name, about in _FIELDS.items():
        kind, shown = (inputs.when, "TIME") if name in _TIMES else (inputs.said, "-")
        if name == "place":
            kind, shown = inputs.ref, "PLACE"
        plan.add_argument(f"--{name}", type=kind, required=name in _NEEDED, metavar=shown, help=about)
    out = add("visit-out", _out, "Say that who goes is out now.")
    out.add_argument("entry", type=inputs.ref, metavar="ENTRY")
    back = add("visit-back", _back, "Check in: who went is back.")
    back.add_argument("entry", type=inputs.ref, metavar="ENTRY")
    back.add_argument("--at", type=inputs.when, default="", metavar="TIME", help="when, as told; now without it")
    back.add_argument("--afterwards", type=inputs.said, default="", metavar="-", help="for the next who goes")
    longer = add("visit-longer", _longer, "Move the time back of a visit.")
    longer.add_argument("entry", type=inputs.ref, metavar="ENTRY")
    longer.add_argument("minutes", type=inputs.count, metavar="MINUTES")
    off = add("visit-off", _off, "Call a visit off.")
    off.add_argument("entry", type=inputs.ref, metavar="ENTRY")
    off.add_argument("because", type=inputs.said, metavar="-")
    slip = add("visit-slip", _slip, "Make the slip of a visit for the office: no name, no address.")
    slip.add_argument("entry", type=inputs.ref, metavar="ENTRY")
    slip.add_argument("--out", type=Path, required=True, metavar="FILE.pdf", help="where it is written")


def _row(line: VisitLine) -> dict[str, Any]:
    found = asdict(line)
    for moment in ("leaves", "changes_at"):
        found[moment] = found[moment].isoformat() if found[moment] else None
    label = found.pop("label")
    return {"ref": label["ref"], "initials": label["initials"]} | found


def _said(row: Mapping[str, Any]) -> str:
    parts = [row["words"], row["over"], row["when"], row["who"], row["place"]]
    return f"{row['ref']}  {row['entry']}  {row['initials']}: " + " · ".join(part for part in parts if part)


def _visits(options: Arguments) -> None:
    with unlocked(options) as session:
        masks = masks_of_cases(session)
        if options.ref:
            case = find_case(session, options.ref)
            lines = masks(case).hide_in(visits_of_case(session, case))
        else:
            lines = only_references(session, visits_today(session, masks))
    print_list(options, [_row(line) for line in lines], _said)


def _overdue(options: Arguments) -> None:
    with unlocked(options) as session:
        if options.note:
            note_raised(session, options.entry, options.note)
        masks = masks_of_cases(session)
        late = [line for line in visits_today(session, masks) if line.standing == "overdue"]
        wanted = [line for line in late if options.note or options.entry in ("", line.entry)]
        rows = [_overdue_row(session, line, masks) for line in wanted]
    print_list(options, rows, lambda row: "\n    ".join([_said(row), *row["how"]]))
    if rows:
        raise VisitOverdue


def _overdue_row(session: Session, line: VisitLine, masks: Masks) -> dict[str, Any]:
    """The row of an overdue visit: who is overdue always; of a restricted case nothing more before its reason."""
    try:
        check_open(session, line.label.case)
    except RestrictedCase as refused:
        return _row(only_references(session, line)) | {"how": [DANGER, refused.message]}
    return _row(line) | _how(masks(line.label.case).hide_in(raising(session, line.entry)))


def _how(one: Raising) -> dict[str, Any]:
    parts = (
        one.danger,
        f"Ring who goes: {one.reach or 'no number is written down'}",
        f"Told and raises it: {one.told}" if one.told else "",
        *one.steps,
        f"Duty number: {one.duty}" if one.duty else "",
        *one.unconfirmed,
        one.whereabouts,
        f"Done so far: {one.raised}" if one.raised else "",
    )
    return {"how": [part for part in parts if part]}


def _plan(options: Arguments) -> None:
    given = {name: getattr(options, name.replace("-", "_")) for name in _FIELDS}
    raw: dict[str, object] = {
        _NAMES.get(name, name.replace("-", "_")): text for name, text in given.items() if text is not None
    }
    raw |= {field: {"state": "not_known"} for field in ("reach", "signal_reference", "told") if field not in raw}
    raw |= {"state": "planned", "company": "other" if given["with"] else "alone"}
    with unlocked(options) as session:
        saved = save(session, "visit", raw, case=find_case(session, options.ref))
    _print(saved)


def _out(options: Arguments) -> None:
    with unlocked(options) as session:
        saved = go_out(session, options.entry)
    _print(saved)


def _back(options: Arguments) -> None:
    with unlocked(options) as session:
        saved = check_in(session, options.entry, options.at, options.afterwards)
    _print(saved)


def _longer(options: Arguments) -> None:
    with unlocked(options) as session:
        saved = stay_longer(session, options.entry, options.minutes)
    _print(saved)


def _off(options: Arguments) -> None:
    with unlocked(options) as session:
        saved = call_off(session, options.entry, options.because)
    _print(saved)


def _slip(options: Arguments) -> None:
    from hru_advocate.casework.paper import papers
    from hru_advocate.casework.paper.document_kinds import SLIP

    with unlocked(options) as session:
        view = papers.make_record(session, options.entry, SLIP.id)
        write_copy(session, view, {}, options.out)
    print_json({"out": str(options.out), "pages": view.pages, "copy": view.copy_number})


def _print(saved: Saved) -> None:
    print_json({"entry": saved.entry, "record": saved.record})
