"""Answers as keys: a row (or a column of sentences) in which one or several can be pressed, also by their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QStyleOptionButton, QVBoxLayout, QWidget

from ui.controls.buttons import Button, key_width, paint_key, without_mnemonic
from ui.controls.fixed_width_button import FixedWidthButton
from ui.controls.keyboard.arrows import aim_of, stop_once, unmodified
from ui.controls.keyboard.physical_keys import hear_physical_keys
from ui.controls.labels import TextLabel
from ui.controls.layout.flow_layout import Flow
from ui.controls.theme import theme
from ui.controls.widget_button import WidgetButton

Keys = Sequence[tuple[str, str, str]]
"""Id, words and key (a digit, or "" for none) of each answer, in order."""
_SIGNS: Final = "1234567890acdeghijklopqrtuvxyz"
"""Keys of answers in order; b, f, m, n, s and w are left out, for they have other work beside a question."""

_LINE: Final = 40
"""Letters of an answer that have room in one line of large type."""


def numbered(answers: Iterable[tuple[str, str]]) -> Keys:
    """Give each answer (id, words) a key of its own, from 1 on."""
    signs = iter(_SIGNS)
    return tuple((answer, words, next(signs, "")) for answer, words in answers)


def _spoken(words: str, key: str) -> str:
    return ", ".join(filter(None, (words, f"key {key}" if key else "")))


class ChoiceKey(FixedWidthButton):
    """One answer that can be pressed, with the digit that presses it where there is one; it stays down when chosen."""

    def __init__(self, words: str, key: str) -> None:
        super().__init__(without_mnemonic(words), "key")
        self._key = key
        self.setCheckable(True)
        self.setAccessibleName(_spoken(words, key))

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() + self._indent(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        option.rect = self.rect().adjusted(self._indent(), 0, 0, 0)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonLabel, option, painter, self)
        if self._key:
            side = theme().px(22)
            paint_key(painter, QRect(9, (self.height() - side) // 2, key_width(self._key), side), self._key)

    def _indent(self) -> int:
        return key_width(self._key) + theme().px(6) if self._key else 0


class SentenceKey(WidgetButton):
    """An answer whose words are a sentence and may take several lines."""

    def __init__(self, words: str, key: str) -> None:
        super().__init__("key")
        self.setAccessibleName(_spoken(words, key))
        self._key = key
        row = QHBoxLayout(self)
        row.setContentsMargins(24 + key_width(key), 6, 12, 6)
        row.addWidget(TextLabel(words))
        self.let_through()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        width, side = key_width(self._key), theme().px(22)
        paint_key(QPainter(self), QRect(12, (self.height() - side) // 2, width, side), self._key)


class KeyBar(QWidget):
    """Several answers of which one, or with ``several`` any number, is pressed.

    ``pressed`` holds the ids in order. Arrows, Home and End move; where one answer stands they choose as well, as in
    any group of one-of buttons, and where several may stand Space chooses or takes back. A key's number presses it.
    Where one answer stands it is taken back by Delete, or by a click on it, never by pressing its key twice. One stop
    for Tab.
    """

    changed = Signal()
    numbered = Signal(str)
    """Emits the digit when a key was pressed by its number, after ``changed``."""

    def __init__(self, keys: Keys, *, several: bool = False, sentences: bool = False) -> None:
        super().__init__()
        self._question = ""
        self._several = several
        layout = QVBoxLayout(self) if sentences else Flow(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._keys: dict[str, Button] = {}
        self._digits: dict[str, Button] = {}
        for key_id, words, key in keys:
            breaks = sentences or (theme().large and len(words) > _LINE)
            button = SentenceKey(words, key) if breaks else ChoiceKey(words, key)
            button.clicked.connect(self._take)
            button.setProperty("one_of", not several)
            self._keys[key_id] = button
            self._digits |= {key: button} if key else {}
            layout.addWidget(button)
        if not sentences:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._rove(next(iter(self._keys.values()), None))
        hear_physical_keys(self)

    @property
    def pressed(self) -> tuple[str, ...]:
        """The ids of the keys that are down."""
        return tuple(key_id for key_id, button in self._keys.items() if button.isChecked())

    def press(self, ids: Iterable[str]) -> None:
        """Show these as pressed and no others; silent."""
        wanted = set(ids)
        for key_id, button in self._keys.items():
            button.setChecked(key_id in wanted)
        self._rove(self._stop())

    def press_number(self, digit: str) -> bool:
        """Press the key that carries a digit; ``False`` when none does."""
        found = self._digits.get(digit)
        if found is not None:
            if any(button.hasFocus() for button in self._keys.values()):
                found.setFocus(Qt.FocusReason.TabFocusReason)
            if self._several or not found.isChecked():
                found.click()
        return found is not None

    def name_inputs(self, words: str) -> None:
        """Say for whom listens what these keys answer."""
        self.setAccessibleName(words)
        self._question = words
        self.say_beside("", "")

    def say_beside(self, wrong: str, help_: str) -> None:
        """Say for whom listens what is wrong with the answer, with each key; and what helps, once for all of them."""
        self.setAccessibleDescription(" ".join(part for part in (wrong, help_) if part))
        for button in self._keys.values():
            button.setAccessibleDescription(f"{self._question}: {wrong}" if wrong else self._question)

    def take_focus(self) -> None:
        """Put the keyboard on the pressed key, or on the first."""
        button = self._stop()
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = unmodified(event)
        aim = aim_of(event, list(self._keys.values()))
        if plain and not event.isAutoRepeat() and self.press_number(event.text().lower()):
            self.numbered.emit(event.text())
        elif aim is not None:
            self._rove(aim)
            aim.setFocus(Qt.FocusReason.TabFocusReason)
            if not self._several and not aim.isChecked():
                aim.click()
        elif plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.pressed:
            held = next((button for button in self._keys.values() if button.hasFocus()), None)
            self.press(())
            if held is not None:
                self._rove(held)
            self.changed.emit()
        elif not event.text() or not any(event.text().lower() == key for key in self._digits):
            super().keyPressEvent(event)

    def _stop(self) -> Button | None:
        """The key Tab stops at."""
        down = next((button for button in self._keys.values() if button.isChecked()), None)
        return down or next(iter(self._keys.values()), None)

    def _take(self) -> None:
        taken = self.sender()
        for button in self._keys.values():
            if button is taken:
                self._rove(button)
            elif not self._several:
                button.setChecked(False)
        self.changed.emit()

    def _rove(self, stop: Button | None) -> None:
        """Let Tab stop at one key only."""
        stop_once(self._keys.values(), stop)
