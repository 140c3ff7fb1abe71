"""The time line of a case: what happened by week as bars, and above them the moments that matter, named in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from hru_advocate.documents.blocks import Bar, Chart, Label, Stroke, Tint
from hru_advocate.documents.charts.chart_space import LEADING, ChartBuilder, ChartSpace, rule
from hru_advocate.documents.charts.milestones import mark_milestones, milestone_in_words
from hru_advocate.documents.charts.time_scale import Scale, scale_of, ticks
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.pictures import LaneKind, TimeLine, TimeLineRow

TIME_TITLE: Final = "Time line"
_NOTHING: Final = "Nothing with a day is recorded yet."
_RISE: Final = 30.0  # the highest bar
_OVER: Final = 13.0  # the number above it
_BETWEEN: Final = 6.0
_WIDEST: Final = 9.0
_UNDER: Final = 2.5  # between a lane and the line of its spans
_THIN: Final = 2.5
_NAMES: Final[dict[LaneKind, tuple[str, str]]] = {
    "incident": ("incident", "incidents"),
    "contact": ("contact", "contacts"),
    "visit": ("visit", "visits"),
    "attempt": ("try, no answer", "tries, no answer"),
}
_BAR_STYLES: Final[dict[LaneKind, tuple[bool, Tint]]] = {
    "incident": (True, "strong"),
    "contact": (True, "accent"),
    "visit": (False, "accent"),
    "attempt": (False, "quiet"),
}
_MOST_SAID: Final = 12


def time_line(value: TimeLine, space: ChartSpace) -> Chart:
    """Bars by week, by month when the time is long, one lane to each kind; moments stand above with their words."""
    builder = ChartBuilder(space)
    days = value.days
    if not days:
        builder.add_text(0, 0, _NOTHING, space.width, tint="quiet")
        return Chart(TIME_TITLE, _NOTHING, builder.drawing())
    names = [_name(lane) for lane in value.lanes]
    beside = min(max((space.measure(name) for name in names), default=0.0), space.width * 0.24) + 14
    left = 4.0 if space.narrow or not names else beside
    scale = scale_of(days[0], max(value.until, days[-1]), left, space.width, value.period)
    milestones = mark_milestones(builder, value.milestones, scale)
    most = max((max(_counts(lane, scale).values(), default=0) for lane in value.lanes), default=0)
    base = milestones.foot
    for lane, name in zip(value.lanes, names, strict=True):
        base += _OVER + _RISE + (_BETWEEN if lane is not value.lanes[0] else 0.0)
        if space.narrow:
            base += builder.add_text(0, base - _OVER - _RISE, name, space.width)
        else:
            lines = len(space.wrap(name, left - 14))
            builder.add_text(0, base - lines * LEADING + 3, name, left - 14)
        _lane(builder, lane, scale, base, most, milestones.hairlines)
        base += _spans(builder, lane, scale, base)
    foot = _axis(builder, scale, base) + 2
    for words in _not_bars(value):
        foot += builder.add_text(0, foot, words, space.width, tint="quiet")
    milestones.explain(builder, foot)
    return Chart(TIME_TITLE, time_line_in_words(value), builder.drawing())


def _name(lane: TimeLineRow) -> str:
    one, many = _NAMES[lane.kind]
    return f"{lane.count} {one if lane.count == 1 else many}"


def _not_bars(value: TimeLine) -> Iterator[str]:
    """Say what is in no bar: what is told over several days, and what names no day."""
    for lane in value.lanes:
        spans, gone = len(lane.spans), lane.undated
        if spans:
            yield f"{spans} told over several days {'is' if spans == 1 else 'are'} the line under the bars, in no bar."
        if gone:
            yield f"{gone} {'names' if gone == 1 else 'name'} no day and {'is' if gone == 1 else 'are'} not drawn."


def _counts(lane: TimeLineRow, scale: Scale) -> Counter[int]:
    return Counter(scale.period(day) for day in lane.days)


def _lane(
    builder: ChartBuilder, lane: TimeLineRow, scale: Scale, base: float, most: int, hairlines: Sequence[float]
) -> None:
    """One lane on its hairline; the highest bar says its number, which is scale enough."""
    counts = _counts(lane, scale)
    if not counts:
        builder.marks.append(rule(scale.left, base, scale.right))
        return
    peak = max(counts, key=lambda period: (counts[period], period))
    start, end = scale.span(peak)
    half = builder.space.measure(str(counts[peak])) / 2
    middle = min(max((start + end) / 2, half), builder.space.width - half)
    over = base - _RISE * counts[peak] / most - 3.5
    for x in hairlines:
        builder.marks.append(Stroke(x, over + 2 if abs(x - middle) < half + 2 else base - _RISE, x, base, 0.4, "hair"))
    builder.marks.append(rule(scale.left, base, scale.right))
    for period, count in sorted(counts.items()):
        start, end = scale.span(period)
        _bar(builder, lane.kind, (start, end), base, max(1.5, _RISE * count / most))
    builder.marks.append(Label(middle, over, str(counts[peak]), half * 2, "middle", "quiet"))


def _spans(builder: ChartBuilder, lane: TimeLineRow, scale: Scale, base: float) -> float:
    """The days that something is told over, as one line under the bars of its lane; returns the height it takes."""
    if not lane.spans:
        return 0.0
    joined: list[tuple[date, date]] = []
    for first, last in lane.spans:
        if joined and first.toordinal() <= joined[-1][1].toordinal() + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    for first, last in joined:
        x = scale.starting(first)
        wide = max(1.2, scale.starting(date.fromordinal(last.toordinal() + 1)) - x)
        builder.marks.append(Bar(x, base + _UNDER, wide, _THIN, filled=True, tint="quiet"))
    return _UNDER + _THIN + _UNDER


def _bar(builder: ChartBuilder, kind: LaneKind, span: tuple[float, float], base: float, high: float) -> None:
    start, end = span
    wide = max(1.2, min(_WIDEST, (end - start) * 0.72))
    filled, tint = _BAR_STYLES[kind]
    inset = 0.0 if filled else 0.4  # the outline of a hollow bar keeps within the same edges
    x = (start + end - wide) / 2 + inset
    builder.marks.append(Bar(x, base - high + inset, max(0.6, wide - 2 * inset), max(0.6, high - inset), filled, tint))


def _axis(builder: ChartBuilder, scale: Scale, base: float) -> float:
    """Days, months or years under the lanes, as many as fit, and what one bar stands for."""
    space = builder.space
    unit = f"by {scale.unit}"
    beside = scale.left > space.measure(unit) + 8
    if beside:
        builder.add_text(0, base + 4, unit, scale.left - 8, tint="quiet")
    builder.marks.append(rule(scale.left, base, scale.right))
    for x, text in ticks(scale, space):
        builder.marks.append(Stroke(x, base, x, base + 3, 0.5, "quiet"))
        builder.add_text(x, base + 4, text, space.measure(text) + 0.5, tint="quiet")
    foot = builder.extend_to(base + 4 + LEADING)
    return foot if beside else foot + builder.add_text(0, foot, f"Bars {unit}.", space.width, tint="quiet")


def event_counts_in_words(value: TimeLine) -> str:
    """The number of entries of each kind and from when to when, as a sentence."""
    days = value.days
    if not days:
        return _NOTHING
    span = f"From {day_in_words(days[0])} to {day_in_words(max(value.until, days[-1]))}"
    counted = [_name(lane) for lane in value.lanes] or ["no contact"]
    return f"{span}: {' and '.join(filter(None, (', '.join(counted[:-1]), counted[-1])))}."


def time_line_in_words(value: TimeLine) -> str:
    """The time line in sentences: the counts, the busiest weeks, the moments."""
    if not value.days:
        return _NOTHING
    parts = [event_counts_in_words(value)]
    parts += _not_bars(value)
    parts += [said for lane in value.lanes if (said := _say_busiest(lane))]
    said = "; ".join(milestone_in_words(one) for one in value.milestones[-_MOST_SAID:])
    if said:
        older = len(value.milestones) - _MOST_SAID
        parts.append(f"Marked: {f'{older} older, then ' if older > 0 else ''}{said}.")
    return " ".join(parts)


def _say_busiest(lane: TimeLineRow) -> str:
    weeks = Counter(date.fromordinal(day.toordinal() - day.weekday()) for day in lane.days)
    if len(weeks) < 2:
        return ""
    monday, most = max(weeks.items(), key=lambda item: (item[1], item[0]))
    return f"The most {_NAMES[lane.kind][1]} in one week: {most}, in the week of {day_in_words(monday)}."
