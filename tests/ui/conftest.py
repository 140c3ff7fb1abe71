"""What tests of the screens share: a vault that opens cheaply, a session, and a look that is the same for all."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from hru_advocate.casework.vault.opening import Home
from hru_advocate.casework.vault.worker import VaultWorker
from hru_advocate.errors import KeychainMissing
from tests.fixed_clock import FixedClock
from tests.keys.stand_ins import CHEAP
from tests.ui.case_room import CaseRoom, all_is_there, room_of
from tests.ui.made_up_case import open_vault, write_case
from tests.waiting import PromptBot
from ui.controls.theme import apply_theme, dress
from ui.shell.async_bridge import AsyncBridge
from ui.shell.change_notifier import ChangeNotifier
from ui.shell.collecting import ScreenThreadCollector, collect
from ui.shell.destinations import UnitDestination
from ui.shell.main_window import MainWindow
from ui.shell.screen import AnyScreen, ScreenContext
from ui.shell.vault_access import VaultAccess
from ui.unit.screen import UnitScreen
from ui.workspace import Workspace

AS_PYTHON = (700, 10, 10)
"""The thresholds of the program, which are Python's own: its pages are collected while they are tried as well."""
MOST_LEFT = 30
"""Windows left behind by the tests before, after which they are collected."""
STEP = timedelta(milliseconds=3)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
PASSPHRASE = "lantern-orchard-velvet-compass-thistle-harbour"


def no_keychain() -> NoReturn:
    raise KeychainMissing


@pytest.fixture(scope="module", autouse=True)
def _loaded_for_good(qapp: QApplication) -> Iterator[None]:
    """What is still there between two files of tests stays: leave it out of every later collecting, after each test.

    Until the file is done Python collects nothing by itself: its vault's thread works between two tests too.
    """
    collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect()
    gc.freeze()
    gc.disable()
    rarely = gc.get_threshold()
    gc.set_threshold(*AS_PYTHON)
    yield
    # What a page put there is Python's: left there, it is destroyed after Python, and the process ends with a crash.
    qapp.clipboard().clear()
    gc.set_threshold(*rarely)
    gc.enable()


@pytest.fixture(autouse=True)
def _collected_here(qapp: QApplication) -> Iterator[None]:
    """As in the program, no widget is destroyed on another thread, and none is left over for a later test's."""
    collector = ScreenThreadCollector()
    yield
    collector.stop()
    gc.disable()
    collector.deleteLater()


@pytest.fixture(autouse=True)
def _usual_look(qapp: QApplication) -> Iterator[None]:
    """Every test begins in the light look at 100 per cent; what stands in no window of the program is dressed too."""
    apply_theme(qapp, "light", 100)
    if not qapp.styleSheet():
        dress(qapp)
    yield
    # Each look put on would dress again whatever is left: windows that are closed and wait for the next turn of the
    # loop to be destroyed, and widgets that only hold each other.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if len(QApplication.topLevelWidgets()) > MOST_LEFT:
        collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    apply_theme(qapp, "light", 100)


@pytest.fixture(autouse=True)
def _no_button_held(qapp: QApplication) -> Iterator[None]:
    """No test leaves a button of the mouse held down: what the keyboard goes to is not scrolled to under a press."""
    before = QApplication.mouseButtons()  # what another test left is that one's fault
    yield
    assert QApplication.mouseButtons() in {Qt.MouseButton.NoButton, before}, "a button of the mouse is still held down"


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PromptBot(request)


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told from now on, whoever tells it."""
    told: list[str] = []

    class Heard(QAccessibleAnnouncementEvent):
        def __init__(self, widget: QObject, words: str) -> None:
            super().__init__(widget, words)
            told.append(words)

    monkeypatch.setattr(QtGui, "QAccessibleAnnouncementEvent", Heard)
    return told


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answers the dialogs that ask which file or folder."""

    def choose(place: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(place))
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(place), ""))
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(place), ""))

    return choose


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(
        tmp_path / "vault",
        hardness=CHEAP,
        clock=FixedClock(NOW, step=STEP),
        find_keychain=no_keychain,
        anchors=tmp_path / "anchors",
    )


