"""The versions of a case's safety plan: every one that was signed off, what changed and why, and any two compared."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.plan.agreements import AnswerToPlan, answers_to_plans, countersigns
from hru_advocate.casework.plan.review_requests import PlanReview, review_in_row, writing_order
from hru_advocate.casework.plan.sections import (
    PlanMeasure,
    SectionOfPlan,
    by_section,
    counts_words,
    label_in,
    measure_view,
    sections_of,
)
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import recorded_in_words
from hru_advocate.domain.forms.pronouns import Pronoun, spoken_of
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.moments import day_in_words, moment_in_words
from hru_advocate.domain.plan.comparing import Comparison
from hru_advocate.domain.plan.comparing import compare as compare_plans
from hru_advocate.domain.plan.measure_changes import Mark, MeasureDifference
from hru_advocate.domain.plan.plan import EMPTY, Plan, read_plan
from hru_advocate.errors import NotFound
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger


class NoSuchVersion(NotFound):
    """The plan has no version of that number. Nothing was changed; list its versions first."""


@dataclass(frozen=True, slots=True)
class PlanVersionLine:
    """One version of a plan, as it was signed off.

    ``what_changed`` is as typed, ``because`` the events that asked for it in words, ``found`` what the program itself
    finds changed since the version before, in one line. ``after`` are the versions it goes on from (two: it settles
    them), ``apart`` those that were written apart from it, ``current`` says that no other goes on from it.
    ``agreed`` is the person's answer to it as a whole, ``countersigned`` who else read it: both of this version alone.
    """

    number: int
    entry: str
    signed_words: str
    made_words: str
    author: str
    what_changed: str
    because: tuple[str, ...]
    counts_words: str
    found: str
    after: tuple[int, ...]
    apart: tuple[int, ...]
    current: bool
    erased: bool
    agreed: AnswerToPlan | None = None
    countersigned: tuple[AnswerToPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """Every version of a case's plan, newest first; more than one of them current is a disagreement."""

    label: CaseLabel
    lines: tuple[PlanVersionLine, ...]
    disagrees: bool
    can_settle: bool
    review: PlanReview


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version in full; ``whole`` are the heading and the words of what belongs to the whole plan."""

    line: PlanVersionLine
    whole: tuple[tuple[str, str], ...]
    sections: tuple[SectionOfPlan, ...]


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """A measure, or a part of the whole plan, in two versions; a side is missing where it was added or taken out.

    ``sentences`` say what changed. Of a part of the whole plan the sides hold its words alone.
    """

    mark: Mark
    sentences: tuple[str, ...]
    old: PlanMeasure | None = None
    new: PlanMeasure | None = None
    old_words: str = ""
    new_words: str = ""


@dataclass(frozen=True, slots=True)
class ComparedSection:
    """Two versions' measures under one heading; a measure that moved stands where it stands in the newer one."""

    title: str
    parts: tuple[ComparedPart, ...]


@dataclass(frozen=True, slots=True)
class ComparedVersions:
    """Two versions side by side: what changed in one line, then every part of both."""

    old: PlanVersionLine
    new: PlanVersionLine
    summary: str
    sections: tuple[ComparedSection, ...]


@dataclass(frozen=True, slots=True)
class _Version:
    number: int
    entry: Entry
    plan: Plan
    reason: str
    parents: tuple[int, ...]
    before: frozenset[int]
    """Every version it goes on from, near or far."""


def versions(session: Session, case: str) -> Versions:
    """Every version of a plan that was ever signed off, newest first, those written apart among them."""
    held = _held(session, case)
    lines = tuple(_lines(session, held))
    heads = [one for one in held if not _follows(one, held)]
    row = views.case_row(session.vault, case)
    return Versions(
        label=CaseLabel.of(row),
        lines=lines[::-1],
        disagrees=sum(line.current for line in lines) > 1,
        can_settle=len({one.entry.header.record for one in heads}) == 1,
        review=review_in_row(session, row),
    )


def version(session: Session, case: str, number: int) -> VersionPage:
    """One version in full.

    Raises:
        NoSuchVersion: the plan has none of that number.
    """
    held, pronoun = _held(session, case), session.pronoun_of(case)
    one = _numbered(held, number)
    line = next(line for line in _lines(session, held) if line.number == number)
    return VersionPage(line, tuple(_whole(session, one.plan, pronoun)), by_section(session, one.plan, pronoun))


def compare(session: Session, case: str, old: int, new: int) -> ComparedVersions:
    """Any two versions side by side.

    Raises:
        NoSuchVersion: the plan has none of that number.
    """
    held, pronoun = _held(session, case), session.pronoun_of(case)
    before, now = _numbered(held, old).plan, _numbered(held, new).plan
    lines = {line.number: line for line in _lines(session, held)}
    found = compare_plans(before, now, label_in(session), pronoun)
    whole = ComparedSection("The whole plan", tuple(_compared_whole(change) for change in found.whole))
    sections = [whole] if whole.parts else []
    sections += _compared_measures(session, before, now, found)
    return ComparedVersions(lines[old], lines[new], found.summary(), tuple(sections))


def _held(session: Session, case: str) -> list[_Version]:
    """Every version there is in the ledger, whatever became of it, numbered in an order every laptop finds."""
    numbers: dict[str, int] = {}
    held: list[_Version] = []
    for number, entry in enumerate(_in_order(list(_entries(session, case))), start=1):
        record = session.read(entry)
        parents = tuple(sorted(numbers[one] for one in entry.header.parents if one in numbers))
        before = frozenset(parents).union(*(held[one - 1].before for one in parents))
        plan = read_plan(record.answers) if not record.erased else EMPTY
        held.append(_Version(number, entry, plan, record.reason, parents, before))
        numbers[entry.header.id] = number
    return held


