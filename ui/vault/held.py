"""The page over a session that should be locked and cannot be yet: what was typed would be lost."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from ui.controls.announcements import sentence_for
from ui.controls.buttons import Button
from ui.controls.labels import heading, quiet
from ui.controls.password_field import SecretField
from ui.shell.async_bridge import AsyncBridge
from ui.shell.locked_page import LockedPage
from ui.shell.vault_access import VaultAccess

MINUTES = 10
"""As long as words that cannot be kept are held behind the passphrase; then the vault locks without them.

Between the shortest and the longest time that a unit may leave a vault open with nobody there (1 and 15).
"""


class HeldPage(LockedPage):
    """Nothing of the case is in sight, and only the passphrase leads back to it.

    ``proved`` when the passphrase was right; ``given_up`` when the words may go.
    """

    proved = Signal()
    given_up = Signal()

    def __init__(self, access: VaultAccess, bridge: AsyncBridge, error: BaseException) -> None:
        super().__init__("Locked, with words that are not kept yet", width=560)
        self._access, self._bridge = access, bridge
        self._field = SecretField("Passphrase")
        self._field.entered.connect(self._prove)
        self._back = Button("Go back to it", "primary", on_click=self._prove)
        self._lose = Button("Lock without keeping it", "link", on_click=self._ask)
        self.body.addWidget(heading("Locked. What was typed last is not kept yet"))
        self.body.addWidget(
            quiet(
                "It is tried again every few seconds, and as soon as it is kept the vault is closed. After "
                f"{MINUTES} minutes the vault is closed without it. Everything saved before is safe."
            )
        )
        self.body.addWidget(self._field)
        ends = QHBoxLayout()
        ends.addWidget(self._lose)
        ends.addStretch(1)
        ends.addWidget(self._back)
        self.body.addLayout(ends)
        self.say(error)

    def begin(self) -> None:
        """Put the cursor into the field."""
        QTimer.singleShot(0, self._field, self._field.setFocus)

    def say(self, error: BaseException) -> None:
        """Say why it is not kept; once, however often it is tried."""
        words = sentence_for(error)
        if self.banner.text() != words:
            self.banner.show_message(words, "danger", closes=False)

    def _prove(self) -> None:
        passphrase = self._field.text()
        if not passphrase or not self._back.isEnabled():
            return
        self._back.setEnabled(False)
        self._bridge.when_done(self._access.prove(passphrase), self, self._right, self._wrong)

    def _right(self, _nothing: None) -> None:
        self._field.clear()
        self.proved.emit()

    def _wrong(self, error: BaseException) -> None:
        self._back.setEnabled(True)
        self._field.edit.selectAll()
        self._field.setFocus()
        self.banner.show_error(error)

    def _ask(self) -> None:
        self.banner.show_message(
            "Lock now? What was typed last is gone then; everything saved before stays.",
            "caution",
            action="Lock, and lose it",
            on_action=self.given_up.emit,
        )
