"""The end of a session: nothing in sight at once, what is typed kept first, and ended locked in any case."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from hru_advocate.casework.records import entries
from hru_advocate.casework.session import Session
from hru_advocate.casework.vault.opening import Home, Recovered, Unlocked
from hru_advocate.errors import AdvocateError
from hru_advocate.store import faults
from tests.ui.conftest import PASSPHRASE, settle
from ui import ending
from ui.app import Program
from ui.form.screen import FormScreen
from ui.form.words_keeper import WordsKeeper
from ui.shell.destinations import form_page
from ui.shell.inactivity_lock import ticks
from ui.shell.vault_access import VaultAccess
from ui.vault import held
from ui.vault.held import HeldPage
from ui.vault.unlock import UnlockScreen
from ui.workspace import last_words

WORDS = "Begun and not finished"


class Ends:
    """Counts how the program ended."""

    def __init__(self) -> None:
        self.restarts = 0
        self.ends = 0

    def restart(self) -> None:
        self.restarts += 1

    def end(self) -> None:
        self.ends += 1


@pytest.fixture
def ends() -> Ends:
    return Ends()


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, locked_door: VaultAccess, ends: Ends) -> Iterator[Program]:
    program = Program(qapp, locked_door, restart=ends.restart, end=ends.end)
    qtbot.addWidget(program.window)
    yield program
    program.system.due.disconnect(program.lock)
    if program.workspace is not None:
        program.workspace.watch._timer.stop()
        for keeper in program.workspace.frame.findChildren(WordsKeeper):
            keeper.end()
    if program._ending is not None:
        program._ending._again.stop()
    program.window.hide()


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Fill the disk, or free it: drafts are refused meanwhile."""
    real = entries.keep_draft
    held_back = [False]

    def keep(*given: object, **more: object) -> object:
        if held_back[0]:
            raise faults.DiskFull
        return real(*given, **more)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(entries, "keep_draft", keep)
    monkeypatch.setattr(ending, "AGAIN", 100)

    def switch(on: bool) -> None:
        held_back[0] = on

    return switch


def passphrase_field(program: Program) -> QLineEdit:
    page = program.window.page()
    assert page is not None
    return next(one for one in page.findChildren(QLineEdit) if one.accessibleName() == "Passphrase")


def start(qtbot: QtBot, program: Program) -> None:
    program.start()
    settle(qtbot, program.bridge)
    QTest.keyClicks(passphrase_field(program), PASSPHRASE)


def enter(qtbot: QtBot, program: Program) -> None:
    start(qtbot, program)
    QTest.keyClick(passphrase_field(program), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.workspace is not None)
    settle(qtbot, program.bridge)


def type_words(qtbot: QtBot, program: Program) -> QLineEdit | QPlainTextEdit:
    assert program.workspace is not None
    program.workspace.frame.go_to(form_page("referral"))
    settle(qtbot, program.bridge)
    form = program.workspace.frame.here()
    assert isinstance(form, FormScreen)
    typed = next(one for one in form.findChildren(QLineEdit) if one.isVisible() and not one.isReadOnly())
    QTest.keyClicks(typed, WORDS)
    return typed


def hold_words(qtbot: QtBot, program: Program, full: Callable[[bool], None]) -> QLineEdit | QPlainTextEdit:
    """Lock with words that the vault does not take."""
    enter(qtbot, program)
    typed = type_words(qtbot, program)
    full(True)
    program.lock()
    qtbot.waitUntil(lambda: isinstance(program.window.page(), HeldPage))
    return typed


def button(program: Program, words: str) -> QPushButton:
    return next(one for one in program.window.findChildren(QPushButton) if one.text() == words and one.isVisible())


def drafts_in(home: Home) -> list[str]:
    """The drafts that a new start of the program finds; it can open the file, so it was let go."""
    again = VaultAccess(lambda: home)
    again.unlock(PASSPHRASE).result(timeout=20)
    kept = again.worker().ask(entries.drafts).result(timeout=20)
    again.close()
    return [line.form for line in kept]


LOCKS: list[tuple[str, Callable[[Program], object]]] = [
    ("Ctrl+L", lambda program: QTest.keyClick(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)),
    ("the session was locked", lambda program: program.system.shut()),
    ("the computer goes to sleep", lambda program: program.system.asleep(True)),
]
WAYS = [way for way, _lock in LOCKS]


@pytest.mark.parametrize(("way", "lock"), LOCKS, ids=WAYS)
def test_a_lock_asked_for_while_unlocking_is_obeyed(
    qtbot: QtBot, program: Program, ends: Ends, home: Home, way: str, lock: Callable[[Program], object]
) -> None:
    start(qtbot, program)
    QTest.keyClick(passphrase_field(program), Qt.Key.Key_Return)
    lock(program)
    assert ends.restarts == ends.ends == 1, way
    assert not program.window.isVisible()
    settle(qtbot, program.bridge)
    qtbot.wait(50)
    assert program.workspace is None
    assert drafts_in(home) == []


