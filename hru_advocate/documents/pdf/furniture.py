"""What stands on every page beside its text: marking, footer and folio. None of it is in the reading order."""

from __future__ import annotations

from hru_advocate.documents.blocks import Page, Phrases
from hru_advocate.documents.pdf.layout_context import LayoutContext, baseline
from hru_advocate.documents.pdf.page_painter import PagePainter
from hru_advocate.documents.pdf.strips import DrawnText, reflected
from hru_advocate.documents.pdf.typesetting.lines import TypesetLine
from hru_advocate.documents.style import A4, TextStyle
from hru_advocate.errors import AdvocateError

_MOST_LINES = 6


class NoRoomToPrint(AdvocateError):
    """The page cannot hold what should stand on it. Nothing was printed; shorten the marking, footer or card text."""


class Furniture:
    """The marking at head and foot, the footer where lines begin and "page x of y" where they end."""

    def __init__(self, layout: LayoutContext, page: Page) -> None:
        sheet = layout.sheet
        self._desk = layout
        self._marking = layout.lines(page.marking, sheet.marking, sheet.width) if page.marking else []
        self._footer = layout.lines(page.footer, sheet.small, sheet.width * 0.74) if page.footer else []
        if len(self._marking) > 2 or len(self._footer) > _MOST_LINES:
            raise NoRoomToPrint
        self.extra = (
            max(0, len(self._footer) - 1) * sheet.small.leading
            + max(0, len(self._marking) - 1) * 2 * sheet.marking.leading
        )

    @property
    def down(self) -> float:
        """How much lower than the margin the text starts."""
        return max(0, len(self._marking) - 1) * self._desk.sheet.marking.leading

    def draw(self, painter: PagePainter, number: int, count: int) -> None:
        """Draw the furniture of one page, counted from 1."""
        sheet = self._desk.sheet
        small = sheet.small
        up = len(self._marking) * sheet.marking.leading
        foot = sheet.bottom * 0.42 + up
        self._lines(painter, self._marking, sheet.marking, A4[1] - sheet.top * 0.42, centred=True)
        self._lines(painter, self._footer, small, foot + max(1, len(self._footer)) * small.leading)
        folio = self._desk.lines(self._desk.phrases.folio_of(number, count), small, sheet.width)
        if len(folio) > 1:  # a translation without measure
            folio = self._desk.lines(Phrases().folio_of(number, count), small, sheet.width)
        ink = DrawnText(sheet.width - folio[0].width, baseline(small), folio[0], ())
        self._draw(painter, ink, foot + max(1, len(self._footer)) * small.leading)
        self._lines(painter, self._marking, sheet.marking, sheet.bottom * 0.38 + up, centred=True)

    def _lines(
        self, painter: PagePainter, lines: list[TypesetLine], look: TextStyle, top: float, *, centred: bool = False
    ) -> None:
        sheet = self._desk.sheet
        for at, line in enumerate(lines):
            x = (sheet.width - line.width) / 2 if centred else 0.0
            self._draw(painter, DrawnText(x, at * look.leading + baseline(look), line, ()), top)

    def _draw(self, painter: PagePainter, ink: DrawnText, top: float) -> None:
        sheet = self._desk.sheet
        painter.draw(reflected(ink, sheet.width) if self._desk.leftward else ink, sheet.side, top, furniture=True)
