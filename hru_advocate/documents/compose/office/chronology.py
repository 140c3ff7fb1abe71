"""The chronology: one dated, numbered list of what happened that a court could read, whole or since a hearing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.documents.blocks import Block, Heading, KeepTogether, Notice, Page, Paragraph, Quote, Run
from hru_advocate.documents.charts.charts import chart_of
from hru_advocate.documents.compose.answers import stamp_in_words
from hru_advocate.documents.compose.form import MARKING
from hru_advocate.documents.compose.office.chronology_rows import ChronologyRecords, ChronologyRow, rows_of
from hru_advocate.documents.compose.office.file_copy import footer_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.pictures import TimeLine

TITLE: Final = "Chronology"
SINCE_TITLE: Final = "Chronology since the last hearing"
_WHAT_IT_IS: Final = (
    "What is recorded of incidents, of contacts that tell of an event, of orders, hearings and the criminal case, in "
    "order of time. It is made from the notes of this case and is no statement of a witness. Each entry says who wrote "
    "it and when. Times stand as they were told, with how sure they are. Fact, report and opinion are named as such; "
    "words in quotation marks set apart are the person's own. What was noted by mistake, or erased, is not in it."
)

_SHORT: Final = 60
"""Letters up to which a fact stands beside others on a line."""
_NO_DAY: Final = "Nobody can say when these were. They stand in the order they were written down in."


@dataclass(frozen=True, slots=True)
class SinceHearing:
    """The hearing a chronology begins with: the day from which on things are taken, and the hearing in words."""

    day: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyPaper:
    """The records of a case, the day up to which they are told, and what the page says of itself."""

    records: ChronologyRecords
    today: date
    author: str
    label: Callable[[str], str] = str
    since: SinceHearing | None = None
    time_line: TimeLine | None = None
    pattern: tuple[str, ...] = ()
    case_ref: str = ""
    copy_number: int = 0
    head_code: str = ""


def chronology(paper: ChronologyPaper) -> Page:
    """Compose the chronology: what it is, the drawing and figures, every entry in order, then those without a day."""
    title = SINCE_TITLE if paper.since else TITLE
    every = rows_of(paper.records, paper.today, paper.label)
    rows = [row for row in every if _belongs(row, paper.since)]
    blocks: list[Block] = [*_opening(paper, title, rows), *_pattern(paper)]
    dated = [row for row in rows if row.sort]
    blocks.append(Heading("In order of time"))
    if not dated:
        blocks.append(Paragraph((Run("Nothing with a day is recorded."),)))
    twice = _disputed(paper.records.current)
    for number, row in enumerate(rows, start=1):
        if number == len(dated) + 1:
            blocks.append(Heading("Without a day"))
            blocks.append(Paragraph((Run(_NO_DAY, "quiet"),)))
        blocks.append(KeepTogether(tuple(_entry(paper, number, row, disputed=row.record.record in twice))))
    footer = footer_of(paper.case_ref, paper.copy_number, paper.head_code)
    return Page(title, tuple(blocks), marking=MARKING, footer=footer)


def _belongs(row: ChronologyRow, since: SinceHearing | None) -> bool:
    """Say whether a row is told: what may have been on or after the day of the hearing, or on nobody knows which."""
    return since is None or row.last is None or row.last >= since.day


def _disputed(records: Sequence[Record]) -> frozenset[str]:
    counted = Counter(record.record for record in records)
    return frozenset(record for record, count in counted.items() if count > 1)


def _opening(paper: ChronologyPaper, title: str, rows: Sequence[ChronologyRow]) -> Iterator[Block]:
    copy = f"copy {paper.copy_number}" if paper.copy_number else ""
    about = " · ".join(filter(None, (paper.case_ref, copy, f"printed {day_in_words(paper.today)}")))
    yield Heading(title, 1)
    yield Paragraph((Run(about, "quiet"),))
    if paper.since is not None:
        yield Paragraph((Run(f"Since: {paper.since.words}. That day is in it.", "strong"),))
    entries = f"{len(rows)} {'entry' if len(rows) == 1 else 'entries'}"
    authors = sorted({row.record.author for row in rows}, key=str.casefold)
    written = f" The notes were written by {', '.join(authors)}." if authors else ""
    yield Paragraph(
        (Run(f"Up to and including {day_in_words(paper.today)}. {entries}. Put together by {paper.author}.{written}"),)
    )
    yield Paragraph((Run(_WHAT_IT_IS),))


def _pattern(paper: ChronologyPaper) -> Iterator[Block]:
    line = paper.time_line
    if line is not None and line.days:
        yield KeepTogether((Heading("At a glance"), chart_of(line)))
    if paper.pattern:
        yield Heading("How often, as noted")
        yield Paragraph((Run("\n".join(paper.pattern)),))


def _entry(paper: ChronologyPaper, number: int, row: ChronologyRow, *, disputed: bool) -> Iterator[Block]:
    yield Heading(f"{number}. {row.when}", 3)
    if disputed:
        yield Notice("Two versions of this record disagree. Both stand here until it is settled.", "caution")
    what = [Run(f"{row.kind}: {row.title}" if row.title else row.kind, "strong")]
    yield Paragraph((*what, *([Run(f"\n{row.text}")] if row.text else [])))
    for words in row.quotes:
        yield Quote(f"“{words}”")
    facts = "".join(f"{line}\n" for line in _lines(row.facts))
    yield Paragraph((*([Run(facts)] if facts else []), Run(_source(paper, row.record), "quiet")))


def _lines(facts: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Put short facts side by side, and long ones, and each of several of a kind, on lines of their own."""
    side_by_side: list[str] = []
    for name, words in facts:
        said = f"{name}: {words}"
        if len(said) <= _SHORT and not name[-1].isdigit():
            side_by_side.append(said)
            continue
        if side_by_side:
            yield " · ".join(side_by_side)
            side_by_side = []
        yield said
    if side_by_side:
        yield " · ".join(side_by_side)


def _source(paper: ChronologyPaper, record: Record) -> str:
    """The author and the time of an entry; that it was changed since, and why, where it was."""
    written = f"{stamp_in_words(record.recorded)}, by {record.author}"
    if not record.parents:
        return f"Recorded {written}."
    first = paper.records.first.get(record.record, "")
    begun = f"First recorded {first}. " if first else ""
    changed = "Corrected" if record.form.purpose in ("incident", "contact") else "Brought up to date"
    reason = f"why: {record.reason}" if record.reason else "no reason was written down"
    return f"{begun}{changed} {written}; {reason.rstrip('.')}. The text here is the current one."