def test_closing_waits_for_an_opening_that_makes_the_thread_it_runs_on(home: Home) -> None:
    """Closed too early, the file would be opened by a thread that nobody closes any more."""
    access, busy = VaultAccess(lambda: home), threading.Event()
    access._run(busy.wait)
    access.unlock(PASSPHRASE)
    closing = threading.Thread(target=access.close)
    closing.start()
    closing.join(0.2)
    busy.set()
    closing.join(20)
    assert not closing.is_alive()
    assert access._worker is None


@pytest.mark.parametrize(("way", "lock"), LOCKS, ids=WAYS)
def test_a_lock_where_nothing_is_open_ends_nothing(
    qtbot: QtBot, program: Program, ends: Ends, way: str, lock: Callable[[Program], object]
) -> None:
    start(qtbot, program)
    lock(program)
    assert not ends.ends, way
    assert isinstance(program.window.page(), UnlockScreen)


def test_a_refused_unlock_leaves_nothing_to_lock(qtbot: QtBot, program: Program, ends: Ends) -> None:
    start(qtbot, program)
    QTest.keyClicks(passphrase_field(program), "wrong")
    QTest.keyClick(passphrase_field(program), Qt.Key.Key_Return)
    settle(qtbot, program.bridge)
    program.lock()
    assert not ends.ends


def test_a_lock_while_a_new_code_is_shown_covers_it_and_comes_after(
    qtbot: QtBot, program: Program, access: VaultAccess, ends: Ends
) -> None:
    """Ended at once, the one sight of the new code would be gone, and the old one opens nothing any more."""
    start(qtbot, program)
    access._opens("new code", lambda: access.worker().unlock(access.home(), PASSPHRASE).result())
    program.lock()
    assert not ends.ends
    assert program._cover is not None
    assert program._cover.on
    program.cover()
    program.enter(None)
    qtbot.waitUntil(lambda: ends.restarts == 1)


def test_closing_the_window_while_a_new_code_is_shown_asks_first(
    qtbot: QtBot, program: Program, access: VaultAccess, ends: Ends
) -> None:
    """Closed at once, nobody would ever see the code again; pressed twice the cross still only asks."""
    start(qtbot, program)
    access._opens("new code", lambda: access.worker().unlock(access.home(), PASSPHRASE).result())
    for _ in range(2):
        program.window.close()
    page = program.window.page()
    assert isinstance(page, UnlockScreen)
    assert program.window.isVisible()
    assert not ends.ends
    assert "recovery code has not been typed back" in page.banner.text()
    lose = next(one for one in page.banner.findChildren(QPushButton) if one.text() == "Close without the code")
    lose.setFocus()
    QTest.keyClick(lose, Qt.Key.Key_Space)
    assert (ends.ends, ends.restarts) == (1, 0)


@pytest.mark.parametrize(("way", "lock"), [*LOCKS, ("idle", lambda program: program.lock())], ids=[*WAYS, "idle"])
def test_words_that_cannot_be_kept_are_held_out_of_sight(  # noqa: PLR0917 - fixtures
    qtbot: QtBot,
    program: Program,
    ends: Ends,
    home: Home,
    full: Callable[[bool], None],
    way: str,
    lock: Callable[[Program], object],
) -> None:
    enter(qtbot, program)
    typed = type_words(qtbot, program)
    full(True)
    lock(program)
    assert not program.window.isVisible(), way
    qtbot.waitUntil(lambda: isinstance(program.window.page(), HeldPage))
    assert program.window.isVisible()
    assert not typed.isVisible()
    assert not ends.ends
    full(False)
    qtbot.waitUntil(lambda: ends.restarts == 1)
    assert not program.window.isVisible()
    assert drafts_in(home) == ["referral"]


def test_only_the_passphrase_leads_back_to_what_was_typed(
    qtbot: QtBot, program: Program, ends: Ends, full: Callable[[bool], None]
) -> None:
    typed = hold_words(qtbot, program, full)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F6, Qt.Key.Key_F1):
        QTest.keyClick(program.window, key)
    program.close()
    QTest.keyClicks(passphrase_field(program), "otter teapot")
    QTest.keyClick(passphrase_field(program), Qt.Key.Key_Return)
    settle(qtbot, program.bridge)
    page = program.window.page()
    assert isinstance(page, HeldPage)
    assert not typed.isVisible()
    passphrase_field(program).clear()
    QTest.keyClicks(passphrase_field(program), PASSPHRASE)
    QTest.keyClick(passphrase_field(program), Qt.Key.Key_Return)
    qtbot.waitUntil(typed.isVisible)
    assert typed.text() == WORDS  # type: ignore[union-attr]  # the referral's first field is one line
    assert program.workspace is not None
    assert program.workspace.watch._timer.isActive()
    assert not ends.ends
    full(False)
    program.lock()
    qtbot.waitUntil(lambda: ends.restarts == 1)


