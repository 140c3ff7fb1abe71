"""Counts as bars: one for each row that is shown, the number beside it; what is not shown has a dash and no bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hru_advocate.documents.blocks import Bar, Chart, Tint
from hru_advocate.documents.charts.chart_space import LEADING, ChartBuilder, ChartSpace, rule
from hru_advocate.domain.outcomes.report import Figure, FigureRow, FigureTable

NOT_SHOWN: Final = "–"
SAID_NOT_SHOWN: Final = "not shown"
_BAR: Final = 9.0
_GAP: Final = 4.0
_ALL: Final = "All"
_FILLS: Final[tuple[tuple[Tint, bool], ...]] = (("strong", True), ("quiet", True), ("line", True), ("strong", False))
"""The parts of a bar, told apart in black and white: dark, middle, light, and only outlined."""
_PARTS: Final = 3
"""The columns of a table of answers that make a bar: what was answered, not why there was no answer."""


def number_in_words(figure: Figure) -> str:
    """A number as a table shows it, with its share where there is one."""
    if figure.count is None:
        return NOT_SHOWN
    return f"{figure.count} ({figure.share} %)" if figure.share is not None else str(figure.count)


def counted_bars(table: FigureTable, space: ChartSpace) -> Chart:
    """The rows of a table as bars; where it has several columns, the first three of each row end to end."""
    builder = ChartBuilder(space)
    rows = [row for row in table.rows if row.words != _ALL]
    parts = _PARTS if len(table.columns) > 1 else 1
    most = max((sum(_parts(row, parts)) for row in rows), default=0)
    left = (
        0.0 if space.narrow else min(max((space.measure(row.words) for row in rows), default=0) + 12, space.width * 0.5)
    )
    right = space.width - (64 if parts == 1 else 16)
    top = 0.0
    for row in rows:
        if space.narrow:
            top += builder.add_text(0, top, row.words, space.width)
            low = top
        else:
            low = top + builder.add_text(0, top, row.words, left - 8)
        _add_bar(builder, row, (left, right, top), most, parts)
        top = builder.extend_to(max(low, top + LEADING)) + _GAP
    if parts > 1:
        _add_legend(builder, table.columns[:parts], top + 2)
    return Chart(table.title, in_words(table), builder.drawing())


def _parts(row: FigureRow, parts: int) -> list[int]:
    return [figure.count or 0 for figure in row.figures[:parts]]


def _add_bar(builder: ChartBuilder, row: FigureRow, place: tuple[float, float, float], most: int, parts: int) -> None:
    left, right, top = place
    x, y = left, top + (LEADING - _BAR) / 2
    builder.marks.append(rule(left, y + _BAR, right))
    for figure, (tint, filled) in zip(row.figures[:parts], _FILLS, strict=False):
        width = (right - left) * (figure.count or 0) / most if most else 0.0
        if width:
            builder.marks.append(Bar(x, y, width, _BAR, filled, tint))
            x += width
    if parts == 1:
        words = number_in_words(row.figures[0])
        builder.add_line(right + 6, top + LEADING / 2, words, builder.space.width - right - 6)
    elif any(figure.count is None for figure in row.figures[:parts]):
        builder.add_line(min(x + 3, right - _BAR), top + LEADING / 2, NOT_SHOWN, _BAR)


def _add_legend(builder: ChartBuilder, columns: Sequence[str], top: float) -> None:
    x = 0.0
    for words, (tint, filled) in zip(columns, _FILLS, strict=False):
        builder.marks.append(Bar(x, top + 2, _BAR, _BAR, filled, tint))
        wide = builder.space.measure(words)
        builder.add_line(x + _BAR + 4, top + 2 + _BAR / 2, words, wide + 4, tint="quiet")
        x += _BAR + wide + 20
    builder.extend_to(top + LEADING + 4)


def in_words(table: FigureTable) -> str:
    """Every row as a sentence, for those who hear the page."""
    return " ".join(f"{row.words}: {_said(table, row)}." for row in table.rows)


def _said(table: FigureTable, row: FigureRow) -> str:
    if len(table.columns) == 1:
        return _number_said(row.figures[0])
    pairs = zip(table.columns, row.figures, strict=False)
    return ", ".join(f"{words.lower()} {_number_said(figure)}" for words, figure in pairs)


def _number_said(figure: Figure) -> str:
    return SAID_NOT_SHOWN if figure.count is None else number_in_words(figure).replace(" %", " per cent")
