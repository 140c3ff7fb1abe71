"""A PDF file in memory: numbered objects handed to ReportLab's document, which writes them out.

ReportLab formats dictionaries one Python object at a time; a tagged plan has a thousand of them. Here the text of an
object is written once and handed over ready made.
"""

from __future__ import annotations

import zlib
from typing import Any, Final

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

_PLAIN: Final = frozenset(map(chr, range(32, 127))) - set("()\\")


class _Ready(PDFObject):  # type: ignore[misc]  # ReportLab carries no types
    """An object whose text is already PDF."""

    __RefOnly__ = 1

    def __init__(self, text: bytes = b"null") -> None:
        self.text = text

    def format(self, _document: PDFDocument) -> bytes:
        """The text as ReportLab asks for it."""
        return self.text


class Store:
    """The objects of one file, by number."""

    def __init__(self) -> None:
        self._document: Any = PDFDocument(compression=0, invariant=1, pdfVersion=(1, 7))
        self._ready: dict[int, _Ready] = {}

    def reserve(self) -> int:
        """A number for an object that is written later."""
        ready = _Ready()
        name = self._document.Reference(ready).name
        number: int = self._document.idToObjectNumberAndVersion[name][0]
        self._ready[number] = ready
        return number

    def put(self, number: int, text: str) -> None:
        """Write the object with a reserved number."""
        self._ready[number].text = text.encode("latin-1")

    def add(self, text: str) -> int:
        """Write an object; returns its number."""
        number = self.reserve()
        self.put(number, text)
        return number

    def stream(self, content: bytes, extra: str = "", *, packed: bool = True) -> int:
        """Write a stream; returns its number."""
        if packed:
            content = zlib.compress(content, 6)
            extra += "/Filter /FlateDecode"
        number = self.reserve()
        self._ready[number].text = b"<<%b/Length %d>>\nstream\n%b\nendstream" % (
            extra.encode("latin-1"),
            len(content),
            content,
        )
        return number

    def finish(self, catalog: str, info: str, identifier: bytes) -> bytes:
        """The whole file. ``identifier`` is 16 bytes that tell this file from others."""
        document = self._document
        for slot, text in (("Catalog", catalog), ("info", info)):
            number = self.add(text)
            setattr(document, slot, self._ready[number])
        mark = f"<{identifier.hex()}>"
        document._ID = f"[{mark}{mark}]".encode("ascii")  # noqa: SLF001  # ReportLab would put a time in it
        made: bytes = document.format()
        return made


def text_string(text: str) -> str:
    """A text as a PDF string: plain where it can be, else UTF-16. Typed text goes through nothing else."""
    if _PLAIN.issuperset(text):
        return f"({text})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
