"""The mark of the keyboard, by its pixels: whether somebody who sees little sees where the keyboard is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import cast

from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.ui.contrast import contrast
from tests.ui.looking import settle_layout, told
from tests.ui.looks.drawn_words import Pixel, named, pixels_of
from ui.controls.keyboard.reading_order import stops_in

LEAST = 60
"""Pixels that must change by 3:1 or more: as many as go once round a small box to tick."""
Kind = tuple[object, ...]


def unmarked(page: QWidget, known: set[Kind]) -> list[str]:
    """Controls that look too much the same with the keyboard as without it; one of each kind is looked at.

    ``known`` holds the kinds that were looked at before, and takes those of this page. The keyboard stays where it was.
    """
    found, elsewhere, before = [], next(iter(stops_in(page)), None), QApplication.focusWidget()
    for stop in stops_in(page):
        kind = _kind_of(stop)
        if kind in known or stop is elsewhere or elsewhere is None:
            continue
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        settle_layout()
        if not stop.visibleRegion().contains(stop.rect().center()):  # the page has not scrolled to it yet
            continue
        known.add(kind)
        around = QRect(stop.mapTo(page, QPoint()), stop.size()).adjusted(-4, -4, 4, 4).intersected(page.rect())
        there = pixels_of(page.grab(around).toImage())
        elsewhere.setFocus(Qt.FocusReason.TabFocusReason)
        settle_layout()
        gone = pixels_of(page.grab(around).toImage())
        changed = _strongly_changed(there, gone)
        if changed < LEAST:
            found.append(f"{told(stop)} shows the keyboard by {changed} pixels, not {LEAST}")
    if before is not None and page.isAncestorOf(before):
        before.setFocus(Qt.FocusReason.OtherFocusReason)
    return found


def _kind_of(widget: QWidget) -> Kind:
    down = isinstance(widget, QAbstractButton) and widget.isChecked()
    return (type(widget), *(widget.property(name) for name in ("kind", "role", "tone")), down)


def _strongly_changed(one: Image.Image, other: Image.Image) -> int:
    pairs = Counter(zip(_pixels(one), _pixels(other), strict=True))
    return sum(
        many
        for (before, after), many in pairs.items()
        if before != after and contrast(named(before), named(after)) >= 3
    )


def _pixels(image: Image.Image) -> Sequence[Pixel]:
    return cast("Sequence[Pixel]", image.get_flattened_data())
