"""Every way to take a phrase about time apart into days, a clock time, a part of the day and words that say less."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from hru_advocate.domain.time_words.clocks import (
    PARTS,
    TOGETHER,
    Clock,
    Part,
    clocks_at,
    edge_of,
    edges_at,
    part_at_edge,
    parts_at,
    placed_in,
)
from hru_advocate.domain.time_words.days import days_at
from hru_advocate.domain.time_words.frame import Days, Frame


@dataclass(frozen=True, slots=True)
class TimeParts:
    """The pieces of one expression."""

    days: tuple[Days, ...] = ()
    clock: Clock | None = None
    part: Part | None = None
    edge: str = ""
    """The end of a day, or of its part, that is meant: early, late."""
    vague: bool = False
    about: bool = False

    @property
    def clock_in_part(self) -> Clock | None:
        """The clock time within the part of the day that was said; ``None`` where the two contradict each other."""
        if self.clock is None or self.part is None:
            return self.clock
        return placed_in(self.clock, self.part)


_FILLER: Final = re.compile(
    r"(?:,|\.|at|it (?:was|happened)|(?:this|that) (?:was|happened)|happened|was|again|exactly|definitely|sharp"
    r"|(?:some )?time|sometime|n1 (?:day|night|evening|morning|afternoon)"
    r"|(?:on )?(?:an?|some) (?:day|night|evening|morning|afternoon|weekend)(?= (?:in|during|of|over|last|this|next))"
    r"|(?:on )?(?:n1|an?|some) w\d(?= (?:in|during))|on the day|local time|bst|gmt"
    r"|all (?:day|through)|all(?= (?:night|morning|afternoon|evening|over|the|last|this|weekend)\b)"
    r"|(?:(?:for|over|during) )?the whole of|(?:the )?whole(?= weekend| week| month))(?= |$)"
)
_HEDGE: Final = re.compile(
    r"(?:maybe|or so|ish|or thereabouts|not sure|unsure"
    r"|it (?:m5|might|could|must|would|should|will) (?:have|be)(?: been| happened)?"
    r"|(?:i|she|he|they|we)(?: do not| don't)? (?:think|thinks|believe|believes|guess|reckon)(?: it was)?"
    r"|(?:m5|might|could) have been|could be|m5 be|might be)(?= |$)"
)
_ABOUT: Final = re.compile(r"about(?= )")
_TRIES: Final = 4000


def parse(symbols: str, frame: Frame) -> Iterator[TimeParts]:
    """Every way to take the whole of some symbols apart, the longest pieces first."""
    tries = [0]

    def go(place: int, parts: TimeParts) -> Iterator[TimeParts]:
        tries[0] += 1
        if place >= len(symbols):
            yield parts if parts.part or not parts.edge else replace(parts, part=part_at_edge("", parts.edge))
            return
        if tries[0] > _TRIES:
            return
        for length, more in _pieces(symbols[place:], parts, frame):
            yield from go(place + length + 1, more)

    yield from go(0, TimeParts())


def _pieces(rest: str, parts: TimeParts, frame: Frame) -> list[tuple[int, TimeParts]]:
    """Each piece that can stand next, with all that is read by then; the longest first."""
    found: list[tuple[int, TimeParts]] = []
    if (filler := _FILLER.match(rest)) is not None:
        found.append((filler.end(), parts))
    if (hedge := _HEDGE.match(rest)) is not None:
        found.append((hedge.end(), replace(parts, vague=True)))
    if (about := _ABOUT.match(rest)) is not None:
        found.append((about.end(), replace(parts, about=True)))
    if len(parts.days) < 2:
        found += [(length, replace(parts, days=(*parts.days, days))) for length, days in days_at(rest, frame)]
    if parts.clock is None:
        found += [(length, replace(parts, clock=clock)) for length, clock in clocks_at(rest)]
    found += _parts(rest, parts, frame)
    return sorted(found, key=lambda piece: -piece[0])


def _parts(rest: str, parts: TimeParts, frame: Frame) -> list[tuple[int, TimeParts]]:
    """The parts of a day that can stand next, and the end of one: early on Tuesday morning; Monday night, late."""
    ends = () if parts.edge else tuple(edges_at(rest))
    if parts.part is None:
        found = [(length, replace(parts, part=part)) for length, part in parts_at(rest, parts.edge)]
        found += [(length, replace(parts, edge=edge)) for length, edge in ends]
        return found if parts.days else found + _day_with_part(rest, parts, frame)
    least, most = parts.part.widest  # the early hours of Sunday morning
    wider = ((length, part.widest) for length, part in parts_at(rest))
    found = [(length, parts) for length, widest in wider if widest[0] <= least and most <= widest[1]]
    found += [] if parts.days else _day_around_part(rest, parts, frame)
    late = ((length, edge, edge_of(parts.part, edge)) for length, edge in ends)
    return found + [(length, replace(parts, edge=edge, part=part)) for length, edge, part in late if part]


def _day_with_part(rest: str, parts: TimeParts, frame: Frame) -> list[tuple[int, TimeParts]]:
    """Last night, this morning: a day and a part of it in one."""
    found = []
    for pattern, days, name in TOGETHER:
        part = part_at_edge(name, parts.edge)
        if part is not None and (match := pattern.match(rest)) is not None:
            day = frame.today + timedelta(days=days)
            found.append((match.end(), replace(parts, days=(Days(day, day),), part=part)))
    return found


def _day_around_part(rest: str, parts: TimeParts, frame: Frame) -> list[tuple[int, TimeParts]]:
    """Bedtime last night, the early hours of this morning: the day of words that hold the part named before them."""
    found = []
    for pattern, days, name in TOGETHER:
        least, most = PARTS[name].widest
        held = parts.part is not None and parts.part.begin < most and parts.part.end > least
        if held and (match := pattern.match(rest)) is not None:
            day = frame.today + timedelta(days=days)
            found.append((match.end(), replace(parts, days=(Days(day, day),))))
    return found
