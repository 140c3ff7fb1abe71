"""The other way in: the recovery code from the sealed paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.banner import Banner
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, heading, quiet
from ui.controls.signals import SignalOf, value_signal
from ui.shell.async_bridge import AsyncBridge
from ui.shell.locked_page import way_back
from ui.shell.vault_access import VaultAccess
from ui.vault.passphrase import PassphraseChooser
from ui.vault.recovery import CodeLines, RecoveryCode

if TYPE_CHECKING:
    from hru_advocate.casework.vault.home import WhoseCode
    from hru_advocate.casework.vault.opening import Recovered


class RecoveryPath(QWidget):
    """Opens with the recovery code: a new passphrase, then a new code, since this one has been seen.

    Until the new code is typed back the old one goes on opening the vault.

    ``opened`` carries what the vault said; ``turned_back`` asks for the passphrase page. Errors go to ``banner``.
    """

    opened: SignalOf[Recovered] = value_signal()
    turned_back = Signal()

    def __init__(self, access: VaultAccess, bridge: AsyncBridge, banner: Banner) -> None:
        super().__init__()
        self._access, self._bridge, self._banner = access, bridge, banner
        self._recovered: Recovered | None = None
        self._code = CodeLines("Recovery code")
        self._code.entered.connect(self._look)
        self._chooser = PassphraseChooser(access, bridge)
        self._next = Button("Go on", "primary", on_click=self._look)
        self._go = Button("Open with the code", "primary", on_click=self._open)
        self._go.setEnabled(False)
        self._back = way_back("Back to the passphrase", self.turned_back.emit, "link")
        self._ready = False
        self._chooser.decided.connect(self._decide)
        self._words = QWidget()
        self._form = QWidget()
        self._lay_out()
        self._new_code = RecoveryCode(access, bridge)
        self._new_code.proved.connect(self._done)
        self._new_code.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._form)
        outer.addWidget(self._new_code)

    def begin(self) -> None:
        """Begin with the code: whose vault it opens says which passphrases will do."""
        self._turn(to_words=False)
        self._code.setFocus()

    def _lay_out(self) -> None:
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(12)
        words.addWidget(TextLabel("A new passphrase", "head"))
        words.addWidget(self._chooser)
        rows = QVBoxLayout(self._form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(heading("Open with the recovery code"))
        rows.addWidget(quiet("Groups of letters and digits, from the sealed paper. Capitals and spaces do not matter."))
        rows.addWidget(self._code)
        rows.addWidget(self._words)
        ends = QHBoxLayout()
        ends.addWidget(self._back)
        ends.addStretch(1)
        ends.addWidget(self._next)
        ends.addWidget(self._go)
        rows.addLayout(ends)

    def _turn(self, *, to_words: bool) -> None:
        self._code.set_read_only(to_words)
        self._words.setVisible(to_words)
        self._go.setVisible(to_words)
        self._next.setVisible(not to_words)
        self._next.setEnabled(True)

    def _look(self) -> None:
        """Ask whose vault the code opens; nothing is changed by it."""
        if not self._next.isEnabled() or self._next.isHidden():
            return
        self._banner.clear()
        self._next.setEnabled(False)
        self._bridge.when_done(self._access.whose_code(self._code.text()), self, self._know_owner, self._refused)

    def _know_owner(self, owner: WhoseCode) -> None:
        self._turn(to_words=True)
        self._chooser.ask_for(owner.author, alone=owner.alone)
        self._chooser.first.setFocus()

    def _decide(self, ready: bool) -> None:
        self._ready = ready
        self._go.setEnabled(ready)

    def _open(self) -> None:
        self._banner.clear()
        self._go.setEnabled(False)
        self._back.setEnabled(False)  # what comes of it is the new code, and it is said here
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
        self._next.setEnabled(True)
        self._back.setEnabled(True)
        self._banner.show_error(error)
        (self._code if self._words.isHidden() else self._chooser.first).setFocus()

    def _done(self, notices: tuple[str, ...]) -> None:
        if self._recovered is not None:
            self.opened.emit(replace(self._recovered, warnings=(*self._recovered.warnings, *notices)))
