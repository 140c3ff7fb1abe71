"""The way back from a backup: its folder, the recovery code, a new passphrase, then a new code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hru_advocate.domain.moments import day_in_words
from ui.controls.announcements import announce
from ui.controls.banner import Banner
from ui.controls.buttons import Button
from ui.controls.files.choosing import choose_folder
from ui.controls.labels import TextLabel, field_label, heading, quiet
from ui.controls.signals import SignalOf, value_signal
from ui.controls.tick_boxes import Dropdown
from ui.shell.async_bridge import AsyncBridge
from ui.shell.locked_page import way_back
from ui.shell.vault_access import VaultAccess
from ui.vault.passphrase import PassphraseChooser
from ui.vault.recovery import CodeLines, RecoveryCode

if TYPE_CHECKING:
    from hru_advocate.casework.vault.backup_folder import BackupPlace
    from hru_advocate.casework.vault.opening import Recovered
    from hru_advocate.casework.vault.restoring import Restored

_SHOWN = 30


class BackupPath(QWidget):
    """Brings a backup back. ``opened`` carries what the vault said; ``turned_back`` asks for the page before."""

    opened: SignalOf[Recovered] = value_signal()
    turned_back = Signal()

    def __init__(self, access: VaultAccess, bridge: AsyncBridge, banner: Banner) -> None:
        super().__init__()
        self._access, self._bridge, self._banner = access, bridge, banner
        self._restored: Restored | None = None
        self._ready = self._alone = False
        self._choose_button = Button("Choose the folder", on_click=self._choose)
        self._which = Dropdown("Which backup", (("", "No folder is chosen yet"),))
        self._code = CodeLines("Recovery code, from the sealed paper")
        self._chooser = PassphraseChooser(access, bridge)
        self._chooser.decided.connect(self._decide)
        self._go = Button("Bring it back", "primary", on_click=self._restore)
        self._back = way_back("Back", self.turned_back.emit, "link")
        self._form = self._lay_out()
        self._after = TextLabel("")
        self._after.hide()
        self._new_code = RecoveryCode(access, bridge)
        self._new_code.proved.connect(self._done)
        self._new_code.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        for part in (self._form, self._after, self._new_code):
            outer.addWidget(part)
        self._decide(ready=False)

    def begin(self) -> None:
        """Ask whether a keychain helps, so that the right number of words is offered."""
        self._choose_button.setFocus()
        self._bridge.when_done(self._access.keychain(), self, self._know_keychain, self._banner.show_error)

    def look_into(self, folder: str) -> None:
        """Offer the backups of a folder."""
        self._banner.clear()
        self._bridge.when_done(self._access.backups_at(folder), self, self._offer, self._refused)

    def _lay_out(self) -> QWidget:
        form = QWidget()
        rows = QVBoxLayout(form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(heading("Bring back from a backup"))
        rows.addWidget(
            quiet(
                "The backup is only read. A vault that is here already is kept beside the new one, whole, and you are "
                "told what it has that the backup does not."
            )
        )
        rows.addWidget(self._choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(field_label("Which backup", self._which))
        rows.addWidget(self._which)
        rows.addWidget(self._code)
        rows.addWidget(TextLabel("A new passphrase", "head"))
        rows.addWidget(self._chooser)
        ends = QHBoxLayout()
        ends.addWidget(self._back)
        ends.addStretch(1)
        ends.addWidget(self._go)
        rows.addLayout(ends)
        return form

    def _choose(self) -> None:
        folder = choose_folder(self, "The folder of the backups")
        if folder:
            self.look_into(folder)

    def _offer(self, found: tuple[BackupPlace, ...]) -> None:
        zone = self._access.home().clock.now().tzinfo
        moments = ((one.path, one.made.astimezone(zone)) for one in found[:_SHOWN])
        self._which.set_choices([(str(path), f"{day_in_words(made.date())} at {made:%H:%M}") for path, made in moments])
        self._decide(ready=self._ready)
        self._code.setFocus()

    def _know_keychain(self, name: str | None) -> None:
        self._alone = name is None
        self._chooser.ask_for("", alone=self._alone)

    def _decide(self, ready: bool) -> None:
        self._ready = ready
        self._go.setEnabled(ready and bool(self._which.chosen()))

    def _restore(self) -> None:
        self._banner.clear()
        self._go.setEnabled(False)
        self._go.setText("Bringing it back…")
        self._back.setEnabled(False)  # what comes of it is the new code, and it is said here
        asked = self._access.restore(Path(self._which.chosen()), self._code.text(), self._chooser.passphrase())
        self._bridge.when_done(asked, self, self._brought_back, self._refused)

    def _brought_back(self, restored: Restored) -> None:
        self._restored = restored
        self._code.clear()
        self._chooser.clear()
        self._form.hide()
        self._after.setText(in_words(restored))
        self._after.show()
        self._new_code.show()
        self._new_code.show_code(restored.recovered.recovery_code, alone=self._alone)
        announce(self, self._after.text(), urgent=True)

    def _refused(self, error: BaseException) -> None:
        self._go.setText("Bring it back")
        self._back.setEnabled(True)
        self._decide(ready=self._ready)
        self._banner.show_error(error)
        (self._code if self._which.chosen() else self._choose_button).setFocus()

    def _done(self, notices: tuple[str, ...]) -> None:
        if self._restored is not None:
            recovered = self._restored.recovered
            self.opened.emit(replace(recovered, warnings=(*recovered.warnings, *notices)))


def in_words(restored: Restored) -> str:
    """Say from when a backup is, and what became of the vault it took the place of."""
    newest = restored.newest or restored.made
    one = restored.cases == 1
    cases = "1 case is back, as it was" if one else f"{restored.cases:,} cases are back, as they were"
    words = (
        f"{cases} on {day_in_words(newest.date())} at {newest:%H:%M}. What was recorded after "
        "that is not in the backup."
    )
    if restored.kept is None:
        return words
    aside = f"The vault that was here is kept, whole, in the folder {restored.kept.name} beside this one."
    if restored.newer is None:
        return f"{words} {aside} It could not be read, so nobody can say here what it has that the backup does not."
    entries = "1 entry" if restored.newer == 1 else f"{restored.newer:,} entries"
    return f"{words} {aside} It holds {entries} that the backup does not."