@pytest.mark.parametrize("freed", [False, True], ids=["still full", "kept meanwhile"])
def test_a_try_under_way_when_the_passphrase_was_right_neither_holds_nor_ends(
    qtbot: QtBot, program: Program, full: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch, freed: bool
) -> None:
    """A try to keep the words that was begun while it was checked is answered after it, and led back here or locked."""
    typed = hold_words(qtbot, program, full)
    page, tries, answers, keep = program.window.page(), program._ending, threading.Event(), entries.keep_draft
    assert isinstance(page, HeldPage) and tries is not None  # noqa: PT018 - what they are, not what is tried
    tries._again.stop()
    settle(qtbot, program.bridge)
    monkeypatch.setattr(entries, "keep_draft", lambda *given, **more: answers.wait(20) and keep(*given, **more))
    tries._try()
    page.proved.emit()
    full(not freed)
    answers.set()
    settle(qtbot, program.bridge)
    assert typed.isVisible()
    assert not program._ended


@pytest.mark.parametrize("how", ["a person", "the time"])
def test_the_words_can_be_given_up_and_are_in_the_end(  # noqa: PLR0917 - fixtures
    qtbot: QtBot,
    program: Program,
    ends: Ends,
    home: Home,
    full: Callable[[bool], None],
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    hold_words(qtbot, program, full)
    if how == "a person":
        button(program, "Lock without keeping it").click()
        assert not ends.ends
        button(program, "Lock, and lose it").click()
    else:
        now = ticks()
        monkeypatch.setattr("ui.ending.ticks", lambda: now + held.MINUTES * 60 + 1)
    qtbot.waitUntil(lambda: ends.restarts == 1)
    assert drafts_in(home) == []


def test_closing_the_window_waits_too_and_offers_to_close_without(
    qtbot: QtBot, program: Program, ends: Ends, full: Callable[[bool], None]
) -> None:
    enter(qtbot, program)
    typed = type_words(qtbot, program)
    full(True)
    program.window.close()
    assert program.workspace is not None
    notice = program.workspace.frame.unkept
    qtbot.waitUntil(lambda: "disk is full" in notice.text())
    assert typed.isVisible()
    assert not ends.ends
    button(program, "Close without keeping").click()
    assert (ends.ends, ends.restarts) == (1, 0)


def test_closing_keeps_what_was_typed_last(qtbot: QtBot, program: Program, ends: Ends, home: Home) -> None:
    enter(qtbot, program)
    type_words(qtbot, program)
    program.window.close()
    qtbot.waitUntil(lambda: ends.ends == 1)
    assert drafts_in(home) == ["referral"]


@pytest.mark.parametrize("error", [faults.DiskFull, faults.FileReplaced])
def test_a_vault_that_cannot_note_its_lock_locks(
    qtbot: QtBot, program: Program, ends: Ends, monkeypatch: pytest.MonkeyPatch, error: type[AdvocateError]
) -> None:
    enter(qtbot, program)

    def refuse(*_given: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr("hru_advocate.store.ledger.ledger.append", refuse)
    program.lock()
    assert ends.restarts == 1


@pytest.mark.parametrize("kind", ["passphrase", "recovery code"])
def test_what_the_opening_warned_of_is_on_the_screen(qtbot: QtBot, program: Program, kind: str) -> None:
    greeting = Unlocked("Ann", None, 0, ("Look twice.",)) if kind == "passphrase" else Recovered("", ("Look twice.",))
    program.access.unlock(PASSPHRASE).result(timeout=20)
    program._enter_soon(greeting)
    qtbot.waitUntil(lambda: program.workspace is not None)
    settle(qtbot, program.bridge)
    assert program.workspace is not None
    assert program.workspace.frame.banner.text() == "Look twice."
    if kind == "recovery code":
        assert last_words(greeting, program.workspace.context.now().date()) == "Opened with the recovery code"


def test_looks_that_cannot_be_noted_are_said(
    qtbot: QtBot, program: Program, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(qtbot, program)
    assert program.workspace is not None
    frame = program.workspace.frame
    assert not frame.unnoted.text()

    def look(session: Session, case: str = "") -> None:
        session.note("view", {"case": case})

    with monkeypatch.context() as patch:
        patch.setattr("hru_advocate.store.ledger.ledger.append", _refuse)
        program.access.worker().ask(look).result(timeout=20)
        frame.go_to(form_page("referral"))
        settle(qtbot, program.bridge)
        assert "cannot be noted" in frame.unnoted.text()
    program.access.worker().ask(look).result(timeout=20)
    frame.back()
    settle(qtbot, program.bridge)
    assert not frame.unnoted.text()


def _refuse(*_given: object, **_more: object) -> None:
    raise faults.DiskFull
