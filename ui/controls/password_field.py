"""A field for what nobody should read over a shoulder."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.labels import field_label


class SecretField(QWidget):
    """A field whose words are hidden until *Show* is pressed. Pasting is allowed; dragging out is not."""

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
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)

    def text(self) -> str:
        """Give what was typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget what was typed and hide again."""
        self.edit.clear()
        self._toggle.setChecked(False)

    def _show(self, on: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self._toggle.setText("Hide" if on else "Show")
