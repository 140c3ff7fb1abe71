"""Process start to usable unlock screen, against a bare PySide6 window, turn and turn about.

A window is usable when it has been painted and its event loop is idle, ready for a key. Both run in fresh processes on
the same screen; the bare window has one field and one button.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

BAR: Final = 1.3
_TURNS: Final = 15
_READY: Final = "ready"
_BARE: Final = """
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
app = QApplication([])
window = QWidget()
rows = QVBoxLayout(window)
field = QLineEdit()
field.setEchoMode(QLineEdit.EchoMode.Password)
rows.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
rows.addWidget(QPushButton("Unlock"))
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, lambda: (app.processEvents(), print("ready", flush=True), app.exit(0)))
app.exec()
"""
_OURS: Final = """
import sys
from pathlib import Path
from ui.loading import load
load()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.app import Program, access_for
from ui.arguments import Arguments
from ui.controls.theme import apply_theme
app = QApplication([])
apply_theme(app)
program = Program(app, access_for(Arguments(home=Path(sys.argv[1]))))
sys.excepthook = program.met_fault
program.start()
QTimer.singleShot(0, lambda: (app.processEvents(), print("ready", flush=True), app.exit(0)))
app.exec()
"""


def seconds_to_ready(code: str, folder: Path) -> float:
    """Start a program and wait for its word. Compiled code is kept, as it is on a computer that has it installed."""
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder / "vault")],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment(folder / "compiled"),
    ) as started:
        assert started.stdout is not None  # noqa: S101 - asked for two lines above
        if started.stdout.readline().strip() != _READY:
            message = "a window did not come up; is there a screen?"
            raise RuntimeError(message)
        return time.perf_counter() - begun


def environment(compiled: Path) -> dict[str, str]:
    """The environment of both programs."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    root = str(Path(__file__).resolve().parents[1])
    return {**kept, "PYTHONPATH": root, "PYTHONPYCACHEPREFIX": str(compiled)}


def main() -> int:
    """Print the table; 1 when the bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        times: dict[str, list[float]] = {"a bare window": [], "unlock screen": []}
        for turn in range(_TURNS + 1):
            for name, code in zip(times, (_BARE, _OURS), strict=True):
                taken = seconds_to_ready(code, Path(folder))
                if turn:  # the first turn compiles
                    times[name].append(taken)
    for name, found in times.items():
        best, middle = min(found) * 1000, statistics.median(found) * 1000
        print(f"{name:<16} best {best:6.0f} ms   median {middle:6.0f} ms")
    bare, ours = (min(found) for found in times.values())  # the best of each: other programs only ever add
    print(f"{'ratio':<16} {ours / bare:.2f}, bar {BAR}")
    return int(ours / bare > BAR)


if __name__ == "__main__":
    sys.exit(main())
