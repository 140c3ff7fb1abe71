"""The file around the pages: catalogue, fonts, structure tree, bookmarks, metadata, and the lock."""

from __future__ import annotations

import io
from collections.abc import Sequence
from hashlib import sha256
from os import urandom
from xml.sax.saxutils import escape

from hru_advocate.documents.blocks import Page
from hru_advocate.documents.pdf.furniture import Furniture
from hru_advocate.documents.pdf.layout_context import LayoutContext
from hru_advocate.documents.pdf.objects import Store, text_string
from hru_advocate.documents.pdf.pages import Placed
from hru_advocate.documents.pdf.pen import Pen
from hru_advocate.documents.pdf.strips import reflected
from hru_advocate.documents.pdf.tags import Element, write_tree
from hru_advocate.documents.pdf.typesetting.fonts import Embedded
from hru_advocate.documents.pdf.typesetting.typed_text import printable
from hru_advocate.documents.style import A4

_UNTITLED = "Sheet"


def write_file(
    page: Page, layout: LayoutContext, root: Element, pages: list[list[Placed]], furniture: Furniture, *, fixed: bool
) -> bytes:
    """The PDF of laid-out pages."""
    store = Store()
    tree = store.reserve()
    numbers = [store.reserve() for _ in pages]
    pens = [_drawn(layout, placed, at, len(pages), furniture) for at, placed in enumerate(pages)]
    fonts = " ".join(f"/{font.name} {_font(store, font)} 0 R" for font in layout.words.fonts.values())
    resources = store.add(f"<</Font <<{fonts}>>>>")
    digest = sha256()
    for at, pen in enumerate(pens):
        content = pen.content()
        digest.update(content)
        store.put(
            numbers[at],
            f"<</Type /Page /Parent {tree} 0 R /MediaBox [0 0 {A4[0]:.3f} {A4[1]:.3f}] /Resources {resources} 0 R "
            f"/Contents {store.stream(content)} 0 R /StructParents {at} /Tabs /S>>",
        )
    kids = " ".join(f"{number} 0 R" for number in numbers)
    store.put(tree, f"<</Type /Pages /Kids [{kids}] /Count {len(pages)}>>")
    structure = write_tree(store, root, numbers, [pen.owners for pen in pens])
    title = " ".join(printable(page.title).split()) or _UNTITLED
    subject = " ".join(printable(page.subject).split())
    metadata = store.stream(_metadata(title, subject, page.language), "/Type /Metadata /Subtype /XML", packed=False)
    outline = _outline(store, numbers, pages)
    catalog = (
        f"<</Type /Catalog /Pages {tree} 0 R /Lang {text_string(page.language)} /MarkInfo <</Marked true>> "
        f"/StructTreeRoot {structure} 0 R /Metadata {metadata} 0 R {outline}"
        f"/ViewerPreferences <</DisplayDocTitle true{' /Direction /R2L' if layout.leftward else ''}>>>>"
    )
    about = f"/Subject {text_string(subject)}" if subject else ""
    identifier = digest.digest()[:16] if fixed else urandom(16)
    return store.finish(catalog, f"<</Title {text_string(title)} {about}>>", identifier)


def _drawn(layout: LayoutContext, placed: Sequence[Placed], at: int, count: int, furniture: Furniture) -> Pen:
    """One page, drawn."""
    sheet = layout.sheet
    pen = Pen(at)
    top = A4[1] - sheet.top - furniture.down
    for strip, down, repeated in placed:
        for ink in strip.inks:
            pen.draw(reflected(ink, sheet.width) if strip.leftward else ink, sheet.side, top - down, furniture=repeated)
    furniture.draw(pen, at + 1, count)
    return pen


def _font(store: Store, font: Embedded) -> int:
    """A subset font with two-byte codes; returns its object number."""
    parts = font.objects()
    face = font.face
    program = store.stream(parts.program, f"/Length1 {len(parts.program)} ")
    glyphs = store.stream(parts.glyphs)
    meaning = store.stream(parts.meaning)
    descriptor = store.add(
        f"<</Type /FontDescriptor /FontName /{parts.name} /Flags 4 /FontBBox [-1000 {face.descent} 2000 {face.ascent}] "
        f"/ItalicAngle 0 /Ascent {face.ascent} /Descent {face.descent} /CapHeight 714 /StemV 80 "
        f"/FontFile2 {program} 0 R>>"
    )
    descendant = store.add(
        f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{parts.name} /CIDSystemInfo <</Registry (Adobe) "
        f"/Ordering (Identity) /Supplement 0>> /FontDescriptor {descriptor} 0 R /DW 0 /W [1 [{parts.widths}]] "
        f"/CIDToGIDMap {glyphs} 0 R>>"
    )
    return store.add(
        f"<</Type /Font /Subtype /Type0 /BaseFont /{parts.name} /Encoding /Identity-H "
        f"/DescendantFonts [{descendant} 0 R] /ToUnicode {meaning} 0 R>>"
    )


def _outline(store: Store, numbers: list[int], pages: list[list[Placed]]) -> str:
    """Bookmarks for the headings, one flat list; nothing for a page without any."""
    marks = [
        (numbers[at], strip.outline[1], down)
        for at, placed in enumerate(pages)
        for strip, down, repeated in placed
        if strip.outline and not repeated
    ]
    if not marks:
        return ""
    top = store.reserve()
    items = [store.reserve() for _ in marks]
    for at, (page, text, down) in enumerate(marks):
        near = f"/Prev {items[at - 1]} 0 R " if at else ""
        near += f"/Next {items[at + 1]} 0 R " if at + 1 < len(items) else ""
        title = " ".join(printable(text).split())[:200]
        store.put(
            items[at],
            f"<</Title {text_string(title)} /Parent {top} 0 R {near}"
            f"/Dest [{page} 0 R /XYZ null {A4[1] - down:.0f} null]>>",
        )
    store.put(top, f"<</Type /Outlines /First {items[0]} 0 R /Last {items[-1]} 0 R /Count {len(items)}>>")
    return f"/Outlines {top} 0 R "


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
        '<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
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
