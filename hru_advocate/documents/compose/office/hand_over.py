"""The hand-over summary: what a colleague who takes a case on must know, safe contact first, on two or three pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.documents.blocks import (
    AnswerBlock,
    Block,
    Heading,
    Notice,
    Page,
    Paragraph,
    Quote,
    Run,
)
from hru_advocate.documents.compose.form import MARKING
from hru_advocate.documents.compose.office.file_copy import footer_of
from hru_advocate.documents.compose.safe_contact import SafeAt, safe_contact
from hru_advocate.domain.moments import day_in_words

_MOST: Final = 8
"""Lines of a list before the rest is counted: more belongs to the record, not on paper for a colleague."""
_WORDS: Final = 200
"""Letters of the person's words about one risk."""


_COVERED: Final = "Each known risk and need has a measure of its own. That says nothing of what was never asked."
_NO_RISK: Final = "No risk of the risk conversation is known in the record."
_NONE_KNOWN: Final = (
    "No risk of the risk conversation is known in the record, so none is without cover, and no need that is known. "
    "That says nothing of what was never asked."
)


@dataclass(frozen=True, slots=True)
class KnownRisk:
    """One risk known to be so: the person's newest words about it and when it last happened, or nothing."""

    label: str
    high_harm: bool
    words: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Everything a colleague needs of a case, in words; ``closed`` says since when it is closed, or nothing.

    ``own_words`` are the person's, each with where it was said; ``owed`` are actions and promises, each with whose it
    is and by when; ``circumstances`` is what is known of how people live and who they are; ``dates`` are days with
    what they are, ``late`` those that have gone by; ``people`` are role, name, and what they are to the person.
    """

    today: date
    case_ref: str
    copy_number: int
    head_code: str
    safe: SafeAt
    name: str
    closed: str
    level: str
    living: str
    flags: tuple[str, ...]
    own_words: tuple[tuple[str, str], ...]
    owed: tuple[tuple[str, str, str], ...]
    late: tuple[tuple[str, str], ...]
    dates: tuple[tuple[str, str], ...]
    known: tuple[KnownRisk, ...]
    circumstances: tuple[str, ...]
    risks: tuple[tuple[str, str], ...]
    unasked: str
    orders: tuple[str, ...]
    ended_orders: tuple[str, ...]
    plan: str
    plan_answer: tuple[tuple[str, str], ...]
    measures: tuple[str, ...]
    people: tuple[tuple[str, str, str], ...]
    open: tuple[str, ...]
    copies: tuple[str, ...]
    lately: tuple[tuple[str, str], ...]


def hand_over(paper: HandOver) -> Page:
    """Compose the summary: safe contact, what is wanted, what is owed, what is ahead, what is open, who is who."""
    blocks = [*_opening(paper), *safe_contact(paper.safe), *_wanted(paper), *_owed(paper), *_risks(paper)]
    blocks += [*_plan(paper), *_people(paper), *_rest(paper)]
    footer = footer_of(paper.case_ref, paper.copy_number, paper.head_code)
    return Page("Hand-over summary", tuple(blocks), marking=MARKING, footer=footer)


def _opening(paper: HandOver) -> Iterator[Block]:
    about = (paper.case_ref, f"copy {paper.copy_number}", f"printed {day_in_words(paper.today)}")
    yield Heading("Hand-over summary", 1)
    yield Paragraph((Run(" · ".join(about), "quiet"),))
    yield Paragraph((Run(paper.name or "Name not known", "strong"), Run(f" · {paper.living}" if paper.living else "")))
    if paper.closed:
        yield Notice(paper.closed, "caution")
    if paper.flags:
        yield Notice(" ".join(f"{one.rstrip('.')}." for one in paper.flags), "danger")


def _wanted(paper: HandOver) -> Iterator[Block]:
    yield Heading("What the person wants, in her or his words")
    if not paper.own_words:
        yield Paragraph((Run("Nothing was written down in the person's own words. Ask."),))
    for where, words in paper.own_words:
        yield Paragraph((Run(where, "quiet"),))
        yield Quote(words)


def _owed(paper: HandOver) -> Iterator[Block]:
    owed = [", ".join(part for part in (what, whose, by_when) if part) for what, whose, by_when in paper.owed]
    yield Heading("What is owed, and dates ahead")
    yield _list("Actions and promises", owed, "No action and no promise of contact is open in the record.")
    if paper.late:
        yield _list("Late", [f"{day}: {words}" for day, words in paper.late], "")
    yield _list("Dates", [f"{day}: {words}" for day, words in paper.dates], "No date is noted.")


def _risks(paper: HandOver) -> Iterator[Block]:
    yield Heading("Known risks")
    yield AnswerBlock("High harm first", "\n".join(_known(paper.known)) or _NO_RISK)
    if paper.circumstances:
        yield AnswerBlock("Circumstances", "; ".join(paper.circumstances))
    yield Heading("Open risks and needs")
    yield AnswerBlock("Level, in the advocate's judgement", paper.level or "No level was judged.")
    said = _COVERED if paper.known else _NONE_KNOWN
    yield _list("Without cover", [f"{label}. {sentence}" for label, sentence in paper.risks], said)
    if paper.unasked:
        yield Notice(f"{paper.unasked.rstrip('.')}.", "caution")
    if paper.orders:
        yield _list("Orders, bail, licences", paper.orders, "")
    if paper.ended_orders:
        yield _list("Ended: nobody can rely on them", paper.ended_orders, "")


def _known(risks: Sequence[KnownRisk]) -> Iterator[str]:
    """A line for each risk of high harm and as many others as there is room for; the rest by name: none is counted."""
    told = max(_MOST, sum(one.high_harm for one in risks))
    for one in risks[:told]:
        harm, last = " (high harm)" if one.high_harm else "", f", last {one.last}" if one.last else ""
        words = " ".join(one.words.split())
        shown = words if len(words) <= _WORDS else f"{words[: _WORDS - 1].rstrip()}…"
        yield f"{one.label}{harm}{last}." + (f" “{shown}”" if shown else "")
    if risks[told:]:
        yield f"Also: {'; '.join(one.label for one in risks[told:])}."


def _plan(paper: HandOver) -> Iterator[Block]:
    yield Heading("The plan")
    yield AnswerBlock(paper.plan, "\n".join(f"{what}: {words}" for what, words in paper.plan_answer))
    if paper.measures:
        yield _list("Measures in force", paper.measures, "")


def _people(paper: HandOver) -> Iterator[Block]:
    yield Heading("People")
    told = [f"{role}: {name}{f' ({relation})' if relation else ''}" for role, name, relation in paper.people]
    yield _list("Numbers and addresses stand in the record, with their rules", told, "Nobody is noted.")


def _rest(paper: HandOver) -> Iterator[Block]:
    """Yield whatever else is open, the paper that is out, and what happened lately."""
    if not (paper.open or paper.copies or paper.lately):
        return
    yield Heading("Also to know")
    if paper.open:
        yield _list("Open as well", paper.open, "")
    if paper.copies:
        yield _list("Paper that is out", paper.copies, "")
    if paper.lately:
        yield _list("What happened last", [f"{day}: {words}" for day, words in paper.lately], "")


def _list(label: str, lines: Sequence[str], nothing: str) -> AnswerBlock:
    """The first lines under a label, with how many more stand in the record."""
    shown = list(lines[:_MOST])
    more = [f"And {len(lines) - _MOST} more, in the record."] if len(lines) > _MOST else []
    return AnswerBlock(label, "\n".join([*shown, *more]) or nothing)
