"""How the vault stands, kept in sight: its last backup, what came of its check, and once a year its recovery code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6

from hru_advocate.casework.vault.backups import BackupState, backup_state
from hru_advocate.casework.vault.codes import CodeStanding, code_standing
from ui.shell.destinations import SettingsDestination
from ui.shell.frame import Frame
from ui.shell.frame_parts import CheckTone

if TYPE_CHECKING:
    from ui.shell.async_bridge import AsyncBridge
    from ui.shell.vault_access import VaultAccess


class VaultStanding:
    """Asks how the vault stands and says it on whichever frame is shown; ``frame`` gives that one."""

    def __init__(self, access: VaultAccess, bridge: AsyncBridge, frame: Callable[[], Frame]) -> None:
        self._access, self._bridge, self._frame = access, bridge, frame

    def ask_backup(self) -> None:
        """Keep the last backup and its age in sight; a demonstration has none."""
        if not self._access.made_up:
            asked = self._access.worker().ask(backup_state)
            self._bridge.when_done(asked, self._frame(), self._show_backup, self._frame().banner.show_error)

    def ask_code(self) -> None:
        """Ask once a year whether the recovery code is in its envelope, unless something else has to be said first."""
        if not self._access.made_up:
            asked = self._access.worker().ask(code_standing)
            self._bridge.when_done(asked, self._frame(), self._show_code, self._frame().banner.show_error)

    def show_check(self, words: str, tone: CheckTone) -> None:
        """Keep the status line saying what came of checking the vault; in a visit none of it is in sight."""
        if shiboken6.isValid(self._frame()):
            self._frame().status.show_check(words, tone)

    def _show_backup(self, state: BackupState) -> None:
        self._frame().status.show_backup(state.words, trouble=bool(state.trouble))

    def _show_code(self, standing: CodeStanding) -> None:
        frame = self._frame()
        if standing.ask and not frame.banner.text():
            go = SettingsDestination()
            frame.banner.show_message(
                standing.words, "caution", action="Settings", on_action=lambda: self._frame().go_to(go)
            )
