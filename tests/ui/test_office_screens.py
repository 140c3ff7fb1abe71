"""Today, cases, directory, settings and search, over a vault of made-up cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hru_advocate import __version__
from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.changed import Changed
from hru_advocate.casework.records.entries import drafts, keep_draft, start
from hru_advocate.casework.services.directory import service
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import settings
from hru_advocate.domain.services.directory import Service
from tests.ui.conftest import settle
from ui.cases import screen as cases_page
from ui.cases.screen import CasesScreen
from ui.cases.search_screen import SearchScreen
from ui.controls.buttons import Button
from ui.controls.keyboard.reading_order import stops_in
from ui.controls.labels import TextLabel
from ui.controls.pills import Pill
from ui.directory.screen import DirectoryScreen
from ui.shell.destinations import (
    CaseDestination,
    CasesDestination,
    Destination,
    DirectoryDestination,
    FormDestination,
    FormRequest,
    SearchDestination,
    SettingsDestination,
    TodayDestination,
    form_page,
)
from ui.shell.screen import AnyScreen, ScreenContext
from ui.shell.vault_access import VaultAccess
from ui.today.screen import TodayScreen
from ui.vault.settings import SettingsScreen
from ui.vault.vault_card import VaultCard

Show = Callable[..., AnyScreen]


def words_of(screen: AnyScreen) -> str:
    return "\n".join(words.text() for words in screen.findChildren(TextLabel) if words.isVisible())


def visits_of(screen: AnyScreen) -> list[Destination]:
    visits: list[Destination] = []
    screen.visit_requested.connect(lambda visit: visits.append(visit.destination))
    return visits


def keep_a_draft(context: ScreenContext) -> str:
    case = context.worker.ask(list_cases, CaseFilter()).result(timeout=20)[0].label.case
    begun = context.worker.ask(start, "contact", case=case).result(timeout=20)
    keeping = context.worker.ask(keep_draft, begun.draft, "contact", {"fact": "begun"}, case=case)
    keeping.result(timeout=20)
    return case


# ------------------------------------------------------------------------------------------------------------- today


def test_today_shows_each_due_contact_with_its_rules(qtbot: QtBot, context: ScreenContext, show: Show) -> None:
    screen = show(TodayScreen(context, TodayDestination()))
    assert isinstance(screen, TodayScreen)
    screen.toggle_rules()
    said = words_of(screen)
    assert "Monday 23 November 2026" in said
    assert screen.contacts.findChildren(Pill)
    assert "Confirmed" in said or "No safe contact rules" in said
    starts = [one for one in screen.contacts.findChildren(Button) if one.text() in ("Start", "Look")]
    assert all(one.accessibleName() not in ("Start", "Look") for one in starts)


def test_start_opens_a_contact_in_that_case(qtbot: QtBot, context: ScreenContext, show: Show) -> None:
    screen = show(TodayScreen(context, TodayDestination()))
    assert isinstance(screen, TodayScreen)
    visits = visits_of(screen)
    start_button = next((one for one in screen.contacts.findChildren(Button) if one.text() == "Start"), None)
    assert start_button is not None
    start_button.click()
    assert isinstance(visits[0], CaseDestination)
    assert visits[0].log_contact
    assert visits[0].case


def test_a_draft_can_be_finished_or_discarded(qtbot: QtBot, context: ScreenContext, show: Show) -> None:
    case = keep_a_draft(context)
    screen = show(TodayScreen(context, TodayDestination()))
    assert isinstance(screen, TodayScreen)
    visits = visits_of(screen)
    buttons = {one.text(): one for one in screen.drafts.findChildren(Button)}
    assert stops_in(screen.drafts) == [buttons["Finish"], buttons["Discard"]]  # what is gone for good is never first
    buttons["Finish"].click()
    draft = context.worker.ask(drafts).result(timeout=20)[0].id
    assert visits == [FormDestination(FormRequest("contact", case, draft))]
    buttons["Discard"].click()
    assert "gone for good" in screen.banner.text()
    next(one for one in screen.banner.findChildren(Button) if one.text() == "Discard it").click()
    settle(qtbot, context.bridge)
    assert context.worker.ask(drafts).result(timeout=20) == ()
    assert "Nothing is half done." in words_of(screen)


# ------------------------------------------------------------------------------------------------------------- cases


def test_how_many_cases_fit_is_heard_while_they_are_looked_for(
    qtbot: QtBot, context: ScreenContext, show: Show, announced: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cases_page, "_SCREENFUL", 3)
    wanted = context.worker.ask(list_cases, CaseFilter()).result(timeout=20)[0]
    screen = show(CasesScreen(context, CasesDestination()))
    assert isinstance(screen, CasesScreen)
    settle(qtbot, context.bridge)
    assert announced == []  # the first is read with the page
    screen.filters.search.setText(wanted.label.ref)
    screen.refresh()
    settle(qtbot, context.bridge)
    screen.filters.search.setText("nobody of that name")
    screen.refresh()
    settle(qtbot, context.bridge)
    assert announced == ["1 case", "No case fits. Try fewer letters or wider filters."]


def test_cases_can_be_searched_filtered_and_opened_by_keys(qtbot: QtBot, context: ScreenContext, show: Show) -> None:
    everyone = context.worker.ask(list_cases, CaseFilter(status="")).result(timeout=20)
    screen = show(CasesScreen(context, CasesDestination()))
    assert isinstance(screen, CasesScreen)
    screen._status.choose("")
    settle(qtbot, context.bridge)
    assert screen.table.cases.rowCount() == len(everyone)
    wanted = everyone[0]
    QTest.keyClicks(screen.filters.search, wanted.label.ref)
    qtbot.waitUntil(lambda: screen.table.cases.rowCount() == 1)
    visits = visits_of(screen)
    QTest.keyClick(screen.filters.search, Qt.Key.Key_Down)
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert visits == [CaseDestination(wanted.label.case)]
    screen.filters.search.setText("nobody of that name")
    screen.refresh()
    settle(qtbot, context.bridge)
    assert "No case fits. Try fewer letters" in words_of(screen)


def test_a_long_list_comes_a_screenful_at_a_time_and_others_get_their_turn_between(
    qtbot: QtBot, context: ScreenContext, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hundreds of cases in one answer kept everybody waiting, a save too, while each was proven safe to contact."""
    monkeypatch.setattr(cases_page, "_SCREENFUL", 3)
    everyone = context.worker.ask(list_cases, CaseFilter(status="", order="name")).result(timeout=20)
    screen = show(CasesScreen(context, CasesDestination()))
    assert isinstance(screen, CasesScreen)
    parts: list[int] = []
    model = screen.table.cases
    model.modelReset.connect(lambda: parts.append(model.rowCount()))
    model.rowsInserted.connect(lambda _parent, first, last: parts.append(last - first + 1))
    screen._order.choose("name")
    screen._status.choose("")
    parts.clear()
    screen.refresh()
    stale = screen._turn
    screen.refresh()  # what was asked before comes too late, and is not shown
    settle(qtbot, context.bridge)
    assert screen._turn == stale + 1
    assert [model.case_at(row).label for row in range(model.rowCount())] == [one.label for one in everyone]
    assert sum(parts) == len(everyone)
    assert max(parts) == 3
    assert words_of(screen).splitlines().count(f"{len(everyone)} cases") == 1
    row = len(everyone) - 1
    screen.table.selectRow(row)
    screen.refresh()
    settle(qtbot, context.bridge)
    assert screen.table.currentIndex().row() == row, "one that comes with a later screenful is stood on again"


