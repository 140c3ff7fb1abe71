"""The end of a session: what is typed is kept first, nothing is in sight meanwhile, and it ends in any case."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.shell.inactivity_lock import ticks

if TYPE_CHECKING:
    from ui.shell.async_bridge import AsyncBridge
    from ui.shell.main_window import MainWindow
    from ui.shell.vault_access import VaultAccess
    from ui.vault.held import HeldPage
    from ui.workspace import Workspace

AGAIN: Final = 5_000
"""Milliseconds between two tries to keep words that a lock waits for."""


class SessionEnding(QObject):
    """Ends one open session. ``end`` closes the vault and, in the end, the process."""

    def __init__(
        self,
        window: MainWindow,
        access: VaultAccess,
        bridge: AsyncBridge,
        workspace: Workspace,
        end: Callable[[], None],
    ) -> None:
        super().__init__()
        self._window, self._access, self._bridge, self._workspace = window, access, bridge, workspace
        self._end = end
        self._held: HeldPage | None = None
        self._locking = False
        self._until = 0.0
        self._again = QTimer(self)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self._try)

    def lock(self) -> None:
        """Hide everything at once, keep what is typed, end; what cannot be kept is held behind the passphrase."""
        if self._locking:
            return
        self._locking = True
        self._hide_all()
        self._workspace.frame.leave_all(self._finish, self._hold)

    def close(self, end: Callable[[], None]) -> None:
        """The window was closed by who sits there: words that cannot be kept keep it open, and say so."""
        if self._locking:
            return

        def stay(error: BaseException) -> None:
            again = partial(self.close, end)
            frame.unkept.show_fault(error, "Close without keeping", again=again, stay=frame.setFocus, lose=end)

        frame = self._workspace.frame
        frame.leave_all(end, stay)

    def _hide_all(self) -> None:
        for shown in QApplication.topLevelWidgets():
            if shown is not self._window and shown.isVisible():
                shown.hide()
        self._window.hide()

    def _hold(self, error: BaseException) -> None:
        """Come up again with nothing of the case in sight."""
        if self._held is not None:
            self._held.say(error)
            return
        from ui.vault.held import MINUTES, HeldPage  # seldom needed

        page = self._held = HeldPage(self._access, self._bridge, error)
        page.proved.connect(self._go_back)
        page.given_up.connect(self._finish)
        self._until = ticks() + MINUTES * 60
        self._window.show_over(page)
        self._window.show()
        self._again.start()

    def _try(self) -> None:
        """Try to keep the words again; when the time is over, end without them."""
        if ticks() >= self._until:
            self._finish()
        else:
            self._workspace.frame.leave_all(self._finish, self._hold)

    def _go_back(self) -> None:
        """Show the page with the words again: who typed them is back, and a try under way neither hides nor ends it."""
        self._again.stop()
        self._workspace.frame.leaving.stay_after_all()
        self._held = None
        self._locking = False
        self._window.show_frame_again(self._workspace.frame)
        self._workspace.watch.resume()

    def _finish(self) -> None:
        self._again.stop()
        self._window.hide()
        self._end()
