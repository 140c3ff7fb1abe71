"""The recovery code: shown once, large and in groups, typed back before one goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.controls.banner import Banner
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, field_label, heading, quiet
from ui.controls.theme import theme
from ui.shell.async_bridge import AsyncBridge
from ui.shell.vault_access import VaultAccess

_WHY = (
    "If the passphrase or this computer's keychain is lost, this code is the only other way in. Write it down or print "
    "it now, seal it, and give it to your supervisor. It is not shown again."
)


class RecoveryCode(QWidget):
    """Shows a new recovery code and has it typed back; ``proved`` when it was typed right."""

    proved = Signal()

    def __init__(self, access: VaultAccess, bridge: AsyncBridge) -> None:
        super().__init__()
        self._access, self._bridge = access, bridge
        self._code = ""
        self._shown = TextLabel("", "code")
        self._shown.setAccessibleDescription("Recovery code")  # a name would be read instead of the code
        self._typed = QLineEdit()
        self._typed.setProperty("role", "code")
        self._typed.setDragEnabled(False)
        self._typed.setMaxLength(120)
        self._typed.returnPressed.connect(self._check)
        self._banner = Banner()
        self._hide = Button("Hide it and type it back", "primary", on_click=self._turn)
        self._again = Button("Show it again", "link", on_click=self._turn_back)
        self._check_button = Button("Go on", "primary", on_click=self._check)
        self._lay_out()

    def show_code(self, code: str) -> None:
        """Begin with a new code."""
        self._code = code
        self._shown.setText(code)
        self._turn_back()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(heading("Recovery code"))
        self._front = QWidget()
        front = QVBoxLayout(self._front)
        front.setContentsMargins(0, 0, 0, 0)
        front.setSpacing(12)
        front.addWidget(quiet(_WHY))
        front.addWidget(self._shown)
        buttons = QHBoxLayout()
        buttons.addWidget(Button("Print it", on_click=self._print))
        buttons.addStretch(1)
        buttons.addWidget(self._hide)
        front.addLayout(buttons)
        self._back = QWidget()
        back = QVBoxLayout(self._back)
        back.setContentsMargins(0, 0, 0, 0)
        back.setSpacing(8)
        back.addWidget(field_label("Type the code back, from your paper", self._typed))
        back.addWidget(self._typed)
        ends = QHBoxLayout()
        ends.addWidget(self._again)
        ends.addStretch(1)
        ends.addWidget(self._check_button)
        back.addLayout(ends)
        outer.addWidget(self._front)
        outer.addWidget(self._back)
        outer.addWidget(self._banner)
        self._back.hide()
        self.setMinimumWidth(theme().px(320))

    def _turn(self) -> None:
        self._front.hide()
        self._back.show()
        self._typed.clear()
        self._typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_back(self) -> None:
        self._banner.clear()
        self._back.hide()
        self._front.show()
        self._hide.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check(self) -> None:
        asked = self._access.same_code(self._code, self._typed.text())
        self._bridge.when_done(asked, self, self._on_change, self._banner.show_error)

    def _on_change(self, same: bool) -> None:
        if same:
            self._code = ""
            self._shown.clear()
            self.proved.emit()
            return
        words = "That is not the code. Nothing is lost; compare it with your paper and type it again."
        self._banner.show_message(words, "danger")

    def _print(self) -> None:
        from ui.shell.printing import PrinterRefused, print_words  # large; only when something is printed

        try:
            print_words(["Recovery code. Keep it sealed.", "", self._code], self)
        except PrinterRefused as error:
            self._banner.show_error(error)