def test_the_first_cases_are_in_sight_as_soon_as_they_come_after_none_fitted(
    qtbot: QtBot, context: ScreenContext, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cases_page, "_SCREENFUL", 3)
    screen = show(CasesScreen(context, CasesDestination()))
    assert isinstance(screen, CasesScreen)
    screen.filters.search.setText("nobody at all")
    screen.refresh()
    settle(qtbot, context.bridge)
    assert screen.table.isHidden()
    seen: list[tuple[bool, bool]] = []
    screen.table.cases.rowsInserted.connect(
        lambda *_rows: seen.append((screen.table.isHidden(), screen._none.isHidden()))
    )
    screen.filters.search.clear()
    screen.refresh()
    settle(qtbot, context.bridge)
    assert seen[0] == (False, True)


def test_each_order_and_level_is_a_question_the_vault_answers(qtbot: QtBot, context: ScreenContext, show: Show) -> None:
    screen = show(CasesScreen(context, CasesDestination()))
    assert isinstance(screen, CasesScreen)
    for box in (screen._order, screen._level, screen._area, screen._status):
        for row in range(box.count()):
            box.setCurrentIndex(row)
            settle(qtbot, context.bridge)
            assert screen.banner.text() == ""


# --------------------------------------------------------------------------------------------------------- directory


