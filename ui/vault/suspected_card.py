"""On the settings page: every key made anew, because somebody may know one or have had the laptop."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.labels import quiet
from ui.controls.layout.cards import Card, CardColumn
from ui.controls.password_field import SecretField
from ui.controls.tick_boxes import TickBox
from ui.shell.screen import AnyScreen
from ui.vault.passphrase import PassphraseChooser
from ui.vault.recovery import RecoveryCode

_WHEN: Final = (
    "Somebody may have seen the passphrase or the sealed paper, or had this laptop in hand. Then all that opens this "
    "vault is made anew: passphrase, recovery code, the half in this computer's keychain, and the keys of the file. "
    "Copies made before (backups, folders whose names begin with replaced-) still open with what opened them: they "
    "are counted here afterwards, and are to be destroyed."
)
_UNTIL: Final = "Until the new recovery code is typed back, nothing is changed."
_DONE: Final = "Every key is new. What opened this vault before opens it no more. Lock, so that a backup is made."


class SuspectedCard(Card):
    """Asks for the passphrase of now and a new one, and makes every key anew once the new code is typed back."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__("Somebody may know a key")
        self._screen = screen
        context = screen.context
        self._ready = False
        self._old = SecretField("Passphrase that opens it now")
        self._old.changed.connect(self._let_go_on)
        self._chooser = PassphraseChooser(context.worker, context.bridge)
        self._chooser.decided.connect(self._decide)
        self._halves = TickBox("The new code in two halves, for two people")
        self._begin = Button("Make every key anew", on_click=self._open)
        self._go = Button("Show the new recovery code", "primary", on_click=self._suspect)
        self.code = RecoveryCode(context.worker, context.bridge)
        self.code.proved.connect(self._renewed)
        self._form = QWidget()
        self._lay_out()
        self._form.hide()
        self.code.hide()
        self._let_go_on()

    def _lay_out(self) -> None:
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.addWidget(quiet(_UNTIL))
        form.addWidget(self._old)
        form.addWidget(self._chooser)
        form.addWidget(self._halves)
        ends = QHBoxLayout()
        ends.addWidget(Button("Leave the keys as they are", "link", on_click=self._leave))
        ends.addStretch(1)
        ends.addWidget(self._go)
        form.addLayout(ends)
        column = CardColumn(quiet(_WHEN), end=self._begin)
        column.rows.addWidget(self._form)
        column.rows.addWidget(self.code)
        self.add_row(column)

    def _open(self) -> None:
        context = self._screen.context
        self._begin.setEnabled(False)
        context.bridge.when_done(context.worker.alone(), self, self._know, self._refused)

    def _know(self, alone: bool) -> None:
        self._begin.setEnabled(True)
        self._chooser.ask_for("", alone=alone)
        self._begin.hide()
        self._form.show()
        self._old.setFocus()

    def _leave(self) -> None:
        self._forget()
        self._form.hide()
        self._begin.show()
        self._begin.setFocus()

    def _forget(self) -> None:
        self._old.clear()
        self._chooser.clear()
        self._decide(ready=False)

    def _decide(self, ready: bool) -> None:
        self._ready = ready
        self._let_go_on()

    def _let_go_on(self) -> None:
        self._go.setEnabled(self._ready and bool(self._old.text()))

    def _suspect(self) -> None:
        self._go.setEnabled(False)
        self._screen.banner.clear()  # what was refused before must not stand beside the new code
        context = self._screen.context
        asked = context.worker.suspect(self._old.text(), self._chooser.passphrase(), halves=self._halves.isChecked())
        context.bridge.when_done(asked, self, self._show_code, self._refused)

    def _show_code(self, code: str) -> None:
        self._forget()
        self._form.hide()
        self.code.show()
        self.code.show_code(code)

    def _renewed(self, notices: tuple[str, ...]) -> None:
        self.code.hide()
        self._begin.show()
        self._begin.setFocus()
        self._screen.banner.show_done(_DONE, notices)
        self._screen.refresh()

    def _refused(self, error: BaseException) -> None:
        self._begin.setEnabled(True)
        self._let_go_on()
        self._screen.show_error(error)
