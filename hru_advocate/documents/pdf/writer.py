"""Pages as PDF: blocks in, bytes out, in memory. Tagged for screen readers, and the same bytes for the same page.

A page is made in four steps: text is shaped into words and lines (``typesetting``), blocks become strips (``flow`` and
its neighbours), strips are put on pages (``pages``), and a ReportLab canvas draws and writes them with their tags
(``page_painter``, ``canvas``, ``tags``, ``finish``). ``style`` holds every measure.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable

from hru_advocate.documents.blocks import Page
from hru_advocate.documents.pdf.card import card_sheets
from hru_advocate.documents.pdf.finish import encrypted, write_file
from hru_advocate.documents.pdf.flow import flow
from hru_advocate.documents.pdf.furniture import Furniture, NoRoomToPrint
from hru_advocate.documents.pdf.layout_context import LayoutContext
from hru_advocate.documents.pdf.pages import Paginator
from hru_advocate.documents.pdf.tags import Element
from hru_advocate.documents.pdf.typesetting.fonts import library, unprintable
from hru_advocate.documents.pdf.typesetting.words import ShapedWords
from hru_advocate.documents.style import SHEETS

__all__ = ["NoRoomToPrint", "Rendered", "render", "unprintable"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished PDF: its bytes, and how many pages it has."""

    data: bytes
    pages: int


def render(page: Page, fonts: Traversable, *, fixed: bool = False, password: str | None = None) -> Rendered:
    """Draw a page as a PDF.

    Args:
        page: What to draw.
        fonts: The folder of bundled fonts.
        fixed: Name the file by its content, so that the same page gives the same bytes; else by chance, so that two
            copies differ. The file holds no time, program name or author either way.
        password: Encrypt with AES-256 under this password (then no two files are the same). A screen reader may
            still read the text once the file is open.

    Raises:
        NoRoomToPrint: Marking or footer leave no room for the page itself, or a card holds something else.
    """
    sheet = SHEETS[page.carrier]
    words = ShapedWords(library(fonts))
    layout = LayoutContext(words, sheet, page.language, page.phrases)
    root = Element("Document", language=page.language)
    furniture = Furniture(layout, page)
    if page.carrier == "card":
        pages = card_sheets(layout, root, page.blocks)
    else:
        pages = Paginator(sheet.height - furniture.extra).place(flow(layout, root, page.blocks))
    data = write_file(page, layout, root, pages, furniture, fixed=fixed)
    return Rendered(encrypted(data, password) if password is not None else data, len(pages))
