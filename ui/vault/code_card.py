"""The recovery code on the settings page: how it stands, whether it is still in its envelope, and a new one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.vault.codes import CodeStanding, code_found, code_standing
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, CardColumn
from ui.controls.password_field import SecretField
from ui.controls.tick_boxes import TickBox
from ui.shell.screen import AnyScreen
from ui.vault.recovery import RecoveryCode

_COUNTS: Final = (
    "The new recovery code counts. The one before opens this vault no more, only backups and copies made before. Lock, "
    "so that a backup is made; then destroy its paper."
)


class CodeCard(Card):
    """Says how the recovery code stands; makes a new one after the passphrase, in two halves if wanted."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__("Recovery code")
        self._screen = screen
        self.standing = TextLabel("")
        self._found = Button("It is in its envelope", on_click=self._note_found)
        self._begin = Button("Make a new code", on_click=self._show)
        self._passphrase = SecretField("Passphrase, before a new code is made")
        self._passphrase.entered.connect(self._make)
        self._halves = TickBox("In two halves, for two people who hold one each")
        self._go = Button("Show the new code", "primary", on_click=self._make)
        self.code = RecoveryCode(screen.context.worker, screen.context.bridge)
        self.code.proved.connect(self._proved)
        self._form = QWidget()
        self._lay_out()
        self._form.hide()
        self.code.hide()

    def refresh(self) -> None:
        """Ask how the code stands."""
        self._screen.ask(code_standing, self._say)

    def _lay_out(self) -> None:
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.addWidget(quiet("The code before goes on opening the vault until the new one is typed back."))
        form.addWidget(self._passphrase)
        form.addWidget(self._halves)
        form.addWidget(self._go, 0, Qt.AlignmentFlag.AlignRight)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(self._found)
        ends.addWidget(self._begin)
        column = CardColumn(self.standing)
        column.rows.addLayout(ends)
        column.rows.addWidget(self._form)
        column.rows.addWidget(self.code)
        self.add_row(column)

    def _say(self, standing: CodeStanding) -> None:
        self.standing.setText(standing.words)
        self.standing.set_tone("caution" if standing.ask else None)

    def _note_found(self) -> None:
        self._screen.ask(code_found, self._noted)

    def _noted(self, changed: Changed) -> None:
        self._screen.show_status("Noted that the code is in its envelope")
        self._screen.notify(changed)
        self.refresh()

    def _show(self) -> None:
        self._begin.hide()
        self._form.show()
        self._passphrase.setFocus()

    def _make(self) -> None:
        if not self._go.isEnabled() or not self._passphrase.text():
            return
        self._go.setEnabled(False)
        self._screen.banner.clear()  # as on the card for a suspected key
        context = self._screen.context
        making = context.worker.new_code(self._passphrase.text(), halves=self._halves.isChecked())
        context.bridge.when_done(making, self, self._made, self._refused)

    def _made(self, code: str) -> None:
        self._passphrase.clear()
        self._go.setEnabled(True)
        self._form.hide()
        self.code.show()
        self.code.show_code(code)

    def _proved(self, notices: tuple[str, ...]) -> None:
        self._begin.show()
        self._begin.setFocus()
        self.code.hide()
        self._screen.banner.show_done(_COUNTS, notices)
        self.refresh()

    def _refused(self, error: BaseException) -> None:
        self._go.setEnabled(True)
        self._screen.show_error(error)
