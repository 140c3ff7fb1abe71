"""The moments above a time line: named in place where their words fit, else by a number that a list explains.

Signs stand on one line at their days. Their words stand in rows above it, each with a hairline down to its sign, so
words may be laid out in a few ways: of the groups of signs, the first few have their words to the right and the others
to the left, for every such split the words are put into the lowest rows that hold them, and the split that loses least
is kept. A group that finds no place joins its nearest neighbour, and all are placed anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from hru_advocate.documents.blocks import Label, SignShape, Stroke
from hru_advocate.documents.charts.chart_space import LEADING, ChartBuilder, ChartSpace
from hru_advocate.documents.charts.time_scale import Scale
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.pictures import MILESTONES, Milestone, MilestoneKind

_SIZE: Final = 7.5
_CLOSE: Final = _SIZE + 1.5  # nearer signs would touch
_AWAY: Final = _SIZE / 2 + 3  # from the middle of a sign to its words
_GAP: Final = 9.0  # between words and the next sign or hairline
_ROWS: Final = 6  # of words above the signs
_SPLITS: Final = 8  # tried, evenly over the groups
_LONGEST: Final = 0.46  # share of the width for whole words: two groups then fit side by side
_SHORT: Final = 0.3  # share of the width for shortened words
_MOST_HAIRLINES: Final = 14  # through the lanes, or they hide the bars
_LINES: Final = 18  # of the list that explains numbers; the words beside a chart name every moment
_NARROW_LINES: Final = 9
_SIGNS: Final[dict[MilestoneKind, SignShape]] = {
    "event": SignShape(0, 0, _SIZE, "triangle", tint="danger"),
    "order": SignShape(0, 0, _SIZE - 1, "square"),
    "court": SignShape(0, 0, _SIZE - 1, "square", filled=False),
    "judgement": SignShape(0, 0, _SIZE - 0.5, "circle", tint="accent"),
    "plan": SignShape(0, 0, _SIZE - 0.5, "circle", filled=False, tint="accent"),
    "letter": SignShape(0, 0, _SIZE - 1, "square", tint="accent"),
    "paper": SignShape(0, 0, _SIZE - 1, "square", filled=False, tint="accent"),
}


@dataclass(frozen=True, slots=True)
class _LabelChoice:
    """Words that may stand at a group and their width in points; ``lost`` is 0 for all, 1 for some, 2 for a number."""

    text: str
    width: float
    lost: int


@dataclass(slots=True)
class _MilestoneGroup:
    """Moments that share one place for words: ``xs`` are where they stand, ``first`` counts them from 1."""

    milestones: list[Milestone]
    xs: list[float]
    first: int
    choices: tuple[_LabelChoice, ...] = ()
    number: str = ""

    @property
    def spread(self) -> bool:
        """True if its moments stand apart, under one number."""
        return self.xs[-1] - self.xs[0] >= _CLOSE

    def count(self, space: ChartSpace) -> None:
        """Number the moments and work out what may stand here, the best first."""
        last = self.first + len(self.milestones) - 1
        self.number = str(self.first) if last == self.first else f"{self.first}–{last}"
        words = " · ".join(" ".join(one.words.split()) for one in self.milestones)
        choices = [] if self.spread else [(words, 0)]
        if len(self.milestones) == 1:
            short = space.shorten(words, space.width * _SHORT - space.measure(f"{self.number} "))
            choices.append((f"{self.number} {short}", 1))
        choices.append((self.number, 2))
        made = [_LabelChoice(text, space.measure(text), lost) for text, lost in choices]
        self.choices = tuple(one for one in made if one.lost or one.width <= space.width * _LONGEST)


@dataclass(frozen=True, slots=True)
class _LabelPlace:
    """The place of words: their row, counted upwards, and whether they end at their sign or begin there."""

    row: int
    choice: _LabelChoice
    ends_at_sign: bool


@dataclass(slots=True)
class Milestones:
    """The moments put above the lanes: lanes begin at ``foot``, hairlines run through them, the rest is explained.

    ``listed`` are the moments of which only a number stands in the picture.
    """

    foot: float
    hairlines: tuple[float, ...] = ()
    listed: list[Milestone] = field(default_factory=list)
    kinds: tuple[MilestoneKind, ...] = ()

    def explain(self, builder: ChartBuilder, top: float) -> None:
        """Say below the axis what the signs mean, and in full what only a number stands for."""
        builder.extend_to(top)
        if not self.listed:
            return
        width = builder.space.width
        top += 6 + builder.add_legend(top + 4, [((_SIGNS[kind],), kind) for kind in self.kinds])
        indent = builder.space.measure("000") + 4
        lines = _NARROW_LINES if builder.space.narrow else _LINES
        for number, one in enumerate(self.listed):
            said = milestone_in_words(one)
            lines -= len(builder.space.wrap(said, width - indent))
            if lines < 0:
                more = f"and {len(self.listed) - number} more that are not named in this picture."
                builder.add_text(0, top, more, width, tint="quiet")
                return
            builder.add_text(0, top, str(number + 1), indent, tint="quiet")
            top += builder.add_text(indent, top, said, width - indent)


def milestone_in_words(one: Milestone) -> str:
    """A moment with its day."""
    return f"{day_in_words(one.day)}, {one.words}"


def mark_milestones(builder: ChartBuilder, milestones: Sequence[Milestone], scale: Scale) -> Milestones:
    """Put the signs and their words at the top of a drawing."""
    if not milestones:
        return Milestones(0.0)
    groups, places = _all_placed(_grouped(milestones, scale), builder.space)
    listed = _numbered(groups, places, builder.space)
    rows = max(place.row for place in places) + 1
    beside = rows == 1 and not any(group.spread for group in groups)
    line = _SIZE if beside else rows * LEADING + _SIZE
    for group, place in zip(groups, places, strict=True):
        _words(builder, group, place, line, beside=beside)
    drawn: list[float] = []
    for group in groups:
        drawn += _signs(builder, group, line)
    kinds = tuple(kind for kind in MILESTONES if any(one.kind == kind for one in milestones))
    hairlines = tuple(drawn) if len(drawn) <= _MOST_HAIRLINES else ()
    return Milestones(builder.extend_to(line + _SIZE), hairlines, listed, kinds)


def _grouped(milestones: Sequence[Milestone], scale: Scale) -> list[_MilestoneGroup]:
    """Moments in order of time; those whose signs would touch are one group."""
    groups: list[_MilestoneGroup] = []
    for at, one in enumerate(sorted(milestones, key=lambda one: one.day), start=1):
        x = scale.at(one.day)
        if groups and x - groups[-1].xs[0] < _CLOSE:
            groups[-1].milestones.append(one)
            groups[-1].xs.append(x)
        else:
            groups.append(_MilestoneGroup([one], [x], at))
    return groups


def _all_placed(groups: list[_MilestoneGroup], space: ChartSpace) -> tuple[list[_MilestoneGroup], list[_LabelPlace]]:
    """Groups and their words. A group that finds no place shares the one of its nearest neighbour."""
    while True:
        for group in groups:
            group.count(space)
        found = min((_placed(groups, split, space) for split in _splits(len(groups))), key=_cost)
        places = [place for place in found if place is not None]
        if len(places) == len(groups):
            return groups, places
        if len(groups) == 1:
            number = groups[0].choices[-1]
            return groups, [_LabelPlace(0, number, ends_at_sign=False)]
        groups = _joined(groups, [at for at, place in enumerate(found) if place is None])


def _splits(count: int) -> list[int]:
    """The numbers of groups, from the left, to try with their words to the right; the others have them to the left."""
    return sorted({round(count * part / _SPLITS) for part in range(_SPLITS + 1)})


def _cost(places: Sequence[_LabelPlace | None]) -> tuple[int, int, int, int]:
    """The cost of a layout, worst first: groups without words, words left out, rows, words before their sign."""
    given = [place for place in places if place is not None]
    rows = max((place.row for place in given), default=0)
    return (
        len(places) - len(given),
        sum(place.choice.lost for place in given),
        rows,
        sum(place.ends_at_sign for place in given),
    )


def _placed(groups: Sequence[_MilestoneGroup], split: int, space: ChartSpace) -> list[_LabelPlace | None]:
    """Words for every group: to the right of the first ``split``, to the left of the others.

    Words go into the lowest row that holds them. The hairline to them crosses every lower row, so those are closed
    there for what is placed later: words never meet words, nor another's hairline. Those to the right are placed from
    the last to the first and those to the left from the first to the last, because then each group stands on the free
    side of those placed before it: it has to clear their hairlines only, which are known.
    """
    places: list[_LabelPlace | None] = [None] * len(groups)
    edge = groups[split].xs[0] - _GAP if split < len(groups) else space.width
    free, taken = [edge] * _ROWS, [0.0] * _ROWS  # of each row: free up to here, taken from the left up to here
    for at in range(split - 1, -1, -1):
        lead = groups[at].xs[0]
        place = places[at] = _best_place(groups[at], [reach - lead - _AWAY for reach in free], ends_at_sign=False)
        for row in range(place.row + 1 if place else 1):
            free[row] = lead - _GAP
            taken[row] = max(taken[row], lead + _GAP)
        if place:
            taken[place.row] = max(taken[place.row], lead + _AWAY + place.choice.width + _GAP)
    for at in range(split, len(groups)):
        lead = groups[at].xs[-1]
        place = places[at] = _best_place(groups[at], [lead - _AWAY - reach for reach in taken], ends_at_sign=True)
        for row in range(place.row + 1 if place else 1):
            taken[row] = lead + _GAP
    return places


def _best_place(group: _MilestoneGroup, widths: Sequence[float], *, ends_at_sign: bool) -> _LabelPlace | None:
    """The best words that any row holds, in the lowest such row."""
    for choice in group.choices:
        for row, wide in enumerate(widths):
            if choice.width <= wide:
                return _LabelPlace(row, choice, ends_at_sign)
    return None


def _joined(groups: list[_MilestoneGroup], unplaced: list[int]) -> list[_MilestoneGroup]:
    """The groups with one unplaced one joined to a neighbour: the two whose signs then stay closest."""
    pairs = {low for at in unplaced for low in (at - 1, at) if 0 <= low < len(groups) - 1}
    low = min(pairs, key=lambda at: groups[at + 1].xs[-1] - groups[at].xs[0])
    one, other = groups[low], groups[low + 1]
    both = _MilestoneGroup([*one.milestones, *other.milestones], [*one.xs, *other.xs], one.first)
    return [*groups[:low], both, *groups[low + 2 :]]


def _numbered(groups: list[_MilestoneGroup], places: list[_LabelPlace], space: ChartSpace) -> list[Milestone]:
    """Number anew only what the list has to explain, from 1; returns that list."""
    listed: list[Milestone] = []
    for at, (group, place) in enumerate(zip(groups, places, strict=True)):
        if not place.choice.lost:
            continue
        old = group.number
        group.first = len(listed) + 1
        group.count(space)
        listed += group.milestones
        text = group.number + place.choice.text.removeprefix(old)
        places[at] = _LabelPlace(
            place.row, _LabelChoice(text, place.choice.width, place.choice.lost), place.ends_at_sign
        )
    return listed


def _words(builder: ChartBuilder, group: _MilestoneGroup, place: _LabelPlace, line: float, *, beside: bool) -> None:
    """Add the words of a group, above its signs with a hairline to them, or beside them where one row is enough."""
    x = group.xs[-1] if place.ends_at_sign else group.xs[0]
    away = _AWAY if beside else 3.0
    y = line + 3.4 if beside else line - _SIZE - place.row * LEADING - 3.0
    if not beside:
        builder.marks.append(Stroke(x, y - 8, x, line, 0.4, "hair"))
    if group.spread:  # the words stand for all of these
        over = line - _SIZE / 2 - 2
        builder.marks.append(Stroke(group.xs[0], over, group.xs[-1], over))
    wide = place.choice.width
    at = x - away if place.ends_at_sign else min(x + away, builder.space.width - wide)
    builder.marks.append(Label(at, y, place.choice.text, wide + 0.5, "end" if place.ends_at_sign else "start"))


def _signs(builder: ChartBuilder, group: _MilestoneGroup, line: float) -> list[float]:
    """Add the signs of a group, the gravest of those that would touch; returns where they stand."""
    clear: list[list[tuple[float, Milestone]]] = []
    for x, one in zip(group.xs, group.milestones, strict=True):
        if clear and x - clear[-1][0][0] < _CLOSE:
            clear[-1].append((x, one))
        else:
            clear.append([(x, one)])
    for touching in clear:
        kind = min((one.kind for _x, one in touching), key=MILESTONES.index)
        sign = _SIGNS[kind]
        builder.marks.append(SignShape(touching[0][0], line, sign.size, sign.shape, sign.filled, sign.tint))
    return [touching[0][0] for touching in clear]
