"""Counts under five are not shown, and cannot be worked out: not from a row, a column, a total or another table.

Counts that add up are a flow: each is an arc, and what flows into a point flows out of it. Somebody who reads what is
shown knows every shown arc and that no count is below nought, and nothing more. A small count is safe if numbers that
agree with everything shown let it be five or more: then nobody can say that it is under five. ``protect`` hides further
counts until that is so of every small one. Nought is treated as one to four are: where a row shows
that nobody was of a kind, something is said of everybody in it.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

LEAST: Final = 5
"""The smallest count that is shown."""

_ENDLESS: Final = 1 << 40
_DEAR: Final = 1 << 10
"""The cost of hiding a total."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A count between two points. ``shown`` is True or False where that is settled already, None where it is free.

    ``cost`` says how dear it is to hide: of several that would do, the cheapest goes. What stands ``apart`` is told by
    other tables as well: no other count is safe only because this one is not known.
    """

    tail: int
    head: int
    value: int
    shown: bool | None = None
    cost: int = 1
    apart: bool = False


def protect(arcs: Sequence[Arc]) -> list[bool]:
    """Say of each count whether it may be shown.

    What is settled stays as it is. The counts have to add up: at every point as much comes in as goes out.
    """
    hidden = [arc.shown is False or (arc.shown is None and arc.value < LEAST) for arc in arcs]
    small = [place for place, arc in enumerate(arcs) if hidden[place] and arc.value < LEAST]
    touching = _touching(arcs)
    for place in sorted(small, key=lambda one: (arcs[one].value, one)):
        _make_room(arcs, touching, hidden, place)
    # Hiding one more count never narrows what another may be, so what was made safe once stays safe.
    return [not one for one in hidden]


def _touching(arcs: Sequence[Arc]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place, arc in enumerate(arcs):
        found.setdefault(arc.tail, []).append(place)
        found.setdefault(arc.head, []).append(place)
    return found


def _make_room(arcs: Sequence[Arc], touching: dict[int, list[int]], hidden: list[bool], place: int) -> None:
    """Hide what is needed so that one small count could as well be ``LEAST``.

    What is hidden already is used first, however little of it there is in one place: several small counts often hide
    one another together, and nothing more need go.
    """
    wanted = LEAST - arcs[place].value
    moved = [0] * len(arcs)
    known = arcs if arcs[place].apart else [replace(arc, shown=True) if arc.apart else arc for arc in arcs]
    while wanted:
        cost, way = _way(known, touching, hidden, moved, (place, 1))
        if cost:
            way = _way(known, touching, hidden, moved, (place, wanted))[1] or way
        if way is None and known is not arcs:
            known = arcs  # better than nothing: it may not be known from elsewhere
            continue
        if way is None:
            return  # everything free is hidden already; what is settled decides
        step = min([wanted, *(arcs[one].value + moved[one] for one, up in way if not up)])
        for one, up in way:
            moved[one] += step if up else -step
            hidden[one] = True
        wanted -= step


def _way(
    arcs: Sequence[Arc],
    touching: dict[int, list[int]],
    hidden: Sequence[bool],
    moved: Sequence[int],
    raised: tuple[int, int],
) -> tuple[int, list[tuple[int, bool]] | None]:
    """The cheapest way round that lets a count be raised, with its cost: which others rise (True) and which fall.

    ``raised`` is the place of that count and by how much it is to rise. What is hidden costs nothing, what must be
    hidden for it costs what it tells; what is shown for good cannot be moved.
    """
    place, least = raised
    goal = arcs[place].tail
    costs = {arcs[place].head: 0}
    came: dict[int, tuple[int, int, bool]] = {}
    waiting = [(0, arcs[place].head)]
    while waiting:
        cost, point = heapq.heappop(waiting)
        if point == goal:
            return cost, _walked(came, arcs[place].head, goal)
        if cost > costs[point]:
            continue
        for one in touching[point]:
            arc = arcs[one]
            if one == place or arc.shown is True:
                continue
            up = arc.tail == point
            if not up and arc.value + moved[one] < least:
                continue
            there = arc.head if up else arc.tail
            further = cost + (0 if hidden[one] else arc.cost)
            if further < costs.get(there, _ENDLESS):
                costs[there] = further
                came[there] = (point, one, up)
                heapq.heappush(waiting, (further, there))
    return _ENDLESS, None


def _walked(came: dict[int, tuple[int, int, bool]], start: int, goal: int) -> list[tuple[int, bool]]:
    way = []
    point = goal
    while point != start:
        point, one, up = came[point]
        way.append((one, up))
    return way


@dataclass(frozen=True, slots=True)
class ShownTable:
    """Tells what may be shown of a table: each cell, the total of each row and column, and the total of all."""

    cells: tuple[tuple[bool, ...], ...]
    rows: tuple[bool, ...]
    columns: tuple[bool, ...]
    total: bool


def protect_parts(
    parts: Sequence[int],
    *,
    settled: Sequence[bool | None] = (),
    total: bool | None = None,
    apart: int | None = None,
) -> tuple[tuple[bool, ...], bool]:
    """Say of counts that add up to a total which may be shown, and whether the total may.

    Where one more has to be hidden it is the last that will do: the same from quarter to quarter, so that a year of
    them loses one and not four. ``settled`` and ``total`` say what was decided elsewhere, ``apart`` which stands apart.
    """
    known = settled or [None] * len(parts)
    arcs = [
        Arc(0, 1, value, shown, len(parts) - at, at == apart)
        for at, (value, shown) in enumerate(zip(parts, known, strict=True))
    ]
    shown = protect([*arcs, Arc(1, 0, sum(parts), total, _DEAR)])
    return tuple(shown[:-1]), shown[-1]


def protect_table(
    table: Sequence[Sequence[int]],
    *,
    cells: Sequence[Sequence[bool | None]] = (),
    rows: Sequence[bool | None] = (),
    columns: Sequence[bool | None] = (),
    total: bool | None = None,
    apart: int | None = None,
) -> ShownTable:
    """Say of a table with the totals of its rows and columns what may be shown.

    ``cells``, ``rows``, ``columns`` and ``total`` say what was decided elsewhere, where anything was; ``apart`` is the
    row that stands apart.
    """
    height, width = len(table), len(table[0]) if table else 0
    known = cells or [[None] * width] * height
    beyond_rows, beyond_columns = height + width, height + width + 1
    arcs = [
        Arc(row, height + column, table[row][column], known[row][column], height - row, row == apart)
        for row in range(height)
        for column in range(width)
    ]
    arcs += [
        Arc(beyond_columns, row, sum(table[row]), shown, height - row, row == apart)
        for row, shown in enumerate(rows or [None] * height)
    ]
    arcs += [
        Arc(height + column, beyond_rows, sum(line[column] for line in table), shown, _DEAR)
        for column, shown in enumerate(columns or [None] * width)
    ]
    arcs.append(Arc(beyond_rows, beyond_columns, sum(map(sum, table)), total, _DEAR))
    shown = protect(arcs)
    inner = height * width
    return ShownTable(
        cells=tuple(tuple(shown[row * width : (row + 1) * width]) for row in range(height)),
        rows=tuple(shown[inner : inner + height]),
        columns=tuple(shown[inner + height : inner + height + width]),
        total=shown[-1],
    )
