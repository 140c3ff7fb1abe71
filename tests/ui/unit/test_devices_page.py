"""The laptops of the unit on screen: two meet by eight words, a case goes sealed, comes in, and a laptop is removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import roster
from hru_advocate.casework.sharing.cards import read_card, written_card
from hru_advocate.casework.sharing.receiving import open_package
from hru_advocate.casework.sharing.sending import seal
from tests.casework.open_sessions import AUTHOR, id_of, session_at, worked_by
from tests.casework.sharing.two_laptops import meet, package, told_case
from tests.ui.case_room import CaseRoom, press, type_words
from tests.ui.unit.devices_page import met, pictured, shown
from tests.ui.unit.unit_page import button, said
from ui.case.closing.proof_screen import ProofScreen
from ui.controls.buttons import Button
from ui.controls.labels import TextLabel
from ui.controls.layout.cards import Row
from ui.shell.destinations import CaseDestination, ProofDestination
from ui.unit.devices.part import DevicesPart


def _row_of(part: DevicesPart, other: Session) -> str:
    """All that the list says of a colleague's laptop, and what can be done."""
    rows = [row for row in part.card.findChildren(Row) if row.isVisibleTo(part)]
    texts = [" ".join(one.text() for one in row.findChildren(TextLabel)) for row in rows]
    return next((text for text in texts if other.author in text), "")


def _begin_removal(part: DevicesPart, other: Session) -> None:
    name = f"Remove: {other.author}"
    next(one for one in part.card.findChildren(Button) if one.accessibleName() == name).click()


def test_two_meet_by_the_words_that_were_heard_and_not_by_others(
    room: CaseRoom, other: Session, chosen: Callable[[Path], None], tmp_path: Path
) -> None:
    screen, part = shown(room)
    assert other.author not in said(screen)
    chosen(tmp_path / "mine.card")
    part.meeting.save.setFocus()
    press(Qt.Key.Key_Space)
    room.settle()
    mine = read_card((tmp_path / "mine.card").read_bytes())
    words = roster.words_with(other, mine)
    chosen(tmp_path / "theirs.card")
    part.meeting.choose.click()
    room.settle()
    assert f"{other.author}, Detective sergeant" in said(screen)
    assert not part.meeting.enrol.visibleRegion().isEmpty()
    assert " ".join(words[:3]) not in said(screen)  # any one of them may be a word of the page
    type_words("otter teapot violin")
    part.meeting.enrol.click()
    room.settle()
    assert "enrolled" not in _row_of(part, other)
    assert "These are not the eight words" in screen.banner.text()
    button(screen, "Show our eight words").click()
    assert " ".join(words) in said(screen)
    pictured(screen, "laptops_meeting")
    part.meeting.heard.clear()
    type_words(" ".join(words))
    part.meeting.enrol.click()
    room.settle()
    assert "enrolled" in _row_of(part, other)
    assert screen.banner.text() == ""
    assert not part.meeting.heard.isVisibleTo(screen)
    assert part.meeting.heard.text() == ""
    pictured(screen, "laptops_met")


def test_a_package_is_opened_and_says_what_is_new(
    room: CaseRoom, other: Session, chosen: Callable[[Path], None], tmp_path: Path, announced: list[str]
) -> None:
    met(room, other, tmp_path)
    case = told_case(other)
    mine = room.worker.ask(roster.devices_shown).result(timeout=20).device
    made = seal(other, id_of(case), [mine], tmp_path, purpose="cover")
    screen, part = shown(room)
    chosen(Path(made.place))
    part.opening.choose.setFocus()
    press(Qt.Key.Key_Space)
    assert announced[-1] == part.opening.note.text() == "Opening the package\u2026"
    room.settle()
    assert part.opening.note.text() == ""
    assert f"{made.entries} entries are new in {case.ref}, from {other.author}" in said(screen)
    pictured(screen, "package_opened")
    button(screen, "Go to the case").click()
    assert room.visits[-1] == CaseDestination(id_of(case))
    chosen(tmp_path / "theirs.card")
    part.opening.choose.click()
    room.settle()
    assert "This is no sealed package" in screen.banner.text()
    assert part.opening.note.text() == ""
    assert part.opening.choose.isEnabled()
    chosen(Path(made.place))
    part.opening.choose.click()
    room.settle()
    assert "Nothing is new" in said(screen)
    assert screen.banner.text() == ""


def test_whose_name_a_laptop_nobody_has_met_claims_is_said_before_what_is_missing(
    room: CaseRoom, other: Session, chosen: Callable[[Path], None], tmp_path: Path, announced: list[str]
) -> None:
    met(room, other, tmp_path)
    mine = room.worker.ask(roster.devices_shown).result(timeout=20).device
    with session_at(tmp_path / "third") as third:
        meet(worked_by(third, "Ash Stranger"), other)
        case = told_case(third)
        open_package(other, package(third, case, tmp_path, other))
        device = third.device.device_id
        made = seal(other, id_of(case), [mine], tmp_path)
    screen, part = shown(room)
    chosen(Path(made.place))
    part.opening.choose.click()
    room.settle()
    told = (
        f"Nobody here has met this laptop; taken on the word of {other.author}: device {device} signs as Ash Stranger."
    )
    assert told in said(screen)
    assert told in announced[-1]


