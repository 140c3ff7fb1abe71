"""Widgets that hold each other are destroyed on the screens' thread, whatever other threads make meanwhile."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.shell.collecting import EVERY, ScreenThreadCollector

SCRIPT = """
import threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from ui.shell.collecting import ScreenThreadCollector

app = QApplication([])
if {collecting}:
    ScreenThreadCollector(app)
stopping, threads, passes, gone = threading.Event(), set(), [], []

class Circle(QWidget):
    def __init__(self):
        super().__init__()
        self.button, self.me = QPushButton("x", self), [self]
        self.timer = QTimer(self)
        self.timer.start(5)
    def __del__(self):
        threads.add(threading.current_thread().name)
        gone.append(1)

def read():
    while not stopping.is_set():
        [{{number: [number]}} for number in range(3000)]
        passes.append(1)

vault = threading.Thread(target=read, name="vault")
vault.start()
while len(gone) < 200 or len(passes) < 200:  # by then each thread was due to collect many times over
    Circle()
    app.processEvents()
stopping.set()
vault.join()
print(sorted(threads))
"""


def test_no_widget_is_destroyed_on_the_vaults_thread(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(collecting=True)], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "['MainThread']"), done.stderr


PAGES = """
from PySide6.QtWidgets import QApplication
from ui.shell.async_bridge import AsyncBridge
from ui.shell.collecting import ScreenThreadCollector
from ui.shell.vault_access import VaultAccess
from ui.vault.unlock import UnlockScreen

app = QApplication([])
for shown in (False, False, False, True, True):
    collector = ScreenThreadCollector()
    page = UnlockScreen(VaultAccess(lambda: None), AsyncBridge())
    page.destroyed.connect(lambda: print("gone"))
    if shown:
        page.show()
        page.begin()
        app.processEvents()
    del page
    collector.stop()
"""


def test_a_page_that_nobody_holds_is_destroyed_once_and_whole(root: Path) -> None:
    """What is freed is overwritten, so that destroying it a second time cannot pass by luck."""
    done = subprocess.run(
        [sys.executable, "-c", PAGES],
        cwd=root,
        env=os.environ | {"MALLOC_PERTURB_": "165", "PYTHONMALLOC": "debug"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.split()) == (0, ["gone"] * 5), done.stderr


class Circular(QObject):
    """An object that only a collecting takes away."""

    gone = 0

    def __init__(self) -> None:
        super().__init__()
        self.me = [self]

    def __del__(self) -> None:
        Circular.gone += 1


def test_what_nobody_reaches_is_collected_between_events_and_python_takes_over_again(qtbot: QtBot) -> None:
    collector = ScreenThreadCollector()
    Circular.gone = 0
    for _ in range(1000):
        Circular()
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: Circular.gone > 0, timeout=20 * EVERY)
    Circular()
    collector.stop()
    assert Circular.gone == 1001
    assert gc.isenabled()
    gc.disable()  # as every test here begins and ends


AHEAD = """
import gc
from ui.app import _read_ahead
_read_ahead()
print(gc.get_freeze_count(), len(gc.get_objects()))
"""


def test_what_is_loaded_while_somebody_types_is_not_gone_through_each_time_something_is_collected(root: Path) -> None:
    done = subprocess.run([sys.executable, "-c", AHEAD], cwd=root, capture_output=True, text=True, check=True)
    kept, left = map(int, done.stdout.split())
    assert kept > 50_000
    assert left < kept / 100, "a full collecting goes through these"
