"""A field for what nobody should read over a shoulder."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.keyboard.caps_lock import caps_lock_after, caps_lock_now
from ui.controls.labels import TextLabel, field_label

CAPS: Final = "Caps Lock is on."


class SecretField(QWidget):
    """A field whose words are hidden until *Show* is pressed. Pasting is allowed; dragging out is not.

    While it has the keyboard it says when Caps Lock is on, in a line that keeps its room.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setDragEnabled(False)
        self.edit.setMaxLength(400)
        hints = Qt.InputMethodHint
        self.edit.setInputMethodHints(
            hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase | hints.ImhHiddenText
        )
        self._toggle = Button("Show")
        self._toggle.setCheckable(True)
        self._toggle.setAccessibleName(f"Show {label.lower()}")
        self._toggle.toggled.connect(self._show)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self._toggle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addWidget(field_label(label, self.edit))
        outer.addLayout(row)
        self._caps: bool | None = None
        self._about = ""
        self._caps_line = TextLabel(CAPS, "quiet", tone="caution")
        policy = self._caps_line.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._caps_line.setSizePolicy(policy)
        self._caps_line.hide()
        outer.addWidget(self._caps_line)
        self.edit.installEventFilter(self)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)

    def describe(self, words: str) -> None:
        """Say what stands beside the field and belongs to it, for whoever does not see that it does."""
        self._about = words
        self._describe()

    def text(self) -> str:
        """Give what was typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget what was typed and hide again."""
        self.edit.clear()
        self._toggle.setChecked(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._know_caps(caps_lock_now())
        elif event.type() == QEvent.Type.FocusOut:
            self._know_caps(None)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._know_caps(caps_lock_after(event, self._caps))
        return super().eventFilter(watched, event)

    def _know_caps(self, state: bool | None) -> None:
        said = self._caps
        self._caps = state
        self._caps_line.setVisible(bool(state))
        self._describe()
        if state and not said:
            announce(self, CAPS)

    def _describe(self) -> None:
        self.edit.setAccessibleDescription(" ".join(part for part in (CAPS if self._caps else "", self._about) if part))

    def _show(self, on: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self._toggle.setText("Hide" if on else "Show")