def test_a_case_is_sealed_from_its_page_for_whom_is_ticked(
    room: CaseRoom, other: Session, chosen: Callable[[Path], None], tmp_path: Path
) -> None:
    screen = room.show(ProofScreen, ProofDestination(room.case))
    assert other.author not in said(screen)
    met(room, other, tmp_path)
    screen.sealing.refresh()
    room.settle()
    card = screen.sealing
    assert not card.button.isEnabled()
    box = card.boxes[other.device.device_id]
    box.setFocus()
    press(Qt.Key.Key_Space)
    for _ in list(card.boxes)[list(card.boxes).index(other.device.device_id) :]:  # some met by other tests stand below
        press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card.purposes["share"]
    assert card.purposes["share"].accessibleDescription() == "Why it goes"
    press(Qt.Key.Key_Down)
    assert card.purposes["hand_over"].isChecked()
    (tmp_path / "stick").mkdir()
    chosen(tmp_path / "stick")
    assert card.button.isEnabled()
    pictured(screen, "sealing")
    screen.banner.show_message("Refused before.", "danger")
    card.button.click()
    room.settle()
    (file,) = (tmp_path / "stick").iterdir()
    assert open_package(other, file.read_bytes()).purpose == "handed over"
    assert f"for {other.author}" in said(screen)
    assert not any(one.isChecked() for one in card.boxes.values())
    assert "Not known to be opened." in said(screen)
    assert screen.banner.text() == ""
    pictured(screen, "sealed")


def test_a_laptop_is_removed_with_a_reason_and_for_good(room: CaseRoom, other: Session, tmp_path: Path) -> None:
    met(room, other, tmp_path)
    screen, part = shown(room)
    _begin_removal(part, other)
    assert f"Remove the laptop of {other.author}?" in said(screen)
    room.settle()
    assert not part.card.confirm.visibleRegion().isEmpty()
    part.card.confirm.click()
    room.settle()
    assert "A device is removed with a reason." in screen.banner.text()
    part.card.reason.setFocus()
    type_words("Left on a train")
    pictured(screen, "laptop_removing")
    part.card.confirm.setFocus()
    press(Qt.Key.Key_Space)
    part.card.confirm.click()  # a hand that presses twice is not told that nothing was changed
    room.settle()
    assert QApplication.focusWidget() is part.meeting.save
    assert part.card.confirm.isEnabled()
    assert "counts up to number 0. Left on a train" in _row_of(part, other)
    assert screen.banner.text() == ""
    assert not part.card.reason.isVisibleTo(screen)
    assert room.worker.ask(roster.roster).result(timeout=20)[other.device.device_id].last == 0


def test_the_keyboard_goes_from_a_meeting_to_the_next_card_and_nowhere_else(
    room: CaseRoom, other: Session, chosen: Callable[[Path], None], tmp_path: Path
) -> None:
    _screen, part = shown(room)
    mine = read_card(room.worker.ask(written_card, "advocate").result(timeout=20))
    chosen(tmp_path / "theirs.card")
    part.meeting.choose.click()
    room.settle()
    type_words(" ".join(roster.words_with(other, mine)))
    part.meeting.enrol.setFocus()
    press(Qt.Key.Key_Space)
    room.settle()
    assert "enrolled" in _row_of(part, other)
    assert QApplication.focusWidget() is part.meeting.choose


def test_escape_lets_a_removal_be(room: CaseRoom, other: Session, tmp_path: Path, announced: list[str]) -> None:
    met(room, other, tmp_path)
    screen, part = shown(room)
    _begin_removal(part, other)
    assert f"Remove the laptop of {other.author}? It stays removed." in announced[-1]
    assert screen.step_back()
    held = QApplication.focusWidget()
    assert held is not None
    assert held.accessibleName() == f"Remove: {other.author}"
    assert not part.card.reason.isVisibleTo(screen)
    assert not screen.step_back()
    assert "Remove" in {one.text() for one in part.card.findChildren(Button)}


def test_a_laptop_that_a_restricted_case_does_not_name_is_reached_and_says_so(
    room: CaseRoom, other: Session, tmp_path: Path, announced: list[str]
) -> None:
    met(room, other, tmp_path)
    flag = {
        "kind": "restricted", "agreed_by": "Sgt Example", "agreed_on": "2026-11-01", "review": "2026-12-01",
        "told": "yes", "may_open": [{"name": AUTHOR}],
    }  # fmt: skip
    room.worker.ask(save, "flag", flag, case=room.case).result(timeout=20)
    screen = room.show(ProofScreen, ProofDestination(room.case))
    box = screen.sealing.boxes[other.device.device_id]
    box.setFocus()
    assert box.hasFocus()
    press(Qt.Key.Key_Space)
    assert not box.isChecked()
    assert announced[-1] == box.accessibleDescription() == "The case is restricted, and its flag does not name them."
