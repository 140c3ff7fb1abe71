"""The open vault on screen: the frame, its screens, the watch that locks it, and the settings that dress it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.settings import Settings, settings
from hru_advocate.casework.vault.opening import Recovered, Unlocked
from hru_advocate.casework.visits.mode import VisitMode, begin_mode, mode_now
from hru_advocate.domain.moments import day_in_words
from ui.controls.clipboard import CopiedText
from ui.controls.keyboard.single_keys import switch_single_keys
from ui.controls.theme import apply_theme
from ui.makers import MAKERS, RAIL
from ui.shell.async_bridge import AsyncBridge
from ui.shell.capture_guard import CaptureGuard
from ui.shell.change_notifier import ChangeNotifier
from ui.shell.destinations import (
    CaseDestination,
    SettingsDestination,
    TodayDestination,
    VisitModeDestination,
)
from ui.shell.frame import Frame, VaultStanding
from ui.shell.frame_parts import BackgroundCheck
from ui.shell.inactivity_lock import InactivityLock
from ui.shell.screen import ScreenContext, Worker
from ui.shell.vault_access import VaultAccess
from ui.visits.bare_frame import BareFrame
from ui.visits.overdue_monitor import OverdueMonitor

if TYPE_CHECKING:
    from ui.visits.frame import VisitFrame

VISIT_SIZE: Final = 150
"""The least text size in visit mode, in per cent."""

_READY_AFTER: Final = 2_500
_BETWEEN_STEPS: Final = 40
"""Milliseconds in which whoever works comes before what is made ready."""

Greeting = Unlocked | Recovered | None
"""The vault's answer when it was opened; nothing of one that was just made."""


