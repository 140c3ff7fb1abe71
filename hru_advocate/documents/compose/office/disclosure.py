"""Pages of a disclosure, drawn from texts in which everything that is held back is black already; and their index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.documents.blocks import AnswerBlock, Block, Heading, Notice, Page, Paragraph, Quote, Run, Table
from hru_advocate.documents.compose.form import MARKING
from hru_advocate.documents.compose.office.file_copy import footer_of
from hru_advocate.domain.disclosure.redaction import BAR
from hru_advocate.domain.moments import day_in_words

_BLACK: Final = f"Where it says {BAR}, something was held back. It is not in this paper, not even under the black."
_NOT_RECORDED: Final = "Not recorded."
_INDEX_NOTE: Final = (
    "Every disclosure that is recorded in this case, in order of time: what was disclosed is named, not copied. Papers "
    "are known by their copy number and the SHA-256 of their bytes."
)


@dataclass(frozen=True, slots=True)
class DisclosedLine:
    """One answer: its question and what is left of it; ``quote`` where they are the person's own words."""

    label: str
    text: str
    quote: bool = False


@dataclass(frozen=True, slots=True)
class DisclosedRecord:
    """One record as it is told, under its name and time."""

    title: str
    lines: tuple[DisclosedLine, ...]


@dataclass(frozen=True, slots=True)
class DisclosedPart:
    """One part of the paper. ``missing``: nothing is recorded that belongs there, and it is said."""

    title: str
    records: tuple[DisclosedRecord, ...]
    missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosurePaper:
    """Everything a paper says. ``left_out`` says what is not on it, and why; ``marked`` for readers in an office."""

    title: str
    parts: tuple[DisclosedPart, ...]
    today: date
    from_words: str = ""
    to_words: str = ""
    left_out: tuple[tuple[str, str], ...] = ()
    has_black: bool = False
    marked: bool = True
    case_ref: str = ""
    copy_number: int = 0
    head_code: str = ""


def disclosure_page(paper: DisclosurePaper) -> Page:
    """Compose the paper: from whom and to whom, its parts in order, then what was left out and why."""
    blocks: list[Block] = [Heading(paper.title, 1)]
    about = (paper.to_words and f"To: {paper.to_words}", paper.from_words and f"From: {paper.from_words}")
    copy = f"copy {paper.copy_number}, made {day_in_words(paper.today)}"
    blocks.append(Paragraph((Run(" · ".join(filter(None, (*about, copy))), "quiet"),)))
    if paper.has_black:
        blocks.append(Notice(_BLACK))
    for part in paper.parts:
        blocks.extend(_part(part))
    if paper.left_out:
        blocks += [Heading("What is left out, and why"), Table(("What", "Why"), paper.left_out, (0.4, 0.6))]
    footer = footer_of(paper.case_ref if paper.marked else "", paper.copy_number, paper.head_code)
    return Page(paper.title, tuple(blocks), marking=MARKING if paper.marked else "", footer=footer)


def _part(part: DisclosedPart) -> Iterator[Block]:
    if not part.records and not part.missing:
        return
    yield Heading(part.title)
    if not part.records:
        yield Paragraph((Run(_NOT_RECORDED),))
    for record in part.records:
        if record.title:
            yield Heading(record.title, 3)
        for line in record.lines:
            if line.quote and not line.label:
                yield Quote(line.text)
            else:
                yield AnswerBlock(line.label, line.text, quote=line.quote)


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One disclosure in the index."""

    when: str
    whom: str
    what: str
    why: str
    paper: str


def index_page(rows: tuple[IndexRow, ...], today: date, *, case_ref: str, copy_number: int, head_code: str) -> Page:
    """Compose the index of a case's disclosures."""
    blocks: list[Block] = [
        Heading("Disclosure index", 1),
        Paragraph((Run(f"copy {copy_number}, printed {day_in_words(today)}", "quiet"),)),
        Notice(_INDEX_NOTE),
    ]
    if not rows:
        blocks.append(Paragraph((Run("No disclosure is recorded."),)))
    else:
        table = tuple((one.when, one.whom, one.what, one.why, one.paper) for one in rows)
        header = ("When", "To whom", "What", "Why, basis, consent", "Paper and state")
        blocks.append(Table(header, table, (0.13, 0.2, 0.24, 0.24, 0.19)))
    footer = footer_of(case_ref, copy_number, head_code)
    return Page("Disclosure index", tuple(blocks), marking=MARKING, footer=footer)
