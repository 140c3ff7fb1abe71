"""The versions of a plan by keys: chosen, compared, read alone, settled; and the plan part of the case page."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.records import records
from hru_advocate.casework.records.entries import save
from tests.casework.vault.apart import write_apart
from tests.ui.case.test_case_screen import button, words_on
from tests.ui.case_room import CaseRoom, press
from tests.ui.made_up_case import CONTACT, PLAN, REFERRAL, write
from ui.case.plan import PlanTab
from ui.case.screen import CaseScreen
from ui.case.version_sheet import SheetPart
from ui.case.versions_screen import VersionsScreen
from ui.controls.buttons import Button
from ui.controls.pills import Pill
from ui.controls.theme import apply_theme
from ui.plan.screen import PlanScreen
from ui.shell.destinations import CaseDestination, PlanDestination, TodayDestination, VersionsDestination
from ui.today.screen import TodayScreen

_ITEMS = PLAN["items"]
assert isinstance(_ITEMS, list)
ITEMS: list[dict[str, object]] = _ITEMS
CHANGED: Mapping[str, object] = {
    **PLAN,
    "items": [{**ITEMS[0], "carry": "speak"}, ITEMS[1], {"text": "Walk with Sam.", "section": "out", "state": "chosen",
              "carry": "carry"}],
    "what_changed": "He waited outside on Friday.",
    "because": ["tr_breach"],
}  # fmt: skip


def second(room: CaseRoom) -> None:
    write(room.worker, "safety_plan", CHANGED, room.case)


def apart(room: CaseRoom) -> tuple[str, str]:
    """Ours and a colleague's version of the plan; gives their entries."""
    first = room.worker.ask(records.record_lines, room.case, ("plan",)).result()[0].entry
    ours = room.worker.ask(save, "safety_plan", dict(CHANGED), corrects=[first], reason="He waited").result().entry
    theirs = {"text": "Stay at her mother's.", "section": "home", "state": "chosen", "carry": "keep"}
    raw = {**PLAN, "items": [ITEMS[0], theirs], "what_changed": "She rang."}
    return ours, room.worker.ask(write_apart, first, raw, "She rang.").result()


def marks(screen: VersionsScreen) -> list[str]:
    return [pill.text() for part in screen.sheet.parts for pill in part.findChildren(Pill)[:1]]


def test_the_newest_is_compared_with_the_one_before_in_words_and_shape(room: CaseRoom) -> None:
    second(room)
    screen = room.show(VersionsScreen, VersionsDestination(room.case))
    assert screen.list.number == 2
    assert screen.list.beside.chosen() == "1"
    assert sorted(marks(screen)) == ["Added", "Changed", "Taken out"]
    words = words_on(screen)
    assert "Now spoken only, was carried" in words
    assert "He waited outside on Friday." in words
    assert "1 added, 1 taken out, 1 changed." in words
    assert "If I text our word" not in words
    changed = next(part for part in screen.sheet.parts if "Changed" in part.accessibleName())
    assert changed.accessibleName().endswith("Now spoken only, was carried")


def test_what_is_the_same_is_shown_on_request(room: CaseRoom) -> None:
    second(room)
    screen = room.show(VersionsScreen, VersionsDestination(room.case))
    screen.sheet.same.setFocus()
    press(Qt.Key.Key_Space)
    room.settle()
    assert "If I text our word" in words_on(screen.sheet)
    assert "The same" in marks(screen)
    assert QApplication.focusWidget() is screen.sheet.same


def test_keys_alone_choose_compare_and_walk(room: CaseRoom) -> None:
    second(room)
    screen = room.show(VersionsScreen, VersionsDestination(room.case))
    assert QApplication.focusWidget() is screen.list.buttons[2]
    press(Qt.Key.Key_Down)
    room.settle()
    assert screen.list.number == 1
    assert screen.list.beside.chosen() == ""
    assert "Version 1" in words_on(screen.sheet)
    assert "Ring 999. If I cannot speak" in words_on(screen.sheet)
    assert screen.sheet.parts[1].focusPolicy() == Qt.FocusPolicy.ClickFocus
    screen.sheet.parts[0].setFocus()
    press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is screen.sheet.parts[1]
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is screen.sheet.parts[0]
    screen.list.beside.setFocus()
    QTest.keyClick(screen.list.beside, Qt.Key.Key_Down)
    room.settle()
    assert screen.list.beside.chosen() == "2"
    assert "From version 1 to version 2" in words_on(screen.sheet)
    assert screen.panes() == [screen.list, screen.sheet, screen.head]


