"""The words of a page as they are drawn, wherever they come from: what they say, in which ink, on which ground.

A page is drawn twice. Once as a drawing, in which every run of words still has its ink and its place, whether a label,
a button, a row of a list or a hand-painted pill wrote it; and once as pixels, in which ink and ground are measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast
from xml.etree import ElementTree as ET

from PIL import Image
from PySide6.QtCore import QBuffer, QPoint, QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractItemView, QWidget

from tests.ui.contrast import contrast
from tests.ui.looking import told

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?[\d.]+(?:e-?\d+)?")
_NEAR = 60
"""The distance thin letters' nearest pixel may be from their ink, in the sum of its three parts, being smoothed."""
Pixel = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A run of words in one line, with the ink that was asked for and its place on the page."""

    words: str
    ink: str
    box: QRect


def drawn_in(page: QWidget, *, alone: bool = False) -> list[Drawn]:
    """Every run of words on a page in its order of being drawn, also such as are cut off by an edge.

    ``alone`` leaves out what its parts draw.
    """
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(page.size())
    drawing.setViewBox(page.rect())
    drawing.setResolution(96)
    flags = QWidget.RenderFlag.DrawWindowBackground
    page.render(drawing, QPoint(), QRegion(), flags if alone else flags | QWidget.RenderFlag.DrawChildren)
    root = ET.fromstring(bytes(buffer.data().data()))
    return [run for group in root.iter(f"{_SVG}g") for run in _runs_of(group)]


def _runs_of(group: ET.Element) -> Iterator[Drawn]:
    moved = [float(one) for one in _NUMBER.findall(group.get("transform", ""))]
    for text in group.findall(f"{_SVG}text"):
        words = text.text or ""
        if words.strip() and len(moved) == 6:
            font = QFont(text.get("font-family", "").strip("'"))
            font.setPixelSize(round(float(text.get("font-size", "1"))))
            font.setWeight(QFont.Weight(int(text.get("font-weight", "400"))))
            metrics = QFontMetrics(font)
            left, line = moved[4] + float(text.get("x", "0")), moved[5] + float(text.get("y", "0"))
            box = QRect(round(left), round(line - metrics.ascent()), metrics.horizontalAdvance(words), metrics.height())
            yield Drawn(words, text.get("fill", ""), box)


def pixels_of(image: QImage) -> Image.Image:
    """The same picture for quick counting."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (image.width(), image.height())
    return Image.frombytes("RGB", size, bytes(image.constBits()), "raw", "RGB", image.bytesPerLine())


def badly_read(page: QWidget, least: float = 4.5) -> list[str]:
    """Words that stand out too little from their ground, by their pixels, and words that end in dots for want of room.

    What is switched off may be faint, as WCAG has it; a row of a list may end in dots, since it opens the whole.
    """
    pixels, found = pixels_of(page.grab().toImage()), []
    for run in drawn_in(page):
        widget = page.childAt(run.box.center())
        if widget is None or not widget.isEnabled() or not _is_whole(page, widget, run.box):
            continue
        measured = _measured(pixels, run)
        if measured is None:
            continue
        if measured < least and _draws(widget, run.words):
            found.append(f"“{run.words[:40]}” in {told(widget)} has a contrast of {measured:.2f}, not {least}")
        if run.words.endswith("…") and not _is_meant(run.words, widget) and _draws(widget, run.words):
            found.append(f"“{run.words[:40]}” in {told(widget)} is cut off")
    return found


def _draws(widget: QWidget, words: str) -> bool:
    """Whether a widget itself draws words: what is scrolled away below it is drawn at its place too."""
    return any(run.words == words for run in drawn_in(widget, alone=True))


def _is_whole(page: QWidget, widget: QWidget, box: QRect) -> bool:
    """Whether a run of words is in sight from top to bottom: of one cut by an edge the ground is another's."""
    seen = widget.visibleRegion().boundingRect().translated(widget.mapTo(page, QPoint()))
    return seen.top() <= box.top() and box.bottom() <= seen.bottom()


def _is_meant(words: str, widget: QWidget) -> bool:
    """Whether dots are no want of room: the text itself has them, or the row of a list, which opens the whole."""
    texts = (getattr(widget, name, str)() for name in ("text", "placeholderText", "toPlainText"))
    return isinstance(widget.parentWidget(), QAbstractItemView) or any(words.strip() in str(text) for text in texts)


def _measured(pixels: Image.Image, run: Drawn) -> float | None:
    """The contrast of a run of words with what it stands on, or none where it is not to be seen."""
    box = run.box.intersected(QRect(0, 0, *pixels.size))
    if box.width() < 3 or box.height() < 5:
        return None
    part = pixels.crop((box.left(), box.top(), box.right() + 1, box.bottom() + 1))
    counted = cast("list[tuple[int, Pixel]]", part.getcolors(part.width * part.height))
    ground = max(counted)[1]
    asked = QColor(run.ink)
    ink = (asked.red(), asked.green(), asked.blue())
    seen = {pixel for _many, pixel in counted}
    nearest = ink if ink in seen else min(seen, key=lambda pixel: apart(pixel, ink))
    return None if apart(nearest, ink) > _NEAR else contrast(run.ink, named(ground))


def apart(one: Pixel, other: Pixel) -> int:
    """How far two colours are from each other, in the sum of their three parts."""
    return sum(abs(first - second) for first, second in zip(one, other, strict=True))


def named(pixel: Pixel) -> str:
    """A colour as ``#rrggbb``."""
    return "#{:02x}{:02x}{:02x}".format(*pixel)
