"""Builds everything once and joins it: the only place that knows all screens."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from hru_advocate.demo import MADE_UP_PASSPHRASE
from ui.arguments import MADE_UP, Arguments
from ui.controls.announcements import OUR_FAULT, announce
from ui.controls.icons import be_known_by_name, program_icon
from ui.controls.keyboard.safety_keys import SafetyKeys
from ui.controls.theme import apply_theme
from ui.shell.async_bridge import AsyncBridge
from ui.shell.capture_guard import UNGUARDED, CaptureGuard
from ui.shell.collecting import ScreenThreadCollector, keep_for_good
from ui.shell.locked_page import LockedPage
from ui.shell.main_window import TITLE, MainWindow
from ui.shell.system_monitor import UNHEARD, SystemMonitor
from ui.shell.vault_access import VaultAccess
from ui.vault.unlock import UnlockScreen

if TYPE_CHECKING:
    from hru_advocate.casework.vault.opening import Home, Recovered, Unlocked, VaultState
    from hru_advocate.logs import EventLog
    from ui.ending import SessionEnding
    from ui.shell.cover import Cover
    from ui.workspace import Workspace

APP_ID: Final = "hru-advocate"
"""The program as the system knows it: its icon, its place in a task bar."""
_BEHIND_MS: Final = 30
"""After the first painting: the core is loaded then, and nobody has typed a letter yet."""


class Program(QObject):
    """One run of the program, from the locked page to the end of the process.

    ``arguments`` are handed on when it starts itself afresh after a lock. ``restart`` and ``end`` are what a lock does
    last; tests put their own in.
    """

    def __init__(
        self,
        app: QApplication,
        access: VaultAccess,
        arguments: Sequence[str] = (),
        *,
        restart: Callable[[], object] | None = None,
        end: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.app, self.access = app, access
        self._arguments = list(arguments)
        self._restart = restart or self._start_afresh
        self._leave = end or partial(app.exit, 0)  # quit would ask the windows first, and ours say no
        self.bridge = AsyncBridge()
        self.capture_guard = CaptureGuard(app)
        self.window = MainWindow()
        self.capture_guard.refused.connect(partial(_say, self.window, UNGUARDED))
        self.workspace: Workspace | None = None
        self.log: EventLog | None = None
        self._cover: Cover | None = None
        self._ending: SessionEnding | None = None
        self._ended = False
        self._lock_wanted = False
        self.system = SystemMonitor()
        self.system.due.connect(self.lock)
        self.system.unheard.connect(partial(_say, self.window, UNHEARD))
        self._faults = 0
        self.window.closing.connect(self.close)
        QShortcut(QKeySequence("F12"), self.window).activated.connect(self.cover)
        self._keys = SafetyKeys(app, self.window)
        self._keys.covering.connect(self.cover)
        self._keys.locking.connect(self.lock)

    def start(self) -> None:
        """Show the locked page; everything heavy is loaded behind it."""
        page = UnlockScreen(self.access, self.bridge)
        if self.access.made_up:
            page.show_hint(f"Made-up cases. The passphrase is {MADE_UP_PASSPHRASE}")
        self._show_locked(page)
        self.window.appear()
        QTimer.singleShot(_BEHIND_MS, self, self._look_behind)

    def cover(self) -> None:
        """Hide everything behind a calendar, or show it again."""
        from hru_advocate.clock import SystemClock
        from ui.shell.cover import Cover

        if self._cover is None:
            self._cover = Cover(self.app)
        if self.workspace is not None:
            self.workspace.frame.forget_search()
            self.workspace.copied.clear()
        self._cover.switch(SystemClock().now().date())
        self._note("covered")

    def lock(self) -> None:
        """Save drafts, close the vault, end this process and start a locked one."""
        if self._ended:
            return
        if self.workspace is not None:
            self.workspace.copied.clear()
        if self._ending is not None:
            self._ending.lock()
        else:
            self._lock_outside()

    def close(self) -> None:
        """The window was closed: the same as a lock, without a new start."""
        if self._ended:
            return
        if self._ending is not None:
            self._ending.close(partial(self._end, lambda: None))
        elif self.access.opening == "new code":
            self._ask_for_code()
        else:
            self._end(lambda: None)

    def met_fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The last resort for errors nobody expected: a sentence on screen, a redacted line in the log."""
        if issubclass(kind, KeyboardInterrupt):
            self.app.exit(1)
            return
        self._faults += 1
        log = self._open_log()
        if log is not None:
            log.fault(error.with_traceback(trace))
        page = self.window.page()
        banner = getattr(page, "banner", None)
        if banner is None:
            return
        if self._faults > 1 and self.workspace is not None:
            banner.show_message(OUR_FAULT, "danger", action="Lock and start afresh", on_action=self.lock)
        else:
            banner.show_message(OUR_FAULT, "danger")

    def enter(self, greeting: Unlocked | Recovered | None) -> None:
        """The vault is open: build what is inside and go to Today."""
        from ui.ending import SessionEnding
        from ui.workspace import Workspace

        if self._ended:
            return
        workspace = Workspace(self.app, self.access, self.bridge, greeting, guard=self.capture_guard)
        self.workspace = workspace
        end = partial(self._end, self._restart)
        self._ending = SessionEnding(self.window, self.access, self.bridge, workspace, end)
        workspace.covering.connect(self.cover)
        workspace.locking.connect(self.lock)
        workspace.framed.connect(lambda: self.window.change_frame(workspace.frame, whole=workspace.context.visiting))
        workspace.warned.connect(lambda: self._note("lock_warned"))
        self.window.show_frame(workspace.frame)
        workspace.begin()
        self._note("unlocked")
        if self._lock_wanted:
            self.lock()

    def _look_behind(self) -> None:
        from PySide6.QtCore import QSettings  # noqa: TID251 - turned away, never used

        import ui.shell.cover  # noqa: F401 - so that the first F12 covers at once
        from ui.controls.files.choosing import forget_choices  # brings what knows folders and hashes

        if self._ended:
            return
        # Qt would write down the folders one saved to, beside the vault's home and in the clear; Windows heeds it not.
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
        _quieten_libraries()  # it loads logging: behind the first window, and before any library of the vault
        forget_choices()
        self.app.setWindowIcon(program_icon())
        self.system.start(self.app, self.window)
        self.bridge.when_done(self.access.state(), self.window, self._know_state, self._show_trouble)

    def _know_state(self, state: VaultState) -> None:
        if self._ended:
            return
        page = self.window.page()
        if not state.exists:
            self._set_up()
        elif isinstance(page, UnlockScreen):
            page.show_state(state)
            self.access.behind(_read_ahead)

    def _show_trouble(self, error: BaseException) -> None:
        page = self.window.page()
        if isinstance(page, LockedPage):
            page.banner.show_error(error)

    def _set_up(self) -> None:
        from ui.vault.set_up import MadeUpScreen, SetUpScreen

        if self.access.made_up:
            self._show_locked(MadeUpScreen(self.access, self.bridge, MADE_UP_PASSPHRASE))
            return
        page = SetUpScreen(self.access, self.bridge)
        page.tried.connect(self._try_made_up)
        self._show_locked(page)

    def _try_made_up(self) -> None:
        """Change to the vault of made-up cases; it lives in a folder of its own."""
        self.access.close()
        self._arguments = [MADE_UP]
        self.access = VaultAccess(made_up_home, made_up=True)
        page = UnlockScreen(self.access, self.bridge)
        page.show_hint(f"Made-up cases. The passphrase is {MADE_UP_PASSPHRASE}")
        self._show_locked(page)
        self._look_behind()

    def _show_locked(self, page: LockedPage) -> None:
        page.entered.connect(self._enter_soon)
        QShortcut(QKeySequence("Ctrl+L"), page).activated.connect(self.lock)
        self.window.show_locked(page)

    def _enter_soon(self, opened: Unlocked | Recovered | None) -> None:
        """Enter once the page that asked has finished its own work."""
        from hru_advocate.casework.vault.opening import Recovered, Unlocked

        greeting = opened if isinstance(opened, Unlocked | Recovered) else None
        QTimer.singleShot(0, self, lambda: self.enter(greeting))

    def _ask_for_code(self) -> None:
        """A new recovery code is seen once only: the window stays until it is proved, or somebody says to close it."""
        page = self.window.page()
        if isinstance(page, LockedPage):
            page.banner.show_message(
                "Close now? The new recovery code has not been typed back yet, and it is never shown again. Without it "
                "nobody opens this vault once the passphrase or this computer's keychain is lost.",
                "danger",
                action="Close without the code",
                on_action=partial(self._end, lambda: None),
            )

    def _lock_outside(self) -> None:
        """A lock before anything is on show: an unlock that is under way ends locked, with the file given back.

        A new recovery code is seen once only, so locking would throw it away: everything is covered instead, and the
        lock comes as soon as the code is proved.
        """
        if self.access.opening == "unlock":
            self._end(self._restart)
        elif self.access.opening == "new code":
            self._lock_wanted = True
            if self._cover is None or not self._cover.on:
                self.cover()

    def _end(self, last: Callable[[], object]) -> None:
        if self._ended:
            return
        self._ended = True
        announce(self.window, "Locked", urgent=True)
        if self.workspace is not None:
            self.workspace.copied.clear()
            self._note("locked")
        self.window.hide()
        try:
            self.access.close()
        finally:
            last()
            self._leave()

    def _start_afresh(self) -> None:
        from PySide6.QtCore import QProcess

        frozen = bool(getattr(sys, "frozen", False))
        QProcess.startDetached(sys.executable, [*([] if frozen else ["-m", "ui"]), *self._arguments])

    def _note(self, event: str) -> None:
        log = self._open_log()
        if log is not None:
            log.note(event)

    def _open_log(self) -> EventLog | None:
        """The log lies beside the vault; where there is no folder yet there is no log."""
        if self.log is None:
            from hru_advocate.clock import SystemClock
            from hru_advocate.logs import EventLog

            folder = self.access.home().folder
            with suppress(OSError):
                if folder.is_dir():
                    self.log = EventLog(folder, SystemClock().stamp)
        return self.log


