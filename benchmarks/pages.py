"""What each page costs in processor time, for a case of ordinary length and a long one; the vault's thread counts too.

The long case has every risk answered and seventy contacts. A page is gone to several times; the cheapest is shown,
because whatever else the computer does is added to the others. *First* is what the page costs until its first screenful
stands with every answer in it, *window* what of that is the window's thread, which the keyboard waits for; *whole* has
what is made further down once the page has come to rest, which no key waits for. The bar is for the first.

With ``--years 10`` the vault holds so many years of a made-up unit besides, and it is said how long they took to make.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NoReturn

from PySide6.QtCore import QElapsedTimer, QThread
from PySide6.QtWidgets import QApplication

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.vault.opening import Home, Unlocked
from hru_advocate.demo.years.years import fill_years
from hru_advocate.domain.moments import day_in_words
from hru_advocate.errors import KeychainMissing
from hru_advocate.keys.passphrase import Bounds, Cost, Hardness
from tests.fixed_clock import FixedClock
from ui.case_head.case_head import TABS
from ui.controls.layout.in_good_time import still_to_come
from ui.controls.theme import apply_theme
from ui.makers import RAIL
from ui.shell.async_bridge import AsyncBridge
from ui.shell.collecting import ScreenThreadCollector
from ui.shell.destinations import (
    CaseDestination,
    Destination,
    DirectoryDestination,
    LateDestination,
    TodayDestination,
    UnitDestination,
)
from ui.shell.main_window import MainWindow
from ui.shell.vault_access import VaultAccess
from ui.workspace import Workspace

Costs = tuple[float, float, float]
BAR_MS: Final = 100.0
_TIMES: Final = 5
_CONTACTS: Final = 70
_NOW: Final = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
_COST: Final = Cost(memory_kib=64, passes=1, lanes=1)
_CHEAP: Final = Hardness(daily=_COST, fallback=_COST, bounds=Bounds(memory_kib=(8, 4096), passes=(1, 8), lanes=(1, 8)))
_PASSPHRASE: Final = "lantern-orchard-velvet-compass-thistle-harbour"  # noqa: S105 - opens people who do not exist


def main() -> int:
    """Print a line a page; 1 when one of them costs more than the bar."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages")
    parser.add_argument("--years", type=float, default=0.0)
    years: float = parser.parse_args().years
    app = QApplication(["pages", "-platform", "offscreen"])
    apply_theme(app)
    collector = ScreenThreadCollector(app)  # or the vault's thread might take widgets apart
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder), hardness=_CHEAP, clock=FixedClock(_NOW), find_keychain=_no_keychain)
        access = VaultAccess(lambda: home, made_up=True)
        access.create_made_up(_PASSPHRASE, cases=14).result()
        if years:
            made = access.worker().ask(fill_years, years, 1).result()
            size = home.vault.stat().st_size / 2**20
            print(f"{years:g} years: {made.entries:,} entries in {made.seconds:.0f} s, {size:.0f} MiB", flush=True)
        lines = access.worker().ask(list_cases, CaseFilter()).result()
        ordinary = next((one.label.case for one in lines if one.level == "high"), lines[0].label.case)
        long = next(one.label.case for one in lines if one.label.case != ordinary)
        _lengthen(access, long)
        worst = _measure(app, access, ordinary, long)
        access.close()
    collector.stop()
    return int(worst > BAR_MS)


def _no_keychain() -> NoReturn:
    raise KeychainMissing


def _lengthen(access: VaultAccess, case: str) -> None:
    """Answer every risk of a case with yes, and note contacts day by day."""
    ask = access.worker().ask
    form = ask(lambda session: session.forms.newest("risk_conversation")).result()
    words = "He stood at the gate again, and he knew what I had bought."
    how = {"present": True, "words": words, "how": ["victim_said"]}
    raw = {field.id: how for field in form.fields if field.kind == "finding"}
    ask(save, "risk_conversation", {"held_on": "20 Nov 2026", **raw}, case=case, reason="asked again").result()
    for number in range(_CONTACTS):
        contact = {
            "happened": day_in_words((_NOW - timedelta(days=number)).date()),
            "method": "phone",
            "direction": "in",
            "with_whom": "victim",
            "fact": f"Call {number}: the car was in the street once more, for an hour, with the lights on.",
        }
        ask(save, "contact", contact, case=case).result()


def _measure(app: QApplication, access: VaultAccess, ordinary: str, long: str) -> float:
    window = MainWindow()
    window.resize(1366, 768)
    window.show()
    workspace = Workspace(app, access, AsyncBridge(), Unlocked("Made-up advocate", _NOW, 0, ()))
    window.show_frame(workspace.frame)
    pages: list[tuple[str, Destination]] = [(one.words, one.destination) for one in RAIL]
    pages += [
        ("Late", LateDestination()),
        ("Supervision", UnitDestination("supervision")),
        ("Records kept", UnitDestination("records_kept")),
    ]
    for name, case in (("", ordinary), (", long", long)):
        pages += [(f"{words.replace('&&', '&')}{name}", CaseDestination(case, part)) for part, words in TABS]
    worst = 0.0
    print(f"{'page':24}{'first':>12}{'bar':>10}{'window':>12}{'whole':>12}")
    for words, destination in pages:
        away = TodayDestination() if not isinstance(destination, TodayDestination) else DirectoryDestination()
        costs = [_cost(app, workspace, away, destination) for _ in range(_TIMES)]
        spent, window_only, to_the_end = (min(some) for some in zip(*costs, strict=True))
        worst = max(worst, spent)
        over = "" if spent <= BAR_MS else "   over"
        print(f"{words:24}{spent:9.0f} ms{BAR_MS:7.0f} ms{window_only:9.0f} ms{to_the_end:9.0f} ms{over}", flush=True)
    window.hide()
    window.deleteLater()
    return worst


def _cost(app: QApplication, workspace: Workspace, away: Destination, destination: Destination) -> Costs:
    """The milliseconds of processor from asking for a page to its last answer, those of the window, and to its end."""
    workspace.frame.go_to(away)
    _settle(app, workspace, whole=True)
    began, window = time.process_time(), time.thread_time()
    workspace.frame.go_to(destination)
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
