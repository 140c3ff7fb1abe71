"""The plan side by side: large, in the person's words, nothing on it that is not for the person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.editor import text_of
from ui.widgets.labels import Line, Words, heading
from ui.widgets.plan_sheet import PlanSheet, beside, said
from ui.widgets.screen import scrolling

_LIVE = frozenset({"chosen", "already_do", "done"})


class SideView(QWidget):
    """Covers its screen with the plan in large type; Esc or *Close* takes it away. Nothing is printed or kept."""

    def __init__(self, over: QWidget, sheet: PlanSheet, sections: Sequence[tuple[str, str]]) -> None:
        super().__init__(over)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("The plan, side by side")
        page = QWidget()
        page.setProperty("role", "page")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(48, 24, 48, 24)
        rows.setSpacing(12)
        words = text_of(sheet.raw().get("own_words"))
        if words:
            rows.addWidget(_large(f"“{words}”", "quote"))
        for section, label in (*sections, ("", "")):
            live = [
                row
                for row in sheet.rows
                if text_of(row.get("section")) == section and row.get("state") in _LIVE and said(row)
            ]
            if not live:
                continue
            if label:
                rows.addWidget(heading(label))
            for row in live:
                who = text_of(row.get("who"))
                rows.addWidget(_large(said(row) + (f"  ({who})" if who else "")))
                if beside(row):
                    rows.addWidget(_large(f"“{beside(row)}”", "quote"))
                rows.addWidget(Line())
        rows.addStretch(1)
        self.close_button = Button("Close", keys="Esc", does=self.put_away)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(scrolling(page), 1)
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        self.close_button.setFocus()

    def put_away(self) -> None:
        """Take the view away."""
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)


def _large(text: str, role: str = "") -> Words:
    words = Words(text, "quote") if role else Words(text)
    words.setProperty("big", "true")
    return words
