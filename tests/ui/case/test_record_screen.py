"""Reading a record back: every answer, every version, and two versions side by side."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from hru_advocate.casework.records import entries, records
from tests.casework.vault.apart import write_apart
from tests.ui.case_room import CaseRoom
from tests.ui.made_up_case import CONTACT
from ui.case.record_screen import RecordScreen
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.controls.pills import Pill
from ui.controls.theme import apply_theme
from ui.paper.screen import PaperScreen
from ui.shell.destinations import (
    ConversationDestination,
    FormDestination,
    FormRequest,
    PaperDestination,
    PlanDestination,
    RecordDestination,
)


def words_on(page: QWidget) -> str:
    labels = [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]
    return "\n".join([*labels, *[pill.text() for pill in page.findChildren(Pill)]])


def newest(room: CaseRoom, purpose: str) -> str:
    return room.worker.ask(records.record_lines, room.case, (purpose,)).result()[0].entry


def correct(room: CaseRoom, entry: str, fact: str) -> str:
    raw = {**CONTACT, "fact": fact}
    saved = room.worker.ask(entries.save, "contact", raw, case=room.case, corrects=(entry,), reason="A slip.").result()
    return saved.entry


def test_every_answer_is_read_back_and_reasons_are_answers(room: CaseRoom) -> None:
    words = words_on(room.show(RecordScreen, RecordDestination(newest(room, "risk"), room.case)))
    assert "“He was in the car park again. He just waved.”" in words
    assert "Not now, or unsafe to ask" in words
    assert "Chose not to say" in words
    assert "by A. Advocate" in words


def test_correct_goes_to_where_the_form_is_filled_in(room: CaseRoom) -> None:
    for purpose, kind in (
        ("contact", FormDestination),
        ("risk", ConversationDestination),
        ("plan", PlanDestination),
        ("situation", ConversationDestination),
    ):
        entry = newest(room, purpose)
        screen = room.show(RecordScreen, RecordDestination(entry, room.case))
        screen.correct_button.click()
        there = room.visits[-1]
        assert isinstance(there, kind)
        assert (there.corrects if isinstance(there, PlanDestination) else there.request.corrects) == (entry,)


def test_a_judgement_is_countersigned_by_its_button_and_its_record_says_by_whom(room: CaseRoom) -> None:
    entry = newest(room, "judgement")
    screen = room.show(RecordScreen, RecordDestination(entry, room.case))
    assert screen.sign_button.isVisible()
    screen.sign_button.setFocus()
    QTest.keyClick(screen.sign_button, Qt.Key.Key_Space)
    there = room.visits[-1]
    assert isinstance(there, FormDestination)
    assert (there.request.form, there.request.answers) == ("countersign", {"plan": entry})
    raw = {"plan": entry, "by": "Sgt Example", "role": "supervisor", "on": "today"}
    room.worker.ask(entries.save, "countersign", raw, case=room.case).result()
    words = words_on(room.show(RecordScreen, RecordDestination(entry, room.case)))
    assert "countersigned: Sgt Example, supervisor" in words
    for purpose in ("contact", "risk"):
        assert room.show(RecordScreen, RecordDestination(newest(room, purpose), room.case)).sign_button.isHidden()


def test_an_older_version_says_so_and_cannot_be_corrected(room: CaseRoom) -> None:
    old = newest(room, "contact")
    correct(room, old, "The right words.")
    screen = room.show(RecordScreen, RecordDestination(old, room.case))
    words = words_on(screen)
    assert "older version" in words
    assert "Reason: A slip." in words
    assert screen.correct_button.isHidden()


def test_two_versions_stand_side_by_side_and_a_person_settles_them(room: CaseRoom) -> None:
    old = newest(room, "contact")
    heads = [correct(room, old, "Version one.")]
    view = room.worker.ask(records.open_record, heads[0]).result()
    twin = records.RecordVersion("other", "23 Nov 2026, 09:00", "B. Advocate", "", current=True)
    both = _disputed(view, twin)
    screen = room.show(RecordScreen, RecordDestination(heads[0], room.case))
    screen._show(both)
    assert "two versions disagree" in words_on(screen)
    button = next(one for one in screen.findChildren(Button) if one.text() == "This one holds" and not one.isHidden())
    button.click()
    screen.correct_button.click()
    assert room.visits == [FormDestination(FormRequest("contact", room.case, corrects=(heads[0], "other")))] * 2


def test_versions_that_disagree_say_in_what_and_stand_below_each_other_where_there_is_no_room(
    room: CaseRoom, qapp: QApplication
) -> None:
    order = {"kind": "nmo", "stage": "made", "made_on": "2026-10-01", "court": "Chester", "until": "2027-10-01"}
    first = room.worker.ask(entries.save, "order", order, case=room.case).result().entry
    newer = {**order, "until": "2027-03-01"}
    room.worker.ask(entries.save, "order", newer, case=room.case, corrects=(first,), reason="A letter.").result()
    other = room.worker.ask(write_apart, first, {**order, "ring": "101"}, "A call.").result()
    for size, width, apart in ((100, 1157, False), (200, 1016, True), (200, 674, True)):
        apply_theme(qapp, "light", size)
        screen = room.show(RecordScreen, RecordDestination(other, room.case), width=width)
        differ = "They differ in: The last day it holds; Who to ring if it is broken."
        assert differ in words_on(screen)
        held = QApplication.focusWidget()
        assert held is screen.correct_button
        assert held.accessibleDescription() == f"two versions disagree. {differ}", "the keyboard is past the words"
        buttons = [one for one in screen.findChildren(Button) if one.text() == "This one holds"]
        upper, lower = sorted(one.mapTo(screen, one.rect().topLeft()).y() for one in buttons)
        assert (lower - upper > 200) is apart
        assert screen.area is not None
        assert screen.area.horizontalScrollBar().maximum() == 0


def _disputed(view: records.RecordView, twin: records.RecordVersion) -> records.RecordView:
    return replace(view, disputed=True, versions=(*view.versions, twin))


def test_a_record_goes_on_paper_as_itself(room: CaseRoom) -> None:
    entry = newest(room, "contact")
    screen = room.show(RecordScreen, RecordDestination(entry, room.case))
    screen.paper_button.click()
    there = room.visits[-1]
    assert there == PaperDestination(room.case, "record", record=entry)
    assert isinstance(there, PaperDestination)
    paper = room.show(PaperScreen, there)
    room.settle()
    assert paper.view is not None
    assert (paper.view.document, paper.view.pages) == ("record", 1)
    assert paper.view.counts_words == "Contact, as it was recorded"
    assert [paper.choice.forms.itemData(place) for place in range(paper.choice.forms.count())] == ["record"]


def test_a_long_record_is_read_back_whole_and_in_its_order(room: CaseRoom) -> None:
    screen = room.show(RecordScreen, RecordDestination(newest(room, "risk"), room.case))
    assert screen.view is not None
    asked = [one.label for section in screen.view.sections for one in section.answers]
    assert len(asked) + len(screen.view.sections) > 12, "more than what is made with the page"
    words = [label.text() for label in screen.findChildren(TextLabel) if label.text() in asked]
    assert words == asked
