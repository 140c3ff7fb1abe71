"""Charts on paper: a drawing's lines and shapes in greys, its texts as words, all inside one figure.

They are drawn on ReportLab's canvas. Its graphics package, which draws charts too, would set each line of a figure in
colours of three parts and a font that is not embedded (decision 6).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from hru_advocate.documents.blocks import Bar, Chart, Drawing, Label, SignShape, Stroke, Tint
from hru_advocate.documents.pdf.layout_context import LayoutContext, aligned, line_strips
from hru_advocate.documents.pdf.objects import text_string
from hru_advocate.documents.pdf.strips import DrawnFigure, DrawnItem, DrawnText, Strip, keep_together
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
_SPARE: Final = 36  # units of the grid: what a title and two headings above it may need of the page


def chart(layout: LayoutContext, root: Element, block: Chart) -> list[Strip]:
    """Its title and the drawing, as wide as the text, on one page always; time runs from left to right everywhere."""
    sheet = layout.sheet
    strips: list[Strip] = []
    if block.title:
        elements = layout.elements(root.child("P"), block.title)
        lines = layout.lines(block.title, sheet.label, sheet.width)
        strips = aligned(layout, line_strips(lines, sheet.label, 0.0, elements), block.title)
        strips[-1].height += sheet.unit
    drawing = block.drawing
    scale = min(sheet.width / max(drawing.width, 1.0), (sheet.height - _SPARE * sheet.unit) / max(drawing.height, 1.0))
    alternative = " ".join(printable(block.alternative).split())
    figure = root.child("Figure", extra=f"/Alt {text_string(alternative)}")
    wide, high = drawing.width * scale, drawing.height * scale
    drawn: list[DrawnItem] = [DrawnFigure(0.0, 0.0, wide, high, drawing, scale, figure)]
    drawn += [_text(layout, drawing, label, scale, figure) for label in drawing.labels]
    strips.append(Strip(high + 2 * sheet.unit, drawn))
    strips[0].space_before = 3 * sheet.unit
    return keep_together(strips)


def _text(layout: LayoutContext, drawing: Drawing, label: Label, scale: float, figure: Element) -> DrawnText:
    """A label's words, set smaller where the face is too wide for their place.

    The space after them keeps readers of the file from joining them to the next label's.
    """
    style = TextStyle(drawing.size * scale, drawing.size * scale, label.strong, min(_GREYS[label.tint], QUIET))
    widest = label.room * scale
    text = f"{' '.join(label.text.split())} "
    line = layout.lines(text, style, float("inf"))[0]
    if line.width > widest > 0:
        smaller = style.size * widest / line.width
        line = layout.lines(text, replace(style, size=smaller, leading=smaller), float("inf"))[0]
    x = label.x * scale - {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * line.width
    return DrawnText(x, label.y * scale, line, (figure,))


def draw_marks(canvas: Canvas, drawing: Drawing) -> None:
    """Draw the lines and shapes of a drawing, heights measured downwards; who calls has scaled the canvas to it."""
    for mark in drawing.marks:
        if isinstance(mark, Label):
            continue
        grey = _GREYS[mark.tint]
        canvas.setStrokeGray(grey)
        if isinstance(mark, Stroke):
            canvas.setLineWidth(mark.weight)
            canvas.line(mark.x, mark.y, mark.to_x, mark.to_y)
            continue
        canvas.setLineWidth(_OUTLINE)
        canvas.setFillGray(grey if mark.filled else 1)
        if isinstance(mark, Bar):
            canvas.rect(mark.x, mark.y, mark.width, mark.height, stroke=not mark.filled, fill=1)
        else:
            _draw_sign(canvas, mark)


def _draw_sign(canvas: Canvas, sign: SignShape) -> None:
    x, y, half = sign.x, sign.y, sign.size / 2
    if sign.shape == "square":
        canvas.rect(x - half, y - half, sign.size, sign.size, stroke=not sign.filled, fill=1)
    elif sign.shape == "triangle":
        path = canvas.beginPath()
        path.moveTo(x, y - half)
        path.lineTo(x + half, y + half)
        path.lineTo(x - half, y + half)
        path.close()
        canvas.drawPath(path, stroke=not sign.filled, fill=1)
    else:
        canvas.circle(x, y, half, stroke=not sign.filled, fill=1)
