"""Charts in rows: how each need changed, and what the plan covers. Nothing is added up and nothing is a share."""

from __future__ import annotations

from typing import Final, NamedTuple

from hru_advocate.documents.blocks import Chart, SignShape, Stroke, Tint
from hru_advocate.documents.charts.chart_space import LEADING, ChartBuilder, ChartSpace, rule, square
from hru_advocate.domain.pictures import CoverRow, NeedChange, NeedChanges, NeedStep, PlanCover
from hru_advocate.domain.plan.coverage import Subject

NEEDS_TITLE: Final = "How needs have changed"
COVER_TITLE: Final = "What the live measures of the plan answer"
_MOST: Final = 4
_DOT: Final = 6.5
_STEP: Final = 14.0
_TINTS: Final[dict[str, Tint]] = {"better": "fine", "worse": "danger"}
_SUBJECTS: Final[dict[Subject, str]] = {
    "factor": "Risks that are present",
    "trigger": "Events to look at again",
    "need": "Open needs",
    "wish": "Own wishes",
}
_SQUARE: Final = 8.0
_PITCH: Final = 11.0


class _Rater(NamedTuple):
    """One who rates: the word in a row, the words in the legend, and the signs at first and now."""

    word: str
    legend: str
    first: SignShape
    now: SignShape


_OWN: Final = _Rater(
    "own",
    "own rating",
    SignShape(0, 0, _DOT, "circle", filled=False, tint="accent"),
    SignShape(0, 0, _DOT, "circle", tint="accent"),
)
_ADVOCATE: Final = _Rater(
    "advocate",
    "advocate's",
    SignShape(0, 0, _DOT - 1, "square", filled=False, tint="quiet"),
    SignShape(0, 0, _DOT - 1, "square", tint="quiet"),
)


class _Columns(NamedTuple):
    """The columns of a chart in rows, in points: a scale (or a row of squares) and the words beside it."""

    left: float
    right: float
    words: float

    def at(self, rating: int) -> float:
        return self.left + (self.right - self.left) * rating / _MOST


def need_changes(value: NeedChanges, space: ChartSpace) -> Chart:
    """Each need on a scale of its own from 0 to 4: hollow at first, filled now, with the direction in words."""
    builder = ChartBuilder(space)
    width = space.width
    if not value.rows:
        builder.add_text(0, 0, "No need has been rated twice, or by both people, yet.", width, tint="quiet")
        return Chart(NEEDS_TITLE, need_changes_in_words(value), builder.drawing())
    columns = _Columns(6, width * 0.4, width * 0.4 + 16) if space.narrow else _columns(width)
    top = _scale_head(builder, columns)
    for row in value.rows:
        top = _need(builder, columns, row, top)
    parts = [((sign,), words) for sign, words in _needed(value)]
    builder.add_legend(top + 4, parts)
    return Chart(NEEDS_TITLE, need_changes_in_words(value), builder.drawing())


def _needed(value: NeedChanges) -> list[tuple[SignShape, str]]:
    """The signs this chart shows, with their words."""
    found: list[tuple[SignShape, str]] = []
    for rater, changes in (
        (_OWN, [row.own for row in value.rows]),
        (_ADVOCATE, [row.advocate for row in value.rows if row.advocate]),
    ):
        if any(change.first is not None and change.first != change.now for change in changes):
            found.append((rater.first, f"{rater.legend} at first"))
        if any(change.now is not None for change in changes):
            found.append((rater.now, f"{rater.legend} now"))
    return found


def _columns(width: float) -> _Columns:
    return _Columns(width * 0.34, width * 0.6, width * 0.6 + 18)


def _scale_head(builder: ChartBuilder, columns: _Columns) -> float:
    """The five ratings over their places, and what the ends mean; returns where the rows begin."""
    space = builder.space
    ends = "0 settled, 4 cannot wait"
    if space.narrow:
        top = builder.add_text(0, 0, ends, space.width, tint="quiet") + 2
    else:
        top = 0.0
        builder.add_text(0, top, ends, columns.left - 16, tint="quiet")
    for rating in range(_MOST + 1):
        builder.add_line(columns.at(rating) - space.measure(str(rating)) / 2, top + 6, str(rating), 20, tint="quiet")
    return builder.extend_to(max(builder.height, top + LEADING)) + 6


def _need(builder: ChartBuilder, columns: _Columns, row: NeedChange, top: float) -> float:
    """Add one need; returns where the next begins."""
    space = builder.space
    both = [(_OWN, row.own)] + ([(_ADVOCATE, row.advocate)] if row.advocate else [])
    if space.narrow:
        top += builder.add_text(0, top, row.label, space.width)
        low = top
    else:
        low = top + builder.add_text(0, top, row.label, columns.left - 16)
    for rater, change in both:
        words = f"{rater.word} {change.in_words()}" if len(both) > 1 else change.in_words()
        tint = _TINTS.get(change.direction, "quiet")
        high = builder.add_text(columns.words, top, words, space.width - columns.words, tint=tint)
        _dumbbell(builder, columns, rater, change, top + LEADING / 2)
        top += max(_STEP, high)
    return builder.extend_to(max(low, top)) + 8


