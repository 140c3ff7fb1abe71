"""A notice that lies over the end of a page covers nothing: what has the keyboard, and every refusal, is above it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import keep_settings, settings
from hru_advocate.store.ledger.anchors import Doubt
from tests.ui.by_keys import Keyboard
from tests.ui.case_room import press, type_words
from tests.ui.conftest import PASSPHRASE, appear, settle
from ui.shell.async_bridge import AsyncBridge
from ui.shell.destinations import CasesDestination, SettingsDestination, TodayDestination
from ui.shell.main_window import MainWindow
from ui.shell.vault_access import VaultAccess
from ui.workspace import Workspace

Key = Qt.Key
MISSING = "21 entries are missing"


def _doubt(session: Session) -> None:
    keeper = session.anchor
    assert keeper is not None
    doubts = (Doubt("older", "2026-11-20T16:00:00.000Z", 61, 40, keeper.anchor.device, "ab" * 32),)
    keeper.renew(msgspec.structs.replace(keeper.anchor, doubts=doubts))


@pytest.fixture
def doubtful(
    qtbot: QtBot, qapp: QApplication, open_door: VaultAccess, bridge: AsyncBridge, request: pytest.FixtureRequest
) -> Iterator[Keyboard]:
    """A vault that is not as it was left, opened in its window at the text size asked for."""
    size = getattr(request, "param", 100)
    worker = open_door.worker()
    wanted = msgspec.structs.replace(worker.ask(settings).result(timeout=20), text_size=size)
    worker.ask(keep_settings, wanted).result(timeout=20)
    worker.ask(_doubt).result(timeout=20)
    worker.lock().result(timeout=20)
    greeting = open_door.unlock(PASSPHRASE).result(timeout=60)
    qapp.setStyleSheet("")
    inside = Workspace(qapp, open_door, bridge, greeting)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show_frame(inside.frame)
    appear(qtbot, window)
    inside.begin()
    keyboard = Keyboard(qtbot, inside)
    keyboard.wait()
    yield keyboard
    inside.frame.leave_all(lambda: None, lambda _error: None)
    settle(qtbot, bridge)


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def _in_sight(widget: QWidget) -> int:
    """Measure how much of a control is to be seen, in pixels from top to bottom, once the pages have come to rest."""
    QTest.qWait(20)
    return widget.visibleRegion().boundingRect().height()


@pytest.mark.parametrize("doubtful", [100, 200], indirect=True)
def test_no_stop_of_the_settings_page_is_under_it(doubtful: Keyboard) -> None:
    frame = doubtful.inside.frame
    frame.go_to(SettingsDestination())
    doubtful.wait()
    assert MISSING in frame.banner.text()
    page, notice, met = doubtful.page(), _place(frame.banner), 0
    for _stop in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        if not page.isAncestorOf(focus):
            break
        assert _in_sight(focus) > 0, focus.accessibleName()
        assert not _place(focus).intersects(notice), focus.accessibleName()
        met += 1
        press(Key.Key_Tab)
    assert met > 15


@pytest.mark.parametrize("doubtful", [100, 200], indirect=True)
def test_a_refusal_of_the_page_is_said_above_it_and_the_room_goes_with_it(doubtful: Keyboard) -> None:
    frame, page = doubtful.inside.frame, doubtful.page()
    for there in (SettingsDestination(), CasesDestination()):
        frame.go_to(there)
        doubtful.wait()
        page = doubtful.page()
        page.banner.show_message("That was refused.", "danger")
        doubtful.wait()
        assert _in_sight(page.banner) == page.banner.height()
        assert not _place(page.banner).intersects(_place(frame.banner))
    window = frame.window()
    assert (window.width(), window.height()) == (1366, 768)
    before = page.banner.y()
    frame.banner.clear()
    doubtful.wait()
    assert page.banner.y() > before
    assert page.contentsMargins().bottom() == 0


def test_the_way_from_it_leads_to_where_it_is_accepted_and_then_nothing_says_it(doubtful: Keyboard) -> None:
    inside, frame = doubtful.inside, doubtful.inside.frame
    checks: list[int] = []
    inside._checking.begin_anew = lambda: checks.append(1)  # type: ignore[method-assign]  # counted, not run
    assert isinstance(doubtful.page().destination, TodayDestination)
    doubtful.push("Look at it")
    assert _held() == "Why it is accepted"
    frame.banner.show_message(" ".join(inside._greeting.warnings), "danger")  # type: ignore[union-attr]  # it warned
    type_words("Put back by force IT.")
    doubtful.to("Your passphrase, or the recovery code")
    type_words(PASSPHRASE)
    doubtful.push("Accept it, and record why")
    assert frame.banner.text() == ""
    said = [one.text() for one in frame.status.findChildren(QLabel) if one.isVisible()]
    assert not any("Not as it was left" in one for one in said)
    assert any(one.startswith("Accepted as it is, today ") for one in said)
    assert not any("unlock" in one for one in said)  # when it was last opened is said by a copy that may be older
    assert checks == [1]


def _held() -> str:
    focus = QApplication.focusWidget()
    return "" if focus is None else focus.accessibleName()
