"""The open vault on screen: the frame, its screens, the watch that locks it, and the settings that dress it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.settings import Settings, settings
from hru_advocate.casework.vault.opening import Recovered, Unlocked
from hru_advocate.casework.visits.mode import VisitMode, begin_mode, mode_now
from hru_advocate.domain.moments import day_in_words
from ui.cases.screen import CasesScreen
from ui.controls.theme import apply_theme
from ui.directory.screen import DirectoryScreen
from ui.search.screen import SearchScreen
from ui.shell.async_bridge import AsyncBridge
from ui.shell.capture_guard import CaptureGuard
from ui.shell.change_notifier import ChangeNotifier
from ui.shell.destinations import (
    BeforeVisitDestination,
    CaseDestination,
    CasesDestination,
    ClosingDestination,
    ConversationDestination,
    CoverDestination,
    DiaryDestination,
    DirectoryDestination,
    DisclosureDestination,
    ErasureDestination,
    FiguresDestination,
    FormDestination,
    IncidentTableDestination,
    KeysDestination,
    LateDestination,
    LegalDestination,
    LetterDestination,
    PaperDestination,
    PlanDestination,
    RecordDestination,
    RestrictedDestination,
    ResultDestination,
    SearchDestination,
    SettingsDestination,
    TodayDestination,
    UnitDestination,
    VersionsDestination,
    VisitEndDestination,
    VisitModeDestination,
    VisitsDestination,
    WhoseIncidentDestination,
)
from ui.shell.frame import Frame
from ui.shell.frame_parts import RailEntry
from ui.shell.lock_watch import LockWatch
from ui.shell.screen import ScreenContext
from ui.shell.screen_makers import ScreenMakers
from ui.shell.vault_access import VaultAccess
from ui.today.screen import TodayScreen
from ui.vault.settings import SettingsScreen

if TYPE_CHECKING:
    from ui.case.cover_screen import CoverScreen
    from ui.case.incidents.diary_screen import DiaryScreen
    from ui.case.incidents.table_screen import IncidentTableScreen
    from ui.case.record_screen import RecordScreen
    from ui.case.screen import CaseScreen
    from ui.case.versions_screen import VersionsScreen
    from ui.cases.whose_incident import WhoseIncidentScreen
    from ui.closing.erasure_screen import ErasureScreen
    from ui.closing.restricted_screen import RestrictedScreen
    from ui.closing.screen import ClosingScreen
    from ui.conversation.result import ResultScreen
    from ui.conversation.screen import ConversationScreen
    from ui.disclosure.screen import DisclosureScreen
    from ui.figures.screen import FiguresScreen
    from ui.form.screen import FormScreen
    from ui.help.keys import KeysScreen
    from ui.legal.screen import LegalScreen
    from ui.letters.screen import LetterScreen
    from ui.paper.screen import PaperScreen
    from ui.plan.screen import PlanScreen
    from ui.today.late import LateScreen
    from ui.unit.screen import UnitScreen
    from ui.visits.before_screen import BeforeVisitScreen
    from ui.visits.choosing import VisitsScreen
    from ui.visits.end_screen import VisitEndScreen
    from ui.visits.frame import VisitFrame
    from ui.visits.table_screen import TableScreen

# What Today does not need is loaded when it is first gone to: it costs memory and the time from unlock to Today.


def _case(context: ScreenContext, destination: CaseDestination) -> CaseScreen:
    from ui.case.screen import CaseScreen

    return CaseScreen(context, destination)


def _closing(context: ScreenContext, destination: ClosingDestination) -> ClosingScreen:
    from ui.closing.screen import ClosingScreen

    return ClosingScreen(context, destination)


def _erasure(context: ScreenContext, destination: ErasureDestination) -> ErasureScreen:
    from ui.closing.erasure_screen import ErasureScreen

    return ErasureScreen(context, destination)


def _restricted(context: ScreenContext, destination: RestrictedDestination) -> RestrictedScreen:
    from ui.closing.restricted_screen import RestrictedScreen

    return RestrictedScreen(context, destination)


def _conversation(context: ScreenContext, destination: ConversationDestination) -> ConversationScreen:
    from ui.conversation.screen import ConversationScreen

    return ConversationScreen(context, destination)


def _cover(context: ScreenContext, destination: CoverDestination) -> CoverScreen:
    from ui.case.cover_screen import CoverScreen

    return CoverScreen(context, destination)


def _disclosure(context: ScreenContext, destination: DisclosureDestination) -> DisclosureScreen:
    from ui.disclosure.screen import DisclosureScreen

    return DisclosureScreen(context, destination)


def _form(context: ScreenContext, destination: FormDestination) -> FormScreen:
    from ui.form.screen import FormScreen

    return FormScreen(context, destination)


def _figures(context: ScreenContext, destination: FiguresDestination) -> FiguresScreen:
    from ui.figures.screen import FiguresScreen

    return FiguresScreen(context, destination)


def _incident_table(context: ScreenContext, destination: IncidentTableDestination) -> IncidentTableScreen:
    from ui.case.incidents.table_screen import IncidentTableScreen

    return IncidentTableScreen(context, destination)


def _diary(context: ScreenContext, destination: DiaryDestination) -> DiaryScreen:
    from ui.case.incidents.diary_screen import DiaryScreen

    return DiaryScreen(context, destination)


def _whose_incident(context: ScreenContext, destination: WhoseIncidentDestination) -> WhoseIncidentScreen:
    from ui.cases.whose_incident import WhoseIncidentScreen

    return WhoseIncidentScreen(context, destination)


def _keys(context: ScreenContext, destination: KeysDestination) -> KeysScreen:
    from ui.help.keys import KeysScreen

    return KeysScreen(context, destination)


def _late(context: ScreenContext, destination: LateDestination) -> LateScreen:
    from ui.today.late import LateScreen

    return LateScreen(context, destination)


def _legal(context: ScreenContext, destination: LegalDestination) -> LegalScreen:
    from ui.legal.screen import LegalScreen

    return LegalScreen(context, destination)


def _letter(context: ScreenContext, destination: LetterDestination) -> LetterScreen:
    from ui.letters.screen import LetterScreen

    return LetterScreen(context, destination)


def _paper(context: ScreenContext, destination: PaperDestination) -> PaperScreen:
    from ui.paper.screen import PaperScreen

    return PaperScreen(context, destination)


def _plan(context: ScreenContext, destination: PlanDestination) -> PlanScreen:
    from ui.plan.screen import PlanScreen

    return PlanScreen(context, destination)


def _record(context: ScreenContext, destination: RecordDestination) -> RecordScreen:
    from ui.case.record_screen import RecordScreen

    return RecordScreen(context, destination)


def _result(context: ScreenContext, destination: ResultDestination) -> ResultScreen:
    from ui.conversation.result import ResultScreen

    return ResultScreen(context, destination)


def _unit(context: ScreenContext, destination: UnitDestination) -> UnitScreen:
    from ui.unit.screen import UnitScreen

    return UnitScreen(context, destination)


def _versions(context: ScreenContext, destination: VersionsDestination) -> VersionsScreen:
    from ui.case.versions_screen import VersionsScreen

    return VersionsScreen(context, destination)


def _visits(context: ScreenContext, destination: VisitsDestination) -> VisitsScreen:
    from ui.visits.choosing import VisitsScreen

    return VisitsScreen(context, destination)


def _before_visit(context: ScreenContext, destination: BeforeVisitDestination) -> BeforeVisitScreen:
    from ui.visits.before_screen import BeforeVisitScreen

    return BeforeVisitScreen(context, destination)


def _table(context: ScreenContext, destination: VisitModeDestination) -> TableScreen:
    from ui.visits.table_screen import TableScreen

    return TableScreen(context, destination)


def _visit_end(context: ScreenContext, destination: VisitEndDestination) -> VisitEndScreen:
    from ui.visits.end_screen import VisitEndScreen

    return VisitEndScreen(context, destination)


MAKERS: Final = (
    ScreenMakers()
    .add(TodayDestination, TodayScreen)
    .add(LateDestination, _late)
    .add(CasesDestination, CasesScreen)
    .add(DirectoryDestination, DirectoryScreen)
    .add(LegalDestination, _legal)
    .add(UnitDestination, _unit)
    .add(FiguresDestination, _figures)
    .add(SettingsDestination, SettingsScreen)
    .add(SearchDestination, SearchScreen)
    .add(KeysDestination, _keys)
    .add(CaseDestination, _case)
    .add(CoverDestination, _cover)
    .add(WhoseIncidentDestination, _whose_incident)
    .add(IncidentTableDestination, _incident_table)
    .add(DiaryDestination, _diary)
    .add(FormDestination, _form)
    .add(ConversationDestination, _conversation)
    .add(ResultDestination, _result)
    .add(PlanDestination, _plan)
    .add(LetterDestination, _letter)
    .add(PaperDestination, _paper)
    .add(DisclosureDestination, _disclosure)
    .add(RecordDestination, _record)
    .add(VersionsDestination, _versions)
    .add(VisitsDestination, _visits)
    .add(BeforeVisitDestination, _before_visit)
    .add(VisitModeDestination, _table)
    .add(VisitEndDestination, _visit_end)
    .add(ClosingDestination, _closing)
    .add(ErasureDestination, _erasure)
    .add(RestrictedDestination, _restricted)
)
"""The screen of every destination."""

RAIL: Final = (
    RailEntry(TodayDestination(), "Today", "today"),
    RailEntry(CasesDestination(), "Cases", "cases"),
    RailEntry(DirectoryDestination(), "Directory", "directory"),
    RailEntry(LegalDestination(), "Legal", "legal"),
    RailEntry(UnitDestination(), "Unit", "unit"),
    RailEntry(FiguresDestination(), "Figures", "figures"),
    RailEntry(SettingsDestination(), "Settings", "settings"),
)
"""The entries of the rail."""


VISIT_SIZE: Final = 150
"""The least text size in visit mode, in per cent."""

Greeting = Unlocked | Recovered | None
"""What the vault said when it was opened; nothing of one that was just made."""


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
        self, app: QApplication, access: VaultAccess, bridge: AsyncBridge, greeting: Unlocked | Recovered | None
    ) -> None:
        super().__init__()
        self._app, self._access, self._bridge = app, access, bridge
        self._capture_guard = CaptureGuard(app)
        self.watch = LockWatch()
        self.watch.due.connect(self.locking)
        self.watch.warned.connect(self.warned)
        self.context = self._new_context(visiting=False)
        self.frame = self._join(Frame(self.context, MAKERS, RAIL))
        self.frame.status.show_last(last_words(greeting, self.context.now().date()))
        if greeting is not None and greeting.warnings:
            self.frame.banner.show_message(" ".join(greeting.warnings), "caution")

    def begin(self) -> None:
        """Start the watch, ask for the settings, go to Today; or back into the visit that was locked."""
        self.watch.start(self._app)
        self._ask_settings()
        asked = self._access.worker().ask(mode_now)
        self._bridge.when_done(asked, self.frame, self._begin_at, lambda _error: self._begin_at(None))

    def _begin_at(self, mode: VisitMode | None) -> None:
        if mode is not None:
            self._enter_visit(mode)
            return
        self.frame.go_to(TodayDestination())
        self.frame.count()

    def _new_context(self, *, visiting: bool) -> ScreenContext:
        access, notifier = self._access, ChangeNotifier()
        now = access.home().clock.now
        context = ScreenContext(access.worker(), self._bridge, notifier, now, access.made_up, visiting)
        notifier.listen(self._on_changed)
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
        asked = self._access.worker().ask(settings)
        self._bridge.when_done(asked, self.frame, partial(self._build_visit, mode), self.frame.banner.show_error)

    def _build_visit(self, mode: VisitMode, found: Settings) -> None:
        from ui.visits.frame import VisitFrame

        self.context = self._new_context(visiting=True)
        self._take_look(found)
        visit = VisitFrame(self.context, MAKERS, mode)
        visit.left.connect(partial(self._leave_visit, visit))
        self._put(visit)
        visit.begin()

    def _leave_visit(self, visit: VisitFrame, note: bool) -> None:
        """Bring back the other cases, and go where the contact is noted, or to Today."""
        case = visit.mode.case
        self.context = self._new_context(visiting=False)
        self._ask_settings()
        self._put(Frame(self.context, MAKERS, RAIL))
        self.frame.go_to(TodayDestination())
        if note:
            self.frame.go_to(CaseDestination(case, log_contact=True))
        self.frame.count()

    def _put(self, frame: Frame) -> None:
        """Show another frame; the one before goes with every page, what was copied from it too."""
        self._app.clipboard().clear()
        before, self.frame = self.frame, self._join(frame)
        before.hide()
        self.framed.emit()
        before.deleteLater()

    def _on_changed(self, changed: Changed) -> None:
        if "setting" in changed.kinds:
            self._ask_settings()

    def _ask_settings(self) -> None:
        asked = self._access.worker().ask(settings)
        self._bridge.when_done(asked, self.frame, self._take_settings, self.frame.banner.show_error)

    def _take_settings(self, found: Settings) -> None:
        self._take_look(found)
        self.frame.fit()
        self.frame.rail.set_unit(found.unit_name)
        self.watch.set_minutes(found.lock_minutes)
        self._capture_guard.set_on(found.capture_shield)

    def _take_look(self, found: Settings) -> None:
        """Dress the program; at the table type is large whatever is set."""
        size = max(found.text_size, VISIT_SIZE) if self.context.visiting else found.text_size
        apply_theme(self._app, found.look, size, table=self.context.visiting)


def last_words(greeting: Greeting, today: date) -> str:
    """Say when this vault was last opened, and how many tries failed since."""
    if greeting is None:
        return "First time here"
    if isinstance(greeting, Recovered):
        return "Opened with the recovery code"
    last, failed = greeting.last_unlock, greeting.failed_tries
    tries = "no failed tries" if not failed else "1 failed try" if failed == 1 else f"{failed} failed tries"
    if last is None:
        return f"First unlock · {tries}"
    day = "today" if last.date() == today else day_in_words(last.date())
    return f"Last unlock {day} {last:%H:%M} · {tries}"
