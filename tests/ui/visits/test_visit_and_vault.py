"""How the vault stands is kept from the table of a visit, for eyes and ears, and is said as soon as one is alone."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.session import Session
from hru_advocate.casework.sharing.lacking import SharedWithNobody
from hru_advocate.casework.vault.checks import Verdict
from hru_advocate.casework.vault.codes import CodeStanding
from hru_advocate.casework.vault.opening import Unlocked
from tests.ui.visits.visit_room import Room, held
from ui.shell.destinations import VisitModeDestination
from ui.visits.frame import VisitFrame
from ui.workspace import Workspace

FOUND = Verdict(fine=False, lines=("An entry is missing",), entries=9, how="Quick check")
SAID = "1 fault in the vault: see Settings"
CODE = "Is the recovery code still in its envelope?"
OLDER = "This vault is older than when it was left."


def leave(room: Room, space: Workspace) -> None:
    """End the visit of a workspace, without a contact to note."""
    frame = space.frame
    assert isinstance(frame, VisitFrame)
    frame.left.emit(False)
    room.settle()
    assert not isinstance(space.frame, VisitFrame)


def test_what_the_check_finds_during_a_visit_is_neither_said_aloud_nor_held_there(
    room: Room, announced: list[str]
) -> None:
    room.begin()
    announced.clear()
    room.space.context.notifier.checked.emit(FOUND)
    assert announced == []
    assert SAID not in held()
    leave(room, room.space)
    assert announced.count(SAID) == 1
    assert room.space.frame.status._checked.text() == SAID


def test_a_visit_begins_without_saying_again_what_was_found_before_it(room: Room, announced: list[str]) -> None:
    room.space.context.notifier.checked.emit(FOUND)
    assert announced.count(SAID) == 1
    room.begin()
    assert announced.count(SAID) == 1


def test_the_age_of_the_last_backup_is_in_sight_again_after_a_visit(room: Room) -> None:
    room.settle()
    before = room.space.frame.status._backup.text()
    assert before == "No backup yet"
    room.begin()
    assert before not in held()
    leave(room, room.space)
    assert room.space.frame.status._backup.text() == before


def test_what_was_told_at_an_unlock_into_a_visit_is_said_when_it_ends(room: Room, announced: list[str]) -> None:
    room.begin()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    again = Workspace(app, room.access, room.space.context.bridge, Unlocked("A", None, 0, (OLDER,), (OLDER,)))
    again.begin()
    room.qtbot.waitUntil(lambda: isinstance(again.frame, VisitFrame))
    room.settle()
    assert OLDER not in held()
    assert OLDER not in announced
    leave(room, again)
    room.qtbot.addWidget(again.frame)
    assert again.frame.banner.text() == OLDER
    assert again.frame.status._last.text() == "Not as it was left: see Settings"
    again.watch._timer.stop()


def test_the_question_about_the_code_waits_for_the_end_of_a_visit(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def standing(_session: Session) -> CodeStanding:
        asked.append(1)
        return CodeStanding(CODE, ask=True)

    monkeypatch.setattr("ui.shell.frame.code_standing", standing)
    room.begin()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    again = Workspace(app, room.access, room.space.context.bridge, Unlocked("A", None, 0, ()))
    again.begin()
    room.qtbot.waitUntil(lambda: isinstance(again.frame, VisitFrame))
    room.settle()
    assert asked == []
    assert CODE not in held()
    leave(room, again)
    assert again.frame.banner.text() == CODE
    again.frame.banner.clear()
    again.frame.go_to(VisitModeDestination(room.case, room.entry))
    room.qtbot.waitUntil(lambda: isinstance(again.frame, VisitFrame))
    room.settle()
    leave(room, again)
    room.qtbot.addWidget(again.frame)
    assert again.frame.banner.text() == ""
    assert asked == [1]
    again.watch._timer.stop()


def test_what_was_told_before_a_visit_is_not_told_twice(room: Room) -> None:
    room.space._greeting = Unlocked("A", None, 0, (OLDER,), (OLDER,))
    room.space.begin()
    room.settle()
    room.begin()
    leave(room, room.space)
    assert room.space.frame.banner.text() == ""
    assert room.space.frame.status._last.text() == "Not as it was left: see Settings"


def test_what_was_asked_for_of_another_case_before_a_visit_and_refused_during_it_is_not_said_at_the_table(
    room: Room, announced: list[str]
) -> None:
    """A round of sharing may still go on as a visit begins; its refusal names a case."""
    refused: Future[None] = Future()
    before = room.space.frame
    room.space.context.bridge.when_done(refused, before.here() or before, lambda _none: None, lambda _error: None)
    before.go_to(VisitModeDestination(room.case, room.entry))
    room.qtbot.waitUntil(lambda: isinstance(room.space.frame, VisitFrame))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    announced.clear()
    refused.set_exception(SharedWithNobody("C-0001: nobody."))
    room.settle()
    assert room.space.frame.banner.text() == ""
    assert not [one for one in (*announced, *held()) if "C-0001" in one]
    leave(room, room.space)
    assert room.space.frame.banner.text().startswith("Of a page you have left: C-0001: nobody.")
    room.space.context.bridge.speak_again()
    room.space.frame.banner.clear()
    assert room.space.frame.banner.text() == "", "it is said once"
