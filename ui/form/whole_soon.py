"""Makes a form whole soon after its first questions stand: once its page has rested, or when the keyboard goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.controls.layout.in_good_time import InGoodTime
from ui.form.field_frame import FieldFrame


class WholeSoon(QObject):
    """Watches over the first questions of a page until the others stand below them."""

    def __init__(self, page: QWidget, frames: Sequence[FieldFrame], make: Callable[[], None]) -> None:
        super().__init__(page)
        self._frames, self._make = tuple(frames), make
        InGoodTime(page).fill(make)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _left: QWidget | None, held: QWidget | None) -> None:
        """Whoever has reached the last question that stands goes on to the next as on any page."""
        shown = [frame for frame in self._frames if shiboken6.isValid(frame) and not frame.isHidden()]
        if held is not None and shown and shown[-1].isAncestorOf(held):
            self._make()
