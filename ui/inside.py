"""Inside the open vault: the frame, its screens, the watch that locks it, and the settings that dress it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.settings import Settings, settings
from hru_advocate.domain.moments import say_day
from ui.bridge import ResultBridge
from ui.door import Door
from ui.lock_watch import LockWatch
from ui.main_window import Frame
from ui.news import News
from ui.screens.cases import CasesScreen
from ui.screens.directory import DirectoryScreen
from ui.screens.search_results import SearchScreen
from ui.screens.settings import SettingsScreen
from ui.screens.today import TodayScreen
from ui.shield import CaptureShield
from ui.theme import wear
from ui.widgets.frame import RailPlace
from ui.widgets.screen import Place, Screen, Session

if TYPE_CHECKING:
    from hru_advocate.casework.opening import Unlocked

# What Today does not need is loaded when it is first gone to: it costs memory and the time from unlock to Today.


def _case(session: Session, place: Place) -> Screen:
    from ui.screens.case import CaseScreen

    return CaseScreen(session, place)


def _conversation(session: Session, place: Place) -> Screen:
    from ui.screens.conversation import ConversationScreen

    return ConversationScreen(session, place)


def _form(session: Session, place: Place) -> Screen:
    from ui.screens.form import FormScreen

    return FormScreen(session, place)


def _keys(session: Session, place: Place) -> Screen:
    from ui.screens.keys import KeysScreen

    return KeysScreen(session, place)


def _paper(session: Session, place: Place) -> Screen:
    from ui.screens.paper import PaperScreen

    return PaperScreen(session, place)


def _plan(session: Session, place: Place) -> Screen:
    from ui.screens.plan import PlanScreen

    return PlanScreen(session, place)


def _record(session: Session, place: Place) -> Screen:
    from ui.screens.record import RecordScreen

    return RecordScreen(session, place)


def _unit(session: Session, place: Place) -> Screen:
    from ui.screens.unit import UnitScreen

    return UnitScreen(session, place)


def _versions(session: Session, place: Place) -> Screen:
    from ui.screens.versions import VersionsScreen

    return VersionsScreen(session, place)


MAKERS: Final[Mapping[str, Callable[[Session, Place], Screen]]] = {
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


class Inside(QObject):
    """Joins frame, watch and settings for one unlocked session; ``locking`` when it has to end."""

    locking = Signal()
    covering = Signal()
    warned = Signal()

    def __init__(self, app: QApplication, door: Door, bridge: ResultBridge, greeting: Unlocked | None) -> None:
        super().__init__()
        self._app, self._door, self._bridge = app, door, bridge
        self._shield = CaptureShield(app)
        self.watch = LockWatch()
        self.session = Session(door.worker(), bridge, News(), door.home().clock.now, door.made_up)
        self.frame = Frame(self.session, MAKERS, RAIL)
        self.session.news.changed.connect(self._hear)
        self.frame.covering.connect(self.covering)
        self.frame.locking.connect(self.locking)
        self.frame.staying.connect(self.watch.stay)
        self.watch.counted.connect(self.frame.header.show_left)
        self.watch.warned.connect(self.frame.warn)
        self.watch.warned.connect(self.warned)
        self.watch.calmed.connect(self.frame.banner.clear)
        self.watch.due.connect(self.locking)
        self.frame.status.show_last(last_words(greeting, self.session.now().date()))
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
    day = "today" if last.date() == today else say_day(last.date())
    return f"Last unlock {day} {last:%H:%M} · {tries}"
