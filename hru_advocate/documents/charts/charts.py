"""Charts: drawn once, shown on screen and on paper. Plain values of a case in, a drawing as plain data out.

``chart_room`` holds the width and how words fit it, ``chart_time`` (with ``chart_scale`` and ``chart_milestones``) the
time line, ``chart_rows`` the charts in rows. Who paints a drawing decides colours and faces, never what stands where.
"""

from __future__ import annotations

from typing import assert_never

from hru_advocate.documents.blocks import Chart
from hru_advocate.documents.charts.room import LARGE_PAPER, LEADING, PAPER, SIZE, ChartSpace, estimate
from hru_advocate.documents.charts.rows import need_changes, plan_cover
from hru_advocate.documents.charts.time_line import event_counts_in_words, time_line
from hru_advocate.domain.pictures import NeedChanges, PlanCover, TimeLine

__all__ = [
    "LARGE_PAPER",
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

Picture = TimeLine | NeedChanges | PlanCover


def chart_of(picture: Picture, room: ChartSpace = PAPER) -> Chart:
    """The chart of a picture in the room there is."""
    match picture:
        case TimeLine():
            return time_line(picture, room)
        case NeedChanges():
            return need_changes(picture, room)
        case PlanCover():
            return plan_cover(picture, room)
        case _:
            assert_never(picture)
