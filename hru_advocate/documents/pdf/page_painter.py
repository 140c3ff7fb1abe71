"""The painter of a page: draws placed strips on the canvas, and keeps the tags in step with what it draws."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reportlab.pdfgen.canvas import FILL_NON_ZERO

from hru_advocate.documents.pdf.canvas import GlyphText, TaggedCanvas
from hru_advocate.documents.pdf.charts import draw_marks
from hru_advocate.documents.pdf.strips import DrawnBox, DrawnFigure, DrawnItem, DrawnRule, DrawnSign, DrawnText
from hru_advocate.documents.pdf.tags import Element
from hru_advocate.documents.pdf.typesetting.lines import TypesetLine
from hru_advocate.documents.pdf.typesetting.words import OutlineMark, Piece

_PAGINATION: Final = "Pagination"
_DECORATION: Final = (DrawnRule, DrawnSign)
_OCTAGON: Final = ((0.3, 0.0), (0.7, 0.0), (1.0, 0.3), (1.0, 0.7), (0.7, 1.0), (0.3, 1.0), (0.0, 0.7), (0.0, 0.3))
_TRIANGLE: Final = ((0.5, 0.06), (1.0, 0.94), (0.0, 0.94))


class PagePainter:
    """Draws one page. Rules and signs come first as decoration, then the words in reading order.

    ``owners`` are the elements of the marked content drawn so far, by its number on the page.
    """

    def __init__(self, canvas: TaggedCanvas, page: int) -> None:
        self._canvas = canvas
        self._page = page
        self._run = canvas.beginText()
        self._open: Element | str | None = None
        self._font: tuple[str, float] | None = None
        self._grey = 0.0
        self._stroked = (0.0, 1.0, False)  # as pages begin
        self.owners: list[Element] = []

    def decorate(self, placed: Iterable[tuple[DrawnItem, float, float]]) -> None:
        """Draw the rules and signs among the items of a page, with the corner of the strip of each, in points."""
        drawn = [place for place in placed if isinstance(place[0], _DECORATION)]
        if not drawn:
            return
        self._canvas.begin_artifact("Layout")
        for item, left, top in drawn:
            if isinstance(item, DrawnRule):
                self._rule(item, left, top)
            elif isinstance(item, DrawnSign):
                self._sign(item, left + item.x, top - item.down)
        self._canvas.end_marked()

    def draw(self, item: DrawnItem, left: float, top: float, *, furniture: bool = False) -> None:
        """Draw words, a box or a figure of a strip whose corner is at ``left``, ``top`` (points from bottom left)."""
        if isinstance(item, DrawnText):
            self._text(item.line, left + item.x, top - item.down, () if furniture else item.elements)
        elif isinstance(item, DrawnBox):
            self._box(item, left + item.x, top - item.down - item.size, furniture=furniture)
        elif isinstance(item, DrawnFigure):
            self._figure(item, left + item.x, top - item.down)

    def finish(self) -> None:
        """End the page."""
        self._enter(None)
        self._canvas.showPage()

    def _enter(self, owner: Element | str | None) -> None:
        """End the marked content that is open and begin the one wanted, unless it is the same."""
        if owner is self._open:
            return
        if self._open is not None:
            self._canvas.end_marked()
        if isinstance(owner, Element):
            self._canvas.begin_marked(owner.kind, len(self.owners))
            owner.mark(self._page, len(self.owners))
            self.owners.append(owner)
        elif owner is not None:
            self._canvas.begin_artifact(owner)
        self._open = owner

    def _text(self, line: TypesetLine, x: float, y: float, elements: tuple[Element, ...]) -> None:
        x -= line.indent
        parts = [elements[run_index].add_actual_text(text) for run_index, text in line.logical] if elements else []
        for run in line.runs:
            owner = parts[run.part] if parts else elements[run.run_index] if elements else _PAGINATION
            self._enter(owner)
            size = run.style.size
            text = self._run
            text.begin_again(x, y)
            marks: list[tuple[OutlineMark, float]] = []
            if run.style.grey != self._grey:
                self._grey = run.style.grey
                text.set_grey(self._grey)
            for piece in run.pieces:
                if (piece.font.name, size) != self._font:
                    self._font = (piece.font.name, size)
                    text.set_embedded_font(piece.font, size * piece.font.zoom)
                _show(text, piece, size)
                if piece.marks:
                    marks += [(mark, x) for mark in piece.marks]
                x += piece.width * size / 1000
            self._canvas.drawText(text)
            for mark, start in marks:
                self._outline(mark, start, y, size)

    def _outline(self, mark: OutlineMark, x: float, y: float, size: float) -> None:
        """Draw a mark over its letter."""
        scale = size / 1000
        zoom = mark.scale * scale
        canvas = self._canvas
        canvas.saveState()
        canvas.transform(zoom, 0, 0, zoom, round(x + mark.across * scale, 2), round(y + mark.up * scale, 2))
        canvas.drawPath(mark.outline, stroke=0, fill=1, fillMode=FILL_NON_ZERO)  # as fonts are: strokes may cross
        canvas.restoreState()

    def _rule(self, rule: DrawnRule, left: float, top: float) -> None:
        self._stroke(rule.grey, rule.weight, dashed=rule.dashed)
        self._canvas.draw_rule(left + rule.x, top - rule.down, left + rule.to_x, top - rule.to_down)

    def _stroke(self, grey: float, weight: float, *, dashed: bool = False) -> None:
        """Set how lines are drawn, unless they are drawn so already: most lines of a page are alike."""
        if (grey, weight, dashed) == self._stroked:
            return
        was, self._stroked = self._stroked, (grey, weight, dashed)
        if grey != was[0]:
            self._canvas.setStrokeGray(grey)
        if weight != was[1]:
            self._canvas.setLineWidth(round(weight, 2))
        if dashed != was[2]:
            self._canvas.setDash([3, 3] if dashed else [])

    def _box(self, box: DrawnBox, x: float, y: float, *, furniture: bool) -> None:
        self._enter(_PAGINATION if furniture else box.element)
        self._stroke(0.0, 0.8)
        self._canvas.draw_box(x, y, box.size)

    def _figure(self, figure: DrawnFigure, x: float, top: float) -> None:
        """Draw the lines and shapes of a figure, and tell readers of the page where it stands."""
        self._enter(figure.element)
        canvas = self._canvas
        canvas.saveState()
        canvas.setDash()
        canvas.translate(round(x, 2), round(top, 2))
        canvas.scale(figure.scale, -figure.scale)
        draw_marks(canvas, figure.drawing)
        canvas.restoreState()
        box = f"{x:.2f} {top - figure.height:.2f} {x + figure.width:.2f} {top:.2f}"
        figure.element.extra += f" /A <</O /Layout /Placement /Block /BBox [{box}]>>"

    def _sign(self, sign: DrawnSign, x: float, top: float) -> None:
        """A filled octagon or an open triangle, with an exclamation mark in it."""
        danger = sign.kind == "danger"
        canvas = self._canvas
        weight = round(sign.size / 9, 2)
        canvas.saveState()
        canvas.setStrokeGray(0)
        canvas.setFillGray(0)
        canvas.setLineWidth(weight)
        canvas.setDash()
        path = canvas.beginPath()
        for at, (across, down) in enumerate(_OCTAGON if danger else _TRIANGLE):
            point = round(x + across * sign.size, 2), round(top - down * sign.size, 2)
            (path.lineTo if at else path.moveTo)(*point)
        path.close()
        canvas.drawPath(path, stroke=not danger, fill=danger)
        canvas.setStrokeGray(int(danger))
        canvas.setFillGray(int(danger))
        middle = round(x + sign.size / 2, 2)
        high, low, dot = (0.2, 0.58, 0.78) if danger else (0.36, 0.64, 0.8)
        canvas.line(middle, round(top - high * sign.size, 2), middle, round(top - low * sign.size, 2))
        canvas.rect(middle - weight / 2, round(top - dot * sign.size - weight / 2, 2), weight, weight, stroke=0, fill=1)
        canvas.restoreState()


def _show(text: GlyphText, piece: Piece, size: float) -> None:
    """Show a piece where the last one ended."""
    if not piece.raised:
        text.show_glyphs(piece.shown)
        return
    font = piece.font
    scale = size * font.zoom / 1000
    text.begin_actual_text(piece.actual_text)
    if piece.shown:
        text.show_glyphs(piece.shown)
    for step in piece.raised:
        text.setRise(round(step.rise * scale, 3))
        text.setCharSpace(round(step.space * scale, 3))
        text.show_glyphs(f"<{step.shown}>")
    text.setRise(0)
    text.setCharSpace(0)
    for trailing_spaces in piece.trailing_spaces:
        text.set_embedded_font(trailing_spaces.font, size * trailing_spaces.font.zoom)
        text.show_glyphs(trailing_spaces.shown)
    if piece.trailing_spaces:
        text.set_embedded_font(font, size * font.zoom)
    text.end_actual_text()