def test_two_versions_that_disagree_stand_side_by_side_and_are_settled_in_the_builder(room: CaseRoom) -> None:
    ours, theirs = apart(room)
    screen = room.show(VersionsScreen, VersionsDestination(room.case))
    words = words_on(screen)
    assert "Version 3 held against version 2, written apart" in words
    assert "Written apart from 2" in words
    assert {"Only in version 2", "Only in version 3"} <= {*marks(screen)}
    assert "Taken out" not in words
    assert not screen.disputes.isHidden()
    assert screen.held is not None
    number = next(line.number for line in screen.held.lines if line.entry == ours)
    button(screen.disputes, f"Settle from this one: Version {number}").click()
    there = room.visits[-1]
    assert isinstance(there, PlanDestination)
    assert there.corrects == (ours, theirs)
    builder = room.show(PlanScreen, there)
    assert builder.plan_draft.beginning is not None
    assert builder.plan_draft.beginning.start.corrects == (ours, theirs)
    assert "disagree" in builder.warnings.text()
    builder.plan_draft.sheet.take({"what_changed": "Asked her.", "review": "2026-12-07"}, ("what_changed", "review"))
    builder.plan_draft.sign_off()
    room.settle()
    settled = room.show(VersionsScreen, VersionsDestination(room.case))
    assert settled.disputes.isHidden()
    assert settled.list.number == 4
    assert "Against version 2" in words_on(settled.list)


def test_first_plans_begun_apart_are_corrected_one_after_the_other(room: CaseRoom) -> None:
    """Each begins a record of its own; the ledger joins none, so both are made to say the same."""
    ours = room.worker.ask(records.record_lines, room.case, ("plan",)).result()[0].entry
    screen = room.show(VersionsScreen, VersionsDestination(room.case))
    assert screen.held is not None
    line = screen.held.lines[0]
    screen._settle(line, [line])
    assert room.visits == [PlanDestination(room.case, corrects=(ours,))]


def test_without_a_version_the_page_says_how_one_is_made(room: CaseRoom) -> None:
    case = room.worker.ask(save, "referral", dict(REFERRAL)).result().case
    assert case is not None
    screen = room.show(VersionsScreen, VersionsDestination(case))
    assert "No plan was signed off yet" in words_on(screen)
    assert screen.columns.isHidden()


def test_at_two_hundred_per_cent_one_stands_below_the_other(room: CaseRoom, qapp: QApplication) -> None:
    apply_theme(qapp, "light", 200)
    second(room)
    screen = room.show(VersionsScreen, VersionsDestination(room.case), width=1010, height=600)
    assert (
        screen.sheet.mapTo(screen, screen.sheet.rect().topLeft()).y()
        > screen.list.mapTo(screen, screen.list.rect().bottomLeft()).y()
    )


def test_the_plan_part_shows_the_version_whether_it_is_due_and_what_is_open(room: CaseRoom) -> None:
    screen = room.show(CaseScreen, CaseDestination(room.case, "plan"))
    part = screen.part
    assert isinstance(part, PlanTab)
    words = words_on(part)
    assert "Version 1" in words
    assert "3 measures: 1 carried, 1 kept with us, 1 spoken only" in words
    assert "Look again: 7 Dec" in words
    assert "Followed or watched" in words
    assert not screen.head.plan.isVisible()
    part.versions.click()
    assert room.visits[-1:] == [VersionsDestination(room.case)]
    part.work_button.click()
    assert room.visits[-1:] == [PlanDestination(room.case)]


def test_an_event_is_shown_on_the_case_in_the_builder_and_at_its_sign_off(room: CaseRoom) -> None:
    write(room.worker, "contact", {**CONTACT, "triggers": ["tr_breach"]}, room.case)
    screen = room.show(CaseScreen, CaseDestination(room.case, "plan"))
    assert "order, bail or agreement is broken" in words_on(screen)
    assert screen.head.plan.isVisible()
    assert "because" in screen.head.plan.accessibleName()
    builder = room.show(PlanScreen, PlanDestination(room.case))
    assert "Look again, because: an order, bail or agreement is broken" in builder.warnings.text()
    builder.extras.open_sign_off()
    assert button(builder.extras, "Take off: An order, bail or agreement is broken").isVisible()
    builder.plan_draft.sheet.take({"review": "2026-12-07"}, ("review",))
    builder.plan_draft.sign_off()
    room.settle()
    newest = room.worker.ask(records.record_lines, room.case, ("plan",)).result()[0]
    view = room.worker.ask(records.open_record, newest.entry).result()
    assert any("order, bail" in answer.words for section in view.sections for answer in section.answers)
    again = room.show(CaseScreen, CaseDestination(room.case, "plan"))
    assert not again.head.plan.isVisible()
    assert builder.plan_draft.sheet.raw().get("because") is None


def test_today_leads_to_the_plan_that_is_asked_for(room: CaseRoom) -> None:
    write(room.worker, "contact", {**CONTACT, "triggers": ["tr_breach"]}, room.case)
    screen = room.show(TodayScreen, TodayDestination())
    look = [one for one in screen.findChildren(Button) if "look again, because" in one.accessibleName()]
    look[-1].click()
    assert room.visits[-1:] == [CaseDestination(room.case, "plan")]


def test_every_part_has_a_name(room: CaseRoom) -> None:
    second(room)
    screen = room.show(VersionsScreen, VersionsDestination(room.case))
    screen.list.beside.choose("")
    room.settle()
    assert all(part.accessibleName() for part in screen.findChildren(SheetPart))
    assert len(screen.sheet.parts) > 4
