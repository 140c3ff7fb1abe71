"""The maker of every screen, by its destination, and the entries of the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.cases.screen import CasesScreen
from ui.cases.search_screen import SearchScreen
from ui.directory.screen import DirectoryScreen
from ui.shell.destinations import (
    BeforeVisitDestination,
    CaseDestination,
    CasesDestination,
    ClosingDestination,
    ConversationDestination,
    CoverageDestination,
    DiaryDestination,
    DirectoryDestination,
    DisclosureDestination,
    ErasureDestination,
    FiguresDestination,
    FormDestination,
    HelpDestination,
    IncidentTableDestination,
    LateDestination,
    LegalDestination,
    LetterDestination,
    PacksDestination,
    PaperDestination,
    PlanDestination,
    ProofDestination,
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
    WhoseDestination,
)
from ui.shell.frame_parts import RailEntry
from ui.shell.screen import ScreenContext
from ui.shell.screen_makers import ScreenMakers
from ui.today.screen import TodayScreen
from ui.vault.settings import SettingsScreen

if TYPE_CHECKING:
    from ui.case.closing.erasure_screen import ErasureScreen
    from ui.case.closing.proof_screen import ProofScreen
    from ui.case.closing.restricted_screen import RestrictedScreen
    from ui.case.closing.screen import ClosingScreen
    from ui.case.coverage_screen import CoverageScreen
    from ui.case.incidents.diary_screen import DiaryScreen
    from ui.case.incidents.table_screen import IncidentTableScreen
    from ui.case.record_screen import RecordScreen
    from ui.case.screen import CaseScreen
    from ui.case.versions_screen import VersionsScreen
    from ui.cases.whose import WhoseScreen
    from ui.conversation.result import ResultScreen
    from ui.conversation.screen import ConversationScreen
    from ui.directory.packs_screen import PacksScreen
    from ui.figures.screen import FiguresScreen
    from ui.form.screen import FormScreen
    from ui.help.screen import HelpScreen
    from ui.legal.screen import LegalScreen
    from ui.paper.disclosure.screen import DisclosureScreen
    from ui.paper.letters.screen import LetterScreen
    from ui.paper.screen import PaperScreen
    from ui.plan.screen import PlanScreen
    from ui.today.late import LateScreen
    from ui.unit.screen import UnitScreen
    from ui.visits.before_screen import BeforeVisitScreen
    from ui.visits.choosing import VisitsScreen
    from ui.visits.end_screen import VisitEndScreen
    from ui.visits.table_screen import TableScreen

# What Today does not need is loaded when it is first gone to: it costs memory and the time from unlock to Today.


def _case(context: ScreenContext, destination: CaseDestination) -> CaseScreen:
    from ui.case.screen import CaseScreen

    return CaseScreen(context, destination)


def _closing(context: ScreenContext, destination: ClosingDestination) -> ClosingScreen:
    from ui.case.closing.screen import ClosingScreen

    return ClosingScreen(context, destination)


def _erasure(context: ScreenContext, destination: ErasureDestination) -> ErasureScreen:
    from ui.case.closing.erasure_screen import ErasureScreen

    return ErasureScreen(context, destination)


def _proof(context: ScreenContext, destination: ProofDestination) -> ProofScreen:
    from ui.case.closing.proof_screen import ProofScreen

    return ProofScreen(context, destination)


def _restricted(context: ScreenContext, destination: RestrictedDestination) -> RestrictedScreen:
    from ui.case.closing.restricted_screen import RestrictedScreen

    return RestrictedScreen(context, destination)


def _conversation(context: ScreenContext, destination: ConversationDestination) -> ConversationScreen:
    from ui.conversation.screen import ConversationScreen

    return ConversationScreen(context, destination)


def _coverage(context: ScreenContext, destination: CoverageDestination) -> CoverageScreen:
    from ui.case.coverage_screen import CoverageScreen

    return CoverageScreen(context, destination)


def _disclosure(context: ScreenContext, destination: DisclosureDestination) -> DisclosureScreen:
    from ui.paper.disclosure.screen import DisclosureScreen

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


def _whose(context: ScreenContext, destination: WhoseDestination) -> WhoseScreen:
    from ui.cases.whose import WhoseScreen

    return WhoseScreen(context, destination)


def _help(context: ScreenContext, destination: HelpDestination) -> HelpScreen:
    from ui.help.screen import HelpScreen

    return HelpScreen(context, destination)


def _late(context: ScreenContext, destination: LateDestination) -> LateScreen:
    from ui.today.late import LateScreen

    return LateScreen(context, destination)


def _legal(context: ScreenContext, destination: LegalDestination) -> LegalScreen:
    from ui.legal.screen import LegalScreen

    return LegalScreen(context, destination)


def _letter(context: ScreenContext, destination: LetterDestination) -> LetterScreen:
    from ui.paper.letters.screen import LetterScreen

    return LetterScreen(context, destination)


def _packs(context: ScreenContext, destination: PacksDestination) -> PacksScreen:
    from ui.directory.packs_screen import PacksScreen

    return PacksScreen(context, destination)


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
    .add(PacksDestination, _packs)
    .add(LegalDestination, _legal)
    .add(UnitDestination, _unit)
    .add(FiguresDestination, _figures)
    .add(SettingsDestination, SettingsScreen)
    .add(SearchDestination, SearchScreen)
    .add(HelpDestination, _help)
    .add(CaseDestination, _case)
    .add(CoverageDestination, _coverage)
    .add(WhoseDestination, _whose)
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
    .add(ProofDestination, _proof)
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
