"""The locked page: a passphrase, or the recovery code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.password_field import SecretField
from ui.shell.async_bridge import AsyncBridge
from ui.shell.locked_page import LockedPage
from ui.shell.vault_access import VaultAccess

if TYPE_CHECKING:
    from hru_advocate.casework.vault.opening import Unlocked, VaultState
    from ui.vault.backup_path import BackupPath
    from ui.vault.recovery_path import RecoveryPath


class UnlockScreen(LockedPage):
    """Asks for the passphrase; Enter unlocks. Each refusal has a sentence of its own, and too many tries a wait."""

    def __init__(self, access: VaultAccess, bridge: AsyncBridge) -> None:
        super().__init__("Unlock")
        self._access, self._bridge = access, bridge
        self._wait = 0
        self._field = SecretField("Passphrase")
        self._field.entered.connect(self._unlock)
        self._unlock_button = Button("Unlock", "primary", on_click=self._unlock)
        self._salvage_button = Button("Save what can be read", on_click=self._salvage)
        self._salvage_button.hide()
        self._report = TextLabel("")
        self._report.hide()
        self._front = self._lay_out_front()
        self.body.addWidget(self._front)
        self._recovery: RecoveryPath | None = None
        self._backup: BackupPath | None = None
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._count_down)

    def begin(self) -> None:
        """Put the cursor into the field, then ask what the key file says."""
        self._field.setFocus()

    def show_state(self, state: VaultState) -> None:
        """Show what is known of the vault without opening it: trouble, or a wait left over from failed tries."""
        if state.trouble:
            self.banner.show_message(state.trouble, "danger", closes=False)
        if state.wait_seconds:
            self._begin_wait(state.wait_seconds)

    def show_hint(self, words: str) -> None:
        """A quiet line below the field; the demonstration says its passphrase here."""
        self._hint.setText(words)
        self._hint.show()

    def _lay_out_front(self) -> QWidget:
        front = QWidget()
        rows = QVBoxLayout(front)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(14)
        rows.addWidget(self._field)
        self._hint = quiet("")
        self._hint.hide()
        rows.addWidget(self._hint)
        ends = QHBoxLayout()
        self._other_way = Button("Use the recovery code", "link", on_click=self._turn)
        ends.addWidget(self._other_way)
        ends.addStretch(1)
        ends.addWidget(self._unlock_button)
        rows.addLayout(ends)
        back = Button("Bring back from a backup", "link", on_click=self.bring_back)
        rows.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._guides_button = Button("What to do when something has happened", "link", on_click=self._show_guides)
        rows.addWidget(self._guides_button, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self._salvage_button, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self._report)
        return front

    def _show_guides(self) -> None:
        from ui.vault.guides import Guides  # seldom needed, and the first window must be quick

        self._guides_button.hide()
        guides = Guides()
        holder = self._front.layout()
        if holder is not None:
            holder.addWidget(guides)
        guides.show()
        guides.first.setFocus()

    def _unlock(self) -> None:
        if not self._unlock_button.isEnabled():
            return
        passphrase = self._field.text()
        if not passphrase:
            self.banner.show_message("Type your passphrase first.", "accent")
            return
        self.banner.clear()
        self._work(True)
        self._bridge.when_done(self._access.unlock(passphrase), self, self._opened, self._refused)

    def _opened(self, unlocked: Unlocked) -> None:
        self._field.clear()
        self.entered.emit(unlocked)

    def _refused(self, error: BaseException) -> None:
        self._work(False)
        from hru_advocate.casework.vault.salvaging import may_help  # loaded by now: the vault was asked for

        self._salvage_button.setVisible(may_help(error))
        self.banner.show_error(error)
        self._field.edit.selectAll()
        self._field.setFocus()
        self._bridge.when_done(self._access.state(), self, self._look_at_wait, lambda _error: None)

    def _salvage(self) -> None:
        """Make a new vault of what can be read of a damaged one; the passphrase is still in the field, or asked for."""
        if not self._field.text():
            self.banner.show_message("Type your passphrase first.", "accent")
            return
        self.banner.clear()
        self._work(True)
        self._salvage_button.setEnabled(False)
        self._bridge.when_done(self._access.salvage(self._field.text()), self, self._salvaged, self._not_salvaged)

    def _salvaged(self, lines: tuple[str, ...]) -> None:
        self._work(False)
        self._field.clear()
        self._field.setFocus()
        self._salvage_button.hide()
        self._report.setText("\n".join((*lines, "Copy this down, then unlock as before.")))
        self._report.show()
        announce(self, self._report.text(), urgent=True)

    def _not_salvaged(self, error: BaseException) -> None:
        self._work(False)
        self._salvage_button.setEnabled(True)
        self.banner.show_error(error)
        self._field.setFocus()

    def _look_at_wait(self, state: VaultState) -> None:
        if state.wait_seconds:
            self._begin_wait(state.wait_seconds)

    def _begin_wait(self, seconds: int) -> None:
        self._wait = seconds
        self._second.start()
        self._unlock_button.setEnabled(False)
        self._unlock_button.setText(f"Wait {self._wait} s")

    def _count_down(self) -> None:
        self._wait -= 1
        if self._wait > 0:
            self._unlock_button.setText(f"Wait {self._wait} s")
            return
        self._second.stop()
        self._work(False)

    def _work(self, on: bool) -> None:
        self._unlock_button.setEnabled(not on)
        self._unlock_button.setText("Unlocking…" if on else "Unlock")
        self._field.edit.setReadOnly(on)

    def _turn(self) -> None:
        """Change between passphrase and recovery code."""
        self.banner.clear()
        self._front.hide()
        if self._recovery is None:
            from ui.vault.recovery_path import RecoveryPath  # seldom needed, and the first window must be quick

            self._recovery = RecoveryPath(self._access, self._bridge, self.banner)
            self._recovery.turned_back.connect(self.turn_back)
            self._recovery.opened.connect(self.entered)
            self.body.addWidget(self._recovery)
        self._recovery.show()
        self._recovery.begin()

    def bring_back(self) -> None:
        """Turn to the way back from a backup."""
        self.banner.clear()
        self._front.hide()
        if self._backup is None:
            from ui.vault.backup_path import BackupPath  # as above

            self._backup = BackupPath(self._access, self._bridge, self.banner)
            self._backup.turned_back.connect(self.turn_back)
            self._backup.opened.connect(self.entered)
            self.body.addWidget(self._backup)
        self._backup.show()
        self._backup.begin()

    def turn_back(self) -> None:
        """From the recovery code, or a backup, back to the passphrase."""
        self.banner.clear()
        if self._backup is not None:
            self._backup.hide()
        if self._recovery is not None:
            self._recovery.hide()
        self._front.show()
        self._field.setFocus()
