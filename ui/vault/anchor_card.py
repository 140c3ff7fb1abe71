"""The card that says whether the vault is as it was left, takes its acceptance, and compares printed head codes."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.vault.anchoring import Standing, standing
from hru_advocate.casework.vault.head_codes import CheckedCode, check_code
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.labels import field_label, quiet
from ui.controls.layout.cards import Card, CardColumn
from ui.controls.password_field import SecretField
from ui.shell.screen import AnyScreen


class AnchorCard(Card):
    """Says what of the vault does not fit until it is accepted, and compares the code in the foot of a file copy."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__("Is it as it was left?")
        self._screen, self._fits = screen, False
        self._words, self._weaker = quiet(""), quiet("")
        self._reason = _line(2000)
        self._passphrase = SecretField("Your passphrase, or the recovery code")
        self._accept = Button("Accept it, and record why", on_click=self._take)
        self._code = _line(80)
        self._found = quiet("")
        self._check = Button("Compare the code", on_click=self._compare)
        self._code.returnPressed.connect(self._compare)
        self._accepting = CardColumn(
            field_label("Why it is accepted", self._reason), self._reason, self._passphrase, end=self._accept
        )
        self._accepting.hide()
        label = field_label("Chain head in the foot of a file copy", self._code)
        checking = CardColumn(label, self._code, self._found, end=self._check)
        self._found.hide()
        self.add_row(CardColumn(self._words, self._weaker))
        self.add_row(self._accepting)
        self.add_row(checking)

    def first(self) -> QWidget:
        """Give what work begins with: why it is accepted, or if all fits, the code to compare."""
        return self._code if self._fits else self._reason

    def refresh(self) -> None:
        """Ask what does not fit."""
        self._screen.ask(standing, self._show)

    def _show(self, found: Standing) -> None:
        fine = "As far as this computer knows, nothing is missing."
        self._words.setText("\n\n".join(found.doubts) or found.unknown or fine)
        self._words.set_tone("danger" if found.doubts else "caution" if found.unknown else "fine")
        self._weaker.setText(found.weaker)
        self._weaker.setVisible(bool(found.weaker))
        self._fits = not found.doubts
        self._accepting.setVisible(not self._fits)

    def _take(self) -> None:
        self._accept.setEnabled(False)
        context, typed = self._screen.context, self._passphrase.text()
        accepting = context.worker.accept(self._reason.text(), typed)
        context.bridge.when_done(accepting, self, self._taken, self._refused)

    def _taken(self, _count: int) -> None:
        self._accept.setEnabled(True)
        self._passphrase.clear()
        self._reason.clear()
        self._code.setFocus()
        self._screen.show_status("Accepted, and recorded why")
        self._screen.context.notifier.accepted.emit()
        self._screen.notify(Changed(frozenset({"setting"})))
        self.refresh()

    def _compare(self) -> None:
        self._check.setEnabled(False)
        self._screen.ask_or(check_code, self._say, self._refused, self._code.text())

    def _say(self, found: CheckedCode) -> None:
        self._check.setEnabled(True)
        self._found.setText(found.words)
        self._found.set_tone("danger" if found.faults else "fine")
        self._found.show()
        announce(self, found.words, urgent=bool(found.faults))

    def _refused(self, error: BaseException) -> None:
        self._accept.setEnabled(True)
        self._check.setEnabled(True)
        self._found.hide()
        self._screen.show_error(error)


def _line(most: int) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(most)
    field.setDragEnabled(False)
    return field
