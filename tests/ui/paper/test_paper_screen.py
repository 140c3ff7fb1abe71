"""Paper: asked first, seen before, remembered after."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from hru_advocate.casework.paper import copies as paper_copies
from hru_advocate.casework.paper.document_kinds import NO_DUTY_NUMBER
from hru_advocate.casework.records import records
from hru_advocate.domain.plan.paper_safety import QUESTIONS, FromRecord
from hru_advocate.errors import InvalidAnswer
from tests.ui.case_room import CaseRoom
from tests.ui.made_up_case import PLAN, write
from tests.ui.paper.printer import printer_for
from ui.controls.layout.cards import Row
from ui.controls.pills import Pill
from ui.form.questions import Questions
from ui.paper import copy_maker
from ui.paper.preview.page_preview import PagePicture
from ui.paper.screen import PaperScreen
from ui.shell.destinations import PaperDestination


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What went to the printer."""
    return printer_for(monkeypatch, copies=1)


def words_on(page: QWidget) -> str:
    labels = [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]
    return "\n".join([*labels, *[pill.text() for pill in page.findChildren(Pill)]])


def questions(screen: PaperScreen) -> Questions:
    assert screen.asked.questions is not None
    return screen.asked.questions


def answer(screen: PaperScreen, **more: object) -> None:
    """Answer the questions about paper as the record does: a phone may be watched, so a copy has its reason."""
    answers = {"lives_with": False, "searched": False, "watched": True, "family_danger": False}
    questions(screen).fill({**answers, "override": "Talked about", "kept_where": "phone case", **more})
    screen._follow()


def test_the_record_answers_first_and_nothing_on_paper_stands_first(room: CaseRoom) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case))
    assert screen.choice.forms.itemData(0) == screen.choice.document == "spoken"
    assert questions(screen).raw()["watched"] is True
    assert "The situation, 20 Nov 2026" in words_on(screen.asked.from_record)
    known = [pill.text() for pill in screen.asked.from_record.findChildren(Pill)]
    shown = [name for name, frame in questions(screen).frames.items() if not frame.isHidden()]
    assert "watched" not in shown, "the record answers it: an answer against it would be refused"
    assert (len(known), known.count("yes")) == (len(QUESTIONS) - len(set(shown) & set(QUESTIONS)), 1)
    held = QApplication.focusWidget()
    assert held is not None
    assert questions(screen).frames[shown[0]].isAncestorOf(held), "the keyboard stands at the first that is asked"
    assert "may be watched" in screen.proposed.text()


@pytest.mark.parametrize("wide", [1000, 1178, 1500])
def test_a_page_on_the_screen_has_the_shape_of_the_paper_from_the_top_of_its_place(room: CaseRoom, wide: int) -> None:
    """It was as high as a page 380 wide: squeezed, with a band above it, wherever there was more room."""
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    screen.resize(wide, 640)
    room.settle()
    room.qtbot.waitUntil(lambda: not screen.preview._settle.isActive())
    for page in screen.preview.findChildren(PagePicture):
        assert page.height() == pytest.approx(page.width() * 297 / 210, abs=2)
        assert page.y() == page.x()


def test_a_plan_that_is_only_spoken_has_nothing_on_paper_to_tick_or_to_warn_of(room: CaseRoom) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case))
    assert screen.choice.document == "spoken"
    assert words_on(screen.on_paper) == "Nothing is on paper. The plan is read aloud, and that is recorded."
    assert screen.print_button.isEnabled()
    screen.choice.forms.choose("file_copy")
    room.settle()
    assert "Nothing is on paper" not in words_on(screen.on_paper)


@pytest.mark.parametrize("plan", [{}, PLAN])
def test_a_plan_that_is_not_signed_off_says_so_beside_its_page(room: CaseRoom, plan: dict[str, object]) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan", plan=plan))
    assert screen.unsigned.isHidden() is (plan == {})
    assert "Not signed off" in screen.unsigned.text()
    for document, held in (("contact_log", False), ("leaflet", False), ("file_copy", True), ("spoken", True)):
        screen.choice.forms.choose(document)
        room.settle()
        assert screen.unsigned.isHidden() is (plan == {} or not held), document


def test_nothing_prints_before_it_was_asked_whether_paper_is_safe(room: CaseRoom, printed: list[bytes]) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    assert not screen.print_button.isEnabled()
    assert "Ask first" in screen.unsafe.text()
    answer(screen, searched={"state": "not_known"})
    assert screen.print_button.isEnabled()
    assert printed == []


def test_a_refusal_is_said_at_its_question_alone(room: CaseRoom) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    asked = questions(screen).frames
    asked["seen_by"].complain("Said before")
    assert screen.asked.complain(InvalidAnswer("kept_where", "Say where it is kept."))
    assert [name for name, frame in asked.items() if frame.complaint()] == ["kept_where"]


