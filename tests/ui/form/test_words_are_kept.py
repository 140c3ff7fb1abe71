"""What is typed is kept: drafts while typing, pages that wait for them, and the ways on where they cannot be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from hru_advocate.casework.records import entries
from hru_advocate.casework.records.entries import DraftLine
from hru_advocate.casework.vault.opening import Unlocked
from hru_advocate.store import faults
from tests.effort import every_third
from tests.ui.conftest import settle
from tests.ui.made_up_case import write_case
from ui.form import words_keeper
from ui.form.screen import FormScreen
from ui.form.words_keeper import WordsKeeper
from ui.shell.destinations import (
    CaseDestination,
    Destination,
    FormDestination,
    FormRequest,
    PlanDestination,
    TodayDestination,
)
from ui.shell.frame import Frame
from ui.shell.vault_access import VaultAccess
from ui.today.screen import TodayScreen
from ui.workspace import Workspace

WORDS = "He waited by the school gate at 15:10."
REAL = entries.keep_draft


class Disk:
    """Keeps drafts, or refuses them as a full disk does, and remembers each that was kept."""

    def __init__(self) -> None:
        self.full = False
        self.kept: list[dict[str, object]] = []

    def keep(self, *given: object, **more: object) -> datetime:
        if self.full:
            raise faults.DiskFull
        at = REAL(*given, **more)  # type: ignore[arg-type]  # handed on as it came
        raw = given[3]
        assert isinstance(raw, dict)
        self.kept.append(raw)
        return at


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(entries, "keep_draft", disk.keep)
    return disk


@pytest.fixture
def inside(qtbot: QtBot, qapp: object, open_door: VaultAccess, bridge: object, disk: Disk) -> Iterator[Workspace]:
    inside = Workspace(qapp, open_door, bridge, Unlocked("Ann", None, 0, ()))  # type: ignore[arg-type]  # fixtures
    qtbot.addWidget(inside.frame)
    inside.frame.resize(1366, 768)
    inside.frame.show()
    inside.begin()
    settle(qtbot, inside.context.bridge)
    inside.watch._timer.stop()
    yield inside
    for keeper in inside.frame.findChildren(WordsKeeper):
        keeper.end()  # or it tries again after the vault is closed


@pytest.fixture
def case(open_door: VaultAccess) -> str:
    return write_case(open_door.worker())


def type_into(qtbot: QtBot, inside: Workspace, case: str, form: str = "judgement") -> QPlainTextEdit:
    """Open a form and type into its first large field, letter by letter."""
    inside.frame.go_to(FormDestination(FormRequest(form, case)))
    settle(qtbot, inside.context.bridge)
    here = inside.frame.here()
    assert isinstance(here, FormScreen)
    box = next(one for one in here.findChildren(QPlainTextEdit) if one.isVisible())
    box.setFocus()
    QTest.keyClicks(box, WORDS)
    return box


def drafts_of(inside: Workspace, case: str) -> tuple[DraftLine, ...]:
    found: tuple[DraftLine, ...] = inside.context.worker.ask(entries.drafts, case=case).result(timeout=20)
    return found


def press(frame: Frame, words: str) -> None:
    """Press the button of the notice with the keyboard."""
    button = next(one for one in frame.unkept.findChildren(QPushButton) if one.text() == words)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


GOING: list[tuple[str, Callable[[Frame, str], object]]] = [
    ("the rail", lambda frame, _case: frame.go_to(TodayDestination())),
    ("another page", lambda frame, case: frame.go_to(CaseDestination(case))),
    ("one step back", lambda frame, _case: frame.back()),
    ("Esc", lambda frame, _case: frame.step_back()),
    ("in its place", lambda frame, case: frame.go_to(CaseDestination(case), replacing=True)),
    ("a click in the rail", lambda frame, _case: QTest.mouseClick(
        frame.rail.buttons[TodayDestination], Qt.MouseButton.LeftButton, pos=QPoint(10, 10))),
]  # fmt: skip


@pytest.mark.parametrize(("way", "go"), GOING, ids=[way for way, _go in GOING])
def test_leaving_waits_for_the_draft(
    qtbot: QtBot, inside: Workspace, case: str, way: str, go: Callable[[Frame, str], object]
) -> None:
    type_into(qtbot, inside, case)
    page = inside.frame.here()
    go(inside.frame, case)
    assert inside.frame.here() is page
    qtbot.waitUntil(lambda: inside.frame.here() is not page)
    assert [line.form for line in drafts_of(inside, case)] == ["judgement"], way
    assert inside.frame.unkept.isHidden()


@pytest.mark.parametrize(("way", "go"), GOING, ids=[way for way, _go in GOING])
def test_a_page_whose_words_cannot_be_kept_stays_and_says_so(
    qtbot: QtBot, inside: Workspace, case: str, disk: Disk, way: str, go: Callable[[Frame, str], object]
) -> None:
    disk.full = True
    box = type_into(qtbot, inside, case)
    page = inside.frame.here()
    go(inside.frame, case)
    qtbot.waitUntil(lambda: "disk is full" in inside.frame.unkept.text())
    assert inside.frame.here() is page, way
    assert box.toPlainText() == WORDS
    press(inside.frame, "Try again")
    qtbot.waitUntil(lambda: "disk is full" in inside.frame.unkept.text())
    assert inside.frame.here() is page
    disk.full = False
    press(inside.frame, "Try again")
    qtbot.waitUntil(lambda: inside.frame.here() is not page)
    assert WORDS in [value for raw in disk.kept for value in raw.values()]


def test_staying_is_a_way_and_leaving_without_is_one(qtbot: QtBot, inside: Workspace, case: str, disk: Disk) -> None:
    disk.full = True
    type_into(qtbot, inside, case)
    page = inside.frame.here()
    inside.frame.go_to(TodayDestination())
    qtbot.waitUntil(lambda: bool(inside.frame.unkept.text()))
    press(inside.frame, "Stay here")
    assert inside.frame.unkept.isHidden()
    assert inside.frame.here() is page
    inside.frame.go_to(TodayDestination())
    qtbot.waitUntil(lambda: bool(inside.frame.unkept.text()))
    press(inside.frame, "Leave without keeping")
    assert isinstance(inside.frame.here(), TodayScreen)
    assert not drafts_of(inside, case)


def test_what_is_kept_by_itself_is_not_said_to_be_lost_any_more(
    qtbot: QtBot, inside: Workspace, case: str, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words_keeper, "AGAIN", 200)
    disk.full = True
    type_into(qtbot, inside, case)
    page = inside.frame.here()
    inside.frame.go_to(TodayDestination())
    qtbot.waitUntil(lambda: "page stays" in inside.frame.unkept.text())
    disk.full = False  # and nobody presses anything
    qtbot.waitUntil(lambda: bool(drafts_of(inside, case)))
    qtbot.waitUntil(lambda: not inside.frame.unkept.text())
    assert inside.frame.here() is page
    focus = QApplication.focusWidget()
    assert focus is not None
    assert not inside.frame.unkept.isAncestorOf(focus)


def test_only_the_newest_wish_to_go_counts(qtbot: QtBot, inside: Workspace, case: str) -> None:
    type_into(qtbot, inside, case)
    inside.frame.go_to(CaseDestination(case))
    inside.frame.go_to(TodayDestination())
    settle(qtbot, inside.context.bridge)
    assert isinstance(inside.frame.here(), TodayScreen)
    assert len(inside.frame._trail) == 1


def test_what_could_not_be_kept_is_tried_again_by_itself(
    qtbot: QtBot, inside: Workspace, case: str, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words_keeper, "AGAIN", 200)
    disk.full = True
    type_into(qtbot, inside, case)
    here = inside.frame.here()
    assert here is not None
    qtbot.waitUntil(lambda: "not kept yet" in here.banner.text())
    disk.full = False
    qtbot.waitUntil(lambda: bool(disk.kept))
    settle(qtbot, inside.context.bridge)
    assert not here.banner.text()
    assert [line.form for line in drafts_of(inside, case)] == ["judgement"]


def test_typing_without_a_pause_is_kept_while_it_goes_on(
    qtbot: QtBot, inside: Workspace, case: str, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill at any moment loses the letters of two seconds at most: no letter puts the keeping off."""
    box = type_into(qtbot, inside, case)
    keeper = next(one for one in inside.frame.findChildren(WordsKeeper) if one._timer.isActive())
    keeper._timer.start(60_000)  # it does not run out while this goes on
    begun: list[int] = []
    monkeypatch.setattr(keeper._timer, "start", begun.append)
    QTest.keyClicks(box, " and he was still there when the bell rang")
    assert begun == []
    keeper._timer.timeout.emit()
    qtbot.waitUntil(lambda: bool(disk.kept))
    assert "when the bell rang" in str(disk.kept[-1])
    QTest.keyClicks(box, "x")
    assert begun == [words_keeper.PAUSE]
    assert words_keeper.PAUSE < 2000


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed is kept after a tenth of its time."""
    monkeypatch.setattr(words_keeper, "PAUSE", words_keeper.PAUSE // 10)


def test_draft_saved_stands_there_only_while_it_is_true(
    qtbot: QtBot, inside: Workspace, case: str, disk: Disk, soon: None
) -> None:
    """Whoever looks up between two letters reads no "Draft saved" unless every letter is in the vault."""
    said: list[str] = []
    inside.context.notifier.status.connect(said.append)
    box = type_into(qtbot, inside, case)
    typed, untrue = WORDS, 0
    half = "and he was still there"
    for place, letter in enumerate(half * 2):
        QTest.keyClicks(box, letter)
        typed += letter
        if place == len(half):
            qtbot.waitUntil(lambda: bool(disk.kept))  # and on, so that more is typed than is kept
        qtbot.wait(5)
        newest = str(disk.kept[-1]) if disk.kept else ""
        untrue += bool(said) and said[-1].startswith("Draft saved") and typed not in newest
    assert untrue == 0
    qtbot.waitUntil(lambda: bool(said) and said[-1].startswith("Draft saved"))
    assert typed in str(disk.kept[-1])
    QTest.keyClicks(box, "x")
    assert not said[-1].startswith("Draft saved")


DRAFTED: list[tuple[str, Callable[[str], Destination]]] = [
    ("contact", lambda case: FormDestination(FormRequest("contact", case))),
    ("safety_plan", PlanDestination),
]


@pytest.mark.parametrize(("form", "where"), every_third(DRAFTED), ids=[form for form, _where in DRAFTED])
def test_every_screen_with_a_draft_names_what_keeps_it(
    qtbot: QtBot, inside: Workspace, case: str, form: str, where: Callable[[str], Destination]
) -> None:
    inside.frame.go_to(where(case))
    settle(qtbot, inside.context.bridge)
    here = inside.frame.here()
    assert here is not None
    keepers = here.keepers()
    assert keepers
    assert not any(keeper.unkept for keeper in keepers)
    for keeper in keepers:
        keeper.touch()  # type: ignore[attr-defined]  # drafts all
    assert all(keeper.unkept for keeper in keepers)
    inside.frame.go_to(TodayDestination())
    qtbot.waitUntil(lambda: isinstance(inside.frame.here(), TodayScreen))
    assert form in [line.form for line in drafts_of(inside, case)]
