"""The rail of a conversation: its themes, with what is left of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.records.conversation import ThemeLine
from ui.controls.inputs import bare, small_words
from ui.controls.labels import TextLabel, quiet
from ui.controls.signs import Sign
from ui.controls.theme import Tone, theme
from ui.controls.widget_button import WidgetButton


class ThemeButton(WidgetButton):
    """A theme: a tick when nothing is left, its name, what is left or where we are."""

    def __init__(self, line: ThemeLine) -> None:
        super().__init__("rail", least=32)
        self.setProperty("kind", "theme")
        self.setMinimumHeight(max(34, theme().least.height()))
        self.setChecked(line.at > 0)
        self.setProperty("theme", line.id)
        if line.folded:
            note, spoken = "folded", "folded"
        elif line.at:
            note = spoken = f"{line.at} of {line.of}"
        else:
            note = str(line.left) if line.left else ""
            spoken = f"{line.left} left" if line.left else "done"
        self.setAccessibleName(f"{line.title}, {spoken}")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(6)
        if not line.left and not line.folded and not line.at:
            row.addWidget(Sign("tick", "fine", 12))
        tone: Tone | None = "accent" if line.at else None
        name = TextLabel(line.title, "group" if line.at else "field", tone=tone)
        if not line.at and not line.folded:
            name = small_words(line.title)
        count = TextLabel(note, "group" if line.at else "quiet", tone=tone, wrap=False)
        name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(name, 1)
        row.addWidget(count)
        self.let_through()


class ThemeRail(QWidget):
    """The themes one below the other. ``entered`` emits the id of the one pressed."""

    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Themes")
        self.head = quiet()
        self._column = bare(self, gap=0)
        self._column.addWidget(self.head)
        self._column.addStretch(1)
        self._buttons: list[ThemeButton] = []

    def show_themes(self, lines: Sequence[ThemeLine]) -> None:
        """Show the themes as they stand."""
        held = next((button.property("theme") for button in self._buttons if button.hasFocus()), None)
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [ThemeButton(line) for line in lines]
        for position, button in enumerate(self._buttons, start=1):
            button.clicked.connect(self._enter)
            self._column.insertWidget(position, button)
            if button.property("theme") == held:
                button.setFocus()

    def standing(self) -> ThemeButton | None:
        """The theme one is in."""
        return next((button for button in self._buttons if button.isChecked()), None)

    def _enter(self) -> None:
        self.entered.emit(str(self.sender().property("theme")))
