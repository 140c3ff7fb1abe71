"""PDF bytes as pictures for the preview, and onto paper. Nothing is written to the disk."""

from __future__ import annotations

import sys
from collections.abc import Generator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QMarginsF, QProcess, QRect, QSizeF, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from hru_advocate.errors import DeviceError

if TYPE_CHECKING:
    import pypdfium2
    from PySide6.QtPrintSupport import QPrinter

JOB: Final = "Document"
"""The name a print queue shows: nothing about anybody."""
_PAPER_DPI: Final = 300
_LP: Final = "lp"
_PATIENCE_MS: Final = 20_000


class PrinterRefused(DeviceError):
    """The printer did not take the pages. What you saved is safe; look at the printer, then print again."""


def pages(pdf: bytes, *, width: int = 0, dots: float = 0) -> list[QImage]:
    """Each page as a picture: ``width`` pixels wide, or at ``dots`` per inch.

    The pictures own their bytes; nothing points into the document afterwards.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_picture(page, dots / 72 if dots else width / page.get_width()) for page in document]
    finally:
        document.close()


def count_of_pages(pdf: bytes) -> int:
    """The number of pages of a document."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def one_page(pdf: bytes, number: int, *, width: int) -> QImage:
    """One page as a picture, so many pixels wide; the first is number 1."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[number - 1]
        return _picture(page, width / page.get_width())
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, scale: float) -> QImage:
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    seen = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
    return seen.copy()


def words_by_page(pdf: bytes) -> Generator[str]:
    """Yield the words of each page of a document, which is read no further than they are asked for."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.get_textpage().get_text_bounded()
    finally:
        document.close()


def send_to(printer: QPrinter, pdf: bytes) -> None:
    """Print every page of a document in its own size and without margins of ours.

    CUPS is handed the very bytes through a pipe: Qt would first write all pages into a plain file.
    Raises PrinterRefused when the printer did not take it.
    """
    if _is_cups(printer):
        _hand_over(printer, pdf)
    else:
        _paint(printer, pdf)


def print_words(words: list[str], parent: QWidget) -> bool:
    """Print a few large lines on one sheet, such as the recovery code; False when the person changed their mind.

    Raises PrinterRefused when the printer did not take it.
    """
    printer = choose_printer(parent)
    if printer is None:
        return False
    send_words(printer, words)
    return True


def send_words(printer: QPrinter, words: list[str]) -> None:
    """Print lines one below the other on one sheet; as ``send_to``, no plain file is written on the way."""
    if not _is_cups(printer):
        write_to(printer, words)
        return
    held = QBuffer()
    held.open(QBuffer.OpenModeFlag.WriteOnly)
    sheet = QPdfWriter(held)
    sheet.setTitle(JOB)
    sheet.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    write_to(sheet, words)
    _hand_over(printer, bytes(held.data().data()))


def write_to(paper: QPagedPaintDevice, words: list[str]) -> None:
    """Write lines one below the other onto one page."""
    painter = QPainter()
    if not painter.begin(paper):
        raise PrinterRefused
    font = painter.font()
    font.setPointSize(15)
    painter.setFont(font)
    page = painter.viewport()
    step = painter.fontMetrics().height() * 2
    for number, line in enumerate(words):
        space = QRect(page.left(), page.top() + number * step, page.width(), step)
        painter.drawText(space, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), line)
    painter.end()


def choose_printer(parent: QWidget) -> QPrinter | None:
    """Ask which printer, how many copies, one side or two; all pages are printed, as the record of a copy says."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB)
    printer.setCreator(JOB)
    printer.setResolution(_PAPER_DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("HRU Advocate")
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def _is_cups(printer: QPrinter) -> bool:
    """Say if a printer is one of CUPS, which takes a document as it is."""
    native = printer.outputFormat() == type(printer).OutputFormat.NativeFormat
    return native and sys.platform not in {"win32", "darwin"}


def _hand_over(printer: QPrinter, pdf: bytes) -> None:
    """Give CUPS the bytes of a document through a pipe."""
    handing = QProcess()
    handing.start(_LP, [*_wishes(printer, pdf), "-"])
    handing.write(pdf)
    handing.closeWriteChannel()
    if not handing.waitForFinished(_PATIENCE_MS) or handing.exitCode():
        handing.kill()
        handing.waitForFinished(_PATIENCE_MS)
        raise PrinterRefused


def _wishes(printer: QPrinter, pdf: bytes) -> list[str]:
    """Put what was chosen in the dialog into the words of ``lp``; the paper is the document's own."""
    two_sided = {
        printer.DuplexMode.DuplexLongSide: "two-sided-long-edge",
        printer.DuplexMode.DuplexShortSide: "two-sided-short-edge",
    }
    grey = printer.colorMode() == printer.ColorMode.GrayScale
    options = [f"media={_media(pdf)}", "print-scaling=none", f"sides={two_sided.get(printer.duplex(), 'one-sided')}"]
    if printer.collateCopies():
        options.append("multiple-document-handling=separate-documents-collated-copies")
    if grey:
        options.append("print-color-mode=monochrome")
    words = ["-d", printer.printerName(), "-t", JOB, "-n", str(printer.copyCount())]
    return [*words, *(word for option in options for word in ("-o", option))]


def _media(pdf: bytes) -> str:
    """The size of the first page as CUPS names it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        wide, high = document[0].get_size()
    finally:
        document.close()
    if QPageSize(QSizeF(wide, high), QPageSize.Unit.Point).isEquivalentTo(QPageSize.PageSizeId.A4):
        return "A4"
    return f"Custom.{wide:.0f}x{high:.0f}"


def _paint(printer: QPrinter, pdf: bytes) -> None:
    """Draw every page onto a printer, as Windows and macOS ask for it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    painter = QPainter()
    try:
        pictures = pages(pdf, dots=_PAPER_DPI)
        for number, (page, picture) in enumerate(zip(document, pictures, strict=True)):
            short, long = sorted((page.get_width(), page.get_height()))
            size = QPageSize(QSizeF(short, long), QPageSize.Unit.Point)  # the way it lies is told apart from it
            wide = page.get_width() > page.get_height()
            way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
            paper = QPageSize(QPageSize.PageSizeId.A4) if size.isEquivalentTo(QPageSize.PageSizeId.A4) else size
            _lay_out(printer, QPageLayout(paper, way, QMarginsF(0, 0, 0, 0)))
            begun = printer.newPage() if number else painter.begin(printer)
            if not begun:
                raise PrinterRefused
            _draw(painter, picture, QRect(0, 0, printer.width(), printer.height()))
    finally:
        if painter.isActive():
            painter.end()
        document.close()


def _lay_out(printer: QPrinter, layout: QPageLayout) -> None:
    """Give the next page its size and way; Windows refuses one without margins that does not say it fills the page."""
    layout.setMode(QPageLayout.Mode.FullPageMode)
    if not printer.pageLayout().isEquivalentTo(layout) or printer.pageLayout().mode() != layout.mode():
        printer.setPageLayout(layout)


def _draw(painter: QPainter, picture: QImage, paper: QRect) -> None:
    """Put a page's picture onto the paper, whole and in proportion."""
    size = picture.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRect(paper.topLeft(), size), picture)
