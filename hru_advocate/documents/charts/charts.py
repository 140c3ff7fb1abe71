"""Charts: drawn once, shown on screen and on paper. Plain values of a case in, a drawing as plain data out.

``chart_space`` holds the width and how words fit it, ``time_line`` (with ``time_scale`` and ``milestones``) the time
line, ``rows`` the charts in rows, ``counted`` the unit's counts as bars. Who paints a drawing decides colours and
faces, never what stands where.
"""

from __future__ import annotations

from typing import assert_never

from hru_advocate.documents.blocks import Chart
from hru_advocate.documents.charts.chart_space import LEADING, PAPER, SIZE, ChartSpace, estimate
from hru_advocate.documents.charts.counted import counted_bars
from hru_advocate.documents.charts.rows import need_changes, plan_cover
from hru_advocate.documents.charts.time_line import event_counts_in_words, time_line
from hru_advocate.domain.outcomes.report import FigureTable
from hru_advocate.domain.pictures import NeedChanges, PlanCover, TimeLine

__all__ = [
    "LEADING",
    "PAPER",
    "SIZE",
    "ChartSpace",
    "Picture",
    "chart_of",
    "estimate",
    "event_counts_in_words",
    "need_changes",
    "plan_cover",
    "time_line",
]

Picture = TimeLine | NeedChanges | PlanCover | FigureTable


def chart_of(picture: Picture, space: ChartSpace = PAPER) -> Chart:
    """The chart of a picture in the space there is."""
    match picture:
        case TimeLine():
            return time_line(picture, space)
        case NeedChanges():
            return need_changes(picture, space)
        case PlanCover():
            return plan_cover(picture, space)
        case FigureTable():
            return counted_bars(picture, space)
        case _:
            assert_never(picture)
