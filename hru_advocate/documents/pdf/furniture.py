"""Page furniture: marking, footer and folio on every page. None of it is in the reading order."""

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
        self._layout = layout
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
        """The distance from the margin down to the text, in points: more where the marking takes two lines."""
        return max(0, len(self._marking) - 1) * self._layout.sheet.marking.leading

    def draw(self, painter: PagePainter, number: int, count: int) -> None:
        """Draw the furniture of one page, counted from 1."""
        sheet = self._layout.sheet
        small = sheet.small
        up = len(self._marking) * sheet.marking.leading
        foot = sheet.bottom * 0.42 + up
        self._lines(painter, self._marking, sheet.marking, A4[1] - sheet.top * 0.42, centred=True)
        self._lines(painter, self._footer, small, foot + max(1, len(self._footer)) * small.leading)
        folio = self._layout.lines(self._layout.phrases.folio_of(number, count), small, sheet.width)
        if len(folio) > 1:  # a translation without measure
            folio = self._layout.lines(Phrases().folio_of(number, count), small, sheet.width)
        item = DrawnText(sheet.width - folio[0].width, baseline(small), folio[0], ())
        self._draw(painter, item, foot + max(1, len(self._footer)) * small.leading)
        self._lines(painter, self._marking, sheet.marking, sheet.bottom * 0.38 + up, centred=True)

    def _lines(
        self, painter: PagePainter, lines: list[TypesetLine], style: TextStyle, top: float, *, centred: bool = False
    ) -> None:
        sheet = self._layout.sheet
        for at, line in enumerate(lines):
            x = (sheet.width - line.width) / 2 if centred else 0.0
            self._draw(painter, DrawnText(x, at * style.leading + baseline(style), line, ()), top)

    def _draw(self, painter: PagePainter, item: DrawnText, top: float) -> None:
        sheet = self._layout.sheet
        painter.draw(
            reflected(item, sheet.width) if self._layout.right_to_left else item, sheet.side, top, furniture=True
        )
