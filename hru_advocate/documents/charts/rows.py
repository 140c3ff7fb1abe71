"""Charts in rows: how each need changed, and what the plan covers. Nothing is added up and nothing is a share."""

from __future__ import annotations

from typing import Final, NamedTuple

from hru_advocate.documents.blocks import Chart, SignShape, Stroke, Tint
from hru_advocate.documents.charts.room import LEADING, ChartBuilder, ChartSpace, rule, square
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


class _Who(NamedTuple):
    """Whose ratings: the word in a row, the words in the key, and the shape."""

    word: str
    key: str
    first: SignShape
    now: SignShape


_OWN: Final = _Who(
    "own",
    "own rating",
    SignShape(0, 0, _DOT, "circle", filled=False, tint="accent"),
    SignShape(0, 0, _DOT, "circle", tint="accent"),
)
_ADVOCATE: Final = _Who(
    "advocate",
    "advocate's",
    SignShape(0, 0, _DOT - 1, "square", filled=False, tint="quiet"),
    SignShape(0, 0, _DOT - 1, "square", tint="quiet"),
)


class _Columns(NamedTuple):
    """Where a scale (or a row of squares) begins and ends, and where the words beside it begin."""

    left: float
    right: float
    words: float

    def at(self, rating: int) -> float:
        return self.left + (self.right - self.left) * rating / _MOST


def need_changes(value: NeedChanges, room: ChartSpace) -> Chart:
    """Each need on a scale of its own from 0 to 4: hollow at first, filled now, with the direction in words."""
    sketch = ChartBuilder(room)
    width = room.width
    if not value.rows:
        sketch.words(0, 0, "No need has been rated twice, or by both people, yet.", width, tint="quiet")
        return Chart(NEEDS_TITLE, need_changes_in_words(value), sketch.drawing())
    columns = _Columns(6, width * 0.4, width * 0.4 + 16) if room.narrow else _columns(width)
    top = _scale_head(sketch, columns)
    for row in value.rows:
        top = _need(sketch, columns, row, top)
    parts = [((sign,), words) for sign, words in _needed(value)]
    sketch.key(top + 4, parts)
    return Chart(NEEDS_TITLE, need_changes_in_words(value), sketch.drawing())


def _needed(value: NeedChanges) -> list[tuple[SignShape, str]]:
    """The signs this chart shows, with their words."""
    found: list[tuple[SignShape, str]] = []
    for who, changes in (
        (_OWN, [row.own for row in value.rows]),
        (_ADVOCATE, [row.advocate for row in value.rows if row.advocate]),
    ):
        if any(change.first is not None and change.first != change.now for change in changes):
            found.append((who.first, f"{who.key} at first"))
        if any(change.now is not None for change in changes):
            found.append((who.now, f"{who.key} now"))
    return found


def _columns(width: float) -> _Columns:
    return _Columns(width * 0.34, width * 0.6, width * 0.6 + 18)


def _scale_head(sketch: ChartBuilder, columns: _Columns) -> float:
    """The five ratings over their places, and what the ends mean; gives where the rows begin."""
    room = sketch.room
    ends = "0 settled, 4 cannot wait"
    if room.narrow:
        top = sketch.words(0, 0, ends, room.width, tint="quiet") + 2
    else:
        top = 0.0
        sketch.words(0, top, ends, columns.left - 16, tint="quiet")
    for rating in range(_MOST + 1):
        sketch.beside(columns.at(rating) - room.measure(str(rating)) / 2, top + 6, str(rating), 20, tint="quiet")
    return sketch.reach(max(sketch.height, top + LEADING)) + 6


def _need(sketch: ChartBuilder, columns: _Columns, row: NeedChange, top: float) -> float:
    """One need; gives where the next begins."""
    room = sketch.room
    both = [(_OWN, row.own)] + ([(_ADVOCATE, row.advocate)] if row.advocate else [])
    if room.narrow:
        top += sketch.words(0, top, row.label, room.width)
        low = top
    else:
        low = top + sketch.words(0, top, row.label, columns.left - 16)
    for who, change in both:
        words = f"{who.word} {change.in_words()}" if len(both) > 1 else change.in_words()
        tint = _TINTS.get(change.direction, "quiet")
        high = sketch.words(columns.words, top, words, room.width - columns.words, tint=tint)
        _dumbbell(sketch, columns, who, change, top + LEADING / 2)
        top += max(_STEP, high)
    return sketch.reach(max(low, top)) + 8


