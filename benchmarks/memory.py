"""Memory with Today on screen, against a bare PySide6 window: all the pages that each process has in memory.

Both run on the same screen. Ours holds an open vault of made-up cases that was made in another process and is cheap to
unlock: what guessing a passphrase costs is given back by then. It begins as the program does, and is looked at once
what is worked out and checked in pauses has come to its end, which takes some five seconds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

BAR: Final = 1.6
_BARE: Final = """
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from benchmarks.memory import held_kib
app = QApplication([])
window = QWidget()
rows = QVBoxLayout(window)
rows.addWidget(QLineEdit(), 0, Qt.AlignmentFlag.AlignTop)
rows.addWidget(QPushButton("Unlock"))
window.resize(1366, 768)
window.show()
QTimer.singleShot(1500, lambda: (print(held_kib(), flush=True), app.exit(0)))
app.exec()
"""
_OURS: Final = """
import sys
sys.modules["typing_extensions"] = None  # only the tests' own libraries bring it; the installed program has none
from ui.loading import load
load()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from benchmarks.memory import access_at, held_kib, PASSPHRASE
from ui.app import Program
from ui.controls.theme import apply_theme
from ui.shell.collecting import ScreenThreadCollector
app = QApplication([])
ScreenThreadCollector(app)
apply_theme(app)
program = Program(app, access_at(sys.argv[1]))
program.start()
field = program.window.page()._field
field.edit.setText(PASSPHRASE)
QTimer.singleShot(300, program.window.page()._unlock)
QTimer.singleShot(12000, lambda: (print(held_kib(), flush=True), program.access.close(), app.exit(0)))
app.exec()
"""
_MAKE: Final = """
import sys
from benchmarks.memory import access_at, PASSPHRASE
access = access_at(sys.argv[1])
access.create_made_up(PASSPHRASE, cases=30).result()
access.close()
"""
PASSPHRASE: Final = "lantern-orchard-velvet-compass-thistle-harbour"  # noqa: S105 - opens people who do not exist


def access_at(folder: str) -> object:
    """The way to a vault that is cheap to open."""
    from hru_advocate.casework.vault.opening import Home
    from hru_advocate.keys.passphrase import Bounds, Cost, Hardness
    from ui.shell.vault_access import VaultAccess

    cost = Cost(memory_kib=64, passes=1, lanes=1)
    cheap = Hardness(daily=cost, fallback=cost, bounds=Bounds(memory_kib=(8, 4096), passes=(1, 8), lanes=(1, 8)))
    return VaultAccess(lambda: Home(Path(folder), hardness=cheap))


def held_kib() -> int:
    """The KiB this process has in memory, as the system counts them."""
    text = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith(("Private_", "Shared_")))


def run(code: str, folder: Path) -> str:
    """Run a piece of the program in a process of its own; what it said last. Compiled code is kept, as installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    root = str(Path(__file__).resolve().parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder / "vault")],
        capture_output=True,
        text=True,
        check=True,
        env={**kept, "PYTHONPATH": root, "PYTHONPYCACHEPREFIX": str(folder / "compiled")},
    )
    return done.stdout.strip()


def main() -> int:
    """Print the table; 1 when the bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        run(_MAKE, place)
        run(_OURS, place)  # compiles
        bare, ours = int(run(_BARE, place)), int(run(_OURS, place))
    print(f"{'a bare window':<16} {bare / 1024:6.1f} MiB")
    print(f"{'Today on screen':<16} {ours / 1024:6.1f} MiB")
    print(f"{'ratio':<16} {ours / bare:.2f}, bar {BAR}")
    return int(ours / bare > BAR)


if __name__ == "__main__":
    sys.exit(main())
