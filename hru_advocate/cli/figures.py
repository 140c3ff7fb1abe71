"""The commands of ``hru-vault`` about outcomes and the unit's figures."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.outcomes.cover import CoverLine, cover_page
from hru_advocate.casework.outcomes.figures import (
    FiguresPage,
    FiguresRequest,
    figures,
    figures_csv,
    figures_pdf,
    listed,
    period_named,
)
from hru_advocate.casework.outcomes.lines import outcome_page
from hru_advocate.cli import inputs
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

    going = add("outcomes", _outcomes, "Show how it is going in a case: what was answered at each stage.")
    going.add_argument("ref", type=inputs.ref, metavar="REF")
    cover = add("cover", _cover, "Show what covers what in a case: gaps first, then what has something live.")
    cover.add_argument("ref", type=inputs.ref, metavar="REF")


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
            write(options.csv, figures_csv(page), session)
        if options.pdf:
            write(options.pdf, figures_pdf(session, wanted), session)
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


def _outcomes(options: Arguments) -> None:
    with unlocked(options) as session:
        page = outcome_page(session, find_case(session, options.ref))
    if getattr(options, "json", False):
        print_json(asdict(page))
        return
    for line in page.lines:
        quotes = [f"\u201c{quote}\u201d" for quote in line.quotes]
        print(
            "  ".join(
                [line.entry, " \u00b7 ".join(part for part in (line.stage, line.when, line.again, *quotes) if part)]
            )
        )
    for answer in page.answers:
        print(f"  {answer.question}: {', '.join(one.lower() or 'not asked' for one in answer.answers)}")
    if page.to_ask:
        print(page.to_ask)


def _cover(options: Arguments) -> None:
    with unlocked(options) as session:
        page = cover_page(session, find_case(session, options.ref))
    if getattr(options, "json", False):
        print_json(asdict(page))
        return
    _print_cover("Nothing live of its own", page.open)
    _print_cover("Has something live", page.live)
    if page.aimless:
        print("Names nothing it is for")
        for one in page.aimless:
            print(f"  {one.kind}: {one.words}")
    for words in filter(None, (page.agreed, page.unasked)):
        print(words)


def _print_cover(head: str, lines: Iterable[CoverLine]) -> None:
    print(head)
    for line in lines:
        print(f"  {line.label} ({line.kind}{', high harm' if line.high_harm else ''}): {line.sentence}")
        for one in line.by:
            print(f"    {one.kind}: {one.words}")