def _entries(session: Session, case: str) -> Iterator[Entry]:
    """The entries of every plan record of a case; where no version is current any more, by way of the whole case."""
    views.case_row(session.vault, case)
    heads = ledger.heads_of_case(session.vault, case, slot="plan")
    records = dict.fromkeys(head.header.record for head in heads)
    if not records:
        records = dict.fromkeys(entry.header.record for entry in _every(session, case) if _is_plan(session, entry))
    for record in records:
        yield from (one for one in ledger.entries_of_record(session.vault, record) if one.header.kind == "record")


def _every(session: Session, case: str) -> Iterator[Entry]:
    older: str | None = None
    while True:
        page = ledger.entries_of_case(session.vault, case, kind="record", older=older)
        yield from page.entries
        older = page.older
        if older is None:
            return


def _is_plan(session: Session, entry: Entry) -> bool:
    return session.forms.version(entry.header.form, entry.header.version).purpose == "plan"


def _in_order(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries after what they correct, else by when they were recorded."""
    waiting = {entry.header.id: entry for entry in entries}
    open_parents = {one: {p for p in entry.header.parents if p in waiting} for one, entry in waiting.items()}
    ready = [writing_order(entry) for one, entry in waiting.items() if not open_parents[one]]
    heapq.heapify(ready)
    while ready:
        *_when, done = heapq.heappop(ready)
        yield waiting[done]
        for one, parents in open_parents.items():
            if done in parents:
                parents.remove(done)
                if not parents:
                    heapq.heappush(ready, writing_order(waiting[one]))


def _numbered(held: list[_Version], number: int) -> _Version:
    if not 1 <= number <= len(held):
        raise NoSuchVersion
    return held[number - 1]


def _follows(one: _Version, held: list[_Version]) -> bool:
    return any(one.number in other.parents for other in held)


def _lines(session: Session, held: list[_Version]) -> Iterator[PlanVersionLine]:
    case = held[0].entry.header.case if held else None
    agreed = answers_to_plans(session, case) if case else {}
    signed = countersigns(session, case) if case else {}
    for one in held:
        header = one.entry.header
        erased = one.entry.body is None
        typed = dict.fromkeys(text.strip() for text in (one.plan.what_changed, one.reason) if text.strip())
        yield PlanVersionLine(
            number=one.number,
            entry=header.id,
            signed_words=recorded_in_words(header.recorded.utc),
            made_words=moment_in_words(one.plan.made_on) if one.plan.made_on else "",
            author=header.author,
            what_changed="\n".join(typed),
            because=tuple(session.product.label(event) for event in one.plan.because),
            counts_words="" if erased else counts_words(one.plan),
            found="Erased by authority" if erased else _found(session, one, held),
            after=one.parents,
            apart=tuple(
                other.number for other in held
                if other is not one and other.number not in one.before and one.number not in other.before
            ),
            current=not erased and not _follows(one, held),
            erased=erased,
            agreed=agreed.get(header.id),
            countersigned=signed.get(header.id, ()),
        )  # fmt: skip


def _found(session: Session, one: _Version, held: list[_Version]) -> str:
    """The changes since the version before, in one line; a version that settles two is held against both."""
    if not one.parents:
        return "The first version" if one.number == 1 else "Written without the others"
    told = [(number, _since(session, held[number - 1], one)) for number in one.parents]
    if len(told) == 1:
        return told[0][1]
    return "; ".join(f"against version {number}: {words[:1].lower()}{words[1:]}" for number, words in told).capitalize()


def _since(session: Session, before: _Version, one: _Version) -> str:
    if before.entry.body is None:
        return "The version before was erased by authority"
    pronoun = session.pronoun_of(one.entry.header.case)
    return compare_plans(before.plan, one.plan, label_in(session), pronoun).summary()


def _whole(session: Session, plan: Plan, pronoun: Pronoun) -> Iterator[tuple[str, str]]:
    if plan.own_words:
        yield spoken_of("In her or his own words", pronoun), f"“{plan.own_words}”"
    for _wish, words in plan.wishes:
        yield "Wish", f"“{words}”"
    if plan.services:
        yield "Services", "\n".join(session.product.label(f"sv_{one}") for one in plan.services)
    if plan.own_numbers:
        yield "Own numbers", "\n".join(map(str, plan.own_numbers))
    if plan.review:
        yield "Look at the plan again by", day_in_words(plan.review)


def _compared_whole(change: MeasureDifference) -> ComparedPart:
    mark: Mark = "added" if not change.old else "taken out" if not change.new else "changed"
    return ComparedPart(mark, (change.sentence,), old_words=change.old, new_words=change.new)


def _compared_measures(session: Session, old: Plan, new: Plan, found: Comparison) -> Iterator[ComparedSection]:
    label, pronoun = label_in(session), found.pronoun
    known: Mapping[str, str] = dict(sections_of(session))
    parts: dict[str, list[ComparedPart]] = {one: [] for one in known}
    for pair in found.measures:
        stands = pair.new or pair.old
        here = stands.section if stands and stands.section in known else ""
        parts[here].append(
            ComparedPart(
                pair.mark,
                tuple(change.sentence for change in pair.changes),
                measure_view(pair.old, old, label, pronoun) if pair.old else None,
                measure_view(pair.new, new, label, pronoun) if pair.new else None,
            )
        )
    return (ComparedSection(known[one], tuple(these)) for one, these in parts.items() if these)
