"""Checks the vault by itself after each opening, a little at a time, and keeps saying what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, QTimer

from hru_advocate.errors import AdvocateError

if TYPE_CHECKING:
    from hru_advocate.casework.vault.checks import SoFar, VaultCheck, Verdict
    from ui.shell.async_bridge import AsyncBridge
    from ui.shell.screen import Worker

Tone = Literal["quiet", "danger"]
Say = Callable[[str, Tone], object]

_AFTER: Final = 4_000
"""Milliseconds: the first page has come to rest by then."""
_BETWEEN: Final = 15
"""Milliseconds between two steps, so that whatever a page asks for goes first."""


class BackgroundCheck(QObject):
    """Goes through the vault between other work; ``say`` is told how far it is, and in the end what was found.

    What is found stays said for as long as the vault is open: on every frame that is shown, by ``repeat``.
    """

    def __init__(self, worker: Worker, bridge: AsyncBridge, say: Say) -> None:
        super().__init__()
        self._worker, self._bridge, self._say = worker, bridge, say
        self._words, self._tone = "", "quiet"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        self._check: VaultCheck | None = None

    def start(self, after: int = _AFTER) -> None:
        """Begin once the first page has come to rest."""
        self._timer.start(after)

    def repeat(self) -> None:
        """Say once more what stands."""
        self._say(self._words, "danger" if self._tone == "danger" else "quiet")

    def take(self, verdict: Verdict) -> None:
        """Say what was found, by this check or by one that was asked for."""
        if verdict.fine:
            kind = "quick check" if verdict.how.startswith("Quick") else "full check"
            self._tell(f"{verdict.entries:,} entries hold ({kind})", "quiet")
            return
        count = len(verdict.lines)
        faults = "1 fault" if count == 1 else f"{count} faults"
        self._tell(f"{faults} in the vault: see Settings", "danger")

    def _go(self) -> None:
        from hru_advocate.casework.vault.checks import begin, go_on  # brings the core, which the first window has not

        if self._check is None:
            self._bridge.when_done(self._worker.ask(begin, "quick"), self, self._begun, self._stopped)
        else:
            self._bridge.when_done(self._worker.ask(go_on, self._check), self, self._came, self._stopped)

    def _begun(self, check: VaultCheck) -> None:
        self._check = check
        self._tell("Checking the vault…", "quiet")
        self._timer.start(_BETWEEN)

    def _came(self, far: SoFar) -> None:
        if far.verdict is None:
            self._timer.start(_BETWEEN)
        else:
            self._check = None
            self.take(far.verdict)

    def _stopped(self, error: BaseException) -> None:
        """The vault was locked meanwhile, or cannot be read: the first needs no word."""
        self._check = None
        words = error.message if isinstance(error, AdvocateError) else "The vault could not be checked."
        self._tell(words, "danger")

    def _tell(self, words: str, tone: Tone) -> None:
        self._words, self._tone = words, tone
        self.repeat()
