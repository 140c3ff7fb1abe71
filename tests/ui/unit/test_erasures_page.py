"""Erasures that travel, on screen: a notice is opened, the case is answered for, and who has heard stands below."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.closing.erasing import take_out
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing import roster
from hru_advocate.casework.sharing.erased.answering import carried_out, erasures_asked, keep_on
from hru_advocate.casework.sharing.erased.opening import open_sealed, write_notice
from hru_advocate.casework.sharing.erased.telling import ErasureTold
from hru_advocate.casework.sharing.sending import seal
from tests.casework.closing.closed_cases import close
from tests.casework.open_sessions import id_of
from tests.casework.proof.bags import ASKED
from tests.casework.sharing.erased.erasing_laptops import says_something
from tests.casework.sharing.two_laptops import told_case
from tests.ui.case_room import CaseRoom
from tests.ui.unit.devices_page import met, pictured, shown
from tests.ui.unit.unit_page import said
from ui.case.closing.restricted_screen import RestrictedScreen
from ui.cases.search_screen import SearchScreen
from ui.controls.buttons import Button
from ui.shell.destinations import (
    CaseDestination,
    RestrictedDestination,
    SearchDestination,
    TodayDestination,
    UnitDestination,
    Visit,
)
from ui.today.screen import TodayScreen
from ui.unit.erasures.told_card import _pill
from ui.unit.records_kept import RecordsKeptPart
from ui.unit.screen import UnitScreen


@pytest.fixture
def room(room: CaseRoom) -> CaseRoom:
    """Begins with nothing asked: the vault is one for all tests here, and most leave a question."""
    room.worker.ask(_answer_all).result(timeout=20)
    return room


def _answer_all(session: Session) -> None:
    for one in erasures_asked(session):
        keep_on(session, one.ref, "Asked by the test before")


def _on_both(room: CaseRoom, other: Session, folder: Path) -> Saved:
    case = told_case(other)
    mine = room.worker.ask(roster.devices_shown).result(timeout=20).device
    room.worker.ask(open_sealed, Path(seal(other, id_of(case), [mine], folder).place)).result(timeout=20)
    return case


def _erased_there(other: Session, case: Saved, folder: Path) -> Path:
    close(other, case)
    take_out(other, case.ref, ASKED | {"ground": "in_error"})
    return Path(write_notice(other, case.ref, folder).place)


def _kept(room: CaseRoom) -> tuple[UnitScreen, RecordsKeptPart]:
    screen = room.show(UnitScreen, UnitDestination("records_kept"))
    assert isinstance(screen.part, RecordsKeptPart)
    room.settle()
    return screen, screen.part


def test_a_notice_is_opened_and_answered_and_its_sender_can_be_told(
    room: CaseRoom, other: Session, tmp_path: Path, announced: list[str]
) -> None:
    met(room, other, tmp_path)
    screen, part = _kept(room)
    assert part.asked.isHidden()
    gone, stays = _on_both(room, other, tmp_path), _on_both(room, other, tmp_path)
    files = [_erased_there(other, case, tmp_path) for case in (gone, stays)]
    screen, devices = shown(room)
    for file in files:
        devices.opening.open_path(file)
        room.settle()
    assert f"asks that {stays.ref} be erased" in said(screen)
    assert "shared with nobody" in announced[-1]
    pictured(screen, "erasure_heard")
    screen, part = _kept(room)
    assert f"{other.author} asks that {gone.ref} be erased" in said(screen)
    assert "Why: it should never have been recorded." in said(screen)
    part.asked._erasers[gone.ref].click()
    room.settle()
    assert f"Erase {gone.ref} here too?" in said(screen)
    pictured(screen, "erasure_asked")
    assert part.step_back()
    assert part.asked.erasing.isHidden()
    part.asked._keepers[stays.ref].click()
    part.asked.keeping.confirm.click()
    room.settle()
    assert "A case is kept on with a reason." in said(screen)
    part.asked.reason.setText("A court asked for it")
    part.asked.keeping.confirm.click()
    room.settle()
    assert stays.ref not in part.asked._keepers
    part.asked._erasers[gone.ref].click()
    part.asked.erasing.confirm.click()
    room.settle()
    assert part.asked.isHidden()
    assert not room.worker.ask(says_something, gone).result(timeout=20)
    assert f"{other.author} has it no more" in said(screen)
    pictured(screen, "erasure_told")
    part.told.save_into(gone.ref, tmp_path / "notice")
    room.settle()
    mine = room.worker.ask(roster.devices_shown).result(timeout=20).name
    assert open_sealed(other, tmp_path / "notice").words == f"{gone.ref}: {mine} has it no more."


def test_sharing_says_before_and_after_that_a_notice_leaves(room: CaseRoom, other: Session, tmp_path: Path) -> None:
    met(room, other, tmp_path)
    case = _on_both(room, other, tmp_path)
    room.worker.ask(open_sealed, _erased_there(other, case, tmp_path)).result(timeout=20)
    room.worker.ask(carried_out, case.ref).result(timeout=20)
    (tmp_path / "share").mkdir()
    screen, part = shown(room)
    part.sharing.look_into(tmp_path / "share")
    room.settle()
    assert f"Would leave as a notice: {case.ref} was erased, for {other.author}." in said(screen)
    assert "Nothing would leave" not in said(screen)
    part.sharing.share.click()
    room.settle()
    assert f"Notice left: {case.ref} was erased, for {other.author}." in said(screen)
    pictured(screen, "erasure_shared")


def test_a_case_that_waits_is_opened_with_a_reason_and_says_why(room: CaseRoom, other: Session, tmp_path: Path) -> None:
    met(room, other, tmp_path)
    case = _on_both(room, other, tmp_path)
    room.worker.ask(open_sealed, _erased_there(other, case, tmp_path)).result(timeout=20)
    screen = room.show(RestrictedScreen, RestrictedDestination(id_of(case), CaseDestination(id_of(case))))
    room.settle()
    assert "A colleague asks that this case be erased, by authority" in screen.about.text()
    assert "your reason are recorded" in screen.about.text()


def test_today_search_and_card_lead_to_a_case_that_waits(room: CaseRoom, other: Session, tmp_path: Path) -> None:
    """Whoever wrote into it yesterday looks for it by its name today: it is hidden by a colleague's word alone."""
    met(room, other, tmp_path)
    case, second = _on_both(room, other, tmp_path), _on_both(room, other, tmp_path)
    for one in (case, second):
        room.worker.ask(partial(close, case=one)).result(timeout=20)
        room.worker.ask(open_sealed, _erased_there(other, one, tmp_path)).result(timeout=20)
    today = room.show(TodayScreen, TodayDestination())
    room.settle()
    assert f"{case.ref}: a colleague asks that it be erased. It is hidden until you answer" in said(today)
    if folder := os.environ.get("HRU_PICTURES"):
        today.grab().save(str(Path(folder) / "erasure_today.png"))
    search = room.show(SearchScreen, SearchDestination("Nobody of that name"))
    room.settle()
    assert "cases were not looked through: a colleague asks that each be erased." in said(search)
    screen, _part = _kept(room)
    (look,) = [one for one in screen.findChildren(Button) if one.accessibleName() == f"Look first: {case.ref}"]
    went: list[Visit] = []
    screen.visit_requested.connect(went.append)
    look.click()
    assert [one.destination for one in went] == [SearchDestination(case.ref)]


def test_the_pill_is_green_only_where_nobody_has_the_case_any_more(qapp: QApplication) -> None:
    words = {
        (heard, kept): _pill(ErasureTold("HRU-0000-0000", ("",), heard=heard, kept=kept))
        for heard in (True, False)
        for kept in (True, False)
    }
    assert {key: pill.accessibleName() for key, pill in words.items()} == {
        (True, False): "answered",
        (True, True): "kept on elsewhere",
        (False, False): "not heard of by all",
        (False, True): "not heard of by all",
    }
