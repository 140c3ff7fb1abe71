"""A ReportLab canvas for tagged pages: marked content, runs of glyphs, embedded fonts, and a file that names nobody.

ReportLab's canvas knows no tags, shows text only in fonts that it has read itself, and signs and dates every file.
What is added here is just that; paths, text state, pages, outline, catalogue and streams are ReportLab's own.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from functools import cache
from os import urandom
from typing import Final

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfdoc import (
    XMP,
    BasicFonts,
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFName,
    PDFObjectReference,
    PDFResourceDictionary,
    PDFStream,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from hru_advocate.documents.pdf.objects import WrittenObject, text_string
from hru_advocate.documents.pdf.typesetting.fonts import EmbeddedFont
from hru_advocate.documents.style import A4

_PAGE: Final = (round(A4[0], 3), round(A4[1], 3))
_MEDIA_BOX: Final = f"[0 0 {_PAGE[0]:g} {_PAGE[1]:g}]"
_TAGGED_PAGE: Final = ("StructParents", "Tabs")  # keys that ReportLab's page would leave out
_FLATE: Final = PDFName("FlateDecode")
_PACKING: Final = 4  # of zlib's levels: a plan is 2 % larger than by ReportLab's 6, and packed in half the time


@cache
def _filled_grey(grey: float) -> str:
    return f"{fp_str(grey)} g"


class GlyphText(PDFTextObject):  # type: ignore[misc]  # ReportLab carries no types
    """A text object that shows glyphs by their codes, kerned, and can say a text in place of what it shows."""

    def begin_again(self, x: float, y: float) -> None:
        """Forget what was shown, and show what follows from a point.

        A page has a text object for each run of each line. To make one asks ReportLab's registry for a font, sets a
        dozen attributes and formats its numbers in Python, which took longer than all that is then shown by it.
        """
        self._code = ["BT", f"1 0 0 1 {x:.2f} {y:.2f} Tm"]

    def set_grey(self, grey: float) -> None:
        """Show what follows in a grey, from 0 for black: ``setFillGray`` with each grey's text kept."""
        self._code.append(_filled_grey(grey))

    def set_embedded_font(self, font: EmbeddedFont, size: float) -> None:
        """Show what follows in a font of this file.

        ReportLab's own ``setFont`` asks a registry of the whole process, where a font whose codes stand for what
        somebody typed has no place.
        """
        self._code.append(f"/{font.name} {size:g} Tf")

    def show_glyphs(self, shown: str) -> None:
        """Show glyphs where the last ones ended; ``shown`` is the inside of a TJ array."""
        self._code.append(f"[{shown}] TJ")

    def begin_actual_text(self, text: str) -> None:
        """Let readers take this text in place of the glyphs shown until ``end_actual_text``."""
        self._code.append(f"/Span <</ActualText {text_string(text)}>> BDC")

    def end_actual_text(self) -> None:
        """End what ``begin_actual_text`` began."""
        self._code.append("EMC")


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab carries no types
    """A canvas in memory whose pages belong to a structure tree.

    ``fixed`` names the file by its content, so that the same pages are the same bytes; else by chance.
    """

    def __init__(self, language: str, *, fixed: bool) -> None:
        super().__init__(io.BytesIO(), pagesize=_PAGE, pageCompression=1, invariant=1, pdfVersion=(1, 7), lang=language)
        self._doc.info = _TitleAndSubject()
        resources = PDFResourceDictionary()
        resources.basicFonts()
        self._resources = self._doc.Reference(resources)
        if not fixed:
            self._doc.updateSignature(urandom(32))

    def _make_preamble(self) -> None:
        """Begin pages with nothing: ReportLab would name Helvetica on each, which no file of ours embeds."""
        self._preamble = ""

    @property
    def document(self) -> PDFDocument:
        """The file that the pages go into."""
        return self._doc

    @property
    def page_numbers(self) -> list[int]:
        """The object numbers of the finished pages."""
        numbers = self._doc.idToObjectNumberAndVersion
        return [numbers[page.__InternalName__][0] for page in self._doc.Pages.pages]

    def beginText(self, x: float = 0, y: float = 0, direction: None = None) -> GlyphText:  # noqa: N802  # ReportLab's
        """A text object for glyphs whose first baseline begins at a point."""
        return GlyphText(self, x, y, direction=direction)

    def draw_rule(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """Draw a straight line, to a hundredth of a point.

        A plan has a hundred rules and boxes. ReportLab's own ``line`` and ``rect`` draw the same, but format each
        number by logarithms: ten times as long.
        """
        self._code.append(f"n {x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S")

    def draw_box(self, x: float, y: float, size: float) -> None:
        """Draw an empty square from its lower left corner, to a hundredth of a point."""
        self._code.append(f"n {x:.2f} {y:.2f} {size:.2f} {size:.2f} re S")

    def begin_marked(self, kind: str, number: int) -> None:
        """Begin content of a structure element of this kind; ``number`` counts what is marked on the page from 0."""
        self._code.append(f"/{kind} <</MCID {number}>> BDC")

    def begin_artifact(self, kind: str) -> None:
        """Begin what is no part of the reading order: ``Layout`` (rules and signs) or ``Pagination``."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")

    def end_marked(self) -> None:
        """End the marked content or artifact begun last."""
        self._code.append("EMC")

    def showPage(self) -> None:  # noqa: N802  # ReportLab's
        """End a page and enter it in the structure tree.

        Its stream is packed as it is, not as ReportLab's ASCII 85; all pages share one dictionary of resources, and
        none has a transition, for which ReportLab writes an empty dictionary.
        """
        super().showPage()
        pages = self._doc.Pages.pages
        page = pages[-1]
        self._doc.updateSignature(page.stream)
        page.Contents = _packed(page.stream.encode("ascii"))
        page.MediaBox = _MEDIA_BOX
        page.Resources = self._resources
        page.Trans = None
        page.__NoDefault__ = [*page.__NoDefault__, *_TAGGED_PAGE]
        page.StructParents = len(pages) - 1
        page.Tabs = PDFName("S")

    def embed(self, fonts: Iterable[EmbeddedFont]) -> None:
        """Add fonts to the file, once all their glyphs are asked for."""
        for font in fonts:
            self._doc.idToObject[BasicFonts][font.name] = self._doc.Reference(_font(self._doc, font))

    def set_metadata(self, metadata: bytes) -> None:
        """Say what the file is in XMP."""
        self.setCatalogEntry("Metadata", XMP(creator=lambda _document: metadata))

    def set_structure(self, tree: WrittenObject) -> None:
        """Make the file a tagged one."""
        self.setCatalogEntry("StructTreeRoot", tree)
        self.setCatalogEntry("MarkInfo", {"Marked": "true"})


class _TitleAndSubject(PDFInfo):  # type: ignore[misc]  # ReportLab carries no types
    """The information a file gives of itself. ReportLab would add a time, an author and the program."""

    subject = ""

    def format(self, document: PDFDocument) -> bytes:
        said = {"Title": PDFString(self.title)} | ({"Subject": PDFString(self.subject)} if self.subject else {})
        written: bytes = PDFDictionary(said).format(document)
        return written


def _font(document: PDFDocument, font: EmbeddedFont) -> PDFDictionary:
    """A subset font with two-byte codes.

    ReportLab's own composite fonts are the fourteen Asian ones of Acrobat; its TrueType fonts have codes of one byte,
    one for each character, and no place for a glyph that says several letters or stands for none.
    """
    parts = font.objects()
    face = font.face
    program = _stream(document, parts.program, Length1=len(parts.program))
    descriptor = {
        "Type": PDFName("FontDescriptor"),
        "FontName": PDFName(parts.name),
        "Flags": 4,  # symbolic: codes mean what the font says, not what Latin letters they would be
        "FontBBox": f"[-1000 {face.descent} 2000 {face.ascent}]",
        "ItalicAngle": 0,
        "Ascent": face.ascent,
        "Descent": face.descent,
        "CapHeight": 714,
        "StemV": 80,
        "FontFile2": program,
    }
    descendant = {
        "Type": PDFName("Font"),
        "Subtype": PDFName("CIDFontType2"),
        "BaseFont": PDFName(parts.name),
        "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
        "FontDescriptor": document.Reference(PDFDictionary(descriptor)),
        "DW": 0,
        "W": f"[1 [{parts.widths}]]",
        "CIDToGIDMap": _stream(document, parts.glyphs),
    }
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": PDFName(parts.name),
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(PDFDictionary(descendant))]),
            "ToUnicode": _stream(document, parts.to_unicode),
        }
    )


def _stream(document: PDFDocument, content: bytes, **keys: int) -> PDFObjectReference:
    return document.Reference(_packed(content, **keys))


def _packed(content: bytes, **keys: int) -> PDFStream:
    return PDFStream(PDFDictionary({"Filter": _FLATE, **keys}), zlib.compress(content, _PACKING))
