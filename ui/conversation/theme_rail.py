"""The rail of a conversation: its themes, with what is left of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hru_advocate.casework.records.conversation import ThemeLine
from ui.controls.inputs import bare, small_words
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import empty
from ui.controls.signs import Sign
from ui.controls.theme import Tone, theme
from ui.controls.widget_button import WidgetButton


class ThemeButton(WidgetButton):
    """A theme: a tick when nothing is left, its name, what is left or where we are."""

    def __init__(self, line: ThemeLine) -> None:
        super().__init__("rail", least=32)
        self.setProperty("kind", "theme")
        self.setMinimumHeight(max(34, theme().least.height()))
        self.setProperty("theme", line.id)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 5, 10, 5)
        self._row.setSpacing(6)
        self._line: ThemeLine | None = None
        self.show_line(line)

    def show_line(self, line: ThemeLine) -> None:
        """Show the theme as it stands now; what is held down stays the button it was."""
        self.setChecked(line.at > 0)
        if line == self._line:
            return
        self._line = line
        note, spoken = _left_of(line)
        self.setAccessibleName(f"{line.title}, {spoken}")
        empty(self._row)
        if not line.left and not line.folded and not line.at:
            self._row.addWidget(Sign("tick", "fine", 12))
        tone: Tone | None = "accent" if line.at else None
        name = TextLabel(line.title, "group" if line.at else "field", tone=tone)
        if not line.at and not line.folded:
            name = small_words(line.title)
        name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(name, 1)
        self._row.addWidget(TextLabel(note, "group" if line.at else "quiet", tone=tone, wrap=False))
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
        """Show the themes as they stand.

        A theme keeps its button: it is shown anew with each letter of an answer, and somebody may be pressing on it.
        """
        kept = {str(button.property("theme")): button for button in self._buttons}
        before = self._buttons
        self._buttons = [self._button_of(line, kept) for line in lines]
        for button in before:
            if button not in self._buttons:
                self._column.removeWidget(button)
                button.hide()
                button.deleteLater()
        for position, button in enumerate(self._buttons, start=1):
            if self._column.indexOf(button) != position:
                self._column.removeWidget(button)
                self._column.insertWidget(position, button)

    def standing(self) -> ThemeButton | None:
        """The theme one is in."""
        return next((button for button in self._buttons if button.isChecked()), None)

    def _button_of(self, line: ThemeLine, kept: Mapping[str, ThemeButton]) -> ThemeButton:
        """The button of a theme: the one there is, else a new one."""
        button = kept.get(line.id)
        if button is None:
            button = ThemeButton(line)
            button.clicked.connect(self._enter)
        else:
            button.show_line(line)
        return button

    def _enter(self) -> None:
        self.entered.emit(str(self.sender().property("theme")))


def _left_of(line: ThemeLine) -> tuple[str, str]:
    """The words at the end of a theme's line, and those of its name."""
    if line.folded:
        return "folded", "folded"
    if line.at:
        return (f"{line.at} of {line.of}",) * 2
    return (str(line.left), f"{line.left} left") if line.left else ("", "done")