@pytest.fixture
def directory(context: ScreenContext, show: Show) -> DirectoryScreen:
    screen = show(DirectoryScreen(context, DirectoryDestination("national_stalking_helpline")))
    assert isinstance(screen, DirectoryScreen)
    return screen


def test_the_directory_shows_one_service_and_what_is_not_sure(directory: DirectoryScreen) -> None:
    said = words_of(directory)
    assert "98 services" in said
    assert "National Stalking Helpline" in said
    assert any(pill.text() == "not confirmed" for pill in directory.findChildren(Pill))


def test_a_number_is_confirmed_with_who_and_against_what(
    qtbot: QtBot, context: ScreenContext, directory: DirectoryScreen
) -> None:
    card = directory.confirming
    assert card.by.text() == "Made-up advocate"
    number = card.value.text()
    assert number
    card.keep.click()
    settle(qtbot, context.bridge)
    assert "confirmation is kept" in directory.banner.text()
    page = context.worker.ask(service, "national_stalking_helpline").result(timeout=20)
    assert "Made-up advocate" in page.confirmations[0]
    assert "rang it" in page.confirmations[0]
    assert "Made-up advocate" in words_of(directory)


def test_a_value_that_must_not_be_printed_is_refused_with_its_reason(
    qtbot: QtBot, context: ScreenContext, show: Show
) -> None:
    banned = next(one for one in ask_directory(context) if any(ban.type == "number" for ban in one.do_not_print))
    screen = show(DirectoryScreen(context, DirectoryDestination(banned.id)))
    assert isinstance(screen, DirectoryScreen)
    ban = next(ban for ban in banned.do_not_print if ban.type == "number")
    screen.confirming.value.setText(ban.value)
    screen.confirming.keep.click()
    settle(qtbot, context.bridge)
    assert len(screen.confirming.problem.text()) > 20
    assert context.worker.ask(service, banned.id).result(timeout=20).confirmations == ()


def ask_directory(context: ScreenContext) -> tuple[Service, ...]:
    def services(session: Session) -> tuple[Service, ...]:
        return session.product.library.services.services

    return context.worker.ask(services).result(timeout=20)


def test_a_service_is_offered_in_an_open_case(qtbot: QtBot, context: ScreenContext, directory: DirectoryScreen) -> None:
    visits = visits_of(directory)
    directory.view.use.click()
    settle(qtbot, context.bridge)
    case = directory._picker.case.chosen()
    assert case
    directory._picker.go.click()
    assert visits == [form_page("signposting", case, service=["sv_national_stalking_helpline"])]


def test_the_line_for_people_who_do_harm_is_never_offered(qtbot: QtBot, context: ScreenContext, show: Show) -> None:
    screen = show(DirectoryScreen(context, DirectoryDestination("respect_phoneline")))
    assert isinstance(screen, DirectoryScreen)
    if not screen._lines or screen._shown not in [line.id for line in screen._lines if line.for_perpetrators]:
        shown = next(line.id for line in screen._lines if line.for_perpetrators)
        screen._shown = shown
        screen.refresh()
        settle(qtbot, context.bridge)
    assert not screen.view.use.isVisible()
    assert not screen.confirming.isVisible()
    assert "Not for a victim" in words_of(screen)


