"""Makes a form whole soon after its first questions stand: once its page has rested, or when the keyboard goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui.controls.layout.in_good_time import InGoodTime
from ui.form.question.field_frame import FieldFrame


class WholeSoon(QObject):
    """Watches over the first questions of a page until the others stand below them.

    ``make`` makes so many sections, or all that are left, and says if there are more: a key that is pressed waits for
    one section, not for all of them. ``made`` gives the questions that stand.
    """

    def __init__(
        self, page: QWidget, made: Callable[[], Sequence[FieldFrame]], make: Callable[[int | None], bool]
    ) -> None:
        super().__init__(page)
        self._made, self._make = made, make
        self._rest = InGoodTime(self)
        self._rest.fill(self._go_on)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._follow)

    def _go_on(self) -> None:
        if self._make(1):
            self._rest.go_on(self._go_on)

    def _follow(self, _left: QWidget | None, held: QWidget | None) -> None:
        """Whoever has reached the last question that stands goes on to the next as on any page."""
        shown = [frame for frame in self._made() if shiboken6.isValid(frame) and not frame.isHidden()]
        if held is not None and shown and shown[-1].isAncestorOf(held):
            self._make(None)
