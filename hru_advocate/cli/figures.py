"""The commands of ``hru-vault`` about outcomes and the unit's figures."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from hru_advocate.casework.outcomes.figures import (
    FiguresPage,
    FiguresRequest,
    figures,
    figures_csv,
    figures_pdf,
    listed,
    period_named,
)
from hru_advocate.cli.running import Add, Arguments, print_json, unlocked, write
from hru_advocate.documents.charts.counted import number_in_words
from hru_advocate.domain.outcomes.report import AREAS


def describe(add: Add) -> None:
    """Add these commands to the command line."""
    told = add("figures", _figures, "Count the unit over a quarter or a year that has ended; small numbers stay out.")
    told.add_argument("--from", dest="first", type=_day, metavar="DAY", help="the first day, such as 2025-01-01")
    told.add_argument("--to", dest="last", type=_day, metavar="DAY", help="the last day, such as 2025-12-31")
    told.add_argument(
        "--area", choices=[area for area, _words in AREAS if area], default="", help="one area, of a year"
    )
    told.add_argument("--csv", type=Path, metavar="FILE", help="write the numbers for a spreadsheet")
    told.add_argument("--pdf", type=Path, metavar="FILE", help="write the page for a meeting")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = "a day such as 2025-01-01"
        raise argparse.ArgumentTypeError(message) from None


def _figures(options: Arguments) -> None:
    period = ""
    if options.first or options.last:
        period = period_named(options.first or date.min, options.last or date.max)
    wanted = FiguresRequest(period, options.area)
    with unlocked(options) as session:
        page = figures(session, wanted)
        if options.csv:
            write(options.csv, figures_csv(page))
        if options.pdf:
            write(options.pdf, figures_pdf(session, wanted))
    if getattr(options, "json", False):
        print_json(listed(page))
        return
    _print(page)


def _print(page: FiguresPage) -> None:
    if page.nothing:
        print("No quarter has ended yet in which anybody was referred.")
        return
    print(f"{page.period_words}, {page.area_words[:1].lower()}{page.area_words[1:]}")
    for section in page.sections:
        print(f"\n{section.title}")
        for table in section.tables:
            print(f"  {table.title}" + (f" ({', '.join(table.columns).lower()})" if len(table.columns) > 1 else ""))
            for row in table.rows:
                print(f"    {row.words}: {', '.join(number_in_words(figure) for figure in row.figures)}")
            if table.said:
                print(f"    {table.said}")
