"""The unit's page: measures, languages, paper out, give-away words, each done by what a person presses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.paper import copies
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.services import directory
from hru_advocate.casework.settings import Settings, settings
from hru_advocate.casework.unit import unit_measures
from tests.ui.looking import settle_layout
from tests.ui.looks.faults import faults
from tests.ui.unit.unit_page import ask, button, said, visits_of
from ui.controls.theme import apply_theme
from ui.directory.screen import DirectoryScreen
from ui.shell.destinations import (
    DirectoryDestination,
    FormDestination,
    RecordDestination,
    UnitDestination,
    UnitTab,
    form_page,
)
from ui.shell.screen import AnyScreen, ScreenContext
from ui.unit.give_away_words import WordsPart
from ui.unit.languages import LanguagesPart
from ui.unit.measure_page import ReasonCard, RewordCard, SignCard
from ui.unit.measures import MeasuresPart
from ui.unit.paper_out import PaperPart
from ui.unit.screen import TABS, UnitScreen

Show = Callable[..., AnyScreen]
HELPLINE = "national_stalking_helpline"


def measures_of(unit: UnitScreen) -> MeasuresPart:
    assert isinstance(unit.part, MeasuresPart)
    return unit.part


# ---------------------------------------------------------------------------------------------------------- measures


def test_measures_are_sifted_by_part_state_and_words(unit: UnitScreen, calm: Callable[[], None]) -> None:
    part = measures_of(unit)
    assert "326 measures · 137 to be signed off" in said(unit)
    part._state.choose("practice_point")
    calm()
    assert "137 measures" in said(unit)
    part._section.choose("home")
    part.filters.search.setText("door")
    part.filters.search.looked.emit("door")
    calm()
    assert part.both.list.model().rowCount() < 10


def test_a_measure_is_signed_off_by_a_named_person(
    unit: UnitScreen, context: ScreenContext, calm: Callable[[], None]
) -> None:
    part = measures_of(unit)
    part._state.choose("practice_point")
    calm()
    measure = part.both._ids[0]
    part.both.go_to(measure)
    calm()
    button(unit, "Sign off").click()
    card = part.open_action()
    assert isinstance(card, SignCard)
    assert card.by.text()
    card.keep.click()
    calm()
    assert card.problem.text()
    card.against.setText("Unit meeting of 20 November")
    card.keep.click()
    calm()
    assert part.open_action() is None
    assert measure not in part.both._ids
    page = ask(context, unit_measures.measure_page, measure)
    assert isinstance(page, unit_measures.MeasurePage)
    assert "Unit meeting" in page.signed


def test_rewording_says_which_languages_go_out_of_date_and_keeps_the_words(
    unit: UnitScreen, calm: Callable[[], None]
) -> None:
    part = measures_of(unit)
    part.both.go_to("sm_call_999")
    calm()
    button(unit, "Reword").click()
    calm()
    card = part.open_action()
    assert isinstance(card, RewordCard)
    assert "Polish" in card.languages.text()
    card.text.show_words("Ring 999.")
    card.keep.click()
    calm()
    assert "reason" in card.problem.text()
    card.reason.setText("Shorter")
    card.keep.click()
    calm()
    assert part.view.head.text() == "Ring 999."
    assert "Reason: Shorter" in said(unit)
    assert "If you are in danger, call 999" in said(unit)


def test_a_measure_is_retired_and_brought_back(unit: UnitScreen, calm: Callable[[], None]) -> None:
    part = measures_of(unit)
    part.both.go_to("sm_call_999")
    calm()
    for words, keeps in (("Retire", "Retire it"), ("Bring back", "Bring it back")):
        button(unit, words).click()
        card = part.open_action()
        assert isinstance(card, ReasonCard)
        assert card.keep.text() == keeps
        card.reason.setText("Talked over")
        card.keep.click()
        calm()
    assert button(unit, "Retire").isEnabled()
    assert "Brought back" in said(unit)


def test_esc_leaves_the_open_card_first(unit: UnitScreen, calm: Callable[[], None]) -> None:
    part = measures_of(unit)
    part.both.go_to("sm_call_999")
    calm()
    button(unit, "Retire").click()
    assert unit.step_back()
    assert part.open_action() is None
    assert not unit.step_back()


def test_an_own_measure_is_added_on_a_form_and_changed_there(
    unit: UnitScreen, context: ScreenContext, calm: Callable[[], None]
) -> None:
    visits = visits_of(unit)
    button(unit, "Add a measure of our own").click()
    assert visits[0] == form_page("measure", done="add")
    raw = {"done": "add", "text": "Leave a light on.", "section": "home", "everyone": True}
    ask(context, save, "measure", raw)
    unit.refresh()
    calm()
    part = measures_of(unit)
    part.both.go_to("sm_unit_leave_a_light_on")
    calm()
    button(unit, "Change its rules").click()
    assert isinstance(visits[1], FormDestination)
    assert visits[1].request.corrects
    assert visits[1].request.answers == {"done": "add"}


# --------------------------------------------------------------------------------------------------------- paper out


def make_copy(context: ScreenContext, number: str, copy: int = 77) -> str:
    cases = ask(context, list_cases, CaseFilter())
    assert isinstance(cases, tuple)
    raw = {
        "made_on": "2026-11-20",
        "document": "full_plan",
        "copy_number": copy,
        "measures": ["sm_call_999"],
        "services": [{"service": [f"sv_{HELPLINE}"], "number": number}],
        "state": "out",
        "override": "Talked about.",
    }
    return context.worker.ask(save, "paper", raw, case=cases[0].label.case).result(timeout=20).entry


def test_a_copy_with_an_old_number_stands_first_and_is_noted_as_back(
    unit: UnitScreen, context: ScreenContext, calm: Callable[[], None]
) -> None:
    entry = make_copy(context, "020 7946 0123")
    unit.open_tab("paper")
    calm()
    part = unit.part
    assert isinstance(part, PaperPart)
    assert part.both._ids[0] == entry
    part.both.go_to(entry)
    calm()
    assert "its number is another now" in said(unit)
    assert "National Stalking Helpline" in said(unit)
    assert "020 7946" not in said(unit)
    visits = visits_of(unit)
    button(unit, "Open the record").click()
    assert isinstance(visits[0], RecordDestination)
    assert visits[0].entry == entry
    button(unit, "Returned").click()
    calm()
    assert part._lines[part.both.shown].state == "returned"


def test_what_is_typed_finds_copies_and_a_measure_leads_to_its_own(
    unit: UnitScreen, context: ScreenContext, calm: Callable[[], None]
) -> None:
    entry = make_copy(context, "020 7946 0123")
    unit.open_tab("paper")
    calm()
    part = unit.part
    assert isinstance(part, PaperPart)
    part.filters.search.setText("7946 0123")
    part.filters.changed.emit()
    calm()
    assert part.both._ids == (entry,)
    unit.open_tab("measures")
    calm()
    measures_of(unit).both.go_to("sm_call_999")
    calm()
    button(unit, "Copies that carry it").click()
    calm()
    assert "Only copies that carry: If you are in danger" in said(unit)
    button(unit, "Show every copy").click()
    calm()
    assert "Only copies that carry" not in said(unit)


def test_the_directory_counts_the_copies_and_leads_to_them(
    context: ScreenContext, show: Show, calm: Callable[[], None]
) -> None:
    ask(context, directory.confirm, HELPLINE, "number", "0808 802 0300", by="Robin", against="rang")
    entry = make_copy(context, "0808 802 0300")
    screen = show(DirectoryScreen(context, DirectoryDestination(HELPLINE)))
    assert isinstance(screen, DirectoryScreen)
    assert "Copies that carry this number" in said(screen)
    visits = visits_of(screen)
    button(screen, "Show them").click()
    assert isinstance(visits[0], UnitDestination)
    unit = show(UnitScreen(context, visits[0]))
    assert isinstance(unit, UnitScreen)
    calm()
    assert isinstance(unit.part, PaperPart)
    assert entry in unit.part.both._ids
    assert "Only copies that carry: National Stalking Helpline" in said(unit)


def test_a_number_found_wrong_says_how_many_copies_carry_it(
    context: ScreenContext, show: Show, calm: Callable[[], None]
) -> None:
    make_copy(context, "0808 802 0300")
    out, _old = context.worker.ask(copies.copies_of_service, HELPLINE).result(timeout=20)
    screen = show(DirectoryScreen(context, DirectoryDestination(HELPLINE)))
    assert isinstance(screen, DirectoryScreen)
    screen.confirming.value.setText("0808 802 0300")
    screen.confirming.wrong.setChecked(True)
    screen.confirming.keep.click()
    calm()
    words = "1 copy that is out carries" if out == 1 else f"{out} copies that are out carry"
    assert words in screen.banner.text()


# ------------------------------------------------------------------------------------------------------------- words


def test_give_away_words_are_kept_and_come_back(
    unit: UnitScreen, context: ScreenContext, calm: Callable[[], None], announced: list[str]
) -> None:
    unit.open_tab("words")
    calm()
    part = unit.part
    assert isinstance(part, WordsPart)
    assert not part.keep.isEnabled()
    part.words.show_words("Police*\n\npolice*\nquokka")
    assert "of the program's own taken out" in part._summary.text()
    assert [said.partition(" ")[2] for said in announced] == ["of the program's own taken out"]
    part.words.show_words("Police*\n\npolice*\nquokka\nwombat")
    assert len(announced) == 1  # typing on takes nothing more out
    part.keep.click()
    calm()
    assert context.worker.ask(settings).result(timeout=20).give_away == ("police*", "quokka", "wombat")
    part.restore.click()
    part.keep.click()
    calm()
    assert context.worker.ask(settings).result(timeout=20).give_away == Settings().give_away


def test_a_list_that_is_too_long_is_refused_with_a_sentence(unit: UnitScreen, calm: Callable[[], None]) -> None:
    unit.open_tab("words")
    calm()
    part = unit.part
    assert isinstance(part, WordsPart)
    part.words.show_words("x" * 61)
    part.keep.click()
    calm()
    assert "shorten it" in unit.banner.text()
    assert part.words.words() == "x" * 61


# -------------------------------------------------------------------------------------------------------------- looks


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("tab", [one for one, _words in TABS])
def test_every_part_is_named_large_enough_and_whole(
    qapp: QApplication, context: ScreenContext, show: Show, calm: Callable[[], None], tab: UnitTab, size: int
) -> None:
    apply_theme(qapp, "light", size)
    make_copy(context, "020 7946 0123")
    unit = show(UnitScreen(context, UnitDestination(tab)))
    assert isinstance(unit, UnitScreen)
    look_at(unit)
    part = unit.part
    if isinstance(part, MeasuresPart):
        part.both.go_to("sm_call_999")
        calm()
        look_at(unit)
        for what in ("sign_off", "reword", "retire"):
            part._begin(what)
            calm()
            look_at(unit)
    elif isinstance(part, LanguagesPart):
        part.open_language("ur")
        calm()
        look_at(unit)
        part.texts.both.go_to("plan.title")
        calm()
        look_at(unit)
    elif isinstance(part, PaperPart):
        part.both.go_to(part.both._ids[0])
        calm()
        look_at(unit)
    assert all(one.accessibleName() for one in unit.findChildren(QLineEdit) if one.isVisibleTo(unit))


def look_at(unit: UnitScreen) -> None:
    settle_layout()
    unit.resize(unit.width(), 640)  # being drawn apart from its window may have made it higher for a moment
    assert unit.height() == 640
    assert faults(unit) == []