def test_the_tick_that_printing_waits_for_stands_before_all_services_and_lets_it_print(room: CaseRoom) -> None:
    item = {"section": "home", "text": "Tell us when he writes.", "state": "chosen", "carry": "carry", "who": "me"}
    told = {**PLAN, "items": [item]}
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan", plan=told))
    answer(screen)
    tick = screen.on_paper.ticks[NO_DUTY_NUMBER]
    assert not screen.print_button.isEnabled()
    assert "tick above to print it all the same" in screen.unsafe.text()
    services = [row for row in screen.on_paper.findChildren(Row) if row.findChildren(Pill)]
    assert services
    assert all(height_of(tick, screen) < height_of(row, screen) for row in services)
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    room.settle()
    assert screen.print_button.isEnabled()
    assert "tick above" not in screen.unsafe.text()
    assert screen.on_paper.ticks[NO_DUTY_NUMBER].hasFocus()


def height_of(widget: QWidget, screen: PaperScreen) -> int:
    return widget.mapTo(screen.on_paper, QPoint()).y()


def test_where_paper_is_dangerous_it_says_so_and_wants_a_reason_which_is_kept(
    room: CaseRoom, printed: list[bytes]
) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    answer(screen, override="")
    assert "Paper is not safe here" in screen.unsafe.text()
    assert not screen.print_button.isEnabled()
    answer(screen, override="She keeps it at work")
    screen.print_button.click()
    room.settle()
    assert len(printed) == 1
    (copy,) = room.worker.ask(paper_copies.copies, room.case).result()
    assert "She keeps it at work" in str(room.worker.ask(records.open_record, copy.entry).result())


def test_an_answer_against_the_record_is_refused_and_says_where_to_change_it(room: CaseRoom) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    answer(screen, watched=False)
    assert "The record says yes (The situation, 20 Nov 2026)" in screen.unsafe.text()
    assert not screen.print_button.isEnabled()


def test_what_the_record_says_no_more_is_asked_without_its_answer_and_the_keyboard_stays(room: CaseRoom) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    frames, known = questions(screen).frames, screen.asked.known
    assert known is not None
    screen.asked.know(replace(known, known=(FromRecord("watched", answer=False, source="The situation"),)))
    assert questions(screen).raw()["watched"] is False
    frames["seen_by"].take_focus()
    held = QApplication.focusWidget()
    screen.asked.know(replace(known, known=(FromRecord("watched", None),)))
    assert not frames["watched"].isHidden()
    assert not isinstance(questions(screen).raw().get("watched"), bool)
    assert "Ask first" in screen.asked.judged()[0]
    assert QApplication.focusWidget() is held, "who is in the middle of an answer stays there"


def test_office_paper_is_not_asked_whether_it_is_safe_at_home_but_who_has_it(room: CaseRoom) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case, "file_copy"))
    shown = {name for name, frame in questions(screen).frames.items() if not frame.isHidden()}
    assert shown == {"goes_to", "kept_where", "destroy_by"}
    assert screen.print_button.isEnabled()


def test_the_very_bytes_previewed_are_printed_and_remembered(room: CaseRoom, printed: list[bytes]) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    answer(screen)
    assert screen.view is not None
    seen = screen.view.pdf
    assert screen.preview.findChildren(PagePicture)
    assert screen.print_button.text() == "Print copy 1"
    screen.print_button.click()
    room.settle()
    assert printed == [seen]
    copies = room.worker.ask(paper_copies.copies, room.case).result()
    assert [(one.copy_number, one.state) for one in copies] == [(1, "out")]
    assert "kept: phone case" in copies[0].words
    assert screen.print_button.text() == "Print copy 2"
    assert "printed and remembered" in screen.banner.text()


