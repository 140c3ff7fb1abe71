"""The moments above a time line: named in place where their words have room, else by a number that a list explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from hru_advocate.documents.blocks import Label, SignShape, Stroke
from hru_advocate.documents.charts.room import LEADING, ChartBuilder, ChartSpace
from hru_advocate.documents.charts.time_scale import Scale
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.pictures import MILESTONES, Milestone, MilestoneKind

_SIZE: Final = 7.5
_CLOSE: Final = _SIZE + 1.5  # nearer signs would touch
_AWAY: Final = _SIZE / 2 + 3  # from the middle of a sign to its words
_GAP: Final = 9.0  # between words and the next sign or hairline
_ROWS: Final = 6
_PARTS: Final = 8
_LONGEST: Final = 0.46  # share of the width the words of one moment may take
_SHORT: Final = 0.3
_MOST_DROPS: Final = 14
_LINES: Final = 18  # of the list that explains numbers; the words beside a chart name every moment
_NARROW_LINES: Final = 9
_SIGNS: Final[dict[MilestoneKind, SignShape]] = {
    "event": SignShape(0, 0, _SIZE, "triangle", tint="danger"),
    "order": SignShape(0, 0, _SIZE - 1, "square"),
    "judgement": SignShape(0, 0, _SIZE - 0.5, "circle", tint="accent"),
    "plan": SignShape(0, 0, _SIZE - 0.5, "circle", filled=False, tint="accent"),
}


@dataclass(frozen=True, slots=True)
class _Offer:
    """Words that may stand at a group and the width they take; ``lost`` is 0 for all, 1 for some, 2 for a number."""

    text: str
    wide: float
    lost: int


@dataclass(slots=True)
class _Group:
    """Moments that share one place for words: ``xs`` are where they stand, ``first`` counts them from 1."""

    milestones: list[Milestone]
    xs: list[float]
    first: int
    offers: tuple[_Offer, ...] = ()
    number: str = ""

    @property
    def spread(self) -> bool:
        """Whether its moments stand apart, under one number."""
        return self.xs[-1] - self.xs[0] >= _CLOSE

    def count(self, room: ChartSpace) -> None:
        """Number the moments and work out what may stand here, the best first."""
        last = self.first + len(self.milestones) - 1
        self.number = str(self.first) if last == self.first else f"{self.first}–{last}"
        words = " · ".join(" ".join(one.words.split()) for one in self.milestones)
        offers = [] if self.spread else [(words, 0)]
        if len(self.milestones) == 1:
            short = room.shorten(words, room.width * _SHORT - room.measure(f"{self.number} "))
            offers.append((f"{self.number} {short}", 1))
        offers.append((self.number, 2))
        made = [_Offer(text, room.measure(text), lost) for text, lost in offers]
        self.offers = tuple(one for one in made if one.lost or one.wide <= room.width * _LONGEST)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where words stand: in which row, counted upwards, and whether they end at their sign or begin there."""

    row: int
    offer: _Offer
    ends: bool


@dataclass(slots=True)
class Milestones:
    """What was put above the lanes: where lanes may begin, hairlines through them, and what needs explaining."""

    foot: float
    drops: tuple[float, ...] = ()
    listed: list[Milestone] = field(default_factory=list)
    kinds: tuple[MilestoneKind, ...] = ()

    def explain(self, sketch: ChartBuilder, top: float) -> None:
        """Say below the axis what the signs mean, and in full what only a number stands for."""
        sketch.reach(top)
        if not self.listed:
            return
        width = sketch.room.width
        top += 6 + sketch.key(top + 4, [((_SIGNS[kind],), kind) for kind in self.kinds])
        indent = sketch.room.measure("000") + 4
        lines = _NARROW_LINES if sketch.room.narrow else _LINES
        for number, one in enumerate(self.listed):
            said = milestone_in_words(one)
            lines -= len(sketch.room.wrap(said, width - indent))
            if lines < 0:
                more = f"and {len(self.listed) - number} more that are not named in this picture."
                sketch.words(0, top, more, width, tint="quiet")
                return
            sketch.words(0, top, str(number + 1), indent, tint="quiet")
            top += sketch.words(indent, top, said, width - indent)


def milestone_in_words(one: Milestone) -> str:
    """A moment with its day."""
    return f"{day_in_words(one.day)}, {one.words}"


def mark_milestones(sketch: ChartBuilder, milestones: Sequence[Milestone], scale: Scale) -> Milestones:
    """Put the signs and their words at the top of a drawing."""
    if not milestones:
        return Milestones(0.0)
    groups, spots = _settled(_grouped(milestones, scale), sketch.room)
    listed = _numbered(groups, spots, sketch.room)
    rows = max(spot.row for spot in spots) + 1
    beside = rows == 1 and not any(group.spread for group in groups)
    line = _SIZE if beside else rows * LEADING + _SIZE
    for group, spot in zip(groups, spots, strict=True):
        _words(sketch, group, spot, line, beside=beside)
    drawn: list[float] = []
    for group in groups:
        drawn += _signs(sketch, group, line)
    kinds = tuple(kind for kind in MILESTONES if any(one.kind == kind for one in milestones))
    drops = tuple(drawn) if len(drawn) <= _MOST_DROPS else ()
    return Milestones(sketch.reach(line + _SIZE), drops, listed, kinds)


def _grouped(milestones: Sequence[Milestone], scale: Scale) -> list[_Group]:
    """Moments in order of time; those whose signs would touch are one group."""
    groups: list[_Group] = []
    for at, one in enumerate(sorted(milestones, key=lambda one: one.day), start=1):
        x = scale.at(one.day)
        if groups and x - groups[-1].xs[0] < _CLOSE:
            groups[-1].milestones.append(one)
            groups[-1].xs.append(x)
        else:
            groups.append(_Group([one], [x], at))
    return groups


