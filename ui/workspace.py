"""Inside the open vault: the frame, its screens, the watch that locks it, and the settings that dress it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.settings import Settings, settings
from hru_advocate.domain.moments import day_in_words
from ui.cases.screen import CasesScreen
from ui.controls.theme import wear
from ui.directory.screen import DirectoryScreen
from ui.search.screen import SearchScreen
from ui.shell.async_bridge import AsyncBridge
from ui.shell.capture_guard import CaptureGuard
from ui.shell.change_notifier import ChangeNotifier
from ui.shell.frame_parts import RailPlace
from ui.shell.lock_watch import LockWatch
from ui.shell.main_window import Frame
from ui.shell.screen import Place, Screen, ScreenContext
from ui.shell.vault_access import VaultAccess
from ui.today.screen import TodayScreen
from ui.vault.settings import SettingsScreen

if TYPE_CHECKING:
    from hru_advocate.casework.vault.opening import Unlocked

# What Today does not need is loaded when it is first gone to: it costs memory and the time from unlock to Today.


def _case(context: ScreenContext, place: Place) -> Screen:
    from ui.case.screen import CaseScreen

    return CaseScreen(context, place)


def _conversation(context: ScreenContext, place: Place) -> Screen:
    from ui.conversation.screen import ConversationScreen

    return ConversationScreen(context, place)


def _form(context: ScreenContext, place: Place) -> Screen:
    from ui.form.screen import FormScreen

    return FormScreen(context, place)


def _keys(context: ScreenContext, place: Place) -> Screen:
    from ui.help.keys import KeysScreen

    return KeysScreen(context, place)


def _paper(context: ScreenContext, place: Place) -> Screen:
    from ui.paper.screen import PaperScreen

    return PaperScreen(context, place)


def _plan(context: ScreenContext, place: Place) -> Screen:
    from ui.plan.screen import PlanScreen

    return PlanScreen(context, place)


def _record(context: ScreenContext, place: Place) -> Screen:
    from ui.case.record_screen import RecordScreen

    return RecordScreen(context, place)


def _unit(context: ScreenContext, place: Place) -> Screen:
    from ui.unit.screen import UnitScreen

    return UnitScreen(context, place)


def _versions(context: ScreenContext, place: Place) -> Screen:
    from ui.case.versions_screen import VersionsScreen

    return VersionsScreen(context, place)


MAKERS: Final[Mapping[str, Callable[[ScreenContext, Place], Screen]]] = {
    "today": TodayScreen,
    "cases": CasesScreen,
    "directory": DirectoryScreen,
    "unit": _unit,
    "settings": SettingsScreen,
    "search": SearchScreen,
    "keys": _keys,
    "case": _case,
    "form": _form,
    "conversation": _conversation,
    "plan": _plan,
    "paper": _paper,
    "record": _record,
    "versions": _versions,
}
"""Every screen by the name a place calls it."""

RAIL: Final = (
    RailPlace("today", "Today", "today"),
    RailPlace("cases", "Cases", "cases"),
    RailPlace("directory", "Directory", "directory"),
    RailPlace("unit", "Unit", "unit"),
    RailPlace("settings", "Settings", "settings"),
)
"""The places one can always go to."""


class Workspace(QObject):
    """Joins frame, watch and settings for one unlocked session; ``locking`` when it has to end."""

    locking = Signal()
    covering = Signal()
    warned = Signal()

    def __init__(self, app: QApplication, access: VaultAccess, bridge: AsyncBridge, greeting: Unlocked | None) -> None:
        super().__init__()
        self._app, self._door, self._bridge = app, access, bridge
        self._shield = CaptureGuard(app)
        self.watch = LockWatch()
        self.context = ScreenContext(access.worker(), bridge, ChangeNotifier(), access.home().clock.now, access.made_up)
        self.frame = Frame(self.context, MAKERS, RAIL)
        self.context.notifier.changed.connect(self._hear)
        self.frame.covering.connect(self.covering)
        self.frame.locking.connect(self.locking)
        self.frame.staying.connect(self.watch.stay)
        self.watch.counted.connect(self.frame.header.show_left)
        self.watch.warned.connect(self.frame.warn)
        self.watch.warned.connect(self.warned)
        self.watch.calmed.connect(self.frame.banner.clear)
        self.watch.due.connect(self.locking)
        self.frame.status.show_last(last_words(greeting, self.context.now().date()))
        if greeting is not None and greeting.warnings:
            self.frame.banner.say(" ".join(greeting.warnings), "caution")

    def begin(self) -> None:
        """Start the watch, ask for the settings, go to Today."""
        self.watch.start(self._app)
        self._ask_settings()
        self.frame.go(Place("today"))
        self.frame.count()

    def _hear(self, changed: object) -> None:
        if "setting" in getattr(changed, "kinds", ()):
            self._ask_settings()

    def _ask_settings(self) -> None:
        asked = self._door.worker().ask(settings)
        self._bridge.when_done(asked, self.frame, self._take_settings, self.frame.banner.show_error)

    def _take_settings(self, found: Settings) -> None:
        wear(self._app, found.look, found.text_size)
        self.frame.fit()
        self.frame.rail.set_unit(found.unit_name)
        self.watch.set_minutes(found.lock_minutes)
        self._shield.set_on(found.capture_shield)


def last_words(greeting: Unlocked | None, today: date) -> str:
    """When this vault was last opened, and how many tries failed since."""
    if greeting is None:
        return "First time here"
    last, failed = greeting.last_unlock, greeting.failed_tries
    tries = "no failed tries" if not failed else "1 failed try" if failed == 1 else f"{failed} failed tries"
    if last is None:
        return f"First unlock · {tries}"
    day = "today" if last.date() == today else day_in_words(last.date())
    return f"Last unlock {day} {last:%H:%M} · {tries}"
