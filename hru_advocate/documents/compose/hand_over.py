"""The hand-over summary: what a colleague who takes a case on must know, safe contact first, on two or three pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from hru_advocate.documents.blocks import (
    AnswerBlock,
    Block,
    Heading,
    Item,
    Items,
    Notice,
    Page,
    Paragraph,
    Quote,
    Run,
    Table,
)
from hru_advocate.documents.compose.file_copy import footer_of
from hru_advocate.documents.compose.form import MARKING
from hru_advocate.documents.compose.safe_contact import SafeAt, safe_contact
from hru_advocate.domain.moments import day_in_words

R = TypeVar("R")

_MOST_OPEN = 14
"""Lines of a list before the rest is counted: more belongs to the record, not on paper for a colleague."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Everything a colleague needs of a case, in words; ``closed`` says since when it is closed, or nothing.

    ``own_words`` are the person's, each with where it was said; ``owed`` are actions and promises, each with whose it
    is and by when; ``dates`` are days with what they are; ``people`` are role, name, and what they are to the person.
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
    dates: tuple[tuple[str, str], ...]
    risks: tuple[tuple[str, str], ...]
    unasked: str
    orders: tuple[str, ...]
    plan: str
    plan_answer: tuple[tuple[str, str], ...]
    measures: tuple[tuple[str, str], ...]
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
        yield Quote(words)
        yield Paragraph((Run(where, "quiet"),))


def _owed(paper: HandOver) -> Iterator[Block]:
    yield Heading("What is owed")
    if paper.owed:
        yield Table(("What", "Whose", "By when"), _kept(paper.owed), (0.52, 0.24, 0.24))
        yield from _further(paper.owed)
    else:
        yield Paragraph((Run("No action and no promise of contact is open in the record."),))
    yield Heading("Dates ahead")
    if paper.dates:
        yield Table(("When", "What"), _kept(paper.dates), (0.24, 0.76))
        yield from _further(paper.dates)
    else:
        yield Paragraph((Run("No date is noted."),))


def _risks(paper: HandOver) -> Iterator[Block]:
    yield Heading("Open risks and needs")
    yield AnswerBlock("Level, in the advocate's judgement", paper.level or "No level was judged.")
    if paper.risks:
        yield Table(("What stands open", "How it is covered"), _kept(paper.risks), (0.46, 0.54))
        yield from _further(paper.risks)
    else:
        yield Paragraph(
            (Run("Each known risk and need has a measure of its own. That says nothing of what was never asked."),)
        )
    if paper.unasked:
        yield Notice(f"{paper.unasked.rstrip('.')}.", "caution")
    if paper.orders:
        yield AnswerBlock("Orders, bail, licences", "\n".join(paper.orders))


def _plan(paper: HandOver) -> Iterator[Block]:
    yield Heading("The plan")
    yield Paragraph((Run(paper.plan),))
    for what, words in paper.plan_answer:
        yield AnswerBlock(what, words)
    if paper.measures:
        shown = paper.measures[:_MOST_OPEN]
        yield Items(tuple(Item(words, aside, box=False) for words, aside in shown))
        yield from _further(paper.measures)


def _people(paper: HandOver) -> Iterator[Block]:
    yield Heading("People")
    if paper.people:
        yield Table(("Who", "Name", "To the person"), paper.people, (0.3, 0.36, 0.34))
    else:
        yield Paragraph((Run("Nobody is noted."),))
    yield Paragraph((Run("Numbers and addresses stand in the record, with their rules.", "quiet"),))


def _rest(paper: HandOver) -> Iterator[Block]:
    """Yield whatever else is open, the paper that is out, and what happened lately."""
    if paper.open:
        yield Heading("Also open")
        yield Items(tuple(Item(words, box=False) for words in paper.open[:_MOST_OPEN]))
        yield from _further(paper.open)
    if paper.copies:
        yield AnswerBlock("Paper that is out", "\n".join(paper.copies[:_MOST_OPEN]))
        yield from _further(paper.copies)
    if paper.lately:
        yield Heading("What happened last")
        yield Table(("When", "What"), paper.lately, (0.24, 0.76))


def _kept(rows: Sequence[R]) -> tuple[R, ...]:
    return tuple(rows[:_MOST_OPEN])


def _further(rows: Sequence[object]) -> Iterator[Block]:
    if len(rows) > _MOST_OPEN:
        yield Paragraph((Run(f"And {len(rows) - _MOST_OPEN} more, in the record.", "quiet"),))