@pytest.fixture
def access(home: Home) -> Iterator[VaultAccess]:
    """The way to a vault that is not there yet."""
    found = VaultAccess(lambda: home)
    yield found
    found.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, timedelta]:
    """A closed vault with six made-up cases, written once, and how far its clock had gone: tests open copies of it."""
    folder, clock = tmp_path_factory.mktemp("written") / "vault", FixedClock(NOW, step=STEP)
    home = Home(folder, CHEAP, clock, no_keychain, anchors=folder.with_name("anchors"))
    access = VaultAccess(lambda: home)
    access.create_made_up(PASSPHRASE, cases=6).result(timeout=60)
    access.close()
    return folder, clock.now() - NOW


@pytest.fixture
def locked_door(access: VaultAccess, home: Home, written: tuple[Path, timedelta]) -> VaultAccess:
    """The way to a vault that is locked, with six made-up cases."""
    folder, passed = written
    shutil.copytree(folder, home.folder)
    shutil.copytree(folder.with_name("anchors"), home.anchors)
    assert isinstance(home.clock, FixedClock)
    home.clock.advance(passed)
    return access


@pytest.fixture
def open_door(locked_door: VaultAccess) -> VaultAccess:
    """The way to a vault that is open, with six made-up cases."""
    locked_door.unlock(PASSPHRASE).result(timeout=60)
    return locked_door


@pytest.fixture
def bridge(qapp: QApplication) -> AsyncBridge:
    return AsyncBridge()


@pytest.fixture
def context(open_door: VaultAccess, bridge: AsyncBridge, home: Home) -> ScreenContext:
    return ScreenContext(open_door.worker(), bridge, ChangeNotifier(), home.clock.now)


@pytest.fixture
def show(qtbot: QtBot, context: ScreenContext) -> Callable[[AnyScreen], AnyScreen]:
    """Put a screen on show and wait until it has its answers."""

    def on_show(screen: AnyScreen, width: int = 1176, height: int = 640) -> AnyScreen:
        qtbot.addWidget(screen)
        screen.resize(width, height)
        appear(qtbot, screen)
        screen.begin()
        settle(qtbot, context.bridge)
        return screen

    return on_show


def appear(qtbot: QtBot, screen: QWidget) -> None:
    """Show a window and wait until the keyboard is its own; what takes the focus before that may lose it again."""
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)


def settle(qtbot: QtBot, bridge: AsyncBridge) -> None:
    """Wait until no answer is on its way, and what stands further down a page is made."""
    there = False
    while not there:
        qtbot.waitUntil(lambda: all_is_there(bridge))
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        there = all_is_there(bridge)  # what was put off until now may have asked for more


@pytest.fixture
def calm(qtbot: QtBot, bridge: AsyncBridge) -> Callable[[], None]:
    """Wait until no answer is on its way."""
    return lambda: settle(qtbot, bridge)


@pytest.fixture
def unit(context: ScreenContext, show: Callable[[AnyScreen], AnyScreen]) -> UnitScreen:
    """The unit's page, on show."""
    screen = UnitScreen(context, UnitDestination())
    show(screen)
    return screen


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VaultWorker]:
    """One open vault for a whole file of tests; each test has a case of its own in it."""
    folder = tmp_path_factory.mktemp("vault") / "open"
    folder.mkdir(mode=0o700)
    with open_vault(folder) as worker:
        yield worker


@pytest.fixture
def room(qtbot: QtBot, vault: VaultWorker) -> Iterator[CaseRoom]:
    """A made-up case with a record of each kind, and a way to put its screens on show."""
    room = room_of(qtbot, vault, write_case(vault))
    yield room
    room.close()


@pytest.fixture
def inside(qtbot: QtBot, qapp: QApplication, open_door: VaultAccess, bridge: AsyncBridge) -> Iterator[Workspace]:
    """The open vault in its window, as after unlocking."""
    qapp.setStyleSheet("")  # as in the program: the window alone is dressed, and its parts once it holds them
    inside = Workspace(qapp, open_door, bridge, None)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show_frame(inside.frame)
    window.show()
    yield inside
    inside.frame.leave_all(lambda: None, lambda _error: None)
    settle(qtbot, bridge)
