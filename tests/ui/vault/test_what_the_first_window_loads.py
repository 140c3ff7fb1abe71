"""Nothing of the vault, and nothing that only a later page asks for, is loaded before the first window is painted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[3]
_START: Final = """
import sys
from pathlib import Path
from ui.loading import load
load(in_memory=True)
from PySide6.QtWidgets import QApplication
import ui.app
from ui.arguments import Arguments
from ui.shell import capture_guard

capture_guard._system_mark = lambda: None  # where Windows refuses, as Wine does, the notice that says so brings more
ui.app._BEHIND_MS = 10**8  # what is loaded behind the window is not looked at here
app = QApplication([])
program = ui.app.Program(app, ui.app.access_for(Arguments(home=Path(sys.argv[1]))))
program.start()
app.processEvents()
assert program.window.isVisible()
made = [f"{module}.{name}" for module in ("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets")
        for name in vars(sys.modules[module])]
print(*sorted({*sys.modules, *made}))
"""
_HEAVY: Final = (
    "hru_advocate.casework", "hru_advocate.store", "hru_advocate.keys", "hru_advocate.paths", "hru_advocate.documents",
    "ui.workspace", "ui.makers", "ui.controls.files", "PySide6.QtDBus", "PySide6.QtSvg", "hashlib", "subprocess",
    "platformdirs", "msgspec", "sqlcipher3", "cryptography", "zoneinfo", "dataclasses", "datetime",
    "ui.shell.cover", "ui.controls.keyboard.reading_order", "ui.controls.pills",
)  # fmt: skip
_CLASSES: Final = (
    "PySide6.QtWidgets.QStyle", "PySide6.QtWidgets.QComboBox", "PySide6.QtWidgets.QPlainTextEdit",
    "PySide6.QtWidgets.QAbstractItemView", "PySide6.QtGui.QIcon", "PySide6.QtGui.QTextCharFormat",
    "PySide6.QtCore.QProcess", "PySide6.QtCore.QSettings",
)  # fmt: skip
"""Qt's classes are made one by one as they are first named, and each of these costs the first window about a
millisecond, for the names of its enumerations; that of a style costs ten."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that are loaded, and Qt's classes that are made, once the first window has been painted."""
    words = [sys.executable, "-c", _START, str(tmp_path_factory.mktemp("start") / "vault")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True, timeout=500)
    return {*done.stdout.split()}


@pytest.mark.parametrize("heavy", _HEAVY)
def test_it_waits_until_the_window_stands(loaded: set[str], heavy: str) -> None:
    assert "ui.vault.unlock" in loaded, "otherwise this proves nothing"
    assert not {name for name in loaded if name == heavy or name.startswith(f"{heavy}.")}


@pytest.mark.parametrize("late", _CLASSES)
def test_a_class_of_later_pages_is_not_made_yet(loaded: set[str], late: str) -> None:
    assert "PySide6.QtWidgets.QLineEdit" in loaded, "otherwise this proves nothing"
    assert late not in loaded