def _dumbbell(builder: ChartBuilder, columns: _Columns, rater: _Rater, change: NeedStep, middle: float) -> None:
    """One person's scale: a hairline with its five places, the first rating, the one now, and the way between."""
    builder.marks.append(rule(columns.left, middle, columns.right))
    for rating in range(_MOST + 1):
        x = columns.at(rating)
        builder.marks.append(Stroke(x, middle - 2, x, middle + 2))
    first, now = change.first, change.now
    if first is not None and now is not None and first != now:
        builder.marks.append(Stroke(columns.at(first), middle, columns.at(now), middle, 1.8, rater.now.tint))
    stands = [(first, rater.first)] if first != now else []  # the rating now would cover it
    for place, sign in (*stands, (now, rater.now)):
        if place is not None:
            x = columns.at(place)
            builder.marks.append(SignShape(x, middle, sign.size, sign.shape, sign.filled, sign.tint))


def need_changes_in_words(value: NeedChanges) -> str:
    """Every row as a sentence."""
    if not value.rows:
        return "No need has been rated twice, or by both people, yet."
    return " ".join(["Ratings go from 0, settled, to 4, cannot wait.", *(_say_need(row) for row in value.rows)])


def _say_need(row: NeedChange) -> str:
    advocate = f"; advocate's rating {row.advocate.in_words()}" if row.advocate else ""
    return f"{row.label}: own rating {row.own.in_words()}{advocate}."


def plan_cover(value: PlanCover, space: ChartSpace) -> Chart:
    """One square for each known thing: filled where a live measure answers it, hollow where none does."""
    builder = ChartBuilder(space)
    if not value.rows:
        builder.add_text(0, 0, plan_cover_in_words(value), space.width, tint="quiet")
        return Chart(COVER_TITLE, plan_cover_in_words(value), builder.drawing())
    most = max(row.covered + row.open for row in value.rows)
    left = max(space.measure(one) for one in _SUBJECTS.values()) + 14
    columns = _Columns(left, min(left + most * _PITCH, space.width * 0.62), 0.0)
    columns = columns._replace(words=columns.right + 10)
    top = 0.0
    for row in value.rows:
        top = _cover_row(builder, columns, row, top)
    filled = SignShape(0, 0, _SQUARE, "square", tint="accent")
    hollow = SignShape(0, 0, _SQUARE, "square", filled=False, tint="quiet")
    builder.add_legend(top + 2, [((filled,), "has a live measure"), ((hollow,), "has none")])
    return Chart(COVER_TITLE, plan_cover_in_words(value), builder.drawing())


def _cover_row(builder: ChartBuilder, columns: _Columns, row: CoverRow, top: float) -> float:
    """Add one sort of known thing; returns where the next begins."""
    space = builder.space
    name, words = _SUBJECTS[row.subject], _say_cover(row)
    tint: Tint = "danger" if row.open_high_harm else "strong" if row.open else "quiet"
    if space.narrow:
        top += builder.add_text(0, top, name, space.width)
        top += _squares(builder, row, 0.0, top, space.width)
        return top + builder.add_text(0, top, words, space.width, tint=tint) + 6
    low = top + builder.add_text(0, top, name, columns.left - 10)
    high = _squares(builder, row, columns.left, top, columns.right - columns.left)
    low = max(low, top + builder.add_text(columns.words, top, words, space.width - columns.words, tint=tint))
    return builder.extend_to(max(low, top + high)) + 6


def _squares(builder: ChartBuilder, row: CoverRow, left: float, top: float, wide: float) -> float:
    """Add the squares of a row, over as many lines as they need; returns the height they take, in points."""
    in_line = max(1, int((wide + _PITCH - _SQUARE) // _PITCH))
    count = row.covered + row.open
    bare: Tint = "danger" if row.subject == "factor" else "quiet"
    for at in range(count):
        line, place = divmod(at, in_line)
        x, y = left + place * _PITCH, top + 2 + line * _PITCH
        filled = at < row.covered
        builder.marks.append(square(x, y, _SQUARE, filled=filled, tint="accent" if filled else bare))
    lines = -(-count // in_line)
    return builder.extend_to(top + 2 + lines * _PITCH) - top if count else 0.0


def _say_cover(row: CoverRow) -> str:
    count = row.covered + row.open
    if not count:
        return "none recorded"
    if not row.open:
        return "1 has a measure of its own" if count == 1 else f"all {count} have a measure of their own"
    grave = ", which is high harm" if row.open == 1 else f", {row.open_high_harm} of them high harm"
    grave = grave if row.open_high_harm else ""
    if not row.covered:
        return (
            f"1 has no measure of its own{grave}" if count == 1 else f"none of {count} has a measure of its own{grave}"
        )
    has = "has a measure of its own" if row.covered == 1 else "have a measure of their own"
    return f"{row.covered} {has}, {row.open} {'has' if row.open == 1 else 'have'} none{grave}"


def plan_cover_in_words(value: PlanCover) -> str:
    """Every row as a sentence."""
    if not value.rows:
        return "Nothing is known yet that a plan could answer."
    return " ".join(f"{_SUBJECTS[row.subject]}: {_say_cover(row)}." for row in value.rows)
