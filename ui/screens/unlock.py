"""The locked door: a passphrase, or the recovery code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.bridge import ResultBridge
from ui.door import Door
from ui.widgets.buttons import Button
from ui.widgets.door_page import DoorPage
from ui.widgets.labels import Words, field_label, heading, quiet
from ui.widgets.passphrase import PassphraseChooser, SecretField
from ui.widgets.recovery import RecoveryCode

if TYPE_CHECKING:
    from hru_advocate.casework.opening import Recovered, Unlocked, VaultState


class UnlockScreen(DoorPage):
    """Asks for the passphrase; Enter unlocks. Each refusal has a sentence of its own, and too many tries a wait."""

    def __init__(self, door: Door, bridge: ResultBridge) -> None:
        super().__init__("Unlock")
        self._door, self._bridge = door, bridge
        self._wait = 0
        self._field = SecretField("Passphrase")
        self._field.entered.connect(self._unlock)
        self._unlock_button = Button("Unlock", "primary", does=self._unlock)
        self._front = self._lay_out_front()
        self.body.addWidget(self._front)
        self._recovery: RecoveryPath | None = None
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._count_down)

    def begin(self) -> None:
        """Put the cursor into the field, then ask what the key file says."""
        self._field.setFocus()

    def show_state(self, state: VaultState) -> None:
        """What is known of the vault without opening it: trouble, or a wait left over from failed tries."""
        if state.trouble:
            self.banner.say(state.trouble, "danger", closes=False)
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
        self._other_way = Button("Use the recovery code", "link", does=self._turn)
        ends.addWidget(self._other_way)
        ends.addStretch(1)
        ends.addWidget(self._unlock_button)
        rows.addLayout(ends)
        return front

    def _unlock(self) -> None:
        if not self._unlock_button.isEnabled():
            return
        passphrase = self._field.text()
        if not passphrase:
            self.banner.say("Type your passphrase first.", "accent")
            return
        self.banner.clear()
        self._work(True)
        self._bridge.when_done(self._door.unlock(passphrase), self, self._opened, self._refused)

    def _opened(self, unlocked: Unlocked) -> None:
        self._field.clear()
        self.entered.emit(unlocked)

    def _refused(self, error: BaseException) -> None:
        self._work(False)
        self.banner.show_error(error)
        self._field.edit.selectAll()
        self._field.setFocus()
        self._bridge.when_done(self._door.state(), self, self._look_at_wait, lambda _error: None)

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
            self._recovery = RecoveryPath(self._door, self._bridge, self)
            self.body.addWidget(self._recovery)
        self._recovery.show()
        self._recovery.begin()

    def turn_back(self) -> None:
        """From the recovery code back to the passphrase."""
        self.banner.clear()
        if self._recovery is not None:
            self._recovery.hide()
        self._front.show()
        self._field.setFocus()


class RecoveryPath(QWidget):
    """Opens with the recovery code: a new passphrase, then a new code, since this one has been seen."""

    def __init__(self, door: Door, bridge: ResultBridge, page: UnlockScreen) -> None:
        super().__init__()
        self._door, self._bridge, self._page = door, bridge, page
        self._recovered: Recovered | None = None
        self._code = QLineEdit()
        self._code.setProperty("role", "code")
        self._code.setDragEnabled(False)
        self._code.setMaxLength(120)
        self._chooser = PassphraseChooser(door, bridge)
        self._go = Button("Open with the code", "primary", does=self._open)
        self._go.setEnabled(False)
        self._ready = False
        self._chooser.decided.connect(self._decide)
        self._form = QWidget()
        rows = QVBoxLayout(self._form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(heading("Open with the recovery code"))
        rows.addWidget(quiet("Groups of letters and digits, from the sealed paper. Capitals and spaces do not matter."))
        rows.addWidget(field_label("Recovery code", self._code))
        rows.addWidget(self._code)
        rows.addWidget(Words("A new passphrase", "head"))
        rows.addWidget(self._chooser)
        ends = QHBoxLayout()
        ends.addWidget(Button("Back to the passphrase", "link", does=page.turn_back))
        ends.addStretch(1)
        ends.addWidget(self._go)
        rows.addLayout(ends)
        self._new_code = RecoveryCode(door, bridge)
        self._new_code.proved.connect(self._done)
        self._new_code.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._form)
        outer.addWidget(self._new_code)

    def begin(self) -> None:
        """Ask whether a keychain helps, so that the right number of words is offered."""
        self._code.setFocus()
        self._bridge.when_done(self._door.keychain(), self, self._know_keychain, self._page.banner.show_error)

    def _know_keychain(self, name: str | None) -> None:
        self._chooser.ask_for("", alone=name is None)

    def _decide(self, ready: bool) -> None:
        self._ready = ready
        self._go.setEnabled(ready)

    def _open(self) -> None:
        self._page.banner.clear()
        self._go.setEnabled(False)
        asked = self._door.recover(self._code.text(), self._chooser.passphrase())
        self._bridge.when_done(asked, self, self._opened, self._refused)

    def _opened(self, recovered: Recovered) -> None:
        self._recovered = recovered
        self._code.clear()
        self._chooser.clear()
        self._form.hide()
        self._new_code.show()
        self._new_code.show_code(recovered.recovery_code)

    def _refused(self, error: BaseException) -> None:
        self._go.setEnabled(self._ready)
        self._page.banner.show_error(error)
        self._code.setFocus()

    def _done(self) -> None:
        self._page.entered.emit(self._recovered)