class Workspace(QObject):
    """Joins frame, watch and settings for one unlocked session; ``locking`` when it has to end.

    ``framed`` when another frame is to be shown in place of the one before, which is destroyed: visit mode is built
    for one case, and nothing of any other outlives its beginning.
    """

    locking = Signal()
    covering = Signal()
    warned = Signal()
    framed = Signal()

    def __init__(
        self,
        app: QApplication,
        access: VaultAccess,
        bridge: AsyncBridge,
        greeting: Unlocked | Recovered | None,
        *,
        guard: CaptureGuard | None = None,
    ) -> None:
        super().__init__()
        self._app, self._access, self._bridge = app, access, bridge
        self._capture_guard = guard or CaptureGuard(app)
        self.copied = CopiedText(self)
        self.watch = InactivityLock()
        self.watch.due.connect(self.locking)
        self.watch.warned.connect(self.warned)
        self.context = self._new_context(visiting=False)
        self._greeting, self._told, self._accepted_words = greeting, False, ""
        self.frame = self._join(Frame(self.context, MAKERS, RAIL))
        self._standing = VaultStanding(access, bridge, lambda: self.frame)
        self._checking = BackgroundCheck(access.worker(), bridge, self._standing.show_check)
        self._readying = Readying(access.worker(), bridge)
        self._standing.ask_backup()
        self._say_last()

    def begin(self) -> None:
        """Start the watch, ask for the settings, go to Today; or back into the visit that was locked."""
        self.watch.start(self._app)
        self._checking.start()
        self._readying.start()
        self._ask_where()

    def _greet(self) -> None:
        """Say what unlocking warned of, aloud too, once it is known that nobody of a visit looks on or listens."""
        if self._told:
            return
        self._told = True
        if self._greeting is not None and self._greeting.doubts:
            go = partial(self.frame.go_to, SettingsDestination(at_doubts=True))
            words = " ".join(self._greeting.warnings)
            self.frame.banner.show_message(words, "danger", action="Look at it", on_action=go)
        elif self._greeting is not None and self._greeting.warnings:
            self.frame.banner.show_message(" ".join(self._greeting.warnings), "caution")

    def _say_last(self) -> None:
        """Say when this vault was last opened; one that was not as it was left is not believed in that."""
        words = self._accepted_words or last_words(self._greeting, self.context.now().date())
        self.frame.status.show_last(words)

    def _accepted(self) -> None:
        """Stop saying that the vault is not as it was left, which was accepted, and let the check look again."""
        greeting = self._greeting
        if greeting is not None and greeting.doubts:
            if self.frame.banner.text() == " ".join(greeting.warnings):
                self.frame.banner.clear()
            self._accepted_words = f"Accepted as it is, today {self.context.now():%H:%M}"
        self._say_last()
        self._checking.begin_anew()

    def _ask_where(self) -> None:
        self._ask_settings()
        asked = self._access.worker().ask(mode_now)
        self._bridge.when_done(asked, self.frame, self._begin_at, self._stay_bare)

    def _begin_at(self, mode: VisitMode | None) -> None:
        if mode is not None:
            self._enter_visit(mode)
            return
        if isinstance(self.frame, BareFrame):
            self._bring_back()
        self._greet()
        self.frame.go_to(TodayDestination())
        self.frame.count()
        self._standing.ask_code()

    def _stay_bare(self, error: BaseException) -> None:
        """Show the sentence and nothing of any case: a visit lasts, or may."""
        if isinstance(self.frame, BareFrame):
            self.frame.say(error)
            return
        self.context = self._new_context(visiting=True)
        bare = BareFrame(self.context, MAKERS, error)
        bare.again.connect(self._ask_where)
        self._put(bare)
        bare.begin()

    def _new_context(self, *, visiting: bool) -> ScreenContext:
        """A context for a new frame; where somebody looks on, or may, what was asked for before is not said there."""
        if visiting:
            self._bridge.keep_quiet()
        access, notifier = self._access, ChangeNotifier()
        now = access.home().clock.now
        context = ScreenContext(access.worker(), self._bridge, notifier, now, access.made_up, visiting)
        notifier.listen(self._on_changed)
        notifier.checked.connect(lambda verdict: self._checking.take(verdict))  # noqa: PLW0108 - made later
        notifier.accepted.connect(self._accepted)
        return context

    def _join(self, frame: Frame) -> Frame:
        """Join a frame to the watch, the lock and the cover."""
        frame.covering.connect(self.covering)
        frame.locking.connect(self.locking)
        frame.staying.connect(self.watch.stay)
        frame.visiting.connect(self._begin_visit)
        self.watch.counted.connect(frame.header.show_left)
        self.watch.warned.connect(frame.warn)
        self.watch.calmed.connect(frame.banner.clear)
        if not self.context.visiting:  # beside somebody of a case nothing is said of another
            OverdueMonitor(frame)
        return frame

    def _begin_visit(self, there: VisitModeDestination) -> None:
        """Keep what is typed anywhere, then begin visit mode; nothing of this frame outlives it."""

        def go() -> None:
            asked = self._access.worker().ask(begin_mode, there.entry)
            self._bridge.when_done(
                asked, self.frame, lambda found: self._enter_visit(found[0]), frame.banner.show_error
            )

        frame = self.frame
        frame.leave_all(go, frame.banner.show_error)

    def _enter_visit(self, mode: VisitMode) -> None:
        self.frame.put_pages_away()
        asked = self._access.worker().ask(settings)
        self._bridge.when_done(asked, self.frame, partial(self._build_visit, mode), self._stay_bare)

    def _build_visit(self, mode: VisitMode, found: Settings) -> None:
        from ui.visits.frame import VisitFrame

        self.context = self._new_context(visiting=True)
        self._take_look(found)
        visit = VisitFrame(self.context, MAKERS, mode)
        switch_single_keys(visit, on=found.single_keys)
        visit.left.connect(partial(self._leave_visit, visit))
        self._put(visit)
        visit.begin()

    def _leave_visit(self, visit: VisitFrame, note: bool) -> None:
        """Bring back the other cases, and go where the contact is noted, or to Today."""
        case = visit.mode.case
        self._bring_back()
        self.frame.go_to(TodayDestination())
        if note:
            self.frame.go_to(CaseDestination(case, log_contact=True))
        self.frame.count()
        self._standing.ask_code()

    def _bring_back(self) -> None:
        """Put the frame of all cases in place of one that was about a visit, dressed as it is set."""
        self.context = self._new_context(visiting=False)
        self._put(Frame(self.context, MAKERS, RAIL))
        self._bridge.speak_again()
        self._ask_settings()
        self._standing.ask_backup()
        self._say_last()
        self._greet()

    def _put(self, frame: Frame) -> None:
        """Show another frame; the one before goes with every page, and what was copied from it."""
        self.copied.clear()
        before, self.frame = self.frame, self._join(frame)
        self._checking.repeat()
        before.hide()
        self.framed.emit()
        before.deleteLater()

    def _on_changed(self, changed: Changed) -> None:
        if "setting" in changed.kinds:
            self._ask_settings()
            self._standing.ask_backup()

    def _ask_settings(self) -> None:
        asked = self._access.worker().ask(settings)
        self._bridge.when_done(asked, self.frame, self._take_settings, self.frame.banner.show_error)

    def _take_settings(self, found: Settings) -> None:
        self._take_look(found)
        self.frame.fit()
        self.frame.rail.set_unit(found.unit_name)
        self.watch.set_minutes(found.lock_minutes)
        self._capture_guard.set_on(found.capture_shield)
        switch_single_keys(self.frame, on=found.single_keys)

    def _take_look(self, found: Settings) -> None:
        """Dress the program; at the table type is large whatever is set."""
        size = max(found.text_size, VISIT_SIZE) if self.context.visiting else found.text_size
        apply_theme(self._app, found.look, size, table=self.context.visiting)


class Readying(QObject):
    """Has the vault's thread work out, between other work, what pages of many cases will ask for."""

    def __init__(self, worker: Worker, bridge: AsyncBridge) -> None:
        super().__init__()
        self._worker, self._bridge = worker, bridge
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)

    def start(self, after: int = _READY_AFTER) -> None:
        """Begin once the first page has come to rest."""
        self._timer.start(after)

    def _go(self) -> None:
        from hru_advocate.casework.readying import ready_next  # brings the core, which the first window has not

        self._bridge.when_done(self._worker.ask(ready_next), self, self._came, self._stopped)

    def _came(self, more: bool) -> None:
        if more:
            self._timer.start(_BETWEEN_STEPS)

    def _stopped(self, _error: BaseException) -> None:
        """Leave it at that: a page that needs what could not be worked out says why when it asks."""


def last_words(greeting: Greeting, today: date) -> str:
    """Say when this vault was last opened, and how many tries failed since."""
    if greeting is None:
        return "First time here"
    if greeting.doubts:
        return "Not as it was left: see Settings"
    if isinstance(greeting, Recovered):
        return "Opened with the recovery code"
    last, failed = greeting.last_unlock, greeting.failed_tries
    tries = "no failed tries" if not failed else "1 failed try" if failed == 1 else f"{failed} failed tries"
    if last is None:
        return f"First unlock · {tries}"
    day = "today" if last.date() == today else day_in_words(last.date())
    return f"Last unlock {day} {last:%H:%M} · {tries}"
