"""Strips: bands of a page that are drawn whole. The layout makes them, the pages collect them, the pen draws them.

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
    """A line of text: left edge and baseline, and the element of each voice; without elements it is furniture."""

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


def reflected(ink: DrawnItem, width: float) -> DrawnItem:
    """An ink at the same distance from the other edge of a band of this width; its own shape stays."""
    if isinstance(ink, DrawnText):
        return replace(ink, x=width - ink.x - ink.line.width)
    if isinstance(ink, DrawnRule):
        return replace(ink, x=width - ink.x, to_x=width - ink.to_x)
    return replace(ink, x=width - ink.x - (ink.width if isinstance(ink, DrawnFigure) else ink.size))


@dataclass(slots=True)
class Strip:
    """A band of a page. ``before`` is space above it that a page's top swallows; ``glued`` keeps it with the next.

    ``step`` is the leading of the text inside: a strip higher than a page is cut at a multiple of it, ``lead`` points
    below its top. ``head`` is a strip to repeat when a page starts here. ``turn`` starts a new page before it.
    ``leftward`` is drawn reflected: what was laid out from the left stands from the right.
    """

    height: float
    inks: list[DrawnItem] = field(default_factory=list)
    before: float = 0.0
    glued: bool = False
    step: float = 16.0
    lead: float = 0.0
    head: Strip | None = None
    turn: bool = False
    leftward: bool = False
    outline: tuple[int, str] | None = None

    def cut(self, room: float) -> tuple[Strip, Strip]:
        """Two strips, the first no higher than ``room``; only for a strip that no page could hold."""
        steps = max(1, int((room - self.lead) // self.step))
        at = self.lead + steps * self.step
        upper = [ink for ink in self.inks if ink.down <= at]
        lower = [_moved(ink, at) for ink in self.inks if ink.down > at]
        first = replace(self, height=at, inks=[_ended(ink, at) for ink in upper], glued=False)
        sides = [_moved(ink, at) for ink in upper if isinstance(ink, DrawnRule) and ink.to_down > at]
        second = replace(
            self, height=self.height - at, inks=sides + lower, before=0.0, lead=0.0, turn=False, outline=None
        )
        return first, second


def _moved(ink: DrawnItem, up: float) -> DrawnItem:
    if isinstance(ink, DrawnRule):
        return replace(ink, down=max(0.0, ink.down - up), to_down=ink.to_down - up)
    return replace(ink, down=ink.down - up)


def _ended(ink: DrawnItem, at: float) -> DrawnItem:
    if isinstance(ink, DrawnRule) and ink.to_down > at:
        return replace(ink, to_down=at)
    return ink


def glue(strips: list[Strip]) -> list[Strip]:
    """The strips kept together: each with the next, the last as it was."""
    for strip in strips[:-1]:
        strip.glued = True
    return strips


def paired(strips: list[Strip]) -> list[Strip]:
    """Rows of which the last never stands alone at the top of a page."""
    if len(strips) > 1:
        strips[-2].glued = True
    return strips


def height_of(strips: list[Strip]) -> float:
    """Height of strips on one page, with the space above the first swallowed."""
    return sum(strip.before + strip.height for strip in strips) - (strips[0].before if strips else 0.0)
