"""What the program prints comes out of a real print queue as it was previewed, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtGui import QImage, QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from hru_advocate.documents.blocks import Page
from hru_advocate.documents.pdf import writer
from tests.documents import pages as made_up
from tests.real.desktop import ROOT
from tests.real.print_queue import PRINTER, PrintQueue, missing
from ui.shell import printing

needs_queue = pytest.mark.skipif(
    bool(missing()), reason=f"needs {', '.join(missing())}: apt-get install cups cups-filters"
)
CANARY = "Kanarek7Qx"
DOTS = 50
SAME, NEAR, OTHER = 1.0, 6.0, 12.0
"""Mean difference of a page, of 255: the same drawing, a picture of it set anew, another page."""
Press = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="module")
def document() -> bytes:
    """A plan of several pages."""
    return drawn(made_up.plan(rounds=3))


@pytest.fixture
def queue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrintQueue]:
    with PrintQueue(tmp_path_factory.mktemp("printer")) as made:
        yield made


@pytest.fixture
def press(queue: PrintQueue, tmp_path: Path) -> Press:
    """Prints in a process of its own: the library of CUPS asks once in its life where the scheduler is."""

    def one(way: str, data: bytes, *more: str) -> subprocess.CompletedProcess[bytes]:
        own = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "TMPDIR": str(tmp_path),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPYCACHEPREFIX": sys.pycache_prefix or "",
            "QT_QPA_PLATFORM": "offscreen",
        }
        script = str(ROOT / "tests" / "real" / "press.py")
        return subprocess.run(
            [sys.executable, script, way, PRINTER, *more],
            input=data, env=own | queue.environment, cwd=tmp_path, capture_output=True, timeout=500, check=False,
        )  # fmt: skip

    return one


def drawn(page: Page) -> bytes:
    return writer.render(page, files("resources") / "fonts").data


def words_of(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]


def picture(page: QImage) -> Image.Image:
    grey = page.convertToFormat(QImage.Format.Format_Grayscale8)
    lines = bytes(grey.constBits())
    return Image.frombytes("L", (grey.width(), grey.height()), lines, "raw", "L", grey.bytesPerLine())


def differences(one: bytes, other: bytes) -> list[float]:
    """How far each page is from its fellow, as mean grey; pages of other sizes do not compare."""
    before, after = ([picture(page) for page in printing.pages(data, dots=DOTS)] for data in (one, other))
    assert [page.size for page in before] == [page.size for page in after]
    return [ImageStat.Stat(ImageChops.difference(*pair)).mean[0] for pair in zip(before, after, strict=True)]


@needs_queue
def test_printer_gets_the_pages_of_the_preview(queue: PrintQueue, press: Press, document: bytes) -> None:
    done = press("document", document)
    assert done.returncode == 0, done.stderr
    paper = queue.printed()
    assert len(words_of(document)) > 1
    assert words_of(paper) == words_of(document)
    assert max(differences(document, paper)) < SAME


@needs_queue
def test_no_page_is_written_to_a_plain_file_on_the_way(
    queue: PrintQueue, press: Press, document: bytes, tmp_path: Path
) -> None:
    done = press("document", document, "unwritten")
    assert done.returncode == 0, done.stderr
    assert words_of(queue.printed()) == words_of(document)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert queue.left() == []


@needs_queue
def test_recovery_code_is_written_to_no_plain_file_either(queue: PrintQueue, press: Press) -> None:
    done = press("words", f"Recovery code. Keep it sealed.\n\n{CANARY}".encode(), "unwritten")
    assert done.returncode == 0, done.stderr
    (page,) = words_of(queue.printed())
    assert page.split() == ["Recovery", "code.", "Keep", "it", "sealed.", CANARY]
    assert CANARY not in queue.told()


@needs_queue
def test_qt_alone_would_write_the_pages_to_a_plain_file(press: Press, document: bytes) -> None:
    """Why pages go through a pipe; when this fails, Qt has learned to, and can be asked again."""
    assert press("painted", document, "unwritten").returncode == -signal.Signals["SIGXFSZ"]


@needs_queue
def test_queue_and_its_logs_know_nothing_but_a_neutral_name(queue: PrintQueue, press: Press) -> None:
    page = drawn(made_up.plan())
    assert press("document", page).returncode == 0
    queue.printed()
    told = queue.told()
    assert "job-name (nameWithoutLanguage) = Document" in told
    assert "|Document|" in told
    words = {word for page_words in words_of(page) for word in page_words.split() if len(word) > 7 and word.isalpha()}
    assert len(words) > 5
    assert [word for word in sorted(words) if word in told and word.lower() != "document"] == []


@needs_queue
@pytest.mark.parametrize("trouble", [("cupsreject", PRINTER), ("lpadmin", "-x", PRINTER)], ids=["refuses", "is_gone"])
@pytest.mark.parametrize("way", ["document", "words"])
def test_printer_that_takes_nothing_says_so(
    press: Press, queue: PrintQueue, document: bytes, trouble: tuple[str, ...], way: str
) -> None:
    queue.ask(*trouble)
    done = press(way, document if way == "document" else CANARY.encode())
    assert done.returncode != 0
    assert b"PrinterRefused: The printer did not take the pages." in done.stderr


def test_pages_are_painted_alike_where_the_printer_takes_no_pdf(
    qapp: QApplication, tmp_path: Path, document: bytes
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "painted.pdf"))
    printer.setResolution(300)
    printing.send_to(printer, document)
    painted = (tmp_path / "painted.pdf").read_bytes()
    assert max(differences(document, painted)) < NEAR
    other = turned(drawn(made_up.file_copy()), len(words_of(document)))
    assert max(differences(document, other)) > OTHER


def test_a_page_that_lies_on_its_side_is_asked_of_the_printer_as_one_that_fills_its_paper(
    qapp: QApplication, tmp_path: Path
) -> None:
    """Windows takes no layout without margins that does not say so, and none anew for a page like the one before."""
    sides = pypdfium2.PdfDocument.new()
    for size in ((842, 595), (842, 595), (595, 842)):
        sides.new_page(*size)
    held = BytesIO()
    sides.save(held)
    asked: list[QPageLayout] = []

    class Asked(QPrinter):
        def setPageLayout(self, layout: QPageLayout) -> bool:
            asked.append(QPageLayout(layout))
            return super().setPageLayout(layout)

    printer = Asked(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "painted.pdf"))
    printing.send_to(printer, held.getvalue())
    ways = QPageLayout.Orientation
    assert [(one.orientation(), one.mode()) for one in asked] == [
        (ways.Landscape, QPageLayout.Mode.FullPageMode),
        (ways.Portrait, QPageLayout.Mode.FullPageMode),
    ]
    painted = pypdfium2.PdfDocument(tmp_path / "painted.pdf")
    assert [page.get_width() > page.get_height() for page in painted] == [True, True, False]


def turned(data: bytes, count: int) -> bytes:
    """The same document as often as it takes for so many pages."""
    whole, part = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(data)
    while len(whole) < count:
        whole.import_pages(part, [len(whole) % len(part)])
    held = BytesIO()
    whole.save(held)
    return held.getvalue()