def test_each_of_several_copies_has_its_own_number(room: CaseRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = printer_for(monkeypatch, copies=3)
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    screen.choice.forms.choose("file_copy")
    room.settle()
    screen.print_button.click()
    room.settle()
    kept = room.worker.ask(paper_copies.copies, room.case).result()
    assert sorted(one.copy_number for one in kept) == [1, 2, 3]
    for number, pdf in enumerate(sent, start=1):
        page = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
        assert f"copy {number} " in page
    assert len(sent) == 3
    assert len(set(sent)) == 3


def test_a_print_that_was_called_off_leaves_no_copy(room: CaseRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_maker, "choose_printer", lambda _parent: None)
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    answer(screen)
    screen.print_button.click()
    room.settle()
    assert room.worker.ask(paper_copies.copies, room.case).result() == ()


def test_an_unconfirmed_number_is_unticked_and_loud(room: CaseRoom) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    assert screen.view is not None
    tick = screen.on_paper.ticks["sv_national_stalking_helpline"]
    assert not tick.isChecked()
    assert "not confirmed" in words_on(screen.on_paper)
    assert screen.view.numbers == () or all(name != "national_stalking_helpline" for name, _ in screen.view.numbers)
    tick.setChecked(True)
    room.settle()
    assert screen.view is not None
    assert any(name == "national_stalking_helpline" for name, _ in screen.view.numbers)
    assert screen.on_paper.ticks["sv_national_stalking_helpline"].isChecked()


def test_identifying_items_are_unticked_until_ticked_one_by_one(room: CaseRoom) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    assert screen.view is not None
    for item in screen.view.identifying:
        assert not item.ticked
        assert not screen.on_paper.ticks[item.id].isChecked()


def test_another_document_is_another_preview(room: CaseRoom) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    assert screen.view is not None
    first = screen.view.pdf
    screen.choice.forms.choose("pocket_card")
    room.settle()
    assert screen.view is not None
    assert screen.view.document == "pocket_card"
    assert screen.view.pdf != first
    assert "in short words" in words_on(screen.on_paper)


def test_a_chronology_begins_with_the_hearing_that_is_chosen(room: CaseRoom) -> None:
    held: dict[str, object] = {"what_for": "plea", "on": "2026-11-10", "state": "held"}
    for hearing in (held, held | {"on": "2026-10-01", "what_for": "first"}):
        write(room.worker, "hearing", hearing, room.case)
    screen = room.show(PaperScreen, PaperDestination(room.case, "chronology"))
    assert not screen.choice.since.hearings.isVisible()
    screen.choice.forms.choose("chronology_since_hearing")
    room.settle()
    assert screen.choice.since.hearings.isVisible()
    assert screen.view is not None
    assert screen.view.counts_words == "Since: Plea and trial preparation, 10 Nov 2026"
    screen.choice.since.hearings.setFocus()
    QTest.keyClick(screen.choice.since.hearings, Qt.Key.Key_End)
    room.settle()
    assert screen.view.counts_words == "Since: First hearing, 1 Oct 2026"
    assert screen.print_button.isEnabled()


def test_read_aloud_leaves_nothing_behind_and_is_remembered(room: CaseRoom) -> None:
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    screen.choice.forms.choose("spoken")
    room.settle()
    assert screen.print_button.text() == "Read aloud"
    assert not screen.save_button.isEnabled()
    screen.print_button.click()
    room.settle()
    assert screen._side is not None
    assert "Ring 999" in words_on(screen._side)
    copies = room.worker.ask(paper_copies.copies, room.case).result()
    assert copies[0].document == "spoken"
    assert copies[0].state == "destroyed"


def save_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(path), ""))


def test_saved_files_are_encrypted_unless_somebody_says_plain(
    room: CaseRoom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import pikepdf

    save_to(monkeypatch, tmp_path / "a.pdf")
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    answer(screen)
    screen.save_button.click()
    panel = screen.save_panel
    assert panel.encrypted.isChecked()
    panel.password.setText("short")
    panel._choose()
    assert "needs 12" in panel.wrong.text()
    for line in (panel.password, panel.again):
        line.setText("violet harbour crisp")
    panel._choose()
    room.settle()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf", password="violet harbour crisp") as document:
        assert document.encryption.bits == 256
    assert panel.password.text() == ""
    (copy,) = room.worker.ask(paper_copies.copies, room.case).result()
    written = hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest()
    assert written in str(room.worker.ask(records.open_record, copy.entry).result())


def test_a_plain_file_is_the_previewed_bytes(room: CaseRoom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    save_to(monkeypatch, tmp_path / "b.pdf")
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    answer(screen)
    screen.save_button.click()
    screen.save_panel.plain.setChecked(True)
    assert screen.view is not None
    seen = screen.view.pdf
    screen.save_panel._choose()
    room.settle()
    assert (tmp_path / "b.pdf").read_bytes() == seen


def test_a_folder_that_cannot_be_written_says_so(
    room: CaseRoom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    save_to(monkeypatch, tmp_path / "no" / "such" / "c.pdf")
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan"))
    answer(screen)
    screen.save_button.click()
    screen.save_panel.plain.setChecked(True)
    screen.save_panel._choose()
    room.settle()
    assert "could not be written" in screen.banner.text()
    assert room.worker.ask(paper_copies.copies, room.case).result() == ()


def test_a_plan_not_signed_off_yet_can_be_previewed(room: CaseRoom) -> None:
    row = {"section": "home", "text": "A new lock", "state": "chosen", "carry": "carry"}
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan", plan={"items": [row]}))
    assert screen.view is not None
    assert "1 of 1" in screen.view.counts_words


def test_a_character_no_font_holds_keeps_no_page_from_being_shown(room: CaseRoom) -> None:
    row = {"section": "home", "text": "安全", "state": "chosen", "carry": "carry"}
    screen = room.show(PaperScreen, PaperDestination(room.case, "full_plan", plan={"items": [row]}))
    assert screen.view is not None
    with pypdfium2.PdfDocument(screen.view.pdf) as paper:
        found = " ".join(paper[number].get_textpage().get_text_range() for number in range(len(paper)))
    assert "[U+5B89 Chinese character][U+5168 Chinese character]" in found.replace("\r\n", " ").replace("] [", "][")
