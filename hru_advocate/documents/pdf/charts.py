"""Charts on paper: a drawing's lines and shapes in greys, its texts as words, all inside one figure."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hru_advocate.documents.blocks import Bar, Chart, Drawing, Label, SignShape, Stroke, Tint
from hru_advocate.documents.pdf.layout_context import LayoutContext, line_strips, sided
from hru_advocate.documents.pdf.objects import text_string
from hru_advocate.documents.pdf.strips import DrawnFigure, DrawnText, Ink, Strip, glue
from hru_advocate.documents.pdf.tags import Element
from hru_advocate.documents.pdf.typesetting.typed_text import printable
from hru_advocate.documents.style import BLACK, HAIR, QUIET, TextStyle

_GREYS: Final[dict[Tint, float]] = {
    "strong": BLACK,
    "accent": 0.4,
    "danger": BLACK,
    "caution": BLACK,
    "fine": BLACK,
    "quiet": QUIET,
    "line": HAIR,
    "hair": 0.72,
}
_OUTLINE: Final = 1.1
_ROUND: Final = 0.5523  # how far the handles of a quarter circle reach, as a share of its radius
_SPARE: Final = 36  # units of the grid: what a title and two headings above it may need of the page


def chart(layout: LayoutContext, root: Element, block: Chart) -> list[Strip]:
    """Its title and the drawing, as wide as the text, on one page always; time runs from left to right everywhere."""
    sheet = layout.sheet
    strips: list[Strip] = []
    if block.title:
        voices = layout.voices(root.child("P"), block.title)
        lines = layout.lines(block.title, sheet.label, sheet.width)
        strips = sided(layout, line_strips(lines, sheet.label, 0.0, voices), block.title)
        strips[-1].height += sheet.unit
    drawing = block.drawing
    scale = min(sheet.width / max(drawing.width, 1.0), (sheet.height - _SPARE * sheet.unit) / max(drawing.height, 1.0))
    spoken = " ".join(printable(block.alternative).split())
    figure = root.child("Figure", extra=f"/Alt {text_string(spoken)}")
    wide, high = drawing.width * scale, drawing.height * scale
    inks: list[Ink] = [DrawnFigure(0.0, 0.0, wide, high, _paths(drawing, scale), figure)]
    inks += [_text(layout, drawing, label, scale, figure) for label in drawing.labels]
    strips.append(Strip(high + 2 * sheet.unit, inks))
    strips[0].before = 3 * sheet.unit
    return glue(strips)


def _text(layout: LayoutContext, drawing: Drawing, label: Label, scale: float, figure: Element) -> DrawnText:
    """A label's words, set smaller where the face is too wide for their room; a space after them parts them."""
    look = TextStyle(drawing.size * scale, drawing.size * scale, label.strong, min(_GREYS[label.tint], QUIET))
    room = label.room * scale
    text = f"{' '.join(label.text.split())} "
    line = layout.lines(text, look, float("inf"))[0]
    if line.width > room > 0:
        smaller = look.size * room / line.width
        line = layout.lines(text, replace(look, size=smaller, leading=smaller), float("inf"))[0]
    x = label.x * scale - {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * line.width
    return DrawnText(x, label.y * scale, line, (figure,))


def _paths(drawing: Drawing, scale: float) -> str:
    """Lines and shapes as operators, with the height measured downwards."""
    return "\n".join(_path(mark, scale) for mark in drawing.marks if not isinstance(mark, Label))


def _path(mark: Stroke | Bar | SignShape, scale: float) -> str:
    grey = _GREYS[mark.tint]
    if isinstance(mark, Stroke):
        ends = " ".join(f"{value * scale:.2f}" for value in (mark.x, mark.y))
        to = " ".join(f"{value * scale:.2f}" for value in (mark.to_x, mark.to_y))
        return f"{grey:g} G {mark.weight * scale:.2f} w {ends} m {to} l S"
    if isinstance(mark, Bar):
        sides = " ".join(f"{value * scale:.2f}" for value in (mark.x, mark.y, mark.width, mark.height))
        shape = f"{sides} re"
    else:
        shape = _shape(mark, scale)
    if mark.filled:
        return f"{grey:g} g {shape} f"
    return f"1 g {grey:g} G {_OUTLINE * scale:.2f} w {shape} B"


def _shape(sign: SignShape, scale: float) -> str:
    x, y, half = sign.x * scale, sign.y * scale, sign.size * scale / 2
    if sign.shape == "square":
        return f"{x - half:.2f} {y - half:.2f} {2 * half:.2f} {2 * half:.2f} re"
    if sign.shape == "triangle":
        return f"{x:.2f} {y - half:.2f} m {x + half:.2f} {y + half:.2f} l {x - half:.2f} {y + half:.2f} l h"
    reach = half * _ROUND
    quarters = (
        (x + half, y + reach, x + reach, y + half, x, y + half),
        (x - reach, y + half, x - half, y + reach, x - half, y),
        (x - half, y - reach, x - reach, y - half, x, y - half),
        (x + reach, y - half, x + half, y - reach, x + half, y),
    )
    curves = " ".join(" ".join(f"{value:.2f}" for value in quarter) + " c" for quarter in quarters)
    return f"{x + half:.2f} {y:.2f} m {curves} h"