def _dumbbell(sketch: ChartBuilder, columns: _Columns, who: _Who, change: NeedStep, middle: float) -> None:
    """One person's scale: a hairline with its five places, the first rating, the one now, and the way between."""
    sketch.marks.append(rule(columns.left, middle, columns.right))
    for rating in range(_MOST + 1):
        x = columns.at(rating)
        sketch.marks.append(Stroke(x, middle - 2, x, middle + 2))
    first, now = change.first, change.now
    if first is not None and now is not None and first != now:
        sketch.marks.append(Stroke(columns.at(first), middle, columns.at(now), middle, 1.8, who.now.tint))
    stands = [(first, who.first)] if first != now else []  # the rating now would cover it
    for place, sign in (*stands, (now, who.now)):
        if place is not None:
            x = columns.at(place)
            sketch.marks.append(SignShape(x, middle, sign.size, sign.shape, sign.filled, sign.tint))


def need_changes_in_words(value: NeedChanges) -> str:
    """Every row as a sentence."""
    if not value.rows:
        return "No need has been rated twice, or by both people, yet."
    return " ".join(["Ratings go from 0, settled, to 4, cannot wait.", *(_say_need(row) for row in value.rows)])


def _say_need(row: NeedChange) -> str:
    advocate = f"; advocate's rating {row.advocate.in_words()}" if row.advocate else ""
    return f"{row.label}: own rating {row.own.in_words()}{advocate}."


def plan_cover(value: PlanCover, room: ChartSpace) -> Chart:
    """One square for each known thing: filled where a live measure answers it, hollow where none does."""
    sketch = ChartBuilder(room)
    if not value.rows:
        sketch.words(0, 0, plan_cover_in_words(value), room.width, tint="quiet")
        return Chart(COVER_TITLE, plan_cover_in_words(value), sketch.drawing())
    most = max(row.covered + row.open for row in value.rows)
    left = max(room.measure(one) for one in _SUBJECTS.values()) + 14
    columns = _Columns(left, min(left + most * _PITCH, room.width * 0.62), 0.0)
    columns = columns._replace(words=columns.right + 10)
    top = 0.0
    for row in value.rows:
        top = _cover_row(sketch, columns, row, top)
    filled = SignShape(0, 0, _SQUARE, "square", tint="accent")
    hollow = SignShape(0, 0, _SQUARE, "square", filled=False, tint="quiet")
    sketch.key(top + 2, [((filled,), "has a live measure"), ((hollow,), "has none")])
    return Chart(COVER_TITLE, plan_cover_in_words(value), sketch.drawing())


def _cover_row(sketch: ChartBuilder, columns: _Columns, row: CoverRow, top: float) -> float:
    """One sort of known thing; gives where the next begins."""
    room = sketch.room
    name, words = _SUBJECTS[row.subject], _say_cover(row)
    tint: Tint = "danger" if row.open_high_harm else "strong" if row.open else "quiet"
    if room.narrow:
        top += sketch.words(0, top, name, room.width)
        top += _squares(sketch, row, 0.0, top, room.width)
        return top + sketch.words(0, top, words, room.width, tint=tint) + 6
    low = top + sketch.words(0, top, name, columns.left - 10)
    high = _squares(sketch, row, columns.left, top, columns.right - columns.left)
    low = max(low, top + sketch.words(columns.words, top, words, room.width - columns.words, tint=tint))
    return sketch.reach(max(low, top + high)) + 6


def _squares(sketch: ChartBuilder, row: CoverRow, left: float, top: float, wide: float) -> float:
    """The squares of a row, over as many lines as they need; gives the height they take."""
    in_line = max(1, int((wide + _PITCH - _SQUARE) // _PITCH))
    count = row.covered + row.open
    bare: Tint = "danger" if row.subject == "factor" else "quiet"
    for at in range(count):
        line, place = divmod(at, in_line)
        x, y = left + place * _PITCH, top + 2 + line * _PITCH
        filled = at < row.covered
        sketch.marks.append(square(x, y, _SQUARE, filled=filled, tint="accent" if filled else bare))
    lines = -(-count // in_line)
    return sketch.reach(top + 2 + lines * _PITCH) - top if count else 0.0


def _say_cover(row: CoverRow) -> str:
    count = row.covered + row.open
    if not count:
        return "none recorded"
    if not row.open:
        return "1 has a live measure" if count == 1 else f"all {count} have a live measure"
    grave = ", which is high harm" if row.open == 1 else f", {row.open_high_harm} of them high harm"
    grave = grave if row.open_high_harm else ""
    if not row.covered:
        return f"1 has no live measure{grave}" if count == 1 else f"none of {count} has a live measure{grave}"
    has, others = ("has" if number == 1 else "have" for number in (row.covered, row.open))
    return f"{row.covered} {has} a live measure, {row.open} {others} none{grave}"


def plan_cover_in_words(value: PlanCover) -> str:
    """Every row as a sentence."""
    if not value.rows:
        return "Nothing is known yet that a plan could answer."
    return " ".join(f"{_SUBJECTS[row.subject]}: {_say_cover(row)}." for row in value.rows)
