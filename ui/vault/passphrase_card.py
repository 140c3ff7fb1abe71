"""Changing the passphrase of the open vault, after the old one was typed again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.labels import quiet
from ui.controls.layout.cards import Card, CardColumn
from ui.controls.password_field import SecretField
from ui.shell.screen import AnyScreen
from ui.vault.passphrase import PassphraseChooser
from ui.vault.written_anew import WrittenAnew


class PassphraseCard(Card):
    """Changes the passphrase; the words to choose from are shown once somebody begins."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__("Passphrase")
        self._screen = screen
        self._old = SecretField("Passphrase now")
        self._chooser = PassphraseChooser(screen.context.worker, screen.context.bridge)
        self._chooser.decided.connect(self._decide)
        self._begin = Button("Change the passphrase", on_click=self._show)
        self._button = Button("Change it now", "primary", on_click=self._change)
        self._progress = WrittenAnew(screen.context.worker.written_anew)
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.addWidget(self._old)
        form.addWidget(self._chooser)
        form.addWidget(quiet("The recovery code stays as it is."))
        form.addWidget(self._progress)
        form.addWidget(self._button, 0, Qt.AlignmentFlag.AlignRight)
        self.add_row(CardColumn(self._form, end=self._begin))
        self._form.hide()
        self._decide(ready=False)

    def _show(self) -> None:
        context = self._screen.context
        self._begin.setEnabled(False)
        context.bridge.when_done(context.worker.alone(), self, self._know, self._refused)

    def _know(self, alone: bool) -> None:
        self._chooser.ask_for("", alone=alone)
        self._begin.setEnabled(True)
        self._begin.hide()
        self._form.show()
        self._old.setFocus()

    def _decide(self, ready: bool) -> None:
        self._button.setEnabled(ready)

    def _change(self) -> None:
        self._button.setEnabled(False)
        context = self._screen.context
        changing = context.worker.change_passphrase(self._old.text(), self._chooser.passphrase())
        self._progress.begin()
        context.bridge.when_done(changing, self, self._changed, self._refused)

    def _changed(self, notices: tuple[str, ...]) -> None:
        self._progress.end()
        self._old.clear()
        self._chooser.clear()
        self._begin.show()
        self._begin.setFocus()
        self._form.hide()
        self._screen.banner.show_done("The passphrase is changed.", notices)

    def _refused(self, error: BaseException) -> None:
        self._progress.end()
        self._begin.setEnabled(True)
        self._button.setEnabled(True)
        self._screen.show_error(error)
