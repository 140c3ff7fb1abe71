"""The backups on the settings page: where they go, when the last was made, what the folder holds."""

from __future__ import annotations

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.vault.backups import (
    OF_BEFORE,
    BackupLine,
    BackupMade,
    BackupState,
    backup_state,
    keep_backup_folder,
)
from ui.controls.announcements import announce
from ui.controls.buttons import Button
from ui.controls.files.choosing import choose_folder
from ui.controls.labels import TextLabel, quiet
from ui.controls.layout.cards import Card, CardColumn
from ui.controls.layout.flow_layout import flowing
from ui.shell.screen import AnyScreen

_SHOWN = 16


class BackupCard(Card):
    """Chooses the folder, makes a backup now, and opens every backup there to say what it holds."""

    def __init__(self, screen: AnyScreen) -> None:
        super().__init__("Backups")
        self._screen = screen
        self._where, self._last, self._found = TextLabel(""), TextLabel(""), quiet("")
        self.choose_button = Button("Choose the folder", on_click=self._choose)
        self.make_button = Button("Back up now", "primary", on_click=self._make)
        self.check_button = Button("Check all of them", on_click=self._check)
        about = quiet(
            "Best a drive that lies somewhere else at night. One is made at each lock where anything was recorded; "
            "it is encrypted, and it counts only once it was opened and counted. The newest of seven days and of "
            "eight weeks stay. On another computer the recovery code opens it."
        )
        buttons = flowing(self.choose_button, self.check_button, self.make_button)
        self.add_row(CardColumn(self._last, quiet("Where they go"), self._where, about, self._found, buttons))

    def refresh(self) -> None:
        """Ask how backups stand."""
        self._screen.ask(backup_state, self._show)

    def choose(self, folder: str) -> None:
        """Let backups go to that folder."""
        self._screen.ask(keep_backup_folder, self._chosen, folder)

    def _show(self, state: BackupState) -> None:
        self._last.setText(" ".join(part for part in (f"{state.words}.", state.trouble) if part))
        self._last.set_tone("caution" if state.trouble else "fine")
        self._where.setText(state.folder or "No folder is chosen")
        self._allow(chosen=bool(state.folder))

    def _allow(self, *, chosen: bool) -> None:
        for button in (self.make_button, self.check_button):
            button.setEnabled(chosen)

    def _choose(self) -> None:
        folder = choose_folder(self, "A folder for backups")
        if folder:
            self.choose(folder)

    def _chosen(self, changed: Changed) -> None:
        self._screen.show_status("Folder for backups kept")
        self._screen.notify(changed)

    def _make(self) -> None:
        self._begin("Making a backup, opening it again and counting…")
        context = self._screen.context
        context.bridge.when_done(context.worker.back_up(), self, self._made, self._refused)

    def _made(self, made: BackupMade) -> None:
        entries = f"{made.entries:,} entries" if made.entries != 1 else "1 entry"
        cases = f"{made.cases:,} cases" if made.cases != 1 else "1 case"
        self._say(f"A backup was made, opened and counted: {entries}, {cases}.", fine=True)
        self._screen.notify(Changed(frozenset({"setting"})))

    def _check(self) -> None:
        self._begin("Opening every backup…")
        context = self._screen.context
        context.bridge.when_done(context.worker.backups(), self, self._list, self._refused)

    def _list(self, lines: tuple[BackupLine, ...]) -> None:
        words = [f"{line.words}: {_holds(line)}" for line in lines[:_SHOWN]]
        self._say("\n".join(words) or "There is no backup of this vault in the folder.", fine=_all_good(lines))
        self._allow(chosen=True)

    def _begin(self, words: str) -> None:
        self._allow(chosen=False)
        self._found.set_tone(None)
        self._found.setText(words)

    def _say(self, words: str, *, fine: bool) -> None:
        self._found.setText(words)
        self._found.set_tone("fine" if fine else "danger")
        announce(self, words, urgent=not fine)

    def _refused(self, error: BaseException) -> None:
        self._found.setText("")
        self._screen.show_error(error)
        self.refresh()
        self._screen.notify(Changed(frozenset({"setting"})))


def _holds(line: BackupLine) -> str:
    if line.older_keys:
        return f"not looked into: {OF_BEFORE}"
    if not line.proven:
        return "does not open; it is no backup"
    cases = f"{line.cases:,} cases" if line.cases != 1 else "1 case"
    return f"{line.entries:,} entries, {cases}"


def _all_good(lines: tuple[BackupLine, ...]) -> bool:
    return any(line.proven for line in lines) and all(line.proven or line.older_keys for line in lines)
