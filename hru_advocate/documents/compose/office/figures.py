"""The unit's figures as a page for the supervisor's meeting: what is counted, how, and what is not shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from hru_advocate.documents.blocks import Block, Heading, KeepTogether, Page, Paragraph, Run, Table
from hru_advocate.documents.charts.charts import chart_of
from hru_advocate.documents.charts.counted import number_in_words
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.outcomes.report import HOW, FigureSection, FigureTable

TITLE: Final = "The unit in figures"
_WORDS: Final = 0.7


def figures_paper(unit: str, period: str, area: str, sections: Sequence[FigureSection], made_on: date) -> Page:
    """Every table of a report, each with its picture where it is a list."""
    about = " · ".join(filter(None, (unit, period, area, f"made {day_in_words(made_on)}")))
    blocks: list[Block] = [Heading(TITLE, 1), Paragraph((Run(about, "quiet"),)), Paragraph((Run(HOW),))]
    for section in sections:
        shown = [table for table in section.tables if table.shows]
        few = [table.title for table in section.tables if not table.shows]
        blocks.append(Heading(section.title))
        for table in shown:
            blocks.extend(_table(table))
        if few:
            blocks.append(Paragraph((Run(f"Too few to show: {'; '.join(few)}.", "quiet"),)))
    return Page(TITLE, tuple(blocks), footer=f"{TITLE} · {period}")


def _table(table: FigureTable) -> Iterator[Block]:
    """A table as a picture, and its numbers below for everybody who reads or hears them."""
    note = [Paragraph((Run(table.note, "quiet"),))] if table.note else []
    said = [Paragraph((Run(table.said),))] if table.said else []
    yield KeepTogether((Heading(table.title, 3), *note, *said, replace(chart_of(table), title="")))
    yield numbers_of(table)


def numbers_of(table: FigureTable) -> Table:
    """The numbers of a table in rows and columns."""
    columns = len(table.columns)
    share = (1 - _WORDS) if columns == 1 else 0.72 / columns
    first = 1 - share * columns
    return Table(
        ("", *table.columns),
        tuple((row.words, *(number_in_words(figure) for figure in row.figures)) for row in table.rows),
        (first, *([share] * columns)),
    )
