"""The processor time each page takes, for a case of ordinary length and a long one; the vault's thread counts too.

The long case has every risk answered and seventy contacts. A page is gone to several times; the cheapest is shown,
because whatever else the computer does is added to the others. *First* is what the page costs until its first screenful
stands with every answer in it, *window* what of that is the window's thread, which the keyboard waits for; *whole* has
what is made further down once the page has come to rest, which no key waits for. The bar is for the first.

With ``--years 10`` the vault holds so many years of a made-up unit besides, and it is said how long they took to make.
With ``--keep FOLDER`` the vault is made there once and a copy of it measured, so that each measuring finds the same.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final, NoReturn

from PySide6.QtCore import QElapsedTimer, QThread, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.page_list import Cases, all_pages, at_table, ready_cases
from hru_advocate.casework.vault.opening import Home, Unlocked
from hru_advocate.demo.years.years import fill_years
from hru_advocate.errors import KeychainMissing
from hru_advocate.keys.passphrase import Bounds, Cost, Hardness
from tests.fixed_clock import FixedClock
from ui.controls.layout.in_good_time import still_to_come
from ui.controls.theme import apply_theme
from ui.shell.async_bridge import AsyncBridge
from ui.shell.collecting import ScreenThreadCollector
from ui.shell.destinations import Destination, DirectoryDestination, TodayDestination, VisitModeDestination
from ui.shell.main_window import MainWindow
from ui.shell.vault_access import VaultAccess
from ui.visits.frame import VisitFrame
from ui.workspace import Workspace

Costs = tuple[float, float, float]
BAR_MS: Final = 100.0
_TIMES: Final = 5
_NOW: Final = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
_COST: Final = Cost(memory_kib=64, passes=1, lanes=1)
_CHEAP: Final = Hardness(daily=_COST, fallback=_COST, bounds=Bounds(memory_kib=(8, 4096), passes=(1, 8), lanes=(1, 8)))
_CASES: Final = "cases.json"
_PASSPHRASE: Final = "lantern-orchard-velvet-compass-thistle-harbour"  # noqa: S105 - opens people who do not exist


def main() -> int:
    """Print a line a page; 1 when one of them costs more than the bar."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages")
    parser.add_argument("--years", type=float, default=0.0)
    parser.add_argument("--only", nargs="*", default=[""], help="measure pages with one of these in their names alone")
    parser.add_argument("--keep", type=Path, help="make the vault in this folder once, and measure a copy of it")
    arguments = parser.parse_args()
    app = QApplication(["pages", "-platform", "offscreen"])
    apply_theme(app)
    collector = ScreenThreadCollector(app)  # or the vault's thread might take widgets apart
    with tempfile.TemporaryDirectory() as folder:
        access, cases = _ready(arguments.keep, arguments.years, Path(folder))
        worst = measure(app, access, cases, only=arguments.only)
        access.close()
    collector.stop()
    return int(worst > BAR_MS)


def _ready(kept: Path | None, years: float, folder: Path) -> tuple[VaultAccess, Cases]:
    """Open the vault that is measured, in a folder that goes: made there, or copied from the one that is kept."""
    if kept is None:
        access = _access(folder)
        return access, _fill(access, years)
    if not (kept / _CASES).exists():
        kept.mkdir(parents=True, exist_ok=True)
        access = _access(kept)
        cases = _fill(access, years)
        access.close()
        (kept / _CASES).write_text(json.dumps(asdict(cases)), encoding="utf-8")
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    access = _access(folder)
    access.unlock(_PASSPHRASE).result()
    return access, Cases(**json.loads((kept / _CASES).read_text(encoding="utf-8")))


def _access(folder: Path) -> VaultAccess:
    home = Home(folder, hardness=_CHEAP, clock=FixedClock(_NOW), find_keychain=_no_keychain)
    return VaultAccess(lambda: home, made_up=True)


