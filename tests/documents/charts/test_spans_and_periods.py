"""A time line by week or month; what is told over days is a line and no bar, and what names no day is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hru_advocate.documents.blocks import Bar, Drawing
from hru_advocate.documents.charts.charts import chart_of
from hru_advocate.domain.pictures import Milestone, PicturePeriod, TimeLine, TimeLineRow
from tests.documents.charts.chart_values import SPANS, TODAY, USUAL


def words_of(drawing: Drawing) -> list[str]:
    return [label.text for label in drawing.labels]


def lines_under(drawing: Drawing) -> list[Bar]:
    return [mark for mark in drawing.marks if isinstance(mark, Bar) and mark.tint == "quiet" and mark.filled]


def over(weeks: int, period: PicturePeriod) -> TimeLine:
    return TimeLine(TODAY, (TimeLineRow("contact", (TODAY - timedelta(weeks=weeks), TODAY)),), period=period)


@pytest.mark.parametrize(("weeks", "period", "unit"), [
    (9, "", "week"), (9, "week", "week"), (9, "month", "month"),
    (59, "", "week"), (61, "", "month"), (61, "week", "week"), (95, "week", "week"), (130, "week", "month"),
    (60 * 52 // 12, "month", "month"), (52 * 12, "month", "quarter"),
])  # fmt: skip
def test_the_wanted_bars_are_drawn_where_they_can_be_told_apart(weeks: int, period: PicturePeriod, unit: str) -> None:
    assert f"by {unit}" in words_of(chart_of(over(weeks, period)).drawing)


def test_spans_that_meet_are_one_line_and_are_in_no_bar() -> None:
    chart = chart_of(SPANS)
    found = lines_under(chart.drawing)
    assert len(found) == 2  # 1 to 9 and 5 to 20 October are one, today stands alone
    assert found[0].width > 10 * found[1].width
    solid = [mark for mark in chart.drawing.marks if isinstance(mark, Bar) and mark.tint == "strong"]
    assert len(solid) == len({day - timedelta(days=day.weekday()) for day in SPANS.lanes[0].days})
    assert "14 incidents" in words_of(chart.drawing)
    for words in (
        "3 told over several days are the line under the bars, in no bar.",
        "2 name no day and are not drawn.",
    ):
        assert words in words_of(chart.drawing)
        assert words in chart.alternative


def test_without_spans_nothing_is_said_of_them() -> None:
    assert lines_under(chart_of(USUAL).drawing) == []
    assert "no bar" not in chart_of(USUAL).alternative


def test_since_a_day_keeps_what_reaches_to_it_and_what_names_no_day() -> None:
    day = date(2026, 10, 10)
    line = replace(SPANS, milestones=(Milestone(day - timedelta(days=1), "plan", "a"), Milestone(day, "plan", "b")))
    kept = line.since(day)
    assert kept.lanes[0].spans == ((day, date(2026, 10, 20)), (TODAY, TODAY))
    assert kept.lanes[0].undated == 2
    assert [one.words for one in kept.milestones] == ["b"]
    assert min(kept.days) == day
