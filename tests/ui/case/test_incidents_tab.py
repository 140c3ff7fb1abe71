"""Incidents on the case page: the line read while it is typed, saved by Enter, the four questions, the list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from hru_advocate.casework.incidents.lines import listed
from hru_advocate.casework.records import entries
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.looking import names_heard
from tests.ui.made_up_case import write
from ui.case.incidents.tab import IncidentsTab
from ui.case.screen import CaseScreen
from ui.controls.buttons import Button
from ui.controls.lists import line_list
from ui.controls.lists.line_list import LineList
from ui.form.editors.moments import WhenEditor
from ui.shell.destinations import (
    CaseDestination,
    FormDestination,
    IncidentTableDestination,
    PlanDestination,
    RecordDestination,
)

LINE = 'yesterday 3 pm, followed me from the bus stop "I ran"'


def tab_of(room: CaseRoom, *, note: bool = True) -> IncidentsTab:
    screen = room.show(CaseScreen, CaseDestination(room.case, "incidents", note_incident=note))
    assert isinstance(screen.part, IncidentsTab)
    return screen.part


def saved(room: CaseRoom) -> list[dict[str, object]]:
    return room.worker.ask(listed, room.case).result(timeout=20)


def heads(rows: LineList) -> list[str]:
    model = rows.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def button(tab: IncidentsTab, words: str) -> Button:
    return next(one for one in tab.findChildren(Button) if one.text() == words and one.isVisible())


def test_what_is_read_is_shown_while_it_is_typed_and_enter_saves_it(room: CaseRoom) -> None:
    tab = tab_of(room)
    type_words(LINE)
    assert tab.quick.page is not None
    when = tab.quick.page.frame_of("happened")
    assert when is not None
    assert isinstance(when.editor, WhenEditor)
    assert when.editor.moment.line.normal.text() == "Sun 22 Nov 2026, 15:00"
    press(Qt.Key.Key_Return)
    room.settle()
    row = saved(room)[0]
    assert (row["when"], row["what"], row["words"]) == ("22 Nov 2026, 15:00", "followed me from the bus stop", "I ran")
    assert heads(tab.list) == ["followed me from the bus stop"]
    assert tab.quick.line.text() == ""
    assert tab.quick.line.hasFocus()


def test_a_screen_reader_goes_through_the_questions_before_the_buttons_below_them(room: CaseRoom) -> None:
    tab = tab_of(room)
    names = [said for said in names_heard(tab.quick) if said]
    order = [
        names.index(said) for said in ("In one line", "When it happened", "In her or his own words", "Save, Ctrl S")
    ]
    assert order == sorted(order)


def test_a_when_that_cannot_be_placed_is_asked_about_once(room: CaseRoom) -> None:
    tab = tab_of(room)
    type_words("while I was at work, he rang")
    press(Qt.Key.Key_Return)
    room.settle()
    assert saved(room) == []
    assert "press Enter again" in tab.quick.hint.text()
    press(Qt.Key.Key_Return)
    room.settle()
    assert saved(room)[0]["when"] == "while I was at work"


def test_without_a_when_nothing_is_saved(room: CaseRoom) -> None:
    tab = tab_of(room)
    type_words("he rang")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    room.settle()
    assert saved(room) == []
    assert "begin with the when" in tab.quick.hint.text()
    press(Qt.Key.Key_Home)
    type_words("yesterday, ")
    press(Qt.Key.Key_Return)
    room.settle()
    assert saved(room)[0]["what"] == "he rang"


def test_a_count_that_is_read_is_shown(room: CaseRoom) -> None:
    tab = tab_of(room)
    assert tab.quick.page is not None
    frame = tab.quick.page.frame_of("times")
    assert frame is not None
    assert frame.isHidden()
    type_words("40 times between 1 and 20 Nov, rang")
    assert frame.isVisible()
    press(Qt.Key.Key_Return)
    room.settle()
    assert saved(room)[0]["times"] == 40
    assert heads(tab.list) == ["rang · 40 times"]


def test_what_is_typed_is_kept_as_a_draft_of_all_questions(room: CaseRoom) -> None:
    tab = tab_of(room)
    type_words(LINE)
    tab.leave()
    room.settle()
    draft = room.worker.ask(entries.drafts, case=room.case).result(timeout=20)[0]
    begun = room.worker.ask(entries.start, "incident", draft=draft.id).result(timeout=20)
    assert begun.raw["what"].value == "followed me from the bus stop"
    tab.quick.all_button.click()
    room.settle()
    assert isinstance(room.visits[-1], FormDestination)
    assert room.visits[-1].request.draft == draft.id


def test_the_four_questions_follow_and_a_yes_leads_on(room: CaseRoom, announced: list[str]) -> None:
    tab = tab_of(room)
    assert tab.strip.isHidden()
    type_words("yesterday, he rang")
    press(Qt.Key.Key_Return)
    room.settle()
    assert tab.strip.isVisible()
    assert any(words.startswith("What does it ask for?") and "he rang" in words for words in announced)
    announced.clear()
    tab.refresh()
    room.settle()
    assert announced == []
    button(tab, "Keep the answers").click()
    room.settle()
    assert saved(room)[0]["plan_change"] is None
    tab.strip.events.take_focus()
    press(Qt.Key.Key_Space)
    tab.strip.plan.take_focus()
    press(Qt.Key.Key_1)
    tab.strip.level.take_focus()
    press(Qt.Key.Key_1)
    button(tab, "Keep the answers").click()
    room.settle()
    row = saved(room)[0]
    assert (row["triggers"], row["plan_change"], row["level_up"]) == (["tr_new_incident"], True, True)
    button(tab, "Grade the level").click()
    room.settle()
    form = room.visits[-1]
    assert isinstance(form, FormDestination)
    assert form.request.answers == {"prompted_by": ["tr_new_incident"]}
    button(tab, "Open the plan").click()
    room.settle()
    assert room.visits[-1] == PlanDestination(room.case)


def test_not_now_puts_the_strip_away_and_it_stays_away(room: CaseRoom) -> None:
    tab = tab_of(room)
    type_words("yesterday, he rang")
    press(Qt.Key.Key_Return)
    room.settle()
    button(tab, "Not now").click()
    tab.refresh()
    room.settle()
    assert tab.strip.isHidden()
    assert tab.quick.line.hasFocus()


def test_the_list_is_filtered_by_what_was_done_and_by_words(room: CaseRoom) -> None:
    for what, done in (
        ("came to work", "bh_followed"),
        ("wrote to Mum", "bh_third_party"),
        ("came home", "bh_followed"),
    ):
        raw = {"happened": "1 Nov 2026", "what": what, "behaviours": [done]}
        write(room.worker, "incident", raw, room.case)
    tab = tab_of(room)
    assert tab.behaviour.count() == 3
    tab.behaviour.choose("bh_followed")
    assert heads(tab.list) == ["Followed them"] * 2
    tab.search.setFocus()
    type_words("work")
    assert tab.card.note.text() == "1 of 3"
    tab.list.setFocus()
    tab.list.choose(0)
    press(Qt.Key.Key_Return)
    room.settle()
    assert isinstance(room.visits[-1], RecordDestination)


def test_the_table_is_one_press_away(room: CaseRoom) -> None:
    tab_of(room).quick.many_button.click()
    room.settle()
    assert room.visits[-1] == IncidentTableDestination(room.case)


def test_a_thousand_incidents_are_no_more_widgets_and_only_those_in_sight_are_painted(
    room: CaseRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = {"happened": "1 Nov 2026", "what": "rang", "behaviours": ["bh_called"]}
    write(room.worker, "incident", raw, room.case)
    tab = tab_of(room)
    few = len(tab.findChildren(QWidget))
    written: list[str] = []
    write_words = line_list._write

    def counted(painter: QPainter, box: QRect, words: str, style: line_list._Style) -> None:
        written.append(words)
        write_words(painter, box, words, style)

    monkeypatch.setattr(line_list, "_write", counted)
    tab._show(replace(tab._page, lines=tab._page.lines * 1000))
    room.settle()
    tab.list.grab()
    assert heads(tab.list) == ["Rang, or rang and said nothing"] * 1000
    assert len(tab.findChildren(QWidget)) == few
    assert 0 < len(written) <= 60, "two texts to a row"


def test_a_ticked_condition_is_kept_with_the_names_it_has(room: CaseRoom) -> None:
    """What the strip shows is without names; what is kept is what the order says."""
    order = {
        "kind": "nmo", "stage": "made", "made_on": "2026-06-01", "served_on": "2026-06-03", "until": "2026-12-31",
        "conditions": [{"kind": "direct", "words": "Not to contact Mary Kowalska."}],
    }  # fmt: skip
    write(room.worker, "order", order, room.case)
    tab = tab_of(room)
    type_words("yesterday, he rang")
    press(Qt.Key.Key_Return)
    room.settle()
    box, _condition = tab.strip.conditions[0]
    assert "Kowalska" not in box.text()
    box.setFocus()
    press(Qt.Key.Key_Space)
    button(tab, "Keep the answers").click()
    room.settle()
    assert "Not to contact Mary Kowalska." in str(saved(room)[0]["conditions"])
