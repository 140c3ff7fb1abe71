"""The pen: draws placed strips as page content, and keeps the tags in step with what it draws."""

from __future__ import annotations

from typing import Final

from hru_advocate.documents.pdf.objects import text_string
from hru_advocate.documents.pdf.strips import DrawnBox, DrawnFigure, DrawnRule, DrawnSign, DrawnText, Ink
from hru_advocate.documents.pdf.tags import Element
from hru_advocate.documents.pdf.typesetting.lines import TypesetLine
from hru_advocate.documents.pdf.typesetting.words import OutlineMark, Piece

_LAYOUT: Final = "/Artifact <</Type /Layout>> BDC"
_FURNITURE: Final = "/Artifact <</Type /Pagination>> BDC"
_OCTAGON: Final = ((0.3, 0.0), (0.7, 0.0), (1.0, 0.3), (1.0, 0.7), (0.7, 1.0), (0.3, 1.0), (0.0, 0.7), (0.0, 0.3))
_TRIANGLE: Final = ((0.5, 0.06), (1.0, 0.94), (0.0, 0.94))


class Pen:
    """Draws one page. Rules and signs come first as decoration, then the words in reading order."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._under: list[str] = []
        self._over: list[str] = []
        self._open: Element | str | None = None
        self._state: tuple[str, float] | None = None
        self._grey = 0.0
        self.owners: list[Element] = []

    def draw(self, ink: Ink, left: float, top: float, *, furniture: bool = False) -> None:
        """Draw one ink of a strip whose corner is at ``left``, ``top`` (points from the page's bottom left)."""
        if isinstance(ink, DrawnText):
            self._text(ink.line, left + ink.x, top - ink.down, () if furniture else ink.voices)
        elif isinstance(ink, DrawnRule):
            self._rule(ink, left, top)
        elif isinstance(ink, DrawnBox):
            self._box(ink, left + ink.x, top - ink.down - ink.size, furniture=furniture)
        elif isinstance(ink, DrawnFigure):
            self._figure(ink, left + ink.x, top - ink.down)
        else:
            self._sign(ink, left + ink.x, top - ink.down)

    def content(self) -> bytes:
        """The page's content stream."""
        self._enter(None)
        under = [_LAYOUT, *self._under, "EMC"] if self._under else []
        return "\n".join([*under, *self._over]).encode("ascii")

    def _enter(self, owner: Element | str | None) -> None:
        """Close the marked content that is open and open the one wanted, unless it is the same."""
        if owner is self._open:
            return
        if self._open is not None:
            self._over.append("EMC")
        if isinstance(owner, Element):
            self._over.append(f"/{owner.kind} <</MCID {len(self.owners)}>> BDC")
            owner.mark(self._page, len(self.owners))
            self.owners.append(owner)
        elif owner is not None:
            self._over.append(owner)
        self._open = owner

    def _text(self, line: TypesetLine, x: float, y: float, voices: tuple[Element, ...]) -> None:
        x -= line.lead
        parts = [voices[voice].said(text) for voice, text in line.said] if voices else []
        for stretch in line.stretches:
            owner = parts[stretch.part] if parts else voices[stretch.voice] if voices else _FURNITURE
            self._enter(owner)
            size = stretch.look.size
            out = ["BT"]
            marks: list[str] = []
            if stretch.look.grey != self._grey:
                self._grey = stretch.look.grey
                out.append(f"{self._grey:g} g")
            out.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
            for piece in stretch.pieces:
                font = piece.font
                if (font.name, size) != self._state:
                    self._state = (font.name, size)
                    out.append(f"/{font.name} {size * font.zoom:g} Tf")
                out.append(_shown(piece, size))
                if piece.marks:
                    marks += [_marked(mark, x, y, size) for mark in piece.marks]
                x += piece.width * size / 1000
            self._over.append(" ".join([*out, "ET", *marks]))

    def _rule(self, ink: DrawnRule, left: float, top: float) -> None:
        dash = "[3 3] 0 d " if ink.dashed else "[] 0 d "
        self._under.append(
            f"{ink.grey:g} G {ink.weight:g} w {dash}{left + ink.x:.2f} {top - ink.down:.2f} m "
            f"{left + ink.to_x:.2f} {top - ink.to_down:.2f} l S"
        )

    def _box(self, ink: DrawnBox, x: float, y: float, *, furniture: bool) -> None:
        self._enter(_FURNITURE if furniture else ink.element)
        self._over.append(f"0 G 0.8 w [] 0 d {x:.2f} {y:.2f} {ink.size:g} {ink.size:g} re S")

    def _figure(self, ink: DrawnFigure, x: float, top: float) -> None:
        """Lines and shapes of a figure, which the page's readers find where it stands."""
        self._enter(ink.element)
        self._over.append(f"q [] 0 d 1 0 0 -1 {x:.2f} {top:.2f} cm\n{ink.paths}\nQ")
        box = f"{x:.2f} {top - ink.height:.2f} {x + ink.width:.2f} {top:.2f}"
        ink.element.extra += f" /A <</O /Layout /Placement /Block /BBox [{box}]>>"

    def _sign(self, ink: DrawnSign, x: float, top: float) -> None:
        corners = _OCTAGON if ink.kind == "danger" else _TRIANGLE
        points = [(x + across * ink.size, top - down * ink.size) for across, down in corners]
        path = " ".join(f"{px:.2f} {py:.2f} {'l' if at else 'm'}" for at, (px, py) in enumerate(points))
        danger = ink.kind == "danger"
        middle, weight = x + ink.size / 2, ink.size / 9
        high, low, dot = (0.2, 0.58, 0.78) if danger else (0.36, 0.64, 0.8)
        self._under.append(
            f"0 g 0 G {weight:.2f} w [] 0 d {path} h {'f' if danger else 'S'} "
            f"{1 if danger else 0} g {1 if danger else 0} G {middle:.2f} {top - high * ink.size:.2f} m "
            f"{middle:.2f} {top - low * ink.size:.2f} l S "
            f"{middle - weight / 2:.2f} {top - dot * ink.size - weight / 2:.2f} {weight:.2f} {weight:.2f} re f 0 g"
        )


def _marked(mark: OutlineMark, x: float, y: float, size: float) -> str:
    """The operators that draw a mark over its letter."""
    scale = size / 1000
    zoom = mark.scale * scale
    return f"q {zoom:.6f} 0 0 {zoom:.6f} {x + mark.across * scale:.2f} {y + mark.up * scale:.2f} cm {mark.outline} f Q"


def _shown(piece: Piece, size: float) -> str:
    """The operators that show a piece where the last one ended."""
    if not piece.steps:
        return f"[{piece.shown}] TJ"
    font = piece.font
    scale = size * font.zoom / 1000
    out = [f"/Span <</ActualText {text_string(piece.spoken)}>> BDC"]
    if piece.shown:
        out.append(f"[{piece.shown}] TJ")
    out += [f"{step.rise * scale:.3f} Ts {step.space * scale:.3f} Tc <{step.shown}> Tj" for step in piece.steps]
    out.append("0 Ts 0 Tc")
    out += [f"/{tail.font.name} {size * tail.font.zoom:g} Tf [{tail.shown}] TJ" for tail in piece.tail]
    if piece.tail:
        out.append(f"/{font.name} {size * font.zoom:g} Tf")
    return " ".join([*out, "EMC"])
