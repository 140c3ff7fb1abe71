"""Strips: bands of a page that are drawn whole. Layout makes them, pages collect them, the painter draws them.

Heights and distances are points, measured down from the top of the strip and right from the left edge of the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from hru_advocate.documents.blocks import Drawing
from hru_advocate.documents.pdf.tags import Element
from hru_advocate.documents.pdf.typesetting.lines import TypesetLine


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A line of text: left edge and baseline, and the element of each typed run; furniture has no elements."""

    x: float
    down: float
    line: TypesetLine
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class DrawnRule:
    """A straight line from one point to another, never part of the reading order."""

    x: float
    down: float
    to_x: float
    to_down: float
    weight: float = 0.5
    grey: float = 0.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """An empty tick box, a shape and not a letter; the element says that it is one."""

    x: float
    down: float
    size: float
    element: Element


@dataclass(frozen=True, slots=True)
class DrawnSign:
    """The shape that tells a caution (triangle) or a danger (filled octagon) without any colour."""

    x: float
    down: float
    size: float
    kind: Literal["caution", "danger"]


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """The lines and shapes of a figure, a drawing made larger by ``scale``; its texts are drawn separately."""

    x: float
    down: float
    width: float
    height: float
    drawing: Drawing
    scale: float
    element: Element


DrawnItem = DrawnText | DrawnRule | DrawnBox | DrawnSign | DrawnFigure


def reflected(item: DrawnItem, width: float) -> DrawnItem:
    """An item at the same distance from the other edge of a band of this width; its own shape stays."""
    if isinstance(item, DrawnText):
        return replace(item, x=width - item.x - item.line.width)
    if isinstance(item, DrawnRule):
        return replace(item, x=width - item.x, to_x=width - item.to_x)
    return replace(item, x=width - item.x - (item.width if isinstance(item, DrawnFigure) else item.size))


@dataclass(slots=True)
class Strip:
    """A band of a page. ``space_before`` is space above it that a page's top swallows.

    ``leading`` is that of the text inside: a strip higher than a page is cut at a multiple of it, ``padding`` points
    below its top. ``keep_with_next`` keeps it on the page of the next strip, ``page_break_before`` starts a new page
    before it, and ``repeated_header`` is a strip to repeat when a page starts here. A ``right_to_left`` strip is drawn
    reflected: what was laid out from the left stands from the right. ``outline`` is a heading's level and words.
    """

    height: float
    drawn: list[DrawnItem] = field(default_factory=list)
    space_before: float = 0.0
    keep_with_next: bool = False
    leading: float = 16.0
    padding: float = 0.0
    repeated_header: Strip | None = None
    page_break_before: bool = False
    right_to_left: bool = False
    outline: tuple[int, str] | None = None

    def cut(self, height: float) -> tuple[Strip, Strip]:
        """Two strips, the first no higher than ``height``; only for a strip that no page could hold."""
        steps = max(1, int((height - self.padding) // self.leading))
        at = self.padding + steps * self.leading
        upper = [item for item in self.drawn if item.down <= at]
        lower = [_moved(item, at) for item in self.drawn if item.down > at]
        first = replace(self, height=at, drawn=[_ended(item, at) for item in upper], keep_with_next=False)
        sides = [_moved(item, at) for item in upper if isinstance(item, DrawnRule) and item.to_down > at]
        second = replace(
            self,
            height=self.height - at,
            drawn=sides + lower,
            space_before=0.0,
            padding=0.0,
            page_break_before=False,
            outline=None,
        )
        return first, second


def _moved(item: DrawnItem, up: float) -> DrawnItem:
    if isinstance(item, DrawnRule):
        return replace(item, down=max(0.0, item.down - up), to_down=item.to_down - up)
    return replace(item, down=item.down - up)


def _ended(item: DrawnItem, at: float) -> DrawnItem:
    if isinstance(item, DrawnRule) and item.to_down > at:
        return replace(item, to_down=at)
    return item


def keep_together(strips: list[Strip]) -> list[Strip]:
    """The strips kept together: each with the next, the last as it was."""
    for strip in strips[:-1]:
        strip.keep_with_next = True
    return strips


def keep_last_two(strips: list[Strip]) -> list[Strip]:
    """Rows of which the last never stands alone at the top of a page."""
    if len(strips) > 1:
        strips[-2].keep_with_next = True
    return strips


def keep_two_at_ends(strips: list[Strip]) -> list[Strip]:
    """Rows of which neither the first stands alone at the foot of a page nor the last at the top of one."""
    if len(strips) > 1:
        strips[0].keep_with_next = True
    return keep_last_two(strips)


def as_one(strips: list[Strip]) -> Strip:
    """The strips as a single one, for a heading that comes back on the next page; it is in no outline."""
    down = 0.0
    drawn: list[DrawnItem] = []
    for strip in strips:
        drawn += [_moved(item, -down) for item in strip.drawn]
        down += strip.height
    return replace(strips[0], height=down, drawn=drawn, space_before=0.0, keep_with_next=False, outline=None)


def height_of(strips: list[Strip]) -> float:
    """Height of strips on one page, with the space above the first swallowed."""
    return sum(strip.space_before + strip.height for strip in strips) - (strips[0].space_before if strips else 0.0)
