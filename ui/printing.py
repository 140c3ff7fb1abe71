"""PDF bytes as pictures for the preview, and onto paper. Nothing is written to the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QRect, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

JOB: Final = "Document"
"""What a print queue shows: nothing about anybody."""
_PAPER_DPI: Final = 300


def page_count(pdf: bytes) -> int:
    """How many pages there are."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def pages(pdf: bytes, *, width: int = 0, dots: float = 0) -> list[QImage]:
    """Each page as a picture: ``width`` pixels wide, or at ``dots`` per inch.

    The pictures own their bytes; nothing points into the document afterwards.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for page in document:
            scale = dots / 72 if dots else width / page.get_width()
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            seen = QImage(
                bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
            )
            found.append(seen.copy())
        return found
    finally:
        document.close()


def print_pdf(pdf: bytes, parent: QWidget) -> bool:
    """Ask which printer, and print every page at its true size; False when the person changed their mind."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB)
    printer.setCreator(JOB)
    printer.setResolution(_PAPER_DPI)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("HRU Advocate")
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    send_to(printer, pdf)
    return True


def send_to(printer: QPrinter, pdf: bytes) -> None:
    """Draw every page of a document onto a printer, in its own size and without margins of ours."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    painter = QPainter()
    try:
        pictures = pages(pdf, dots=_PAPER_DPI)
        for number, (page, picture) in enumerate(zip(document, pictures, strict=True)):
            size = QPageSize(QSizeF(page.get_width(), page.get_height()), QPageSize.Unit.Point)
            wide = page.get_width() > page.get_height()
            way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
            paper = QPageSize(QPageSize.PageSizeId.A4) if size.isEquivalentTo(QPageSize.PageSizeId.A4) else size
            printer.setPageLayout(QPageLayout(paper, way, QMarginsF(0, 0, 0, 0)))
            printer.setFullPage(True)
            if number == 0:
                painter.begin(printer)
            else:
                printer.newPage()
            _draw(painter, picture, QRect(0, 0, printer.width(), printer.height()))
    finally:
        if painter.isActive():
            painter.end()
        document.close()


def print_words(words: list[str], parent: QWidget) -> bool:
    """Print a few large lines on one sheet, such as the recovery code; False when the person changed their mind."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("HRU Advocate")
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    write_to(printer, words)
    return True


def write_to(printer: QPrinter, words: list[str]) -> None:
    """Write lines one below the other onto a printer's page."""
    painter = QPainter(printer)
    font = painter.font()
    font.setPointSize(15)
    painter.setFont(font)
    page = painter.viewport()
    step = painter.fontMetrics().height() * 2
    for number, line in enumerate(words):
        space = QRect(page.left(), page.top() + number * step, page.width(), step)
        painter.drawText(space, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), line)
    painter.end()


def _draw(painter: QPainter, picture: QImage, paper: QRect) -> None:
    """Put a page's picture onto the paper, whole and in proportion."""
    size = picture.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRect(paper.topLeft(), size), picture)