def _settled(groups: list[_Group], room: ChartSpace) -> tuple[list[_Group], list[_Spot]]:
    """Groups and their words. A group that finds no place shares the one of its nearest neighbour."""
    while True:
        for group in groups:
            group.count(room)
        found = min((_placed(groups, split, room) for split in _splits(len(groups))), key=_cost)
        spots = [spot for spot in found if spot is not None]
        if len(spots) == len(groups):
            return groups, spots
        if len(groups) == 1:
            number = groups[0].offers[-1]
            return groups, [_Spot(0, number, ends=False)]
        groups = _joined(groups, [at for at, spot in enumerate(found) if spot is None])


def _splits(count: int) -> list[int]:
    """How many of the groups, from the left, have their words to the right; the others to the left."""
    return sorted({round(count * part / _PARTS) for part in range(_PARTS + 1)})


def _cost(spots: Sequence[_Spot | None]) -> tuple[int, int, int, int]:
    """What is worst first: no words, words left out, many rows, words before their sign."""
    given = [spot for spot in spots if spot is not None]
    rows = max((spot.row for spot in given), default=0)
    return len(spots) - len(given), sum(spot.offer.lost for spot in given), rows, sum(spot.ends for spot in given)


def _placed(groups: Sequence[_Group], split: int, room: ChartSpace) -> list[_Spot | None]:
    """Words for every group: to the right of the first ``split``, to the left of the others.

    Words go into the lowest row with room. The hairline to them crosses every lower row, so those are closed there
    for what is placed later: words never meet words, nor another's hairline.
    """
    spots: list[_Spot | None] = [None] * len(groups)
    edge = groups[split].xs[0] - _GAP if split < len(groups) else room.width
    free, taken = [edge] * _ROWS, [0.0] * _ROWS
    for at in range(split - 1, -1, -1):
        lead = groups[at].xs[0]
        spot = spots[at] = _fitting(groups[at], [reach - lead - _AWAY for reach in free], ends=False)
        for row in range(spot.row + 1 if spot else 1):
            free[row] = lead - _GAP
            taken[row] = max(taken[row], lead + _GAP)
        if spot:
            taken[spot.row] = max(taken[spot.row], lead + _AWAY + spot.offer.wide + _GAP)
    for at in range(split, len(groups)):
        lead = groups[at].xs[-1]
        spot = spots[at] = _fitting(groups[at], [lead - _AWAY - reach for reach in taken], ends=True)
        for row in range(spot.row + 1 if spot else 1):
            taken[row] = lead + _GAP
    return spots


def _fitting(group: _Group, rooms: Sequence[float], *, ends: bool) -> _Spot | None:
    """The best words that any row has room for, in its lowest such row."""
    for offer in group.offers:
        for row, wide in enumerate(rooms):
            if offer.wide <= wide:
                return _Spot(row, offer, ends)
    return None


def _joined(groups: list[_Group], homeless: list[int]) -> list[_Group]:
    """The groups with one homeless one joined to a neighbour, the two that together stay closest."""
    pairs = {low for at in homeless for low in (at - 1, at) if 0 <= low < len(groups) - 1}
    low = min(pairs, key=lambda at: groups[at + 1].xs[-1] - groups[at].xs[0])
    one, other = groups[low], groups[low + 1]
    both = _Group([*one.milestones, *other.milestones], [*one.xs, *other.xs], one.first)
    return [*groups[:low], both, *groups[low + 2 :]]


def _numbered(groups: list[_Group], spots: list[_Spot], room: ChartSpace) -> list[Milestone]:
    """Number anew only what the list has to explain, from 1; gives that list."""
    listed: list[Milestone] = []
    for at, (group, spot) in enumerate(zip(groups, spots, strict=True)):
        if not spot.offer.lost:
            continue
        old = group.number
        group.first = len(listed) + 1
        group.count(room)
        listed += group.milestones
        text = group.number + spot.offer.text.removeprefix(old)
        spots[at] = _Spot(spot.row, _Offer(text, spot.offer.wide, spot.offer.lost), spot.ends)
    return listed


def _words(sketch: ChartBuilder, group: _Group, spot: _Spot, line: float, *, beside: bool) -> None:
    """The words of a group, above its signs with a hairline to them, or beside them where one row is enough."""
    x = group.xs[-1] if spot.ends else group.xs[0]
    away = _AWAY if beside else 3.0
    y = line + 3.4 if beside else line - _SIZE - spot.row * LEADING - 3.0
    if not beside:
        sketch.marks.append(Stroke(x, y - 8, x, line, 0.4, "hair"))
    if group.spread:  # the words stand for all of these
        over = line - _SIZE / 2 - 2
        sketch.marks.append(Stroke(group.xs[0], over, group.xs[-1], over))
    wide = spot.offer.wide
    at = x - away if spot.ends else min(x + away, sketch.room.width - wide)
    sketch.marks.append(Label(at, y, spot.offer.text, wide + 0.5, "end" if spot.ends else "start"))


def _signs(sketch: ChartBuilder, group: _Group, line: float) -> list[float]:
    """The signs of a group, the gravest of those that would touch; gives where they stand."""
    clear: list[list[tuple[float, Milestone]]] = []
    for x, one in zip(group.xs, group.milestones, strict=True):
        if clear and x - clear[-1][0][0] < _CLOSE:
            clear[-1].append((x, one))
        else:
            clear.append([(x, one)])
    for touching in clear:
        kind = min((one.kind for _x, one in touching), key=MILESTONES.index)
        sign = _SIGNS[kind]
        sketch.marks.append(SignShape(touching[0][0], line, sign.size, sign.shape, sign.filled, sign.tint))
    return [touching[0][0] for touching in clear]
