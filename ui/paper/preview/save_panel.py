"""Saving a document as a file: encrypted with a password, or plain after a warning."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.controls.buttons import Button
from ui.controls.inputs import OneLine, bare
from ui.controls.labels import TextLabel, field_label, quiet
from ui.controls.tick_boxes import OneOf

SHORTEST: Final = 12
"""Characters a password of a file has at least: the file can be tried for years by whoever finds it."""


class SavePanel(QWidget):
    """Asks how to save. ``chosen`` emits the password, or an empty text for a plain file.

    What it asks is made when it is first opened: most papers are printed.
    """

    chosen = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Save as a file")
        self.hide()

    def _make(self) -> None:
        self.encrypted = OneOf("Encrypted with a password (AES-256)")
        self.plain = OneOf("Plain: anyone who finds the file can read it")
        self.password = OneLine()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.again = OneLine()
        self.again.setEchoMode(QLineEdit.EchoMode.Password)
        self._label = field_label(
            "Password, at least 12 characters; give it by another way than the file", self.password
        )
        self._label_again = field_label("The same again", self.again)
        self.wrong = TextLabel("", "quiet", tone="danger")
        self.wrong.hide()
        row = QHBoxLayout()
        row.addWidget(Button("Choose where", "primary", on_click=self._choose))
        row.addWidget(Button("Not now", "link", on_click=self._close))
        row.addStretch(1)
        column = bare(self, gap=4)
        for widget in (
            self.encrypted, self._label, self.password, self._label_again, self.again, self.plain,
            quiet("A file outside the vault is not ours to take back. Delete it when it is no longer needed."),
            self.wrong,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addLayout(row)
        self.encrypted.setChecked(True)
        self.encrypted.toggled.connect(self._follow)

    def open(self) -> None:
        """Show the panel, empty."""
        if self.layout() is None:
            self._make()
        self.encrypted.setChecked(True)
        for line in (self.password, self.again):
            line.clear()
        self.wrong.hide()
        self.show()
        self.password.setFocus()

    def _follow(self, encrypted: bool) -> None:
        for widget in (self._label, self.password, self._label_again, self.again):
            widget.setVisible(encrypted)

    def _choose(self) -> None:
        password = self.password.text() if self.encrypted.isChecked() else ""
        fault = ""
        if self.encrypted.isChecked() and len(password) < SHORTEST:
            fault = f"The password has {len(password)} characters; it needs {SHORTEST}. Nothing was saved."
        elif self.encrypted.isChecked() and password != self.again.text():
            fault = "The two passwords differ. Nothing was saved; type both again."
        self.wrong.setText(fault)
        self.wrong.setVisible(bool(fault))
        if not fault:
            self._close()
            self.chosen.emit(password)

    def _close(self) -> None:
        self.hide()
        for line in (self.password, self.again):
            line.clear()
        self.closed.emit()
