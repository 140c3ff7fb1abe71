"""The commands of ``hru-vault`` that read the versions of a safety plan, and hold any two against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hru_advocate.cli import inputs
from hru_advocate.cli.running import Add, Arguments, print_json, unlocked

if TYPE_CHECKING:
    from hru_advocate.casework.plan.versions import PlanVersionLine


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    versions = add("versions", _versions, "List the versions of a case's safety plan, newest first.")
    versions.add_argument("ref", type=inputs.ref, metavar="REF")
    compare = add("compare", _compare, "Show what changed from one version of a safety plan to another.")
    compare.add_argument("ref", type=inputs.ref, metavar="REF")
    compare.add_argument("old", type=inputs.count, metavar="OLD", help="the number of a version")
    compare.add_argument("new", type=inputs.count, metavar="NEW", help="the number of another")


def _versions(options: Arguments) -> None:
    from hru_advocate.casework.cases import cases
    from hru_advocate.casework.plan import versions

    with unlocked(options) as session:
        held = versions.versions(session, cases.find_case(session, options.ref))
    if getattr(options, "json", False):
        print_json(held)
        return
    if held.disagrees:
        print("Two versions disagree; the safer holds until a person settles them.")
    if held.review.words:
        print(held.review.sentence)
    if not held.lines:
        print("No plan was signed off yet.")
    for line in held.lines:
        current = " · current" if line.current else ""
        print(f"\nVersion {line.number}{current} · signed off {line.signed_words} by {line.author} · {line.entry}")
        for told in _told(line):
            print(f"  {told}")


def _told(line: PlanVersionLine) -> Iterator[str]:
    """Tell of a version, below its number, what it holds, what changed, who answered it and who read it."""
    yield from (one for one in (line.counts_words, line.found, line.what_changed, "; ".join(line.because)) if one)
    if line.agreed is not None:
        yield f"Answer to the whole plan: {line.agreed.sentence}"
    yield from (f"Countersigned: {signed.sentence}" for signed in line.countersigned)


def _compare(options: Arguments) -> None:
    from hru_advocate.casework.cases import cases
    from hru_advocate.casework.plan import versions

    with unlocked(options) as session:
        found = versions.compare(session, cases.find_case(session, options.ref), options.old, options.new)
    if getattr(options, "json", False):
        print_json(found)
        return
    print(f"Version {found.old.number} to version {found.new.number}: {found.summary}")
    for section in found.sections:
        told = [part for part in section.parts if part.mark != "same"]
        if told:
            print(f"\n{section.title}")
        for part in told:
            measure = part.new or part.old
            if measure is None:
                print(f"  {'. '.join(part.sentences)}")
                continue
            print(f"  {part.mark.capitalize()}: {measure.text}")
            for sentence in part.sentences:
                print(f"    {sentence}")
