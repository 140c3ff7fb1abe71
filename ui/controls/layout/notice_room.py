"""Room at the end of a page for the notices that lie over it, so that nothing of the page is under them."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

_MOVING: Final = frozenset({QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide})


class NoticeRoom(QObject):
    """Lets the page on show of a stack end where ``notices``, which lie in the same place, begin.

    The page gives way from its end: what is on it stays where it is, and what scrolls can be scrolled out from
    under them, the message of the page itself included. It is never made smaller than what it has to show at once:
    at large type how one may be contacted stands above a form, and no notice squeezes that out of sight.
    """

    def __init__(self, notices: QWidget, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._notices, self._pages = notices, pages
        self._given: QWidget | None = None
        for part in (notices, pages):
            part.installEventFilter(self)
        pages.currentChanged.connect(self._give)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        of_page = watched is self._given
        if event.type() == QEvent.Type.LayoutRequest if of_page else event.type() in _MOVING:
            self._give()
        return False

    def _give(self, _index: int = 0) -> None:
        page: QWidget | None = self._pages.currentWidget()
        before, self._given = self._given, page
        if before is not page:
            if before is not None and shiboken6.isValid(before):
                before.removeEventFilter(self)
                before.setContentsMargins(0, 0, 0, 0)
            if page is not None:
                page.installEventFilter(self)
        if page is not None:
            page.setContentsMargins(0, 0, 0, min(self._covered(), _to_spare(page)))

    def _covered(self) -> int:
        if not self._notices.height():
            return 0
        return max(0, self._pages.geometry().bottom() + 1 - self._notices.geometry().top())


def _to_spare(page: QWidget) -> int:
    """Measure what a page can give without squeezing what it shows."""
    layout = page.layout()
    return max(0, page.height() - layout.minimumHeightForWidth(page.width())) if layout is not None else 0
