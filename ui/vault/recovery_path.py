"""The other way in: the recovery code from the sealed paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.controls.banner import Banner
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, field_label, heading, quiet
from ui.controls.signals import SignalOf, value_signal
from ui.shell.async_bridge import AsyncBridge
from ui.shell.vault_access import VaultAccess
from ui.vault.passphrase import PassphraseChooser
from ui.vault.recovery import RecoveryCode

if TYPE_CHECKING:
    from hru_advocate.casework.vault.opening import Recovered


class RecoveryPath(QWidget):
    """Opens with the recovery code: a new passphrase, then a new code, since this one has been seen.

    ``opened`` carries what the vault said; ``turned_back`` asks for the passphrase page. Errors go to ``banner``.
    """

    opened: SignalOf[Recovered] = value_signal()
    turned_back = Signal()

    def __init__(self, access: VaultAccess, bridge: AsyncBridge, banner: Banner) -> None:
        super().__init__()
        self._access, self._bridge, self._banner = access, bridge, banner
        self._recovered: Recovered | None = None
        self._code = QLineEdit()
        self._code.setProperty("role", "code")
        self._code.setDragEnabled(False)
        self._code.setMaxLength(120)
        self._chooser = PassphraseChooser(access, bridge)
        self._go = Button("Open with the code", "primary", on_click=self._open)
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
        rows.addWidget(TextLabel("A new passphrase", "head"))
        rows.addWidget(self._chooser)
        ends = QHBoxLayout()
        ends.addWidget(Button("Back to the passphrase", "link", on_click=self.turned_back.emit))
        ends.addStretch(1)
        ends.addWidget(self._go)
        rows.addLayout(ends)
        self._new_code = RecoveryCode(access, bridge)
        self._new_code.proved.connect(self._done)
        self._new_code.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._form)
        outer.addWidget(self._new_code)

    def begin(self) -> None:
        """Ask whether a keychain helps, so that the right number of words is offered."""
        self._code.setFocus()
        self._bridge.when_done(self._access.keychain(), self, self._know_keychain, self._banner.show_error)

    def _know_keychain(self, name: str | None) -> None:
        self._chooser.ask_for("", alone=name is None)

    def _decide(self, ready: bool) -> None:
        self._ready = ready
        self._go.setEnabled(ready)

    def _open(self) -> None:
        self._banner.clear()
        self._go.setEnabled(False)
        asked = self._access.recover(self._code.text(), self._chooser.passphrase())
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
        self._banner.show_error(error)
        self._code.setFocus()

    def _done(self) -> None:
        if self._recovered is not None:
            self.opened.emit(self._recovered)
