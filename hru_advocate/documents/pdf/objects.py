"""Objects of a PDF file whose text is written by us: ReportLab numbers them and puts them into the file.

ReportLab formats a dictionary one Python object at a time, and the structure tree of a plan has hundreds: as
dictionaries they would make a page cost a third more (decision 6 has the numbers).
"""

from __future__ import annotations

from typing import Final

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

_PLAIN: Final = frozenset(map(chr, range(32, 127))) - set("()\\")


class WrittenObject(PDFObject):  # type: ignore[misc]  # ReportLab carries no types
    """An object of a PDF file whose text is already PDF; ``number`` is its object number."""

    __RefOnly__ = 1  # ReportLab's word for: other objects hold a reference to it, never its text

    def __init__(self, document: PDFDocument, text: str = "null") -> None:
        self.text = text
        document.Reference(self)
        self.number: int = document.objectcounter  # ReportLab counts its objects up; this is the last

    def format(self, _document: PDFDocument) -> bytes:
        """The text as ReportLab asks for it."""
        return self.text.encode("latin-1")


def text_string(text: str) -> str:
    """A text as a PDF string: plain where it can be, else UTF-16 in hexadecimal, where no character can end it."""
    if _PLAIN.issuperset(text):
        return f"({text})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
