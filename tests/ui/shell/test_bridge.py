from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.errors import VaultLocked
from ui.shell.async_bridge import AsyncBridge


def test_an_answer_comes_back_on_the_screens_thread(qtbot: QtBot, bridge: AsyncBridge, qapp: QApplication) -> None:
    owner = QObject()
    seen: list[tuple[str, bool]] = []
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(lambda: threading.current_thread().name)
        bridge.when_done(future, owner, lambda name: seen.append((name, is_ours(qapp))), lambda error: None)
        qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != threading.current_thread().name
    assert seen[0][1]


def is_ours(app: QApplication) -> bool:
    return QThread.currentThread() is app.thread()


def test_an_error_goes_to_the_other_callable(qtbot: QtBot, bridge: AsyncBridge) -> None:
    owner, met = QObject(), list[BaseException]()
    future: Future[int] = Future()
    bridge.when_done(future, owner, lambda value: met.append(AssertionError(value)), met.append)
    future.set_exception(VaultLocked())
    qtbot.waitUntil(lambda: bool(met))
    assert isinstance(met[0], VaultLocked)


def test_an_answer_for_a_screen_that_is_gone_is_dropped(qtbot: QtBot, bridge: AsyncBridge) -> None:
    import shiboken6

    owner, seen = QWidget(), list[int]()
    future: Future[int] = Future()
    bridge.when_done(future, owner, seen.append, lambda error: None)
    shiboken6.delete(owner)
    future.set_result(7)
    qtbot.waitUntil(lambda: not bridge.waiting)
    assert seen == []


def test_a_cancelled_question_is_an_error_not_a_crash(qtbot: QtBot, bridge: AsyncBridge) -> None:
    owner, met = QObject(), list[BaseException]()
    future: Future[int] = Future()
    bridge.when_done(future, owner, lambda value: None, met.append)
    future.cancel()
    future.set_running_or_notify_cancel()
    qtbot.waitUntil(lambda: bool(met))