def _say(window: MainWindow, sentence: str) -> None:
    """Say something about this computer on whatever page is on show; nowhere once the window is gone, as at the end."""
    if not isValid(window):
        return
    banner = getattr(window.page(), "banner", None)
    if banner is not None:
        banner.show_message(sentence, "caution")


def _read_ahead() -> None:
    """Load the pages, and what the first of them asks of the program's own files, while a passphrase is typed.

    Both take longer than everything else between unlocking and Today.
    """
    import ui.ending
    import ui.workspace  # noqa: F401 - to have it loaded
    from hru_advocate.casework.product import read_ahead

    read_ahead()
    keep_for_good()


def default_home() -> Home:
    """Give the place where this person's vault lives."""
    from hru_advocate.casework.vault.opening import Home

    return Home.default()


def made_up_home() -> Home:
    """Give the place where the made-up cases live: beside the person's own vault, never in it."""
    from hru_advocate.casework.vault.opening import Home

    own = Home.default().folder
    return Home(own.with_name(f"{own.name}-made-up"))


def access_for(asked: Arguments) -> VaultAccess:
    """The way to the vault the command line asks for: the made-up cases, a folder of its own, or this person's own."""
    if asked.made_up:
        return VaultAccess(made_up_home, made_up=True)
    folder = asked.home
    if folder is None:
        return VaultAccess(default_home)

    def chosen() -> Home:
        from hru_advocate.casework.vault.opening import Home

        return Home(folder)

    return VaultAccess(chosen)


def run(asked: Arguments, words: Sequence[str]) -> int:
    """Run the program until it locks or is closed; the exit code. ``words`` start it afresh after a lock."""
    be_known_by_name(APP_ID)
    app = QApplication([TITLE])
    app.setApplicationName(APP_ID)
    app.setDesktopFileName(APP_ID)
    app.setApplicationDisplayName(TITLE)
    app.setQuitOnLastWindowClosed(False)
    ScreenThreadCollector(app)
    program = Program(app, access_for(asked), words)
    sys.excepthook = program.met_fault
    apply_theme(app)
    program.start()
    return app.exec()


def _quieten_libraries() -> None:
    """Keep the libraries' messages unsaid: they may quote what they were handed."""
    from hru_advocate.logs import quieten_libraries

    quieten_libraries()
