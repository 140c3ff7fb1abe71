"""Criminal case and hearings on the case page: what they say in words, and the quick steps by real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.case.opened_case import opened, piece_on
from tests.ui.case.test_case_screen import button, words_on
from tests.ui.case_room import CaseRoom, press, type_words
from ui.case.legal.criminal_case import CriminalCaseCard
from ui.case.legal.hearings import HearingsCard
from ui.case.screen import CaseScreen
from ui.shell.destinations import FormDestination, FormRequest, LegalDestination, RecordDestination

CRIME: dict[str, object] = {
    "stage": "investigating",
    "offences": [{"offence": "Stalking"}],
    "reported_on": "2026-11-20",
    "enhanced": ["targeted"],
    "events": [{"what": "arrest", "on": "2026-11-17"}, {"what": "interview", "on": "2026-11-20"}],
}
HEARING: dict[str, object] = {"what_for": "trial", "on": "2026-11-26", "at": "10:00", "listed_on": "2026-11-20"}


def court(room: CaseRoom, *records: tuple[str, dict[str, object]]) -> CaseScreen:
    return opened(room, "legal", *records)


def card_of(screen: CaseScreen) -> CriminalCaseCard:
    return piece_on(screen, CriminalCaseCard)


def test_without_a_criminal_case_the_card_says_what_to_do(room: CaseRoom) -> None:
    screen = court(room)
    assert "No criminal case yet." in words_on(card_of(screen))
    add = button(screen, "Add a criminal case")
    add.setFocus()
    press(Qt.Key.Key_Return)
    assert room.visits == [FormDestination(FormRequest("criminal_case", room.case))]


def test_each_clock_says_who_owes_it_its_last_day_and_its_state_in_words(room: CaseRoom) -> None:
    words = words_on(card_of(court(room, ("criminal_case", CRIME))))
    assert "Arrest: told, with reasons, 17 Nov 2026" in words
    assert "Late by 3 working days: the last day was Wed 18 Nov 2026" in words
    assert "Due today, Mon 23 Nov 2026" in words
    assert "owed by police · to be confirmed by the unit" in words
    assert "Enhanced rights: Persistently targeted" in words
    assert "late" in words.splitlines()
    assert "clocks have not begun" in words


def test_where_its_number_stands_one_step_leads_to_its_confirmation(room: CaseRoom) -> None:
    card = card_of(court(room, ("criminal_case", CRIME)))
    card.where.setFocus()
    press(Qt.Key.Key_Space)
    row = next(row for row in card.rows if row.clock.id == "arrest_told")
    assert row.check is not None
    row.check.setFocus()
    press(Qt.Key.Key_Space)
    assert room.visits == [LegalDestination("clock_arrest_told")]


def test_a_day_meets_a_clock_by_keys_alone_and_the_keyboard_goes_on_to_the_next(
    room: CaseRoom, qapp: QApplication
) -> None:
    screen = court(room, ("criminal_case", CRIME))
    card = card_of(screen)
    first = card.rows[0]
    assert first.clock.id == "arrest_told"
    assert first.step is not None
    first.step.setFocus()
    press(Qt.Key.Key_Return)
    assert qapp.focusWidget() is first.day
    type_words("19 Nov")
    press(Qt.Key.Key_Return)
    room.settle()
    assert "Told on Thu 19 Nov 2026" not in words_on(card)  # it is done, and folded
    assert card.rows[0].clock.id == "interview_told"
    assert qapp.focusWidget() is card.rows[0].step
    button(card, "1 done or set aside").setFocus()
    press(Qt.Key.Key_Return)
    assert "Told on Thu 19 Nov 2026, 1 working day late: the last day was Wed 18 Nov 2026" in words_on(card)


def test_escape_leaves_a_clock_as_it_was(room: CaseRoom, qapp: QApplication) -> None:
    card = card_of(court(room, ("criminal_case", CRIME)))
    first = card.rows[0]
    assert first.step is not None
    first.step.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert first.day.isHidden() or not first.day.isVisible()
    assert qapp.focusWidget() is first.step
    assert card.rows[0].clock.state == "late"


@pytest.mark.parametrize("typed", ["soon", "2026-11-25", "16 Nov 2026"])
def test_a_day_that_does_not_fit_is_said_and_stays_to_be_mended(room: CaseRoom, typed: str) -> None:
    screen = court(room, ("criminal_case", CRIME))
    first = card_of(screen).rows[0]
    first.open_step()
    type_words(typed)
    press(Qt.Key.Key_Return)
    room.settle()
    assert first.day.isVisible()
    assert first.day.text() == typed
    assert "Nothing was saved" in screen.banner.text()
    assert "events" not in screen.banner.text()


def test_where_each_number_stands_is_one_key_away(room: CaseRoom) -> None:
    card = card_of(court(room, ("criminal_case", CRIME)))
    source = "5 working days, 1 with enhanced rights · right 6 of the Victims' Code laid in November 2020"
    assert source not in words_on(card)
    card.where.setFocus()
    press(Qt.Key.Key_Space)
    assert source in words_on(card)


def test_a_hearing_ahead_asks_and_one_gone_by_asks_how_it_went(room: CaseRoom) -> None:
    screen = court(
        room,
        ("hearing", HEARING),
        ("hearing", {"what_for": "plea", "on": "2026-11-19"}),
        ("hearing", {"what_for": "first", "on": "2026-11-10", "state": "held", "outcome": "Not guilty."}),
    )
    card = piece_on(screen, HearingsCard)
    words = words_on(card)
    assert words.index("Trial · Thu 26 Nov 2026, 10:00") < words.index("Plea and trial preparation · Thu 19 Nov 2026")
    assert "Who goes with the person?" in words
    assert "Were special measures asked for?" in words
    assert "Not guilty." in words
    gone = button(card, "How did it go?")
    gone.setFocus()
    press(Qt.Key.Key_Return)
    (visit,) = room.visits
    assert isinstance(visit, FormDestination)
    assert visit.request.form == "hearing"
    assert len(visit.request.corrects) == 1
    button(card, "Open: First hearing").setFocus()
    press(Qt.Key.Key_Return)
    assert isinstance(room.visits[-1], RecordDestination)
