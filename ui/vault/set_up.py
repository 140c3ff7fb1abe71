"""The first run: a vault of one's own in four short steps, or a vault of made-up cases to try things with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.labels import Divider, TextLabel, field_label, heading, quiet
from ui.controls.tick_boxes import TickBox
from ui.shell.async_bridge import AsyncBridge
from ui.shell.locked_page import LockedPage, way_back
from ui.shell.vault_access import VaultAccess
from ui.vault.passphrase import PassphraseChooser
from ui.vault.recovery import RecoveryCode

if TYPE_CHECKING:
    from hru_advocate.casework.vault.opening import Created
    from ui.vault.backup_path import BackupPath

_WITH_KEYCHAIN: Final = (
    "Half of the key stays in this computer's keychain ({name}), half in your head. "
    "A copied file is of no use to anybody."
)
_ALONE: Final = (
    "This computer has no keychain that can be trusted. The passphrase alone will guard the vault, so it must be six "
    "words made by this program. Whoever copies the file may try passphrases for as long as they like."
)


class SetUpScreen(LockedPage):
    """Name, passphrase, recovery code shown, recovery code typed back; then the vault is open.

    ``tried`` asks for the made-up cases instead.
    """

    tried = Signal()

    def __init__(self, access: VaultAccess, bridge: AsyncBridge) -> None:
        super().__init__("Set up", width=560)
        self._access, self._bridge = access, bridge
        self._alone = False
        self._backup: BackupPath | None = None
        self._ready = False
        self._name = QLineEdit()
        self._name.setMaxLength(120)
        self._name.setDragEnabled(False)
        self._name.textChanged.connect(self._decide)
        self._name.returnPressed.connect(self._to_passphrase)
        self._to_words = Button("Go on", "primary", on_click=self._to_passphrase)
        self._chooser = PassphraseChooser(access, bridge)
        self._chooser.decided.connect(self._on_words_change)
        self._chooser.second.entered.connect(self._make)
        self._keychain = TextLabel("")
        self._agree = TickBox("I understand, and there is no keychain to be had")
        self._agree.toggled.connect(self._decide)
        self._make_button = Button("Make the vault", "primary", on_click=self._make)
        self._back = way_back("Back", lambda: self._show(1))
        self._code = RecoveryCode(access, bridge)
        self._code.proved.connect(self._proved)
        self._steps = (self._welcome(), self._who(), self._passphrase(), self._code)
        for step in self._steps:
            self.body.addWidget(step)
        self._show(0)

    def begin(self) -> None:
        """Put the keyboard on the first thing to do."""
        self._own.setFocus()

    def _welcome(self) -> QWidget:
        step, rows = _step("Welcome")
        rows.addWidget(TextLabel("Set up an encrypted vault for your cases. It takes five minutes and a pen."))
        self._own = Button("Set up my vault", "primary", on_click=lambda: self._show(1))
        self._from_backup = Button("Bring back from a backup", on_click=self.bring_back)
        for button in (self._own, self._from_backup):
            rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(Divider())
        rows.addWidget(TextLabel("Or look around first, in a separate vault with people who do not exist."))
        self._try_button = Button("Try it with made-up cases", on_click=self.tried.emit)
        rows.addWidget(self._try_button, 0, Qt.AlignmentFlag.AlignLeft)
        return step

    def bring_back(self) -> None:
        """Turn to the way back from a backup, for a new computer."""
        self._show(-1)
        if self._backup is None:
            from ui.vault.backup_path import BackupPath  # seldom needed

            self._backup = BackupPath(self._access, self._bridge, self.banner)
            self._backup.turned_back.connect(self._leave_backup)
            self._backup.opened.connect(self.entered)
            self.body.addWidget(self._backup)
        self._backup.show()
        self._backup.begin()

    def _leave_backup(self) -> None:
        if self._backup is not None:
            self._backup.hide()
        self._show(0)
        self._from_backup.setFocus()

    def _turn_back(self) -> None:
        self._show(0)
        self._own.setFocus()

    def _who(self) -> QWidget:
        step, rows = _step("Who writes here?")
        rows.addWidget(field_label("Your name, as it stands under every entry", self._name))
        rows.addWidget(self._name)
        rows.addWidget(quiet("A colleague has a vault of her or his own."))
        rows.addLayout(_ends(way_back("Back", self._turn_back), self._to_words))
        return step

    def _passphrase(self) -> QWidget:
        step, rows = _step("Your passphrase")
        rows.addWidget(self._keychain)
        rows.addWidget(self._agree)
        rows.addWidget(self._chooser)
        rows.addLayout(_ends(self._back, self._make_button))
        return step

    def _show(self, number: int) -> None:
        self.banner.clear()
        for position, step in enumerate(self._steps):
            step.setVisible(position == number)
        if number == 1:
            self._name.setFocus()
        self._decide()

    def _to_passphrase(self) -> None:
        if self._name.text().strip():
            self._bridge.when_done(self._access.keychain(), self, self._know_keychain, self.banner.show_error)

    def _know_keychain(self, name: str | None) -> None:
        self._alone = name is None
        self._keychain.setText(_ALONE if name is None else _WITH_KEYCHAIN.format(name=name))
        self._keychain.set_tone("caution" if self._alone else None)
        self._agree.setVisible(self._alone)
        self._chooser.ask_for(self._name.text().strip(), alone=self._alone)
        self._show(2)
        self._chooser.first.setFocus()

    def _on_words_change(self, ready: bool) -> None:
        self._ready = ready
        self._decide()

    def _decide(self) -> None:
        self._to_words.setEnabled(bool(self._name.text().strip()))
        self._make_button.setEnabled(self._ready and (self._agree.isChecked() or not self._alone))

    def _make(self) -> None:
        if not self._make_button.isEnabled():
            return
        self._make_button.setEnabled(False)
        self._make_button.setText("Making the keys…")
        self._back.setEnabled(False)
        making = self._access.create(
            self._chooser.passphrase(), author=self._name.text().strip(), with_keychain=not self._alone
        )
        self._bridge.when_done(making, self, self._made, self._refused)

    def _made(self, created: Created) -> None:
        self._chooser.clear()
        self._show(3)
        self._code.show_code(created.recovery_code, alone=self._alone)

    def _proved(self, notices: tuple[str, ...]) -> None:
        """Go in; what has to be known beside the new code is said there."""
        from hru_advocate.casework.vault.opening import Unlocked  # brings the core, which the first window has not

        self.entered.emit(Unlocked(self._name.text().strip(), None, 0, notices) if notices else None)

    def _refused(self, error: BaseException) -> None:
        self._make_button.setText("Make the vault")
        self._back.setEnabled(True)
        self._decide()
        self.banner.show_error(error)
        (self._make_button if self._make_button.isEnabled() else self._chooser.first).setFocus()


class MadeUpScreen(LockedPage):
    """Makes the vault of made-up cases, and says what opens it."""

    def __init__(self, access: VaultAccess, bridge: AsyncBridge, passphrase: str) -> None:
        super().__init__("Made-up cases", width=560)
        self._access, self._bridge, self._passphrase = access, bridge, passphrase
        self._go = Button("Make them and begin", "primary", on_click=self._make)
        step, rows = _step("Made-up cases")
        rows.addWidget(TextLabel("Nobody in this vault exists. Do not write about anybody who does."))
        rows.addWidget(quiet("Its passphrase, which everybody may know:"))
        rows.addWidget(TextLabel(passphrase, "code"))
        rows.addWidget(quiet("It is shown again whenever this vault is locked."))
        rows.addLayout(_ends(quiet(""), self._go))
        self.body.addWidget(step)

    def begin(self) -> None:
        """Put the focus on the one thing to do."""
        self._go.setFocus()

    def _make(self) -> None:
        self._go.setEnabled(False)
        self._go.setText("Making the cases…")
        making = self._access.create_made_up(self._passphrase)
        self._bridge.when_done(making, self, lambda _created: self.entered.emit(None), self._refused)

    def _refused(self, error: BaseException) -> None:
        self._go.setEnabled(True)
        self._go.setText("Make them and begin")
        self._go.setFocus()
        self.banner.show_error(error)


def _step(name: str) -> tuple[QWidget, QVBoxLayout]:
    step = QWidget()
    rows = QVBoxLayout(step)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(10)
    rows.addWidget(heading(name))
    return step, rows


def _ends(left: QWidget, right: QWidget) -> QHBoxLayout:
    ends = QHBoxLayout()
    ends.addWidget(left)
    ends.addStretch(1)
    ends.addWidget(right)
    return ends