def test_a_narrow_directory_shows_one_thing_at_a_time(
    qtbot: QtBot, context: ScreenContext, directory: DirectoryScreen
) -> None:
    directory.resize(700, 640)
    qtbot.waitUntil(lambda: not directory.list.isVisible())
    assert directory.step_back()
    assert directory.list.isVisible()
    assert not directory.step_back()


def test_filters_narrow_the_directory(qtbot: QtBot, context: ScreenContext, directory: DirectoryScreen) -> None:
    everything = len(directory._lines)
    directory.filters._area.setCurrentIndex(1)
    settle(qtbot, context.bridge)
    assert 0 < len(directory._lines) < everything
    directory.filters._open_now.setChecked(True)
    settle(qtbot, context.bridge)
    assert not any(line.open_words == "closed now" for line in directory._lines)


# ---------------------------------------------------------------------------------------------------------- settings


def test_a_setting_is_kept_at_once(qtbot: QtBot, context: ScreenContext, show: Show) -> None:
    screen = show(SettingsScreen(context, SettingsDestination()))
    assert isinstance(screen, SettingsScreen)
    heard: list[Changed] = []
    context.notifier.listen(heard.append)
    screen._minutes.choose("9")
    qtbot.waitUntil(lambda: bool(heard))
    assert "setting" in heard[0].kinds
    screen._look.choose("dark")
    screen._text.choose("150")
    settle(qtbot, context.bridge)
    kept = context.worker.ask(settings).result(timeout=20)
    assert (kept.lock_minutes, kept.look, kept.text_size) == (9, "dark", 150)


def test_the_vault_is_checked_and_says_where_it_lives(
    qtbot: QtBot, context: ScreenContext, show: Show, open_door: VaultAccess
) -> None:
    screen = show(SettingsScreen(context, SettingsDestination()))
    card = screen.findChild(VaultCard)
    assert card is not None
    card._button.click()
    settle(qtbot, context.bridge)
    assert "entries are whole" in card._verdict.text()
    assert str(open_door.home().vault) in words_of(screen)
    assert f"HRU Advocate {__version__}." in words_of(screen)


# ------------------------------------------------------------------------------------------------------------ search


def test_search_finds_cases_entries_and_services(qtbot: QtBot, context: ScreenContext, show: Show) -> None:
    screen = show(SearchScreen(context, SearchDestination("stalking")))
    assert isinstance(screen, SearchScreen)
    assert any(isinstance(row.leads, DirectoryDestination) for row in screen.rows)
    visits = visits_of(screen)
    case = context.worker.ask(list_cases, CaseFilter()).result(timeout=20)[0]
    screen.look_for(case.label.ref)
    screen.open_first()
    settle(qtbot, context.bridge)
    qtbot.waitUntil(lambda: bool(visits))
    assert visits[0] == CaseDestination(case.label.case)


def test_nothing_found_says_what_to_try(qtbot: QtBot, context: ScreenContext, show: Show) -> None:
    screen = show(SearchScreen(context, SearchDestination("zzzzqqqq")))
    assert isinstance(screen, SearchScreen)
    assert "Nothing found. Try fewer letters" in words_of(screen)
    screen.look_for("")
    settle(qtbot, context.bridge)
    assert "Type a name" in words_of(screen)


def test_an_answer_to_what_was_typed_before_is_dropped(qtbot: QtBot, context: ScreenContext, show: Show) -> None:
    screen = show(SearchScreen(context, SearchDestination("")))
    assert isinstance(screen, SearchScreen)
    screen.look_for("stal")
    screen.look_for("zzzzqqqq")
    settle(qtbot, context.bridge)
    assert screen.rows == []


def test_today_is_the_day_of_the_clock(context: ScreenContext, qapp: QApplication) -> None:
    assert context.now().date() == date(2026, 11, 23)