def _fill(access: VaultAccess, years: float) -> Cases:
    """Make a vault with so many years in it, and the long case; it is open afterwards."""
    access.create_made_up(_PASSPHRASE, cases=14).result()
    if years:
        made = access.worker().ask(fill_years, years, 1).result()
        size = access.home().vault.stat().st_size / 2**20
        print(f"{years:g} years: {made.entries:,} entries in {made.seconds:.0f} s, {size:.0f} MiB", flush=True)
    return access.worker().ask(ready_cases, _NOW).result()


def _no_keychain() -> NoReturn:
    raise KeychainMissing


def measure(app: QApplication, access: VaultAccess, cases: Cases, *, only: Sequence[str] = ("",)) -> float:
    """Print a line for every page whose name holds one of some words; the dearest first screenful, in milliseconds."""
    window = MainWindow()
    window.resize(1366, 768)
    window.show()
    workspace = Workspace(app, access, AsyncBridge(), Unlocked("Made-up advocate", _NOW, 0, ()))
    workspace.framed.connect(lambda: window.show_frame(workspace.frame))
    window.show_frame(workspace.frame)
    print(f"{'page':34}{'first':>12}{'bar':>10}{'window':>12}{'whole':>12}")
    worst = 0.0

    def wanted(name: str) -> bool:
        return any(one.lower() in name.lower() for one in only)

    for name, destination in access.worker().ask(all_pages, cases).result():
        away = TodayDestination() if not isinstance(destination, TodayDestination) else DirectoryDestination()
        if wanted(name):
            worst = max(worst, _line(name, [_cost(app, workspace, away, destination) for _ in range(_TIMES)]))
    for name, destination in at_table(cases):
        if wanted(name):
            worst = max(worst, _line(name, [_cost_at_table(app, workspace, cases, destination) for _ in range(_TIMES)]))
    window.hide()
    window.deleteLater()
    return worst


def _line(name: str, costs: list[Costs]) -> float:
    spent, window_only, to_the_end = (min(one[part] for one in costs) for part in range(3))
    over = "" if spent <= BAR_MS else "   over"
    print(f"{name:34}{spent:9.0f} ms{BAR_MS:7.0f} ms{window_only:9.0f} ms{to_the_end:9.0f} ms{over}", flush=True)
    return spent


def _cost(app: QApplication, workspace: Workspace, away: Destination, destination: Destination) -> Costs:
    """The milliseconds of processor from asking for a page to its last answer, those of the window, and to its end."""
    workspace.frame.go_to(away)
    _settle(app, workspace, whole=True)
    return _spent(app, workspace, lambda: workspace.frame.go_to(destination))


def _cost_at_table(app: QApplication, workspace: Workspace, cases: Cases, destination: Destination) -> Costs:
    """The same for a page of visit mode: its beginning with the frame it has to itself, or one step from the table."""
    table = VisitModeDestination(cases.long, cases.visit)
    if destination != table:
        workspace.frame.go_to(table)
    else:
        workspace.frame.go_to(TodayDestination())
    _settle(app, workspace, whole=True)
    spent = _spent(app, workspace, lambda: workspace.frame.go_to(destination))
    if isinstance(workspace.frame, VisitFrame):
        left = partial(workspace.frame.left.emit, False)  # noqa: FBT003 - no contact is to be noted
        QTimer.singleShot(0, left)  # what is put away outside of any event would stay, and be dressed again each time
    _settle(app, workspace, whole=True)
    return spent


def _spent(app: QApplication, workspace: Workspace, go: Callable[[], object]) -> Costs:
    began, window = time.process_time(), time.thread_time()
    go()
    _settle(app, workspace)
    first, window = time.process_time() - began, time.thread_time() - window
    _settle(app, workspace, whole=True)
    return first * 1000, window * 1000, (time.process_time() - began) * 1000


def _settle(app: QApplication, workspace: Workspace, *, whole: bool = False) -> None:
    watch = QElapsedTimer()
    watch.start()
    quiet = 0
    while quiet < 4 and watch.elapsed() < 20_000:
        app.processEvents()
        waits = workspace.context.bridge.waiting or (whole and still_to_come())
        quiet = 0 if waits else quiet + 1
        QThread.msleep(5)


if __name__ == "__main__":
    sys.exit(main())
