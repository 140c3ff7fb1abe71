"""The file around the pages: drawn pages with bookmarks, fonts, structure tree, metadata, and the lock."""

from __future__ import annotations

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape

from hru_advocate.documents.blocks import Page
from hru_advocate.documents.pdf.canvas import TaggedCanvas
from hru_advocate.documents.pdf.furniture import Furniture
from hru_advocate.documents.pdf.layout_context import LayoutContext
from hru_advocate.documents.pdf.page_painter import PagePainter
from hru_advocate.documents.pdf.pages import PlacedStrip
from hru_advocate.documents.pdf.strips import reflected
from hru_advocate.documents.pdf.tags import Element, write_tree
from hru_advocate.documents.pdf.typesetting.typed_text import printable
from hru_advocate.documents.style import A4

_UNTITLED = "Sheet"


def write_file(
    page: Page,
    layout: LayoutContext,
    root: Element,
    pages: list[list[PlacedStrip]],
    furniture: Furniture,
    *,
    fixed: bool,
) -> bytes:
    """The PDF of laid-out pages."""
    canvas = TaggedCanvas(page.language, fixed=fixed)
    owners = [_paint(canvas, layout, placed, at, len(pages), furniture) for at, placed in enumerate(pages)]
    canvas.embed(layout.words.fonts.values())
    write_tree(canvas, root, owners)
    title = " ".join(printable(page.title).split()) or _UNTITLED
    subject = " ".join(printable(page.subject).split())
    canvas.setTitle(title)
    canvas.setSubject(subject)
    canvas.set_metadata(_metadata(title, subject, page.language))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if layout.right_to_left:
        canvas.setViewerPreference("Direction", "R2L")
    data: bytes = canvas.getpdfdata()
    return data


def _paint(
    canvas: TaggedCanvas,
    layout: LayoutContext,
    placed: Sequence[PlacedStrip],
    at: int,
    count: int,
    furniture: Furniture,
) -> list[Element]:
    """Draw one page with its bookmarks; returns the elements of its marked content."""
    sheet = layout.sheet
    painter = PagePainter(canvas, at)
    top = A4[1] - sheet.top - furniture.down
    items = [
        (reflected(item, sheet.width) if strip.right_to_left else item, top - down, repeated)
        for strip, down, repeated in placed
        for item in strip.drawn
    ]
    painter.decorate((item, sheet.side, height) for item, height, _repeated in items)
    for item, height, repeated in items:
        painter.draw(item, sheet.side, height, furniture=repeated)
    furniture.draw(painter, at + 1, count)
    for number, (strip, down, repeated) in enumerate(placed):
        if strip.outline and not repeated:
            key = f"{at}.{number}"
            canvas.bookmarkPage(key, fit="XYZ", top=round(A4[1] - down))
            canvas.addOutlineEntry(" ".join(printable(strip.outline[1]).split())[:200], key)
    painter.finish()
    return painter.owners


def _metadata(title: str, subject: str, language: str) -> bytes:
    """XMP: the title, the language, and that the file is made for PDF/UA. No time, no name, no program."""
    about = (
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(subject)}</rdf:li></rdf:Alt></dc:description>'
        if subject
        else ""
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>{about}'
        f"<dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag></dc:language>"
        '<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>\n'
    ).encode()


def encrypted(data: bytes, password: str) -> bytes:
    """The file locked with AES-256; whoever opens it may read it aloud, copy and print it, but not change it."""
    import pikepdf

    allowed = pikepdf.Permissions(
        accessibility=True,
        extract=True,
        modify_annotation=False,
        modify_assembly=False,
        modify_form=False,
        modify_other=False,
    )
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner=password, user=password, R=6, allow=allowed))
    return out.getvalue()
